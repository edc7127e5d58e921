"""Verifying what a server knows of logins: whose each is, and who was logged in for each save.

Its owner can change both past the record: by hand, as nobody else can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import ledgers
import pytest
from shared_ledger import OWNER, SharedLedger

from tracker.domain import events as e
from tracker.ledger.copy import copy
from tracker.ledger.envelope import NewEntry
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.postgres.address import Address

NOBODY: Final = "The server knows a login of somebody to whom no entry gives one."
AWAY: Final = "The server still knows a login that entry #{} took away."
ANOTHER: Final = "The server knows another login than the one that entry #{} gives."
MORE: Final = "The server knows more logins than the one that entry #{} gives."
MISSING: Final = "The server does not know the login that entry #{} gives."
SESSION: Final = "Who the server knows was logged in for entry #{} is not who the record says."

SAM, DANA, GIVEN = 7, 8, 10
"""The entries that give a login to the manager; to the chair; and to the clerk, taken away by the
next."""

Told = list[tuple[str, int | None, str, int]]


@pytest.fixture
def shared(server: Server, capsys: pytest.CaptureFixture[str]) -> SharedLedger:
    """Return a ledger on a server in which a manager and a chair have a login, a clerk none."""
    shared = SharedLedger(server, capsys)
    shared.login("dana", "Dana Okafor")
    shared.says(OWNER, "people", "add", "Ash Clerk")
    shared.login("ash", "Ash Clerk")
    shared.says(OWNER, "people", "login", "Ash Clerk")
    return shared


def tampered(shared: SharedLedger, *statements: str) -> Told:
    """Change what lies there past its guards, and return what is found."""
    shared.server.ask(f"SET search_path = {shared.schema}")
    shared.server.ask("SET session_replication_role = replica")
    for statement in statements:
        shared.server.ask(statement)
    shared.server.ask("SET session_replication_role = origin")
    return told(shared.address())


def told(place: Address) -> Told:
    """Return what is wrong with a ledger."""
    findings = verify(place).findings
    return [(finding.kind, finding.position, finding.says, finding.count) for finding in findings]


def test_what_the_server_knows_follows_from_the_record(shared: SharedLedger) -> None:
    """Logins given, given anew and taken away by the program, and by whoever may only read."""
    shared.says(OWNER, "people", "login", "Dana Okafor", "okafor")

    assert told(shared.address()) == []
    assert told(shared.address(shared.login("rea", writes=False))) == []


@pytest.mark.parametrize(
    ("change", "at", "says"),
    [
        ("INSERT INTO bound VALUES (9, 'eve', 'p9')", 9, NOBODY),
        ("INSERT INTO bound VALUES (99, 'eve', 'p9')", None, NOBODY),
        ("INSERT INTO bound VALUES (10, 'eve', 'p3')", 11, AWAY),
        ("INSERT INTO bound VALUES (11, 'eve', 'p3')", 11, AWAY),
        ("INSERT INTO bound VALUES (8, 'eve', 'p1')", DANA, ANOTHER),
        ("UPDATE bound SET login = 'eve' WHERE party = 'p1'", DANA, ANOTHER),
        ("UPDATE bound SET by = 7 WHERE party = 'p1'", DANA, ANOTHER),
        ("UPDATE bound SET by = 99 WHERE party = 'p1'", DANA, ANOTHER),
        ("UPDATE bound SET party = 'p9' WHERE party = 'p1'", DANA, NOBODY),
        ("DELETE FROM bound WHERE party = 'p1'", DANA, MISSING),
        ("DELETE FROM bound", SAM, MISSING),
    ],
)
def test_a_login_that_the_record_does_not_give_is_found(
    shared: SharedLedger, change: str, at: int | None, says: str
) -> None:
    """Given by no entry, missing, or another one than the last entry about it says."""
    findings = tampered(shared, change)

    assert [rows[:3] for rows in findings] == [("bound", at, says.format(at))]


def test_two_people_who_changed_logins_are_counted(shared: SharedLedger) -> None:
    """Each binding is wrong, and the first is told."""
    findings = tampered(
        shared,
        "UPDATE bound SET party = 'x' WHERE party = 'p1'",
        "UPDATE bound SET party = 'p1' WHERE party = 'p2'",
        "UPDATE bound SET party = 'p2' WHERE party = 'x'",
    )

    assert findings == [("bound", SAM, ANOTHER.format(SAM), 2)]


def test_a_login_whose_text_was_erased_is_not_compared(shared: SharedLedger) -> None:
    """It may be any, or none; but neither two, nor by another entry."""
    shared.says(OWNER, "erase", f"{DANA}", "--reason", "names-a-person")
    shared.says(f"{shared.schema}_dana", "erase", f"{DANA}", "--confirm", "--yes")

    assert told(shared.address()) == []
    assert tampered(shared, "UPDATE bound SET login = 'eve' WHERE party = 'p1'") == []
    more = tampered(shared, "INSERT INTO bound VALUES (8, 'mal', 'p1')")
    other = tampered(shared, "UPDATE bound SET by = 9 WHERE login = 'mal'")
    none = tampered(shared, "DELETE FROM bound WHERE party = 'p1'")
    assert [rows[2] for rows in (*more, *other)] == [MORE.format(DANA), ANOTHER.format(DANA)]
    assert none == []


def made_in_a_file(path: Path, logins: Iterable[tuple[str, str | None]]) -> None:
    """Record in a file whose logins are whose, one after the other, whatever the rules say."""
    with ledgers.made(path) as record:
        for n, (party, login) in enumerate(logins):
            event = e.LoginBound(login=login)
            new_entry = NewEntry(f"party:{party}", ledgers.BOARD, event)
            ledgers.recorded(record, new_entry, command=f"c{n}")


@pytest.mark.parametrize(
    "logins",
    [
        [("p1", "ann"), ("p2", "bob"), ("p1", None), ("p2", "ann")],
        [("p1", "ann"), ("p2", "ann")],
        [("p1", "ann"), ("p2", "ann"), ("p2", None)],
        [("p1", "ann"), ("p2", "ann"), ("p1", "bob")],
    ],
)
def test_a_ledger_that_was_copied_to_a_server_is_good(
    server: Server, tmp_path: Path, logins: list[tuple[str, str | None]]
) -> None:
    """Its saves have no session, and one login may have been told of two."""
    made_in_a_file(tmp_path / "tracker.db", logins)
    address = server.address()

    copy(tmp_path / "tracker.db", address)

    assert told(address) == []


def test_whether_a_login_was_passed_on_is_not_told_once_that_is_erased(
    server: Server, tmp_path: Path
) -> None:
    """The first of two who were given the same one has none, rightly."""
    made_in_a_file(tmp_path / "tracker.db", [("p1", "ann"), ("p2", "ann")])
    address = server.address()
    copy(tmp_path / "tracker.db", address)

    server.ask(f"SET search_path = {server.made[-1]}")
    server.ask("UPDATE texts SET salt = NULL, body = NULL, hidden = 2 WHERE position = 2 AND n = 1")

    assert [kind for kind, *_ in told(address)] == ["erasure"]


def test_in_a_rehearsal_no_login_follows_from_the_record(server: Server) -> None:
    """Anybody may act there."""
    with ledgers.made(server.address()) as record:
        bound = NewEntry("party:p1", ledgers.BOARD, e.LoginBound(login="ann"))
        ledgers.recorded(record, bound, command="c1")

    assert verify(server.address(server.made[-1])).is_good


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ("UPDATE sessions SET login = 'eve' WHERE last = 8", 8),
        ("UPDATE sessions SET last = 99 WHERE last = 11", 11),
        ("DELETE FROM sessions WHERE last = 9", 9),
        ("INSERT INTO sessions VALUES (3, 'postgres')", 3),
    ],
)
def test_a_session_that_no_save_says_is_found(shared: SharedLedger, change: str, at: int) -> None:
    """Another login, one of no save, or none where there were some before."""
    findings = tampered(shared, change)

    assert [rows[:3] for rows in findings] == [("session", at, SESSION.format(at))]


def test_sessions_gone_from_the_beginning_look_like_a_copy(shared: SharedLedger) -> None:
    """That cannot be told, and is not."""
    assert tampered(shared, "DELETE FROM sessions WHERE last < 9") == []
