"""Addresses of our own pages in a letter: in the language of its reader, where they have one.

Letters name a page by its path. Here, once for all of them, the path of a page that anyone may
open is led to the reader's language, for who reads the letter where they are not signed in.
Members' pages follow the profile. What somebody wrote and what a reply gives back stay as
they are: quoted lines, and forms between their stars.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from django.conf import settings
from django.urls import Resolver404, resolve

from jln.web.addresses import is_public
from jln.web.language import PREFIXED

_STARS = re.compile(r"\s*\*{3,}\s*")
_QUOTED = ("|", ">")
_PATH = r"(/(?:[^\s<>\"?#]*[^\s<>\"?#.,;:!)\]])?)"


def led(text: str, language: str) -> str:
    """The text of a letter in this language with its links to public pages in it too."""
    here = settings.PUBLIC_URL
    if language not in PREFIXED or here not in text:
        return text
    ours, prefixed = re.compile(re.escape(here) + _PATH), partial(_prefixed, language=language)
    lines, in_form = [], False
    for line in text.split("\n"):
        in_form ^= bool(_STARS.fullmatch(line))
        is_ours = not in_form and not line.lstrip().startswith(_QUOTED)
        lines.append(ours.sub(prefixed, line) if is_ours else line)
    return "\n".join(lines)


def _prefixed(found: re.Match[str], language: str) -> str:
    whole, path = found[0], found[1]
    return f"{whole.removesuffix(path)}/{language}{path}" if _has_languages(path) else whole


@lru_cache(maxsize=4096)
def _has_languages(path: str) -> bool:
    """Whether the page has an address in each language. The same pages stand in many letters."""
    try:
        return is_public(resolve(path).func)
    except Resolver404:
        return False
