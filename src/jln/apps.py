"""The one Django app. Domain packages inside it are plain Python packages."""

from django.apps import AppConfig


class JlnConfig(AppConfig):
    """Every model is `jln.<Name>`, whichever package it is written in."""

    name = "jln"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the listeners: facts are told, messages dealt with, letters asked for rights."""
        from jln.conversations import queries as conversations  # noqa: PLC0415 -- likewise
        from jln.conversations.actions import enclosing  # noqa: PLC0415 -- the app must be ready
        from jln.facts.record import listeners  # noqa: PLC0415 -- the app must be ready
        from jln.mail import incoming, sending  # noqa: PLC0415 -- the app must be ready
        from jln.mailroom import bounces  # noqa: PLC0415 -- the app must be ready
        from jln.mailroom.enclosing import questions_of  # noqa: PLC0415 -- the app must be ready
        from jln.mailroom.nudge import nudge  # noqa: PLC0415 -- the app must be ready
        from jln.notify import letters  # noqa: PLC0415 -- the app must be ready
        from jln.notify.digests.reach import will_reach  # noqa: PLC0415 -- the app must be ready
        from jln.notify.rights import why_not_now  # noqa: PLC0415 -- the app must be ready
        from jln.notify.tasks import tell  # noqa: PLC0415 -- the app must be ready
        from jln.uploads import actions as uploads  # noqa: PLC0415 -- the app must be ready

        if tell.enqueue_first not in listeners:
            listeners.append(tell.enqueue_first)
        if nudge not in incoming.listeners:
            incoming.listeners.append(nudge)
        if questions_of not in letters.questions:
            letters.questions.append(questions_of)
        if will_reach not in conversations.reach:
            conversations.reach.append(will_reach)
        if why_not_now not in sending.guards:
            sending.guards.append(why_not_now)
        if bounces.refused not in sending.refused:
            sending.refused.append(bounces.refused)
        if enclosing.was_read not in uploads.was_read:
            uploads.was_read.append(enclosing.was_read)
            uploads.awaited.append(enclosing.waiting_bytes)
        _register_letters()
        _register_evidence()
        _register_effects()
        _register_handover()


def _register_letters() -> None:
    """What letters of domains above telling say, and to whom."""
    from jln.newsletter import told as issues  # noqa: PLC0415 -- the app must be ready
    from jln.notify import audiences, told  # noqa: PLC0415 -- the app must be ready

    told.LOAD.update(issues.LOAD)
    audiences.AUDIENCES.update(issues.AUDIENCES)


def _register_evidence() -> None:
    """What each condition of Full Membership is judged by."""
    from jln.activities import evidence as activities  # noqa: PLC0415 -- the app must be ready
    from jln.governance import evidence as governance  # noqa: PLC0415 -- the app must be ready
    from jln.library import evidence as library  # noqa: PLC0415 -- the app must be ready
    from jln.membership import claims, duties, recorded  # noqa: PLC0415 -- the app must be ready
    from jln.membership.evidence import BESIDE, register  # noqa: PLC0415 -- the app must be ready

    register("time", recorded.months_as_associate)
    register("core_group", governance.core_group)
    register("hosting", activities.hosted)
    register("sharing", recorded.answers, counts="answers")
    register("sharing", recorded.problems, counts="problems")
    register("sharing", library.adaptations, counts="adaptations")
    register("participation", activities.taken_part)
    register("profiles", recorded.profiles)
    register("places", recorded.places)
    duties.register("pass_on", governance.passed_on)
    duties.register("use", library.adaptations)
    duties.register("in_kind", recorded.in_kind)
    duties.register("discuss", governance.discussed)
    if claims.beside not in BESIDE:
        BESIDE.append(claims.beside)


def _register_effects() -> None:
    """What decisions of the Steering Group do."""
    from jln.elections import effects as elections  # noqa: PLC0415 -- the app must be ready
    from jln.governance import again  # noqa: PLC0415 -- the app must be ready
    from jln.governance.actions import bodies, charter, manager, strategy  # noqa: PLC0415 -- the app must be ready
    from jln.governance.effects import register  # noqa: PLC0415 -- the app must be ready
    from jln.membership import effects as membership  # noqa: PLC0415 -- the app must be ready
    from jln.parameters.effects import CHANGE  # noqa: PLC0415 -- the app must be ready

    ours = (
        again.LEFT,
        CHANGE,
        bodies.CLOSE,
        bodies.FORM,
        charter.ADOPT,
        manager.APPOINT,
        strategy.ADOPT,
    )
    for effect in (*membership.EFFECTS, elections.STEERING_SEATS, manager.APPOINT, *ours):
        register(effect)


def _register_handover() -> None:
    """What moves with a seat, and what its briefing tells."""
    from jln.activities import briefed as events  # noqa: PLC0415 -- the app must be ready
    from jln.desk import briefed as desk  # noqa: PLC0415 -- the app must be ready
    from jln.governance import briefed as meetings  # noqa: PLC0415 -- the app must be ready
    from jln.governance.handed import ACTIONS, STEERING_ACTIONS  # noqa: PLC0415 -- the app must be ready
    from jln.initiatives import briefed as groups  # noqa: PLC0415 -- the app must be ready
    from jln.library import briefed as adaptations  # noqa: PLC0415 -- the app must be ready
    from jln.seats import briefing, carried, moving  # noqa: PLC0415 -- the app must be ready

    carried.register_all()
    moving.register("actions", ACTIONS)
    moving.register("steering actions", STEERING_ACTIONS)
    briefing.register("groups", work=groups.work)
    briefing.register("desk", work=desk.work)
    briefing.register("adaptations", work=adaptations.work)
    briefing.register("events", dates=events.dates)
    briefing.register("meetings", work=meetings.work, dates=meetings.dates)
