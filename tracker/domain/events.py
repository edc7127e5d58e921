"""Everything that can be recorded: one class per event, and the union of them all.

An event holds what was decided. Who decided, when it took effect, when it was recorded and in
which stream stands in the envelope around it. The docstring of a class is the description its
published schema carries (`events/schemas/`). A released class never changes: a new meaning is a
new type, a new shape a new version beside the old one.
"""
# Annotations are not put off here: pydantic would evaluate each of their texts as a command starts.

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from tracker.domain.free_text import FreeText
from tracker.domain.vocabulary import (
    ClosedAs,
    Direction,
    ErasureReason,
    InspectionId,
    ItemRef,
    Kind,
    PartyId,
    PartyKind,
    Progress,
    Relation,
    Response,
    Role,
    ServiceId,
    Setting,
)

Number: TypeAlias = Annotated[int, Field(ge=1)]
Percent: TypeAlias = Annotated[int, Field(ge=0, le=100)]
Decimal: TypeAlias = Annotated[str, Field(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$")]
Party: TypeAlias = Annotated[PartyId, Field(pattern=r"^p[1-9][0-9]{0,8}$")]
Service: TypeAlias = Annotated[ServiceId, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Inspection: TypeAlias = Annotated[
    InspectionId, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
]
Item: TypeAlias = Annotated[
    ItemRef,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*$", max_length=90),
]
ItemNumber: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=24)]
StandardNumber: TypeAlias = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9]+(\.[0-9]+)*$", max_length=12)
]
Sha256: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PartialDate: TypeAlias = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
]
Layout: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


def _existing(instant: str) -> str:
    datetime.fromisoformat(instant)
    return instant


Instant: TypeAlias = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$"),
    AfterValidator(_existing),
]


class Fact(BaseModel):
    """A value that is recorded: it cannot be changed, guessed at or added to."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
        defer_build=True,  # a command needs few of them
    )


class Event(Fact):
    """A fact as it was decided. Who, when and which stream belong to the envelope."""


class Minuted(Fact):
    """A decision taken by somebody in a meeting, which somebody else has entered."""

    decided_by: Party
    minute: FreeText


class Decision(Event):
    """A response, decision or judgement: it may be entered for whoever made it."""

    minuted: Minuted | None = None


# The ledger itself, parties, services, the board and the rules.


class LedgerBegun(Event):
    """A ledger was begun. A demonstration ledger says so here, and only there are clocks played."""

    type: Literal["ledger-begun.v1"] = "ledger-begun.v1"
    demonstration: bool = False


class ClockAnomaly(Event):
    """The clock was behind the record: the times of the entries `first` to `last` are in doubt.

    `clock` is what it said in UTC when somebody acknowledged that. Until it has passed the time of
    `last`, what follows is recorded just after; no time is ever rewritten.
    """

    type: Literal["clock-anomaly.v1"] = "clock-anomaly.v1"
    first: Number
    last: Number
    clock: Instant
    reason: FreeText


class PartyAdded(Event):
    """A person, a role or a body became known, who may own or do things."""

    type: Literal["party-added.v1"] = "party-added.v1"
    kind: PartyKind
    name: FreeText


class PartyRenamed(Event):
    """A party goes by another name from this date on."""

    type: Literal["party-renamed.v1"] = "party-renamed.v1"
    name: FreeText


class RoleTaken(Event):
    """A person took a role towards the board, for good or until a date (its last day)."""

    type: Literal["role-taken.v1"] = "role-taken.v1"
    role: Role
    until: date | None = None


class RoleEnded(Event):
    """A person no longer holds a role; this entry's date is the first day without it."""

    type: Literal["role-ended.v1"] = "role-ended.v1"
    role: Role


class LoginBound(Event):
    """From now on this login, and no other, is this party's; null takes it away.

    A ledger on a server knows by it who acts. In a file it is only told.
    """

    type: Literal["login-bound.v1"] = "login-bound.v1"
    login: FreeText | None


class ServiceAdded(Event):
    """A youth justice service became known under its name of the day."""

    type: Literal["service-added.v1"] = "service-added.v1"
    name: FreeText


class ServiceRenamed(Event):
    """A service goes by another name from this date on; what was recorded stays where it was."""

    type: Literal["service-renamed.v1"] = "service-renamed.v1"
    name: FreeText


class ServiceMerged(Event):
    """A service became part of another; what was recorded stays where it was."""

    type: Literal["service-merged.v1"] = "service-merged.v1"
    into: Service


class BoardMeetingFixed(Event):
    """The management board is to meet on a day."""

    type: Literal["board-meeting-fixed.v1"] = "board-meeting-fixed.v1"
    day: date


class BoardMeetingMoved(Event):
    """A meeting of the management board was moved to another day."""

    type: Literal["board-meeting-moved.v1"] = "board-meeting-moved.v1"
    day: date
    to: date


class SettingAgreed(Event):
    """Another number was agreed for one of the rules, from this date on; null lifts a limit."""

    type: Literal["setting-agreed.v1"] = "setting-agreed.v1"
    setting: Setting
    value: Annotated[int, Field(ge=0, le=10_000)] | None


class HeadAnchored(Event):
    """The head of the record was given to somebody, who can hold the record to it later.

    `head` is the hash of the entry at `position`; it stands for everything recorded up to there.
    The day it was given is the one on which this entry takes effect.
    """

    type: Literal["head-anchored.v1"] = "head-anchored.v1"
    position: Number
    head: Sha256
    to: FreeText
    note: FreeText | None = None


class ExportMade(Event):
    """A copy of the record was made to be given away, whole or of one inspection.

    It holds everything up to the entry at `position`, whose hash is `head`; `sha256` is the digest
    of its file, and `file` the name it was written under. After a crash there may be no such file.
    """

    type: Literal["export-made.v1"] = "export-made.v1"
    inspection: Inspection | None = None
    position: Number
    head: Sha256
    sha256: Sha256
    file: FreeText


# What an inspection published.


class PrintedDate(Fact):
    """A date as it is printed, and as precisely: `2023-05` has no day.

    `stated` is a day given by whoever brought the report in, which the report does not print.
    """

    text: FreeText | None = None
    iso: PartialDate | None = None
    stated: date | None = None


class Fieldwork(Fact):
    """When the inspectors were there, as precisely as printed."""

    start: PartialDate | None = None
    end: PartialDate | None = None


class Score(Fact):
    """Points printed, of how many."""

    points: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=1)]


class KeyQuestion(Fact):
    """A key question of a standard and the percentage of cases answered with yes, as printed."""

    text: FreeText
    percent: int | None = None


class Standard(Fact):
    """A standard inspected: known by its number, for names recur; null where none is printed.

    The rating stands as printed.
    """

    number: StandardNumber | None = None
    name: FreeText
    rating: FreeText | None = None
    questions: tuple[KeyQuestion, ...] = ()


class CaseFigure(Fact):
    """How many cases were good enough, of how many, in the paragraph that prints it."""

    paragraph: Annotated[str, Field(pattern=r"^[A-Za-z0-9.]+$", max_length=12)] | None = None
    sufficient: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]
    text: FreeText


class Sample(Fact):
    """How many cases of a kind were looked at."""

    text: FreeText
    cases: Annotated[int, Field(ge=0)]


class Source(Fact):
    """The file a report was read from, by which layout, and the digest of its bytes."""

    report: FreeText
    layout: Layout
    sha256: Sha256 | None = None


class ReportPrinted(Event):
    """What a report or letter about a service prints, kept as printed."""

    type: str
    service: Service
    inspectorate: FreeText
    title: FreeText
    kind: FreeText
    published: PrintedDate
    fieldwork: Fieldwork
    score: Score | None = None
    overall: FreeText | None = None
    standards: tuple[Standard, ...] = ()
    case_figures: tuple[CaseFigure, ...] = ()
    samples: tuple[Sample, ...] = ()
    source: Source
    warnings: tuple[FreeText, ...] = ()


class InspectionPublished(ReportPrinted):
    """A report or letter about a service was published. Its facts are kept as printed.

    Where the print is silent the fact is null; where it contradicts itself it is kept, and a
    warning says so. `published` is as precise as printed; this entry takes effect on its last day.
    """

    type: Literal["inspection-published.v1"] = "inspection-published.v1"


class InspectionReissued(ReportPrinted):
    """A published report was published again, with other facts: they stand from this date on.

    All facts are as the re-issue prints them, and `items` the numbers of its items in the order of
    the print. Before this date the facts first published stand, and go on standing.
    """

    type: Literal["inspection-reissued.v1"] = "inspection-reissued.v1"
    items: tuple[ItemNumber, ...]


class RecommendationMade(Event):
    """An inspection asked for something to be carried out, whatever kind the report calls it.

    The addressee is the body it is addressed to, and null where none is printed.
    """

    type: Literal["recommendation-made.v1"] = "recommendation-made.v1"
    inspection: Inspection
    service: Service
    number: ItemNumber
    kind: Kind
    text: FreeText
    addressee: FreeText | None = None
    standard: StandardNumber | None = None


class RecommendationReissued(Event):
    """A report as re-issued asks for an item in these words, for this addressee, from this date on.

    The item keeps its number, and everything that was done about it.
    """

    type: Literal["recommendation-reissued.v1"] = "recommendation-reissued.v1"
    kind: Kind
    text: FreeText
    addressee: FreeText | None = None
    standard: StandardNumber | None = None


class RecommendationDropped(Event):
    """A report as re-issued no longer holds an item; it stays in the plan with its history."""

    type: Literal["recommendation-dropped.v1"] = "recommendation-dropped.v1"


# What the service and its partners do about it.


class ResponseGiven(Decision):
    """The service answered: agreed, partly agreed (which part, and why) or not agreed (why)."""

    type: Literal["response-given.v1"] = "response-given.v1"
    response: Response
    part: FreeText | None = None
    why: FreeText | None = None


class NoteMade(Event):
    """Something was noted about an item as a whole."""

    type: Literal["note-made.v1"] = "note-made.v1"
    note: FreeText


class ActionAssigned(Event):
    """The board gave somebody a concrete step, with a date to finish it by."""

    type: Literal["action-assigned.v1"] = "action-assigned.v1"
    action: Number
    what: FreeText
    owner: Party
    due: date
    supporting: tuple[Party, ...] = ()


class ActionProgressed(Event):
    """Progress on an action, in words and perhaps in percent."""

    type: Literal["action-progressed.v1"] = "action-progressed.v1"
    action: Number
    note: FreeText
    percent: Percent | None = None


class ActionCompleted(Event):
    """An action was carried out. Whether it helped is for a measure to say."""

    type: Literal["action-completed.v1"] = "action-completed.v1"
    action: Number
    note: FreeText | None = None


class ActionWithdrawn(Event):
    """An action is no longer to be carried out."""

    type: Literal["action-withdrawn.v1"] = "action-withdrawn.v1"
    action: Number
    why: FreeText


class ActionReopened(Decision):
    """A complete or withdrawn action is to be worked on again."""

    type: Literal["action-reopened.v1"] = "action-reopened.v1"
    action: Number
    why: FreeText


class ActionReowned(Event):
    """Somebody else answers for an action from this date on."""

    type: Literal["action-reowned.v1"] = "action-reowned.v1"
    action: Number
    owner: Party


class DateChangeAsked(Event):
    """Another due date was asked for, with a reason."""

    type: Literal["date-change-asked.v1"] = "date-change-asked.v1"
    action: Number
    to: date
    reason: FreeText


class DateChangeAgreed(Decision):
    """Somebody else agreed another due date; it carries the date that was agreed."""

    type: Literal["date-change-agreed.v1"] = "date-change-agreed.v1"
    action: Number
    to: date


class DateChangeRefused(Decision):
    """Another due date was refused; the agreed one stands."""

    type: Literal["date-change-refused.v1"] = "date-change-refused.v1"
    action: Number
    why: FreeText


class Measure(Fact):
    """How an outcome is counted: decimals exactly as typed."""

    name: FreeText
    unit: FreeText | None = None
    baseline: Decimal | None = None
    target: Decimal
    direction: Direction


class OutcomeStated(Event):
    """What should be better, and perhaps how it is counted."""

    type: Literal["outcome-stated.v1"] = "outcome-stated.v1"
    outcome: Number
    action: Number | None = None
    what: FreeText
    measure: Measure | None = None


class MeasureRead(Event):
    """A reading of an outcome's measure; this entry's date is the day it is a reading of."""

    type: Literal["measure-read.v1"] = "measure-read.v1"
    outcome: Number
    value: Decimal


class EvidenceFiled(Event):
    """Proof was filed: where it is, and the date it is of (not the date it was filed)."""

    type: Literal["evidence-filed.v1"] = "evidence-filed.v1"
    evidence: Number
    action: Number | None = None
    title: FreeText
    of: date
    link: FreeText | None = None
    file: FreeText | None = None
    sha256: Sha256 | None = None


class ClosureProposed(Event):
    """Somebody proposed to close an item, as what, and why."""

    type: Literal["closure-proposed.v1"] = "closure-proposed.v1"
    closed_as: ClosedAs
    why: FreeText


class ClosureAgreed(Decision):
    """Somebody else agreed the closure; it carries what the item was closed as."""

    type: Literal["closure-agreed.v1"] = "closure-agreed.v1"
    closed_as: ClosedAs


class ClosureRefused(Decision):
    """A proposed closure was refused, with the reason."""

    type: Literal["closure-refused.v1"] = "closure-refused.v1"
    why: FreeText


class RecommendationReopened(Decision):
    """A closed item is to be worked on again."""

    type: Literal["recommendation-reopened.v1"] = "recommendation-reopened.v1"
    why: FreeText


class ProgressClaimed(Event):
    """The service's own claim of how far it has come."""

    type: Literal["progress-claimed.v1"] = "progress-claimed.v1"
    progress: Progress
    why: FreeText


class ProgressJudged(Decision):
    """The inspector's judgement of how far the service has come."""

    type: Literal["progress-judged.v1"] = "progress-judged.v1"
    progress: Progress
    why: FreeText


class RecommendationLinked(Event):
    """An item, or one of its actions, belongs with another item."""

    type: Literal["recommendation-linked.v1"] = "recommendation-linked.v1"
    relation: Relation
    to: Item
    action: Number | None = None


class ThemesGiven(Event):
    """An item was put under themes, beside those it had."""

    type: Literal["themes-given.v1"] = "themes-given.v1"
    themes: Annotated[tuple[FreeText, ...], Field(min_length=1)]


# Putting the record right, visibly. These name the entry they are about by its position.

PartyEvent: TypeAlias = PartyAdded | PartyRenamed | RoleTaken | RoleEnded | LoginBound
ServiceEvent: TypeAlias = ServiceAdded | ServiceRenamed | ServiceMerged
BoardEvent: TypeAlias = BoardMeetingFixed | BoardMeetingMoved
ActionStep: TypeAlias = (
    ActionProgressed
    | ActionCompleted
    | ActionWithdrawn
    | ActionReopened
    | ActionReowned
    | DateChangeAsked
    | DateChangeAgreed
    | DateChangeRefused
)
ItemEvent: TypeAlias = (
    RecommendationMade
    | RecommendationReissued
    | RecommendationDropped
    | ResponseGiven
    | NoteMade
    | ActionAssigned
    | ActionStep
    | OutcomeStated
    | MeasureRead
    | EvidenceFiled
    | ClosureProposed
    | ClosureAgreed
    | ClosureRefused
    | RecommendationReopened
    | ProgressClaimed
    | ProgressJudged
    | RecommendationLinked
    | ThemesGiven
)
PlainEvent: TypeAlias = (
    LedgerBegun
    | ClockAnomaly
    | PartyEvent
    | ServiceEvent
    | BoardEvent
    | SettingAgreed
    | HeadAnchored
    | ExportMade
    | InspectionPublished
    | InspectionReissued
    | ItemEvent
)


AnotherEvent: TypeAlias = Annotated[
    Annotated[PlainEvent, Field(discriminator="type")],
    WithJsonSchema(
        {
            "type": "object",
            "description": "An event of the plan, in the shape its own schema publishes.",
            "properties": {"type": {"type": "string"}},
            "required": ["type"],
        }
    ),
]
"""The event that stands instead. Its schema names no type, or every new type would change it."""


class EntryCorrected(Event):
    """A wrong entry was put right: with another event, another date, or both. The entry stays.

    What is null keeps standing as it stood before this correction.
    """

    type: Literal["entry-corrected.v1"] = "entry-corrected.v1"
    entry: Number
    event: AnotherEvent | None = None
    on: date | None = None
    reason: FreeText


class EntryTakenBack(Event):
    """An entry was never true, or a correction of one was not. The entry stays, visibly."""

    type: Literal["entry-taken-back.v1"] = "entry-taken-back.v1"
    entry: Number
    reason: FreeText


class ErasureAsked(Event):
    """Somebody asked for the texts of an entry to be erased; from now on no view shows them."""

    type: Literal["erasure-asked.v1"] = "erasure-asked.v1"
    entry: Number
    reason: ErasureReason


class TextErased(Event):
    """Somebody else confirmed an erasure: the texts and their salts were destroyed with it."""

    type: Literal["text-erased.v1"] = "text-erased.v1"
    entry: Number
    reason: ErasureReason


Mending: TypeAlias = EntryCorrected | EntryTakenBack
Erasing: TypeAlias = ErasureAsked | TextErased
AnyEvent: TypeAlias = PlainEvent | Mending | Erasing

CATALOGUE: dict[str, type[AnyEvent]] = {
    cls.model_fields["type"].default: cls for cls in get_args(AnyEvent)
}
"""Every event class by its name on the wire: the allow-list of what may be read."""
