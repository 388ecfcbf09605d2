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
from jln.activities.models import Activity
from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.countries.models import Country, CountryCoreGroup, Seat, Statement
from jln.desk.models import HistoryCheck
from jln.facts.models import Fact, Wording
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    CharterVersion,
    CoreGroupAction,
    CoreGroupItem,
    CoreGroupMeeting,
    CoreGroupReach,
    Decision,
    Meeting,
    MeetingPresence,
    Motion,
    Ratification,
    Rewording,
    SteeringAction,
    SteeringTerm,
    Vote,
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
from jln.membership.models import CountryMembership
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
from jln.problems.models import Problem, ProblemCountry
from jln.search.models import SearchEntry
from jln.seats.models import Handover
from jln.spaces.models import Space, SpaceMember
from jln.uploads.models import Upload
from jln.web.models import Network, RateLimit, Version
from jln.work.models import Job, ScheduleMark

__all__ = [
    "Activity", "Adaptation", "AdaptationEvidence", "AgendaInput", "AgendaItem",
    "AgendaMinutes", "AgendaPaper", "AskedColleague", "Authenticator", "CharterVersion",
    "CoreGroupAction", "CoreGroupItem", "CoreGroupMeeting", "CoreGroupReach", "Country",
    "CountryCoreGroup", "CountryMembership", "CountryRequest", "Decision", "EmailAddress",
    "Erasure", "Expertise", "Fact", "GroupCountry", "Handover", "HistoryCheck", "InboundMail",
    "Initiative", "Institution", "InstitutionRole", "Invitation", "Job", "KeptForm",
    "LearningGroup", "MailAnswer", "MailSetting", "Meeting", "MeetingPresence", "Motion",
    "Network", "OutgoingMail", "Parameter", "PassedOn", "Passkey", "PasskeyAsked", "Person",
    "Position", "Post", "Problem", "ProblemCountry", "Product", "ProductOrigin",
    "ProductTheme", "ProviderAsked", "ProviderLink", "RateLimit", "Ratification",
    "RecoveryCode", "Release", "ReplyToken", "Rewording", "ScheduleMark", "SearchEntry",
    "Seat", "SecondReset", "Session", "SignIn", "Space", "SpaceMember", "SpokenLanguage",
    "Statement", "SteeringAction", "SteeringTerm", "Thanks", "Theme", "Topic", "TopicFollow",
    "Upload", "Version", "Vote", "Wording",
]  # fmt: skip
