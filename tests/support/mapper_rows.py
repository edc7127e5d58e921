"""Rows as the mapper writes and reads them: the second entry of a stream, at position 41."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ledgers

from tracker.ledger.envelope import LedgerRow, NewRow, NumberedEntry
from tracker.ledger.mapper import EntryMapper

if TYPE_CHECKING:
    from tracker.domain.events import AnyEvent

MAPPER: Final = EntryMapper(ledgers.counted_salts())
ENVELOPE: Final[dict[str, Any]] = {
    "position": 41,
    "hash": b"",
    "recorded_at": "2026-03-31T16:02:11.123456Z",
    "actor": "p1",
    "command": "c1",
    "login": "ab" * 32,
}


def written(event: AnyEvent) -> NewRow:
    """Write an event as the second entry of its stream."""
    return MAPPER.to_stored_event(NumberedEntry(ledgers.ITEM, 2, ledgers.BOARD, event))


def row(event: AnyEvent, erasures: dict[int, LedgerRow] | None = None) -> LedgerRow:
    """Return the row that an event is at position 41."""
    new = written(event)
    return LedgerRow(**vars(new), **ENVELOPE, erasures=erasures or {})
