"""Everything the network remembers having happened."""

from enum import StrEnum


class Kind(StrEnum):
    """<thing>.<past tense>. Stored: never rename, only add. Alphabetical."""

    ADAPTATION_ADVANCED = "adaptation.advanced"
    ADAPTATION_PUBLISHED = "adaptation.published"
    ADAPTATION_REPORTED = "adaptation.reported"
    ADAPTATION_STOPPED = "adaptation.stopped"
    ADAPTATION_WITHDRAWN = "adaptation.withdrawn"
    ADDRESS_ADDED = "address.added"
    ADDRESS_REMOVED = "address.removed"
    COLLEAGUE_ASKED = "colleague.asked"
    COLLEAGUE_DECLINED = "colleague.declined"
    NETWORK_LOADED = "network.loaded"
    PERSON_CLOSED = "person.closed"
    PERSON_ERASED = "person.erased"
    PERSON_EXPORTED = "person.exported"
    PERSON_INVITED = "person.invited"
    PERSON_JOINED = "person.joined"
    PERSON_LIFTED = "person.lifted"
    PERSON_MERGED = "person.merged"
    PERSON_SUSPENDED = "person.suspended"
    PERSON_UPDATED = "person.updated"
    PERSON_WRITTEN_TO = "person.written_to"
    POST_HIDDEN = "post.hidden"
    POST_TAKEN_BACK = "post.taken_back"
    POST_THANKED = "post.thanked"
    POST_WRITTEN = "post.written"
    PROBLEM_PUBLISHED = "problem.published"
    PROBLEM_SHARED = "problem.shared"
    PROBLEM_STATED = "problem.stated"
    PROBLEM_UNSHARED = "problem.unshared"
    PRODUCT_LINKED = "product.linked"
    PRODUCT_RELEASED = "product.released"
    SEAT_BEGUN = "seat.begun"
    SEAT_ENDED = "seat.ended"
    SETTING_CHANGED = "setting.changed"
    STATEMENT_CONFIRMED = "statement.confirmed"
    TOPIC_ASKED = "topic.asked"
    TOPIC_FOLLOWED = "topic.followed"
    TOPIC_HIDDEN = "topic.hidden"
    TOPIC_MUTED = "topic.muted"


CHANGES_PUBLIC_PAGES = frozenset(
    {
        Kind.ADAPTATION_ADVANCED,
        Kind.ADAPTATION_PUBLISHED,
        Kind.ADAPTATION_REPORTED,
        Kind.ADAPTATION_STOPPED,
        Kind.ADAPTATION_WITHDRAWN,
        Kind.NETWORK_LOADED,
        Kind.PROBLEM_PUBLISHED,
        Kind.PROBLEM_SHARED,
        Kind.PROBLEM_STATED,
        Kind.PROBLEM_UNSHARED,
        Kind.PRODUCT_LINKED,
        Kind.PRODUCT_RELEASED,
        Kind.STATEMENT_CONFIRMED,
        Kind.TOPIC_HIDDEN,  # a line shows it as removed
    }
)
"""After these, cached pages are made again."""

CHANGES_RIGHTS = frozenset(
    {
        Kind.ADDRESS_ADDED,
        Kind.ADDRESS_REMOVED,
        Kind.COLLEAGUE_ASKED,
        Kind.COLLEAGUE_DECLINED,
        Kind.PERSON_CLOSED,
        Kind.PERSON_ERASED,
        Kind.PERSON_JOINED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.PERSON_UPDATED,
        Kind.POST_WRITTEN,
        Kind.SEAT_BEGUN,
        Kind.SEAT_ENDED,
        Kind.SETTING_CHANGED,
    }
)
"""After these, what the person they are about may do, or has waiting, is looked up again."""

CHANGES_DIRECTORY = frozenset(
    {
        Kind.NETWORK_LOADED,
        Kind.PERSON_CLOSED,
        Kind.PERSON_ERASED,
        Kind.PERSON_JOINED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.PERSON_UPDATED,
    }
)
"""After these, the figures beside the directory's choices are counted again."""

AUDIT = frozenset(
    {
        Kind.PERSON_ERASED,
        Kind.PERSON_EXPORTED,
        Kind.PERSON_INVITED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.POST_HIDDEN,
        Kind.SEAT_BEGUN,
        Kind.SEAT_ENDED,
        Kind.STATEMENT_CONFIRMED,
        Kind.TOPIC_HIDDEN,
    }
)
"""Each carries the hash of the one before: a changed row is found."""
