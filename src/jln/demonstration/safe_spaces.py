"""Two safe spaces of the whole network: a sealed one that can be read, and one to be kept.

None is open: a demonstration of the same seed is the same, and keys never are.
"""

from __future__ import annotations

from hashlib import sha256

from jln.demonstration.seats import CONTACT
from jln.demonstration.stage import INVENTED, Stage
from jln.facts.kinds import Kind
from jln.people.models import EmailAddress
from jln.safe_space.models import SafeDuty, SafePart, SafePattern, SafeSpace
from jln.safe_space.terms import Duty, Level
from jln.ui.prose import text_html

KEEPER, MODERATOR, ASKED = "SN", "PH", "adjoa@gh.example"
SAID = {
    "Providers heard of the new tariff too late": (
        (Level.ANONYMOUS, "", "The tariff was signed on a Friday and applied from the Monday."),
        (Level.COUNTRY, "MX", "Clinics read of it in the newspaper. We lost a year of trust."),
        (Level.ANONYMOUS, "", "We had no list of whom to call, so we called nobody."),
        (Level.NAMED, "GH", "Next time the providers see the draft first. We said so in public."),
    ),
    "The pilot was chosen to succeed": (
        (Level.COUNTRY, "KE", "The three best districts took part. The others were not like them."),
        (Level.ANONYMOUS, "", "Everybody knew that it would not work elsewhere, nobody wrote it."),
        (Level.COUNTRY, "MY", "We paid the pilot from outside money and had none for the rest."),
    ),
}
OPENED, SEALED = 120, 30  # days ago


def save_safe_spaces(stage: Stage) -> None:
    """Kept and moderated by points of contact."""
    space = stage.spaces["network"]
    sealed = SafeSpace.objects.create(
        space=space,
        title="What went wrong with a new tariff",
        purpose=f"Tell what you would not tell at a meeting. {INVENTED}.",
        started_on=stage.on(OPENED + 2),
        opened_on=stage.on(OPENED),
        seals_on=stage.on(SEALED),
        sealed_on=stage.on(SEALED),
    )
    since = stage.on(OPENED)
    for duty, code in ((Duty.KEEPER, KEEPER), (Duty.MODERATOR, MODERATOR)):
        who = stage.drafts[code][CONTACT].person
        SafeDuty.objects.create(safe_space=sealed, person=who, duty=duty, since_on=since)
    for number, (title, said) in enumerate(SAID.items()):
        _release(stage, sealed, title, said, OPENED - 30 * (number + 1))
    stage.fact(Kind.SAFE_SEALED, sealed, stage.before(SEALED), space=space)
    _ask(stage)


def _release(
    stage: Stage, safe: SafeSpace, title: str, said: tuple[tuple[str, str, str], ...], ago: int
) -> None:
    rng = stage.random(f"safe space {title}")
    pattern = SafePattern.objects.create(safe_space=safe, title=title, released_on=stage.on(ago))
    for level, code, text in said:
        number = rng.getrandbits(62) + 1
        SafePart.objects.create(
            pk=number,
            pattern=pattern,
            level=level,
            text=text,
            html=str(text_html(text)),
            person=stage.drafts[code][CONTACT].person if level == Level.NAMED else None,
            country=stage.countries[code] if code else None,
            code_hash=sha256(f"{number} {rng.getrandbits(128)}".encode()).hexdigest(),
        )
    by = stage.drafts[MODERATOR][CONTACT].person
    stage.fact(Kind.SAFE_RELEASED, pattern, stage.before(ago), by=by, space=safe.space)


def _ask(stage: Stage) -> None:
    """One that opens when the practitioner makes the key."""
    space = stage.spaces["network"]
    asked = SafeSpace.objects.create(
        space=space,
        title="Why a good pilot was stopped",
        purpose=f"Name no one. {INVENTED}.",
        started_on=stage.on(1),
        seals_on=stage.on(-90),
    )
    who = EmailAddress.objects.get(address=ASKED).person
    SafeDuty.objects.create(safe_space=asked, person=who, duty=Duty.KEEPER)
    mod = stage.drafts[MODERATOR][CONTACT].person
    SafeDuty.objects.create(safe_space=asked, person=mod, duty=Duty.MODERATOR, since_on=stage.on(1))
    stage.fact(Kind.SAFE_ASKED, asked, stage.before(1), about=who, space=space)
