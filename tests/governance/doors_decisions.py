"""Who may do what with motions, decisions and the charter, declared by hand."""

from datetime import timedelta

from jln.governance.actions import charter, closing, motions, rewording, votes
from jln.governance.rules import voting
from jln.kit import clock
from jln.kit.matter import Outcome
from tests import factories as f
from tests.doors import LED, Row, does, everyone, leads_on
from tests.governance import recorded as r
from tests.governance import sitting as s

KEEPERS = {"staff", "administrator", "convener"}
READERS = KEEPERS | {"representative", "alternate", "partner"}
SPEAKERS = {"representative", "alternate", "partner"}


def seen_by(who, otherwise=404):
    """These may open it, and of the sixteen nobody else."""
    return everyone(otherwise, **dict.fromkeys(who, 200)) | LED


def motion(end=""):
    return lambda: f"/steering-group/motions/{r.motion(taking='vote').code}/{end}"


def of_ghana(end=""):
    """A motion on which Ghana votes."""

    def made():
        s.place(f.country())
        return motion(end)()

    return made


def decision(end=""):
    return lambda: f"/steering-group/decisions/{r.decision().number}/{end}"


def item():
    return f"/steering-group/items/{s.item(s.called()).code}/motion/"


def counted():
    """A decision of which it is on record how a seat spoke."""
    lines = (voting.Line("XX", "for"),)
    of = voting.Tally("vote", lines, voting.Numbers(50, 2), has_convener=True)
    return r.decision(taking="vote", tally=of.as_json()).path


def register_file():
    counted()
    return "/steering-group/decisions.jsonl"


def whole_file():
    counted()
    return "/steering-group/decisions-whole.jsonl"


def charter_page():
    s.full("GH", "Ghana")
    r.charter()
    return "/about/charter/"


def charter_text():
    s.full("GH", "Ghana")
    return f"/about/charter/{r.charter().number}/"


def proposal():
    return motions.Proposal("Publish papers", "Every paper is published.", "consensus")


def put(by):
    motions.put(proposal(), by=by, at=clock.now())


def count(by):
    closing.close(r.motion(taking="vote"), by=by, at=clock.now())


def agree(by):
    it = r.motion(taking="vote", state="decided", decision=r.decision())
    closing.agree(it, Outcome.ADOPTED, present=[], by=by, at=clock.now())


def withdraw(by):
    motions.withdraw(r.motion(), by=by, at=clock.now())


def vote(by):
    it = r.motion(taking="vote")
    place = s.place(f.country()) if by.seats.filter(country=f.country()).exists() else None
    if place is None:
        seat = by.seats.filter(institution__isnull=False).first()
        if seat is not None:
            s.place(institution=seat.institution)
    try:
        votes.vote(it, "for", by=by, at=clock.now())
    except Exception as wrong:
        if type(wrong).__name__ == "RuleBroken":  # the rule's no, not the policy's
            return
        raise


def reword(by):
    rewording.propose(r.decision(), "Other words", "Typing", by=by, at=clock.now())


def ratify(by):
    charter.ratify(r.charter(), s.full("GH", "Ghana"), "yes", by=by, at=clock.now())


MOTION = {"heading": "Papers", "text": "Published.", "language": "en", "taking": "consensus"}
NUMBER = {
    "value": "60",
    "valid_from": (clock.now() + timedelta(days=9)).date().isoformat(),
    "why": "Fewer come.",
    "taking": "consensus",
}
CHARTER = {"text": "All of it", "changes": "All", "language": "en", "taking": "consensus"}
PUT = seen_by(KEEPERS, 403)
STAFF = seen_by({"staff", "administrator"})
EVERYBODY = everyone(200)
MEMBERS = EVERYBODY | LED

ROWS = [
    Row("/steering-group/decisions/", "get", EVERYBODY),
    Row(decision(), "get", EVERYBODY),
    Row(counted, "get", everyone(200, visitor=404, suspended=404), shows=">XX</b>"),
    Row(decision("words/"), "get", STAFF),
    Row(decision("words/"), "post", STAFF),
    Row(decision("words/"), "post", leads_on(STAFF), {"text": "Other", "reason": "Typing"}),
    Row(register_file, "get", EVERYBODY),
    Row(register_file, "get", everyone(404, visitor=404, suspended=404), shows="XX"),
    Row(whole_file, "get", MEMBERS),
    Row("/steering-group/motions/new/", "get", PUT),
    Row("/steering-group/motions/new/", "post", PUT),
    Row("/steering-group/motions/new/", "post", leads_on(PUT), MOTION),
    Row(motion(), "get", seen_by(READERS)),
    Row(of_ghana(), "post", seen_by(READERS)),
    Row(motion("settle/"), "get", seen_by(KEEPERS)),
    Row(motion("settle/"), "post", seen_by(KEEPERS)),
    Row(motion("settle/"), "post", leads_on(seen_by(KEEPERS)), {"deed": "withdrawn"}),
    Row(item, "get", seen_by(KEEPERS)),
    Row(item, "post", seen_by(KEEPERS)),
    Row(item, "post", leads_on(seen_by(KEEPERS)), {"taking": "vote"}),
    Row("/about/rules/quorum_percent/change/", "get", PUT),
    Row("/about/rules/quorum_percent/change/", "post", PUT),
    Row("/about/rules/quorum_percent/change/", "post", leads_on(PUT), NUMBER),
    Row("/about/charter/", "get", EVERYBODY),
    Row(charter_page, "post", everyone(403, visitor=403, suspended=403, point=200)),
    Row(
        charter_page,
        "post",
        everyone(403, visitor=403, suspended=403, point=302),
        {"answer": "yes"},
    ),
    Row(charter_text, "get", EVERYBODY),
    Row("/about/charter/new/", "get", PUT),
    Row("/about/charter/new/", "post", PUT),
    Row("/about/charter/new/", "post", leads_on(PUT), CHARTER),
    Row(put, "deed", does(*KEEPERS)),
    Row(count, "deed", does(*KEEPERS)),
    Row(agree, "deed", does(*KEEPERS)),
    Row(withdraw, "deed", does(*KEEPERS)),
    Row(vote, "deed", does(*SPEAKERS)),
    Row(reword, "deed", does("staff", "administrator")),
    Row(ratify, "deed", does("point")),
]
