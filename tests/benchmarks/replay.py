"""How fast history is read, ours beside the stock library, with the same events, in one run.

    python tests/benchmarks/replay.py [ITEMS] [ENTRIES_PER_ITEM]

Two questions, in turn, several rounds, medians and ratios (above 1 is faster than stock):
- every entry read from SQLite, its texts joined, validated and folded: entries per second;
- the plan on a past date. Stock has no dates, so it replays each aggregate whole; ours folds what
  had taken effect by the day, as known now, and derives status, rating and lateness.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import stock

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import InspectionId, Kind, PartyId, Response, ServiceId
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.queries.item_row import item_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 5
PAST = date(2023, 10, 31)


def ticking() -> Callable[[], datetime]:
    """Return a clock that goes on by a second each time it is read."""
    instants = (datetime(2023, 6, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(10**9))
    return lambda: next(instants)


def story(n: int, per_item: int) -> Iterator[NewEntry]:
    """Yield the entries of one item."""
    stream = f"item:northdale-2023/{n}"
    yield NewEntry(
        stream,
        date(2023, 5, 31),
        e.RecommendationMade(
            inspection=InspectionId("northdale-2023"),
            service=ServiceId("northdale"),
            number=str(n),
            kind=Kind.RECOMMENDATION,
            text=f"Recommendation {n} of the report",
        ),
    )
    yield NewEntry(stream, date(2023, 6, 1), e.ResponseGiven(response=Response.AGREED))
    assigned = e.ActionAssigned(
        action=1, what="Review every case", owner=PartyId("p3"), due=date(2024, 3, 31)
    )
    yield NewEntry(stream, date(2023, 6, 2), assigned)
    for k in range(per_item - 3):
        on = date.fromordinal(date(2023, 6, 3).toordinal() + 7 * k)
        if k % 2:
            yield NewEntry(stream, on, e.NoteMade(note=f"Discussed at meeting {k}"))
        else:
            note = f"Visited school {k}"
            progressed = e.ActionProgressed(action=1, note=note, percent=min(99, k))
            yield NewEntry(stream, on, progressed)


def build(path: Path, count: int, per_item: int) -> Ledger:
    """Record the story in a ledger of ours, one save an item."""
    record = Ledger.create(path, clock=ticking())
    Tracker.begin(record, service="Northdale", chair="A Chair", manager="A Manager")
    for n in range(1, count + 1):
        with record.unit():
            record.append(list(story(n, per_item)), actor="p2", command_id=f"story-{n}")
    return record


def timed(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, run in turn."""
    a: list[float] = []
    b: list[float] = []
    for _ in range(ROUNDS):
        for run, into in ((ours, a), (theirs, b)):
            start = perf_counter()
            run()
            into.append(perf_counter() - start)
    return median(a), median(b)


def told(what: str, ours: float, theirs: float, ratio: float) -> None:
    """Print one line of figures."""
    print(f"{what:26} ours {ours:10,.1f}   stock {theirs:10,.1f}   ratio {ratio:.2f}")


def main() -> None:
    """Build both ledgers, ask both questions, print the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    per_item = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory() as folder:
        record = build(Path(folder) / "ours.db", count, per_item)
        items = stock.open_items(Path(folder) / "stock.db")
        ids = stock.build(items, count, per_item)
        tracker = Tracker(record, CommandActor())

        def fold_all() -> None:
            moment = tracker.moment(date(2099, 1, 1))
            assert len(tracker.folded_plan(moment).items) == count

        def plan_then() -> None:
            plan = tracker.folded_plan(tracker.moment(PAST))
            shown = [item_json(plan, item) for item in plan.items.values()]
            assert len(shown) == count

        def stock_all() -> None:
            for item_id in ids:
                item: stock.StockItem = items.repository.get(item_id)
                assert item.response == "agreed"

        entries = count * per_item
        ours, theirs = timed(fold_all, stock_all)
        print(f"{count} items, {entries} entries, median of {ROUNDS} rounds")
        told("folded, entries a second", entries / ours, entries / theirs, theirs / ours)
        ours, theirs = timed(plan_then, stock_all)
        told(f"plan of {count} items, ms", 1000 * ours, 1000 * theirs, theirs / ours)
        record.close()
        items.close()


if __name__ == "__main__":
    main()
