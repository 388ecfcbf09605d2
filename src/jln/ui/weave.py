"""A product's cover, woven from its record; the same facts stand in words beside it."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

WIDTH, HEIGHT = 64, 80
MOST = 30  # more threads than this cannot be told apart at the size of a cover
DYES = ("hf", "ie", "pp", "pt", "sd")
PLAIN = "hf"
# Successors keep the colours of what they grew out of.
_DYED = {
    "hf": "hf rhf revisiting-health-financing health-financing pm performance-management",
    "ie": "ie it dhis information-technology information-environment digital-health cshs",
    "pp": "pp ppm provider-payment provider-payment-mechanisms",
    "pt": "pt pte expanding-coverage population-targeting population-coverage",
    "sd": "sd sdq phc phc25 quality primary-health-care service-delivery",
}
_BY_SLUG = {slug: colours for colours, slugs in _DYED.items() for slug in slugs.split()}


def dye(initiative: object) -> str:
    """The colours of an initiative, by its `dye` or slug; indigo for any other."""
    name = str(getattr(initiative, "dye", "") or getattr(initiative, "slug", initiative) or "")
    return _BY_SLUG.get(name, PLAIN)


def _n(value: float) -> str:
    return f"{value:.4g}"


def _knots(knots: int, n: int, m: int) -> str:
    """Gold squares spread evenly over the crossings where an upright thread lies on top."""
    sx, sy = WIDTH / n, HEIGHT / m
    cells = [(a, b) for a in range(n) for b in range(m) if (a + b) % 2 == 0]
    knots = min(knots, len(cells))
    side = f"h{_n(sx * 0.92)}v{_n(sy * 0.8)}h-{_n(sx * 0.92)}z"
    chosen = (cells[int((q + 0.5) * len(cells) / knots * 0.985)] for q in range(knots))
    squares = "".join(f"M{_n(sx * (a + 0.04))} {_n(sy * (b + 0.1))}{side}" for a, b in chosen)
    return f'<path class="k" d="{squares}"/>'


def _few(n: int, m: int) -> str:
    """A plain ground with a thread for one or two countries, or none where they are not known."""
    sy = HEIGHT / m
    ground = "".join(f"M0 {_n(sy * (k + 0.5))}h{WIDTH}" for k in range(m))
    up = "".join(f"M{_n(WIDTH / 2 + (k - (n - 1) / 2) * 12)} 0v{HEIGHT}" for k in range(n))
    drawn = f'<path class="w" stroke-width="{_n(sy * 0.8)}" d="{ground}"/>'
    if not n:
        return drawn
    return f'{drawn}<path class="x" stroke-width="8" stroke-dasharray="{_n(sy)}" d="{up}"/>'


def _cloth(n: int, m: int) -> str:
    """Upright threads, and crossing threads that pass over and under them."""
    sx, sy = WIDTH / n, HEIGHT / m
    up = "".join(f"M{_n(sx * (k + 0.5))} 0v{HEIGHT}" for k in range(n))
    cloth = f'<path class="w" stroke-width="{_n(sx * 0.82)}" d="{up}"/>'
    for first, shift in ((0, 0.04), (1, 1.04)):
        across = "".join(f"M0 {_n(sy * (k + 0.5))}h{WIDTH}" for k in range(first, m, 2))
        cloth += (
            f'<path class="x" stroke-width="{_n(sy * 0.8)}"'
            f' stroke-dasharray="{_n(sx * 0.92)} {_n(sx * 1.08)}"'
            f' stroke-dashoffset="{_n(-sx * shift)}" d="{across}"/>'
        )
    return cloth


@lru_cache(maxsize=1024)
def weave(
    colours: str, countries: int, sessions: int = 0, adaptations: int = 0, *, cover: bool = False
) -> Markup:
    """One upright thread a country, one crossing thread a session, a gold square an adaptation."""
    n = max(0, min(countries, MOST))
    m = max(3, min(sessions or round(n * 1.2), MOST))
    inside = _few(n, m) if n < 3 else _cloth(n, m)  # noqa: PLR2004 -- two threads make no cloth
    if adaptations > 0:
        inside += _knots(adaptations, max(n, 3), m)
    size = " cover" if cover else ""
    return Markup(  # noqa: S704 -- numbers and a known class only
        f'<svg class="wv {colours if colours in DYES else PLAIN}{size}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{inside}</svg>'
    )
