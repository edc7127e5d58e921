"""Where a ledger is kept: units of work and readings, on whatever keeps it.

When a unit of work ends without an error, what it recorded is on the disk. When it ends with one,
nothing was recorded, and the error says so; only where the database itself cannot tell does an
UnknownOutcomeError stand for the answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from enum import Enum, auto
from time import sleep
from typing import TYPE_CHECKING, Any, Final

from tracker.ledger.sqlite_errors import MisuseError
from tracker.ledger.system import system_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from tracker.ledger.envelope import AppendPosition, NewRow, Save

Values = tuple[object, ...]
Change = tuple[str, list[Values]]

ASK_AGAIN: Final = 0.3
"""Seconds after which a ledger that is watched is asked whether there is something new."""


class _Activity(Enum):
    NOTHING = auto()
    READING = auto()
    RECORDING = auto()


class Store(ABC):
    """A ledger on one connection. It belongs to one thread; another opens its own.

    Statements are given with `?` for each value.
    """

    location: str
    """What the ledger is called in sentences: never with a password."""

    ledger: str
    """The ledger's own id."""

    path: Path | None = None
    """The file it is kept in; null if it is kept in none."""

    login: str | None = None
    """Who is logged in where the ledger is kept; null if that is for the system to say."""

    writers: str | None = None
    """The role whose members may record; null if there are no roles."""

    link_target: str
    """How the database cuts the target of a link from an event: see `linked_entries`."""

    seen: int | None = None
    """The last position there was when it was opened; null once something was recorded by it."""

    def __init__(self) -> None:
        self.saving: str | None = None
        self.projector: Callable[[], None] | None = None
        """What keeps its tables beside the record: asked at the end of each unit that recorded."""
        self._doing = _Activity.NOTHING
        self._torn = False

    @property
    def recording(self) -> bool:
        """Whether a unit of work has begun."""
        return self._doing is _Activity.RECORDING

    @contextmanager
    def unit(self) -> Iterator[None]:
        """Hold the ledger for one unit of work: all of it is recorded, or nothing.

        Inside a unit this joins it; when the inner block fails the unit can no longer succeed.
        """
        if self._doing is _Activity.READING:
            raise MisuseError("A unit of work began while reading; nothing was recorded.")
        if self._doing is _Activity.RECORDING:
            self._check_whole()
            try:
                yield
            except BaseException:
                self._torn = True
                raise
            return
        self.require_writable()
        with self.translated(), self._during(_Activity.RECORDING):
            self.begin_write()
            yield
            self._check_whole()
            if self.projector is not None and self.saving is not None:
                self.projector()
                self._check_whole()
            self.commit()
            self.seen = self.seen if self.saving is None else None

    def _check_whole(self) -> None:
        if self._torn or not self.in_transaction:
            raise MisuseError("A part of this command failed; nothing was recorded.")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read from one consistent snapshot; inside a unit or another reading this joins it."""
        if self._doing is not _Activity.NOTHING:
            yield
            return
        with self.translated(), self._during(_Activity.READING):
            self.begin_read()
            yield

    @contextmanager
    def _during(self, doing: _Activity) -> Iterator[None]:
        self.saving, self._torn = None, False
        try:
            self._doing = doing
            yield
        finally:
            self._doing = _Activity.NOTHING
            self.rollback()

    def fetch_all(self, statement: str, values: Values = ()) -> list[Any]:
        """Return all rows that a statement finds, in the unit or reading there is."""
        with self.reading():
            return self.fetch(statement, values)

    def execute(self, *changes: Change) -> None:
        """Run statements that change, each for each of its rows, in the unit there is."""
        with self.unit():
            self.execute_many(changes)

    def append(self, new: Sequence[NewRow], save: Save) -> Callable[[], AppendPosition] | None:  # noqa: ARG002 - see below
        """Add entries as one save, in the unit there is, where whatever keeps the ledger can do so.

        What is returned tells where they lie. Null if it cannot, and nothing was added; then
        each row is written by itself.
        """
        return None

    # What each kind of store does in its own way.

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether the database is in a transaction."""

    @abstractmethod
    def translated(self) -> AbstractContextManager[None]:
        """Turn what the database reports into errors of ours."""

    @abstractmethod
    def require_writable(self) -> None:
        """Raise RefusedError if nothing may be recorded."""

    @abstractmethod
    def begin_write(self) -> None:
        """Begin a transaction that no one else can record beside."""

    @abstractmethod
    def begin_read(self) -> None:
        """Begin a transaction that sees one state of the ledger."""

    @abstractmethod
    def commit(self) -> None:
        """End a transaction, what it changed on the disk; where that is not sure, find out."""

    @abstractmethod
    def rollback(self) -> None:
        """End whatever was not committed; never fails."""

    @abstractmethod
    def fetch(self, statement: str, values: Values) -> list[Any]:
        """Return the rows that a statement finds."""

    @abstractmethod
    def execute_many(self, changes: Iterable[Change]) -> None:
        """Run statements in their order, each for each of its rows."""

    @abstractmethod
    def hide(self, positions: Iterable[int], by: int) -> None:
        """Mark the texts of entries as hidden by the entry at `by`."""

    @abstractmethod
    def erase(self, positions: Iterable[int], by: int) -> None:
        """Destroy the texts of entries and their salts; the entry at `by` says why."""

    @abstractmethod
    def bind(self, position: int) -> None:
        """Let the entry at a position, just recorded, say whose a login is where that counts."""

    @abstractmethod
    def altered(self) -> list[str]:
        """Return the tables and triggers of the stored form that were lost or changed."""

    @abstractmethod
    def remake_register(self) -> None:
        """Drop the tables of the read model, or empty them; in a unit of work."""

    @abstractmethod
    def has_register(self) -> bool:
        """Whether the tables of the read model are there, as they are made."""

    @abstractmethod
    def copy_into(self, path: Path) -> None:
        """Copy what the ledger holds into an empty file, as a ledger."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection; what no unit recorded is gone."""

    def is_replica(self) -> bool:
        """Whether this is a copy that follows the ledger, and may be behind it."""
        return False

    def wait(self, seconds: float) -> None:
        """Wait until something may have been recorded, or so many seconds have gone by.

        Where no one says so, the ledger is to be asked again every moment.
        """
        sleep(min(seconds, ASK_AGAIN))

    def now(self) -> datetime:
        """Return the instant by the clock of whatever keeps the ledger."""
        return system_clock()

    def logins(self) -> dict[str, str] | None:
        """Return which party each login is, where logins say who acts; null elsewhere."""
        return None
