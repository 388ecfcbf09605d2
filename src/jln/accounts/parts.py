"""What each kind of record about a person is, and what its columns are called.

Read by the file of her own data and by the page of retention; a test fails when a
model or a column has no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Part(NamedTuple):
    """A kind of record: its name in lists, and what it holds."""

    title: StrOrPromise
    what: StrOrPromise


PARTS: dict[str, Part] = {
    "person": Part(_("Profile"), _("What you tell colleagues about yourself, and your settings.")),
    "emailaddress": Part(
        _("Addresses"), _("Your addresses for mail. They are on no page and in no list.")
    ),
    "position": Part(_("Positions"), _("Where you work and worked, with dates.")),
    "spokenlanguage": Part(_("Languages"), _("The languages you work in.")),
    "expertise": Part(_("Subjects"), _("What you can help with and want to learn.")),
    "seat": Part(_("Seats"), _("Mandates you hold or held: they are the network's history.")),
    "handover": Part(_("Hand-overs"), _("Seats that you were named for, and what you said.")),
    "coregroupmeeting": Part(
        _("Meetings of a Core Group"), _("Meetings of your Country Core Group that you called.")
    ),
    "coregroupaction": Part(
        _("Actions of a Core Group"), _("What you took on in your Country Core Group.")
    ),
    "coregroupreach": Part(
        _("What a Core Group passed on"), _("What you put on record of it, and who was told.")
    ),
    "spacemember": Part(_("Rooms"), _("The spaces on whose roll you stand or stood.")),
    "topic": Part(_("Conversations"), _("Questions and conversations that you started.")),
    "post": Part(_("Posts"), _("What you wrote in conversations.")),
    "thanks": Part(_("Thanks"), _("Thanks that you said to colleagues.")),
    "askedcolleague": Part(
        _("Questions brought to colleagues"),
        _("Questions that were brought to you, why, and what you did."),
    ),
    "topicfollow": Part(_("Followed conversations"), _("What you follow, or follow no more.")),
    "problem": Part(_("Problems"), _("Problems that you stated for your country.")),
    "adaptation": Part(_("Adaptations"), _("Adaptations of products that you recorded.")),
    "adaptationevidence": Part(
        _("Evidence of adaptations"), _("What you added to show how far an adaptation went.")
    ),
    "wording": Part(_("Earlier wordings"), _("What something said before you corrected it.")),
    "historycheck": Part(
        _("Words about history"), _("What you said of uncertain history at the desk.")
    ),
    "upload": Part(_("Files"), _("Files that you brought; they lie beside this page.")),
    "countryrequest": Part(
        _("Changes of country"), _("Your wishes to belong to another country, and the answers.")
    ),
    "mailsetting": Part(_("Choice of letters"), _("Which letters you want, and which not.")),
    "outgoingmail": Part(_("Letters to you"), _("What the network sent you, and what came of it.")),
    "inboundmail": Part(
        _("Letters from you"), _("What you wrote by mail, as it came, and what came of it.")
    ),
    "mailanswer": Part(
        _("Answers by mail"), _("What was understood of your answers to forms, and what it did.")
    ),
    "replytoken": Part(
        _("Addresses for answers"), _("What you may answer by mail, and until when. No secret.")
    ),
    "invitation": Part(_("Invitations"), _("The invitation by which you joined.")),
    "signin": Part(_("Requests to sign in"), _("Codes that were asked for with your address.")),
    "session": Part(_("Sessions"), _("Browsers in which you are or were signed in.")),
    "authenticator": Part(_("App for codes"), _("The app that shows your codes. No secret.")),
    "recoverycode": Part(_("Recovery codes"), _("When they were made and used. No code.")),
    "passkey": Part(_("Passkeys"), _("Devices that sign you in. Only their public keys.")),
    "passkeyasked": Part(_("Requests to passkeys"), _("What a passkey was asked, for a day.")),
    "secondreset": Part(
        _("Lost second steps"), _("When staff let you set up your second step again.")
    ),
    "providerlink": Part(
        _("Sign-in provider"), _("Your account at the provider that signs you in.")
    ),
    "keptform": Part(_("Kept forms"), _("What you typed when a session had ended, for an hour.")),
    "fact": Part(_("History"), _("What you did in the network, and when.")),
}
"""By model name, in the order in which a person looks for them."""

OTHERS: dict[str, StrOrPromise] = {
    "activity": _("Events"),
    "country": _("Countries"),
    "countrycoregroup": _("Country Core Groups"),
    "countrymembership": _("Membership"),
    "decision": _("Decisions"),
    "initiative": _("Technical Initiatives"),
    "institution": _("Institutions"),
    "learninggroup": _("Learning groups"),
    "meeting": _("Steering Group meetings"),
    "network": _("The network"),
    "product": _("Products"),
    "space": _("Spaces"),
    "statement": _("Figures and statements"),
    "theme": _("Subjects"),
}
"""What facts and answers are about beside those, by model name."""

COLUMNS: dict[str, StrOrPromise] = {
    "about": _("about"),
    "accepted_at": _("accepted"),
    "accepted_by": _("accepted by"),
    "account": _("account"),
    "adaptation": _("adaptation"),
    "added_at": _("added"),
    "address": _("address"),
    "after": _("after"),
    "answered_at": _("answered"),
    "asked": _("asked"),
    "asked_at": _("asked"),
    "asked_by": _("asked by"),
    "at": _("when"),
    "attempts": _("tries"),
    "away_until": _("away until"),
    "because": _("reason"),
    "before": _("before"),
    "begun": _("the new seat"),
    "begun_at": _("started"),
    "bounce_words": _("what the other server said"),
    "bounced_at": _("letters came back"),
    "briefed_at": _("briefed"),
    "browser": _("mark of the browser"),
    "by": _("by"),
    "chain": _("mark in the chain"),
    "challenge": _("mark"),
    "change": _("what was changed"),
    "channel": _("how it came"),
    "closed_at": _("closed"),
    "confidence": _("how it is known"),
    "confidence_note": _("note on that"),
    "confirmed_at": _("confirmed"),
    "confirmed_by": _("confirmed by"),
    "content_type": _("type of file"),
    "country": _("country"),
    "created_at": _("made"),
    "credential": _("mark"),
    "data": _("numbers and codes"),
    "dated": _("date"),
    "decided_at": _("decided"),
    "decided_by": _("decided by"),
    "declined_at": _("declined"),
    "depth": _("how far it went"),
    "desk_words": _("what the desk said"),
    "detail": _("more about it"),
    "device": _("device"),
    "digest": _("mark"),
    "done_at": _("done"),
    "door": _("door of the mail room"),
    "due_on": _("due"),
    "effect_id": _("number of what it made"),
    "effect_model": _("what it made"),
    "ended_at": _("ended"),
    "ends": _("until"),
    "ends_on": _("until"),
    "envelope_from": _("sent from"),
    "envelope_to": _("sent to"),
    "erased_at": _("erased"),
    "expires_at": _("good until"),
    "fact": _("what happened"),
    "fields": _("what was typed"),
    "form": _("form"),
    "form_key": _("mark of the form"),
    "form_version": _("version of the form"),
    "from_name": _("sender's name"),
    "given_at": _("given"),
    "given_by": _("given by"),
    "group": _("learning group"),
    "handled_by": _("dealt with by"),
    "headers": _("headers"),
    "hidden_at": _("hidden"),
    "hidden_because": _("why hidden"),
    "html": _("as the page shows it"),
    "id": _("number"),
    "in_reply_to": _("in reply to"),
    "inbound": _("message it came in"),
    "institution": _("institution"),
    "invitation": _("invitation"),
    "invited_at": _("invited"),
    "invited_by": _("invited by"),
    "is_done": _("done"),
    "is_granted": _("granted"),
    "is_half": _("second step missing"),
    "is_invented": _("invented for a demonstration"),
    "is_main": _("letters go here"),
    "is_off": _("switched off"),
    "is_proved": _("proved to be yours"),
    "is_public": _("for everyone to read"),
    "issuer": _("provider"),
    "kept": _("what is kept of it"),
    "kept_at": _("kept since"),
    "key": _("mark"),
    "kind": _("kind"),
    "language": _("language"),
    "last_post_at": _("last post"),
    "last_step": _("last code taken"),
    "level": _("level"),
    "lexicon_version": _("version of the word list"),
    "link": _("link"),
    "listing": _("who finds you"),
    "made_at": _("made"),
    "meeting": _("meeting"),
    "merged_into": _("made one with"),
    "message_id": _("mark of the message"),
    "moved_at": _("moved"),
    "muted_at": _("muted"),
    "name": _("name"),
    "named_at": _("named"),
    "named_by": _("named by"),
    "next_path": _("page wanted"),
    "not_before": _("not before"),
    "note": _("note"),
    "noted_at": _("notes taken"),
    "notes": _("notes"),
    "number": _("number in the conversation"),
    "opened_at": _("opened"),
    "opened_by": _("opened by"),
    "outcome": _("outcome"),
    "owner": _("brought by"),
    "path": _("page"),
    "people": _("people"),
    "person": _("person"),
    "photo": _("photo"),
    "place": _("place"),
    "planned_by": _("called by"),
    "post": _("post"),
    "post_count": _("number of posts"),
    "posted_at": _("written"),
    "problem": _("problem"),
    "product": _("product"),
    "proved_at": _("second step shown"),
    "public": _("public key"),
    "purpose": _("purpose"),
    "raised_at": _("brought to the desk"),
    "raw": _("the message as it came"),
    "reason": _("why it ended so"),
    "reasons": _("why you"),
    "receipt": _("receipt"),
    "received_at": _("arrived"),
    "references": _("conversation of letters"),
    "reminded_for": _("reminded for"),
    "remote": _("server it came from"),
    "removed_at": _("removed"),
    "reply_token": _("address for answers"),
    "reported_by": _("recorded by"),
    "said": _("what it said"),
    "salt": _("mark"),
    "sealed": _("what its marks stand for"),
    "seat": _("seat"),
    "seconded_at": _("agreed to"),
    "seconded_by": _("second person"),
    "seen_at": _("last seen"),
    "seen_on": _("last seen"),
    "sent_at": _("sent"),
    "sha256": _("check sum"),
    "sign_count": _("uses counted by the device"),
    "since": _("since"),
    "since_on": _("since"),
    "size": _("bytes"),
    "solved_at": _("solved"),
    "source": _("source"),
    "sources": _("sources"),
    "space": _("space"),
    "started_at": _("started"),
    "starts": _("since"),
    "starts_at": _("begins"),
    "starts_on": _("since"),
    "state": _("state"),
    "state_reason": _("why"),
    "stated": _("date"),
    "stated_by": _("stated by"),
    "statement": _("problem"),
    "status": _("state of the account"),
    "stopped_because": _("why it stopped"),
    "subject": _("subject line"),
    "subject_id": _("number of what it is about"),
    "subject_model": _("what it is about"),
    "successor": _("successor"),
    "suspended_at": _("suspended"),
    "suspended_because": _("why suspended"),
    "text": _("text"),
    "text_hash": _("mark of the words"),
    "thanked_at": _("thanked for"),
    "theme": _("subject"),
    "timezone": _("time zone"),
    "title": _("title"),
    "to": _("to"),
    "to_address": _("address"),
    "to_whom": _("to whom"),
    "token": _("address it answers"),
    "told_at": _("told"),
    "told_on": _("told"),
    "topic": _("conversation"),
    "tries": _("tries"),
    "trigger": _("why it was opened"),
    "unclear": _("what was unclear"),
    "undo_until": _("can be taken back until"),
    "undone_at": _("taken back"),
    "undone_by": _("taken back by"),
    "unit": _("unit"),
    "until": _("until"),
    "until_on": _("until"),
    "used": _("what was used"),
    "used_at": _("used"),
    "values": _("answers"),
    "verdict": _("what was said"),
    "visibility": _("who may read it"),
    "what": _("what"),
    "withdrawn_at": _("taken back"),
    "words": _("words"),
}
"""By column name, the same in every table."""


def title_of(model_name: str) -> str:
    """A kind of record in words."""
    if model_name in PARTS:
        return str(PARTS[model_name].title)
    return str(OTHERS.get(model_name, model_name))
