"""Published stories, recorded in a ledger as the application does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ledgers
from stream_files import story

from tracker.domain import events as e
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.ledger.ledger import Ledger
    from tracker.ledger.open_store import Place


def retold(place: Place, name: str) -> Ledger:
    """Record a published story, command by command; return the ledger, open."""
    entries = {step.entry.position: step.entry for step in story(name)}
    clock = ledgers.TickingClock()
    record = ledgers.made(place, clock)
    for command in dict.fromkeys(entry.command for entry in entries.values()):
        here = [entry for entry in entries.values() if entry.command == command]
        clock.now = here[0].recorded_at
        with record.unit():
            record.append(
                [NewEntry(entry.stream, entry.effective_on, entry.event) for entry in here],
                actor=here[0].actor,
                command_id=command,
            )
            for entry in here:
                _erase(record, entries, entry)
    return record


def _erase(record: Ledger, entries: dict[int, Entry], entry: Entry) -> None:
    """Hide or destroy the texts that an entry is about: those of a fact and of its corrections."""
    if not isinstance(entry.event, e.Erasing):
        return
    about = [
        position
        for position, one_entry in entries.items()
        if position < entry.position
        and not isinstance(one_entry.event, e.Erasing)
        and _root(entries, position) == entry.event.entry
    ]
    mark = record.erase if isinstance(entry.event, e.TextErased) else record.hide
    mark(about, entry.position)


def _root(entries: dict[int, Entry], position: int) -> int:
    """Return the fact that an entry is about in the end."""
    event = entries[position].event
    return _root(entries, event.entry) if isinstance(event, e.Mending) else position
