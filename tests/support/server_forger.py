"""A ledger on a server, its people, and somebody who writes to it by hand, past the program.

What is written by hand fits together, down to the hashes, but for what it is told to get wrong.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final

import ledgers
import postgres_server
import psycopg
import pytest

from tracker.ledger.postgres import create

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postgres_server import Server

    from tracker.ledger.postgres.address import Address

    Wrong = dict[str, Any | Callable[[Any], Any]]

GAP = "entries follow each other without a gap"
NAME = "nobody records in the name of somebody else"
CHAIN = "the chain goes on from the entry before"
INSTANT = "an entry is recorded at the instant it is recorded"
SAVE = "a save covers the entries just recorded"
TEXTS = "texts are recorded with their entry"

MANAGER, CHAIR, STRANGER = "p1", "p2", "p9"
PEOPLE: Final = {"ann": MANAGER, "bob": CHAIR, "cat": "p3"}
"""Logins that write, by the end of their names, and the party of each."""

TABLES: Final = ("ledger", "stored_events", "saves", "texts", "bound", "sessions")
LONG_AGO: Final = datetime(2026, 3, 31, 16, tzinfo=UTC)

_LAST = """
SELECT s.last, s.recorded_at, encode(e.hash, 'hex') FROM saves s
JOIN stored_events e ON e.position = s.last ORDER BY s.last DESC LIMIT 1
"""
_FIELDS: Final = (
    *("stream", "version", "topic", "state", "effective_on"),
    *("recorded_at", "actor", "command", "login"),
)
_EVERY = """
SELECT e.position, e.hash, e.originator_id, e.originator_version, e.topic, e.state, e.effective_on,
    s.recorded_at, s.actor, s.command_id, s.login
FROM stored_events e LEFT JOIN saves s
ON s.last = (SELECT min(last) FROM saves WHERE last >= e.position) ORDER BY e.position
"""
_ENTRY = "INSERT INTO stored_events VALUES (%s, %s, %s, %s, %s, %s, %s)"
_VERSION = "SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id = %s"


def stamp(instant: datetime) -> str:
    """Return an instant as it is stored."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def note(text: str) -> dict[str, Any]:
    """Return what an entry with one text says."""
    committed = commitment(Hand.salt, text)
    return {"type": "note-made.v1", "note": {"text": 1, "sha256": committed}}


def commitment(salt: bytes, body: str) -> str:
    """Return the commitment to a text, with the standard library alone."""
    return hashlib.sha256(b"tracker-text-v1\n" + salt + body.encode()).hexdigest()


@dataclass
class Hand:
    """Somebody with a connection and a login, who knows how the rows are made."""

    connection: psycopg.Connection[Any]
    login: str
    party: str
    salt: ClassVar[bytes] = b"s" * 32

    def ask(self, statement: str, *values: object) -> list[Any]:
        """Run a statement, and return what it finds."""
        cursor = self.connection.execute(statement.encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    def rows(self, event: dict[str, Any] | None = None, **wrong: Any) -> dict[str, Any]:
        """Return what one entry and its save hold; `wrong` says what else a field is.

        A field that is wrong is so in its hash too; `hash` itself may be wrong, and `prev`.
        """
        ((ledger,),) = self.ask("SELECT id FROM ledger")
        genesis = hashlib.sha256(f"tracker-ledger-v1:{ledger}".encode()).hexdigest()
        last, before, prev = (self.ask(_LAST) or [(0, "", genesis)])[0]
        state = event or {"type": "erasure-asked.v1", "entry": 1, "reason": "other"}
        answer: dict[str, Any] = {
            "ledger": ledger,
            "prev": prev,
            "position": last + 1,
            "stream": ledgers.ITEM,
            "topic": state["type"],
            "state": json.dumps(state).encode(),
            "effective_on": "2026-03-31",
            "before": before,
            "recorded_at": stamp(datetime.now(UTC)),  # as the server's own clock
            "actor": self.party,
            "command": f"by-hand-{last + 1}",
            "body": self.login,
        }
        answer |= {
            name: _put(value, answer[name]) for name, value in wrong.items() if name in answer
        }
        answer["version"] = self.ask(_VERSION, answer["stream"])[0][0] + 1
        answer["login"] = commitment(self.salt, str(answer["body"]))
        for name in ("version", "login"):
            answer[name] = _put(wrong.get(name, answer[name]), answer[name])
        answer["hash"] = _put(wrong.get("hash", _hash(answer)), _hash(answer))
        return answer

    def enter(self, row: dict[str, Any]) -> None:
        """Insert an entry."""
        names = ("position", "stream", "version", "topic", "state", "effective_on", "hash")
        self.ask(_ENTRY, *(row[name] for name in names))

    def add_text(self, position: int, n: int, body: str | None, hidden: int | None = None) -> None:
        """Insert a text."""
        salt = None if body is None else self.salt
        self.ask("INSERT INTO texts VALUES (%s, %s, %s, %s, %s)", position, n, salt, body, hidden)

    def save(self, row: dict[str, Any], *, last: int | None = None) -> None:
        """Insert a save."""
        names = ("recorded_at", "actor", "command", "login")
        values = (row["position"] if last is None else last, *(row[name] for name in names))
        self.ask("INSERT INTO saves VALUES (%s, %s, %s, %s, %s)", *values)

    def record(
        self, event: dict[str, Any] | None = None, *texts: str, **wrong: Any
    ) -> dict[str, Any]:
        """Record an entry in a transaction of its own, as the program does, and return it."""
        with self.connection.transaction():
            return self.put(event, *texts, **wrong)

    def put(self, event: dict[str, Any] | None = None, *texts: str, **wrong: Any) -> dict[str, Any]:
        """Record an entry in the transaction there is."""
        row = self.rows(event, **wrong)
        self.enter(row)
        self.add_text(row["position"], 0, row["body"])
        for n, text in enumerate(texts, 1):
            self.add_text(row["position"], n, text)
        self.save(row)
        return row


def _put(value: Any, right: Any) -> Any:
    return value(right) if callable(value) else value


def _hash(row: dict[str, Any]) -> bytes:
    entry = {
        "v": 1,
        "ledger": row["ledger"],
        "position": row["position"],
        "prev": row["prev"],
        "recorded_at": row["recorded_at"],
        "effective_on": row["effective_on"],
        "actor": row["actor"],
        "login": row["login"],
        "command": row["command"],
        "originator": row["stream"],
        "version": row["version"],
        "topic": row["topic"],
        "state": hashlib.sha256(row["state"]).hexdigest(),
    }
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"tracker-event-v1\n" + text.encode()).digest()


def first_bad(owner: Hand) -> int | None:
    """Check a chain by the standard library alone; return the first position that is wrong."""
    ((ledger,),) = owner.ask("SELECT id FROM ledger")
    prev = hashlib.sha256(f"tracker-ledger-v1:{ledger}".encode()).hexdigest()
    for wanted, row in enumerate(owner.ask(_EVERY), 1):
        position, stored, *values = row
        fields = dict(zip(_FIELDS, values, strict=True))
        content = _hash({"ledger": ledger, "prev": prev, "position": position, **fields})
        if (position, stored) != (wanted, content):
            return wanted
        prev = content.hex()
    return None


@dataclass
class OldSharedLedger:
    """A ledger that several logins share: two entries of long ago, in which #1 has a text."""

    server: Server
    schema: str

    def address(self, who: str | None = None) -> Address:
        """Return where it is, for a login by the end of its name; else for its owner."""
        return self.server.address(self.schema, "postgres" if who is None else self.name(who))

    def name(self, who: str) -> str:
        """Return the whole name of a login."""
        return f"{self.schema}_{who}"

    @contextmanager
    def by(self, who: str | None = None) -> Iterator[Hand]:
        """Let somebody write by hand."""
        login = "postgres" if who is None else self.name(who)
        text = self.address(who).text
        with closing(psycopg.connect(text, autocommit=True)) as connection:
            yield Hand(connection, login, PEOPLE.get(who or "ann", STRANGER))

    def first_bad(self) -> int | None:
        """Return the first position at which the chain is wrong."""
        with self.by() as owner:
            return first_bad(owner)

    def held(self) -> dict[str, list[Any]]:
        """Return all that the tables hold, to see that nothing came of something."""
        with self.by() as owner:
            return {name: sorted(owner.ask(f"TABLE {name}"), key=repr) for name in TABLES}


def shared(server: Server) -> OldSharedLedger:
    """Make a ledger in which time is the server's and everybody is who they log in as."""
    address = server.address()
    ledger = OldSharedLedger(server, server.made[-1])
    create.create(address, ledgers.LEDGER, filling=True)
    for who in PEOPLE:
        server.login(ledger.schema, who)
    server.login(ledger.schema, "rea", writes=False)
    server.ask(f"CREATE ROLE {ledger.name('out')} LOGIN")
    with ledger.by() as owner:
        for n, text in enumerate((ledgers.TEXT, "Rang the school")):
            at = stamp(LONG_AGO + timedelta(days=n))
            owner.record(note(text), text, recorded_at=at)
        owner.ask("UPDATE ledger SET filling = false")
        for who, party in PEOPLE.items():
            owner.ask("INSERT INTO bound VALUES (1, %s, %s)", ledger.name(who), party)
    return ledger


@contextmanager
def by_hand(ledger: OldSharedLedger) -> Iterator[Hand]:
    """Let somebody who may record write by hand; the ledger has to be as it was in the end."""
    held = ledger.held()
    with ledger.by("ann") as hand:
        yield hand
    assert ledger.held() == held
    assert ledger.first_bad() is None


@pytest.fixture(name="ledger", scope="module")
def ledger_of_module() -> OldSharedLedger:
    """Return a ledger that several logins share, and all tests of a module."""
    return shared(postgres_server.shared())


@pytest.fixture(name="ann")
def somebody(ledger: OldSharedLedger) -> Iterator[Hand]:
    """Let somebody who may record write by hand, which changes nothing."""
    with by_hand(ledger) as hand:
        yield hand
