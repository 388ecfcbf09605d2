"""Whether a page is well-formed, as a strict parser says.

Parsing is the dearest thing a test of a page does, and pages of one template differ in their
words only. So words are put out of the page before it is parsed, and what is left is parsed once.
"""

from __future__ import annotations

import re
from functools import lru_cache

import html5lib

_PLAIN = r"<>&\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""What a parser looks at in a text; all else is words."""
_WORDS = re.compile(rf">[^{_PLAIN}]*[^{_PLAIN}\s][^{_PLAIN}]*<")
_SPACE = re.compile(r">\s+<")
_VALUES = re.compile(rf'(?<!\stype)="[^"{_PLAIN}]*"')


def skeleton(page: str) -> str:
    """Tags, references and whatever is suspicious; each text that is only words is one letter."""
    bare = _VALUES.sub('="x"', page)
    return _SPACE.sub("> <", _WORDS.sub(">x<", bare))


def errors(page: str) -> tuple[str, ...]:
    """What a strict parser finds wrong."""
    return _parsed(skeleton(page))[0]


def headings(page: str) -> int:
    """How many headings of the first rank it has."""
    return _parsed(skeleton(page))[1]


@lru_cache(4096)
def _parsed(bare: str) -> tuple[tuple[str, ...], int]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(bare)
    return tuple(code for _place, code, _data in parser.errors), len(tree.findall(".//h1"))
