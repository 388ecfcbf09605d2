"""A motion that the network words itself is read by each in their own language."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from jln.countries.models import Country
from jln.elections.models import Election
from jln.governance import effects
from jln.governance.actions import charter
from jln.governance.models import CharterVersion
from jln.kit.matter import Matter
from jln.membership.effects import FULL, _acceptance
from jln.membership.models import LevelProposal
from jln.membership.terms import Level
from tests import factories as f
from tests.governance import recorded as r
from tests.membership import joining

pytestmark = pytest.mark.django_db
GHANA = {"en": "Ghana", "fr": "Ghana", "ar": "غانا"}
KENYA = {"en": "Kenya", "fr": "Kenya", "ar": "كينيا"}


@pytest.fixture
def waiting():
    """What waits, by kind, as it is worded in a language."""
    f.network()
    f.space()
    joining.screened(f.staff())
    ghana, kenya = f.country(), f.country("KE", "Kenya")
    Country.objects.filter(pk=ghana.pk).update(names=GHANA)
    Country.objects.filter(pk=kenya.pk).update(names=KENYA)
    LevelProposal.objects.create(
        country=kenya, level=Level.DORMANT, words="Nobody answers.", proposed_at=f.NOON
    )
    Election.objects.create(
        seats=2,
        votes_each=2,
        roll_on=date(2026, 8, 1),
        called_at=f.NOON,
        candidates_until=date(2026, 9, 1),
        votes_from=date(2026, 9, 10),
        votes_until=date(2026, 9, 20),
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
        counted_at=f.NOON,
        result=[{"country": code, "chosen": True} for code in ("GH", "KE")],
    )

    def of(language):
        with translation.override(language):
            found = {one.kind: one for one in effects.waiting()}
            data = {"names": GHANA}
            return found | {FULL: Matter(FULL, 1, *_acceptance("", data), "/x/", data)}

    return of


def put(matter, language):
    return r.motion(
        title=str(matter.title),
        text=str(matter.text),
        language=language,
        kind=matter.kind,
        subject_id=matter.subject_id,
        data=dict(matter.data),
    )


KINDS = ("membership.admit", "membership.full", "steering.seats")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_reads_it_in_their_language_whatever_it_was_put_in(waiting, language):
    arabic = waiting("ar")
    for kind in KINDS:
        motion = put(waiting(language)[kind], language)
        motion.refresh_from_db()
        with translation.override("ar"):
            title, text = str(arabic[kind].title), str(arabic[kind].text)
            assert motion.worded == (title, "ar", text, "ar")
        with translation.override(language):
            assert motion.worded == (motion.title, language, motion.text, language)
        assert title != motion.title
    assert all(name in arabic["steering.seats"].text for name in ("غانا", "كينيا"))


def test_what_its_author_wrote_stays_in_their_words(waiting):
    motion = put(waiting("en")["membership.dormant"], "en")
    with translation.override("ar"):
        said = motion.worded
    assert said.title.startswith("كينيا:")
    assert (said.language, said.text, said.text_language) == ("ar", motion.text, "en")
    assert motion.text.endswith("Nobody answers.")


def test_a_version_of_the_charter_is_named_to_each_and_put_in_the_language_of_its_text(waiting):
    with translation.override("fr"):  # of the page on which it is put
        motion = charter.draft(
            "We decide together.",
            "Everything.",
            language="en",
            how={"taking": "consensus"},
            by=f.staff(),
            at=f.NOON,
        )
        assert motion.worded.title == str(CharterVersion(number=1)) != motion.title
    assert motion.title == "Charter, version 1"
    assert motion.worded == (motion.title, "en", "Everything.", "en")


def test_what_somebody_put_otherwise_is_left_as_it_is(waiting):
    motion = put(waiting("en")["membership.admit"], "en")
    motion.text += " From May on."
    with translation.override("ar"):
        assert motion.worded == (motion.title, "en", motion.text, "en")
