"""The record: what an application asks of a ledger, and all that it may ask.

Entries are appended inside a unit of work and never changed. `reader.py` has what is read.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from tracker.domain.errors import RefusedError
from tracker.domain.events import ClockAnomaly
from tracker.ledger import open_store, sqlite_file, system
from tracker.ledger.envelope import Head, NewEntry, NumberedEntry, Save
from tracker.ledger.eventsourcing_names import NOTHING_BY_ENVIRONMENT, Environment
from tracker.ledger.factory import Factory
from tracker.ledger.mapper import EntryMapper
from tracker.ledger.reader import LedgerReader, require_id
from tracker.ledger.sqlite_errors import MisuseError
from tracker.ledger.texts import StoredText
from tracker.ledger.timestamps import Doubt, next_instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from os import PathLike
    from pathlib import Path
    from typing import Self

    from tracker.domain.bitemporal import Entry
    from tracker.domain.events import AnyEvent
    from tracker.ledger.head import Latest
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Store

    Clock = Callable[[], datetime]
    Salts = Callable[[], bytes]


class Ledger(LedgerReader):
    """A ledger, open. It belongs to one thread; another opens its own."""

    def __init__(
        self, store: Store, *, clock: Clock | None, salts: Salts, login: str | None
    ) -> None:
        self._store = store
        self._clock = clock
        self._salts = salts
        known = store.login if login is None else login
        self._login = system.system_login() if known is None else system.clean_login(known)
        super().__init__()

    @classmethod
    def create(
        cls,
        location: str | PathLike[str] | Address,
        *,
        clock: Clock | None = None,
        salts: Salts = system.system_salt,
        login: str | None = None,
        ledger_id: str | None = None,
    ) -> Self:
        """Make a ledger without entries, in a file or on a server, and open it.

        Nothing else makes one. On a server, a ledger that is given a clock is a rehearsal: there
        anybody may act at any instant. Raises RefusedError if something exists already or
        nothing can be made.
        """
        open_store.create(
            location,
            str(uuid4() if ledger_id is None else UUID(ledger_id)),
            rehearsal=clock is not None,
        )
        return cls.open(location, clock=clock, salts=salts, login=login)

    @classmethod
    def open(
        cls,
        location: str | PathLike[str] | Address,
        *,
        clock: Clock | None = None,
        salts: Salts = system.system_salt,
        login: str | None = None,
        busy_ms: int = sqlite_file.BUSY_MS,
    ) -> Self:
        """Open the ledger in a file or on a server. Never makes one; raises as `open_store`.

        Without a clock, the server's own is used, or the computer's.
        """
        return cls(
            open_store.open_store(location, busy_ms=busy_ms), clock=clock, salts=salts, login=login
        )

    @classmethod
    def over(cls, store: Store, *, clock: Clock | None = None) -> Self:
        """Open the ledger in a store that is open already; both are closed together."""
        return cls(store, clock=clock, salts=system.system_salt, login=None)

    @classmethod
    def begin(cls, location: str | PathLike[str] | Address) -> Self:
        """Make a ledger and open it, to record its first entries at once.

        On a server nothing is there for anybody until a unit of work has recorded them. Raises as
        `create`.
        """
        store = open_store.create_and_open(location, str(uuid4()))
        return cls(store, clock=None, salts=system.system_salt, login=None)

    # What the library asks for.

    def construct_env(self, name: str, env: Any = None) -> Environment:  # noqa: ARG002 - none decides
        """Return every setting the library knows, from here and from nowhere else."""
        return Environment(name, NOTHING_BY_ENVIRONMENT)

    def construct_factory(self, env: Environment) -> Any:
        """Return the factory for this record's own file."""
        return Factory(env, self._store)

    def construct_mapper(self) -> EntryMapper:
        """Return the mapper that knows the catalogue."""
        return EntryMapper(self._salts)

    # Who records.

    @property
    def login(self) -> str:
        """Who is logged in: on the ledger's server, else on this computer."""
        return self._login

    @property
    def writers(self) -> str | None:
        """The role on the server whose members may record; null for a file."""
        return self._store.writers

    def logins(self) -> dict[str, str] | None:
        """Return whose each login is; null if logins are not asked who acts."""
        return self._store.logins()

    def bind(self, position: int) -> None:
        """Let the entry at a position count, which says whose a login is; in its unit of work."""
        self._store.bind(position)

    # What is recorded.

    @property
    def path(self) -> Path:
        """The path of the ledger's file. Raises RefusedError if there is none."""
        if self._store.path is None:
            raise RefusedError(f"{self.place} is kept in no file.")
        return self._store.path

    def is_replica(self) -> bool:
        """Whether this is a copy that follows the ledger, and may be behind it."""
        return self._store.is_replica()

    def wait(self, seconds: float) -> None:
        """Wait until something may have been recorded, but no longer than so many seconds."""
        self._store.wait(seconds)

    def now(self) -> datetime:
        """Return the instant by the clock."""
        return self._store.now() if self._clock is None else self._clock()

    @property
    def store(self) -> Store:
        """The store, for code that keeps tables beside the record and reads them."""
        return self._store

    def project_with(self, keeping: Callable[[Store], Callable[[], None]]) -> None:
        """Let something keep tables beside the record, in the units of work that record."""
        if self._store.projector is None:
            self._store.projector = keeping(self._store)

    def unit(self) -> AbstractContextManager[None]:
        """Hold the ledger from looking up to recording: all of it is recorded, or nothing.

        Raises BusyError if someone else holds it too long, RefusedError if it is read-only.
        """
        return self._store.unit()

    def append(self, new: Sequence[NewEntry], *, actor: str, command_id: str) -> Sequence[Entry]:
        """Record entries, all at one instant, and return them as they will be read.

        Call it inside a unit that has looked the command id up. Raises ClockError when the clock is
        behind the record, RefusedError for an id that has recorded something already: on a
        server at the end of the unit, where nothing was asked in it.
        """
        if not self._store.recording:
            raise MisuseError("Entries are appended in a unit of work; nothing was recorded.")
        require_id(command_id)
        if not new:
            return []
        login = StoredText(0, self._salts(), self._login)
        now = None if self._clock is None else self._clock()

        def settled(last: Latest | None) -> tuple[Head, datetime]:
            head = self._positions.after(last)
            events = [entry.event for entry in new]
            return head, self._next_instant(now or self.now(), head, events)

        save = Save(actor, command_id, login, now, settled)
        self.save(*map(_numbered, new), save=save)
        return self.recorder.added

    def check_clock(self, head: Head) -> None:
        """Refuse a clock that nothing could be recorded by after this head. Raises ClockError."""
        self._next_instant(self.now(), head, ())

    def _next_instant(self, now: datetime, head: Head, new: Iterable[AnyEvent]) -> datetime:
        return next_instant(now, head.recorded_at, head.position, self._doubts(new))

    def _doubts(self, new: Iterable[AnyEvent]) -> Iterator[Doubt]:
        """Yield what was acknowledged of clocks: looked up only when one is behind."""
        for event in (*new, *(entry.event for entry in self.stream("ledger"))):
            if isinstance(event, ClockAnomaly):
                until = self.head(event.last).recorded_at
                if until is not None:
                    yield Doubt(parse_instant(event.clock), until)

    def hide(self, positions: Iterable[int], by_position: int) -> None:
        """Hide the texts of entries everywhere: the entry at `by_position` asks for it."""
        self._store.hide(positions, by_position)

    def erase(self, positions: Iterable[int], by_position: int) -> None:
        """Destroy the texts of entries for good: the entry at `by_position` confirms it."""
        self._store.erase(positions, by_position)


def _numbered(new: NewEntry) -> NumberedEntry:
    """Return an entry as the library knows it; its number is given to it when it is added."""
    return NumberedEntry(new.stream, 0, new.effective_on, new.event)
