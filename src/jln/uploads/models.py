"""Files that came in through the one upload door."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Personal


class Upload(models.Model):
    """A stored file: re-encoded picture or download-only. Rights go by its space, if it has one."""

    owner = models.ForeignKey(
        "jln.Person", models.CASCADE, null=True, related_name="uploads"
    )  # null: of who has no account, who sent it with an expression of interest
    space = models.ForeignKey("jln.Space", models.PROTECT, null=True, related_name="uploads")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Privacy(Personal):
        person = "owner"
        personal = frozenset({"name"})
        keep = _("As long as what it belongs to; removed when the person is erased.")

    @property
    def code(self) -> str:
        """In addresses: `/files/<code>/`."""
        return code_of(self.pk)
