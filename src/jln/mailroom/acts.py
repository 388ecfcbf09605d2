"""What each form of the table does when it is answered by mail: the same actions as on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jln.accounts import actions as accounts
from jln.accounts import queries as account_queries
from jln.accounts import zones as time_zones
from jln.conversations import actions as conversations
from jln.conversations import queries as conversation_queries
from jln.conversations.forms import new_key
from jln.conversations.terms import Channel
from jln.desk import queries as desk_queries
from jln.directory import actions as directory
from jln.kit.codes import number_of
from jln.kit.verdict import unless
from jln.library import actions as library
from jln.library import queries as library_queries
from jln.library import rules as library_rules
from jln.library.forms import answers_of
from jln.library.terms import AdaptationState, Depth
from jln.mailroom.deeds import Deed
from jln.people.models import Person
from jln.problems import actions as problems
from jln.problems import queries as problem_queries
from jln.spaces.terms import Visibility
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from jln.mailroom.models import MailAnswer


def country(person: Person) -> Any:  # noqa: ANN401 -- a country, once it is known to be there
    """The person's country; a rule broken if her profile names none."""
    unless(
        person.country is not None, "no_country", _("Your profile names no country yet.")
    ).or_raise()
    return person.country


def report(deed: Deed) -> Any:  # noqa: ANN401 -- the adaptation
    """Record an adaptation for the person's country."""
    form: Any = deed.form
    for_country = country(deed.person)
    return library.report(
        deed.subject,
        for_country,
        form.answers(),
        led_by=replace(deed.led_by, adaptation=form.learned_from()),
        by=deed.person,
        at=deed.at,
    )


def report_offers(person: Person, product: Any) -> dict[str, Any]:  # noqa: ANN401 -- a product
    """What the form of an adaptation is made with: those from which it may have begun."""
    return {"examples": library_queries.examples(person, product, person.country)}


def correct(deed: Deed) -> Any:  # noqa: ANN401 -- the adaptation
    """Put right what an adaptation says."""
    return correct_report(deed.subject, deed)


def correct_report(made: Any, deed: Deed) -> Any:  # noqa: ANN401 -- an adaptation
    """A further answer about the same adaptation."""
    form: Any = deed.form
    began = [one for one in (form.learned_from(),) if one]
    return library.correct(
        made,
        form.answers(made.state),
        learned_from=began if "began_with" in deed.values else None,
        by=deed.person,
        at=deed.at,
    )


def report_kept(made: Any) -> dict[str, str]:  # noqa: ANN401 -- an adaptation
    """What an adaptation says, and what it began with: all that a further answer can change."""
    began = made.learned_from.select_related("earlier").order_by("-pk").first()
    return answers_of(made) | {"began_with": began.earlier.code if began else ""}


def report_as_before(made: Any, before: Mapping[str, Any], person: Person, at: datetime) -> None:  # noqa: ANN401 -- an adaptation
    """What an adaptation said before it was corrected."""
    answers = library_rules.Answers(
        **{name: before[name] for name in ("used", "changed", "where", "happened")},
        state=AdaptationState(before["state"]),
    )
    code = before.get("began_with", "")
    began = list(library_queries.adaptations(person).filter(pk=number_of(code))) if code else []
    library.correct(made, answers, learned_from=began, by=person, at=at)


def advance(deed: Deed) -> Any:  # noqa: ANN401 -- the evidence's adaptation
    """Add evidence; gives the adaptation."""
    said = deed.said
    state = AdaptationState(said["state"]) if said.get("state") else None
    library.advance(
        deed.subject,
        Depth(said["depth"]),
        said["dated"],
        said["text"],
        by=deed.person,
        at=deed.at,
        state=state,
    )
    return deed.subject


def link_origin(deed: Deed) -> None:
    """Record what a product came from, by the address of a page."""
    origin = library_queries.find_origin(deed.person, deed.said["came_from"])
    unless(origin is not None, "no_page", _("There is no such page in this network.")).or_raise()
    if origin is not None:
        library.link(deed.subject, origin, by=deed.person, at=deed.at)


def state(deed: Deed) -> Any:  # noqa: ANN401 -- the problem
    """State a problem of the person's country."""
    form: Any = deed.form
    return problems.state(
        country(deed.person),
        problems.Words(**form.words_said()),
        topic=deed.led_by.topic,
        shared_with=form.countries_named(),
        by=deed.person,
        at=deed.at,
    )


def correct_problem(deed: Deed) -> Any:  # noqa: ANN401 -- the problem
    """Put right how a problem is said."""
    return _correct_problem(deed.subject, deed)


def correct_statement(made: Any, deed: Deed) -> Any:  # noqa: ANN401 -- a problem
    """A further answer about the same problem; countries that it names share it, too."""
    form: Any = deed.form
    changed = _correct_problem(made, deed)
    known = problem_queries.shared_by(made)
    for one in form.countries_named():
        if one.pk not in known:
            problems.share(changed, one, by=deed.person, at=deed.at)
    if form.words_said()["visibility"] == Visibility.PUBLIC:
        problems.publish(changed, by=deed.person, at=deed.at)
    return changed


def _correct_problem(made: Any, deed: Deed) -> Any:  # noqa: ANN401 -- a problem
    form: Any = deed.form
    words = problems.Words(**form.words_said())
    return problems.correct(made, words, by=deed.person, at=deed.at)


def statement_as_before(made: Any, before: Mapping[str, Any], person: Person, at: datetime) -> None:  # noqa: ANN401 -- a problem
    """How a problem was said before it was corrected."""
    words = problems.Words(
        before["statement"],
        before["detail"],
        before["language"],
        problem_queries.theme(before["theme"]),
    )
    problems.correct(made, words, by=person, at=at)


def share(deed: Deed) -> Any:  # noqa: ANN401 -- the problem
    """Share a problem, or take that back."""
    act = problems.share if deed.said["shares"] == "yes" else problems.unshare
    act(deed.subject, country(deed.person), by=deed.person, at=deed.at)
    return deed.subject


def share_as_before(row: MailAnswer, problem: Any, person: Person, at: datetime) -> None:  # noqa: ANN401 -- a problem
    """Take back that the country shares a problem, or that it does not."""
    had_it = row.values["said"]["shares"] == "yes"
    act = problems.unshare if had_it else problems.share
    act(problem, country(person), by=person, at=at)


def state_offers(person: Person, _subject: object) -> dict[str, Any]:
    """What the form of a problem is made with."""
    return {
        "themes": problem_queries.themes(),
        "countries": problem_queries.countries_to_add(person, person.country)
        if person.country
        else (),
        "may_publish": problem_queries.may_publish(person, person.country),
    }


def correct_problem_offers(_person: Person, _subject: object) -> dict[str, Any]:
    """What the form that corrects a problem is made with."""
    return {"themes": problem_queries.themes()}


def ask(deed: Deed) -> Any:  # noqa: ANN401 -- the topic
    """Ask in a space."""
    form: Any = deed.form
    question = conversation_queries.Question.of(form, deed.person)
    conversations.ask_accepted(deed.person)
    return conversations.ask(
        question.space,
        text=question.text,
        title=deed.said["heading"],
        language=question.language,
        theme=question.theme,
        need_by=deed.said["need_by"],
        channel=Channel.MAIL,
        inbound=deed.mail,
        form_key=deed.said.get("form_key") or new_key(),
        by=deed.person,
        at=deed.at,
    )


def ask_offers(person: Person, _subject: object) -> dict[str, Any]:
    """What the form of a question is made with."""
    return {
        "themes": conversation_queries.themes(),
        "spaces": conversation_queries.spaces_to_ask_in(person),
    }


def answer(deed: Deed) -> Any:  # noqa: ANN401 -- the post
    """Write a post."""
    conversations.ask_accepted(deed.person)
    return conversations.answer(
        conversation_queries.where_now(deed.subject),
        text=deed.said["text"],
        by=deed.person,
        at=deed.at,
        channel=Channel.MAIL,
        inbound=deed.mail,
    )


def write_to(deed: Deed) -> None:
    """Write to a colleague."""
    said = deed.said
    directory.write(
        deed.subject, subject=said["subject"], text=said["text"], by=deed.person, at=deed.at
    )


def invite(deed: Deed) -> None:
    """Invite somebody for a country."""
    said = deed.said
    accounts.invite(
        said["address"],
        name=said["name"],
        country=desk_queries.invitable_countries(deed.person).get(code=said["country"]),
        language=said["language"],
        institution=said["institution"],
        title=said["position"],
        by=deed.person,
        at=deed.at,
    )


def offer_countries(form: Any, person: Person) -> None:  # noqa: ANN401 -- the form of this action
    """Put in the countries one may invite for."""
    language = get_language() or person.language
    found = desk_queries.invitable_countries(person)
    form.offer([(country.code, country.name_in(language)) for country in found])


def decline(deed: Deed) -> None:
    """Say that somebody else knows better."""
    conversations.decline_ask(deed.subject, by=deed.person, at=deed.at)


def follow(deed: Deed) -> Any:  # noqa: ANN401 -- the topic
    """Follow a topic, or mute it."""
    act = conversations.follow if deed.said["follow"] == "yes" else conversations.mute
    act(deed.subject, by=deed.person, at=deed.at)
    return deed.subject


def profile(deed: Deed) -> Any:  # noqa: ANN401 -- the person
    """Change what was named of the profile."""
    given = {name: deed.said[name] for name in deed.values if name in deed.said}
    if deed.pictures:
        accounts.set_photo(deed.person, deed.pictures[0], by=deed.person, at=deed.at)
    return accounts.change_profile(deed.person, given, by=deed.person, at=deed.at)


def profile_now(person: Person, _subject: object) -> dict[str, Any]:
    """What stands in the profile."""
    names = ("name", "about", "language", "timezone", "listing", "away_until")
    return {name: getattr(person, name) for name in names}


def zones(person: Person, _subject: object) -> dict[str, Any]:
    """What the form of a profile is made with."""
    known = account_queries.countries()
    return {"zones": time_zones.of_network(known, person.country, person.timezone)}


def knowledge(deed: Deed) -> Any:  # noqa: ANN401 -- the person
    """Change what was named of languages and subjects."""
    given = {name: deed.said[name] for name in deed.values if name in deed.said}
    accounts.set_knowledge(deed.person, given, by=deed.person, at=deed.at)
    return deed.person


def offer_knowledge(form: Any, person: Person) -> None:  # noqa: ANN401 -- the form of this action
    """Put in what can be chosen."""
    language = get_language() or person.language
    form.offer(account_queries.working_languages(language), account_queries.themes(language))


def topic_path(thing: Any) -> str:  # noqa: ANN401 -- a topic
    """The page of a topic."""
    return network.link(f"/ask/{thing.code}/")


def problem_path(thing: Any) -> str:  # noqa: ANN401 -- a problem
    """The page of a problem."""
    return network.link(f"/problems/{thing.code}/")


def adaptation_path(thing: Any) -> str:  # noqa: ANN401 -- an adaptation
    """The chain of an adaptation."""
    return network.link(f"/chain/adaptation/{thing.code}/")


def earlier_profile(before: dict[str, Any]) -> dict[str, Any]:
    """The profile as it was, from JSON."""
    away = before.get("away_until")
    return {**before, "away_until": date.fromisoformat(away) if away else None}
