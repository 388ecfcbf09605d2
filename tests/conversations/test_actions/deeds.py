"""What the tests of deeds in conversations do again and again."""

from jln.conversations import actions
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail.models import InboundMail
from tests import factories as f

NOON = f.NOON


def inbound(**values):
    return InboundMail.objects.create(
        **{
            "raw": b"Subject: x\r\n\r\ny",
            "size": 17,
            "received_at": NOON,
            "envelope_to": "r.x@jln.example",
        }
        | values
    )


def helpers(theme, count=3, **values):
    made = []
    for at in range(count):
        who = f.person(
            f"Helper {at}",
            country=f.country(f"{'HIJK'[at // 10]}{at % 10}", f"Land {at}"),
            **values,
        )
        f.offers(who, theme)
        made.append(who)
    return made


def ask(by, **values):
    return actions.ask(
        values.pop("space", None) or f.space(),
        **{"text": "How do you pay the clinics that are in the hills?", "by": by, "at": NOON}
        | values,
    )


def kinds():
    return [Kind(kind) for kind in Fact.objects.order_by("pk").values_list("kind", flat=True)]
