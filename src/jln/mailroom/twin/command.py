"""`jln mail answer FORM.json FILE`: what a reply means for a form, printed; nothing is done."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from jln.mail.reading import Reader
from jln.mailroom.twin import source
from jln.mailroom.twin.form import Form
from jln.mailroom.twin.read import answer


def main(form_path: str, message_path: str) -> int:
    """Print the answer as one JSON object; the message is read in a process that can be killed."""
    form = Form.from_json(json.loads(Path(form_path).read_text("utf-8")))
    with Reader() as reader:
        reading = reader.read(Path(message_path).read_bytes())
    found = answer(form, source.message(reading))
    sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
    return 0
