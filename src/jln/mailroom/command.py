"""`jln mail read FILE...`, `jln mail answer FORM.json FILE`: what is understood, without acting."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from jln.mail.reading import command as reading
from jln.mailroom.twin import command as twin

USAGE = "usage: jln mail read FILE...\n       jln mail answer FORM.json FILE\n"
WRONG_USE = 2


def main(words: Sequence[str]) -> int:
    """Read messages, or a reply to a form, and print it as JSON."""
    match list(words):
        case ["read", _first, *_rest]:
            return reading.main(words[1:])
        case ["answer", form, message]:
            return twin.main(form, message)
        case ["--help" | "-h"]:
            sys.stdout.write(USAGE)
            return 0
    sys.stderr.write(USAGE)
    return WRONG_USE
