"""What staff answer by mail: history to check, mail that waits, a change of country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.accounts.models import CountryRequest
from jln.countries.models import Country
from jln.desk import actions, columns, queries
from jln.desk.forms import CHECKS
from jln.desk.rules import UNDO_FOR
from jln.desk.terms import CheckVerdict
from jln.kit import clock
from jln.kit.time import day
from jln.mail.models import InboundMail
from jln.mailroom.deeds import Deed, Entry
from jln.ui import formats
from jln.web import network
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from jln.desk.models import HistoryCheck
    from jln.people.models import Person

LONGEST = 160  # of a message's words above the questions about it


def _checked(kind: str) -> Callable[[Deed], HistoryCheck]:
    def act(deed: Deed) -> HistoryCheck:
        form: Any = deed.form
        said = actions.Said(
            verdict=deed.said["verdict"],
            values=form.values(),
            because=deed.said["because"],
            source=deed.said["source"],
        )
        return actions.check(kind, deed.subject.pk, said, by=deed.person, at=deed.at)

    return act


def _rows(kind: str) -> Callable[[Person], QuerySet[Any]]:
    def among(person: Person) -> QuerySet[Any]:
        rows = queries.history(kind)
        return rows if queries.may_check(person) else rows.none()

    return among


def _known(row: Any) -> str:  # noqa: ANN401 -- a row of any kind of history
    """The row, how sure it is, and where it comes from: what an answer is judged by."""
    note = formats.source_note(row.confidence_note)
    how = ": ".join(filter(None, [str(row.get_confidence_display()), note]))
    from_where = _("According to:") + " " + "; ".join(row.source_list[:3])
    return ". ".join([row.said(), how, *([from_where] if row.source_list else [])])


def _check(kind: str) -> Entry:
    return Entry(
        f"history.{kind}",
        _checked(kind),
        subject=apps.get_model("jln", kind)._meta.label,
        among=_rows(kind),
        offers=lambda _person, _row: {"countries": queries.countries()},
        now=lambda _person, row: columns.now(kind, row),
        undo=lambda _row, effect, person, at: actions.take_back(effect, by=person, at=at),
        undo_for=UNDO_FOR,
        is_undone_by_mail=lambda effect: effect.verdict != CheckVerdict.REMOVED,
        about=lambda row: str(row.said()),
        intro=_known,
        link=lambda _effect: network.link("/desk/facts/done/"),
        page=lambda row: network.link(f"/desk/facts/{kind}/{row.code}/"),
        adds_up=False,
    )


def _countries(person: Person) -> QuerySet[Country]:
    if not can(person, Permission.DESK_OPEN, current()):
        return Country.objects.none()
    return queries.to_note(person)


def _contacts(country: Country) -> str:
    return network.link(f"/desk/countries/{country.code.lower()}/contacts/")


def _handled(deed: Deed) -> InboundMail:
    said = deed.said
    spaces = queries.spaces_for_questions(deed.subject)
    handling = actions.Handling(
        what=said["what"],
        space=next((one for one in spaces if one.slug == said.get("space")), None),
        page=said["page"],
        words=said["reply"],
    )
    return actions.handle(deed.subject, handling, by=deed.person, at=deed.at)


def _message(mail: InboundMail) -> str:
    """Who wrote it, and how it begins."""
    name = mail.person.name if mail.person else mail.envelope_from
    words = " ".join(mail.text.split())
    cut = f"{words[:LONGEST]} […]" if len(words) > LONGEST else words
    return " ".join([_("%(name)s wrote:") % {"name": name}, f"“{cut}”"])


def _mail(person: Person) -> QuerySet[InboundMail]:
    rows = InboundMail.objects.defer("raw")
    return rows if can(person, Permission.MAIL_HANDLE, current()) else rows.none()


def _requests(person: Person) -> QuerySet[CountryRequest]:
    rows = queries.requests()
    mine = [one.pk for one in rows if can(person, Permission.PERSON_MOVE, one.person)]
    return rows.filter(pk__in=mine)


def _wish(asked: CountryRequest) -> str:
    """Who asks for which country, and why."""
    return f"{_person_to_country(asked)}. “{asked.because}”"


def _person_to_country(asked: CountryRequest) -> str:
    old = formats.country_name(asked.person.country) if asked.person.country else "–"
    return f"{asked.person.name}: {old} → {formats.country_name(asked.country)}"


ENTRIES = (
    *(_check(kind) for kind in CHECKS),
    Entry(
        "mail.handle",
        _handled,
        subject="jln.InboundMail",
        among=_mail,
        offers=lambda _person, mail: {
            "spaces": queries.spaces_for_questions(mail),
            "ways": queries.ways(mail),
        },
        about=lambda mail: mail.subject or _("(no subject)"),
        intro=_message,
        link=lambda mail: network.link(f"/desk/mail/in/{mail.pk}/"),
        page=lambda mail: network.link(f"/desk/mail/handle/{mail.code}/"),
        adds_up=False,
    ),
    Entry(
        "country.contact",
        lambda deed: actions.note_contact(deed.subject, **deed.said, by=deed.person, at=deed.at),
        subject="jln.Country",
        among=_countries,
        now=lambda _person, _country: {"held_on": day(clock.now()).isoformat()},
        about=formats.country_name,
        link=lambda noted: _contacts(noted.country),
        page=_contacts,
        asks={"not_yet": "held_on", "half_a_step": "next_on", "step_before": "next_on"},
    ),
    Entry(
        "country.decide",
        lambda deed: actions.decide_country(
            deed.subject,
            is_granted=deed.said["granted"] == "yes",
            words=deed.said["reply"],
            by=deed.person,
            at=deed.at,
        ),
        subject="jln.CountryRequest",
        among=_requests,
        about=_person_to_country,
        intro=_wish,
        link=lambda asked: network.link(f"/desk/countries/{asked.code}/"),
        page=lambda asked: network.link(f"/desk/countries/{asked.code}/"),
        adds_up=False,
    ),
)
"""Answered by staff: rights are asked of the policy in each action."""
