"""Which routes ask for the second step again. Declared by hand: a new route at the desk, or of
the Steering Group, stands in one of these lists or fails."""

from tests.architecture.test_house import patterns

DANGEROUS = {"desk_person", "desk_person_second", "my_data"}
HARMLESS = {
    # read only
    "desk", "desk_mail_in", "desk_mail_in_one", "desk_mail_out", "desk_mail_out_one", "desk_facts",
    "desk_facts_done", "desk_people", "desk_invite_sample", "desk_countries", "desk_all_contacts",
    "desk_pipeline", "desk_seats",
    # can be taken back, and says who did it
    "desk_fact", "desk_fact_undo", "desk_mail_handle", "desk_country_request",
    # an invitation gives no right by itself
    "desk_invite", "desk_invite_list",
    # what was said, by whom
    "desk_contacts",
}  # fmt: skip


def routes(step):
    return {one.name for one in patterns() if getattr(one.callback, "step", "") == step}


def test_what_is_dangerous_asks_again():
    assert routes("fresh") == DANGEROUS


def test_no_route_of_the_desk_is_forgotten():
    desk = {one.name for one in patterns() if str(one.name).startswith("desk")}

    assert desk - DANGEROUS - HARMLESS == set()
    assert not DANGEROUS & HARMLESS


def test_a_step_is_asked_only_of_who_is_signed_in():
    asked = [one for one in patterns() if getattr(one.callback, "step", "")]

    assert asked
    assert {one.callback.door for one in asked} == {"signed_in"}
