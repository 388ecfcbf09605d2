import pytest
from django.urls import NoReverseMatch, reverse

from jln.web import addresses, jinja


@pytest.fixture
def showing():
    tokens = []
    yield lambda request: tokens.append(addresses.SHOWN.set(request))
    for token in reversed(tokens):
        addresses.SHOWN.reset(token)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("home", {}),
        ("product", {"slug": "costing-manual"}),
        ("topic", {"number": 12}),
        ("country", {"code": "gh"}),
    ],
)
def test_a_path_is_the_one_django_would_give(name, values):
    assert addresses.url(name, **values) == reverse(name, kwargs=values)


def test_public_pages_keep_the_language_of_the_address(asked, showing):
    showing(asked("/library/", "fr"))

    assert addresses.url("product", slug="x") == "/fr/library/x/"
    assert addresses.url("home") == "/fr/"
    assert addresses.url("ask") == "/ask/"


def test_a_query_is_encoded():
    assert (
        addresses.url("library", query={"q": "a & b", "t": ["pp", "hf"]})
        == "/library/?q=a+%26+b&t=pp&t=hf"
    )


def test_a_wrong_name_or_value_is_an_error_unless_routes_may_be_missing(settings):
    for name, values in (("nothing", {}), ("topic", {}), ("topic", {"slug": 1})):
        with pytest.raises(NoReverseMatch):
            addresses.url(name, **values)
    settings.STRICT_URLS = False
    assert addresses.url("nothing") == "#"


def test_a_public_page_names_its_languages(asked, showing):
    request = asked("/library/costing-manual/", "ar")
    showing(request)

    assert [one["path"] for one in jinja.other_languages()] == [
        "/library/costing-manual/",
        *(f"/{code}/library/costing-manual/" for code in ("fr", "es", "pt", "ar")),
    ]
    assert [one["name"] for one in jinja.other_languages(request)] == [
        "English",
        "Français",
        "Español",
        "Português",
        "العربية",
    ]


def test_a_members_page_has_one_address(asked):
    assert jinja.other_languages(asked("/ask/")) == []
