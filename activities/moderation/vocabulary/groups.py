"""What a word may stand for."""

from collections.abc import Mapping
from enum import StrEnum


class Group(StrEnum):
    """Words that do the same in a rule."""

    MINOR = "minor"
    AGED = "aged"
    """Stands before an age: aged 12."""
    YEARS = "years"
    """Stands behind an age: 12 years old."""
    SEXUAL = "sexual"
    SUGGESTIVE = "suggestive"
    PROTECTIVE = "protective"
    """Tells that something is condemned or prosecuted."""
    HARMLESS = "harmless"
    """Phrases whose words mean nothing here: bare feet."""
    SLUR = "slur"
    PEOPLE = "people"
    """Groups that hate is aimed at."""
    DEHUMANISING = "dehumanising"
    SELF_HARM = "self_harm"
    METHOD = "method"
    """Asks or tells of a way to do it."""
    URGING = "urging"
    """Calls somebody to do it."""
    GORE = "gore"
    DEVICE = "device"
    DRUG = "drug"
    MAKING = "making"
    PROCESS = "process"
    """A step of making something in a laboratory or a workshop."""
    TEACHING = "teaching"
    UNIT = "unit"
    NUMBER = "number"
    """Found by its digits, in no list."""
    QUANTITY = "quantity"
    """A number with its unit; in no list."""


Vocabulary = Mapping[Group, str]
