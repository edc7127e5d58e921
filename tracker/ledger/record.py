"""The record: what an application asks of a ledger, and all that it may ask.

Entries are appended inside a unit of work and never changed. Whatever is read is read from one
snapshot, validated, and has its texts joined; an erased text is a marker, on every date.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from tracker.domain.errors import DamagedEntryError, NotFoundError, RefusedError, UsageError
from tracker.domain.events import ClockAnomaly
from tracker.domain.moment import Entry
from tracker.ledger import machine, made, opening
from tracker.ledger.chain import genesis
from tracker.ledger.envelope import Head, LedgerRow, NewEntry, NumberedEntry, Save
from tracker.ledger.factory import Factory
from tracker.ledger.faults import MisuseError
from tracker.ledger.instants import Doubt, next_instant, read_stamp, stamp
from tracker.ledger.library import NOTHING_BY_ENVIRONMENT, Application, Environment
from tracker.ledger.mapper import EntryMapper
from tracker.ledger.recorder import LedgerRecorder
from tracker.ledger.texts import StoredText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from os import PathLike
    from pathlib import Path
    from typing import Self

    from tracker.domain.events import AnyEvent
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Store

    Clock = Callable[[], datetime]
    Salts = Callable[[], bytes]

PAGE = 1_000
"""Positions that are read at a time."""

_COMMAND = re.compile(r"[A-Za-z0-9._-]{1,80}")


def _require_id(command: str) -> None:
    if not _COMMAND.fullmatch(command):
        raise UsageError(
            "A command id has 1 to 80 letters, digits, dots, underscores and hyphens; "
            "nothing was recorded."
        )


@dataclass(frozen=True, slots=True)
class _Stream:
    """One stream's entries, as the library's repository wants an aggregate to be."""

    id: str
    version: int
    entries: list[Entry]


class Record(Application[str]):
    """A ledger, open. It belongs to one thread; another opens its own."""

    recorder: LedgerRecorder
    mapper: EntryMapper

    def __init__(
        self, store: Store, *, clock: Clock | None, salts: Salts, login: str | None
    ) -> None:
        self._store = store
        self._clock = clock or store.now
        self._salts = salts
        known = store.login if login is None else login
        self._login = machine.system_login() if known is None else machine.cleaned(known)
        super().__init__()

    @classmethod
    def create(
        cls,
        place: str | PathLike[str] | Address,
        *,
        clock: Clock | None = None,
        salts: Salts = machine.system_salt,
        login: str | None = None,
        ledger_id: str | None = None,
    ) -> Self:
        """Make a ledger without entries, in a file or on a server, and open it.

        Nothing else makes one. On a server, a ledger that is given a clock is a rehearsal: there
        anybody may act at any instant. Raises RefusedError where something exists already or
        nothing can be made.
        """
        made.create(
            place,
            str(uuid4() if ledger_id is None else UUID(ledger_id)),
            rehearsal=clock is not None,
        )
        return cls.open(place, clock=clock, salts=salts, login=login)

    @classmethod
    def open(
        cls,
        place: str | PathLike[str] | Address,
        *,
        clock: Clock | None = None,
        salts: Salts = machine.system_salt,
        login: str | None = None,
        busy_ms: int = opening.BUSY_MS,
    ) -> Self:
        """Open the ledger in a file or on a server. Never makes one; raises as `opening.connect`.

        The clock is the server's own, else the computer's, where none is given.
        """
        return cls(made.opened(place, busy_ms=busy_ms), clock=clock, salts=salts, login=login)

    # What the library is told.

    def construct_env(self, name: str, env: Any = None) -> Environment:  # noqa: ARG002 - none decides
        """Return every setting the library knows, from here and from nowhere else."""
        return Environment(name, NOTHING_BY_ENVIRONMENT)

    def construct_factory(self, env: Environment) -> Any:
        """Return the factory for this record's own file."""
        return Factory(env, self._store)

    def construct_mapper(self) -> EntryMapper:
        """Return the mapper that knows the catalogue."""
        return EntryMapper(self._salts)

    # What is recorded.

    @property
    def ledger_id(self) -> str:
        """The ledger's own id, given to it once."""
        return self._store.ledger

    @property
    def place(self) -> str:
        """What the ledger is called in sentences: where it is kept."""
        return self._store.place

    @property
    def path(self) -> Path:
        """Where the ledger's file is. Raises RefusedError where it is kept in none."""
        if self._store.path is None:
            raise RefusedError(f"{self.place} is kept in no file.")
        return self._store.path

    def now(self) -> datetime:
        """Return the instant by the clock."""
        return self._clock()

    def unit(self) -> AbstractContextManager[None]:
        """Hold the ledger from looking up to recording: all of it is recorded, or nothing.

        Raises BusyError when somebody else holds it too long, RefusedError where it is read-only.
        """
        return self._store.unit()

    def reading(self) -> AbstractContextManager[None]:
        """Read from one snapshot; inside a unit or another reading this changes nothing."""
        return self._store.reading()

    def append(self, new: Sequence[NewEntry], *, actor: str, command_id: str) -> list[Entry]:
        """Record entries, all at one instant, and return them as they will be read.

        Must stand inside a unit, which looked the command id up. Raises ClockError when the clock
        is behind the record, RefusedError for an id that has recorded something already.
        """
        if not self._store.recording:
            raise MisuseError("Entries are appended in a unit of work; nothing was recorded.")
        _require_id(command_id)
        if self.recorder.save_of_command(command_id):
            raise RefusedError(f"The command {command_id} was recorded before; nothing was added.")
        if not new:
            return []
        head = self.head()
        instant = self._next_instant(head, [entry.event for entry in new])
        login = StoredText(0, self._salts(), self._login)
        self.save(*self._numbered(new), save=Save(stamp(instant), actor, command_id, login))
        return self.entries(after=head.position)

    def check_clock(self, head: Head) -> None:
        """Refuse a clock that nothing could be recorded by after this head. Raises ClockError."""
        self._next_instant(head, ())

    def _next_instant(self, head: Head, new: Iterable[AnyEvent]) -> datetime:
        return next_instant(self.now(), head.recorded_at, head.position, self._doubts(new))

    def _doubts(self, new: Iterable[AnyEvent]) -> Iterator[Doubt]:
        """Yield what was acknowledged of clocks: looked up only when one is behind."""
        for event in (*new, *(entry.event for entry in self.stream("ledger"))):
            if isinstance(event, ClockAnomaly):
                until = self.head(event.last).recorded_at
                if until is not None:
                    yield Doubt(read_stamp(event.clock), until)

    def _numbered(self, new: Sequence[NewEntry]) -> list[NumberedEntry]:
        versions = {entry.stream: self.recorder.version(entry.stream) for entry in new}
        numbered = []
        for entry in new:
            versions[entry.stream] += 1
            version = versions[entry.stream]
            numbered.append(NumberedEntry(entry.stream, version, entry.effective_on, entry.event))
        return numbered

    def hide(self, positions: Iterable[int], by_position: int) -> None:
        """Hide the texts of entries everywhere: the entry at `by_position` asks for it."""
        self.recorder.hide(positions, by_position)

    def erase(self, positions: Iterable[int], by_position: int) -> None:
        """Destroy the texts of entries for good: the entry at `by_position` confirms it."""
        self.recorder.erase(positions, by_position)

    # What is read.

    def stream(self, name: str) -> list[Entry]:
        """Return one stream's entries in order of position; none if there is no such stream."""

        def collected(_: _Stream | None, entries: Iterable[Any]) -> _Stream:
            found = list(entries)
            return _Stream(name, len(found), found)

        return self.repository.get(name, projector_func=collected).entries

    def streams(self, prefix: str = "") -> list[str]:
        """Return the names of the streams that begin so, in the order in which they began."""
        return self.recorder.streams(prefix)

    def entries(self, *, after: int = 0, upto: int | None = None) -> list[Entry]:
        """Return the whole ledger's entries in order, after a position and up to another."""
        found: list[Entry] = []
        with self.reading():
            last = self.recorder.head()[0]
            end = last if upto is None else min(upto, last)
            for start in range(max(after, 0), end, PAGE):
                rows = self.recorder.rows(after=start, upto=min(start + PAGE, end))
                found.extend(map(self.mapper.read, rows))
        return found

    def rows(self, *, after: int = 0, upto: int) -> list[LedgerRow]:
        """Return entries exactly as they are stored, whatever that is; for verifying, in pages."""
        return self.recorder.rows(after=after, upto=upto)

    def altered(self) -> list[str]:
        """Return the tables and triggers that the file has lost or that were changed in it."""
        return self._store.altered()

    def copy_into(self, path: Path) -> None:
        """Copy what is in the ledger now into an empty file. Raises sqlite3.Error."""
        self._store.copy_into(path)

    def row(self, position: int) -> LedgerRow:
        """Return an entry exactly as it is stored. Raises NotFoundError beyond the end."""
        for row in self.recorder.rows(after=position - 1, upto=position):
            return row
        raise NotFoundError(f"There is no entry #{position} in this ledger.")

    def command(self, command_id: str) -> list[Entry]:
        """Return what a command recorded; nothing if no such command is known.

        Raises UsageError for what cannot be a command's id.
        """
        _require_id(command_id)
        with self.reading():
            found = self.recorder.save_of_command(command_id)
            return self.entries(after=found[0] - 1, upto=found[1]) if found else []

    def save_of(self, position: int) -> tuple[int, int]:
        """Return the first and last position of the save that holds an entry.

        Raises NotFoundError where there is no such entry.
        """
        found = self.recorder.save_holding(position) if position > 0 else None
        if found is None:
            raise NotFoundError(f"There is no entry #{position} in this ledger.")
        return found

    def last_by(self, actor: str) -> int:
        """Return the last position that somebody recorded; 0 if there is none."""
        return self.recorder.last_by(actor)

    def position_at(self, before: datetime) -> int:
        """Return the last position recorded strictly before an instant; 0 if there is none."""
        return self.recorder.last_before(stamp(before))

    def head(self, position: int | None = None) -> Head:
        """Return the head after the last entry, or as it was after the entry at a position."""
        with self.reading():
            if position is None:
                position = self.recorder.head()[0]
            if position == 0:
                return Head(self.ledger_id, 0, genesis(self.ledger_id), None)
            row = self.row(position)
        if not isinstance(row.hash, bytes):
            raise DamagedEntryError(position, "its hash is not one")
        try:
            return Head(self.ledger_id, position, row.hash.hex(), read_stamp(row.recorded_at))
        except ValueError as error:
            raise DamagedEntryError(position, str(error)) from error
