"""A form is answered for the country it was sent for, or not at all."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jln.countries.models import Country
from jln.mail.terms import Reason
from jln.mailroom import form_letters, receipts
from jln.mailroom.case import Case, End, held
from jln.mailroom.doing import Asked
from jln.ui import formats


def has_moved(case: Case, asked: Asked) -> bool:
    """Was the form sent to her for a country that is no longer hers, and nothing made of it?"""
    country = asked.root.values.get("country")
    return country is not None and country != case.person.country_id and asked.standing() is None


def ask(case: Case, asked: Asked) -> End:
    """Nothing is done; the form comes once more, for the country that is hers now."""
    old = Country.objects.filter(pk=asked.root.values["country"]).first()
    new = case.person.country
    said = {
        "old": formats.country_name(old) if old else "–",
        "new": formats.country_name(new) if new else "–",
    }
    led_by = form_letters.led_by(asked.root)
    form_letters.put(asked.entry, asked.subject, case.person, at=case.at, led_by=led_by)
    lines = [
        _("The form was sent to you for %(old)s. Your country is %(new)s now.") % said,
        _("Nothing was recorded."),
        _("The form comes to you once more."),
    ]
    receipts.send(case, lines, about=f"moved {asked.entry.action}")
    return held(Reason.ASKED_BACK)
