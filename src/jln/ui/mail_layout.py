"""The HTML part of a mail, derived from its written text part: the same words, easier to read.

Lines inside a form (between two lines of stars) and lines set in columns stay
lines, because a reply quotes them; running text flows with the window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import translation
from markupsafe import Markup, escape

from jln.ui.formats import is_rtl
from jln.ui.prose import linked
from jln.web.jinja import render

MOST = 12_000  # bytes; what is longer is read on the page it links to
_STARS = re.compile(r"\*{3,}")
_SPACES = re.compile(r"(?<= ) | (?= )|^ ")
_FLOWS_FROM = 45  # a wrapped line of running text is at least this long
_ENDS = re.compile(r"[.?!:؟/\d]\s*$")  # a sentence, a number or an address: nobody wrapped here
_SAID = re.compile(r" *\|(?: |$)")
_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: `said` by a member (its own direction), `form` to be answered, or ours."""

    kind: str
    html: Markup


def _line(line: str) -> str:
    """A line with its columns kept."""
    return _SPACES.sub("\N{NO-BREAK SPACE}", linked(line))


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Joins what a program wrapped: after a long line, a line that is not set in columns."""
    joined: list[str] = []
    previous = ""
    for line in lines:
        is_cut = len(previous) >= _FLOWS_FROM and not _ENDS.search(previous)
        follows = is_cut and not line.startswith((" ", "\t"))
        if joined and follows and "   " not in previous + line:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        previous = line
    return joined


def _paragraph(lines: list[str], *, in_form: bool) -> Part:
    if not in_form and _SAID.match(lines[0]):
        said = _unwrapped([_SAID.sub("", line) for line in lines])
        return Part("said", _safe("<br>".join(map(linked, said))))
    shown = list(map(_line, lines if in_form else _unwrapped(lines)))
    if not in_form and _is_headed(lines):
        shown[0] = f"<b>{shown[0]}</b>"
    return Part("form" if in_form else "", _safe("<br>\n".join(shown)))


def _turns(line: str, following: str) -> bool:
    return bool(_SAID.match(line)) != bool(_SAID.match(following))


def _is_headed(lines: list[str]) -> bool:
    """Whether the first line stands above numbered ones, or is the numbered title of the rest."""
    one, two = (bool(_NUMBERED.match(line)) for line in [*lines, ""][:2])
    return len(lines) > 1 and one != two


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 -- made of lines escaped by linked()


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    """Paragraphs, cut at empty lines, at the stars of a form and where somebody else speaks."""
    gathered: list[str] = []
    in_form = False
    for line in (*lines, ""):
        stars = bool(_STARS.fullmatch(line.strip()))
        turns = gathered and not in_form and _turns(gathered[-1], line)
        if gathered and (stars or turns or not line.strip()):
            yield _paragraph(gathered, in_form=in_form)
            gathered = []
        if stars:
            yield Part("form", escape(line.strip()))
            in_form = not in_form
        elif line.strip():
            gathered.append(line)


def html_of(text: str, language: str, links: Sequence[tuple[str, str]] = ()) -> str:
    """A whole HTML document; a text too long for a mail is cut at a paragraph, and says so.

    `links` are buttons, (words, address), below the text and above what follows `-- `.
    """
    body, _line_of_two, foot = text.replace("\r\n", "\n").partition("\n-- \n")
    parts, weight, is_whole = [], 0, True
    for part in _parts(body.split("\n")):
        weight += len(part.html.encode())
        if weight > MOST - 4_000:  # the frame, the buttons and the foot take the rest
            is_whole = False
            break
        parts.append(part)
    with translation.override(language):
        return render(
            "mail/layout.html",
            {
                "parts": parts,
                "foot": list(_parts(foot.split("\n"))) if foot else [],
                "links": links,
                "is_whole": is_whole,
                "code": language,
                "dir": "rtl" if is_rtl(language) else "ltr",
            },
        )
