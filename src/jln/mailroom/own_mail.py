"""The page of one's mail: how much, how and when; a week with these settings; what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jln.mail import hours
from jln.mailroom import queries
from jln.notify import actions as notify
from jln.notify import plans
from jln.notify import queries as notify_queries
from jln.notify.digests import compose, days, preview, rules, week
from jln.notify.digests.sums import sum_of
from jln.notify.forms import LettersForm, PlanForm, plan_said
from jln.notify.models import MailPlan
from jln.spaces import actions as spaces
from jln.spaces.forms import DeliveryForm
from jln.spaces.queries import MOST, on_lists
from jln.ui import formats
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from jln.conversations.models import AskWish
    from jln.people.models import Person
    from jln.spaces.models import Space, Subscription

AWAY = timedelta(days=14)
SHOWN = 12  # of a week's letters and messages


@dataclass(slots=True)
class Asked:
    """The one form: the plan, and each space with how it comes."""

    plan: PlanForm
    places: list[tuple[Space, DeliveryForm]]

    @classmethod
    def of(
        cls,
        plan: MailPlan,
        wish: AskWish | None,
        lists: list[Subscription],
        data: QueryDict | None,
    ) -> Asked:
        """As it stands, or as it was sent."""
        places = [
            (one.space, DeliveryForm(data, prefix=one.space.slug, initial=vars(one)))
            for one in lists
            if vars(one)["is_read"]
        ]
        return cls(PlanForm(data, initial=plan_said(plan, wish)), places[:MOST])

    def is_valid(self) -> bool:
        """Every answer; a space that came on meanwhile stays as it is."""
        sent = [form.is_valid() for _space, form in self.places]
        return self.plan.is_valid() and all(sent)

    def settings(self, person: Person) -> week.Settings:
        """What was answered, not yet kept."""
        said = {name: it for name, it in self.plan.said().items() if name != "times"}
        ways = {space.pk: form.cleaned_data["delivery"] for space, form in self.places}
        return week.Settings(MailPlan(person=person, **said), ways)

    @transaction.atomic
    def keep(self, request: MemberRequest) -> None:
        """All of it or nothing."""
        person, at = request.person, request.now
        plans.keep(person, self.plan.said(), by=person, at=at)
        for space, form in self.places:
            if form.has_changed():
                way = form.cleaned_data["delivery"]
                spaces.set_delivery(space, person, way, by=person, at=at)


@signed_in
def my_mail(request: MemberRequest) -> HttpResponse:
    """How much comes to me and how; what a week is with that; what came of my own."""
    person = request.person
    prefetch_related_objects([person], "mail_settings")
    if "away" in request.POST:
        return _away(request)
    is_plan = "minutes" in request.POST
    (plan, wish), lists = plans.with_wish(person), on_lists(person)
    asked = Asked.of(plan, wish, lists, request.POST if is_plan else None)
    is_said = is_plan and asked.is_valid()
    if is_said and "show" not in request.POST:
        asked.keep(request)
        messages.success(request, _("Saved."))
        return redirect(url("my_mail"))
    letters = LettersForm(
        request.POST if request.method == "POST" and not is_plan else None,
        initial={"letters": notify_queries.wanted(person)},
    )
    if letters.is_valid():
        notify.choose(person, letters.cleaned_data["letters"], by=person, at=request.now)
        messages.success(request, _("From now on you get these letters and no others."))
        return redirect(url("my_mail"))
    return page(
        request,
        "mailroom/my_mail.html",
        form=asked.plan,
        places=asked.places,
        letters=letters,
        stands=_stands(person, request.now),
        closing=compose.closing()[1:3],
        sent=queries.letters_to(person)[:5],
        written=queries.letters_from(person)[:5],
        **_week(request, week.Settings(plan), asked.settings(person) if is_said else None, lists),
    )


def _away(request: MemberRequest) -> HttpResponse:
    """Two weeks without letters, or no longer."""
    person, at = request.person, request.now
    on = (at + AWAY).date() if request.POST["away"] == "yes" else None
    if on:
        plans.away(person, on, by=person, at=at)
    else:
        notify.come_again(person, by=person, at=at)
    said = _("You get no letters until %(day)s. Answer BACK, and they come again.")
    back = _("Letters come to you again.")
    messages.success(request, said % {"day": formats.day(on)} if on else back)
    return redirect(url("my_mail"))


def _stands(person: Person, at: datetime) -> str:
    """That no letters come now, and until when; empty while they do."""
    if notify_queries.is_stopped(person):
        return _(
            "You get no more letters from the network, but for codes and receipts you ask for."
        )
    until = person.away_until
    if until is None or not hours.is_away(until, at, person.timezone):
        return ""
    said = _("You get no letters until %(day)s. Answer BACK, and they come again.")
    return said % {"day": formats.day(until)}


def _week(
    request: MemberRequest,
    held: week.Settings,
    wanted: week.Settings | None,
    lists: list[Subscription],
) -> dict[str, Any]:
    """The last whole week: as it was, with these settings, and with no limit to minutes."""
    person = request.person
    shown = wanted or held
    plan = MailPlan(**{name: getattr(shown.plan, name) for name in plans.SAID}, person=person)
    plan.minutes = None
    until = week.began(person, shown.plan, request.now)
    among = (held, shown, week.Settings(plan, shown.ways))
    was, came, all_of_it = week.told_again(person, *among, until=until, lists=lists)
    return {
        "was": sum_of(was),
        "came": [(days.today(one.at, person.timezone), one) for one in came[-SHOWN:]],
        "comes_to": sum_of(came),
        "wanted": sum_of(all_of_it),
        "minutes": shown.plan.minutes,
        "is_shown": wanted is not None,
        "minutes_of": rules.minutes_of,
        "amount": formats.amount,
        "place": formats.place(person.timezone),
    }


@signed_in
def my_mail_next(request: MemberRequest) -> HttpResponse:
    """My next weekly message, as it stands now."""
    moment, message = preview.next_weekly(request.person, request.now)
    return page(request, "mailroom/my_mail_next.html", moment_of=moment, message=message)
