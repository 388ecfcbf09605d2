"""`jln keys mail`: the keys that sign letters, and what the DNS has to say of them."""

from __future__ import annotations

import argparse
import sys

from jln.mail import keys


def main(words: list[str]) -> int:
    """0 when it was done, 2 when it cannot be."""
    asked = _arguments().parse_args(words)
    known = keys.selectors()
    pair = keys.in_use()
    chosen = asked.use or asked.forget
    if chosen and chosen not in known:
        sys.stderr.write(f"There is no selector {chosen}. Here: {', '.join(known) or 'none'}.\n")
        return 2
    if asked.forget and pair and asked.forget == pair.selector:
        sys.stderr.write(f"{asked.forget} signs. Use another first: --use SELECTOR.\n")
        return 2
    if asked.use:
        keys.use(asked.use)
    elif asked.forget:
        keys.forget(asked.forget)
    elif asked.new or not known:
        keys.make()
    sys.stdout.write("\n".join([*records(), ""]))
    return 0


def records() -> list[str]:
    """Every pair that lies here as lines of the DNS, the one that signs marked."""
    pair = keys.in_use()
    lines = []
    for selector in keys.selectors():
        is_used = pair is not None and pair.selector == selector
        lines.append(f"{selector}: {'signs' if is_used else 'does not sign'}")
        lines += [f"  DNS  {record}" for record in keys.read(selector).records()]
    return lines


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jln keys", description=__doc__)
    parser.add_argument("what", choices=["mail"], help="which keys")
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--new", action="store_true", help="make the next pair; it does not sign yet")
    deed.add_argument("--use", metavar="SELECTOR", help="sign with this pair from now on")
    deed.add_argument("--forget", metavar="SELECTOR", help="throw a pair away that signs no longer")
    return parser
