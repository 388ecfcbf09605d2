"""Handing out stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.kit.codes import number_of
from jln.uploads import actions, queries
from jln.web.pages import signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest


@signed_in
def file(request: MemberRequest, code: str) -> HttpResponse:
    """A stored file: our own pictures in the page, everything else as a download."""
    upload = get_object_or_404(queries.photos_and_files(request.person), pk=number_of(code))
    etag = f'"{upload.sha256[:20]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag})
    is_picture = upload.content_type == "image/webp"
    response = HttpResponse(actions.content(upload), content_type=upload.content_type)
    response.headers["Content-Disposition"] = (
        "inline" if is_picture else f"attachment; filename*=UTF-8''{upload.code}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=86400"
    response.headers["ETag"] = etag
    return response
