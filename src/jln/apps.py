"""The one Django app. Domain packages inside it are plain Python packages."""

from django.apps import AppConfig


class JlnConfig(AppConfig):
    """Every model is `jln.<Name>`, whichever package it is written in."""

    name = "jln"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the listeners: facts are told, messages dealt with, letters asked for rights."""
        from jln.facts.record import listeners  # noqa: PLC0415 -- the app must be ready
        from jln.mail import incoming, sending  # noqa: PLC0415 -- the app must be ready
        from jln.mailroom.nudge import nudge  # noqa: PLC0415 -- the app must be ready
        from jln.notify.rights import why_not_now  # noqa: PLC0415 -- the app must be ready
        from jln.notify.tasks import tell  # noqa: PLC0415 -- the app must be ready

        if tell.enqueue not in listeners:
            listeners.append(tell.enqueue)
        if nudge not in incoming.listeners:
            incoming.listeners.append(nudge)
        if why_not_now not in sending.guards:
            sending.guards.append(why_not_now)
