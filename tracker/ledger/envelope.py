"""An entry on its way into the ledger and back: the envelopes around an event.

Nothing is checked here. What comes from a file is kept as it was found, whatever its type, so that
whoever reads it can say which entry is damaged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from tracker.domain.events import AnyEvent
from tracker.ledger.eventsourcing_names import StoredEvent
from tracker.ledger.head import Head, Latest
from tracker.ledger.texts import StoredText

__all__ = ["AppendPosition", "Head", "LedgerRow", "NewEntry", "NewRow", "NumberedEntry", "Save"]


class NewEntry(NamedTuple):
    """What will be recorded: an event, its stream and the day it took effect."""

    stream: str
    effective_on: date
    event: AnyEvent


class NumberedEntry(NamedTuple):
    """A new entry with its place in its stream, under the names the library knows them by.

    The place is 0 as long as it is not known.
    """

    originator_id: str
    originator_version: int
    effective_on: date
    event: AnyEvent


@dataclass(frozen=True)
class NewRow(StoredEvent):
    """An entry in its stored form, before it has a position; its texts beside it.

    `event` is what is read in it, where it has just been written.
    """

    effective_on: str
    texts: tuple[StoredText, ...] = field(kw_only=True)
    event: AnyEvent | None = field(kw_only=True, default=None)


@dataclass(frozen=True)
class LedgerRow(NewRow):
    """An entry as it is stored in the ledger, with the fields of its save.

    `login` is the commitment to who was logged in; that text is number 0 of the last entry of a
    save. `erasures` has, by position, the entries that hide or erased any of the texts.
    """

    position: int
    hash: bytes
    recorded_at: str
    actor: str
    command: str
    login: str
    erasures: dict[int, LedgerRow] = field(kw_only=True)


class Save(NamedTuple):
    """What all entries of one save share.

    The login is a text of its own, number 0. `now` is the instant by the clock, null if that is
    the clock of whatever keeps the ledger; `settled` returns the instant to record at after a head,
    or raises ClockError.
    """

    actor: str
    command: str
    login: StoredText
    now: datetime | None
    settled: Callable[[Latest | None], tuple[Head, datetime]]


class AppendPosition(NamedTuple):
    """Where added entries are: the position they come after, and their instant."""

    after: int
    recorded_at: datetime
