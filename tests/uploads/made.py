"""Files of each kind, made small by hand: what is in them is known."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def docx(*paragraphs: str, pages: bool = False) -> bytes:
    ends = '<w:r><w:br w:type="page"/></w:r>' if pages else ""
    said = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r>{ends}</w:p>" for one in paragraphs)
    return zipped(word__document_xml=f"<w:document {W}><w:body>{said}</w:body></w:document>")


def pptx(*slides: str) -> bytes:
    parts = {
        f"ppt__slides__slide{number}_xml": f'<p:sld xmlns:a="a" xmlns:p="p"><a:p><a:t>{said}</a:t></a:p></p:sld>'
        for number, said in enumerate(slides, 1)
    }
    return zipped(**parts)


def odt(*paragraphs: str) -> bytes:
    said = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return zipped(content_xml=f'<office:text xmlns:office="o" xmlns:text="t">{said}</office:text>')


def pdf(*pages: str) -> bytes:
    """As small as a PDF with a text layer can be."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    kids = []
    for said in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({said}) Tj ET"
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {font}"
            f" /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>"
    )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    return out + (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def jpeg(*, place: bool = False) -> bytes:
    """A photo; with `place` it says in its metadata where and by what it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Maker of telephones"
        exif[0x8825] = {1: "N", 2: (5.0, 33.0, 0.0)}
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()
