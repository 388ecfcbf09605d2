"""A product as it is cited: one sentence, and BibTeX. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jln.kit.partial import PartialDate

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SHAPE = re.compile("|".join(re.escape(letter) for letter in _TEX))


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation names."""

    author: str  # the network
    slug: str
    title: str
    published: PartialDate | None
    version: str
    address: str  # of its page here
    language: str


def plain(work: Work) -> str:
    """One line; the year is left out where it is not known, never guessed."""
    year = f" ({work.published.year})" if work.published else ""
    version = f" Version {work.version}." if work.version else ""
    title = work.title if work.title.endswith((".", "?", "!")) else f"{work.title}."
    return f"{work.author}{year}. {title}{version} {work.address}"


def bibtex(work: Work) -> str:
    """One entry; braces keep the network's name and the title as they are written."""
    fields = {"author": f"{{{tex(work.author)}}}", "title": f"{{{tex(work.title)}}}"}
    if work.published:
        fields["year"] = str(work.published.year)
        if work.published.month:
            fields["month"] = str(work.published.month)
    if work.version:
        fields["edition"] = tex(work.version)
    fields["language"] = work.language
    fields["url"] = work.address
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{jln-{work.slug},\n{lines}\n}}\n"


def tex(text: str) -> str:
    """The letters that TeX would take for commands, written as letters."""
    return _TEX_SHAPE.sub(lambda match: _TEX[match[0]], " ".join(text.split()))
