"""The routes of the Steering Group's terms and meetings, each with a path that leads somewhere."""

from __future__ import annotations

from jln.governance.models import (
    AgendaItem,
    Meeting,
    Motion,
    SteeringTerm,
    Strategy,
    StrategyGoal,
    WorkingGroup,
)
from jln.kit import clock
from tests.gates.readers import MEMBER, PRACTITIONER, PUBLIC, STAFF, STEERING


def _term() -> SteeringTerm:
    return SteeringTerm.objects.filter(country__code="GH").order_by("-pk")[0]


def _sitting() -> str:
    """The next meeting, whose agenda is open."""
    found = Meeting.objects.filter(starts_at__gt=clock.now()).order_by("starts_at")[0]
    return f"/steering-group/meetings/{found.slug}/"


def _motion() -> Motion:
    return Motion.objects.order_by("pk")[0]


def _item() -> AgendaItem:
    return AgendaItem.objects.filter(meeting__ended_at=None).order_by("number")[1]


def _draft() -> Strategy:
    return Strategy.objects.get(state="draft")


def _goal() -> StrategyGoal:
    return StrategyGoal.objects.filter(strategy__state="adopted").order_by("number")[0]


def _body() -> str:
    return WorkingGroup.objects.get(state="formed").path


ROUTES = {
    "steering_term_new": (STAFF, lambda: "/steering-group/terms/new/"),
    "steering_term_end": (STAFF, lambda: f"/steering-group/terms/{_term().code}/end/"),
    "steering_seat": (STAFF, lambda: f"/steering-group/terms/{_term().code}/seat/"),
    "steering_meeting_new": (STAFF, lambda: "/steering-group/meetings/new/"),
    "steering_meeting_plan": (STAFF, lambda: f"{_sitting()}plan/"),
    "steering_meeting_cancel": (STAFF, lambda: f"{_sitting()}cancel/"),
    "steering_meeting_letter": (STAFF, lambda: f"{_sitting()}letter/"),
    "steering_presence": (STEERING, lambda: f"{_sitting()}presence/"),
    "steering_input": (PRACTITIONER, lambda: f"{_sitting()}input/"),
    "steering_item_new": (STAFF, lambda: f"{_sitting()}items/"),
    "steering_room": (STEERING, lambda: f"{_sitting()}room/"),
    "steering_approve": (STEERING, lambda: f"{_sitting()}minutes/"),
    "steering_summary": (STAFF, lambda: f"{_sitting()}summary/"),
    "steering_item": (MEMBER, lambda: f"/steering-group/items/{_item().code}/"),
    "steering_item_change": (STAFF, lambda: f"/steering-group/items/{_item().code}/change/"),
    "steering_item_paper": (STAFF, lambda: f"/steering-group/items/{_item().code}/papers/"),
    "steering_item_minutes": (STAFF, lambda: f"/steering-group/items/{_item().code}/minutes/"),
    "item_motion": (STAFF, lambda: f"/steering-group/items/{_item().code}/motion/"),
    "decisions": (PUBLIC, lambda: "/steering-group/decisions/"),
    "decision": (PUBLIC, lambda: "/steering-group/decisions/1/"),
    "decision_words": (STAFF, lambda: "/steering-group/decisions/1/words/"),
    "motion": (STEERING, lambda: f"/steering-group/motions/{_motion().code}/"),
    "motion_settle": (STAFF, lambda: f"/steering-group/motions/{_motion().code}/settle/"),
    "motion_new": (STAFF, lambda: "/steering-group/motions/new/"),
    "rule_change": (STAFF, lambda: "/about/rules/quorum_percent/change/"),
    "network_manager": (PUBLIC, lambda: "/network-manager/"),
    "manager_new": (STAFF, lambda: "/network-manager/new/"),
    "manager_head": (STAFF, lambda: "/network-manager/head/"),
    "charter": (PUBLIC, lambda: "/about/charter/"),
    "strategy": (PUBLIC, lambda: "/strategy/"),
    "strategy_version": (MEMBER, lambda: f"/strategy/{_draft().number}/"),
    "strategy_difference": (MEMBER, lambda: f"/strategy/{_draft().number}/since/2/"),
    "strategy_new": (STAFF, lambda: "/strategy/new/"),
    "strategy_write": (STAFF, lambda: f"/strategy/{_draft().number}/write/"),
    "strategy_ask": (STAFF, lambda: f"/strategy/{_draft().number}/ask/"),
    "strategy_input": (PRACTITIONER, lambda: f"/strategy/{_draft().number}/input/"),
    "strategy_put": (STAFF, lambda: f"/strategy/{_draft().number}/put/"),
    "strategy_goal": (STAFF, lambda: f"/strategy/goals/{_goal().code}/"),
    "working_groups": (PUBLIC, lambda: "/working-groups/"),
    "working_group": (PUBLIC, _body),
    "working_group_new": (STAFF, lambda: "/working-groups/new/"),
    "working_group_close": (STAFF, lambda: f"{_body()}close/"),
    "working_group_seat": (STAFF, lambda: f"{_body()}seat/"),
    "working_group_report": (STEERING, lambda: f"{_body()}report/"),
    "charter_new": (STAFF, lambda: "/about/charter/new/"),
}
