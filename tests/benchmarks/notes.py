"""One note recorded: in a large ledger, in a small one, and the stock way."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import stock

from tracker.application import Acting, Tracker
from tracker.ledger.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from one_service import InTurn

ROUNDS, EVENTS = 40, 28
SETTINGS = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")


def recorded(small: Path, large: Path, folder: Path, in_turn: InTurn) -> None:
    """Record notes in all three, in turn, each about another item, and print the ratios."""
    stocked = stock.open_items(folder / "notes.db", SETTINGS)
    with closing(stocked), Record.open(small) as one, Record.open(large) as other:
        ids = iter(stock.build(stocked, ROUNDS, EVENTS))

        def theirs() -> None:
            item: stock.Item = stocked.repository.get(next(ids))
            item.note("Discussed at the board", "2026-01-01")
            stocked.save(item)

        theirs_seconds, a, b = in_turn(theirs, _noting(one), _noting(other), rounds=ROUNDS)
    print(f"\none note, {ROUNDS} rounds: stock {theirs_seconds * 1000:.1f} ms")
    for name, seconds in (("small", a), ("large", b)):
        beside = f"beside stock {seconds / theirs_seconds:.2f}, beside small {seconds / a:.2f}"
        print(f"  {name} {seconds * 1000:.1f} ms, {beside}")


def _noting(record: Record) -> Callable[[], object]:
    tracker, refs = Tracker(record, Acting(by="A Manager")), _items(record)
    numbers = count(record.head().position)

    def log() -> None:
        receipt = tracker.log(next(refs), f"Discussed at the board, {next(numbers)}")
        assert len(receipt.entries) == 1

    return log


def _items(record: Record) -> Iterator[str]:
    """Yield items of the first service, those with about as many entries first."""
    streams = record.streams("item:service-001-")
    streams.sort(key=lambda stream: abs(len(record.stream(stream)) - EVENTS))
    for stream in streams:
        yield stream.removeprefix("item:")
