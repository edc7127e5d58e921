"""Backups: made while the ledger is in use, proven before they count, never over anything."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import stat
from contextlib import closing, suppress
from itertools import count
from typing import TYPE_CHECKING

import command_faults
import faulty_vfs
import ledgers
import pytest
from writing_processes import writer

from tracker.application.restore import restore
from tracker.domain.errors import IntegrityError, RefusedError, TrackerError
from tracker.ledger import backup
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command_runner import Terminal


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of two entries, open."""
    with ledgers.made(tmp_path / "tracker.db") as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("another"), command="c1")
        yield record


def test_a_backup_holds_all_that_was_recorded(record: Ledger, tmp_path: Path) -> None:
    """It is a ledger as good as the one it is of, and proves itself."""
    head = backup.back_up(record, tmp_path / "b.db")

    assert head == record.head()
    with Ledger.open(tmp_path / "b.db") as copy:
        assert copy.entries() == record.entries()
        assert copy.head() == head
        assert copy.altered() == []
    assert ledgers.first_bad(tmp_path / "b.db") is None


def test_the_head_lies_beside_it(record: Ledger, tmp_path: Path) -> None:
    """So that whoever finds it can hold it against the minutes."""
    backup.back_up(record, tmp_path / "b.db")

    assert json.loads((tmp_path / "b.db.head").read_text("utf-8")) == {
        "ledger": ledgers.LEDGER,
        "position": 2,
        "head": record.head().hash,
        "recorded_at": "2026-03-31T16:02:11.123456Z",
    }


def test_only_its_owner_may_read_it(record: Ledger, tmp_path: Path) -> None:
    """It holds every text that the ledger holds."""
    old = os.umask(0)
    try:
        backup.back_up(record, tmp_path / "b.db")
    finally:
        os.umask(old)

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("b.db", "b.db.head")]
    assert modes == [0o600, 0o600]


def test_what_lies_in_free_pages_does_not_come_along(record: Ledger, tmp_path: Path) -> None:
    """Not even what another tool left there without overwriting it."""
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("CREATE TABLE scratch (text)")
        other.execute("INSERT INTO scratch VALUES (?)", (command_faults.CHILD,))
        other.execute("DROP TABLE scratch")
    assert command_faults.CHILD.encode() in record.path.read_bytes()

    backup.back_up(record, tmp_path / "b.db")

    assert command_faults.CHILD.encode() not in (tmp_path / "b.db").read_bytes()


@pytest.mark.parametrize("name", ["b.db", "b.db.head", "b.db-journal", "b.db-wal", "b.db-shm"])
def test_nothing_is_overwritten(record: Ledger, tmp_path: Path, name: str) -> None:
    """Nor is a journal of some older file taken for a part of the new one."""
    (tmp_path / name).write_text("of somebody else")

    with pytest.raises(RefusedError, match=f"{name} (exists already|is left of another)"):
        backup.back_up(record, tmp_path / "b.db")

    assert {file.name for file in tmp_path.iterdir()} == {"tracker.db", name}
    assert (tmp_path / name).read_text() == "of somebody else"


def test_a_copy_that_does_not_prove_itself_does_not_count(record: Ledger, tmp_path: Path) -> None:
    """What is wrong in the ledger is found when it is backed up, not when it is needed."""
    ledgers.ask(record.path, "DROP TRIGGER stored_events_update")
    ledgers.ask(record.path, "UPDATE stored_events SET effective_on = '2020-01-01'")

    with pytest.raises(IntegrityError):
        backup.back_up(record, tmp_path / "b.db")

    assert [file.name for file in tmp_path.iterdir()] == ["tracker.db"]


def test_it_is_on_the_disk_before_it_has_its_name(
    record: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power loss there is no name without the whole of what it names."""
    done: list[str] = []
    fsync, link = os.fsync, os.link

    def synced(number: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        fsync(number)

    def linked(at: Path, path: Path) -> None:
        done.append(path.name)
        link(at, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)

    backup.back_up(record, tmp_path / "b.db")

    assert done == ["file", "file", "b.db.head", "folder", "b.db", "folder"]


@pytest.mark.parametrize("full", [True, False])
def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, *, full: bool) -> None:
    """At any step, full or broken: one sentence, no file, the ledger as it was."""
    path = tmp_path / "tracker.db"
    with ledgers.made(path) as record:
        ledgers.recorded(record, *map(ledgers.note, "abc"), command="c1")
    kept = path.read_bytes()

    def made() -> None:
        with Ledger.open(path) as record:
            backup.back_up(record, tmp_path / "b.db")

    steps = command_faults.steps_of(made)
    for name in ("b.db", "b.db.head"):
        (tmp_path / name).unlink()

    refused = 0
    for at in range(1, steps + 1):
        with (
            faulty_vfs.watched(command_faults.Failing(at, once=False, full=full)),
            suppress(TrackerError),
        ):
            refused += 1
            made()
            refused -= 1
            assert full  # there was room enough for what was left to do
        left = {file.name for file in tmp_path.iterdir()} - {"tracker.db"}
        assert left in (set(), {"b.db", "b.db.head"})
        for name in left:
            (tmp_path / name).unlink()
    assert refused > 5
    assert path.read_bytes() == kept


@pytest.mark.parametrize(("which", "name"), [(1, "b.db could not be made"), (2, "b.db.head")])
def test_a_copy_that_does_not_reach_the_disk_does_not_count(
    record: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int, name: str
) -> None:
    """As on a stick that fails: one sentence, and nothing is left there."""
    calls = count(1)

    def failing(_: int) -> None:
        if next(calls) == which:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)

    with pytest.raises(RefusedError, match=rf"{name}.*: input/output error"):
        backup.back_up(record, tmp_path / "b.db")

    assert [file.name for file in tmp_path.iterdir()] == ["tracker.db"]


def test_a_folder_that_is_not_there_is_a_sentence(record: Ledger, tmp_path: Path) -> None:
    """As where the stick was pulled out."""
    with pytest.raises(RefusedError, match=r"b\.db cannot be written: no such file"):
        backup.back_up(record, tmp_path / "stick" / "b.db")


def test_the_command_says_what_it_made(terminal: Terminal) -> None:
    """The head is printed whole, for the minutes."""
    result = terminal.says("backup", "b.db")

    with Ledger.open(terminal.folder / "tracker.db") as record:
        head = record.head().hash
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Backed up to b.db: 16 entries, the last recorded 3 Jul 2023 10:00:00 BST, proven.\n"
        f"Head: #16, {head}; it is written in b.db.head beside it.\n"
    )


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_backups_are_made_while_others_record(tmp_path: Path, times: int) -> None:
    """Each is restored, proves itself, and is the beginning of what the ledger became."""
    path, back = tmp_path / "tracker.db", tmp_path / "back.db"
    ledgers.made(path).close()
    process = writer(path, "a", 10**9)
    assert process.stdout is not None
    process.stdout.readline()
    with Ledger.open(path) as record:
        heads = [backup.back_up(record, tmp_path / f"b{n}.db") for n in range(times)]
        assert process.poll() is None
        process.kill()
        process.communicate()
        live = record.entries()

        for n, head in enumerate(heads):
            restored = restore(
                tmp_path / f"b{n}.db", back, later=path, clock=ledgers.TickingClock()
            )
            assert (restored.backup, restored.head, restored.stated) == (head, head, True)
            assert restored.lost == len(live) - head.position
            assert verify(back).is_good
            with Ledger.open(back) as copy:
                assert copy.entries() == live[: head.position]
            assert record.head(head.position) == head
            back.unlink()
    held = [head.position for head in heads]
    print(f"{times} backups of #{held[0]} to #{held[-1]} while others recorded")  # noqa: T201 - measured
    assert held == sorted(held)
    assert len(set(held)) > times // 2  # somebody recorded between them
    assert verify(path).is_good
