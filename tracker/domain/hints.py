"""What a person can do next after a refusal.

A rule says what is not possible; a hint says the next step, and each face of the program words it:
the command line as a command or an option, a page as a link or a field.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class NextStep(Enum):
    """A step that a person can take. What a step needs to be worded is named beside it."""

    ACKNOWLEDGE_CLOCK = auto()
    ADD_MEASURE = auto()  # ref
    ADD_PARTY = auto()
    BOOK_MEETING = auto()
    CHOOSE_LAYOUT = auto()  # layout, of the nearest
    CHOOSE_MEASURE = auto()
    CONTINUE_COPY = auto()
    CORRECT_OTHER_PARTS = auto()  # parts, separated by blanks
    CREATE_LEDGER = auto()  # location
    FILL_IN_BY_HAND = auto()
    IMPORT_AS_NEW = auto()
    IMPORT_REPORT = auto()
    LINK_LOGIN = auto()  # login
    LINK_OTHER_LOGIN = auto()
    NAME_ACTOR = auto()
    NAME_DECIDER = auto()
    NAME_EARLIER_HEAD = auto()
    NAME_MEASURE = auto()
    NAME_MINUTE = auto()
    NAME_ONE_PLACE = auto()
    NAME_PART = auto()
    NAME_PAST_MOMENT = auto()
    NAME_REASON = auto()
    NAME_REISSUE_DAY = auto()
    NAME_SERVICE = auto()
    NAME_TARGET = auto()
    OMIT_ACTOR = auto()
    OMIT_DECIDER = auto()
    OPEN_WITHOUT_ERASURES = auto()
    PRINT_HEAD = auto()
    REBUILD = auto()
    REISSUE_OR_TAKE_BACK = auto()  # entry
    REPEAT_COMMAND = auto()  # command
    SAY_REISSUED = auto()
    SERVE_BY_ACTION = auto()
    SIGN_HEAD = auto()
    STATE_PUBLICATION = auto()
    TAKE_BACK_AND_IMPORT = auto()  # entry
    TAKE_BACK_FIRST = auto()  # entry
    UNLINK_LOGIN = auto()  # party
    UPGRADE = auto()
    VERIFY = auto()


class Hint(NamedTuple):
    """A next step, with what it needs to be worded."""

    step: NextStep
    values: Mapping[str, str] = {}


def hint(step: NextStep, **values: object) -> Hint:
    """Return a hint with its values as text."""
    return Hint(step, {name: str(value) for name, value in values.items()})
