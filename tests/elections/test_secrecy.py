"""Who voted how stands nowhere: not in facts, letters, backups, and after the count in no table."""

from __future__ import annotations

import io
import tarfile

import pytest
from django.apps import apps
from django.db import connection

from jln.accounts import typed
from jln.accounts.models import KeptForm
from jln.elections import queries
from jln.elections.forms import BallotForm
from jln.elections.models import Ballot, BallotLink, Election
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.operating import export
from jln.web.forms import REGISTRY, Exempt
from tests import factories as f
from tests.elections.world import World, link, voter


def rows():
    """Every row of every table, as text."""
    for model in apps.get_app_config("jln").get_models():
        for row in model._default_manager.values():
            yield model.__name__, str(row)


@pytest.fixture
def world(db):
    made = World()
    made.stands("GH", "KE", "IN")
    made.opens()
    return made


def test_a_ballot_says_nothing_of_its_voter_time_or_order(world):
    names = {field.name for field in Ballot._meta.concrete_fields}
    assert names == {"id", "election", "choices"}
    for code in ("GH", "KE", "IN", "ID", "MY"):
        world.votes(code, "GH")
    ids = list(Ballot.objects.values_list("pk", flat=True))
    assert min(ids) > 1_000_000
    drawn = [Ballot(election=world.election).pk for _time in range(20)]
    assert drawn != sorted(drawn)


def test_casting_leaves_no_fact_and_no_letter(world):
    facts, letters = Fact.objects.count(), OutgoingMail.objects.count()
    world.votes("ID", "IN")
    world.votes("ID", "GH")
    assert (Fact.objects.count(), OutgoingMail.objects.count()) == (facts, letters)


def test_a_planted_choice_is_found_in_the_ballot_alone_and_after_the_count_nowhere(world):
    """Kenya's candidacy is known, so what is looked for is who chose it: the ballot's number."""
    world.votes("ID", "KE")
    number = str(Ballot.objects.get().pk)
    assert {name for name, text in rows() if number in text} == {"Ballot", "BallotLink"}
    world.votes("MY", "GH")
    world.ends()
    assert not [name for name, text in rows() if number in text]
    assert not Ballot.objects.exists()
    assert not BallotLink.objects.exists()
    assert not world.election.roll.exclude(issue=0).exists()


def test_no_backup_takes_what_leads_to_a_voter(world):
    world.votes("ID", "KE")
    number = Ballot.objects.get().pk
    archive = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        if connection.in_atomic_block:  # of the test; a backup is a moment of its own
            patch.setattr(export, "_one_moment", _as_it_is)
        export.write(archive, at=clock.now())
    archive.seek(0)
    with tarfile.open(fileobj=archive) as files:
        names = {one.name for one in files.getmembers()}
        text = b"".join(files.extractfile(one).read() for one in files.getmembers() if one.isfile())
    assert "election.jsonl" in names
    assert not {"ballot.jsonl", "ballotlink.jsonl"} & names
    assert str(number).encode() not in text


class _as_it_is:  # noqa: N801 -- stands in for a context manager
    def __enter__(self):
        return self

    def __exit__(self, *_what):
        return None


def test_what_is_told_after_the_count_is_totals(world):
    world.votes("ID", "KE")
    election = world.ends()
    told = [fact.data for fact in Fact.objects.filter(kind="election.counted")]
    assert told == [{}]
    assert {key for one in election.result for key in one} == {
        "country",
        "votes",
        "chosen",
        "by_lot",
    }


def test_the_ballot_has_no_twin_and_no_memory(world, client, rf):
    assert BallotForm.exempt is Exempt.SECRET_BALLOT
    assert "election.vote" not in REGISTRY
    request = rf.post("/steering-group/ballot/x/", {"ballot": ["KE"]})
    assert not typed.keep(request, None, "/ballot/x/", is_deed=True, at=clock.now())
    assert not KeptForm.objects.exists()


def test_only_the_voter_sees_how_the_ballot_stands(world, client):
    world.votes("ID", "KE")
    path = link(world.election, "ID", world.people["ID"])
    f.sign_in(client, world.people["KE"])
    assert 'name="ballot"' not in client.get(path).content.decode()
    f.sign_in(client, world.people["ID"])
    assert 'value="KE" checked' in client.get(path).content.decode()
    assert queries.ballot_of(voter(world.election, "KE")) == []
    assert Election.objects.get().result == []
