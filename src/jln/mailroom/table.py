"""The table of the mail room: every form that changes something, and the action it leads to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language

from jln.accounts import actions as accounts
from jln.accounts import forms as _account_forms
from jln.accounts import queries as account_queries
from jln.conversations import actions as conversations
from jln.conversations import queries as conversation_queries
from jln.conversations.forms import new_key
from jln.conversations.terms import Channel
from jln.directory import actions as directory
from jln.directory import forms as _directory_forms
from jln.kit.verdict import unless
from jln.library import actions as library
from jln.library import forms as _library_forms
from jln.library import queries as library_queries
from jln.library.terms import AdaptationState, Depth
from jln.mailroom.deeds import Deed, Entry, plain
from jln.notify import actions as notify
from jln.notify import forms as _notify_forms
from jln.notify import queries as notify_queries
from jln.people.models import Person
from jln.problems import actions as problems
from jln.problems import forms as _problem_forms
from jln.problems import queries as problem_queries
from jln.web import network

FORMS = (_account_forms, _directory_forms, _library_forms, _notify_forms, _problem_forms)
"""Read so that their forms are registered; those of conversations are imported above."""
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def entry(action: str) -> Entry | None:
    """The entry of an action."""
    return ENTRIES.get(action)


def _country(person: Person) -> Any:  # noqa: ANN401 -- a country, once it is known to be there
    from django.utils.translation import gettext as _  # noqa: PLC0415 -- only said here

    unless(
        person.country is not None, "no_country", _("Your profile names no country yet.")
    ).or_raise()
    return person.country


def _report(deed: Deed) -> Any:  # noqa: ANN401 -- the adaptation
    form: Any = deed.form
    country = _country(deed.person)
    return library.report(deed.subject, country, form.answers(), by=deed.person, at=deed.at)


def _advance(deed: Deed) -> Any:  # noqa: ANN401 -- the evidence's adaptation
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


def _link_origin(deed: Deed) -> None:
    from django.utils.translation import gettext as _  # noqa: PLC0415 -- only said here

    origin = library_queries.find_origin(deed.person, deed.said["came_from"])
    unless(origin is not None, "no_page", _("There is no such page in this network.")).or_raise()
    if origin is not None:
        library.link(deed.subject, origin, by=deed.person, at=deed.at)


def _state(deed: Deed) -> Any:  # noqa: ANN401 -- the problem
    form: Any = deed.form
    return problems.state(
        _country(deed.person),
        problems.Words(**form.words_said()),
        shared_with=form.countries_named(),
        by=deed.person,
        at=deed.at,
    )


def _share(deed: Deed) -> Any:  # noqa: ANN401 -- the problem
    act = problems.share if deed.said["shares"] == "yes" else problems.unshare
    act(deed.subject, _country(deed.person), by=deed.person, at=deed.at)
    return deed.subject


def _state_offers(person: Person, _subject: object) -> dict[str, Any]:
    return {
        "themes": problem_queries.themes(),
        "countries": problem_queries.countries_to_add(person, person.country)
        if person.country
        else (),
        "may_publish": problem_queries.may_publish(person, person.country),
    }


def _ask(deed: Deed) -> Any:  # noqa: ANN401 -- the topic
    form: Any = deed.form
    question = conversation_queries.Question.of(form, deed.person)
    return conversations.ask(
        question.space,
        text=question.text,
        title=deed.said["heading"],
        language=question.language,
        theme=question.theme,
        channel=Channel.MAIL,
        inbound=deed.mail,
        form_key=deed.said.get("form_key") or new_key(),
        by=deed.person,
        at=deed.at,
    )


def _ask_offers(person: Person, _subject: object) -> dict[str, Any]:
    return {
        "themes": conversation_queries.themes(),
        "spaces": conversation_queries.spaces_to_ask_in(person),
    }


def _answer(deed: Deed) -> Any:  # noqa: ANN401 -- the post
    return conversations.answer(
        deed.subject,
        text=deed.said["text"],
        by=deed.person,
        at=deed.at,
        channel=Channel.MAIL,
        inbound=deed.mail,
    )


def _write_to(deed: Deed) -> None:
    said = deed.said
    directory.write(
        deed.subject, subject=said["subject"], text=said["text"], by=deed.person, at=deed.at
    )


def _decline(deed: Deed) -> None:
    conversations.decline_ask(deed.subject, by=deed.person, at=deed.at)


def _follow(deed: Deed) -> Any:  # noqa: ANN401 -- the topic
    act = conversations.follow if deed.said["follow"] == "yes" else conversations.mute
    act(deed.subject, by=deed.person, at=deed.at)
    return deed.subject


def _profile(deed: Deed) -> Any:  # noqa: ANN401 -- the person
    given = {name: deed.said[name] for name in deed.values if name in deed.said}
    return accounts.change_profile(deed.person, given, by=deed.person, at=deed.at)


def _profile_now(person: Person, _subject: object) -> dict[str, Any]:
    names = ("name", "about", "language", "timezone", "listing", "away_until")
    return {name: getattr(person, name) for name in names}


def _knowledge(deed: Deed) -> Any:  # noqa: ANN401 -- the person
    given = {name: deed.said[name] for name in deed.values if name in deed.said}
    accounts.set_knowledge(deed.person, given, by=deed.person, at=deed.at)
    return deed.person


def _offer_knowledge(form: Any, person: Person) -> None:  # noqa: ANN401 -- the form of this action
    language = get_language() or person.language
    form.offer(account_queries.working_languages(language), account_queries.themes(language))


def _topic_path(thing: Any) -> str:  # noqa: ANN401 -- a topic
    return network.link(f"/ask/{thing.code}/")


def _problem_path(thing: Any) -> str:  # noqa: ANN401 -- a problem
    return network.link(f"/problems/{thing.code}/")


def _adaptation_path(thing: Any) -> str:  # noqa: ANN401 -- an adaptation
    return network.link(f"/chain/adaptation/{thing.code}/")


ENTRIES: dict[str, Entry] = {
    row.action: row
    for row in (
        Entry(
            "adaptation.report",
            _report,
            subject="jln.Product",
            undo=lambda _row, effect, person, at: library.withdraw(effect, by=person, at=at),
            undo_for=WEEK,
            link=_adaptation_path,
            page=lambda product: network.link(f"/library/{product.slug}/adapt/"),
        ),
        Entry(
            "adaptation.advance",
            _advance,
            subject="jln.Adaptation",
            link=_adaptation_path,
            page=_adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.stop",
            lambda deed: library.stop(
                deed.subject, deed.said["reason"], by=deed.person, at=deed.at
            ),
            subject="jln.Adaptation",
            link=_adaptation_path,
            page=_adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.withdraw",
            lambda deed: library.withdraw(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Adaptation",
            page=_adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.publish",
            lambda deed: library.publish(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Adaptation",
            link=_adaptation_path,
            page=_adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "product.link",
            _link_origin,
            subject="jln.Product",
            page=lambda product: network.link(f"/library/{product.slug}/"),
        ),
        Entry(
            "problem.state",
            _state,
            offers=_state_offers,
            now=lambda person, _subject: {"language": person.language, "visibility": "members"},
            link=_problem_path,
            page=lambda _person: network.link("/problems/new/"),
        ),
        Entry(
            "problem.share",
            _share,
            subject="jln.Problem",
            undo=lambda _row, effect, person, at: problems.unshare(
                effect, _country(person), by=person, at=at
            ),
            undo_for=MONTH,
            link=_problem_path,
            page=_problem_path,
        ),
        Entry(
            "problem.publish",
            lambda deed: problems.publish(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Problem",
            link=_problem_path,
            page=_problem_path,
        ),
        Entry(
            "topic.ask",
            _ask,
            offers=_ask_offers,
            link=_topic_path,
            page=lambda _person: network.link("/ask/new/"),
            skips=frozenset({"product"}),
        ),
        Entry(
            "topic.answer",
            _answer,
            subject="jln.Topic",
            link=lambda post: _topic_path(post.topic),
            page=_topic_path,
        ),
        Entry(
            "topic.follow",
            _follow,
            subject="jln.Topic",
            link=_topic_path,
            page=_topic_path,
            adds_up=False,
        ),
        Entry(
            "topic.decline",
            _decline,
            subject="jln.Topic",
            page=_topic_path,
        ),
        Entry(
            "post.thank",
            lambda deed: (
                conversations.thank(
                    deed.subject, words=deed.said["thanks"], by=deed.person, at=deed.at
                ).post
            ),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            link=lambda post: _topic_path(post.topic),
            page=lambda post: _topic_path(post.topic),
        ),
        Entry(
            "post.undo",
            lambda deed: conversations.undo_post(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            page=lambda post: _topic_path(post.topic),
        ),
        Entry(
            "post.hide",
            lambda deed: conversations.hide_post(
                deed.subject, because=deed.said["because"], by=deed.person, at=deed.at
            ),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            page=lambda post: _topic_path(post.topic),
        ),
        Entry(
            "topic.hide",
            lambda deed: conversations.hide_topic(
                deed.subject, because=deed.said["because"], by=deed.person, at=deed.at
            ),
            subject="jln.Topic",
            page=_topic_path,
        ),
        Entry(
            "mail.choose",
            lambda deed: notify.choose(
                deed.person, deed.said["letters"], by=deed.person, at=deed.at
            ),
            now=lambda person, _subject: {"letters": notify_queries.wanted(person)},
            before=lambda person, _subject: {"letters": notify_queries.wanted(person)},
            undo=lambda row, _effect, person, at: notify.choose(
                person, row.values.get("before", {}).get("letters", ()), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/mail/"),
            adds_up=False,
        ),
        Entry(
            "person.write",
            _write_to,
            subject="jln.Person",
            page=lambda person: network.link(f"/people/{person.code}/"),
            adds_up=False,
        ),
        Entry(
            "profile.change",
            _profile,
            now=_profile_now,
            before=lambda person, subject: plain(_profile_now(person, subject)),
            undo=lambda row, _effect, person, at: accounts.change_profile(
                person, _earlier_profile(row.values.get("before", {})), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/"),
            adds_up=False,
        ),
        Entry(
            "profile.knowledge",
            _knowledge,
            prepare=_offer_knowledge,
            now=lambda person, _subject: account_queries.knowledge(person),
            before=lambda person, _subject: dict(account_queries.knowledge(person)),
            undo=lambda row, _effect, person, at: accounts.set_knowledge(
                person, row.values.get("before", {}), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/languages/"),
            adds_up=False,
        ),
    )
}


def _earlier_profile(before: dict[str, Any]) -> dict[str, Any]:
    from datetime import date  # noqa: PLC0415 -- only here

    away = before.get("away_until")
    return {**before, "away_until": date.fromisoformat(away) if away else None}
