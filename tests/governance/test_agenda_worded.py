"""What the network itself puts on an agenda is read by each in their own language."""

from __future__ import annotations

import pytest
from django.utils import translation

from jln.elections.models import Election
from jln.governance.actions import agenda, charter, motions, steering
from jln.governance.models import AgendaItem
from jln.governance.queries import agendas
from jln.kit import clock
from jln.membership.models import LevelProposal
from tests import factories as f
from tests.governance import groups as g
from tests.governance import sitting as s
from tests.governance.test_steering_pages import get, home, text
from tests.governance.test_worded import GHANA, KENYA, waiting  # noqa: F401 -- the fixture
from tests.mailroom.letters import newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(waiting):  # noqa: F811 -- what waits is gathered
    sits = s.sits()
    for code, names in (("GH", GHANA), ("KE", KENYA)):
        country = f.country(code)
        country.names = names
        country.save()
    charter.draft(
        "We decide together.",
        "Everything.",
        language="en",
        how={"taking": "consensus"},
        by=f.staff(),
        at=f.NOON,
    )
    meeting = s.called()
    agenda.gather(meeting, at=f.NOON)
    s.item(meeting, title="Medicines")
    meeting.reader = sits["KE"]
    return meeting


def read(meeting, language):
    """The agenda as a reader of this language has it, by what each item is of."""
    with translation.override(language):
        return {one.matter_kind: one.worded for one in agendas.recalled(agendas.agenda_of(meeting))}


def test_each_reads_the_agenda_in_their_language(meeting, waiting):  # noqa: F811
    for language in ("fr", "ar"):
        shown, matters = read(meeting, language), waiting(language)
        for kind in ("membership.admit", "steering.seats"):
            title, text = str(matters[kind].title), str(matters[kind].text)
            assert shown[kind] == (title, language, text, language)
            assert title != read(meeting, "en")[kind].title
    shown = read(meeting, "ar")
    assert shown["membership.dormant"].title.startswith("كينيا:")
    assert shown["membership.dormant"].text_language == "en"
    again = shown[motions.AGAIN]
    assert (again.language, again.text, again.text_language) == ("ar", "Everything.", "en")
    assert shown[""][:2] == ("Medicines", "en")


def test_what_is_settled_or_put_meanwhile_is_worded_as_before(meeting):
    before = read(meeting, "ar")
    LevelProposal.objects.update(settled_at=f.NOON)
    Election.objects.update(certified_at=f.NOON)
    item = AgendaItem.objects.get(matter_kind="membership.admit")
    motions.put_item(item, "consensus", by=f.staff(), at=f.NOON)
    assert read(meeting, "ar") == before


def test_what_staff_put_otherwise_stays_as_they_put_it(meeting):
    AgendaItem.objects.filter(matter_kind="membership.admit").update(title="Another name for it")
    shown = read(meeting, "ar")["membership.admit"]
    assert (shown.title, shown.language, shown.text_language) == ("Another name for it", "en", "en")


def test_pages_and_letters_show_it_so(client, meeting):
    reader = meeting.reader
    reader.language = "fr"
    reader.save()
    agenda_of = read(meeting, "fr")
    title = agenda_of["membership.admit"].title
    item = AgendaItem.objects.get(matter_kind="membership.admit")
    for path in (home(meeting), home(meeting, "room/"), f"/steering-group/items/{item.code}/"):
        page = text(get(client, path, reader))
        assert title in page, path
        assert 'lang="fr" dir="auto"' in page
    steering.open_agenda(meeting, by=f.staff(), at=clock.now())
    g.tell()
    letter = newest("steering.invited", reader)
    assert title in letter.text.replace("\n| ", " ")
