"""`jln init`: start an empty, real network."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit import clock
from jln.kit.time import day
from jln.loading.countries import load_themes
from jln.loading.files import PACKAGED
from jln.loading.migrate import create_if_empty
from jln.loading.run import Run
from jln.loading.spaces import make_spaces
from jln.mail import keys
from jln.parameters import actions as parameters
from jln.people.models import EmailAddress, Person
from jln.spaces.models import SpaceMember
from jln.web import versions
from jln.web.models import Network

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def main(argv: list[str]) -> int:
    """0 when the network was made, 2 when it may not be or something was not understood."""
    asked = _arguments().parse_args(argv)
    create_if_empty()
    if Network.objects.exists():
        sys.stderr.write("There is a network in this data folder already.\n")
        return 2
    wrong = mistakes(asked)
    if wrong:
        sys.stderr.write("\n".join([*wrong, ""]))
        return 2
    start(
        name=asked.name,
        purpose=asked.purpose,
        languages=_languages(asked),
        administrator=asked.administrator,
        address=asked.address.lower(),
        at=clock.now(),
    )
    keys.make_first()
    sys.stdout.write(what_to_set(asked))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jln init", description=__doc__)
    parser.add_argument("--name", required=True, help="the network's name")
    parser.add_argument(
        "--purpose", default="", help="the line under its name, in its first language"
    )
    parser.add_argument(
        "--languages",
        default=",".join(code for code, _name in settings.LANGUAGES),
        help="codes, the first is the default: en,fr,es,pt,ar",
    )
    parser.add_argument("--public-url", required=True, help="where readers reach the pages")
    parser.add_argument("--mail-domain", required=True, help="the domain of its addresses")
    parser.add_argument("--administrator", required=True, help="the first administrator's name")
    parser.add_argument("--address", required=True, help="their mail address")
    return parser


def _languages(asked: argparse.Namespace) -> list[str]:
    return [code.strip() for code in asked.languages.split(",") if code.strip()]


def mistakes(asked: argparse.Namespace) -> list[str]:
    """Every argument that cannot be used, with what to write instead."""
    known = [code for code, _name in settings.LANGUAGES]
    found = []
    if not asked.name.strip() or not asked.administrator.strip():
        found.append("Give the network and its first administrator a name.")
    if not _languages(asked) or set(_languages(asked)) - set(known):
        found.append(f"--languages: write some of {','.join(known)}.")
    if not re.fullmatch(r"https?://[^/\s]+", asked.public_url.rstrip("/")):
        found.append("--public-url: write an address such as https://network.example.org.")
    if not _DOMAIN.fullmatch(asked.mail_domain.lower()):
        found.append("--mail-domain: write a domain such as network.example.org.")
    try:
        validate_email(asked.address)
    except ValidationError:
        found.append("--address: write a mail address.")
    return found


@transaction.atomic
def start(
    *,
    name: str,
    languages: list[str],
    administrator: str,
    address: str,
    at: datetime,
    purpose: str = "",
) -> Network:
    """The network with its spaces and themes, and one person who may do everything."""
    said = {languages[0]: purpose.strip()} if purpose.strip() else {}
    network = Network.objects.create(
        name=name.strip(), purpose=said, languages=languages, created_at=at
    )
    versions.bump("network")
    run = Run(PACKAGED, at)
    make_spaces(run)
    load_themes(run)
    parameters.begin(day(at))
    person = Person.objects.create(name=administrator.strip(), language=languages[0], created_at=at)
    EmailAddress.objects.create(
        person=person, address=address, is_main=True, added_at=at, confirmed_at=at
    )
    for slug in ("network", "staff"):
        SpaceMember.objects.create(space=run.spaces[slug], person=person, since_on=day(at))
    seat = Seat.objects.create(kind=SeatKind.ADMINISTRATOR, person=person, starts_on=day(at))
    record(Kind.PERSON_JOINED, person, by=None, at=at, quietly=True)
    record(Kind.SEAT_BEGUN, seat, by=None, at=at, about=person, quietly=True)
    return network


def what_to_set(asked: argparse.Namespace) -> str:
    """What is to be written into the environment, and what comes next."""
    domain = asked.mail_domain.lower()
    return "\n".join(
        [
            f"The network {asked.name.strip()!r} is made, in {Path(settings.DATA_DIR)}.",
            "",
            "Set in its environment:",
            "  JLN_ENV=production",
            f"  JLN_PUBLIC_URL={asked.public_url.rstrip('/')}",
            f"  JLN_MAIL_DOMAIN={domain}",
            "  JLN_SECRET_KEY_FILE=(a file with at least 50 random characters)",
            "  JLN_SMTP_HOST=(the server that takes your mail)",
            "",
            "Then: jln doctor prints the DNS records, proxy and TLS settings;",
            "jln load brings in the network's history, jln serve runs it.",
            f"{asked.administrator.strip()} signs in with {asked.address.lower()}.",
            "",
        ]
    )
