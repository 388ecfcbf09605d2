"""An issue goes at each reader's own hour, to each once, and stops when it is stopped."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.mail import copies
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.newsletter import actions, queries, reach
from jln.newsletter.actions import runs
from jln.newsletter.editions import letter_of
from jln.newsletter.models import IssueRun
from jln.newsletter.terms import IssueState, Missing
from jln.notify import actions as notify
from jln.notify import letters
from jln.notify.audiences import AUDIENCES
from jln.notify.digests import gather
from jln.notify.models import DigestItem, MailPlan, MailSetting
from jln.notify.terms import Because
from jln.search.queries import find
from tests import factories as f
from tests.mailroom.letters import come, newest, raw
from tests.newsletter.world import (
    ACCRA_8,
    AT,
    DAY,
    HOUR,
    MANILA_8,
    OVER,
    a_draft,
    agreed,
    an_offer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers():
    """One a way of reading; who has no word beside is in Accra and wants it at once."""
    f.network()
    people = {
        name: f.person(name, **values)
        for name, values in {
            "manila": {"timezone": "Asia/Manila"},
            "accra": {"timezone": "Africa/Accra"},
            "french": {"timezone": "Africa/Accra", "language": "fr"},
            "weekly": {"timezone": "Africa/Accra"},
            "none": {"timezone": "Africa/Accra"},
            "away": {"timezone": "Africa/Accra", "away_until": DAY},
            "off": {"timezone": "Africa/Accra"},
            "bounces": {"timezone": "Africa/Accra"},
        }.items()
    }
    MailPlan.objects.create(person=people["weekly"], news="weekly")
    MailPlan.objects.create(person=people["none"], news="none")
    MailSetting.objects.create(person=people["off"], kind="newsletter.sent")
    people["bounces"].addresses.update(bounced_at=AT)
    return people


GOES = (OutgoingState.WAITING, OutgoingState.SENT)


def got(*states) -> set[str]:
    rows = OutgoingMail.objects.filter(fact__isnull=False, state__in=states or GOES)
    names = rows.exclude(person__name__in=("Editor", "Second"))
    return set(names.values_list("person__name", flat=True))


@pytest.fixture
def go(monkeypatch):
    """The runs of a moment, by a clock that shows it."""

    def to(at):
        monkeypatch.setattr(clock, "now", lambda: at)
        return actions.send_due(at)

    return to


def test_each_reads_it_at_their_own_hour_as_it_was_counted_before(readers, go):
    issue = agreed(a_draft())
    counted = reach.of(issue)
    assert go(MANILA_8 - HOUR) == 0
    assert Fact.objects.filter(kind=Kind.NEWSLETTER_SENT).count() == 0
    assert go(MANILA_8) == 1
    assert got() == {"manila"}
    go(ACCRA_8)
    assert got() == {"manila", "accra", "french"}
    assert got(OutgoingState.WITHHELD) == {"away", "off", "bounces"}
    assert go(ACCRA_8 + HOUR) == 0
    go(OVER)
    issue.refresh_from_db()
    assert (issue.state, issue.begun_at) == (IssueState.SENT, MANILA_8)
    gone = OutgoingMail.objects.filter(fact__isnull=False, state__in=GOES).count()
    assert counted == reach.Reach(gone, 1, 4, MANILA_8, ACCRA_8)
    assert counted.total == len(readers) + 2  # and its two editors


def test_a_newsletter_waits_in_the_weekly_message_of_who_wants_that(readers, go):
    agreed(a_draft())
    go(ACCRA_8)
    fact = Fact.objects.get(kind=Kind.NEWSLETTER_SENT)
    notify.tell(fact.pk)
    assert got() == {"manila", "accra", "french"}  # telling writes no letters of its own
    item = DigestItem.objects.get(fact=fact)
    assert item.seconds == fact.data["seconds"]
    shared = gather.Shared.at_now(ACCRA_8, AUDIENCES)
    waits = gather.waits_for(shared, list(readers.values()), frozenset(range(7)))
    assert {one.person.name for one in waits if one.entries} == {"weekly"}


def test_the_preview_is_what_is_sent(readers, go):
    issue = a_draft()
    letter = letter_of(issue)
    preview = {
        name: letters.write(letter, readers[name], Because.MEMBER) for name in ("accra", "french")
    }
    agreed(issue)
    go(ACCRA_8)
    for name, written in preview.items():
        mail = OutgoingMail.objects.get(person=readers[name])
        assert (mail.subject, mail.text) == (written.subject, written.text)
    assert "What silence tells us" in preview["accra"].text
    assert "https://example.org/a" in preview["accra"].text
    assert preview["accra"].text != preview["french"].text


def test_it_is_one_letter_with_one_click_to_end_it_alone(readers, go):
    agreed(a_draft())
    go(ACCRA_8)
    mail = OutgoingMail.objects.get(person=readers["accra"])
    raw = copies.bytes_of(mail, at=ACCRA_8).decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    assert "<img" not in raw
    assert len(raw) < 12 * 1024
    notify.stop(mail, at=ACCRA_8)
    assert list(
        MailSetting.objects.filter(person=readers["accra"]).values_list("kind", flat=True)
    ) == ["newsletter.sent"]


def test_a_kill_between_writing_and_remembering_misses_nobody_and_tells_nobody_twice(
    readers, go, monkeypatch
):
    agreed(a_draft())
    monkeypatch.setattr(runs, "AT_A_TIME", 1)
    said, kills, whole = [], {1, 2, 4}, runs.Writer.write

    def killed(writer, some):
        whole(writer, some)
        said.extend(some)
        if len(said) in kills:
            kills.remove(len(said))
            raise KeyboardInterrupt

    monkeypatch.setattr(runs.Writer, "write", killed)
    for _try in range(9):
        try:
            go(ACCRA_8)
        except KeyboardInterrupt:
            continue
    assert got() == {"manila", "accra", "french"}
    assert not kills
    assert OutgoingMail.objects.filter(person__in=readers.values()).count() == 6
    assert not IssueRun.objects.filter(done_at=None).exists()


def test_stopped_between_two_hours_the_later_mailboxes_get_nothing(readers, go):
    editor = f.staff("Editor")
    issue = agreed(a_draft(editor))
    go(MANILA_8)
    OutgoingMail.objects.update(state=OutgoingState.SENT)
    notify.tell(Fact.objects.get(kind=Kind.NEWSLETTER_SENT).pk)
    actions.stop(issue, by=editor, at=MANILA_8 + HOUR)
    assert go(ACCRA_8) == 0
    assert got(OutgoingState.SENT) == {"manila"}
    assert not DigestItem.objects.exists()
    assert not queries.sent(None, "newsletter").exists()
    with pytest.raises(RuleBroken):
        actions.stop(issue, by=editor, at=ACCRA_8)


def test_stopped_before_the_first_hour_it_is_a_draft_again(readers, go):
    editor = f.staff("Editor")
    issue = agreed(a_draft(editor))
    actions.stop(issue, by=editor, at=AT)
    issue.refresh_from_db()
    assert (issue.state, issue.agreed_at) == (IssueState.DRAFT, None)
    assert go(ACCRA_8) == 0


def test_letters_that_wait_for_the_morning_are_withheld_when_it_is_stopped(readers, go):
    editor = f.staff("Editor")
    MailPlan.objects.create(person=readers["accra"], quiet_from=20, quiet_to=10)
    issue = agreed(a_draft(editor))
    go(ACCRA_8)
    actions.stop(issue, by=editor, at=ACCRA_8 + HOUR)
    mail = OutgoingMail.objects.get(person=readers["accra"])
    assert (mail.state, mail.state_reason) == ("withheld", "taken_back")


def test_who_moves_while_it_goes_has_it_once(readers, go):
    agreed(a_draft())
    go(MANILA_8)
    type(readers["accra"]).objects.filter(name="accra").update(timezone="Asia/Manila")
    type(readers["manila"]).objects.filter(name="manila").update(timezone="Africa/Accra")
    go(ACCRA_8)
    assert got() == {"manila", "french"}
    go(OVER)
    assert got() == {"manila", "accra", "french"}


def test_an_edition_that_is_held_goes_when_it_is_ready_or_after_two_days(readers, go):
    issue = agreed(a_draft(missing=Missing.HOLD))
    go(ACCRA_8)
    assert got() == {"manila", "accra"}
    go(OVER)
    issue.refresh_from_db()
    assert issue.state == IssueState.AGREED
    go(ACCRA_8 + timedelta(days=2))
    assert got() == {"manila", "accra", "french"}
    assert "[anglais]" in OutgoingMail.objects.get(person=readers["french"]).text
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT


def test_a_deadline_comes_to_all_whom_it_concerns_but_who_wants_nothing(readers, go):
    kenya = f.country("KE", "Kenya")
    coordinator = f.person("coordinator", country=kenya, timezone="Africa/Accra")
    f.seat(SeatKind.CCG_COORDINATOR, coordinator, country=kenya)
    f.person("kenya", country=kenya, timezone="Africa/Accra")
    agreed(an_offer())
    go(ACCRA_8)
    expected = {"manila", "accra", "french", "weekly", "off", "coordinator", "kenya"}
    assert got() == expected
    OutgoingMail.objects.all().delete()
    told = Fact.objects.get(kind=Kind.OPPORTUNITY_OPENED)
    notify.tell(told.pk)
    assert not OutgoingMail.objects.exists()
    at = ACCRA_8.replace(day=22)
    assert [actions.remind_due(at), actions.remind_due(at)] == [1, 0]
    notify.tell(Fact.objects.get(kind=Kind.OPPORTUNITY_REMINDED).pk)
    assert got() == {"coordinator"}
    text = OutgoingMail.objects.get().text
    assert "places@example.org" in text
    assert "28 December 2026" in OutgoingMail.objects.get().subject


def test_an_opportunity_for_some_countries_comes_to_nobody_else(readers, go):
    kenya = f.country("KE", "Kenya")
    f.person("kenya", country=kenya)
    issue = agreed(an_offer(countries=(kenya.pk,)))
    assert reach.of(issue).total == 1
    go(OVER)
    assert got() == {"kenya"}


def test_an_opportunity_ends_after_it_is_sent():
    f.network()
    with pytest.raises(RuleBroken):
        an_offer(deadline=date(2026, 12, 7))


def test_every_edition_comes_to_who_asks_for_it(readers):
    editor = f.staff("Editor")
    issue = a_draft(editor)
    assert actions.send_me(issue, by=editor, at=AT) == 5
    rows = OutgoingMail.objects.filter(person=editor)
    assert sorted(rows.values_list("language", flat=True)) == ["ar", "en", "es", "fr", "pt"]


def test_what_went_out_is_found_by_its_words_until_it_is_stopped(readers, go):
    editor = f.staff("Editor")
    issue = agreed(a_draft(editor))
    assert find(None, "silence").total == 0
    go(MANILA_8)
    assert [hit.kind for hit in find(None, "silence").hits] == ["newsletter"]
    actions.stop(issue, by=editor, at=MANILA_8 + HOUR)
    assert find(None, "silence").total == 0


def test_who_answers_by_mail_is_counted_once_and_never_named(client, readers, go):
    issue = agreed(a_draft())
    go(OVER)
    accra, french = (readers[name] for name in ("accra", "french"))
    letters = {
        who: OutgoingMail.objects.get(person=who, fact__isnull=False) for who in (accra, french)
    }

    def write(who, letter, text="We do the same."):
        sender, to = who.addresses.get().address, "desk@jln.example"
        before = f"In-Reply-To: {letter.message_id}\r\n"
        return come(raw(text, sender=sender, to=to, more=before), to=to, sender=sender)

    assert write(accra, letters[accra]).reason == "for_the_desk"
    write(accra, letters[accra], "And once more.")
    assert queries.answered(issue) == 1
    write(accra, letters[french], "Forwarded to me.")  # another's letter
    write(readers["manila"], newest("mail.receipt"), "Something else.")
    assert queries.answered(issue) == 1
    write(french, letters[french], "Bonjour.")

    staff = f.staff()
    f.sign_in(client, staff)
    issue.refresh_from_db()
    shown = client.get(f"/desk/newsletter/{issue.code}/").content.decode()
    assert re.search(r"Answered by mail</dt>\s*<dd[^>]*>2<", shown)
    assert "french" not in shown
