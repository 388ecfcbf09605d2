"""Handing out stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from jln.kit.codes import number_of
from jln.uploads import actions, origin, queries
from jln.web.pages import public, signed_in

if TYPE_CHECKING:
    from jln.uploads.models import Upload
    from jln.web.pages import MemberRequest, PublicRequest


@signed_in
def file(request: MemberRequest, code: str) -> HttpResponse:
    """A stored file: our own pictures in the page, everything else as a download."""
    upload = get_object_or_404(queries.photos_and_files(request.person), pk=number_of(code))
    if upload.content_type != "image/webp" and settings.FILES_URL:
        return HttpResponseRedirect(origin.link(upload))
    etag = f'"{upload.sha256[:20]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag})
    response = _handed_out(upload)
    response.headers["ETag"] = etag
    return response


@public(cached=False)
def sealed(_request: PublicRequest, seal: str) -> HttpResponse:
    """A file at the origin of files; the seal says that its reader may have it."""
    return _handed_out(get_object_or_404(queries.every(), pk=origin.opened(seal)))


def _handed_out(upload: Upload) -> HttpResponse:
    is_picture = upload.content_type == "image/webp"
    response = HttpResponse(actions.content(upload), content_type=upload.content_type)
    way = "inline" if is_picture else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(upload.name)}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
