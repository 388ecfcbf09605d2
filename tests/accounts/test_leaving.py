import io
import json
import zipfile

import pytest

from jln.accounts import actions
from jln.accounts.actions.leaving import personal_models
from jln.people.models import EmailAddress, Person
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_erasing_leaves_topics_readable_and_nothing_personal():
    ama = f.person("Ama Canary", address="canary@health.example", about="canary words")
    f.speaks(ama, "tw")
    f.offers(ama, f.theme())
    topic = f.topic(ama, text="How do you pay clinics?")

    actions.erase(ama, by=ama, at=f.NOON)

    post = topic.posts.get()
    assert (post.text, post.by, post.country) == ("How do you pay clinics?", None, f.country())
    assert not EmailAddress.objects.exists()
    for model in personal_models():
        assert "canary" not in repr(list(model._default_manager.values())).lower()
    assert Person.objects.get(pk=ama.pk).status == "erased"


def test_an_export_holds_every_row_that_leads_to_the_person():
    ama = f.person("Ama")
    other = f.person("Bayu")
    f.speaks(ama, "tw")
    f.topic(ama, text="My own question")
    f.topic(other, text="Somebody else's")

    packed = zipfile.ZipFile(io.BytesIO(actions.export(ama, by=ama, at=f.NOON)))

    assert {name.removesuffix(".json") for name in packed.namelist()} == {
        "my-data.html",
        *(m._meta.model_name for m in personal_models()),
    }
    posts = json.loads(packed.read("post.json"))
    assert [post["text"] for post in posts] == ["My own question"]
    assert json.loads(packed.read("person.json"))[0]["name"] == "Ama"


def test_suspension_ends_sessions_and_needs_a_reason(client):
    f.network()
    ama, chen = f.person(), f.staff()
    f.sign_in(client, ama)

    actions.suspend(ama, because="Sold places.", by=chen, at=f.NOON)
    assert client.get("/me/").status_code == 302

    actions.lift(ama, by=chen, at=f.NOON)
    assert Person.objects.get(pk=ama.pk).status == "active"


@pytest.mark.parametrize(
    ("how", "told"), [("erase", "You are erased"), ("close", "Your account is closed")]
)
def test_who_leaves_is_told_what_became_of_her_account(client, how, told):
    f.network()
    f.sign_in(client, f.person())

    left = client.post("/me/data/", {"how": how, "sure": "on"}, follow=True)

    assert told in left.content.decode()
