"""One note recorded: in a large ledger, in a small one, and the stock way."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import stock

from tracker.application.tracker import CommandActor, Tracker
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from uuid import UUID

    from one_service import InTurn

ROUNDS, EVENTS = 40, 28
SETTINGS = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")


def recorded(small: Path, large: Path, folder: Path, in_turn: InTurn) -> None:
    """Record notes in all three, in turn, each about another item, and print the ratios.

    First on a day on which nothing was recorded of the items yet, then again on the same day: what
    comes second on its day is played with all that was recorded of its item before.
    """
    stocked = stock.open_items(folder / "notes.db", SETTINGS)
    clock = _a_day_after(small, large)
    opened = Ledger.open(small, clock=clock), Ledger.open(large, clock=clock)
    with closing(stocked), opened[0] as one, opened[1] as other:
        ids = stock.build(stocked, ROUNDS, EVENTS)
        for answer in ("first of a day", "second of a day"):
            runs = _theirs(stocked, ids), _noting(one), _noting(other)
            theirs, a, b = in_turn(*runs, rounds=ROUNDS)
            print(f"\none note, the {answer}, {ROUNDS} rounds: stock {theirs * 1000:.1f} ms")
            for name, seconds in (("small", a), ("large", b)):
                beside = f"beside stock {seconds / theirs:.2f}, beside small {seconds / a:.2f}"
                print(f"  {name} {seconds * 1000:.1f} ms, {beside}")


def _a_day_after(*ledgers: Path) -> Callable[[], datetime]:
    """Return a clock that begins a day after the last entry of all, and goes on."""
    last = []
    for path in ledgers:
        with Ledger.open(path) as record:
            last.append(record.head().recorded_at or datetime.now(UTC))
    ticks = count()
    return lambda: max(last) + timedelta(days=1, milliseconds=next(ticks))


def _theirs(stocked: stock.Items, ids: Sequence[UUID]) -> Callable[[], object]:
    turn = iter(ids)

    def log() -> None:
        item: stock.StockItem = stocked.repository.get(next(turn))
        item.note("Discussed at the board", "2026-01-01")
        stocked.save(item)

    return log


def _noting(record: Ledger) -> Callable[[], object]:
    tracker, refs = Tracker(record, CommandActor(by="A Manager")), _items(record)
    numbers = count(record.head().position)

    def log() -> None:
        receipt = tracker.log(next(refs), f"Discussed at the board, {next(numbers)}")
        assert len(receipt.entries) == 1

    return log


def _items(record: Ledger) -> Iterator[str]:
    """Yield items of the first service, those with about as many entries first."""
    streams = record.streams("item:service-001-")
    streams.sort(key=lambda stream: abs(len(record.stream(stream)) - EVENTS))
    for stream in streams:
        yield stream.removeprefix("item:")
