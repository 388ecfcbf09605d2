"""From the first word to the sealing: what each may do, and what a rule refuses."""

from __future__ import annotations

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.safe_space import actions, keys, queries
from jln.safe_space.models import SafeAuthor, SafeContribution, SafePart, SafePattern, SafeSpace
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.safe_space.world import DAY, PASSPHRASE, TEXTS, World, made, opened, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def refused(code, deed, *args, **named):
    with pytest.raises(RuleBroken) as broken:
        deed(*args, **named)
    assert code in broken.value.verdict.codes


def test_a_safe_space_opens_when_its_keeper_has_made_the_key(world):
    said = actions.Start(
        "Cuts", "Tell.", world.people["KE"], world.moderator, world.at.date() + 9 * DAY
    )
    safe = actions.start(world.space, said, by=world.staff, at=world.at)
    one = actions.Said("Text", "anonymous", "k")
    refused("not_open", actions.contribute, safe, one, by=world.keeper, at=world.at)
    take = {"by": world.people["KE"], "at": world.at}
    refused("passphrase", actions.take_up, safe, "short", **take)
    with pytest.raises(PermissionDenied):
        actions.take_up(safe, PASSPHRASE, by=world.keeper, at=world.at)
    safe = actions.take_up(safe, PASSPHRASE, **take)
    with pytest.raises(PermissionDenied):  # nobody is asked any more
        actions.take_up(safe, PASSPHRASE, **take)
    assert actions.contribute(safe, one, by=world.keeper, at=world.at)


def test_a_safe_space_is_closed_to_outsiders_and_to_who_does_not_read_the_space(world):
    stranger = f.person("Stranger")
    said = actions.Start("Cuts", "Tell.", stranger, world.moderator, world.at.date() + 9 * DAY)
    with pytest.raises(PermissionDenied):
        actions.start(world.space, said, by=world.moderator, at=world.at)
    refused("keeper", actions.start, world.space, said, by=world.staff, at=world.at)
    world.space.visibility = Visibility.PUBLIC
    world.space.save()
    refused("outsiders", actions.start, world.space, said, by=world.staff, at=world.at)
    late = actions.Start("Cuts", "Tell.", world.keeper, world.moderator, world.at.date() + DAY)
    refused("seals_on", actions.start, world.space, late, by=world.staff, at=world.at)
    world.space.visibility = Visibility.ROLL
    world.space.save()
    one = actions.Said("Text", "anonymous", "k")
    with pytest.raises(PermissionDenied):
        actions.contribute(world.safe, one, by=stranger, at=world.at)
    assert queries.page(stranger, world.safe.code, at=world.at) is None


def test_a_form_sent_twice_is_one_contribution_with_one_code(world):
    first = world.writes("GH", key="same")
    assert world.writes("GH", key="same") == first
    assert SafeContribution.objects.count() == 1
    assert world.writes("KE", key="same") != first  # another person's, though she sent the same


def test_nobody_writes_more_than_five_a_day_and_tomorrow_goes_on(world):
    for _time in range(5):
        world.writes("GH")
    refused("often", world.writes, "GH")
    world.writes("KE")
    world.at += DAY
    world.writes("GH")


def test_the_moderator_reads_nothing_before_three_countries_have_written(world):
    world.writes("GH")
    world.writes("KE")
    world.writes("KE", "Another one of Kenya.")
    world.night()
    assert not world.pool().rows
    assert not Fact.objects.filter(kind=Kind.SAFE_CONTRIBUTED).exists()
    world.writes("IN")
    assert not world.pool().rows  # not before the night
    world.night()
    assert len(world.pool().rows) == 4
    told = Fact.objects.filter(kind=Kind.SAFE_CONTRIBUTED)
    assert {(one.by_id, one.about_id, one.country_id, str(one.data)) for one in told} == {
        (None, None, None, "{}")
    }
    assert {one.at.time().isoformat() for one in told} == {"00:00:00"}


def test_what_does_not_speak_for_three_countries_is_not_released(world):
    for code in TEXTS:
        world.writes(code)
    world.night()
    two = world.puts(TEXTS["GH"], TEXTS["KE"], title="Two")
    assert two is not None
    refused("countries", world.releases, two)
    assert not SafePart.objects.exists()
    three = world.puts(TEXTS["GH"], TEXTS["KE"], TEXTS["PE"], title="Three")
    assert not SafePattern.objects.filter(title="Two").exists()  # nothing is left under it
    world.releases(three)
    world.releases(three)
    assert SafePart.objects.count() == SafeAuthor.objects.count() == 3
    assert [row.text for row in world.pool().rows] == [TEXTS["IN"]]
    with pytest.raises(PermissionDenied):
        actions.release(world.safe, three, by=world.keeper, at=world.at)


def test_a_moderator_may_not_find_out_countries_by_trying(world):
    for code in ("GH", "KE", "IN"):
        world.writes(code)
    world.night()
    two = world.puts(TEXTS["GH"], TEXTS["KE"])
    for _time in range(6):
        refused("countries", world.releases, two)
    refused("often", world.releases, world.puts())
    world.at += 2 * DAY
    world.releases(SafePattern.objects.get())


@pytest.mark.parametrize("level", ["named", "country", "anonymous"])
def test_readers_learn_what_the_author_chose(level):
    world, pattern = released(level=level)
    _pattern, parts = queries.parts(world.keeper, world.safe, pattern.pk)
    assert {part.person and part.person.name for part in parts} == (
        {"Author Ghana", "Author Kenya", "Author India"} if level == "named" else {None}
    )
    assert {part.country and part.country.code for part in parts} == (
        {None} if level == "anonymous" else {"GH", "KE", "IN"}
    )


def test_the_keeper_finds_authors_by_the_passphrase_alone_and_everybody_sees_how_often():
    world, _pattern = released()
    world.writes("PE")
    look = {"by": world.keeper, "at": world.at}
    refused("passphrase", actions.open_authors, world.safe, "another passphrase of five", **look)
    found = actions.open_authors(world.safe, PASSPHRASE, **look)
    assert {(one.person.name, one.text) for one in found} == {
        (f"Author {f.country(code).names['en']}", TEXTS[code]) for code in TEXTS
    }
    assert queries.openings(world.safe) == [(world.at.date(), 1)]
    with pytest.raises(PermissionDenied):
        actions.open_authors(world.safe, PASSPHRASE, by=world.staff, at=world.at)
    for _time in range(4):
        refused("passphrase", actions.open_authors, world.safe, "another one of them", **look)
    refused("often", actions.open_authors, world.safe, PASSPHRASE, **look)


def test_another_keeper_needs_the_word_and_the_passphrase_before_opens_nothing_then():
    world, _pattern = released()
    heir = world.people["PE"]
    give = {"by": world.keeper, "at": world.at}
    refused("passphrase", actions.hand_over, world.safe, "not the passphrase", heir, **give)
    word = actions.hand_over(world.safe, PASSPHRASE, heir, **give)
    new = "five other words of hers"
    take = {"by": heir, "at": world.at}
    refused("word", actions.take_over, world.safe, "00000-00000-00000-00000", new, **take)
    assert actions.open_authors(world.safe, PASSPHRASE, **give)  # until it is used
    actions.take_over(world.safe, word, new, **take)
    with pytest.raises(PermissionDenied):
        actions.open_authors(world.safe, PASSPHRASE, **give)
    assert keys.private(world.safe.pk, PASSPHRASE) is None
    assert len(actions.open_authors(world.safe, new, **take)) == 3
    page = queries.page(world.moderator, world.safe.code, at=world.at)
    assert page.keeper.person == heir


def test_who_puts_texts_together_never_keeps_who_wrote_them(world):
    """Else the moderator could look, and choose by authors."""
    by = {"by": world.staff, "at": world.at}
    both = actions.Start("Cuts", "Tell.", world.keeper, world.keeper, world.at.date() + 9 * DAY)
    refused("same", actions.start, world.space, both, **by)
    give = {"by": world.keeper, "at": world.at}
    refused("same", actions.hand_over, world.safe, PASSPHRASE, world.moderator, **give)


def test_a_key_is_handed_over_no_more_once_another_process_has_sealed_it(world):
    """Else it would lie on the disk again, wrapped anew."""
    heir, give = world.people["PE"], {"by": world.keeper, "at": world.at}
    word = actions.hand_over(world.safe, PASSPHRASE, heir, **give)
    SafeSpace.objects.filter(pk=world.safe.pk).update(sealed_on=world.at.date(), public_key="")
    refused("sealed", actions.hand_over, world.safe, PASSPHRASE, heir, **give)
    take = {"by": heir, "at": world.at}
    refused("sealed", actions.take_over, world.safe, word, "five other words of hers", **take)
    assert keys.private(world.safe.pk, PASSPHRASE)


def test_nobody_waits_in_a_transaction_while_a_passphrase_is_stretched(world, monkeypatch):
    """It takes a fifth of a second on purpose, and others want to write."""
    depth, stretch = [], hashlib.scrypt
    begun = connection.savepoint_ids.__len__  # the test itself is one transaction

    def stretched(*args, **named):
        depth.append(begun())
        return stretch(*args, **named)

    monkeypatch.setattr(hashlib, "scrypt", stretched)
    outside, heir = begun(), world.people["PE"]
    other = made(world.space, keeper=world.keeper)
    other = actions.take_up(other, PASSPHRASE, by=world.keeper, at=world.at)
    word = actions.hand_over(other, PASSPHRASE, heir, by=world.keeper, at=world.at)
    actions.take_over(other, word, "five other words of hers", by=heir, at=world.at)
    assert depth == [outside] * 5


def test_who_has_handed_the_key_on_meanwhile_hands_it_over_no_more(world, monkeypatch):
    """Else the new keeper would be asked to give way by who keeps nothing any more."""
    heir, give = world.people["PE"], {"by": world.keeper, "at": world.at}
    word = actions.hand_over(world.safe, PASSPHRASE, heir, **give)
    key = keys.private

    def taken_meanwhile(number, passphrase):
        found = key(number, passphrase)
        actions.take_over(world.safe, word, "five other words of hers", by=heir, at=world.at)
        return found

    monkeypatch.setattr(keys, "private", taken_meanwhile)
    with pytest.raises(PermissionDenied):
        actions.hand_over(world.safe, PASSPHRASE, world.people["KE"], **give)
    assert key(world.safe.pk, "five other words of hers")


def test_an_author_finds_and_withdraws_by_the_code_before_and_after():
    world, pattern = released()
    waiting = world.writes("PE")
    assert actions.own(waiting).where == "waiting"
    assert actions.own(actions.said_code(f" {actions.shown_code(waiting)} ".upper())).text
    actions.withdraw(waiting, at=world.at)
    assert actions.own(waiting) is None
    assert not SafeContribution.objects.exists()
    code = world.codes["KE"]
    assert actions.own(code).where == "released"
    assert actions.withdraw(code[:-1] + ("0" if code[-1] != "0" else "1"), at=world.at) is None
    actions.withdraw(code, at=world.at)
    part = SafePart.objects.get(withdrawn_on=world.at.date())
    assert (part.text, part.html, part.person, part.country) == ("", "", None, None)
    assert not SafeAuthor.objects.filter(part=part).exists()
    assert queries.parts(world.keeper, world.safe, pattern.pk) is None  # no longer three countries


def test_what_is_set_aside_is_not_released_and_its_author_reads_why(world):
    for code in TEXTS:
        world.writes(code)
    world.night()
    number = next(row.number for row in world.pool().rows if row.text == TEXTS["GH"])
    aside = {"by": world.moderator, "at": world.at}
    refused("no_reason", actions.set_aside, world.safe, [number], " ", **aside)
    actions.set_aside(world.safe, [number], "A clinic can be recognised.", **aside)
    assert TEXTS["GH"] not in {row.text for row in world.pool().rows}
    refused("none", actions.put_together, world.safe, [number], "After all", **aside)
    assert actions.own(world.codes["GH"]).because == "A clinic can be recognised."
    world.releases(world.puts())
    assert SafePart.objects.count() == 3


def test_after_the_sealing_day_there_is_nothing_to_open():
    world, pattern = released()
    code = world.writes("PE")
    world.at += 40 * DAY  # the night has not come yet, the day has
    look = {"by": world.keeper, "at": world.at}
    refused("sealed", actions.open_authors, world.safe, PASSPHRASE, **look)
    one = actions.Said("Text", "anonymous", "k")
    refused("sealed", actions.contribute, world.safe, one, **look)
    assert not world.pool().rows
    actions.seal_due(at=world.at)
    assert not SafeContribution.objects.exists()
    assert not SafeAuthor.objects.exists()
    assert SafeSpace.objects.get().public_key == ""
    assert queries.parts(world.keeper, world.safe, pattern.pk)[1]
    assert actions.own(code) is None
    actions.withdraw(world.codes["GH"], at=world.at)  # at any time
    assert queries.parts(world.keeper, world.safe, pattern.pk) is None


def test_keys_of_a_sealed_safe_space_that_a_kill_left_are_destroyed_the_next_night(world):
    SafeSpace.objects.filter(pk=world.safe.pk).update(sealed_on=world.at.date(), public_key="")
    other = opened(made(world.space, keeper=world.keeper), world.keeper)
    assert keys.are_there(world.safe.pk)
    actions.seal_due(at=world.at)
    assert not keys.are_there(world.safe.pk)
    assert keys.are_there(other.pk)


def test_without_its_keys_a_safe_space_says_so(world):
    keys.destroy(world.safe.pk)
    refused("keys_gone", world.writes, "GH")
    look = {"by": world.keeper, "at": world.at}
    refused("keys_gone", actions.open_authors, world.safe, PASSPHRASE, **look)
    page = queries.page(world.keeper, world.safe.code, at=world.at)
    assert "gone" in str(page.why_not)
    assert not page.may_write
