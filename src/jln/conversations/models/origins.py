"""Where posts from an archive come from: their messages, and writers who have no account."""

from __future__ import annotations

import zlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post
from jln.kit.privacy import Personal


class ImportedAuthor(models.Model):
    """Who wrote in an archive. The address is a keyed mark: it can be compared, not read.

    When a person confirms that address, what its owner wrote becomes that person's.
    """

    mark = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"mark", "name", "person"})
        keep = _("As long as the topic; removed when the person is erased.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="claimed_by_somebody",
                condition=models.Q(person=None) | models.Q(claimed_at__isnull=False),
            ),
        )


class PostOrigin(models.Model):
    """One message of an archive, by its id: the same message comes into a space once.

    Without `post`, nobody could read it; it is kept all the same. `parent` is the message
    it answers. `text_mark` tells a message from another one that bears the same id.
    """

    post = models.OneToOneField(Post, models.CASCADE, null=True, related_name="origin")
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=300)
    text_mark = models.CharField(max_length=64)
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    from_name = models.CharField(max_length=120, blank=True)
    date = models.DateTimeField(null=True)  # what the message says; null if it says nothing usable
    author = models.ForeignKey(ImportedAuthor, models.SET_NULL, null=True, related_name="origins")
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"from_name", "author", "person"})
        keep = _("As long as the topic; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("space", "message_id", name="a_message_once_a_space"),
        )


class OriginalMail(models.Model):
    """The bytes of a message from an archive, packed: what is exported again."""

    origin = models.OneToOneField(PostOrigin, models.CASCADE, related_name="original")
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    size = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Privacy(Personal):
        personal = frozenset({"packed"})
        keep = _("As long as the topic; removed when the person is erased.")

    @property
    def raw(self) -> bytes:
        """The message as it came."""
        return zlib.decompress(bytes(self.packed))
