"""A nation on one machine: the plan on any date, one service's plan, and one note, in one run.

    python tests/benchmarks/national.py [ENTRIES] [FOLDER]

Two ledgers are made through the product's bulk path: of ENTRIES (a million unless given) and of
10,000, of services of the same size, fewer of them. What is in FOLDER already is used again. All
questions are asked in turn, several rounds; medians and ratios:

- the whole country on a past date, and as known at an earlier position, from query to last row,
  without texts or printing: beside just the answer's rows in a plain table (3 is the most that is
  wanted), beside MariaDB with the same versions (1), and beside the stock library replaying all of
  it (100 times is the least; it is timed on a sample, and scaled);
- one service's plan, what is late in it, what changed in it between two boards: the large ledger
  beside the small one (1.5 is the most);
- every reading command, and some that record: the large beside the small one (1.5 is the most for
  each that is about one thing; a list grows with what it lists);
- one note recorded: the large beside the small one (1.5), and beside the stock library's `get` and
  `save` with the same settings of SQLite, an aggregate with as many events (2.5);
- what building took, what an entry takes on disk, and the most memory each reading command holds.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import commands
import floors
import notes
import stock
from building import ledger, told_sizes
from one_service import never_folded, questions
from reading_commands import commands_compared

from tracker.ledger import open_store
from tracker.projection.row_queries import EVERYTHING, RowQueries
from tracker.projection.validity import AskedMoment
from tracker.queries.reader import ReadModelReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.domain.bitemporal import Moment
    from tracker.ledger.store import Store

ENTRIES, SMALL = 1_000_000, 10_000
ROUNDS = 7
SAMPLE, EVENTS = 200, 28
"""Aggregates of the stock library that are replayed, and events of each."""

DAYS = (date(2008, 6, 30), date(2015, 6, 30), date(2025, 6, 30))
KNOWN = (None, 0, 365)
"""As known now, on the day itself, and so many days before it."""


def in_turn(*runs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median seconds of each, run in turn, round by round."""
    timings: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, seconds in zip(runs, timings, strict=True):
            begun = perf_counter()
            run()
            seconds.append(perf_counter() - begun)
    return [median(seconds) for seconds in timings]


def whole_country(path: Path, folder: Path) -> None:
    """Ask for everything on several dates."""
    stocked = stock.open_items(folder / "stock.db")
    with (
        closing(stocked),
        closing(open_store.open_store(path)) as store,
        floors.maria(path, folder) as maria,
    ):
        ids = stock.build(stocked, SAMPLE, EVENTS)
        entries = store.fetch_all("SELECT max(position) FROM stored_events")[0][0]
        print(
            f"\nthe whole country; {ROUNDS} rounds; stock is {SAMPLE} aggregates of {EVENTS} "
            f"events, scaled to {entries:,}"
        )
        for moment in moments(store):
            shelf = RowQueries(
                store,
                AskedMoment(
                    moment.as_of.toordinal(), moment.position, moment.known_day.toordinal()
                ),
            )
            answer = shelf.items(EVERYTHING)
            with closing(floors.Plain(folder / "answer.db", answer)) as plain:
                assert len(plain.rows()) == len(answer)
                ours, floor, sample = in_turn(
                    partial(shelf.items, EVERYTHING),
                    plain.rows,
                    lambda: [stocked.repository.get(ledger_id) for ledger_id in ids],
                )
            replay = sample * entries / (SAMPLE * EVENTS)
            print(
                f"  {moment.as_of} as known at #{moment.position:<7} ({moment.known_day}) "
                f"{len(answer):7,} rows: ours {ours * 1000:4.0f} ms; "
                f"floor {floor * 1000:4.0f} ms, ratio {ours / floor:.2f}; "
                f"{_beside(maria, moment, len(answer), ours)}; "
                f"stock {replay:.1f} s, {replay / ours:,.0f} times ours"
            )


def _beside(maria: floors.Maria | None, moment: Moment, rows: int, ours: float) -> str:
    if maria is None:
        return "mariadb not run"
    theirs, count = maria.seconds(moment.as_of.toordinal(), moment.position, ROUNDS)
    assert count == rows
    return f"mariadb {theirs * 1000:,.0f} ms, ratio {ours / theirs:.2f}"


def moments(store: Store) -> Iterator[Moment]:
    """Yield every pair of a date and a position that is asked about."""
    reading = ReadModelReader(store, never_folded, None)
    for day in DAYS:
        for back in KNOWN:
            known = None if back is None else day - timedelta(days=back)
            yield reading.moment(day, known)


def main() -> None:
    """Build, ask, print."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        small, large = ledger(folder, SMALL), ledger(folder, entries)
        told_sizes(small)
        told_sizes(large)
        whole_country(large, Path(scratch))
        questions(small, large, in_turn)
        commands_compared(small, large, in_turn)
        notes.recorded(small, large, Path(scratch), in_turn)
        commands.told_memory(large)


if __name__ == "__main__":
    main()
