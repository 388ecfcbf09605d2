"""The marks that stand on a page many times, made once each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from jln.ui.formats import country_name

_COLOURS = "acdef"


@lru_cache(maxsize=4096)
def monogram(name: str, large: bool = False) -> Markup:  # noqa: FBT001, FBT002 -- as macros call it
    """The first letter of a name, in a round of its colour."""
    name = name or "?"
    size = " l" if large else ""
    return Markup('<span class="mono {}{}" aria-hidden="true">{}</span>').format(
        _COLOURS[len(name) % len(_COLOURS)], size, name[0].upper()
    )


@lru_cache(maxsize=2048)
def _code(code: str, name: str, names: bool) -> str:  # noqa: FBT001 -- the key of a cache
    if names:
        return f'<span class="nw"><span class="cc">{escape(code)}</span> {escape(name)}</span>'
    return (
        f'<span class="nw"><span class="cc" aria-hidden="true">{escape(code)}</span>'
        f'<span class="vh">{escape(name)}</span></span>'
    )


def codes(countries: object, names: bool = True) -> Markup:  # noqa: FBT001, FBT002 -- as macros call it
    """Code and name of a country or of many; without `names` the name is for screen readers."""
    is_one = isinstance(countries, str) or hasattr(countries, "code")
    many: Iterable[object] = (countries,) if is_one else countries  # type: ignore[assignment]  # a macro hands in anything
    return Markup(" ").join(
        Markup(_code(str(getattr(one, "code", one)), country_name(one), names))  # noqa: S704 -- escaped above
        for one in many
    )
