"""Reading mail: what a stranger's message says, without trusting a byte of it.

Start with `understand.read`; `sandbox.Reader` does the same in a process that can be killed, and is
what a server uses. Nothing here knows the network: it is bytes in, a `Reading` out.
"""

from jln.mail.reading.model import Attachment, Bounced, Kind, Line, Reading, unreadable
from jln.mail.reading.sandbox import Reader
from jln.mail.reading.subjects import base_subject
from jln.mail.reading.understand import attachment_bytes, read

__all__ = [
    "Attachment",
    "Bounced",
    "Kind",
    "Line",
    "Reader",
    "Reading",
    "attachment_bytes",
    "base_subject",
    "read",
    "unreadable",
]
