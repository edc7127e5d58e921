"""Two copies of a ledger: the last entry they share, and whether one merely goes on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import IntegrityError, RefusedError
from tracker.ledger.comparison import Comparison, CopyVerdict, compare
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from command_runner import Terminal

LATER = ledgers.START.replace(hour=20)


def more(path: Path, *texts: str, by: str) -> None:
    """Record notes in a copy, one command each."""
    with Ledger.open(path, clock=ledgers.TickingClock(LATER)) as record:
        for n, text in enumerate(texts):
            ledgers.recorded(record, ledgers.note(text), command=f"{by}-{n}")


def held(first: Path, second: Path) -> Comparison:
    """Compare two files."""
    with Ledger.open(first) as one, Ledger.open(second) as other:
        return compare(one, other)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Return two copies of a ledger of three entries."""
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    with ledgers.made(first) as record:
        for n in range(3):
            ledgers.recorded(record, ledgers.note(f"note {n}"), command=f"c{n}")
    shutil.copy(first, second)
    return first, second


def test_copies_are_the_same_to_the_end(copies: tuple[Path, Path]) -> None:
    """Nothing has happened since."""
    comparison = held(*copies)

    assert comparison.verdict is CopyVerdict.SAME
    assert comparison.common == comparison.first == comparison.second
    assert comparison.common.position == 3


@pytest.mark.parametrize(
    ("which", "verdict"), [(0, CopyVerdict.FIRST_EXTENDS), (1, CopyVerdict.SECOND_EXTENDS)]
)
def test_a_copy_that_goes_on_extends_the_other(
    copies: tuple[Path, Path], which: int, verdict: CopyVerdict
) -> None:
    """A backup and the ledger it is of."""
    more(copies[which], "one", "two", by="x")

    comparison = held(*copies)

    assert comparison.verdict is verdict
    assert (
        comparison.common.position,
        max(comparison.first.position, comparison.second.position),
    ) == (3, 5)


def test_copies_that_both_went_on_diverged(copies: tuple[Path, Path]) -> None:
    """As when a folder that is synced was used on two computers."""
    more(copies[0], "the same", "here", by="x")
    more(copies[1], "the same", "there", "and more", by="y")

    comparison = held(*copies)

    assert comparison.verdict is CopyVerdict.DIVERGED
    assert [h.position for h in (comparison.common, comparison.first, comparison.second)] == [
        3,
        5,
        6,
    ]


def test_the_same_words_recorded_twice_are_two_histories(copies: tuple[Path, Path]) -> None:
    """Equal to the eye is not equal: salt, command and instant are in the hash."""
    for path in copies:
        more(path, "the same", by="x")

    assert held(*copies).verdict is CopyVerdict.DIVERGED


def test_copies_of_nothing_are_the_same(tmp_path: Path) -> None:
    """Before the first entry there is a head too, of the ledger itself."""
    ledgers.made(tmp_path / "a.db").close()
    ledgers.made(tmp_path / "b.db").close()
    more(tmp_path / "b.db", "one", by="x")

    comparison = held(tmp_path / "a.db", tmp_path / "b.db")

    assert (comparison.verdict, comparison.common.position) == (CopyVerdict.SECOND_EXTENDS, 0)


def test_two_ledgers_are_not_compared(copies: tuple[Path, Path], tmp_path: Path) -> None:
    """They never were one."""
    Ledger.create(tmp_path / "c.db").close()

    with pytest.raises(RefusedError, match=r"a\.db and .*c\.db are two ledgers"):
        held(copies[0], tmp_path / "c.db")


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE stored_events SET topic = 'note-made.v2' WHERE position = 2",
        "UPDATE stored_events SET hash = zeroblob(32) WHERE position = 2",
        "UPDATE saves SET recorded_at = recorded_at || 'x' WHERE last = 2",
        "DELETE FROM stored_events WHERE position = 2",
    ],
)
def test_a_copy_that_was_tampered_with_is_named(copies: tuple[Path, Path], edit: str) -> None:
    """The hashes are computed, not believed."""
    for guard in ("stored_events_update", "stored_events_delete", "saves_update"):
        ledgers.ask(copies[1], f"DROP TRIGGER {guard}")
    ledgers.ask(copies[1], edit)

    with pytest.raises(IntegrityError, match=r"Entry #2 of .*b\.db is not as recorded"):
        held(*copies)


def test_the_command_names_the_last_common_entry(terminal: Terminal) -> None:
    """Where one merely goes on all is well."""
    terminal.says("backup", "b.db")
    terminal.manager("log", "elmshire-2023/1", "Going on")
    with Ledger.open(terminal.folder / "b.db") as record:
        head = record.head().hash

    result = terminal.says("compare", "tracker.db", "b.db")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"The same up to #16, {head}.\ntracker.db goes on to #17.\nb.db ends there.\n"
    )


def test_the_command_fails_where_they_diverged(terminal: Terminal) -> None:
    """So that a script notices."""
    shutil.copy(terminal.folder / "tracker.db", terminal.folder / "b.db")
    terminal.manager("log", "elmshire-2023/1", "Here")
    terminal.says("--ledger", "b.db", "--by", "Sam Reed", "log", "elmshire-2023/1", "There")

    result = terminal.says("compare", "tracker.db", "b.db")
    as_json = terminal.says("compare", "tracker.db", "b.db", "--json")

    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines()[1:] == [
        "tracker.db goes on to #17.",
        "b.db goes on to #17.",
        "They diverged: neither holds all that was recorded.",
    ]
    assert as_json.code == 1
    assert as_json.json["verdict"] == "diverged"
    assert as_json.json["common"]["position"] == 16
