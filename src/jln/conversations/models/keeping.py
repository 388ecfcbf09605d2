"""What people make of posts: where we are, the answer, practices, translations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post, Topic
from jln.kit.codes import code_of
from jln.kit.privacy import Signed

KEPT = _("For ever; the name is removed when the person is erased.")


class CatchUp(models.Model):
    """The words "where we are", written by a person after a post. Every version is kept."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="catch_ups")
    version = models.PositiveSmallIntegerField()
    after = models.PositiveIntegerField()  # the newest post when it was written
    language = models.CharField(max_length=8, default="en")
    text = models.TextField()
    html = models.TextField()  # made at write time; #3 leads to post 3
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = KEPT

    class Meta:
        constraints = (models.UniqueConstraint("topic", "version", name="a_version_a_catch_up"),)


class AnswerMark(models.Model):
    """The post that the asker says answered the question: one a topic, the last said counts."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="answer_mark")
    post = models.OneToOneField(Post, models.CASCADE, related_name="answer_mark")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = KEPT


class Practice(models.Model):
    """What a country does, drawn from a post in four short fields. Shown once its author agreed."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="practice")
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="practices")
    what = models.CharField(max_length=300)
    where = models.CharField(max_length=200)
    data_needed = models.CharField(max_length=300)
    result = models.CharField(max_length=300)
    language = models.CharField(max_length=8, default="en")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)  # by the post's author
    refused_at = models.DateTimeField(null=True)

    class Privacy(Signed):
        keep = KEPT

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_practice_is_agreed_or_refused",
                condition=Q(agreed_at=None) | Q(refused_at=None),
            ),
        )
        indexes = (
            models.Index(
                fields=["space", "-agreed_at"],
                name="practice_space",
                condition=Q(agreed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def code(self) -> str:
        """By which its form is asked for."""
        return code_of(self.pk)


class PostTranslation(models.Model):
    """A post in another language, by a person. A correction replaces it; both are kept."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    text = models.TextField()
    html = models.TextField()
    source_mark = models.CharField(max_length=16)  # the mark of the words that were translated
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Privacy(Signed):
        keep = KEPT

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "post",
                "language",
                name="one_translation_a_language",
                condition=Q(replaced_at=None),
            ),
        )
