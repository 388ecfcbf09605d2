"""Files that came in through the one upload door."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal
from jln.uploads.terms import ReadingState


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
    hidden_at = models.DateTimeField(null=True)  # with the post that it stands beside

    class Privacy(Personal):
        person = "owner"
        personal = frozenset({"name"})
        keep = _("As long as what it belongs to; removed when the person is erased.")

    @property
    def code(self) -> str:
        """In addresses: `/files/<code>/`."""
        return code_of(self.pk)


class FileReading(models.Model):
    """That the words of a file are to be read, and what came of it. Waits until it is done."""

    upload = models.OneToOneField(Upload, models.CASCADE, related_name="reading")
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.WAITING)
    reason = models.CharField(max_length=20, blank=True)  # a code: locked, broken, no_text ...
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = _("As long as the file.")

    class Meta:
        indexes = (
            models.Index(fields=["id"], name="file_waiting", condition=models.Q(state="waiting")),
        )


class FilePage(models.Model):
    """The words of one page of a file, by which the page is found."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Privacy(Impersonal):
        keep = _("As long as the file.")

    class Meta:
        constraints = (models.UniqueConstraint("upload", "number", name="a_page_once"),)
