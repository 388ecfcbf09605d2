"""One letter of every kind, and the answers that three mail programs make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from django.conf import settings
from tests import factories as f
from tests.elections.world import on_record
from tests.governance import doors_manager, groups, recorded, sitting
from tests.mailroom.letters import answered, come, newest, raw
from tests.mailroom.test_replies.letters_of_digests import Digests
from tests.mailroom.test_replies.letters_of_issues import Issues
from tests.mailroom.test_replies.letters_of_votes import Votes
from tests.membership import joining
from tests.priorities.world import of_a_round
from tests.safe_space.world import of_a_safe_space

from jln.accounts import letters as account_letters
from jln.accounts.letters import Told
from jln.accounts.models import CountryRequest, Invitation, SignIn
from jln.activities import actions as activities
from jln.activities.models import Activity
from jln.conversations import actions as conversations
from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.desk import letters as desk_letters
from jln.elections import letters as election_letters
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import actions as governance
from jln.governance.actions import manager
from jln.governance.terms import SupportAnswer
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.mail import copies, relaying
from jln.mail.models import OutgoingMail
from jln.mailroom import bounces, form_letters, table
from jln.membership import actions as membership
from jln.membership import group_letters
from jln.membership.models import CountryMembership
from jln.notify.terms import LetterKind
from jln.seats import actions as seats
from jln.seats.models import Handover
from jln.seats.terms import Way

SAMPLES = Path(__file__).parent.parent / "samples" / "replies"
DESK = f"desk@{settings.MAIL_DOMAIN}"
PROGRAMS = ["gmail-en", "outlook-fr", "phone-ar"]


class World(Digests, Issues, Votes):
    """Saran, who gets one letter of every kind; Adjoa, whom they are about."""

    def __init__(self, language: str = "en") -> None:
        f.network()
        self.space = f.space()
        self.adjoa = f.person("Adjoa", address="adjoa@ghs.example")
        self.saran = f.person("Saran", address="saran@health.example", language=language)
        theme = f.theme()
        f.offers(self.saran, theme)
        f.seat(SeatKind.CCG_MEMBER, self.saran, country=f.country())
        self.topic = conversations.ask(
            self.space,
            text="How do you pay clinics on time?",
            theme=theme,
            by=self.adjoa,
            at=f.NOON,
        )
        self.own = conversations.answer(
            self.topic, text="We pay on the fifth.", by=self.saran, at=f.NOON
        )
        conversations.answer(self.topic, text="Thank you all.", by=self.adjoa, at=f.NOON)
        conversations.thank(self.own, words="It ended our arrears.", by=self.adjoa, at=f.NOON)
        problem, adaptation = f.problem(stated_by=self.saran), f.adaptation(reported_by=self.saran)
        for kind, thing in (
            (Kind.PROBLEM_STATED, problem),
            (Kind.PROBLEM_SHARED, problem),
            (Kind.ADAPTATION_REPORTED, adaptation),
            (Kind.ADAPTATION_ADVANCED, adaptation),
            (Kind.ADAPTATION_STOPPED, adaptation),
        ):
            record(kind, thing, by=self.adjoa, at=f.NOON, country=thing.country)
        self._hold_a_core_group()
        self._hold_a_round()
        self._tell()

    def _hold_a_core_group(self) -> None:
        country = f.country()
        group = groups.group(country)
        meeting = groups.noted(group)
        action = groups.action(meeting, self.saran, given_by=self.saran)
        for kind, thing in (
            (Kind.CORE_GROUP_FORMED, group),
            (Kind.CORE_GROUP_CHANGED, group),
            (Kind.CORE_MEETING_PLANNED, meeting),
            (Kind.CORE_MEETING_CHANGED, meeting),
            (Kind.CORE_MEETING_SENT, meeting),
            (Kind.CORE_ACTION_GIVEN, action),
            (Kind.CORE_ACTION_DUE, action),
            (Kind.CORE_ACTION_DECLINED, action),
        ):
            about = self.saran if thing is action else None
            record(kind, thing, by=self.adjoa, at=f.NOON, country=country, about=about)

    def _sit(self) -> None:
        """A meeting of the Steering Group, on which she sits; it is told by somebody else."""
        sitting.sits()
        f.seat(SeatKind.STEERING_ALTERNATE, self.saran, country=f.country())
        f.seat(SeatKind.NETWORK_OFFICER, self.saran)
        meeting = sitting.opened()
        meeting.summary = "We begin a collaborative."
        meeting.save()
        uganda = f.country("UG", "Uganda")
        CountryMembership.objects.create(
            country=uganda, level="associate", starts=PartialDate(2020)
        )
        f.seat(SeatKind.POINT_OF_CONTACT, self.saran, country=uganda)
        for kind in LetterKind:
            if kind.startswith("steering."):
                record(Kind(kind), meeting, by=self.adjoa, at=clock.now())
        recorded.told_of(self.adjoa)
        self._tell()

    def _hold_a_round(self) -> None:
        """Saran speaks for Ghana, whose people named one thing."""
        f.seat(SeatKind.CCG_CHAIR, self.saran, country=f.country())
        of_a_round(self.adjoa, self.saran)
        of_a_safe_space(self.adjoa, self.saran)

    def letter(self, kind: str) -> OutgoingMail:
        if kind.startswith(
            ("steering.", "decision.", "motion.deferred", "charter.settled", "strategy.")
        ):
            self._sit()
        self._happens(kind)
        own_way = (LetterKind.PERSON_WRITTEN_TO, LetterKind.DIGEST)
        if kind in LetterKind.values and kind not in own_way:
            return newest(kind, self.saran)
        return getattr(self, "_" + kind.replace(".", "_"))()

    def _person_written_to(self):
        return relaying.put(self.saran, "Shall we meet?", by=self.adjoa, at=f.NOON, subject="Visit")

    def _form(self):
        return form_letters.put(
            table.entry("adaptation.report"), f.product(), self.saran, at=clock.now()
        )

    def _mail_question(self):
        answered(newest("post.written", self.saran), "Yes.")
        return newest("mail.question", self.saran)

    def _mail_receipt(self):
        answered(newest("post.written", self.saran), "STOP")
        return newest("mail.receipt", self.saran)

    def _account_sign_in(self):
        return self._asked_to_sign_in("account.sign_in", self.saran)

    def _account_unknown(self):
        return self._asked_to_sign_in("account.unknown", None)

    def _asked_to_sign_in(self, kind, person):
        asked = SignIn.objects.create(
            person=person,
            address="saran@health.example",
            browser="b",
            asked_at=f.NOON,
            expires_at=f.NOON,
        )
        account_letters.send_code(asked, self.saran.language, at=f.NOON)
        return newest(kind)

    def _account_address(self):
        account_letters.send_address_code(self.saran.addresses.get(), at=f.NOON)
        return newest("account.address")

    def _account_probe(self):
        bounces.ask(self.saran.addresses.get(), at=f.NOON)
        return newest("account.probe")

    def _account_notice(self):
        account_letters.send_address_notice(
            self.saran, "saran@health.example", "s@b.example", at=f.NOON
        )
        return newest("account.notice")

    def _account_invitation(self):
        invitation = Invitation.objects.create(
            address="saran@health.example",
            name="Saran",
            language=self.saran.language,
            country=f.country(),
            invited_by=self.adjoa,
            invited_at=f.NOON,
            expires_at=f.NOON,
        )
        account_letters.send_invitation(invitation, at=f.NOON)
        return newest("account.invitation")

    def _account_second(self):
        fact = record(Kind.SECOND_CHANGED, self.saran, by=self.saran, at=f.NOON)
        account_letters.send_second(self.saran, Told.APP, fact.pk, at=f.NOON)
        return newest("account.second")

    def _application(self):
        said = replace(joining.DRAFT, language=self.saran.language)
        draft = joining.draft(address="saran@health.example")
        membership.submit(membership.save(draft, said, at=f.NOON), at=f.NOON)
        return newest("application")

    def _assessment_shown(self):
        """Adjoa coordinates and wrote it; Saran is asked to stand behind it."""
        at = clock.now()
        f.seat(SeatKind.CCG_COORDINATOR, self.adjoa, country=f.country())
        f.seat(SeatKind.CCG_CHAIR, self.saran, country=f.country())
        CountryMembership.objects.filter(country=f.country()).update(level="associate")
        membership.write(f.country(), {}, words="We meet.", shows=True, by=self.adjoa, at=at)
        return newest("assessment.shown", self.saran)

    def _membership_told(self):
        f.seat(SeatKind.CCG_CHAIR, self.saran, country=f.country())
        fact = record(Kind.LEVEL_DECIDED, f.country(), by=None, at=clock.now())
        group_letters.told(f.country(), "full_adopted", fact, at=clock.now())
        return newest("membership.told", self.saran)

    def _account_country(self):
        asked = CountryRequest.objects.create(
            person=self.saran,
            country=f.country("KE", "Kenya"),
            because="She moved.",
            asked_at=f.NOON,
            decided_at=f.NOON,
            is_granted=True,
        )
        return desk_letters.country_decided(asked, by=f.staff(), at=f.NOON)

    def _ending(self):
        """Adjoa's seat ends today; Saran holds the chair, or follows, or only agrees."""
        at = clock.now()
        f.seat(SeatKind.CCG_CHAIR, self.saran, country=f.country())
        seat = f.seat(SeatKind.CCG_COORDINATOR, self.adjoa, country=f.country())
        return seats.end(seat, at.date(), by=self.adjoa, at=at), at

    def _seat_ended(self):
        self._ending()
        return newest("seat.ended", self.saran)

    def _handover_named(self):
        handover, at = self._ending()
        seats.name(handover, seats.Successor(self.saran), by=self.adjoa, at=at)
        return newest("handover.named", self.saran)

    def _handover_waits(self):
        handover, at = self._ending()
        seats.name(handover, seats.Successor(f.person("Efua")), by=self.adjoa, at=at)
        return newest("handover.waits", self.saran)

    def _handover_moved(self):
        self._handover_named()
        handover, at = Handover.objects.get(), clock.now()
        seats.confirm(handover, by=self.saran, at=at, way=Way.PAGE)
        seats.second(handover, by=f.staff(), at=at)
        seats.on_their_day(at=at + timedelta(days=1))
        return newest("handover.moved", self.saran)

    def _manager_changes(self):
        """Saran serves; another organisation is to follow."""
        f.seat(SeatKind.NETWORK_OFFICER, self.saran)
        of = doors_manager.coming()[0]
        manager.set_head(of, self.saran, by=self.saran, at=clock.now())
        return newest("manager.changes", self.saran)

    def _handover_proposed(self):
        f.seat(SeatKind.CCG_CHAIR, self.saran, country=f.country())
        f.seat(SeatKind.CCG_COORDINATOR, self.adjoa, country=f.country())
        self.adjoa.addresses.update(bounced_at=f.NOON)
        seats.notice_silence(at=clock.now())
        return newest("handover.proposed", self.saran)

    def _election(self):
        """Saran is the point of contact of a country on the roll."""
        f.seat(SeatKind.POINT_OF_CONTACT, self.saran, country=f.country())
        return on_record(f.country())

    def _election_called(self):
        election = self._election()
        fact = record(Kind.ELECTION_CALLED, election, by=None, at=clock.now())
        election_letters.called(election, fact, at=clock.now())
        return newest("election.called", self.saran)

    def _election_opened(self):
        voter = self._election().roll.get()
        election_letters.link(voter, self.saran, None, at=clock.now())
        return newest("election.opened", self.saran)

    def _election_counted(self):
        election = self._election()
        fact = record(Kind.ELECTION_COUNTED, election, by=None, at=clock.now())
        election_letters.counted(election, fact, at=clock.now())
        return newest("election.counted", self.saran)

    def _asked_for_support(self, institution):
        bank = f.institution("bank", "A development bank", country=None, kind="partner")
        f.seat(
            SeatKind.STEERING_REPRESENTATIVE,
            self.saran if institution else self.adjoa,
            institution=bank,
        )
        f.seat(SeatKind.CCG_CHAIR, self.adjoa, country=f.country())
        group, at = CountryCoreGroup.objects.get(country=f.country()), clock.now()
        return governance.ask_support(group, bank, "An actuary.", by=self.adjoa, at=at)

    def _support_asked(self):
        self._asked_for_support(institution=True)
        return newest("support.asked", self.saran)

    def _support_answered(self):
        asked, at = self._asked_for_support(institution=False), clock.now()
        answer = SupportAnswer.YES
        governance.answer_support(asked, answer, words="", by=self.adjoa, at=at)
        return newest("support.answered", self.saran)

    def _offer(self):
        """Places for Ghana; Saran is of its Core Group, Adjoa is named."""
        chair = f.person("Abena")
        f.seat(SeatKind.CCG_CHAIR, chair, country=f.country())
        activity = Activity.objects.create(slug="quality", title="Who governs quality")
        one, *_others = activities.offer(
            activity,
            [f.country()],
            places=1,
            due_on=clock.now().date() + timedelta(days=9),
            by=f.staff(),
            at=clock.now(),
        )
        return one, chair

    def _nomination_asked(self):
        f.seat(SeatKind.CCG_COORDINATOR, self.saran, country=f.country())
        self._offer()
        return newest("nomination.asked", self.saran)

    def _nomination_shown(self):
        one, chair = self._offer()
        activities.nominate(one, [self.adjoa], why="", by=chair, at=clock.now())
        return newest("nomination.shown", self.saran)

    def _nomination_objected(self):
        f.seat(SeatKind.CCG_COORDINATOR, self.saran, country=f.country())
        one, chair = self._offer()
        activities.nominate(one, [self.adjoa], why="", by=self.saran, at=clock.now())
        activities.object_to(one, "Not yet.", by=chair, at=clock.now())
        return newest("nomination.objected", self.saran)

    def _nomination_sent(self):
        one, chair = self._offer()
        activities.nominate(one, [self.saran], why="", by=chair, at=clock.now())
        activities.follow_up(at=clock.now() + timedelta(days=3))
        return newest("nomination.sent", self.saran)

    def _desk_answer(self):
        mail = come(raw("Who can help?", sender="saran@health.example", to=DESK), to=DESK)
        return desk_letters.answer(mail, [], "Adjoa can.", by=f.staff(), at=f.NOON)


def pressed_reply(letter: OutgoingMail, program: str, *, forgets_reply_to: bool = False):
    """The letter as it arrived, answered by a program: to Reply-To, or to From if it forgets."""
    letter = OutgoingMail.objects.select_related("person", "reply_token").get(pk=letter.pk)
    arrived = message_from_bytes(copies.bytes_of(letter, at=clock.now()))
    to = arrived["From" if forgets_reply_to else "Reply-To"].rpartition("<")[2].rstrip(">")
    marks = {
        "SERVER": settings.AUTHSERV_ID,
        "DOMAIN": "health.example",
        "FROM": "saran@health.example",
        "TO": to,
        "SUBJECT": "".join(arrived["Subject"].splitlines()),  # folded, where it is long
        "ID": arrived["Message-ID"],
        "REFERENCES": " ".join([*(arrived["References"] or "").split(), arrived["Message-ID"]]),
    }
    message = (SAMPLES / f"{program}.eml").read_text()
    for mark, value in marks.items():
        message = message.replace(f"@@{mark}@@", value)
    return come(message.replace("\n", "\r\n").encode(), to=to, sender="saran@health.example")
