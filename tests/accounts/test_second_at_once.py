"""Many at the same moment: a code, an answer of a passkey or a reset has one effect."""

import pytest

from jln.accounts import actions
from jln.accounts.models import SecondReset, Session
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.accounts.device import Device
from tests.accounts.test_passkeys import add, ask
from tests.accounts.test_second import code, session, with_app
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture of this file too

pytestmark = pytest.mark.django_db(transaction=True)
NINE = 9


def proved(keys):
    return Session.objects.filter(is_half=False, key__in=keys).count()


def test_nine_at_once_take_a_code_once():
    f.network()
    ama = f.person()
    with_app(ama)
    keys = [session(ama, is_half=True) for _ in range(NINE)]
    one = code(ama)

    ends = at_once(
        *(lambda key=key: actions.show_code(ama, one, session=key, at=f.NOON) for key in keys)
    )

    assert ends.count("done") == proved(keys) == 1


def test_nine_at_once_use_a_recovery_code_once():
    f.network()
    ama = f.person()
    one = with_app(ama)[0]
    keys = [session(ama, is_half=True) for _ in range(NINE)]

    ends = at_once(
        *(lambda key=key: actions.show_code(ama, one, session=key, at=f.NOON) for key in keys)
    )

    assert ends.count("done") == proved(keys) == 1


def test_twenty_at_once_use_an_answer_of_a_passkey_once(settings):
    settings.PUBLIC_URL = "http://localhost:8000"
    f.network()
    ama, phone = f.person(), Device()
    add(ama, phone)
    answer = phone.show(ask(actions.Purpose.ENTER, None, "b"))
    before = Session.objects.count()

    ends = at_once(
        *[lambda: actions.enter_by_passkey(answer, browser="b", device="", at=f.NOON)] * 20
    )

    assert ends.count("done") == 1
    assert Session.objects.count() == before + 1


def test_two_of_staff_agree_at_once():
    f.network()
    chen, dara, efe, lost = f.staff("Chen"), f.staff("Dara"), f.staff("Efe"), f.person()
    with_app(lost)
    actions.ask_reset(lost, because="We spoke.", by=chen, at=f.NOON)
    before = OutgoingMail.objects.filter(person=lost).count()

    ends = at_once(
        *[
            lambda by=by: actions.decide_reset(lost, is_done=True, by=by, at=f.NOON)
            for by in (dara, efe)
        ]
    )

    assert ends == ["RuleBroken", "done"]
    assert SecondReset.objects.filter(is_done=True).count() == 1
    assert OutgoingMail.objects.filter(person=lost).count() == before + 1
