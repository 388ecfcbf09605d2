"""`jln demo`: make a demonstration network of an empty one."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from datetime import time as hour

from django.conf import settings
from django.db import transaction

from jln.countries.models import Country
from jln.demonstration.adaptations import cast_adaptations, count, save_adaptations
from jln.demonstration.cast import scenes
from jln.demonstration.conversations import save_conversations
from jln.demonstration.dialogues import save_dialogues
from jln.demonstration.elections import save_election
from jln.demonstration.groups import save_groups
from jln.demonstration.handovers import save_handover
from jln.demonstration.holding import save_held
from jln.demonstration.institutions import make_institutions
from jln.demonstration.invitations import save_invitations
from jln.demonstration.joining import save_application
from jln.demonstration.motions import save_motion
from jln.demonstration.newsletter import save_newsletter
from jln.demonstration.people import draft_people, save_people
from jln.demonstration.polls import save_polls
from jln.demonstration.problems import save_problems
from jln.demonstration.returns import save_returns
from jln.demonstration.rounds import save_rounds
from jln.demonstration.safe_spaces import save_safe_spaces
from jln.demonstration.seats import save_seats, seat_people
from jln.demonstration.stage import YEARS, Stage
from jln.demonstration.steering import save_steering
from jln.demonstration.strategy import save_strategy
from jln.kit import clock
from jln.kit.time import day
from jln.loading.command import in_words
from jln.loading.files import PACKAGED
from jln.loading.migrate import create_if_empty
from jln.loading.network import load_network
from jln.mail import keys
from jln.people.models import Person
from jln.search import index
from jln.web import versions
from jln.web.models import Network

NAME = "Joint Learning Network"
PURPOSE = {
    "en": "for Universal Health Coverage",
    "fr": "pour la couverture sanitaire universelle",
    "es": "para la cobertura sanitaria universal",
    "pt": "para a cobertura universal de saúde",
    "ar": "من أجل التغطية الصحية الشاملة",
}


def main(argv: list[str]) -> int:
    """Refuses a network that holds anything already."""
    parser = ArgumentParser(prog="jln demo", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other people")
    seed: int = parser.parse_args(argv).seed
    create_if_empty()
    network = Network.objects.order_by("pk").first()
    if network and not network.is_demonstration:
        sys.stderr.write(
            "This is a real network. A demonstration is made in a data folder of its own.\n"
        )
        return 2
    if Person.objects.exists() or Country.objects.exists():
        sys.stderr.write("This network is not empty: a demonstration is made once.\n")
        return 2
    began = time.monotonic()
    make(seed, at=clock.now())
    keys.make_first()
    took = time.monotonic() - began
    sys.stdout.write(f"A demonstration network was made in {took:.1f} s.\n")
    return 0


def make(seed: int, *, at: datetime) -> Stage:
    """The history, people, and three years that end with the day before `at`."""
    midnight = datetime.combine(day(at), hour(), UTC)
    with transaction.atomic():
        network = Network.objects.order_by("pk").first() or Network(name=NAME)
        network.is_demonstration = True
        network.purpose = PURPOSE
        network.languages = [code for code, _name in settings.LANGUAGES]
        network.created_at = midnight - YEARS
        network.save()
        versions.bump("network")
    report = load_network(network, PACKAGED, by=None, at=midnight, made_at=midnight - YEARS)
    if report.refused:
        sys.stderr.write(in_words(report))
    stage = Stage(seed, midnight)
    draft_people(stage)
    seat_people(stage)
    cast = scenes(stage)
    reporters = cast_adaptations(stage)
    for save in (
        make_institutions,
        save_people,
        save_seats,
        save_handover,
        save_application,
        save_election,
        save_rounds,
        save_motion,
        save_safe_spaces,
        save_newsletter,
    ):
        with transaction.atomic():
            save(stage)
    for tell in (save_conversations, save_problems):
        with transaction.atomic():
            tell(stage, cast)
    with transaction.atomic():
        save_invitations(stage)
        save_polls(stage)
        save_dialogues(stage)
        save_adaptations(stage, reporters)
        save_groups(stage)
        save_steering(stage)
        save_strategy(stage)
        save_held(stage)
        save_returns(stage)
        count(list(stage.products.values()))
        stage.save_facts()
    index.rebuild()
    with transaction.atomic():
        versions.bump("public")
    return stage
