"""The map of the data: every model of the product by name, and nothing else."""

from jln.accounts.models import (
    Authenticator,
    CountryRequest,
    Erasure,
    Invitation,
    KeptForm,
    Passkey,
    PasskeyAsked,
    ProviderAsked,
    ProviderLink,
    RecoveryCode,
    SecondReset,
    Session,
    SignIn,
)
from jln.activities.models import Activity, Nominee, Objection, PlaceOffer
from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.countries.models import Country, CountryCoreGroup, Seat, Statement
from jln.desk.models import CountryContact, HistoryCheck
from jln.elections.models import (
    Ballot,
    BallotLink,
    Candidacy,
    CountedBallots,
    Election,
    ElectionVoter,
)
from jln.facts.models import Fact, Wording
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    BodyReport,
    CharterVersion,
    CoreGroupAction,
    CoreGroupItem,
    CoreGroupMeeting,
    CoreGroupReach,
    Decision,
    GoalLink,
    KeyChange,
    ManagerAppointment,
    Meeting,
    MeetingPresence,
    Motion,
    Ratification,
    Rewording,
    SteeringAction,
    SteeringTerm,
    Strategy,
    StrategyGoal,
    StrategyInput,
    SupportRequest,
    Vote,
    WorkingGroup,
)
from jln.initiatives.models import GroupCountry, Initiative, LearningGroup
from jln.library.models import (
    Adaptation,
    AdaptationEvidence,
    PassedOn,
    Product,
    ProductOrigin,
    ProductTheme,
    Release,
)
from jln.mail.models import InboundMail, OutgoingMail, ReplyToken
from jln.mailroom.models import MailAnswer
from jln.membership.models import (
    Application,
    AssessmentLine,
    Contribution,
    CountryMembership,
    Endorsement,
    LevelProposal,
    SelfAssessment,
    Waiver,
)
from jln.notify.models import MailSetting
from jln.parameters.models import Parameter
from jln.people.models import (
    EmailAddress,
    Expertise,
    Institution,
    InstitutionRole,
    Person,
    Position,
    SpokenLanguage,
    Theme,
)
from jln.priorities.models import (
    Priority,
    PriorityConsent,
    PriorityFate,
    PriorityMerge,
    PriorityNaming,
    PriorityRound,
    RoundCountry,
)
from jln.problems.models import Problem, ProblemCountry
from jln.search.models import SearchEntry
from jln.seats.models import Handover
from jln.spaces.models import Space, SpaceMember
from jln.uploads.models import Upload
from jln.web.models import Network, RateLimit, Version
from jln.work.models import Job, ScheduleMark

__all__ = [
    "Activity", "Adaptation", "AdaptationEvidence", "AgendaInput", "AgendaItem",
    "AgendaMinutes", "AgendaPaper", "Application", "AskedColleague", "AssessmentLine",
    "Authenticator", "Ballot", "BallotLink", "BodyReport", "Candidacy", "CharterVersion",
    "Contribution", "CoreGroupAction", "CoreGroupItem", "CoreGroupMeeting", "CoreGroupReach",
    "CountedBallots", "Country", "CountryContact", "CountryCoreGroup", "CountryMembership",
    "CountryRequest", "Decision", "Election", "ElectionVoter", "EmailAddress", "Endorsement",
    "Erasure", "Expertise", "Fact", "GoalLink", "GroupCountry", "Handover", "HistoryCheck",
    "InboundMail", "Initiative", "Institution", "InstitutionRole", "Invitation", "Job",
    "KeptForm", "KeyChange", "LearningGroup", "LevelProposal", "MailAnswer", "MailSetting",
    "ManagerAppointment", "Meeting", "MeetingPresence", "Motion", "Network", "Nominee",
    "Objection", "OutgoingMail", "Parameter", "PassedOn", "Passkey", "PasskeyAsked", "Person",
    "PlaceOffer", "Position", "Post", "Priority", "PriorityConsent", "PriorityFate",
    "PriorityMerge", "PriorityNaming", "PriorityRound", "Problem", "ProblemCountry", "Product",
    "ProductOrigin", "ProductTheme", "ProviderAsked", "ProviderLink", "RateLimit",
    "Ratification", "RecoveryCode", "Release", "ReplyToken", "Rewording", "RoundCountry",
    "ScheduleMark", "SearchEntry", "Seat", "SecondReset", "SelfAssessment", "Session", "SignIn",
    "Space", "SpaceMember", "SpokenLanguage", "Statement", "SteeringAction", "SteeringTerm",
    "Strategy", "StrategyGoal", "StrategyInput", "SupportRequest", "Thanks", "Theme", "Topic",
    "TopicFollow", "Upload", "Version", "Vote", "Waiver", "Wording", "WorkingGroup",
]  # fmt: skip
