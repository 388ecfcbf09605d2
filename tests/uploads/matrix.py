"""Who may open which file, declared by hand: by its space, or as the photo of somebody."""

from jln.uploads import actions
from jln.uploads.models import Upload
from tests import factories as f
from tests.doors import MEMBERS, NOBODY, STAFF, Row
from tests.pages import closed


def kept(owner):
    return actions.keep(actions.Picture(b"a picture"), owner=owner, at=f.NOON)


def file_of(space):
    def path():
        stored = kept(f.person())
        Upload.objects.filter(pk=stored.pk).update(space=space())
        return f"/files/{stored.code}/"

    return path


def photo(**values):
    def path():
        shown = f.person(**values)
        shown.photo = kept(shown)
        shown.save()
        return f"/files/{shown.photo.code}/"

    return path


MATRIX = [
    Row(file_of(f.space), "get", MEMBERS),
    Row(file_of(closed), "get", NOBODY),
    Row(photo(), "get", MEMBERS),
    Row(photo(listing="spaces"), "get", STAFF),
    Row("/files/zzzzzz/", "get", NOBODY),
    Row("/files/sealed/1:forged/", "get", dict.fromkeys(NOBODY, 404)),
]
