"""The key of the register passes from one Network Manager to the next."""

from __future__ import annotations

import pytest
from django.db import transaction

from jln.governance import keys
from jln.governance.actions import register
from jln.governance.models import KeyChange, ManagerAppointment
from jln.governance.queries import decided
from jln.governance.rules import chain
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken, refusal
from tests import factories as f
from tests.governance import recorded as r


@pytest.fixture
def place(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


def appointed(year=2026):
    ends = PartialDate(year) if ManagerAppointment.objects.filter(ends=None).exists() else None
    return ManagerAppointment.objects.create(starts=PartialDate(year), ends=ends)


@pytest.mark.django_db(transaction=True)
def test_the_register_verifies_across_two_changes_and_old_keys_are_gone(place):
    f.network()
    r.decision("One")
    first = keys.public_key()
    made = register.change_key(appointed(), at=f.NOON)
    assert register.change_key(made.appointment, at=f.NOON).pk == made.pk
    assert keys.public_key() == made.key != first
    r.decision("Two")
    register.change_key(appointed(2027), at=f.NOON)
    r.decision("Three")

    assert decided.fault() is None
    for whole in (True, False):
        text = "\n".join(decided.export(whole=whole))
        for known in ("", first, made.key, keys.public_key()):
            assert chain.check_file(text, known).fault is None
    assert [one.name for one in place.iterdir() if one.name.startswith(keys.NAME)] == [
        keys.file_of(keys.public_key()).name
    ]
    with pytest.raises(TypeError):
        made.save()
    KeyChange.objects.filter(pk=made.pk).update(answer=made.signature)
    assert (decided.fault().at, decided.fault().number) == (2, None)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_halfway_leaves_the_old_key(place):
    f.network()
    r.decision("One")
    first = keys.public_key()
    with pytest.raises(RuleBroken), transaction.atomic():
        register.change_key(appointed(), at=f.NOON)
        raise refusal("no", "No.")
    assert keys.public_key() == first
    r.decision("Two")
    assert decided.fault() is None
