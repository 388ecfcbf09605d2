import io

import pytest
from django.apps import apps
from django.core.management import call_command

from jln.accounts import actions as accounts
from jln.governance.queries import decided
from jln.operating import backup, export, restore, seal_file
from jln.people.models import Person
from jln.web.models import Network
from tests import factories as f
from tests.governance import recorded


@pytest.mark.parametrize("size", [0, 1, seal_file.PIECE, seal_file.PIECE + 1, 3 * seal_file.PIECE])
def test_what_was_sealed_comes_back_whole(size):
    private, public = seal_file.make_pair()
    plain, sealed, back = bytes(range(256)) * (size // 256 + 1), io.BytesIO(), io.BytesIO()
    seal_file.seal(io.BytesIO(plain[:size]), sealed, public)
    sealed.seek(0)

    seal_file.unseal(sealed, back, private)

    assert back.getvalue() == plain[:size]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda b: b[:-1], "damaged"),
        (lambda b: b[: len(b) // 2], "damaged"),
        (lambda b: b[: -(16 + 5 + 100)], "cut off"),
        (lambda b: b[:-1] + bytes([b[-1] ^ 1]), "damaged"),
        (lambda b: b"x" + b[1:], "not a backup"),
        (lambda _: b"", "not a backup"),
    ],
)
def test_a_spoiled_file_is_refused_in_words(spoil, words):
    private, public = seal_file.make_pair()
    sealed = io.BytesIO()
    seal_file.seal(io.BytesIO(b"a" * (seal_file.PIECE + 100)), sealed, public)

    with pytest.raises(seal_file.CannotOpen, match=words):
        seal_file.unseal(io.BytesIO(spoil(sealed.getvalue())), io.BytesIO(), private)


def test_another_key_does_not_open_it():
    sealed = io.BytesIO()
    seal_file.seal(io.BytesIO(b"secret"), sealed, seal_file.make_pair()[1])
    sealed.seek(0)

    with pytest.raises(seal_file.CannotOpen, match="does not open"):
        seal_file.unseal(sealed, io.BytesIO(), seal_file.make_pair()[0])


@pytest.fixture
def place(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_network_comes_back_and_the_erased_stay_erased(place, capsys):
    f.network()
    ama, bayu = f.person("Ama", address="ama@health.example"), f.person("Bayu")
    topic = f.topic(ama, text="Comment payer ? كيف ندفع؟")
    f.adaptation(product=f.product("costing"), reported_by=bayu)
    recorded.decision()
    backup.main(["--make-key", str(place / "key")])
    before = {
        model: list(model._default_manager.order_by("pk").values()) for model in export.tables()
    }
    assert backup.main([str(place / "b.jln")]) == 0
    accounts.erase(bayu, by=bayu, at=f.NOON)

    call_command("flush", interactive=False, verbosity=0)
    (place / "decision-key").unlink()
    assert restore.main([str(place / "b.jln"), "--key", str(place / "key")]) == 0
    assert decided.fault() is None  # signed with the key that came back

    after = {
        model: list(model._default_manager.order_by("pk").values()) for model in export.tables()
    }
    changed = {model.__name__ for model in before if before[model] != after[model]}
    assert changed <= {
        "Person", "EmailAddress", "Adaptation", "Erasure", "Fact", "ConductAcceptance",
    }  # fmt: skip
    assert Person.objects.get(pk=ama.pk).name == "Ama"
    assert Person.objects.get(pk=bayu.pk).status == "erased"
    assert topic.posts.get().text == "Comment payer ? كيف ندفع؟"
    assert restore.main([str(place / "b.jln"), "--key", str(place / "key")]) == 2


@pytest.mark.django_db(transaction=True)
def test_a_wrong_key_changes_nothing(place):
    f.network()
    backup.main(["--make-key", str(place / "key")])
    backup.main([str(place / "b.jln")])
    Network.objects.all().delete()
    (place / "other").write_text(seal_file.make_pair()[0])

    assert restore.main([str(place / "b.jln"), "--key", str(place / "other")]) == 2
    assert not Network.objects.exists()


def test_every_table_is_kept_or_left_out_for_a_reason():
    kept = {model._meta.model_name for model in export.tables()}
    every = {model._meta.model_name for model in apps.get_app_config("jln").get_models()}
    assert every - kept == export.LEFT_OUT
