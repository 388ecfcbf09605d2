"""Which routes ask for the second step again. Declared by hand: a new route at the desk, or of
the Steering Group, stands in one of these lists or fails."""

from jln.accounts import steps
from tests.architecture.test_house import patterns

HARMLESS = {
    # read only
    "desk", "desk_mail_in", "desk_mail_in_one", "desk_mail_out", "desk_mail_out_one", "desk_facts",
    "desk_facts_done", "desk_people", "desk_invite_sample", "desk_countries", "desk_all_contacts",
    "desk_pipeline", "desk_seats", "decisions_whole", "desk_mail_health", "desk_newsletter",
    "desk_issue", "desk_issue_preview",
    # what every member says, or may say by mail
    "steering_input", "steering_presence", "steering_room", "steering_item",
    "strategy_input", "strategy_write", "working_group_report",
    # can be taken back, and says who did it
    "desk_fact", "desk_fact_undo", "desk_mail_handle", "desk_moderation", "desk_country_request",
    "strategy_goal",
    # a draft: nothing goes out before a second person agreed, with a second step
    "desk_issue_ask", "desk_issue_head", "desk_issue_piece", "desk_issue_words",
    "desk_opportunity",
    # an invitation gives no right by itself
    "desk_invite", "desk_invite_list",
    # what was said, by whom
    "desk_contacts",
}  # fmt: skip


PATHS = (
    "desk/",
    "steering-group/",
    "about/charter/",
    "about/rules/",
    "strategy/",
    "working-groups/",
)


def routes():
    """Every route where staff or the Steering Group act, by name."""
    ours = [one for one in patterns() if str(one.pattern).startswith(PATHS)]
    return {one.name for one in ours if one.callback.door == "signed_in"}


def test_no_route_of_the_desk_or_the_steering_group_is_forgotten():
    asked = steps.SECOND | steps.FRESH

    assert routes() - asked - HARMLESS == set()
    assert not asked & HARMLESS
    assert not steps.SECOND & steps.FRESH
    assert routes() >= steps.FILES


def test_a_role_is_given_with_a_second_step_and_ended_without():
    assert "handover_second" in steps.SECOND
    assert "seat_end" not in steps.SECOND | steps.FRESH


def test_every_line_of_the_table_is_a_route():
    doors = {one.name: one.callback.door for one in patterns()}

    asked = steps.SECOND | steps.FRESH | steps.SECRET
    assert asked - set(doors) == set()
    assert {name for name in asked if doors[name] != "signed_in"} == {"charter"}  # open to read
