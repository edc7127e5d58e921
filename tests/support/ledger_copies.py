"""Ledgers in two places: what lies in each, row by row, and what is done to one on a server."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import tampering

from tracker.ledger import open_store
from tracker.ledger.copy import copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.postgres.address import Address

KINDS: Final = ("file", "server")
"""The kinds of place that a ledger can be kept in."""

TABLES: Final = ("stored_events", "saves", "texts")
"""The tables with the rows of the record."""


def rows(place: Path | Address) -> list[list[Any]]:
    """Return every row of the record in a place."""
    with closing(open_store.open_store(place)) as store:
        return [
            store.fetch_all("SELECT * FROM ledger") and [store.ledger],
            store.fetch_all("SELECT * FROM stored_events ORDER BY position"),
            store.fetch_all("SELECT * FROM saves ORDER BY last"),
            store.fetch_all("SELECT * FROM texts ORDER BY position, n"),
        ]


class CutShortError(Exception):
    """The copy ends here."""


def cut_short_at(position: int) -> Callable[[int, int], None]:
    """Return who ends a copy once it has come to a position."""

    def told(done: int, _: int) -> None:
        if done >= position:
            raise CutShortError

    return told


class Places:
    """Places to copy from and to, of each kind."""

    def __init__(self, folder: Path, server: Server) -> None:
        """Begin with the story of `tampering.py` in a file."""
        self._folder, self.server = folder, server
        self.story, self.copy = folder / "story.db", folder / "copy.db"
        tampering.written(self.story)

    def holding(self, kind: str) -> Path | Address:
        """Return a place of a kind where the story is."""
        if kind == "file":
            return self.story
        place = self.empty(kind)
        copy(self.story, place)
        return place

    def empty(self, kind: str) -> Path | Address:
        """Return a place of a kind where nothing is."""
        return self.copy if kind == "file" else self.server.address()

    def left(self) -> set[str]:
        """Return the files that lie there besides the story."""
        return {path.name for path in self._folder.iterdir()} - {"story.db"}


def schema_of(address: Address) -> str:
    """Return the schema that an address names."""
    return address.text.rpartition("%3D")[2]


class Tampered:
    """The story of `tampering.py` on a server, and somebody there who disables the triggers."""

    def __init__(self, server: Server, address: Address) -> None:
        """Put aside how everything was."""
        self._server, self.address, self.schema = server, address, schema_of(address)
        for table in TABLES:
            self._ask(f"CREATE TABLE public.{self.schema}_was_{table} AS SELECT * FROM {table}")  # noqa: S608 - ours

    def _ask(self, statement: str) -> list[Any]:
        self._server.ask(f"SET search_path = {self.schema}, public")
        return self._server.ask(statement)

    def tamper(self, *statements: str) -> None:
        """Change what lies there past all its guards, and put them back as if nothing had been."""
        self._ask("SET session_replication_role = replica")
        self._ask("; ".join(statements))
        self._ask("SET session_replication_role = origin")

    def reseal(self) -> None:
        """Hash every entry anew, so that the chain fits what was made of it."""
        ((ledger,),) = self._ask("SELECT id FROM ledger")
        changed = tampering.anew(ledger, self._ask(tampering.ROWS))
        self.tamper(*(tampering.entry(at, rf"hash = '\x{digest.hex()}'") for at, digest in changed))

    def mend(self) -> None:
        """Put everything back."""
        self.tamper(
            *(f"DELETE FROM {table}" for table in TABLES),  # noqa: S608 - ours
            *(f"INSERT INTO {table} SELECT * FROM {self.schema}_was_{table}" for table in TABLES),  # noqa: S608 - ours
        )
