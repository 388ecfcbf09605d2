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
from jln.conduct.models import (
    ConductAcceptance,
    ConductVersion,
    KeptAway,
)
from jln.conversations.models import (
    AnswerCard,
    AnswerMark,
    AskedColleague,
    Asking,
    AskWish,
    CardVoice,
    CatchUp,
    Dialogue,
    DialogueQuestion,
    FeedKey,
    FollowUp,
    HeldPost,
    ImportedAuthor,
    OriginalMail,
    Poll,
    PollAnswer,
    PollOption,
    Post,
    PostFile,
    PostOrigin,
    PostTrace,
    PostTranslation,
    Practice,
    Report,
    ReportCase,
    ReportLook,
    SpaceSeen,
    Thanks,
    Topic,
    TopicChange,
    TopicFollow,
    TopicSeen,
)
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
from jln.mail.models import InboundMail, LetterBody, OutgoingMail, ReplyToken
from jln.mailroom.models import AddressProbe, MailAnswer, ReturnedOn
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
from jln.newsletter.models import (
    Issue,
    IssueEdition,
    IssuePiece,
    IssueRun,
    PieceText,
)
from jln.notify.models import Digest, DigestItem, DigestRun, MailPlan, MailSetting
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
from jln.safe_space.models import (
    SafeAuthor,
    SafeContribution,
    SafeDuty,
    SafePart,
    SafePattern,
    SafeSpace,
)
from jln.search.models import SearchEntry
from jln.seats.models import Handover
from jln.spaces.models import JoinRequest, Space, SpaceMember, SpaceModerator, Subscription
from jln.uploads.models import (
    FilePage,
    FileReading,
    Upload,
)
from jln.web.models import Network, RateLimit, Version
from jln.work.models import Job, ScheduleMark

__all__ = [
    "Activity", "Adaptation", "AdaptationEvidence", "AddressProbe", "AgendaInput", "AgendaItem",
    "AgendaMinutes", "AgendaPaper", "AnswerCard", "AnswerMark", "Application", "AskWish",
    "AskedColleague", "Asking", "AssessmentLine", "Authenticator", "Ballot", "BallotLink",
    "BodyReport", "Candidacy", "CardVoice", "CatchUp", "CharterVersion", "ConductAcceptance",
    "ConductVersion", "Contribution", "CoreGroupAction", "CoreGroupItem", "CoreGroupMeeting",
    "CoreGroupReach", "CountedBallots", "Country", "CountryContact", "CountryCoreGroup",
    "CountryMembership", "CountryRequest", "Decision", "Dialogue", "DialogueQuestion", "Digest",
    "DigestItem", "DigestRun", "Election", "ElectionVoter", "EmailAddress", "Endorsement",
    "Erasure", "Expertise", "Fact", "FeedKey", "FilePage", "FileReading", "FollowUp", "GoalLink",
    "GroupCountry", "Handover", "HeldPost", "HistoryCheck", "ImportedAuthor", "InboundMail",
    "Initiative", "Institution", "InstitutionRole", "Invitation", "Issue", "IssueEdition",
    "IssuePiece", "IssueRun", "Job", "JoinRequest", "KeptAway", "KeptForm", "KeyChange",
    "LearningGroup", "LetterBody", "LevelProposal", "MailAnswer", "MailPlan", "MailSetting",
    "ManagerAppointment", "Meeting", "MeetingPresence", "Motion", "Network", "Nominee", "Objection",
    "OriginalMail", "OutgoingMail", "Parameter", "PassedOn", "Passkey", "PasskeyAsked", "Person",
    "PieceText", "PlaceOffer", "Poll", "PollAnswer", "PollOption", "Position", "Post", "PostFile",
    "PostOrigin", "PostTrace", "PostTranslation", "Practice", "Priority", "PriorityConsent",
    "PriorityFate", "PriorityMerge", "PriorityNaming", "PriorityRound", "Problem", "ProblemCountry",
    "Product", "ProductOrigin", "ProductTheme", "ProviderAsked", "ProviderLink", "RateLimit",
    "Ratification", "RecoveryCode", "Release", "ReplyToken", "Report", "ReportCase", "ReportLook",
    "ReturnedOn", "Rewording", "RoundCountry", "SafeAuthor", "SafeContribution", "SafeDuty",
    "SafePart", "SafePattern", "SafeSpace", "ScheduleMark", "SearchEntry", "Seat", "SecondReset",
    "SelfAssessment", "Session", "SignIn", "Space", "SpaceMember", "SpaceModerator", "SpaceSeen",
    "SpokenLanguage", "Statement", "SteeringAction", "SteeringTerm", "Strategy", "StrategyGoal",
    "StrategyInput", "Subscription", "SupportRequest", "Thanks", "Theme", "Topic", "TopicChange",
    "TopicFollow", "TopicSeen", "Upload", "Version", "Vote", "Waiver", "Wording", "WorkingGroup",
]  # fmt: skip
