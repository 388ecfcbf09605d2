"""Every macro in its states: for those who build pages, and for the browser tests.

Open in development and in a demonstration network only. Its words are samples,
not marked for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse

from jln.kit.partial import PartialDate
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import PublicRequest, page, public

PARTS = ("marks", "lists", "forms")
NOW = datetime(2027, 3, 9, 7, 40, tzinfo=UTC)


@dataclass(frozen=True)
class Country:
    """A country as the map wants it."""

    code: str
    tile_row: int
    tile_column: int
    names: dict[str, str]

    def name_in(self, language: str) -> str:
        """Its name, in English for a language without one."""
        return self.names.get(language, self.names["en"])


COUNTRIES = [
    Country("MX", 2, 1, {"en": "Mexico", "fr": "Mexique", "ar": "المكسيك"}),
    Country("MA", 2, 4, {"en": "Morocco", "fr": "Maroc", "ar": "المغرب"}),
    Country("SN", 3, 3, {"en": "Senegal", "fr": "Sénégal", "ar": "السنغال"}),
    Country("BD", 3, 9, {"en": "Bangladesh", "ar": "بنغلاديش"}),
    Country("GH", 4, 4, {"en": "Ghana", "ar": "غانا"}),
    Country("NG", 4, 5, {"en": "Nigeria", "fr": "Nigéria", "ar": "نيجيريا"}),
    Country("ET", 4, 6, {"en": "Ethiopia", "fr": "Éthiopie", "ar": "إثيوبيا"}),
    Country("VN", 4, 10, {"en": "Vietnam", "ar": "فيتنام"}),
    Country("PH", 4, 11, {"en": "Philippines", "ar": "الفلبين"}),
    Country("KE", 5, 6, {"en": "Kenya", "ar": "كينيا"}),
    Country("MY", 5, 9, {"en": "Malaysia", "fr": "Malaisie", "ar": "ماليزيا"}),
    Country("ID", 5, 10, {"en": "Indonesia", "fr": "Indonésie", "ar": "إندونيسيا"}),
]


@dataclass(frozen=True)
class Fact:
    """A value with its origin, as `jln.kit.sourced.Sourced` has it."""

    words: str
    source_list: tuple[str, ...]
    is_sure: bool
    confidence_note: str = ""

    def get_confidence_display(self) -> str:
        """How it is known."""
        return self.words


class SampleForm(forms.Form):
    """One field of each kind."""

    institution = forms.CharField(
        label="Your institution", help_text="As it is written on your letterhead"
    )
    use = forms.CharField(label="What will you do with it at home?", widget=forms.Textarea)
    mail = forms.EmailField(label="Your email", required=False)
    country = forms.ChoiceField(
        label="Country",
        choices=[("", "Choose"), ("Africa", [("GH", "Ghana"), ("KE", "Kenya")]), ("VN", "Vietnam")],
    )
    part = forms.ChoiceField(
        label="How would you take part?",
        choices=[("room", "In the room"), ("online", "Online"), ("notes", "Read the notes")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=[("en", "English"), ("fr", "Français"), ("ar", "العربية")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    since = forms.DateField(label="Since when?", required=False)
    photo = forms.FileField(label="Photo", required=False, help_text="At most 5 MB")
    told = forms.BooleanField(label="Send me the notes", required=False)


def context(part: str) -> dict[str, Any]:
    """What a part of the gallery shows; the same on every day."""
    return {
        "part": part,
        "tabs": [(one, url("gallery", part=one), one == part) for one in PARTS],
        "tile_href": lambda country: f"#{country.code}",
        "countries": COUNTRIES,
        "marks": {
            "GH": "z",
            "KE": "z",
            "VN": "y",
            "ID": "b",
            "PH": "b",
            "MX": "g",
            "MA": "r",
            "SN": "o",
        },
        "filled": SampleForm(
            initial={"institution": "Ministry of Health", "part": "online", "languages": ["fr"]}
        ),
        "wrong": SampleForm({"institution": "", "mail": "nobody", "country": "GH"}, prefix="w"),
        "on": date(2027, 3, 18),
        "month": PartialDate(2016, 7),
        "year": PartialDate(2014),
        "now": NOW,
        "unsure": Fact(
            "Plausible, not confirmed",
            ("https://example.org/a-report", "Minutes of 2016"),
            is_sure=False,
        ),
        "sure": Fact("Read in the source", ("https://example.org/a-report",), is_sure=True),
    }


@public(cached=False)
def gallery(request: PublicRequest, part: str) -> HttpResponse:
    """One part of the gallery."""
    if part not in PARTS or not (settings.DEBUG or network.current().is_demonstration):
        raise Http404
    return page(request, f"ui/gallery_{part}.html", **context(part))
