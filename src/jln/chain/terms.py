"""The words of the chain."""

from enum import StrEnum


class LineKind(StrEnum):
    """What a line can be followed from; part of its address."""

    PROBLEM = "problem"
    PRODUCT = "product"
    ADAPTATION = "adaptation"


class StepKind(StrEnum):
    """What a step is, in the order in which steps of one day stand."""

    PROBLEM = "problem"
    TOPIC = "topic"
    GROUP = "group"
    SESSION = "session"
    PRODUCT = "product"
    RELEASE = "release"
    ADAPTATION = "adaptation"
    PASSED_ON = "passed_on"


class StepState(StrEnum):
    """How much of a step the reader may see."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    REMOVED = "removed"
