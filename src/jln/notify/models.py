"""What a person wants to be told by mail."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Personal


class MailSetting(models.Model):
    """One kind of letter a person switched off. No row means: at once."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="mail_settings")
    kind = models.CharField(max_length=40)
    is_off = models.BooleanField(default=True)

    class Privacy(Personal):
        personal = frozenset({"kind", "is_off"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("person", "kind", name="one_setting_a_kind"),)
