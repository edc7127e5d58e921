"""Units of work in a file: what a failing lock, disk or commit means.

What is true of them wherever a ledger is kept is in `test_store.py`.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import ledgers
import pytest

from tracker.domain.errors import (
    BusyError,
    IntegrityError,
    RefusedError,
    TrackerError,
    UnknownOutcomeError,
)
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import error_sentence

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


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_somebody_elses_unit_of_work_is_waited_for_and_then_named(path: Path, lock: str) -> None:
    """Exit code 5: nothing was recorded, and trying again is harmless."""
    with Ledger.open(path, busy_ms=20) as record, closing(sqlite3.connect(path)) as other:
        other.execute(lock)

        with pytest.raises(BusyError, match=r"someone else.*nothing was recorded") as is_busy:
            ledgers.recorded(record, ledgers.note(), command="c2")

        other.rollback()
        assert is_busy.value.exit_code == 5
        assert [e.position for e in ledgers.recorded(record, ledgers.note(), command="c2")] == [2]


def test_a_ledger_can_not_be_opened_while_it_is_being_written(path: Path) -> None:
    """Opening waits as recording does, and says the same."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(BusyError):
            Ledger.open(path, busy_ms=20)


def test_a_reader_in_the_way_of_a_commit_means_nothing_was_recorded(path: Path) -> None:
    """The outcome is known: the save was given up, and can be made again at once."""
    with Ledger.open(path, busy_ms=20) as record, Ledger.open(path) as reader:
        with reader.reading():
            reader.head()
            with pytest.raises(BusyError):
                ledgers.recorded(record, ledgers.note(), command="c2")

        assert record.head().position == 1
        ledgers.recorded(record, ledgers.note(), command="c2")


def test_a_reading_sees_one_state_of_the_ledger(path: Path) -> None:
    """What is recorded meanwhile cannot be seen before the reading is over."""
    with Ledger.open(path, busy_ms=20) as record, Ledger.open(path, busy_ms=20) as writer:
        with record.reading():
            before = record.head()
            with pytest.raises(BusyError):
                ledgers.recorded(writer, ledgers.note(), command="c2")
            assert record.head() == before

        ledgers.recorded(writer, ledgers.note(), command="c2")
        assert record.head().position == 2


class Answerless:
    """A connection that gives no answer to a COMMIT, whatever becomes of it."""

    def __init__(self, connection: sqlite3.Connection, commit: Callable[[], object]) -> None:
        """Wrap a connection; `commit` is done instead of a commit."""
        self.real = connection
        self.commit = commit

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement; of a commit nobody hears again."""
        if statement == "COMMIT":
            self.commit()
            raise sqlite3.OperationalError("disk I/O error")
        return self.real.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        """Be the connection otherwise."""
        return getattr(self.real, name)


def unanswered(record: Ledger, commit: Callable[[], object]) -> None:
    """Record a note as c2, with something else done instead of the commit."""
    file: Any = record._store
    file.connection = Answerless(file.connection, commit)
    ledgers.recorded(record, ledgers.note(), command="c2")


def test_a_commit_that_happened_without_an_answer_is_recorded(path: Path) -> None:
    """The command id is looked up, and found: nothing is said to have failed that did not."""
    with Ledger.open(path) as record:
        unanswered(record, ledgers.connection(record).commit)

        assert [entry.position for entry in record.command("c2")] == [2]


def test_a_commit_that_failed_without_an_answer_recorded_nothing(path: Path) -> None:
    """The command id is looked up, and not found."""
    with Ledger.open(path) as record:
        with pytest.raises(RefusedError, match="nothing was recorded"):
            unanswered(record, ledgers.connection(record).rollback)

        assert record.head().position == 1


def test_where_nobody_can_tell_the_command_id_makes_a_repeat_harmless(path: Path) -> None:
    """Exit code 6, with the id to run it again with."""
    gone = path.with_suffix(".gone")
    record = Ledger.open(path)
    connection = ledgers.connection(record)

    def committed_and_out_of_reach() -> None:
        connection.commit()
        path.rename(gone)

    with record, pytest.raises(UnknownOutcomeError, match="is not known") as caught:
        unanswered(record, committed_and_out_of_reach)
    assert caught.value.exit_code == 6
    with Ledger.open(gone) as ledger:
        assert len(ledger.command("c2")) == 1


def test_a_ledger_replaced_while_in_use_is_not_written(path: Path) -> None:
    """A program that copies files about does not get a save put into the wrong one."""
    with Ledger.open(path) as record:
        path.rename(path.with_suffix(".moved"))

        with pytest.raises(RefusedError, match="moved or replaced"):
            ledgers.recorded(record, ledgers.note(), command="c2")


def test_a_full_disk_records_nothing(path: Path) -> None:
    """What was recorded before stays readable, and there is room again when there is room."""
    with Ledger.open(path) as record:
        pages = ledgers.connection(record).execute("PRAGMA page_count").fetchone()[0]
        ledgers.connection(record).execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(RefusedError, match="disk is full; nothing was recorded"):
            ledgers.recorded(record, ledgers.note("a" * 20_000), command="c2")

        assert [entry.position for entry in record.entries()] == [1]
        ledgers.connection(record).execute("PRAGMA max_page_count = 1000")
        ledgers.recorded(record, ledgers.note("a" * 20_000), command="c2")


def test_a_page_lost_inside_a_ledger_is_a_sentence(path: Path) -> None:
    """Damage that opening does not meet is met in reading."""
    with Ledger.open(path) as record, record.unit():
        record.append([ledgers.note("a" * 9_000)] * 20, actor="p1", command_id="c2")
    content = path.read_bytes()
    path.write_bytes(content[: -4096 * 5] + bytes(4096 * 5))

    with Ledger.open(path) as record, pytest.raises(IntegrityError) as caught:
        record.entries()

    assert caught.value.exit_code == 4


def test_text_that_is_not_utf_8_names_its_entry(path: Path) -> None:
    """A damaged byte in a text column is found where it is."""
    ledgers.ask(path, "DROP TRIGGER stored_events_update")
    ledgers.ask(path, "UPDATE stored_events SET effective_on = CAST(x'ff' AS TEXT)")

    with Ledger.open(path) as record, pytest.raises(IntegrityError, match="Entry #1"):
        record.entries()


def test_a_ledger_in_use_can_be_copied_when_nobody_writes(path: Path) -> None:
    """An idle ledger is one file."""
    with Ledger.open(path) as record:
        record.entries()
        shutil.copy(path, path.with_suffix(".copy"))

    with Ledger.open(path.with_suffix(".copy")) as copy, Ledger.open(path) as original:
        assert copy.head() == original.head()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, BusyError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BusyError),
        (sqlite3.SQLITE_READONLY_DBMOVED, RefusedError),
        (sqlite3.SQLITE_READONLY_ROLLBACK, RefusedError),
        (sqlite3.SQLITE_IOERR_FSYNC, RefusedError),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, RefusedError),
        (sqlite3.SQLITE_CORRUPT_INDEX, IntegrityError),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, IntegrityError),
        (None, RefusedError),
    ],
)
def test_every_fault_of_the_database_is_one_of_ours(
    tmp_path: Path, code: int | None, kind: type[TrackerError]
) -> None:
    """Each has its exit code, and says that nothing was recorded."""
    error: Any = sqlite3.OperationalError("fault")
    error.sqlite_errorcode = code

    tracker_error = error_sentence(error, tmp_path)

    assert type(tracker_error) is kind
    assert tracker_error.sentence.endswith("nothing was recorded.")
