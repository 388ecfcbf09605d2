"""Who may do what: the whole policy of the product, and the only place of it.

Each line: a permission, the kind of thing it is about, and the relations of
which at least one must hold. The permissions page, the buttons, the lists, the
checks and the audiences of letters are all read from this table.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.access.relations import (
    Relation,
    administrator,
    answers_for_seats,
    anyone,
    both,
    but_the_networks_own,
    chairs_group,
    convenes,
    convenes_bodies,
    country_group,
    endorsed,
    facilitates,
    holds,
    holds_for_country,
    holds_the_seat,
    keeps_safe,
    leads_group,
    linked,
    moderates,
    not_hidden,
    not_withdrawn,
    of_country,
    of_working_group,
    once_approved,
    once_published,
    once_sent,
    oneself,
    present,
    presents,
    reads,
    screened,
    sent,
    shares_a_space,
    signed_in,
    sits,
    sits_for,
    staff,
    stands_in,
    steering_group,
    takes_over,
    votes_for,
    when_public,
)
from jln.countries.terms import SeatKind


class Grant(NamedTuple):
    """The thing's model label, and the relations that each suffice."""

    about: str
    to: tuple[Relation, ...]


def on(about: str, *to: Relation) -> Grant:
    """Spell a grant as a sentence: on a thing, to these people."""
    return Grant(about, to)


POLICY: dict[P, Grant] = {
    P.ADAPTATION_ADVANCE: on(
        "jln.Adaptation",
        not_withdrawn(linked(_("the person who reported it"), "reported_by")),
        not_withdrawn(country_group("country")),
        not_withdrawn(staff),
    ),
    P.ADAPTATION_CORRECT: on(
        "jln.Adaptation",
        not_withdrawn(linked(_("the person who reported it"), "reported_by")),
        not_withdrawn(staff),
    ),
    P.ADAPTATION_REPORT: on("jln.Country", of_country("pk"), country_group("pk"), staff),
    P.ADAPTATION_VIEW: on(
        "jln.Adaptation",
        not_withdrawn(reads("space", "visibility")),
        not_withdrawn(linked(_("the person who reported it"), "reported_by")),
        not_withdrawn(country_group("country")),
        not_withdrawn(staff),
    ),
    P.ADAPTATION_WITHDRAW: on(
        "jln.Adaptation", linked(_("the person who reported it"), "reported_by"), staff
    ),
    P.APPLICATION_SCREEN: on("jln.Application", sent(staff)),
    P.APPLICATION_VIEW: on("jln.Application", sent(staff), screened(steering_group)),
    P.ASSESSMENT_ENDORSE: on("jln.SelfAssessment", country_group("country")),
    P.ASSESSMENT_VERIFY: on("jln.SelfAssessment", staff),
    P.ASSESSMENT_VIEW: on(
        "jln.SelfAssessment", country_group("country"), staff, endorsed(steering_group)
    ),
    P.ASSESSMENT_WRITE: on("jln.Country", leads_group("pk")),
    P.BODY_KEEP: on("jln.WorkingGroup", convenes, staff),
    P.BODY_REPORT: on("jln.WorkingGroup", of_working_group("pk")),
    P.CARD_AGREE: on("jln.CardVoice", linked(_("who is asked to agree"), "person")),
    P.CARD_KEEP: on("jln.AnswerCard", linked(_("its keeper"), "keeper"), staff),
    P.CARD_VIEW: on("jln.AnswerCard", reads("space", "visibility")),
    P.CARD_WRITE: on(
        "jln.Topic",
        not_hidden(both(linked(_("the person who asked"), "by"), reads("space"))),
        not_hidden(moderates("space")),
        not_hidden(both(staff, reads("space"))),
    ),
    P.CHARTER_RATIFY: on(
        "jln.Country",
        holds_for_country(SeatKind.POINT_OF_CONTACT.label, "pk", SeatKind.POINT_OF_CONTACT),
    ),
    P.CONDUCT_KEEP: on("jln.Network", staff),
    P.CONTRIBUTION_RECORD: on("jln.Country", country_group("pk")),
    P.CORE_ACTION_SETTLE: on(
        "jln.CoreGroupAction",
        both(linked(_("the person it was given to"), "owner"), country_group("group__country")),
        leads_group("group__country"),
    ),
    P.CORE_ACTION_VIEW: on("jln.CoreGroupAction", country_group("group__country")),
    P.CORE_GROUP_CHANGE: on("jln.CountryCoreGroup", leads_group("country"), staff),
    P.CORE_GROUP_FORM: on("jln.Country", leads_group("pk"), staff),
    P.CORE_GROUP_KEEP: on("jln.CountryCoreGroup", country_group("country")),
    P.CORE_GROUP_VIEW: on("jln.Country", country_group("pk"), staff),
    P.CORE_MEETING_VIEW: on(
        "jln.CoreGroupMeeting", country_group("group__country"), when_public(anyone)
    ),
    P.COUNTRY_JUDGE: on("jln.Country", country_group("pk"), staff),
    P.COUNTRY_PUBLISH: on("jln.Country", country_group("pk"), staff),
    P.DECISION_REWORD: on("jln.Decision", staff),
    P.DECISION_STUDY: on("jln.Decision", signed_in),
    P.DESK_OPEN: on("jln.Network", staff),
    P.DIALOGUE_KEEP: on(
        "jln.Dialogue",
        both(linked(_("its moderator"), "moderator"), signed_in),
        moderates("topic__space"),
        staff,
    ),
    P.DIALOGUE_READ: on("jln.Dialogue", once_published(anyone)),
    P.ELECTION_CALL: on("jln.Network", staff, convenes),
    P.ELECTION_STAND: on("jln.ElectionVoter", leads_group("country")),
    P.ELECTION_VOTE: on("jln.ElectionVoter", votes_for("country")),
    P.GOAL_LINK: on("jln.StrategyGoal", staff),
    P.HANDOVER_TAKE: on("jln.Handover", linked(_("the successor"), "successor")),
    P.HANDOVER_VIEW: on(
        "jln.Handover",
        linked(_("the successor"), "successor"),
        linked(_("who holds or held the seat"), "seat__person"),
        answers_for_seats("seat__country", "seat__kind"),
        convenes_bodies("seat__kind"),
        staff,
        takes_over("seat"),
    ),
    P.LEVEL_LEAVE: on("jln.Country", chairs_group("pk")),
    P.LEVEL_PROPOSE: on("jln.Country", chairs_group("pk"), staff),
    P.ISSUE_READ: on("jln.Issue", once_sent(anyone), staff),
    P.ISSUE_TRANSLATE: on(
        "jln.IssueEdition", linked(_("the colleague who is asked"), "person"), staff
    ),
    P.MAIL_HANDLE: on("jln.Network", staff),
    P.MANAGER_HEAD: on("jln.ManagerAppointment", convenes, staff),
    P.MANAGER_VIEW: on("jln.ManagerAppointment", linked(_("who heads it"), "head"), sits, staff),
    P.MAIL_READ: on("jln.Network", staff),
    P.NEWSLETTER_KEEP: on("jln.Network", staff),
    P.NOMINATION_KEEP: on("jln.PlaceOffer", leads_group("country")),
    P.NOMINATION_OBJECT: on("jln.PlaceOffer", country_group("country")),
    P.NOMINATION_VIEW: on("jln.PlaceOffer", country_group("country"), staff),
    P.MOTION_PUT: on("jln.Network", convenes, staff),
    P.MOTION_SETTLE: on("jln.Motion", convenes, staff),
    P.MOTION_VIEW: on("jln.Motion", sits, staff),
    P.MOTION_VOTE: on(
        "jln.Motion",
        holds(SeatKind.STEERING_REPRESENTATIVE),
        holds(SeatKind.STEERING_ALTERNATE),
    ),
    P.PERSON_EDIT: on("jln.Person", oneself),
    P.PERSON_ERASE: on("jln.Person", oneself, administrator),
    P.PERSON_INVITE: on("jln.Country", country_group("pk"), staff),
    P.PERSON_MOVE: on("jln.Person", present(staff)),
    P.PERSON_REPAIR: on("jln.Person", staff),
    P.PERSON_RESET: on("jln.Person", staff),
    P.PERSON_SUSPEND: on("jln.Person", staff),
    P.PERSON_VIEW: on("jln.Person", present(shares_a_space()), oneself, staff),
    P.PERSON_WRITE_TO: on("jln.Person", present(shares_a_space()), present(staff)),
    P.POLL_SPEAK: on("jln.Country", leads_group("pk")),
    P.POST_ENCLOSE: on("jln.Post", not_hidden(linked(_("the person who wrote it"), "by"))),
    P.POST_HIDE: on("jln.Post", moderates("space"), staff),
    P.POST_MODERATE: on("jln.HeldPost", moderates("space"), staff),
    P.POST_PRACTICE: on("jln.Post", not_hidden(reads("space"), "topic")),
    P.POST_THANK: on("jln.Post", not_hidden(reads("space"), "topic")),
    P.POST_TRANSLATE: on("jln.Post", not_hidden(reads("space"), "topic")),
    P.POST_VIEW: on("jln.Post", not_hidden(reads("space"), "topic")),
    P.PRACTICE_AGREE: on("jln.Practice", linked(_("the person who wrote it"), "post__by")),
    P.PRIORITY_CONSENT: on("jln.PriorityConsent", linked(_("the person who is asked"), "person")),
    P.PRIORITY_LEAD: on("jln.RoundCountry", leads_group("country")),
    P.PRIORITY_MERGE_VIEW: on("jln.PriorityMerge", signed_in),
    P.PRIORITY_NAME: on("jln.PriorityRound", signed_in),
    P.PRIORITY_OPEN: on("jln.Network", staff, convenes),
    P.PROBLEM_CORRECT: on(
        "jln.Problem",
        not_withdrawn(linked(_("the person who stated it"), "stated_by")),
        not_withdrawn(staff),
    ),
    P.PROBLEM_REMEMBER: on(
        "jln.Problem",
        reads("space", "visibility"),
        country_group("country"),
        staff,
    ),
    P.PROBLEM_SHARE: on("jln.Country", of_country("pk"), country_group("pk"), staff),
    P.PROBLEM_STATE: on("jln.Country", of_country("pk"), country_group("pk"), staff),
    P.PROBLEM_VIEW: on(
        "jln.Problem",
        not_withdrawn(reads("space", "visibility")),
        not_withdrawn(country_group("country")),
        not_withdrawn(staff),
    ),
    P.PRODUCT_LINK: on("jln.Product", staff),
    P.PRODUCT_VIEW: on("jln.Product", anyone),
    P.REPORT_DECIDE: on("jln.ReportCase", moderates("post__space"), staff),
    P.REPORT_LOOK: on("jln.ReportCase", staff),
    P.SAFE_CONTRIBUTE: on("jln.SafeSpace", reads("space")),
    P.SAFE_KEEP: on("jln.SafeSpace", keeps_safe(_("its keeper"), "keeper")),
    P.SAFE_MODERATE: on("jln.SafeSpace", keeps_safe(_("its moderator"), "moderator")),
    P.SAFE_PATTERN_VIEW: on("jln.SafePattern", reads("safe_space__space")),
    P.SAFE_START: on("jln.Space", moderates("pk"), staff),
    P.SAFE_TAKE: on(
        "jln.SafeSpace", keeps_safe(_("who is asked to keep it"), "keeper", asked=True)
    ),
    P.SAFE_VIEW: on("jln.SafeSpace", reads("space")),
    P.SEAT_END: on(
        "jln.Seat",
        holds_the_seat(),
        answers_for_seats("country", "kind"),
        convenes_bodies("kind"),
        stands_in(),
        but_the_networks_own(staff),
        administrator,
        takes_over("pk"),
    ),
    P.SPACE_JOIN: on("jln.Space", reads("pk")),
    P.SPACE_KEEP: on("jln.Space", moderates("pk"), staff),
    P.STATEMENT_CONFIRM: on("jln.Network", staff),
    P.STEERING_COMMENT: on("jln.Meeting", signed_in),
    P.STEERING_KEEP: on("jln.Network", convenes, staff),
    P.STEERING_PAPER: on("jln.AgendaItem", presents("presented_by"), convenes, staff),
    P.STEERING_READ: on("jln.Meeting", sits, staff, once_approved(signed_in)),
    P.STEERING_SEAT: on("jln.Network", staff),
    P.STEERING_SIT: on("jln.Meeting", sits),
    P.STRATEGY_COMMENT: on("jln.Strategy", signed_in),
    P.STRATEGY_WRITE: on("jln.Strategy", of_working_group("working_group"), convenes, staff),
    P.SUPPORT_ANSWER: on("jln.SupportRequest", sits_for("institution"), staff),
    P.SUPPORT_VIEW: on(
        "jln.SupportRequest", country_group("group__country"), sits_for("institution"), staff
    ),
    P.TOPIC_ANNOUNCE: on("jln.Space", moderates("pk"), staff),
    P.TOPIC_ANSWER: on("jln.Topic", not_hidden(reads("space"))),
    P.TOPIC_CATCH_UP: on(
        "jln.Topic",
        not_hidden(both(linked(_("who started it"), "by"), reads("space"))),
        not_hidden(facilitates("space")),
        not_hidden(moderates("space")),
        not_hidden(both(staff, reads("space"))),
    ),
    P.TOPIC_CLOSE: on(
        "jln.Topic",
        not_hidden(both(linked(_("who started it"), "by"), signed_in)),
        not_hidden(moderates("space")),
        not_hidden(staff),
    ),
    P.TOPIC_END_ASKING: on(
        "jln.Topic",
        not_hidden(linked(_("the person who asked"), "by")),
        not_hidden(staff),
    ),
    P.TOPIC_FOLLOW: on("jln.Topic", not_hidden(reads("space"))),
    P.TOPIC_HIDE: on("jln.Topic", moderates("space"), staff),
    P.TOPIC_MARK_ANSWER: on(
        "jln.Topic", not_hidden(both(linked(_("the person who asked"), "by"), reads("space")))
    ),
    P.TOPIC_SHAPE: on("jln.Topic", not_hidden(moderates("space")), not_hidden(staff)),
    P.TOPIC_START: on("jln.Space", reads("pk")),
    P.TOPIC_TELL_OUTCOME: on("jln.Topic", not_hidden(linked(_("the person who asked"), "by"))),
    P.TOPIC_VIEW: on("jln.Topic", not_hidden(reads("space"))),
    P.UPLOAD_VIEW: on(
        "jln.Upload",
        linked(_("the person who brought it"), "owner"),
        not_hidden(reads("space")),
    ),
    P.WAIVER_GRANT: on("jln.Country", staff),
}
