"""Many saves recorded one after another, and the read model made once, when the last is there.

Each save keeps its own instant; many of them share a transaction. Nothing is decided here:
what is recorded was decided elsewhere, and no rule is asked again. Until the read model is made the
ledger is asked by folding it: the same answers, later.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from tracker.application.read_model import rebuild
from tracker.ledger import open_store
from tracker.ledger.ledger import Ledger
from tracker.projection.coverage import is_complete
from tracker.projection.projector import Projector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.ledger.envelope import NewEntry
    from tracker.ledger.postgres.address import Address

AT_ONCE: Final = 1_000
"""Saves that share a transaction."""


@dataclass(frozen=True, slots=True)
class BulkSave:
    """What is recorded together, the person who records it, and the id of the command."""

    entries: Sequence[NewEntry]
    actor: str
    command_id: str


def record_many(
    location: Path | Address,
    saves: Iterable[BulkSave],
    *,
    clock: Callable[[], datetime] | None = None,
    report_progress: Callable[[int], None] = lambda _position: None,
) -> None:
    """Record saves in a ledger in their order; it has no read model until `catch_up` makes it.

    The clock is read once for each save. What is cut short keeps what it has recorded. `told` hears
    the position of the last entry after each transaction. Raises as any command that records.
    """
    with closing(open_store.open_store(location)) as store:
        record, left = Ledger.over(store, clock=clock), iter(saves)
        with record.unit():
            Projector(store).discard()
        while _record(record, islice(left, AT_ONCE)):
            report_progress(record.head().position)


def catch_up(location: Path | Address, report_progress: Callable[[int, int], None]) -> None:
    """Build the read model of a ledger that has none, or one that does not cover every entry.

    `report_progress` gets how many streams of how many are done. Raises as any command does.
    """
    with closing(open_store.open_store(location)) as store, store.reading():
        whole = is_complete(store)
    if not whole:
        rebuild(location, report_progress)


def _record(record: Ledger, saves: Iterable[BulkSave]) -> bool:
    """Record saves in one transaction, each as it comes; return whether there was any."""
    known = record.head().position
    with record.unit():
        for save in saves:
            record.append(save.entries, actor=save.actor, command_id=save.command_id)
    return record.head().position > known
