"""Every form as a mail: rendered to plain text, and read back from whatever a person replies.

Start at `read.answer`: a form (`form.py`) and a message (`source.py`) in, one `Answer` out.
Nothing here acts, asks a database or knows who wrote; the words of five languages are data
in `words/`.
"""
