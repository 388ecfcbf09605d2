"""An app's codes and recovery codes: right, wrong, twice, late, many at once, of somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.accounts import actions, queries, rules, totp
from jln.accounts.models import Authenticator, RecoveryCode, SecondReset, Session
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail import seals
from jln.mail.models import OutgoingMail
from tests import factories as f

S30 = timedelta(seconds=30)


def session(who, *, is_half=False) -> str:
    key = actions.session_key_of(f"cookie-{f.next_number()}")
    Session.objects.create(key=key, person=who, started_at=f.NOON, seen_at=f.NOON, is_half=is_half)
    return key


def code(who, at=f.NOON, steps=0) -> str:
    secret = totp.secret_of(Authenticator.objects.get(person=who))
    return totp.code_of(secret, totp.step_at(at) + steps)


def with_app(who, at=f.NOON - timedelta(hours=1)) -> list[str]:
    actions.begin_authenticator(who, by=who, at=at)
    return actions.confirm_authenticator(who, code(who, at), session=session(who), by=who, at=at)


def refused(deed, *args, **kwargs) -> set[str]:
    with pytest.raises(RuleBroken) as refusal:
        deed(*args, **kwargs)
    return refusal.value.verdict.codes


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(59, "287082"), (1111111109, "081804"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, expected):
    # RFC 6238, appendix B; its eight digits end in our six.
    assert totp.code_of(b"12345678901234567890", seconds // 30) == expected


def test_what_the_picture_says_is_read_by_any_app():
    said = totp.address_of(b"12345678901234567890", network="A: network", person="Amá")

    assert said.startswith("otpauth://totp/A%20network%3AAm%C3%A1?secret=GEZDGNBVGY3TQOJQ")
    assert said.endswith("&issuer=A%3A%20network")


@pytest.mark.parametrize(
    ("stored", "shown", "counts"),
    [(0, 0, True), (0, 1, True), (4, 5, True), (4, 4, False), (5, 4, False), (1, 0, False)],
)
def test_a_copied_device_counts_wrong(stored, shown, counts):
    assert rules.counts_on(stored, shown) is counts


@pytest.mark.django_db
def test_an_app_is_there_once_it_showed_a_code_and_its_codes_work_once():
    ama = f.person("Ama")
    other = session(ama)
    actions.begin_authenticator(ama, by=ama, at=f.NOON)
    actions.begin_authenticator(ama, by=ama, at=f.NOON + S30)
    here = session(ama)
    assert not queries.has_second(ama)

    codes = actions.confirm_authenticator(ama, code(ama), session=here, by=ama, at=f.NOON)

    assert len(set(codes)) == 10
    assert Session.objects.get(key=here).proved_at == f.NOON
    assert Session.objects.get(key=other).is_half
    assert OutgoingMail.objects.filter(kind="account.second", person=ama).count() == 1
    assert not any(c in OutgoingMail.objects.get().text for c in codes)

    assert refused(actions.show_code, ama, code(ama), session=other, at=f.NOON) == {"used"}
    assert refused(actions.show_code, ama, code(ama, steps=-1), session=other, at=f.NOON) == {
        "used"
    }
    actions.show_code(ama, code(ama, steps=1), session=other, at=f.NOON)
    assert not Session.objects.get(key=other).is_half


@pytest.mark.django_db
@pytest.mark.parametrize("steps", [-2, 2, 20])
def test_a_clock_may_be_one_step_off_and_no_more(steps):
    ama = f.person()
    with_app(ama)

    deed = actions.show_code
    assert refused(deed, ama, code(ama, steps=steps), session=session(ama), at=f.NOON) == {
        "wrong_code"
    }
    deed(ama, code(ama, steps=steps // abs(steps)), session=session(ama), at=f.NOON)


@pytest.mark.django_db
def test_an_app_goes_by_the_machine_where_a_demonstration_was_moved(monkeypatch):
    ama = f.person()
    with_app(ama)
    phone = code(ama, steps=1)
    by = totp.clock.offset() + timedelta(days=7)
    monkeypatch.setattr(totp.clock, "offset", lambda: by)
    moved = f.NOON + timedelta(days=7)

    actions.show_code(ama, phone, session=session(ama), at=moved)
    assert totp.next_code(Authenticator.objects.get(person=ama), at=moved) == ""
    later = totp.next_code(Authenticator.objects.get(person=ama), at=moved + S30)
    actions.show_code(ama, later, session=session(ama), at=moved + S30)


@pytest.mark.django_db
def test_codes_of_another_person_are_worth_nothing():
    ama, kofi = f.person(), f.person()
    with_app(ama)
    theirs = with_app(kofi)
    key = session(ama, is_half=True)

    assert refused(actions.show_code, ama, code(kofi), session=key, at=f.NOON) == {"wrong_code"}
    assert refused(actions.show_code, ama, theirs[0], session=key, at=f.NOON) == {"wrong_code"}
    assert Session.objects.get(key=key).is_half
    # nor does proving oneself prove another's session
    actions.show_code(kofi, theirs[0], session=key, at=f.NOON)
    assert Session.objects.get(key=key).is_half


@pytest.mark.django_db
def test_a_recovery_code_works_once_however_it_is_typed():
    ama = f.person()
    codes = with_app(ama)
    typed = " " + codes[0].upper().replace("-", " ")

    actions.show_code(ama, typed, session=session(ama), at=f.NOON)

    assert refused(actions.show_code, ama, codes[0], session=session(ama), at=f.NOON) == {
        "wrong_code"
    }
    assert queries.second_steps(ama, at=f.NOON).codes_left == 9
    assert not RecoveryCode.objects.filter(digest__contains=codes[1]).exists()
    new = actions.renew_codes(ama, by=ama, at=f.NOON)
    assert refused(actions.show_code, ama, codes[1], session=session(ama), at=f.NOON) == {
        "wrong_code"
    }
    actions.show_code(ama, new[1], session=session(ama), at=f.NOON)


@pytest.mark.django_db
def test_ten_wrong_codes_close_it_for_a_while_and_the_person_is_told_once():
    ama = f.person()
    with_app(ama)
    letters = OutgoingMail.objects.filter(person=ama).count()
    for _ in range(10):
        assert refused(actions.show_code, ama, "000000", session="x", at=f.NOON) <= {"wrong_code"}

    for _ in range(3):
        right = code(ama)
        assert refused(actions.show_code, ama, right, session="x", at=f.NOON) == {"too_many_tries"}

    assert OutgoingMail.objects.filter(person=ama).count() == letters + 1
    later = f.NOON + rules.SECOND_WINDOW
    actions.show_code(ama, code(ama, later), session=session(ama), at=later)


@pytest.mark.django_db
def test_who_needs_a_second_step_keeps_one_and_others_may_stop():
    chen, ama = f.staff(), f.person()
    with_app(chen)
    with_app(ama)

    assert refused(actions.remove_authenticator, chen, by=chen, at=f.NOON) == {"last"}
    actions.remove_authenticator(ama, by=ama, at=f.NOON)
    assert not queries.has_second(ama)
    assert not RecoveryCode.objects.filter(person=ama).exists()


@pytest.mark.django_db
def test_nobody_adds_a_way_beside_one_that_was_not_shown():
    ama = f.person()
    with_app(ama)

    half = session(ama, is_half=True)
    assert refused(_second_app, ama, half) == {"not_begun"}
    from jln.accounts.actions import second

    assert refused(second.require_may_add, ama, half, f.NOON) == {"not_proved"}


def _second_app(who, key):
    actions.confirm_authenticator(who, "123456", session=key, by=who, at=f.NOON)


@pytest.mark.django_db
def test_two_of_staff_let_somebody_set_it_up_again():
    f.network()
    chen, dara, lost = f.staff("Chen"), f.staff("Dara"), f.staff("Lost")
    with_app(lost)
    theirs = session(lost)
    ask, decide = actions.ask_reset, actions.decide_reset

    assert refused(ask, lost, because="me", by=lost, at=f.NOON) == {"oneself"}
    assert refused(ask, lost, because=" ", by=chen, at=f.NOON) == {"no_reason"}
    assert refused(decide, lost, is_done=True, by=dara, at=f.NOON) == {"nothing"}
    ask(lost, because="I called the number we have.", by=chen, at=f.NOON)
    assert refused(ask, lost, because="again", by=dara, at=f.NOON) == {"asked"}
    assert refused(decide, lost, is_done=True, by=chen, at=f.NOON) == {"same_person"}
    assert refused(decide, lost, is_done=True, by=lost, at=f.NOON) == {"oneself"}
    assert queries.has_second(lost)

    decide(lost, is_done=True, by=dara, at=f.NOON)

    assert not queries.has_second(lost)
    assert Session.objects.get(key=theirs).ended_at == f.NOON
    assert refused(decide, lost, is_done=True, by=dara, at=f.NOON) == {"nothing"}
    assert Fact.objects.get(kind=Kind.SECOND_RESET).by == dara
    assert OutgoingMail.objects.filter(person=lost, kind="account.second").count() == 3


@pytest.mark.django_db
def test_not_me_ends_sessions_and_gives_a_mailbox_no_way_in():
    f.network()
    chen, dara, odd = f.staff("Chen"), f.staff("Dara"), f.staff("Odd")
    with_app(odd)
    fact = Fact.objects.get(kind=Kind.SECOND_CHANGED)
    link = seals.seal("not-me", fact.pk, odd.pk)
    assert queries.denied_change(link, at=f.NOON) == fact
    assert queries.denied_change(link, at=f.NOON + timedelta(days=8)) is None
    assert queries.denied_change(seals.seal("not-me", fact.pk, chen.pk), at=f.NOON) is None

    actions.deny_change(fact, at=f.NOON)
    actions.deny_change(fact, at=f.NOON)

    assert not Session.objects.filter(person=odd, ended_at=None).exists()
    assert SecondReset.objects.filter(person=odd).count() == 1
    actions.begin_authenticator(odd, by=odd, at=f.NOON)
    args = {"session": session(odd), "by": odd, "at": f.NOON}
    assert refused(actions.confirm_authenticator, odd, code(odd), **args) == {"held"}
    actions.ask_reset(odd, because="We spoke.", by=chen, at=f.NOON)
    actions.decide_reset(odd, is_done=True, by=dara, at=f.NOON)
    actions.begin_authenticator(odd, by=odd, at=f.NOON)
    assert actions.confirm_authenticator(odd, code(odd), **args)


@pytest.mark.django_db
def test_whoever_runs_the_machine_helps_where_staff_are_not_two(capsys):
    from jln.operating import unlock

    f.network()
    lost = f.person("Lost", address="lost@health.example")
    with_app(lost)

    assert unlock.main(["nobody@health.example"]) == unlock.main([]) == 2
    assert unlock.main(["lost@health.example"]) == 0
    assert not queries.has_second(lost)
    assert OutgoingMail.objects.filter(person=lost, kind="account.second").count() == 2


@pytest.mark.django_db
def test_erasing_somebody_leaves_no_second_step():
    ama = f.person()
    with_app(ama)

    actions.erase(ama, by=ama, at=f.NOON)

    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()


@pytest.mark.django_db
def test_wrong_codes_for_a_further_address_stay_counted():
    from jln.accounts.actions.profile import TRIES_A_DAY

    f.network()
    ama = f.person()
    found = actions.add_address(ama, "second@health.example", by=ama, at=f.NOON)
    sent = {"by": ama, "at": f.NOON}
    right = seals.digits("address", found.pk, found.address)
    wrong = "000000" if right != "000000" else "111111"

    for _ in range(TRIES_A_DAY):
        assert refused(actions.confirm_address, ama, found.pk, wrong, **sent) == {"wrong_code"}
    assert refused(actions.confirm_address, ama, found.pk, right, **sent) == {"too_many_tries"}
