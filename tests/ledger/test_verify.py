"""Verifying: whatever was recorded makes a good ledger, and no damage to its file goes unseen."""

from __future__ import annotations

import random
import sqlite3
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING

import damaged_files
import hypothesis
import hypothesis.strategies as st
import ledgers
import pytest
import tampering
from replayed_streams import retold
from stream_files import STORIES

from tracker.domain.errors import IntegrityError, NotFoundError, TrackerError
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import NewerLedgerError
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.domain.bitemporal import Entry

FLIPS, SOAK = 150, 10_000


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the story of `tampering.py`, whole."""
    path = tmp_path_factory.mktemp("story") / "tracker.db"
    tampering.written(path)
    return path.read_bytes()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    """Where a copy of the story lies."""
    path = tmp_path / "tracker.db"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", STORIES)
def test_every_published_story_verifies(tmp_path: Path, name: str) -> None:
    """Whatever can be recorded, corrected, taken back and erased leaves a ledger that is good."""
    path = tmp_path / "tracker.db"
    retold(path, name).close()

    verdict = verify(path)

    with Ledger.open(path) as record:
        head = record.head()
    anchored = {finding.kind for finding in verdict.findings}
    assert anchored <= {"anchor"}  # the heads in a story are made up
    assert (verdict.head, verdict.entries) == (head.hash, head.position)
    assert verdict.recorded_at == head.recorded_at


def test_a_ledger_without_entries_is_good(path: Path) -> None:
    """Nothing was recorded, and nothing is missing."""
    damaged_files.unbegun(path)

    verdict = verify(path)

    assert (verdict.is_good, verdict.entries, verdict.recorded_at) == (True, 0, None)


def test_verifying_changes_nothing(path: Path, content: bytes) -> None:
    """Not a byte of the file, and nothing is left beside it."""
    verify(path)

    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["tracker.db"]


@pytest.mark.parametrize(
    ("happen", "kind", "sentence"),
    [
        (damaged_files.missing, NotFoundError, "no ledger at"),
        (damaged_files.empty, IntegrityError, "the file is empty"),
        (damaged_files.a_text, IntegrityError, "another kind of file"),
        (damaged_files.a_database, IntegrityError, "another program made it"),
        (damaged_files.a_folder, IntegrityError, "it is a folder"),
        (damaged_files.a_pipe, IntegrityError, "not an ordinary file"),
    ],
)
def test_what_is_no_ledger_is_said_to_be_none(
    path: Path, happen: Callable[[Path], None], kind: type[TrackerError], sentence: str
) -> None:
    """In a sentence, with the exit code of its own kind."""
    happen(path)

    with pytest.raises(kind, match=sentence):
        verify(path)


def test_a_form_of_a_newer_version_is_no_damage(path: Path) -> None:
    """Another table and a later number: only the newer program can say whether it is good."""
    tampering.tamper(path, "DROP TABLE texts", "PRAGMA user_version = 2")

    with pytest.raises(NewerLedgerError, match="from a newer version of this program"):
        verify(path)


@pytest.mark.parametrize("mode", ["WAL", "PERSIST", "TRUNCATE"])
def test_what_another_tool_left_beside_the_file_is_read_with_it(path: Path, mode: str) -> None:
    """The last entries may lie in a second file for as long as somebody has it open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("UPDATE texts SET hidden = 12 WHERE position = 15 AND n = 1")

        verdict = verify(path)

    assert [(finding.kind, finding.position) for finding in verdict.findings] == [("erasure", 15)]


def test_a_change_that_was_cut_short_is_undone_first(path: Path, tmp_path: Path) -> None:
    """A journal left by a crash is SQLite's to play back; what then stands is verified."""
    died = tmp_path / "died"
    died.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TABLE texts")
        for name in ("tracker.db", "tracker.db-journal"):
            (died / name).write_bytes((path.parent / name).read_bytes())
        connection.execute("ROLLBACK")

    verdict = verify(died / "tracker.db")

    assert verdict.is_good


def seen(path: Path, whole: list[Entry]) -> bool:
    """Return whether damage is seen, or else changes no answer at all."""
    try:
        verdict = verify(path)
    except TrackerError as error:
        return error.exit_code == IntegrityError.exit_code
    if verdict.findings:
        return True
    with Ledger.open(path) as record:
        return record.entries() == whole


def flipped(path: Path, content: bytes, chance: random.Random) -> None:
    """Turn one bit of the file over."""
    spoilt_bytes = bytearray(content)
    spoilt_bytes[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(spoilt_bytes)


def flip(path: Path, content: bytes, times: int) -> list[int]:
    """Return the flips, by their number, that went unseen and changed an answer."""
    with Ledger.open(path) as record:
        whole = record.entries()
    unseen = []
    for number in range(times):
        flipped(path, content, random.Random(number))  # noqa: S311 - the same flips in every run
        if not seen(path, whole):
            unseen.append(number)
    return unseen


def test_no_bit_turned_over_changes_an_answer_unseen(path: Path, content: bytes) -> None:
    """Anywhere in the file: found, or of no consequence; and never a traceback."""
    assert flip(path, content, FLIPS) == []


@pytest.mark.soak
def test_no_bit_turned_over_changes_an_answer_unseen_at_length(path: Path, content: bytes) -> None:
    """The same, many times."""
    assert flip(path, content, SOAK) == []


def test_every_page_lost_and_every_length_is_seen(path: Path, content: bytes) -> None:
    """A page of zeros, and a file cut off at the end of any page or in the middle of one."""
    with Ledger.open(path) as record:
        whole = record.entries()
    pages = range(0, len(content), 4096)

    zeroed = [content[:at] + bytes(4096) + content[at + 4096 :] for at in pages]
    cut = [content[: at + more] for at in pages for more in (1, 2048)]

    for spoilt_bytes in zeroed + cut:
        path.write_bytes(spoilt_bytes)
        assert seen(path, whole)


@hypothesis.settings(max_examples=30, deadline=None)
@hypothesis.given(garbage=st.binary(min_size=1, max_size=200), at=st.integers(0, 1 << 20))
def test_garbage_written_anywhere_ends_in_a_verdict(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, garbage: bytes, at: int
) -> None:
    """What came from nowhere is found like what somebody meant."""
    path = tmp_path_factory.mktemp("garbage") / "tracker.db"
    path.write_bytes(content)
    with Ledger.open(path) as record:
        whole = record.entries()
    at %= len(content)
    path.write_bytes(content[:at] + garbage + content[at + len(garbage) :])

    assert seen(path, whole)


def long_one(path: Path, entries: int) -> None:
    """Record so many notes, in two saves, about ten items."""
    with ledgers.made(path) as record:
        for half in range(2):
            notes = [ledgers.note("x" * 200, f"item:long/{n % 10}") for n in range(entries // 2)]
            ledgers.recorded(record, *notes, command=f"c{half}")


def test_memory_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    """Row by row: four times the entries take no more room."""
    peaks: list[int] = []
    for entries in (500, 500, 2_000):
        path = tmp_path / f"{len(peaks)}.db"
        long_one(path, entries)
        tracemalloc.start()
        assert verify(path).is_good
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < 1.2 * peaks[1]
