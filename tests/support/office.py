"""A real ledger, with the people and items of `given.py`, and whoever acts on it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import given as g
import pytest
import sample_plans
from sample_events import SAMPLES
from stores import STORES

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain import events as e
from tracker.domain.bitemporal import Moment
from tracker.domain.errors import TrackerError, with_names
from tracker.domain.item_history import ItemHistory
from tracker.domain.vocabulary import InspectionId, ItemRef
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

    from tracker.application.tracker import Receipt
    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import PartyId
    from tracker.queries.folded_plan import FoldedPlan

REPORT = next(each for each in SAMPLES if isinstance(each, e.InspectionPublished))
NINE = datetime.combine(g.PUBLISHED, time(9), tzinfo=UTC)
"""When everything that an office begins with was recorded."""


class Office:
    """Everybody is known; two reports are in, with three items; it is noon on 3 July 2023."""

    def __init__(self, folder: Path, store: str = "sqlite") -> None:
        """Open a ledger of its own, in a kind of store."""
        self.place = STORES[store](folder / "tracker.db")
        self.now = NINE
        if isinstance(self.place, Path):
            self.place.write_bytes(_begun())
            self.record = Ledger.open(self.place, clock=lambda: self.now)
        else:
            self.record = Ledger.create(self.place, clock=lambda: self.now)
            _begin(self.record)
        self.go_to(g.TODAY)

    def __enter__(self) -> Self:
        """Open the office for a test."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger."""
        self.record.close()

    @property
    def path(self) -> Path:
        """The ledger's file, where it is kept in one."""
        return self.record.path

    def go_to(self, day: date) -> None:
        """Let it be noon on a day."""
        self.now = datetime.combine(day, time(12), tzinfo=UTC)

    def given(self, *entries: Entry) -> list[int]:
        """Record entries as they are, each on its day by its actor; return their positions."""
        today, positions = self.now, []
        with self.record.unit():
            for entry in entries:
                self.now = entry.recorded_at
                positions.append(append(self.record, entry))
        self.now = today
        return positions

    def by(self, party: PartyId, **acting: Any) -> Tracker:
        """Return the ledger with somebody acting on it."""
        return Tracker(self.record, CommandActor(by=party, **acting))

    def minuting(self, decider: PartyId, *, by: PartyId = g.CLERK) -> Tracker:
        """Return the ledger with somebody entering what somebody else decided."""
        return self.by(by, decided_by=decider, minute="Minute 7 of 12 June")

    def item(self, ref: ItemRef = g.REF, *, on: date | None = None) -> Recommendation:
        """Return an item as it stands on a day, today if none is given."""
        timeline = ItemHistory(ref, tuple(self.record.stream(f"item:{ref}")))
        found = timeline.before_command(on or self.now.date())
        assert found is not None
        return found

    def plan(self, *, on: date | None = None, known: int | date | None = None) -> FoldedPlan:
        """Return the plan at a moment, now if none is given."""
        tracker = Tracker(self.record)
        moment: Moment = tracker.moment(on, known)
        return tracker.folded_plan(moment)

    @contextmanager
    def refuses(self, sentence: str, kind: type[TrackerError] = TrackerError) -> Iterator[None]:
        """Demand that the block is refused with this sentence, and that nothing was recorded."""
        before = self.record.head()
        with pytest.raises(kind) as refused:
            yield
        people = Tracker(self.record).folded_plan().people
        assert with_names(refused.value.sentence, people.name) == sentence
        assert self.record.head() == before


def append(record: Ledger, *entries: Entry) -> int:
    """Record entries as one command by the first's actor; return the last position."""
    new = [NewEntry(entry.stream, entry.effective_on, entry.event) for entry in entries]
    command = f"given-{record.head().position}"
    return record.append(new, actor=entries[0].actor, command_id=command)[-1].position


def _begin(record: Ledger) -> None:
    """Record everybody, two reports and three items."""
    reports = [
        g.entry(REPORT, on=g.PUBLISHED, stream=f"inspection:{report}")
        for report in (g.INSPECTION, InspectionId("knowsley-2018"))
    ]
    service = e.ServiceAdded(name="Knowsley")
    begun = [
        g.entry(e.LedgerBegun(), on=g.PUBLISHED, stream="ledger"),
        g.entry(service, on=g.PUBLISHED, stream=f"service:{g.SERVICE}"),
        *sample_plans.everybody(),
        *reports,
        *(g.made(), g.made(ref=g.OTHER), g.made(ref=g.EARLIER)),
    ]
    with record.unit():
        append(record, *begun)


@cache
def _begun() -> bytes:
    """Return the file of a ledger that has begun."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        with Ledger.create(path, clock=lambda: NINE) as record:
            _begin(record)
        return path.read_bytes()


def events_of(receipt: Receipt) -> tuple[e.AnyEvent, ...]:
    """Return what a command recorded."""
    return tuple(entry.event for entry in receipt.entries)
