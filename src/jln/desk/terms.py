"""The words of the desk."""

from django.utils.translation import gettext_lazy as _

UNCERTAIN = {
    "countrymembership": _("Membership"),
    "countrycoregroup": _("Country Core Groups"),
    "initiative": _("Technical Initiatives"),
    "learninggroup": _("Learning groups"),
    "product": _("Products"),
    "activity": _("Events"),
    "meeting": _("Steering Group meetings"),
    "institution": _("Institutions"),
    "adaptation": _("Adaptations"),
    "statement": _("Figures and statements"),
}
"""Kinds of history that carry a source and a confidence, by model name."""
