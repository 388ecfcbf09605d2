"""gettext for templates: what `_()` and `{% trans %}` call.

Jinja's own calls go through the context three times a sentence, which costs a page more
than its queries. The meaning is the same: texts are safe, their values are escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from jinja2 import pass_eval_context
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.nodes import EvalContext


@pass_eval_context
def gettext(told: EvalContext, message: str, /, **values: object) -> str:
    """`_("Hello %(name)s", name=...)`."""
    return _filled(told, translation.gettext(message), values)


@pass_eval_context
def ngettext(told: EvalContext, one: str, many: str, num: int, /, **values: object) -> str:
    """`num` is among the values."""
    return _filled(told, translation.ngettext(one, many, num), {"num": num, **values})


def _filled(told: EvalContext, text: str, values: Mapping[str, object]) -> str:
    said = Markup(text) if told.autoescape else text  # noqa: S704 -- our own catalogues
    return said % values if values or "%" in text else said


CALLS = {"_": gettext, "gettext": gettext, "ngettext": ngettext}
