"""What each kind of record about a person is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Part(NamedTuple):
    """A kind of record: its name in lists, and what it holds."""

    title: StrOrPromise
    what: StrOrPromise


DID = _("What you did in the network, and when.")

PARTS: dict[str, Part] = {
    "person": Part(_("Profile"), _("What you tell colleagues about yourself, and your settings.")),
    "emailaddress": Part(
        _("Addresses"), _("Your addresses for mail. They are on no page and in no list.")
    ),
    "returnedon": Part(_("letters came back"), _("what the other server said")),
    "addressprobe": Part(_("letters came back"), _("what the other server said")),
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
    "agendainput": Part(_("Input to the Steering Group's agendas"), DID),
    "meetingpresence": Part(_("Presence"), DID),
    "agendaminutes": Part(_("Minutes"), DID),
    "steeringaction": Part(_("Actions"), _("The action is given, and its owner is told.")),
    "managerappointment": Part(_("Network Manager"), DID),
    "motion": Part(_("Motions"), DID),
    "vote": Part(_("Votes"), DID),
    "rewording": Part(_("Other words for a decision proposed"), DID),
    "ratification": Part(_("Charters to ratify"), DID),
    "strategyinput": Part(_("Input to the strategy"), DID),
    "goallink": Part(_("What was done for a goal"), DID),
    "bodyreport": Part(_("Reports to the Steering Group"), DID),
    "supportrequest": Part(_("Requests for support"), DID),
    "placeoffer": Part(_("Places offered to a country"), DID),
    "nominee": Part(_("Nominations"), _("The group and the people named read it.")),
    "objection": Part(_("Objections"), DID),
    "application": Part(_("Expression of interest sent"), DID),
    "selfassessment": Part(_("Self-assessment"), DID),
    "assessmentline": Part(_("Self-assessment judged by staff"), DID),
    "endorsement": Part(_("Self-assessment endorsed"), DID),
    "waiver": Part(_("Condition of Full Membership set aside"), DID),
    "levelproposal": Part(_("Another level of a country proposed"), DID),
    "contribution": Part(_("Contributions in kind"), DID),
    "countrycontact": Part(_("What was said with countries"), DID),
    "spacemember": Part(_("Rooms"), _("The spaces on whose roll you stand or stood.")),
    "topic": Part(_("Conversations"), _("Questions and conversations that you started.")),
    "post": Part(_("Posts"), _("What you wrote in conversations.")),
    "importedauthor": Part(_("Posts"), _("What you wrote in conversations.")),
    "postorigin": Part(_("Posts"), _("What you wrote in conversations.")),
    "originalmail": Part(_("Posts"), _("What you wrote in conversations.")),
    "thanks": Part(_("Thanks"), _("Thanks that you said to colleagues.")),
    "askedcolleague": Part(
        _("Questions brought to colleagues"),
        _("Questions that were brought to you, why, and what you did."),
    ),
    "asking": Part(_("Questions brought to colleagues"), DID),
    "askwish": Part(_("Questions that I may be able to answer"), _("What you chose, and when.")),
    "followup": Part(_("What came of questions"), DID),
    "heldpost": Part(_("Messages that waited"), _("What you wrote in conversations.")),
    "mailplan": Part(_("Mail"), _("What you chose, and when.")),
    "digest": Part(_("Daily and weekly messages"), _("What was sent to you, and when.")),
    "safeduty": Part(_("Safe spaces"), DID),
    "safepart": Part(_("Safe spaces"), _("What you wrote under your name.")),
    "subscription": Part(_("Spaces"), _("What you chose, and when.")),
    "spacemoderator": Part(_("Spaces"), DID),
    "joinrequest": Part(_("Spaces"), DID),
    "topicfollow": Part(_("Followed conversations"), _("What you follow, or follow no more.")),
    "topicseen": Part(_("What you have read"), _("Up to which post, and when.")),
    "spaceseen": Part(_("What you have read"), _("Up to which post, and when.")),
    "topicchange": Part(_("Conversations"), DID),
    "report": Part(_("Reports"), DID),
    "reportcase": Part(_("Reports"), DID),
    "reportlook": Part(_("Reports"), DID),
    "problem": Part(_("Problems"), _("Problems that you stated for your country.")),
    "priority": Part(_("Priorities"), _("What you named first for your country.")),
    "prioritymerge": Part(_("Priorities"), DID),
    "priorityconsent": Part(_("Priorities"), DID),
    "prioritynaming": Part(_("Priorities"), _("What you named first for your country.")),
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
    "letterbody": Part(_("Letters to you"), _("What the network sent you, and what came of it.")),
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
    "keptform": Part(
        _("Kept forms"), _("What you sent when you had to be asked in first, for an hour.")
    ),
    "fact": Part(_("History"), DID),
    "feedkey": Part(_("Feeds"), _("Private addresses for your reading program. No secret.")),
    "catchup": Part(_("Where we are"), DID),
    "answermark": Part(_("Answers"), DID),
    "practice": Part(_("Practices"), DID),
    "posttranslation": Part(_("Translations"), DID),
    "answercard": Part(_("Answer cards"), DID),
    "cardvoice": Part(_("Answer cards"), DID),
    "pollanswer": Part(_("Polls"), DID),
    "dialogue": Part(_("Moderated dialogues"), DID),
    "dialoguequestion": Part(_("Moderated dialogues"), DID),
    "conductversion": Part(_("Rules of conduct"), DID),
    "conductacceptance": Part(_("Rules of conduct"), DID),
    "keptaway": Part(_("Muted and blocked members"), DID),
    "issue": Part(_("Newsletter"), DID),
    "issueedition": Part(_("Newsletter"), DID),
    "piecetext": Part(_("Newsletter"), DID),
}
"""By model name, in the order in which a person looks for them."""

OTHERS: dict[str, StrOrPromise] = {
    "activity": _("Events"),
    "agendaitem": _("Agenda"),
    "country": _("Countries"),
    "countrycoregroup": _("Country Core Groups"),
    "countrymembership": _("Membership"),
    "decision": _("Decisions"),
    "election": _("Elections"),
    "electionvoter": _("Elections"),
    "initiative": _("Technical Initiatives"),
    "institution": _("Institutions"),
    "learninggroup": _("Learning groups"),
    "meeting": _("Steering Group meetings"),
    "network": _("The network"),
    "priorityfate": _("Priorities"),
    "priorityround": _("Priorities"),
    "product": _("Products"),
    "roundcountry": _("Priorities"),
    "space": _("Spaces"),
    "statement": _("Figures and statements"),
    "steeringterm": _("Terms on the Steering Group"),
    "strategy": _("Strategy"),
    "strategygoal": _("Strategy"),
    "theme": _("Subjects"),
    "workinggroup": _("Working groups"),
}
"""What facts and answers are about beside those, by model name."""
