"""Every report ends in a decision, and nobody is told who reported."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions, queries
from jln.conversations.models import Report, ReportCase
from jln.conversations.rules import reporting as rules
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.spaces.models import SpaceModerator
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON, DAY = f.NOON, timedelta(days=1)


@pytest.fixture
def post():
    f.network()
    f.staff("Chen")
    topic = f.topic(by=f.person("Adjoa"))
    return f.post(topic, f.person("Author"), text="The hospital on the lake road.")


def moderator(name, space=None):
    made = f.person(name)
    SpaceModerator.objects.create(space=space or f.space(), person=made, since_on=NOON.date())
    return made


def told(kind="report.waits"):
    rows = OutgoingMail.objects.filter(kind=kind).order_by("pk")
    return [row.person.name for row in rows]


def report(post, name="Reader", words="A hospital can be recognised", at=NOON):
    return actions.report_post(post, words=words, by=f.person(name), at=at)


def test_all_reports_of_a_post_are_one_case_and_no_fact_or_letter_names_who_reported(post):
    moderator("Efua")
    case = report(post, "Nadia").case
    assert report(post, "Omar", "A name is in it").case == case
    assert told() == ["Efua"]
    letters = " ".join(row.text + row.subject for row in OutgoingMail.objects.all())
    assert "A hospital can be recognised" in letters
    assert "Nadia" not in letters
    fact = Fact.objects.get(kind=Kind.REPORT_OPENED)
    assert (fact.by, fact.about) == (None, None)
    assert queries.words_of(case) == ["A hospital can be recognised", "A name is in it"]
    assert str(Report._meta.get_field("by").name) in Report.Privacy.personal


def test_said_again_the_words_change_and_nobody_is_told_twice(post):
    reader = f.person("Nadia")
    for words in ("Wrong", "Very wrong"):
        actions.report_post(post, words=words, by=reader, at=NOON)
    assert list(Report.objects.values_list("words", flat=True)) == ["Very wrong"]
    assert told() == ["Chen"]  # nobody moderates here


def test_who_wrote_it_neither_reports_nor_decides(post):
    SpaceModerator.objects.create(space=post.space, person=post.by, since_on=NOON.date())
    with pytest.raises(RuleBroken, match="own_post"):
        actions.report_post(post, words="Mine", by=post.by, at=NOON)
    case = report(post).case
    assert told() == ["Chen"]
    with pytest.raises(RuleBroken, match="own_post"):
        actions.decide_report(case, "kept", because="Fine", by=post.by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.decide_report(case, "kept", because="Fine", by=f.person(), at=NOON)


def test_hidden_with_a_reason_and_both_sides_are_told_once(post):
    efua = moderator("Efua")
    case = report(post, "Nadia").case
    for _n in range(2):
        actions.decide_report(case, "hidden", because="It names a hospital", by=efua, at=NOON)
    post.refresh_from_db()
    assert post.hidden_because == "It names a hospital"
    assert told("report.decided") == ["Author", "Nadia"]
    letters = OutgoingMail.objects.filter(kind="report.decided")
    assert all("It names a hospital" in row.text for row in letters)
    assert not any("Nadia" in row.text for row in letters)
    assert Fact.objects.get(kind=Kind.REPORT_DECIDED).chain
    other = actions.answer(post.topic, text="Another.", by=f.person(), at=NOON)
    assert report(other, "Later").case != case


def test_moved_only_if_it_was_moved_and_never_without_a_reason(post):
    staff = f.staff("Dana")
    case = report(post).case
    with pytest.raises(RuleBroken, match="not_moved"):
        actions.decide_report(case, "moved", because="Elsewhere", by=staff, at=NOON)
    with pytest.raises(RuleBroken, match="no_reason"):
        actions.decide_report(case, "kept", because=" ", by=staff, at=NOON)
    actions.split(post.topic, [2], title="Own", because="Elsewhere", by=staff, at=NOON)
    ended = actions.decide_report(case, "moved", because="Elsewhere", by=staff, at=NOON)
    assert ended.decided_at == NOON


def test_nobody_decides_so_others_are_asked_after_two_days_and_staff_after_five(post):
    moderator("First")
    moderator("Second")
    case = report(post).case
    assert told() == ["First"]
    assert actions.bring_further(at=NOON + DAY) == 0
    assert actions.bring_further(at=NOON + 2 * DAY) == 1
    assert actions.bring_further(at=NOON + 3 * DAY) == 0
    assert told() == ["First", "Second"]
    assert actions.bring_further(at=NOON + 5 * DAY) == 1
    assert told() == ["First", "Second", "Chen"]
    staff = f.staff()
    assert queries.report_counts(staff, at=NOON + 6 * DAY) == (1, 0)
    assert queries.report_counts(staff, at=NOON + 7 * DAY) == (1, 1)
    assert queries.report_counts(f.person(), at=NOON + 7 * DAY) == (0, 0)
    assert rules.is_late(case.opened_at, NOON + 7 * DAY)
    assert actions.bring_further(at=NOON + 9 * DAY) == 0


def test_who_reported_is_seen_by_staff_with_a_reason_on_record(post):
    efua, chen = moderator("Efua"), f.staff("Dana")
    case = report(post, "Nadia").case
    with pytest.raises(PermissionDenied):
        actions.look_who_reported(case, because="Curious", by=efua, at=NOON)
    with pytest.raises(RuleBroken):
        actions.look_who_reported(case, because=" ", by=chen, at=NOON)
    actions.look_who_reported(case, because="Ten reports in a day", by=chen, at=NOON)
    assert ReportCase.objects.get().looks.get().because == "Ten reports in a day"
    assert Fact.objects.get(kind=Kind.REPORT_LOOKED).by == chen
