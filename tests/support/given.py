"""One-line examples, so that every test speaks of the same recommendation, people and days.

Each example is an entry; `recorded` gives entries their positions, from 1 in the order they are
said, and `given` replays them. What is not said is usual: recorded by the manager, effective on
the day of the board, about the first action.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry
from tracker.domain.item_history import fold_item
from tracker.domain.vocabulary import (
    ClosedAs,
    Direction,
    InspectionId,
    ItemRef,
    Kind,
    PartyId,
    Progress,
    Relation,
    Response,
    ServiceId,
)

if TYPE_CHECKING:
    from tracker.domain.recommendation import Recommendation

INSPECTION: Final = InspectionId("knowsley-2023")
SERVICE: Final = ServiceId("knowsley")
REF: Final = ItemRef("knowsley-2023/2")
OTHER: Final = ItemRef("knowsley-2023/1.3-b")
EARLIER: Final = ItemRef("knowsley-2018/4")

CHAIR: Final = PartyId("p1")
MANAGER: Final = PartyId("p2")
CLERK: Final = PartyId("p3")
INSPECTOR: Final = PartyId("p4")
POLICE: Final = PartyId("p5")
EDUCATION: Final = PartyId("p6")

PUBLISHED: Final = date(2023, 5, 31)
BOARD: Final = date(2023, 6, 12)
TODAY: Final = date(2023, 7, 3)
DUE: Final = date(2023, 9, 29)
LATER: Final = date(2023, 10, 31)

WHAT: Final = "Review every exclusion this term"
MINUTED: Final = e.Minuted(decided_by=CHAIR, minute="Minute 7 of 12 June")
ATTENDANCE: Final = e.Measure(
    name="attendance", unit="%", baseline="84.9", target="98", direction=Direction.AT_LEAST
)


def entry(
    event: e.AnyEvent,
    *,
    on: date = BOARD,
    by: PartyId = MANAGER,
    known: date | None = None,
    stream: str = f"item:{REF}",
) -> Entry:
    """Return an event in its envelope, recorded at noon on the day it was `known` (default: on)."""
    noon = datetime.combine(known or on, time(12), tzinfo=UTC)
    return Entry(0, stream, on, noon, by, "a command", event)


def recorded(*entries: Entry) -> tuple[Entry, ...]:
    """Return the entries with their positions."""
    return tuple(
        one_entry._replace(position=place) for place, one_entry in enumerate(entries, start=1)
    )


def given(*entries: Entry, on: date = TODAY) -> Recommendation:
    """Return the recommendation as it stood at the end of a day, after the entries."""
    item = fold_item(recorded(*entries), on)
    assert item is not None
    return item


def made(*, ref: ItemRef = REF, on: date = PUBLISHED) -> Entry:
    """Return the report asking for it."""
    inspection, _, number = ref.partition("/")
    event = e.RecommendationMade(
        inspection=InspectionId(inspection),
        service=SERVICE,
        number=number,
        kind=Kind.RECOMMENDATION,
        text="Make sure that children who are excluded are taught",
        addressee="The Chair of the Management Board",
    )
    return entry(event, on=on, stream=f"item:{ref}")


def reissued(
    text: str = "Teach every child who is excluded", *, ref: ItemRef = REF, on: date = BOARD
) -> Entry:
    """Return the report, as re-issued, asking for it in other words."""
    event = e.RecommendationReissued(
        kind=Kind.PRIORITY_ACTION, text=text, addressee="The Director", standard="1.3"
    )
    return entry(event, on=on, stream=f"item:{ref}")


def dropped(*, ref: ItemRef = REF, on: date = BOARD) -> Entry:
    """Return the report, as re-issued, no longer asking for it."""
    return entry(e.RecommendationDropped(), on=on, stream=f"item:{ref}")


def answered(response: Response, *, on: date = BOARD, by: PartyId = MANAGER) -> Entry:
    """Return the service's answer."""
    part = "the first half" if response is Response.PARTLY_AGREED else None
    why = None if response is Response.AGREED else "It is for the council"
    return entry(e.ResponseGiven(response=response, part=part, why=why), on=on, by=by)


def agreed(*, on: date = BOARD, by: PartyId = MANAGER) -> Entry:
    """Return the answer that all of it is agreed."""
    return answered(Response.AGREED, on=on, by=by)


def noted(note: str = "Raised with the council", *, on: date = BOARD) -> Entry:
    """Return a note about the item as a whole."""
    return entry(e.NoteMade(note=note), on=on)


def assigned(
    action: int = 1,
    *,
    owner: PartyId = EDUCATION,
    due: date = DUE,
    supporting: tuple[PartyId, ...] = (),
    on: date = BOARD,
) -> Entry:
    """Return an action given to somebody."""
    event = e.ActionAssigned(action=action, what=WHAT, owner=owner, due=due, supporting=supporting)
    return entry(event, on=on, by=CHAIR)


def progressed(action: int = 1, percent: int | None = 50, *, on: date = BOARD) -> Entry:
    """Return progress on an action."""
    return entry(e.ActionProgressed(action=action, note="Under way", percent=percent), on=on)


def completed(action: int = 1, *, on: date = BOARD) -> Entry:
    """Return an action carried out."""
    return entry(e.ActionCompleted(action=action), on=on)


def withdrawn(action: int = 1, *, on: date = BOARD) -> Entry:
    """Return an action given up."""
    return entry(e.ActionWithdrawn(action=action, why="Overtaken"), on=on)


def reopened(action: int = 1, *, on: date = BOARD) -> Entry:
    """Return an action taken up again."""
    return entry(e.ActionReopened(action=action, why="Not finished after all"), on=on, by=CHAIR)


def reowned(action: int = 1, owner: PartyId = POLICE, *, on: date = BOARD) -> Entry:
    """Return an action that somebody else answers for."""
    return entry(e.ActionReowned(action=action, owner=owner), on=on, by=CHAIR)


def date_asked(
    action: int = 1, *, to: date = LATER, on: date = BOARD, by: PartyId = EDUCATION
) -> Entry:
    """Return another date asked for."""
    return entry(e.DateChangeAsked(action=action, to=to, reason="Staff left"), on=on, by=by)


def date_agreed(action: int = 1, *, to: date = LATER, on: date = BOARD) -> Entry:
    """Return another date agreed."""
    return entry(e.DateChangeAgreed(action=action, to=to), on=on, by=CHAIR)


def date_refused(action: int = 1, *, on: date = BOARD) -> Entry:
    """Return another date refused."""
    return entry(e.DateChangeRefused(action=action, why="It is urgent"), on=on, by=CHAIR)


def outcome(
    number: int = 1,
    *,
    action: int | None = None,
    measure: e.Measure | None = ATTENDANCE,
    on: date = BOARD,
) -> Entry:
    """Return what should be better, and how it is counted."""
    event = e.OutcomeStated(outcome=number, action=action, what="More in class", measure=measure)
    return entry(event, on=on)


def reading(value: str, number: int = 1, *, on: date = BOARD) -> Entry:
    """Return a reading of a measure."""
    return entry(e.MeasureRead(outcome=number, value=value), on=on)


def evidence(number: int = 1, *, action: int | None = None, on: date = BOARD) -> Entry:
    """Return proof filed."""
    event = e.EvidenceFiled(
        evidence=number, action=action, title="Register of exclusions", of=on, link="file 12"
    )
    return entry(event, on=on)


def closure_proposed(
    closed_as: ClosedAs = ClosedAs.IMPLEMENTED, *, on: date = BOARD, by: PartyId = MANAGER
) -> Entry:
    """Return a closure proposed."""
    return entry(e.ClosureProposed(closed_as=closed_as, why="It is done"), on=on, by=by)


def closure_agreed(closed_as: ClosedAs = ClosedAs.IMPLEMENTED, *, on: date = BOARD) -> Entry:
    """Return a closure agreed."""
    return entry(e.ClosureAgreed(closed_as=closed_as), on=on, by=CHAIR)


def closure_refused(*, on: date = BOARD) -> Entry:
    """Return a closure refused."""
    return entry(e.ClosureRefused(why="Show the register first"), on=on, by=CHAIR)


def item_reopened(*, on: date = BOARD) -> Entry:
    """Return a closed item taken up again."""
    return entry(e.RecommendationReopened(why="It has come back"), on=on, by=CHAIR)


def claimed(progress: Progress = Progress.GOOD, *, on: date = BOARD) -> Entry:
    """Return the service's own claim."""
    return entry(e.ProgressClaimed(progress=progress, why="All reviewed"), on=on)


def judged(progress: Progress = Progress.REASONABLE, *, on: date = BOARD) -> Entry:
    """Return the inspector's judgement."""
    return entry(e.ProgressJudged(progress=progress, why="Most reviewed"), on=on, by=INSPECTOR)


def linked(
    relation: Relation = Relation.COVERED_BY,
    to: ItemRef = OTHER,
    *,
    action: int | None = None,
    on: date = BOARD,
) -> Entry:
    """Return what it belongs with."""
    return entry(e.RecommendationLinked(relation=relation, to=to, action=action), on=on)


def themed(*themes: str, on: date = BOARD) -> Entry:
    """Return the themes it is put under."""
    return entry(e.ThemesGiven(themes=themes), on=on)


def corrected(
    target: int,
    event: e.PlainEvent | None = None,
    *,
    to: date | None = None,
    known: date = TODAY,
    stream: str = f"item:{REF}",
) -> Entry:
    """Return an entry put right: with another event, another date, or both."""
    mending = e.EntryCorrected(entry=target, event=event, on=to, reason="Typed wrongly")
    return entry(mending, on=known, stream=stream)


def taken_back(target: int, *, known: date = TODAY, stream: str = f"item:{REF}") -> Entry:
    """Return an entry, or a correction of one, that was never true."""
    return entry(e.EntryTakenBack(entry=target, reason="Wrong item"), on=known, stream=stream)
