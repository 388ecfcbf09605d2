"""What falls due in conversations by itself."""

from __future__ import annotations

from jln.conversations import actions
from jln.kit import clock
from jln.work.task import task


@task()
def publish_held() -> int:
    """Let go out what moderators published. Safe to repeat."""
    return actions.publish_due(at=clock.now())


@task()
def bring_reports_further() -> int:
    """Ask others about reported posts that nobody decided about. Safe to repeat."""
    return actions.bring_further(at=clock.now())


@task()
def remind_of_held() -> int:
    """Ask again for messages that nobody decided about. Safe to repeat."""
    return actions.remind(at=clock.now())


@task()
def ask_of_cards() -> int:
    """Ask keepers whether cards whose day has come are still right. Safe to repeat."""
    return actions.ask_right(at=clock.now())


@task()
def waves() -> int:
    """Bring what nobody answered to more colleagues, ask what came of it. Safe to repeat."""
    at = clock.now()
    return actions.send_waves(at=at) + actions.ask_outcomes(at=at)


@task()
def polls() -> int:
    """Remind of polls, close those whose day has come and tell their results. Safe to repeat."""
    at = clock.now()
    return actions.remind_of_polls(at=at) + actions.close_polls(at=at)


@task()
def dialogues() -> int:
    """Do what falls due in moderated dialogues. Safe to repeat."""
    return actions.keep_dialogues(at=clock.now())
