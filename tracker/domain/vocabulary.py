"""The words of the field, as they are stored, printed and published.

Every value is the word a board would use. Only the standard library is imported here, so that
reading a plan costs no more than the words it prints.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from typing import Self

PartyId = NewType("PartyId", str)
"""An opaque id (`p3`): it still identifies a person's entries after their name is erased."""

ServiceId = NewType("ServiceId", str)
"""The stable id of a service (`knowsley`), whatever it is called this year."""

InspectionId = NewType("InspectionId", str)
"""The id of one published report (`knowsley-2023`)."""

ItemRef = NewType("ItemRef", str)
"""The reference of an item: its inspection and its report's own number (`knowsley-2023/1.3-b`)."""

TITLE: Final = 300
"""The most characters that a title, name or caption may have."""

NOTE: Final = 20_000
"""The most characters that a note, reason or published text may have."""


class Word(StrEnum):
    """A word of the vocabulary: with spaces to be read, with hyphens to be typed."""

    @property
    def typed(self) -> str:
        """The word as it is typed in a shell, without quotes."""
        return self.value.replace(" ", "-")

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the word typed, with hyphens, spaces or underscores, in either case.

        Raises ValueError for a word that is not one of these.
        """
        return cls(" ".join(text.lower().replace("-", " ").replace("_", " ").split()))


class Kind(Word):
    """What kind of thing the report asks to be carried out."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    AREA_REQUIRING_IMPROVEMENT = "area requiring improvement"
    KEY_CONCERN = "key concern"
    PRIORITY_ACTION = "priority action"


class Response(Word):
    """The service's answer to an item; none yet is no value at all."""

    AGREED = "agreed"
    PARTLY_AGREED = "partly agreed"
    NOT_AGREED = "not agreed"


class Status(Word):
    """The status of an item: derived from what was recorded, never typed."""

    AWAITING_RESPONSE = "awaiting response"
    AGREED = "agreed"
    PARTLY_AGREED = "partly agreed"
    NOT_AGREED = "not agreed"
    IN_PROGRESS = "in progress"
    ACTIONS_COMPLETE = "actions complete"
    CLOSURE_PROPOSED = "closure proposed"
    CLOSED = "closed"


class ClosedAs(Word):
    """How an item was closed."""

    IMPLEMENTED = "implemented"
    SUPERSEDED = "superseded"
    NO_LONGER_APPLICABLE = "no longer applicable"
    ALTERNATIVE = "alternative"
    WILL_NOT_IMPLEMENT = "will not implement"
    NO_FURTHER_ACTION = "no further action"


class ActionStatus(Word):
    """The status of an action."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"


class Progress(Word):
    """The scale on which a service claims and an inspector judges progress.

    The names are those of HM Inspectorate of Prisons' independent reviews of progress; youth
    justice borrows them here.
    """

    NO_MEANINGFUL = "no meaningful"
    INSUFFICIENT = "insufficient"
    REASONABLE = "reasonable"
    GOOD = "good"

    @property
    def step(self) -> int:
        """The place on the scale, 0 (no meaningful progress) to 3 (good progress)."""
        return list(Progress).index(self)


class Relation(Word):
    """How one item belongs with another."""

    RECURS = "recurs"
    SUPERSEDES = "supersedes"
    COVERED_BY = "covered by"
    SERVES = "serves"


class Rag(Word):
    """The rating of progress: computed by one printed rule, never typed."""

    BLUE = "blue"
    NONE = "none"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Direction(Word):
    """Which way a measure has to go to meet its target."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class PartyKind(Word):
    """Who may own or do things."""

    PERSON = "person"
    ROLE = "role"
    BODY = "body"


class Role(Word):
    """What a person is to the board; rights go with it."""

    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    MANAGER = "manager"
    CLERK = "clerk"
    MEMBER = "member"
    INSPECTOR = "inspector"


class ErasureReason(Word):
    """Why a text was erased: a code, for free text would name the child again."""

    NAMES_A_CHILD = "names a child"
    NAMES_A_PERSON = "names a person"
    OTHER = "other"


class Setting(Word):
    """The numbers of the rules; recorded, so that an old date is judged by those of its day."""

    DUE_SOON_DAYS = "due soon days"
    HALF_DONE_PERCENT = "half done percent"
    QUIET_DAYS = "quiet days"
    PLAN_DEADLINE_DAYS = "plan deadline days"
    RE_DATES_AT_MOST = "re dates at most"
    RE_DATE_DAYS_AT_MOST = "re date days at most"
    NAME_CHECK = "name check"


class Verb(Word):
    """What a person does to the record; rights are given by verb."""

    IMPORT = "import"
    RESPOND = "respond"
    ASSIGN = "assign"
    LOG = "log"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    REASSIGN = "reassign"
    RESCHEDULE = "reschedule"
    AGREE = "agree"
    REFUSE = "refuse"
    REOPEN = "reopen"
    OUTCOME = "outcome"
    MEASURE = "measure"
    EVIDENCE = "evidence"
    PROPOSE = "propose"
    SELF_ASSESS = "self-assess"
    JUDGE = "judge"
    LINK = "link"
    THEME = "theme"
    PEOPLE = "people"
    SERVICES = "services"
    BOARD = "board"
    SETTINGS = "settings"
    CORRECT = "correct"
    ERASE = "erase"
    ANCHOR = "anchor"
    EXPORT = "export"
    CLOCK = "clock"
    BEGIN = "init"
