"""Reading a list of people to invite. Pure: gives what is right and, line by line, what is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import YES, Verdict, no, unless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

NEEDED = ("address", "name", "country")
MOST_ROWS = 500
HEADS = {
    "address": {"en": "address", "fr": "adresse", "es": "correo", "pt": "email", "ar": "البريد"},
    "name": {"en": "name", "fr": "nom", "es": "nombre", "pt": "nome", "ar": "الاسم"},
    "country": {"en": "country", "fr": "pays", "es": "país", "pt": "país", "ar": "البلد"},
    "language": {"en": "language", "fr": "langue", "es": "idioma", "pt": "idioma", "ar": "اللغة"},
    "institution": {
        "en": "institution",
        "fr": "institution",
        "es": "institución",
        "pt": "instituição",
        "ar": "المؤسسة",
    },
    "position": {"en": "position", "fr": "poste", "es": "cargo", "pt": "cargo", "ar": "المنصب"},
}
"""The columns, and how a sample heads them in each language."""
OTHER_HEADS = {
    "address": {"e-mail", "mail", "courriel", "correo electrónico", "email address"},
    "country": {"pais", "country code"},
    "language": {"língua", "lingua"},
    "position": {"title", "job title", "fonction", "puesto"},
}
"""What people call them beside."""


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of the list, as it was understood. `line` counts from 1, the heads included."""

    line: int
    address: str
    name: str
    country: str
    language: str
    institution: str
    position: str
    verdict: Verdict = field(default=YES)


def columns(heads: Sequence[str]) -> dict[str, int]:
    """Where each column stands; raises `RuleBroken` when a needed one is missing."""
    folded = [head.strip().casefold() for head in heads]
    found = {
        column: at
        for column, said in HEADS.items()
        for at, head in enumerate(folded)
        if head in said.values() or head in OTHER_HEADS.get(column, ())
    }
    missing = [column for column in NEEDED if column not in found]
    text = _(
        "The first line must name the columns. Missing: %(columns)s. The sample shows how it goes."
    ) % {"columns": ", ".join(missing)}
    unless(not missing, "no_heads", text).or_raise()
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is judged by, and addresses that are here already.

    Countries one may invite for, and languages: codes by all that they are called, folded.
    """

    countries: Mapping[str, str]
    languages: Mapping[str, str]
    members: AbstractSet[str] = frozenset()
    invited: AbstractSet[str] = frozenset()


def guests(rows: Sequence[Sequence[str]], known: Known) -> list[Guest]:
    """Every line judged by itself; nothing is invited here. Raises `RuleBroken` for no list."""
    unless(len(rows) > 1, "empty", _("There is nobody in this list.")).or_raise()
    many = _("At most 500 people at a time: split the list.")
    unless(len(rows) <= MOST_ROWS + 1, "too_many", many).or_raise()
    at = columns(rows[0])
    seen: set[str] = set()
    found = []
    for line, row in enumerate(rows[1:], start=2):
        cells = {column: _cell(row, place) for column, place in at.items()}
        if not any(cells.values()):
            continue
        guest = _guest(line, cells, known, seen)
        seen.add(guest.address)
        found.append(guest)
    return found


def _guest(line: int, cells: dict[str, str], known: Known, seen: AbstractSet[str]) -> Guest:
    address, said = cells["address"].lower(), cells.get("language", "") or "en"
    country = known.countries.get(cells["country"].casefold(), "")
    language = known.languages.get(said.casefold(), "")
    verdict = _address(address)
    verdict &= unless(bool(cells["name"]), "no_name", _("The name is missing."))
    yours = _("“%(said)s” is no country you may invite for. Write its name or its two letters.")
    verdict &= unless(bool(country), "country", yours % {"said": cells["country"]})
    ours = _("“%(said)s” is none of the network's languages.")
    verdict &= unless(bool(language), "language", ours % {"said": said})
    verdict &= unless(address not in seen, "twice", _("This address stands in the list twice."))
    here = _("A member of the network has this address already.")
    verdict &= unless(address not in known.members, "is_member", here)
    asked = _("This address is invited already.")
    verdict &= unless(address not in known.invited, "is_invited", asked)
    return Guest(
        line=line,
        address=address,
        name=cells["name"][:120],
        country=country or cells["country"][:60],
        language=language or said[:20],
        institution=cells.get("institution", "")[:200],
        position=cells.get("position", "")[:160],
        verdict=verdict,
    )


def _address(address: str) -> Verdict:
    try:
        validate_email(address)
    except ValidationError:
        return no("address", _("This is not an email address."))
    return YES


def _cell(row: Sequence[str], at: int) -> str:
    return " ".join(str(row[at]).split()) if at < len(row) else ""
