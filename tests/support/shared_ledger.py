"""A ledger on a server that several log in to, asked at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.cli.main import run
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    import pytest
    from postgres_server import Server

    from tracker.ledger.postgres.address import Address

OWNER: Final = "postgres"
"""The login that begins it."""

NEW: Final = (
    *("--service", "Elmshire Youth Justice Service"),
    *("--chair", "Dana Okafor", "--manager", "Sam Reed"),
)
"""What a ledger is begun with."""


class SharedLedger:
    """A ledger on a server that its owner began as the manager, Sam Reed, and others log in to."""

    def __init__(self, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
        """Begin it."""
        self.server = server
        self._capsys = capsys
        address = server.address()
        self.schema = server.made[-1]
        assert run(["init", str(address), *NEW]) == 0
        capsys.readouterr()

    def address(self, login: str = OWNER) -> Address:
        """Return where it is for a login."""
        return self.server.address(self.schema, login)

    def login(self, name: str, party: str | None = None, *, writes: bool = True) -> str:
        """Make a login, perhaps that of a party."""
        text = self.server.login(self.schema, name, writes=writes)
        if party is not None:
            self.says(OWNER, "people", "login", party, text)
        return text

    def says(self, login: str, *words: str) -> str:
        """Return what a command answers a login, which it does."""
        code, out, err = self.answers(login, *words)
        assert (code, err) == (0, "")
        return out

    def refuses(self, login: str, *words: str) -> tuple[int, str]:
        """Return the exit code and the sentence of a command that is refused."""
        before = self.head()
        code, out, err = self.answers(login, *words)
        assert (out, self.head()) == ("", before)
        return code, err.removesuffix("\n")

    def answers(self, login: str, *words: str) -> tuple[int, str, str]:
        """Return how a command ends, and what it prints."""
        code = run(["--ledger", str(self.address(login)), *words])
        return code, *self._capsys.readouterr()

    def head(self) -> int:
        """Return the last position."""
        with Ledger.open(self.address()) as record:
            return record.head().position

    def last(self) -> tuple[str, str]:
        """Return who recorded the last entry, and what it is."""
        with Ledger.open(self.address()) as record:
            entry = record.entries()[-1]
        return entry.actor, entry.event.type
