"""A form that can be answered on a page and by mail: declared once, rendered twice.

The page renders the Django form through the macros of `ui`; the mail room
renders the same form as numbered plain text and reads the reply. So a form
says here what the mail needs beside: its action, its risk, the one word of
each field, and which field an answer without a number means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.utils.translation import gettext_lazy as _

from jln.kit import clock
from jln.kit.time import day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.kit.verdict import RuleBroken


class Risk(StrEnum):
    """What happens with an answer by mail (mail twin, section 7)."""

    EXECUTE = "execute"
    EXECUTE_EXACT = "execute-exact"
    CONFIRM = "confirm"
    WEB = "web"


class Exempt(StrEnum):
    """The only classes of forms without a mail twin (foundations, section 10)."""

    PROOF = "proving who you are and your devices"
    SECRET_BALLOT = "secret ballot"  # noqa: S105 -- no password
    STEP_UP = "step-up acts of staff"
    FILE = "nothing but a file; its mail takes an attachment instead"
    LIVE = "live co-writing"
    SAFE_SPACE = "contribution to a safe space"
    READING = "narrows what a page shows; changes nothing"


class NoRenderer(BaseRenderer):
    """Forms are rendered by the macros of `ui`; Django's own templates are not here."""

    def get_template(self, template_name: str) -> Any:  # noqa: ANN401 -- Django's signature
        """Rendering a form by itself is a mistake."""
        raise LookupError(f"render forms by ui.field(...), not {template_name}")


def sure_field(
    question: StrOrPromise, yes: StrOrPromise, missing: StrOrPromise = ""
) -> forms.ChoiceField:
    """The one question of a deed that asks only whether one means it."""
    errors = {"required": missing} if missing else {}
    return forms.ChoiceField(
        label=question, choices=[("yes", yes)], widget=forms.RadioSelect, error_messages=errors
    )


ERRORS: dict[type[forms.Field], dict[str, StrOrPromise]] = {
    forms.Field: {
        "required": _("This answer is missing."),
        "max_length": _("At most %(limit_value)s characters."),
        "min_value": _("At least %(limit_value)s."),
        "max_value": _("At most %(limit_value)s."),
    },
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.DateField: {"invalid": _("Write a day such as 2027-03-09.")},
    forms.TimeField: {"invalid": _("Write a time such as 14:30.")},
    forms.EmailField: {"invalid": _("Write an email address such as name@example.org.")},
    forms.URLField: {"invalid": _("Write an address such as https://example.org/page.")},
    forms.ChoiceField: {"invalid_choice": _("Choose one of the answers here.")},
    forms.MultipleChoiceField: {"invalid_choice": _("Choose one of the answers here.")},
}
"""What is wrong with an answer, in the voice of the rest, in place of the framework's words.

Given to the kinds of fields once: given to each form anew it takes a millisecond a page.
"""
for _kind, _words in ERRORS.items():
    _kind.default_error_messages = {**_kind.__dict__.get("default_error_messages", {}), **_words}

# A browser shows its calendar and its clock.
forms.DateInput.input_type = "date"
forms.TimeInput.input_type = "time"


def to_come(value: date) -> None:
    """Refuse a day that is over, by the network's clock."""
    if value < day(clock.now()):
        raise ValidationError(_("Choose a day to come."), code="past")


REGISTRY: dict[str, type[TwinForm]] = {}
"""Every form of the product by its action; `jln mailtwin --check` reads it."""


TYPED: ContextVar[Mapping[str, Sequence[str]] | None] = ContextVar("TYPED", default=None)
"""What the reader of this page typed before they were asked in; set by the Doorkeeper."""


class TwinForm(forms.Form):
    """Subclasses give `action` and `risk`; or `exempt`, with its class."""

    action: ClassVar[str] = ""
    risk: ClassVar[Risk] = Risk.EXECUTE
    exempt: ClassVar[Exempt | None] = None
    version: ClassVar[int] = 1
    title: ClassVar[StrOrPromise] = ""
    button: ClassVar[StrOrPromise] = ""  # the deed, where its page has no other name for it
    main: ClassVar[str] = ""
    names: ClassVar[dict[str, StrOrPromise]] = {}
    words: ClassVar[dict[str, dict[str, list[StrOrPromise]]]] = {}
    notes: ClassVar[frozenset[str]] = frozenset()  # free text below the questions
    # Questions whose options a letter writes out, however many they are.
    listed: ClassVar[frozenset[str]] = frozenset()
    independent: ClassVar[bool] = False
    # The text behind an option may answer another question: {"answer": {"later": "until"}}.
    passes_on: ClassVar[dict[str, dict[str, str]]] = {}
    # What stands below an answer by mail may answer another question: {"answer": "text"}.
    below: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if cls.action:
            known = REGISTRY.setdefault(cls.action, cls)
            if known.__qualname__ != cls.__qualname__:
                raise TypeError(f"two forms for {cls.action}: {known} and {cls}")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.understood: dict[str, str] = {}  # whom or what an answer means, for its echo
        typed = TYPED.get()
        given_back = self._typed(typed) if typed and not self.is_bound else {}
        self.initial = {**self.initial, **given_back}
        self.is_given_back = bool(given_back)

    def choose_from(self, name: str, choices: Iterable[Any]) -> None:
        """What may be chosen, where it depends on who asks or on what there is."""
        field: Any = self.fields[name]  # a choice field, which Django's stubs do not know
        field.choices = choices

    def refuse(self, broken: RuleBroken, **fields: str) -> None:
        """Say every reason of a rule's no: beside its question, by the reason's code, or above."""
        for reason in broken.verdict.reasons:
            self.add_error(fields.get(reason.code), str(reason.text))

    def _typed(self, typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """What was typed into this form, by its fields; nothing if it was another one."""
        mine = {
            name: field
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.FileField)
        }
        if not any(self.add_prefix(name) in typed for name in mine):
            return {}
        found: dict[str, Any] = {}
        for name, field in mine.items():
            said = list(typed.get(self.add_prefix(name), ()))
            if isinstance(field, forms.MultipleChoiceField):
                found[name] = said
            else:
                found[name] = said[-1] if said else ""
        return found
