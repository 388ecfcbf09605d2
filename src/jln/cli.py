"""The command `jln`: one word, one deed. Each is written where its domain is."""

from __future__ import annotations

import os
import sys
from importlib import import_module

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("jln.loading.init", "start an empty, real network"),
    "serve": ("jln.web.server.command", "run the network: pages, worker, schedule, mail door"),
    "migrate": ("jln.loading.migrate", "bring the database to this version"),
    "load": ("jln.loading.command", "load the network's history from its CSV files"),
    "demo": ("jln.demonstration.command", "make a demonstration network: load, people, activity"),
    "say": ("jln.mailroom.say", "deliver a message file to the mail door"),
    "import": ("jln.archives.command:bring", "bring an old list in: import mbox FILE --space SLUG"),
    "export": ("jln.archives.command:take", "write a space as an mbox: export mbox SLUG FILE"),
    "clock": ("jln.demonstration.clock", "move a demonstration's clock forward: clock +7d"),
    "membership": (
        "jln.membership.command",
        "membership explain CODE, membership full: who was a member on a day; membership rename",
    ),
    "decisions": (
        "jln.governance.command",
        "decisions export FILE; decisions verify [FILE]: the register, checked anywhere",
    ),
    "links": ("jln.demonstration.links", "one-time sign-in links of a demonstration's roles"),
    "mail": ("jln.mailroom.command", "mail read FILE..., mail answer FORM.json FILE"),
    "mailtwin": ("jln.mailroom.check", "mailtwin --check: every form and its mail twin"),
    "corpus": ("jln.mailroom.corpus", "judge the readers on a folder of messages"),
    "doctor": ("jln.operating.doctor", "what is well, what is not, what to set"),
    "keys": ("jln.operating.keys", "keys mail: the keys that sign letters, and their DNS records"),
    "unlock": ("jln.operating.unlock", "unlock ADDRESS: remove a lost second step"),
    "backup": ("jln.operating.backup", "write an encrypted backup: backup FILE"),
    "restore": ("jln.operating.restore", "restore FILE --key KEYFILE"),
    "docs": ("jln.operating.docs", "print the reference pages from the code"),
}
OTHER_TABLES = ("no such table", "no such column", "has no column", "does not exist")
"""How a database says that its tables are not those of the code."""

WITHOUT_DATABASE = {"mail", "corpus", "decisions"}


def main() -> None:
    """Run one command; exits with its code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jln.settings")
    words = sys.argv[1:]
    if not words or words[0] not in COMMANDS:
        is_asked = words[:1] in ([], ["help"], ["--help"], ["-h"])
        if not is_asked:
            sys.stderr.write(f"There is no command {words[0]}.\n")
        _print_commands()
        sys.exit(0 if is_asked else 2)
    if words[0] not in WITHOUT_DATABASE:
        import django  # noqa: PLC0415 -- reading mail must not wait for it

        django.setup()
    place, _colon, name = COMMANDS[words[0]][0].partition(":")
    run = getattr(import_module(place), name or "main")
    try:
        sys.exit(run(words[1:]))
    except Exception as wrong:
        said = _mendable(wrong)
        if not said:
            raise
        sys.stderr.write(f"jln {words[0]}: {said}\n")
        sys.exit(2)


def _mendable(wrong: Exception) -> str:
    """What whoever runs the command can put right: a path, a database; empty for the rest."""
    if isinstance(wrong, OSError) and wrong.filename is not None:
        return f"{wrong.filename}: {wrong.strerror}."
    is_of_database = any(kind.__name__ == "DatabaseError" for kind in type(wrong).__mro__)
    if is_of_database and any(words in str(wrong) for words in OTHER_TABLES):
        return "the database is missing or of another version: run `jln migrate` first."
    return ""


def _print_commands() -> None:
    lines = [f"  jln {name:<9} {text}" for name, (_module, text) in COMMANDS.items()]
    sys.stdout.write("\n".join(["Commands:", *lines, ""]))


if __name__ == "__main__":
    main()
