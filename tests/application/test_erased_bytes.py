"""What two people erased is gone: from the ledger, its journal, later backups, restored ones.

A file is searched as somebody would who has only the file: for UTF-8, for UTF-16, and for base64 at
any of the three places a text can have in it. Copies made before an erasure still hold the text;
that is what the list of copies is for.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import command_faults
import faulty_vfs
import ledgers
import pytest
from command_runner import CommandResult

from tracker.application.export import bundle_members
from tracker.application.restore import restore
from tracker.application.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.domain.events import NoteMade
from tracker.domain.free_text import Erased
from tracker.domain.head_text import SavedHead
from tracker.ledger import check
from tracker.ledger.backup import back_up
from tracker.ledger.bundle import zip_bundle
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

TEXTS = 300
EVENING = ledgers.START.replace(hour=23)
LENGTHS = (0, 30, 30, 200, 200, 900, 4_500)


def held(files: Iterable[Path], names: Iterable[str]) -> list[str]:
    """Return which names are anywhere in files."""
    content = b"".join(file.read_bytes() for file in files)
    return [name for name in names if any(form in content for form in command_faults.forms(name))]


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Return the children named in a ledger in that folder, each between notes that stay."""
    chance = random.Random(11)  # noqa: S311 - the same in every run
    names = [f"Child {''.join(chance.choices('abcdefghij', k=20))}" for _ in range(TEXTS)]
    with ledgers.made(tmp_path / "tracker.db") as record:
        for start in range(0, TEXTS, 20):
            notes = [
                ledgers.note(text, stream_of(2 * start + 1))
                for name in names[start : start + 20]
                for around in ["x" * chance.choice(LENGTHS)]
                for text in (f"{around} {name} {around}", f"stays {around}")
            ]
            ledgers.recorded(record, *notes, command=f"c{start}")
        back_up(record, tmp_path / "before.db")
    ledgers.ask(tmp_path / "tracker.db", "PRAGMA journal_mode = WAL")
    return names


def stream_of(position: int) -> str:
    """Return the stream that an entry is in: each has forty."""
    return f"item/elmshire-2025/{(position - 1) // 40}"


def erased(path: Path) -> None:
    """Erase every second entry, in no order, each asked for and confirmed."""
    order = random.Random(12).sample(range(1, 2 * TEXTS, 2), TEXTS)  # noqa: S311 - repeatable
    with Ledger.open(path, clock=ledgers.TickingClock(ledgers.START.replace(hour=18))) as record:
        with record.unit():
            for position in order:
                ledgers.asked(record, position, f"a{position}", stream_of(position))
        for position in order:
            ledgers.confirmed(record, position, f"e{position}", stream_of(position))


def test_no_byte_is_left_of_three_hundred_texts(tmp_path: Path, names: list[str]) -> None:
    """Not in the ledger nor beside it, nor in a backup, bundle or restored ledger made after."""
    path = tmp_path / "tracker.db"
    assert len(held([path], names)) == TEXTS

    erased(path)

    with Ledger.open(path) as record:
        back_up(record, tmp_path / "after.db")
        content = zip_bundle(bundle_members(record, Tracker(record).folded_plan(), "0.1.0"))
    (tmp_path / "after.zip").write_bytes(content)
    assert check.Bundle(str(tmp_path / "after.zip")).manifest["position"] == 4 * TEXTS
    restored = restore(
        tmp_path / "before.db",
        tmp_path / "back.db",
        later=path,
        clock=ledgers.TickingClock(EVENING),
    )
    assert restored.erased == tuple(range(1, 2 * TEXTS, 2))
    assert held(set(tmp_path.iterdir()) - {tmp_path / "before.db"}, names) == []
    assert len(held([tmp_path / "before.db"], names)) == TEXTS
    for name in ("tracker.db", "after.db", "back.db"):
        verdict = verify(tmp_path / name)
        assert (verdict.is_good, verdict.erased) == (True, TEXTS)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "after.db",
        "after.db.head",
        "after.zip",
        "back.db",
        "before.db",
        "before.db.head",
        "tracker.db",
    ]


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.soak)])
def test_the_ledger_proves_itself_before_and_after_each_erasure(
    tmp_path: Path, names: list[str], every: int
) -> None:
    """And every head that was printed before any of them still fits."""
    path, clock = tmp_path / "tracker.db", ledgers.TickingClock(EVENING)
    with Ledger.open(path) as record:
        heads = [record.head(position) for position in range(1, 2 * TEXTS + 1)]
    kept = [SavedHead(heads[-1].hash, 2 * TEXTS), SavedHead(heads[0].hash, 1)]

    for done, position in enumerate(range(1, 2 * TEXTS, 2)):
        if done % every == 0:
            verdict = verify(path, kept)
            assert (verdict.is_good, verdict.erased) == (True, done)
            assert verdict.sought == ((2 * TEXTS,), (1,))
        with Ledger.open(path, clock=clock) as record:
            ledgers.asked(record, position, f"a{position}", stream_of(position))
            ledgers.confirmed(record, position, f"e{position}", stream_of(position))

    assert verify(path, kept).erased == len(names)
    with Ledger.open(path) as record:
        assert [record.head(head.position) for head in heads] == heads


def test_the_search_finds_a_text_however_it_is_put(tmp_path: Path) -> None:
    """The test above can fail."""
    for n, form in enumerate(command_faults.forms()):
        (tmp_path / "file").write_bytes(b"\0\1\2" * n + form + b"\3")

        assert held([tmp_path / "file"], [command_faults.CHILD]) == [command_faults.CHILD]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Return a ledger that names a child; somebody has asked for it to be erased."""
    path = tmp_path / "tracker.db"
    with ledgers.made(path) as record:
        ledgers.recorded(record, ledgers.note(f"{command_faults.CHILD} " * 200), command="c1")
        ledgers.asked(record, 1, "c2")
    return path


def confirm(path: Path) -> CommandResult:
    """Confirm it."""
    with Ledger.open(path, clock=ledgers.TickingClock(EVENING)) as record:
        ledgers.confirmed(record, 1, "c3")
    return CommandResult(0, "", "")


def check_whole(path: Path) -> bool:
    """Demand that it is erased and recorded, or neither; return whether it is."""
    files = held(path.parent.iterdir(), [command_faults.CHILD])
    with Ledger.open(path) as record:
        first, *others = record.entries()
    assert isinstance(first.event, NoteMade)
    assert isinstance(first.event.note, Erased)
    recorded = [entry.command for entry in others] == ["c2", "c3"]
    assert first.event.note.confirmed is recorded
    assert (files == []) is recorded
    assert verify(path).is_good
    return recorded


def test_an_erasure_killed_at_any_step_is_whole_or_not_at_all(asked: Path) -> None:
    """Never erased and not recorded, never recorded and still there."""
    before, seen = asked.read_bytes(), []

    def dying(at: int, *, late: bool) -> CommandResult:
        with faulty_vfs.watched(command_faults.Deadly(at, late)):
            return confirm(asked)

    for at in range(1, steps(asked, before) + 1):
        for late in (False, True):
            asked.write_bytes(before)
            command_faults.in_a_process(partial(dying, at, late=late))
            seen.append(check_whole(asked))

    print(f"{len(seen)} kills while erasing, {sum(seen)} erased")  # noqa: T201 - the figure measured
    assert set(seen) == {True, False}


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("full", [True, False])
def test_an_erasure_that_fails_at_any_step_is_whole_or_not_at_all(
    asked: Path, *, once: bool, late: bool, full: bool
) -> None:
    """And typed again it is done."""
    before, seen = asked.read_bytes(), []
    for at in range(1, steps(asked, before) + 1):
        asked.write_bytes(before)
        with faulty_vfs.watched(command_faults.Failing(at, once, late, full)):
            answered = outcome(confirm, asked)
        seen.append(check_whole(asked))
        assert answered in {seen[-1], None}
        if not seen[-1]:
            confirm(asked)
        assert check_whole(asked)

    assert len(seen) > 30
    assert True in seen or not (full or late)


def steps(path: Path, before: bytes) -> int:
    """Return how many steps a confirmation has."""
    count = command_faults.steps_of(partial(confirm, path))
    path.write_bytes(before)
    return count


def outcome(do: Callable[[Path], CommandResult], path: Path) -> bool | None:
    """Return whether it was answered that it is done; null where the answer is: not known."""
    try:
        do(path)
    except TrackerError as error:
        return None if error.exit_code == 6 else False
    return True
