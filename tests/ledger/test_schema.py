"""A ledger's file: how it is laid out, and how it is made."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import (
    IntegrityError,
    RefusedError,
)
from tracker.ledger import schema
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a ledger with one entry is."""
    path = tmp_path / "tracker.db"
    with ledgers.made(path) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
    return path


def test_the_stored_form_never_changes(path: Path) -> None:
    """Ledgers are read for years: tables, guards, marks and page size stay as released.

    The read model and the index of links are derived: any version may lay them out anew.
    """
    statements = ledgers.ask(
        path,
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'register%'"
        " AND name <> 'linked_entries'",
    )
    text = "\n".join(sorted(sql for (sql,) in statements))
    marks = [
        ledgers.ask(path, f"PRAGMA {name}")[0][0]
        for name in ("application_id", "user_version", "page_size", "encoding", "auto_vacuum")
    ]

    assert (
        hashlib.sha256(text.encode()).hexdigest()
        == "88cc4a1a1b47ddd482d6fca32d82b8aa76973e0056e6c61174e8116d8ebf7cae"
    )
    assert marks == [0x54524B52, 1, 4096, "UTF-8", 0]


def test_a_save_is_stored_as_described(path: Path) -> None:
    """An entry by position, its save by the last position, its texts by number, the login as 0."""
    texts = ledgers.ask(
        path, "SELECT position, n, length(salt), body, hidden FROM texts ORDER BY n"
    )
    saves = ledgers.ask(path, "SELECT last, recorded_at, actor, command_id FROM saves")
    events = ledgers.ask(
        path, "SELECT position, originator_id, originator_version, topic FROM stored_events"
    )

    assert texts == [(1, 0, 32, ledgers.LOGIN, None), (1, 1, 32, ledgers.TEXT, None)]
    assert saves == [(1, "2026-03-31T16:02:11.123456Z", "p1", "c1")]
    assert events == [(1, ledgers.ITEM, 1, "note-made.v1")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET id = 'x'",
        "DELETE FROM ledger",
        "INSERT INTO ledger VALUES ('x')",
        "UPDATE stored_events SET topic = 'x'",
        "DELETE FROM stored_events",
        "UPDATE saves SET actor = 'x'",
        "DELETE FROM saves",
        "REPLACE INTO saves VALUES (1, 'now', 'p1', 'c2', 'x')",
        "REPLACE INTO saves VALUES (2, 'now', 'p1', 'c1', 'x')",
        "INSERT INTO saves VALUES (2, 'now', 'p1', 'c2', 'x')",
        "DELETE FROM texts",
        "REPLACE INTO texts VALUES (1, 1, zeroblob(32), 'x', NULL)",
        "INSERT INTO texts VALUES (1, 2, zeroblob(32), 'x', NULL)",
        "UPDATE texts SET body = 'x'",
        "UPDATE texts SET body = 'x', hidden = 1",
        "UPDATE texts SET salt = zeroblob(32), hidden = 1",
        "UPDATE texts SET salt = NULL, body = NULL",
        "UPDATE texts SET body = NULL, hidden = 1",
        "UPDATE texts SET salt = NULL, hidden = 1",
        "UPDATE texts SET n = 5, hidden = 1 WHERE n = 1",
        "UPDATE texts SET position = 2, hidden = 1",
        "UPDATE texts SET hidden = NULL",
    ],
)
def test_what_was_recorded_stays(path: Path, statement: str) -> None:
    """No slip of a hand with a database tool changes, adds or removes anything."""
    before = path.read_bytes()

    with pytest.raises(sqlite3.IntegrityError):
        ledgers.ask(path, statement)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("position", "stream", "version"),
    [
        (1, "item/x", 1),
        (3, "item/x", 1),
        (None, "item/x", 1),
        (2, ledgers.ITEM, 1),
        (2, ledgers.ITEM, 3),
        (2, "item/x", 2),
    ],
)
def test_entries_follow_each_other_without_a_gap(
    path: Path, position: int | None, stream: str, version: int
) -> None:
    """No tool puts an entry in another's place, beside it, or far behind it."""
    row = (position, stream, version, "note-made.v1", b"{}", "2026-03-31", bytes(32))

    with pytest.raises(sqlite3.IntegrityError, match="without a gap"):
        ledgers.ask(path, "REPLACE INTO stored_events VALUES (?, ?, ?, ?, ?, ?, ?)", *row)


def test_a_text_may_be_hidden_and_then_erased_and_then_never_changes(path: Path) -> None:
    """The only change the stored form allows."""
    ledgers.ask(path, "UPDATE texts SET hidden = 1 WHERE n = 1")
    ledgers.ask(path, "UPDATE texts SET salt = NULL, body = NULL, hidden = 1 WHERE n = 1")

    with pytest.raises(sqlite3.IntegrityError, match="only ever hidden or erased"):
        ledgers.ask(path, "UPDATE texts SET hidden = 1 WHERE n = 1")


def test_only_its_owner_may_read_a_new_ledger(path: Path) -> None:
    """What children did and what was done to them is nobody else's business on this computer."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["tracker.db"]


@pytest.mark.parametrize("content", [b"", b"minutes of a board"])
def test_making_a_ledger_never_touches_a_file_that_exists(tmp_path: Path, content: bytes) -> None:
    """Not even an empty one."""
    path = tmp_path / "tracker.db"
    path.write_bytes(content)

    with pytest.raises(RefusedError, match="exists already"):
        Ledger.create(path)

    assert path.read_bytes() == content


def test_making_a_ledger_does_not_follow_a_link(tmp_path: Path) -> None:
    """A link left in a shared folder does not decide where a ledger lies."""
    link = tmp_path / "tracker.db"
    link.symlink_to(tmp_path / "elsewhere.db")

    with pytest.raises(RefusedError, match="exists already"):
        Ledger.create(link)


@pytest.mark.parametrize("name", ["no/such/folder/tracker.db", "x" * 300, "nul\x00.db"])
def test_where_no_file_can_be_made_a_sentence_says_so(tmp_path: Path, name: str) -> None:
    """A typing mistake in a path is no traceback."""
    with pytest.raises(RefusedError, match="cannot be reached"):
        Ledger.create(tmp_path / name)


@pytest.mark.parametrize("statement", range(len(schema.STATEMENTS)))
def test_a_ledger_that_cannot_be_finished_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    """Half a ledger is worse than none."""
    broken = (*schema.STATEMENTS[:statement], "CREATE NONSENSE")
    monkeypatch.setattr(schema, "STATEMENTS", broken)

    with pytest.raises(IntegrityError, match="nothing was recorded"):
        Ledger.create(tmp_path / "tracker.db")

    assert not list(tmp_path.iterdir())


def test_odd_characters_in_a_path_are_only_characters(tmp_path: Path) -> None:
    """A path is never read as an address with options."""
    path = tmp_path / "a b?mode=memory#50% :memory: ü.db"

    with ledgers.made(path) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")

    assert [file.name for file in tmp_path.iterdir()] == [path.name]
