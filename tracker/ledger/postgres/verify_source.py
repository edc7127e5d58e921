"""A ledger on a server as it is verified: one snapshot, read a few rows at a time."""

from __future__ import annotations

from contextlib import closing, contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import psycopg

from tracker.domain.errors import NotFoundError, RefusedError
from tracker.domain.hints import hint
from tracker.ledger.postgres import errors, schema, verify_logins
from tracker.ledger.postgres import verify_schema as form
from tracker.ledger.postgres.connection import connect
from tracker.ledger.sqlite_errors import NewerLedgerError, OlderLedgerError
from tracker.ledger.verify_source import UnreadableError, VerifySource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.ledger.findings import Findings
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.verify_totals import Row

AT_A_TIME: Final = 1_000
"""Rows that are fetched at a time."""

_ROWS = {"stored_events", "saves", "texts"}
_DAMAGE = ("22", "42", "58", "XX")
"""How the codes begin that a server reports if it cannot read what it stores."""

_NO_RIGHT = "42501"


class PostgresVerifySource(VerifySource):
    """A ledger on a server, on one connection."""

    called = "ledger"
    differs = "IS DISTINCT FROM"

    def __init__(
        self, location: str, connection: psycopg.Connection[Any], *, filling: bool = False
    ) -> None:
        self._place = location
        self._connection = connection
        self._filling = filling
        self._whole: set[str] = set()
        self._names = count()
        self._look()

    def _look(self) -> None:
        self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def read(self, *, patient: bool) -> None:
        """Read texts as the server sends them: it holds none that is not one."""

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn damage that the server reports into UnreadableError; then read again."""
        try:
            yield
        except UnicodeDecodeError as error:
            raise UnreadableError from error
        except psycopg.Error as error:
            code = error.sqlstate or ""
            if not code.startswith(_DAMAGE) or code == _NO_RIGHT:
                raise
            self._connection.execute("ROLLBACK")
            self._look()
            raise UnreadableError from error

    def form(self, findings: Findings) -> bool:
        """Hold tables, triggers, functions and rights to what is made."""
        self._whole = form.readable(self._ask)
        if not self._whole:
            raise NotFoundError(
                f"There is no ledger at {self._place}.",
                hint=hint("create-ledger", location=self._place),
            )
        differing = list(form.schema_differences(self._ask))
        if "ledger" in self._whole:
            self._require_known(newer=bool(differing))
        for part, became in differing:
            if became == "is there":
                findings.add("form", f"There is the {part}, which is no part of a ledger.")
            else:
                findings.add("form", f"The {part} {became}.")
        return self._whole >= _ROWS

    def _require_known(self, *, newer: bool) -> None:
        kept = self._ask("SELECT form, filling FROM ledger")
        if newer and any(number > schema.FORM for number, _ in kept):
            raise NewerLedgerError(
                f"The ledger at {self._place} is from a newer version of this program (this one "
                f"knows the form {schema.FORM}); nothing was recorded."
            )
        for number, _ in kept:
            if number < schema.FORM:
                raise OlderLedgerError(self._place, number)
        if not self._filling and any(filling for _, filling in kept):
            raise RefusedError(
                f"The ledger at {self._place} is not whole yet.", hint=hint("continue-copy")
            )

    def ledger(self, findings: Findings) -> str | None:
        """Return the id of the ledger; null if the server does not hold it."""
        if "ledger" in self._whole:
            ids = [ledger for (ledger,) in self._ask("SELECT id FROM ledger LIMIT 2")]
            if len(ids) == 1 and _is_id(ids[0]):
                return str(ids[0])
        findings.add("form", "The server does not say which ledger it is.")
        return None

    def iterate(self, statement: str, values: Row = ()) -> Iterator[Row]:
        """Return the rows that a statement finds, a few at a time."""
        with self._connection.cursor(f"each_{next(self._names)}") as cursor:
            cursor.itersize = AT_A_TIME
            cursor.execute(_sent(statement), values)
            yield from cursor

    def fetch(self, statement: str, values: Row) -> list[Row]:
        """Return the few rows that a statement finds."""
        return self._connection.execute(_sent(statement), values).fetchall()

    def sidecar_rows(self, findings: Findings) -> None:
        """Hold what the server knows of logins to the record."""
        if self._whole >= verify_logins.TABLES:
            verify_logins.check(self._ask, findings)

    def storage(self, findings: Findings) -> None:
        """Leave it to the server, which checks its pages by itself."""

    def _ask(self, statement: str) -> list[Any]:
        return self._connection.execute(statement.encode()).fetchall()


def _sent(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _is_id(ledger: str) -> bool:
    try:
        return str(UUID(ledger)) == ledger
    except ValueError:
        return False


@contextmanager
def server_source(address: Address, *, filling: bool = False) -> Iterator[PostgresVerifySource]:
    """Connect to a server to verify the ledger there. Raises as `verify`."""
    with errors.translated_errors(str(address)), closing(connect(address)) as connection:
        yield PostgresVerifySource(str(address), connection, filling=filling)
