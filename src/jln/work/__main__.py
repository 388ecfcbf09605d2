"""The worker by itself: `python -m jln.work [--child PARENT [--beat FD | --second]]`."""

from __future__ import annotations

import argparse

from jln.work.lifeline import die_with_parent


def main() -> None:
    """Work until told to stop. As a child: see `jln.work.process`."""
    parser = argparse.ArgumentParser(prog="python -m jln.work", description=__doc__)
    parser.add_argument("--child", type=int, metavar="PARENT")
    parser.add_argument("--beat", type=int, metavar="FD")
    parser.add_argument("--second", action="store_true")
    options = parser.parse_args()
    if options.child:
        die_with_parent(options.child)

    import django  # noqa: PLC0415 -- a child must be tied to its parent before anything slow

    django.setup()
    from jln.work.process import work  # noqa: PLC0415 -- needs the set-up

    work(is_child=bool(options.child), beat=options.beat, is_second=options.second)


if __name__ == "__main__":
    main()
