"""A ledger on a server in use: units of work on one connection."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, timedelta
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import errors, sql

from tracker.domain.errors import (
    IntegrityError,
    RefusedError,
    TrackerError,
    UnknownOutcomeError,
)
from tracker.domain.hints import hint
from tracker.ledger import linked_entries, read_model_schema
from tracker.ledger.copy_target import copy_to_file
from tracker.ledger.postgres import errors as faults
from tracker.ledger.postgres import schema
from tracker.ledger.postgres import verify_schema as form
from tracker.ledger.postgres.append import SaveStatement
from tracker.ledger.postgres.connection import LET_IN, connect
from tracker.ledger.sqlite_errors import NewerLedgerError, OlderLedgerError
from tracker.ledger.sqlite_file import BUSY_MS
from tracker.ledger.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from tracker.ledger.envelope import AppendPosition, NewRow, Save
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.postgres.append import Ask
    from tracker.ledger.postgres.connection import Connection
    from tracker.ledger.store import Change, Values


_MET: Final = "SELECT session_user, current_schema(), coalesce(max(position), 0) FROM stored_events"
_RECORDED: Final = "SELECT last, recorded_at FROM saves WHERE command_id = ?"

_OWNS_TABLES: Final = """
SELECT relowner = quote_ident(current_user)::regrole FROM pg_class
WHERE oid = to_regclass('stored_events')
"""
_HAS_LINK_INDEX: Final = f"SELECT 1 WHERE to_regclass('{linked_entries.NAME}') IS NOT NULL"

AGAIN: Final = 0.2
"""Seconds after which to ask again for a server that refuses connections."""


class PostgresStore(Store):
    """A ledger on a server, on one connection."""

    link_target = linked_entries.TARGET_ON_A_SERVER

    fills = False
    """Whether this is who fills a ledger that is not whole yet."""

    _connection: Connection | None = None
    _listening = False
    _added: SaveStatement | None = None
    """What the unit of work added last."""

    def __init__(
        self,
        address: Address,
        *,
        busy_ms: int = BUSY_MS,
        connection: Connection | None = None,
    ) -> None:
        """Connect. Raises NotFoundError if there is no ledger, NewerLedgerError, RefusedError.

        A `connection` that has just made the ledger is used in its place; the first unit of work
        commits both.
        """
        super().__init__()
        self.location = str(address)
        self._address = address
        self._busy_ms = busy_ms
        with self.translated():
            self._connection = connection or connect(address, busy_ms=busy_ms)
            try:
                self.ledger, self.rehearsal = self._recognised()
                ((self.login, self._schema, self.seen),) = self.fetch(_MET)
                self.writers = schema.WRITER.format(self._schema)
            except BaseException:
                self.close()
                raise

    def _recognised(self) -> tuple[str, bool]:
        rows = self.fetch("SELECT id, form, rehearsal, filling FROM ledger")
        if len(rows) != 1:
            raise IntegrityError(f"{self.location} is not a ledger: it does not say which one.")
        ((ledger, form, rehearsal, filling),) = rows
        if form > schema.FORM:
            raise NewerLedgerError(
                f"The ledger at {self.location} is from a newer version of this program (its form "
                f"is {form}, this version knows {schema.FORM}); nothing was recorded."
            )
        if form < schema.FORM:
            raise OlderLedgerError(self.location, form)
        if filling and not self.fills:
            raise RefusedError(
                f"The ledger at {self.location} is not whole yet.",
                hint=hint("continue-copy"),
            )
        return ledger, rehearsal

    @property
    def connection(self) -> Connection:
        """The connection. Raises RefusedError once it is closed."""
        if self._connection is None:
            raise RefusedError(f"The ledger at {self.location} is closed.")
        return self._connection

    def fetch(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows that a statement finds."""
        self._send()
        return self.connection.fetch(statement, values)

    @property
    def in_transaction(self) -> bool:
        """Whether the server is in a transaction that can still succeed, or is about to be."""
        return self.connection.in_transaction

    def translated(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into ours."""
        return faults.translated_errors(self.location)

    def require_writable(self) -> None:
        """Leave it to the server: it knows who may record."""

    def begin_write(self) -> None:
        """Begin to record: one at a time, so that entries are committed in their order.

        It waits for others when the ledger is first asked something.
        """
        if not self.in_transaction:  # as it is if the ledger has just been created
            self._ready()
            self.connection.begin_write()

    def begin_read(self) -> None:
        """Begin to read one state of the ledger."""
        self._ready()
        self.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self) -> None:
        """Commit; if no answer comes, find out what became of it."""
        try:
            if self._added is None or self._added.sent:
                self.connection.end()
            else:
                self._send(self.connection.execute_alone)
        except psycopg.OperationalError as error:
            if self.saving is None or isinstance(error, errors.LockNotAvailable):
                raise
            self._find_out(self.saving, error)

    def _find_out(self, command: str, error: psycopg.Error) -> None:
        """Look on a new connection whether the save is there; if so, it was recorded."""
        until = self.connection.until or monotonic()
        self.connection.close()
        try:
            self._connection = self._reached(until)
            self.connection.begin_write()  # anything still on its way is over once it is free
            rows = self.fetch(_RECORDED, (command,))
        except (psycopg.Error, TrackerError) as cause:
            raise UnknownOutcomeError(
                f"The ledger at {self.location} gave no answer while this was being recorded, and "
                "whether it was is not known.",
                hint=hint("repeat-command", command=command),
            ) from cause
        if not rows:
            raise error
        if self._added is not None:
            self._added.read_answer(*rows[0])

    def _reached(self, until: float) -> Connection:
        """Connect to a server that may be about to start again, by an instant."""
        while True:
            try:
                return connect(self._address, busy_ms=self._busy_ms, until=until)
            except psycopg.OperationalError:
                if monotonic() + AGAIN + LET_IN > until:
                    raise
            sleep(AGAIN)

    def _ready(self) -> None:
        """Connect again if the connection was lost since."""
        if self.connection.closed:
            self._connection, self._listening = connect(self._address, busy_ms=self._busy_ms), False
            if self._recognised() != (self.ledger, self.rehearsal):
                raise IntegrityError(f"There is another ledger at {self.location} now.")

    def rollback(self) -> None:
        """Undo what was not committed."""
        self._added = None
        with suppress(psycopg.Error, RefusedError):
            self.connection.end_transaction()

    def execute_many(self, changes: Iterable[Change]) -> None:
        """Run statements in their order, before anything else is asked or committed.

        What the server refuses of them it refuses then.
        """
        self._send()
        self.connection.execute_many(changes)

    def append(self, new: Sequence[NewRow], save: Save) -> Callable[[], AppendPosition]:
        """Have the server add entries as one save, in the unit there is.

        Where nothing was asked in it yet they wait: for the next question, or for its end. Then the
        ledger is held for no longer than the server takes.
        """
        self._send()
        self._added = added = SaveStatement(new, save)
        if not self.connection.untouched:
            self._send()
        return partial(added.position, self._send)

    def _send(self, ask: Ask | None = None) -> None:
        """Send what still waits to be added, if anything does."""
        if self._added is not None:
            self._added.send(ask or self.connection.held_by)

    def hide(self, positions: Iterable[int], by: int) -> None:
        """Have the server mark the texts of entries as hidden by the entry at `by`."""
        with self.unit():
            self.fetch("SELECT hide_texts(?, ?)", (list(positions), by))

    def erase(self, positions: Iterable[int], by: int) -> None:
        """Have the server destroy the texts of entries and their salts."""
        with self.unit():
            self.fetch("SELECT erase_texts(?, ?)", (list(positions), by))

    def logins(self) -> dict[str, str] | None:
        """Return which party each login is; null in a rehearsal, where anybody may act."""
        return None if self.rehearsal else dict(self.fetch_all("SELECT login, party FROM bound"))

    def bind(self, position: int) -> None:
        """Have the server know a login by the entry that says whose it is, just recorded."""
        if not self.rehearsal:
            with self.unit():
                self.fetch("SELECT bind_login(?)", (position,))

    def altered(self) -> list[str]:
        """Return the parts of the stored form that were lost or changed, and those of others."""
        return [part for part, _ in form.schema_differences(self.fetch_all)]

    def remake_register(self) -> None:
        """Empty the tables of the read model; only their owner may create what is missing."""
        emptied: list[Change] = [(f"DELETE FROM {name}", [()]) for name in read_model_schema.NAMES]  # noqa: S608 - names of our own
        self.execute(*emptied)
        if self.fetch_all(_OWNS_TABLES) == [(True,)] and not self.fetch_all(_HAS_LINK_INDEX):
            self.execute((linked_entries.ON_A_SERVER, [()]))

    def has_register(self) -> bool:
        """Whether the tables of the read model are there: only their owner changes those."""
        rows = self.fetch_all(
            "SELECT count(to_regclass(quote_ident(name))) FROM unnest(?::text[]) names (name)",
            (list(read_model_schema.NAMES),),
        )
        return bool(rows == [(len(read_model_schema.NAMES),)])

    def copy_into(self, path: Path) -> None:
        """Copy what the ledger holds into an empty file, as a ledger."""
        copy_to_file(self, path)

    def is_replica(self) -> bool:
        """Whether the server only follows another one."""
        ((follows,),) = self.fetch_all("SELECT pg_is_in_recovery()")
        return bool(follows)

    def wait(self, seconds: float) -> None:
        """Wait for word of a new save, or so many seconds.

        Whoever waits has to ask for what is new after the first time too: only from then on does
        the server send word.
        """
        with self.translated():
            if not self._listening:
                channel = sql.Identifier(f"tracker_{self._schema}")
                self.connection.execute(sql.SQL("LISTEN {}").format(channel))
                self._listening = True
                return
            for _ in self.connection.notifies(timeout=seconds, stop_after=1):
                pass

    def now(self) -> datetime:
        """Return the instant by the server's clock.

        In a unit of work it is asked once, when the ledger is held; from then on time is measured.
        """
        if self.connection.held is not None:
            held, then = self.connection.held
            return held.astimezone(UTC) + timedelta(seconds=monotonic() - then)
        with self.translated():
            ((instant,),) = self.fetch("SELECT clock_timestamp()")
        return instant.astimezone(UTC)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close the connection; what no unit recorded is gone."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
