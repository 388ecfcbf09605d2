"""Pages of a PDF, as its text layer has them. A scan has none."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages(content: bytes) -> Iterator[str]:
    """Raises PermissionError for a file that asks for a password."""
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 -- for PDFs only

    logging.disable(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise PermissionError("asks for a password")
    for page in reader.pages:
        yield page.extract_text()
