"""Files that stand beside posts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post
from jln.kit.privacy import Impersonal


class PostFile(models.Model):
    """A file of a post. Its space is the post's, so that who reads the one opens the other."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="files")
    upload = models.OneToOneField("jln.Upload", models.CASCADE, related_name="post_file")
    number = models.PositiveSmallIntegerField()

    class Privacy(Impersonal):
        keep = _("As long as the post.")

    class Meta:
        constraints = (models.UniqueConstraint("post", "number", name="a_file_a_number"),)
