"""The one Django app. Domain packages inside it are plain Python packages."""

from django.apps import AppConfig


class JlnConfig(AppConfig):
    """Every model is `jln.<Name>`, whichever package it is written in."""

    name = "jln"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the one listener: a fact, once committed, is told."""
        from jln.facts.record import listeners  # noqa: PLC0415 -- the app must be ready
        from jln.notify.tasks import tell  # noqa: PLC0415 -- the app must be ready

        if tell.enqueue not in listeners:
            listeners.append(tell.enqueue)
