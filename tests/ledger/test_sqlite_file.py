"""Opening a ledger: with safe settings, and nothing that is not one."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import damaged_files
import ledgers
import pytest

from tracker.domain.errors import (
    IntegrityError,
    NotFoundError,
    RefusedError,
    TrackerError,
)
from tracker.ledger import sqlite_file
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import NewerLedgerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a ledger with one entry is."""
    path = tmp_path / "tracker.db"
    with ledgers.made(path) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
    return path


def test_settings_are_as_asked_on_every_connection(path: Path) -> None:
    """What makes a save certain and an erasure real is set and read back, each time."""
    with Ledger.open(path) as record, record.reading():
        connection = ledgers.connection(record)
        answer = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "secure_delete",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "temp_store",
                "busy_timeout",
            )
        }

    assert list(answer.values()) == ["delete", 3, 1, 1, 0, 1, 2, sqlite_file.BUSY_MS]


def test_a_setting_that_does_not_hold_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better no ledger than one that loses what it said was recorded."""
    monkeypatch.setattr(sqlite_file, "SETTINGS", (("synchronous", "OFF", 3),))

    with pytest.raises(IntegrityError, match="cannot be used safely: SQLite has synchronous at 0"):
        Ledger.open(path)


def test_a_ledger_that_another_tool_put_into_another_mode_is_put_back(path: Path) -> None:
    """With a write-ahead log the newest entries would lie in a second file that copies forget."""
    ledgers.ask(path, "PRAGMA journal_mode = WAL")

    with Ledger.open(path) as record:
        ledgers.recorded(record, ledgers.note(), command="c2")

    assert ledgers.ask(path, "PRAGMA journal_mode") == [("delete",)]
    assert [file.name for file in path.parent.iterdir()] == ["tracker.db"]


def first_page_only(path: Path) -> None:
    """Lose all pages but the first."""
    path.write_bytes(path.read_bytes()[:4096])


def a_page_of_zeros(path: Path) -> None:
    """Lose the page that says how everything is laid out, but for its head."""
    content = path.read_bytes()
    path.write_bytes(content[:100] + bytes(3996) + content[4096:])


def another_database(path: Path) -> None:
    """Put another program's database there."""
    path.unlink()
    ledgers.ask(path, "CREATE TABLE minutes (text)")


def a_newer_ledger(path: Path) -> None:
    """Let a newer version of this program have made it."""
    ledgers.ask(path, "PRAGMA user_version = 2")


def an_impossible_ledger(path: Path) -> None:
    """Give it a form that never was."""
    ledgers.ask(path, "PRAGMA user_version = 0")


def a_ledger_without_tables(path: Path) -> None:
    """Take the tables away."""
    ledgers.ask(path, "DROP TRIGGER ledger_delete")
    ledgers.ask(path, "DROP TABLE ledger")


def a_ledger_without_id(path: Path) -> None:
    """Take the id away."""
    ledgers.ask(path, "DROP TRIGGER ledger_delete")
    ledgers.ask(path, "DELETE FROM ledger")


@pytest.mark.parametrize(
    ("happen", "kind", "code", "sentence"),
    [
        (damaged_files.missing, NotFoundError, 3, "no ledger at "),
        (damaged_files.a_folder, IntegrityError, 4, "is a folder"),
        (damaged_files.a_pipe, IntegrityError, 4, "not an ordinary file"),
        (damaged_files.empty, IntegrityError, 4, "the file is empty"),
        (damaged_files.a_text, IntegrityError, 4, "another kind of file"),
        (damaged_files.half, IntegrityError, 4, "is damaged"),
        (first_page_only, IntegrityError, 4, "is damaged"),
        (a_page_of_zeros, IntegrityError, 4, "is damaged"),
        (another_database, IntegrityError, 4, "another program made it"),
        (a_newer_ledger, NewerLedgerError, 4, "from a newer version of this program"),
        (an_impossible_ledger, IntegrityError, 4, "never in use"),
        (a_ledger_without_tables, IntegrityError, 4, "not laid out as a ledger is"),
        (a_ledger_without_id, IntegrityError, 4, "does not say which one"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_as_it_is(
    path: Path,
    happen: Callable[[Path], None],
    kind: type[TrackerError],
    code: int,
    sentence: str,
) -> None:
    """Opening never makes, mends or changes anything, and says in a sentence what it found."""
    happen(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(kind, match=sentence) as caught:
        Ledger.open(path)

    assert type(caught.value) is kind
    assert caught.value.exit_code == code
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("name", ["tracker.db/inside", "x" * 300, "nul\x00.db"])
def test_a_path_that_cannot_be_is_a_sentence(path: Path, name: str) -> None:
    """A typing mistake in a path is no traceback."""
    with pytest.raises((NotFoundError, RefusedError)):
        Ledger.open(path.parent / name)


def test_an_old_database_library_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without strict tables the stored form could not be kept."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))

    with pytest.raises(RefusedError, match=r"needs 3\.37 or later"):
        Ledger.open(path)


def test_a_ledger_that_may_not_be_written_is_read_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inspector's copy on a read-only disk opens; recording says why it cannot."""
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as one who may write

    with Ledger.open(path) as record:
        entries = record.entries()
        with pytest.raises(RefusedError, match=r"read-only.*nothing was recorded") as caught:
            ledgers.recorded(record, ledgers.note(), command="c2")

    assert [entry.position for entry in entries] == [1]
    assert caught.value.exit_code == 1


def test_lost_and_changed_guards_are_named(path: Path) -> None:
    """A trigger dropped and forgotten is found by whoever verifies."""
    ledgers.ask(path, "DROP TRIGGER saves_update")
    ledgers.ask(path, "DROP TRIGGER texts_delete")
    ledgers.ask(path, "CREATE TRIGGER texts_delete BEFORE DELETE ON texts BEGIN SELECT 1; END")

    with Ledger.open(path) as record:
        assert record.altered() == ["saves_update", "texts_delete"]
