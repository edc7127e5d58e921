"""Restoring: a backup comes back proven, and what was erased since does not come back with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import command_faults
import given as g
import ledgers
import pytest
from command_faults import CHAIR, CHILD, MANAGER
from stores import in_a_file

from tracker.application.restore import restore
from tracker.domain.errors import IntegrityError, RefusedError
from tracker.domain.events import ErasureAsked, NoteMade, TextErased
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.backup import back_up
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from command_runner import Terminal
    from office import Office

ACTION = "elmshire-2023/1/1"


@pytest.fixture
def erased_since(terminal: Terminal) -> Terminal:
    """Return a terminal whose backup still names a child, and whose ledger has erased it since."""
    for by, words in (
        (MANAGER, ("log", ACTION, f"Rang {CHILD}")),
        (MANAGER, ("correct", "17", "--text", f"Rang {CHILD} twice", "-m", "Twice")),
        (MANAGER, ("backup", "b.db")),
        (MANAGER, ("log", ACTION, "All quiet")),
        (MANAGER, ("erase", "17", "--reason", "names-a-child")),
        (CHAIR, ("erase", "17", "--confirm", "--yes")),
    ):
        assert terminal.says("--by", by, *words).code == 0
    assert CHILD.encode() in (terminal.folder / "b.db").read_bytes()
    return terminal


def holds_child(path: Path) -> bool:
    """Whether the child is named anywhere in a file, in an encoding one would look for."""
    return any(form in path.read_bytes() for form in command_faults.forms())


def test_what_was_backed_up_comes_back(terminal: Terminal) -> None:
    """Entry for entry, with its head, where nothing was."""
    terminal.says("backup", "b.db")
    kept = command_faults.recorded(terminal.folder / "tracker.db")
    (terminal.folder / "tracker.db").unlink()

    result = terminal.says("restore", "b.db")

    assert result.code == 0
    assert result.out.startswith(
        "Restored and verified tracker.db from b.db: 16 entries, the last recorded 3 Jul"
    )
    assert "Entries after #16 are missing. No later copy was checked" in result.out
    assert command_faults.recorded(terminal.folder / "tracker.db") == kept
    assert terminal.says("--by", MANAGER, "log", ACTION, "Going on").code == 0


def test_a_ledger_that_is_there_stays(erased_since: Terminal) -> None:
    """Nothing is overwritten, least of all by something older."""
    before = (erased_since.folder / "tracker.db").read_bytes()

    result = erased_since.says("restore", "b.db")

    assert (result.code, result.out) == (1, "")
    assert result.err.endswith("tracker.db exists already; it was left as it is.\n")
    assert (erased_since.folder / "tracker.db").read_bytes() == before


@pytest.mark.parametrize("left", ["-journal", "-wal", "-shm"])
def test_what_an_old_ledger_left_is_not_mixed_with_it(terminal: Terminal, left: str) -> None:
    """A journal that lay there would be taken for a part of what comes back."""
    terminal.says("backup", "b.db")
    (terminal.folder / "tracker.db").rename(terminal.folder / f"tracker.db{left}")

    result = terminal.says("restore", "b.db")

    assert result.code == 1
    assert result.err.endswith(f"tracker.db{left} is left of another ledger; move it away first.\n")
    assert not (terminal.folder / "tracker.db").exists()


def test_texts_erased_since_are_erased_in_what_comes_back(erased_since: Terminal) -> None:
    """Also those of corrections; no byte of them is in the restored file."""
    folder = erased_since.folder

    result = erased_since.says("restore", "b.db", "--to", "back.db")

    assert result.code == 0
    assert "Hidden or erased later, and so here too: the texts of #17 and #18.\n" in result.out
    assert f"Not restored: 3 entries that only {folder / 'tracker.db'} has.\n" in result.out
    assert not holds_child(folder / "back.db")
    assert verify(folder / "back.db").is_good
    assert holds_child(folder / "b.db")


def test_a_lost_ledger_is_asked_where_it_was_moved_to(erased_since: Terminal) -> None:
    """The one that was moved aside is named, and the two who erased stand in the restored one."""
    folder = erased_since.folder
    old = command_faults.recorded(folder / "tracker.db")
    (folder / "tracker.db").rename(folder / "broken.db")

    result = erased_since.says("restore", "b.db", "--erasures-of", "broken.db")

    assert result.code == 0
    *_, asked, erased = command_faults.recorded(folder / "tracker.db")
    assert [(asked.position, asked.event), (erased.position, erased.event)] == [
        (19, ErasureAsked(entry=17, reason=ErasureReason.NAMES_A_CHILD)),
        (20, TextErased(entry=17, reason=ErasureReason.NAMES_A_CHILD)),
    ]
    assert [(e.actor, e.command, e.effective_on) for e in (asked, erased)] == [
        (e.actor, e.command, e.effective_on) for e in old[-2:]
    ]
    assert not holds_child(folder / "tracker.db")


@in_a_file
def test_an_erasure_only_asked_for_is_carried_as_asked_for(office: Office) -> None:
    """Hidden at once means hidden in a restored copy too."""
    back, later = office.path.with_name("back.db"), timedelta(hours=1)
    position = office.given(g.noted(CHILD))[0]
    back_up(office.record, office.path.with_name("b.db"))
    office.by(g.MANAGER).ask_erasure(position, ErasureReason.NAMES_A_CHILD)

    restored = restore(
        office.path.with_name("b.db"), back, later=office.path, clock=lambda: office.now + later
    )

    assert restored.erased == (position,)
    hidden = Erased(g.TODAY, ErasureReason.NAMES_A_CHILD, confirmed=False)
    note = command_faults.recorded(back)[position - 1].event
    assert note == NoteMade(note=hidden)


def test_a_restored_copy_restored_again_changes_nothing_more(erased_since: Terminal) -> None:
    """Carrying forward what is carried already records nothing twice."""
    folder = erased_since.folder
    erased_since.says("restore", "b.db", "--to", "back.db")
    erased_since.says("--ledger", "back.db", "backup", "b2.db")

    result = erased_since.says("restore", "b2.db", "--to", "back2.db", "--erasures-of", "back.db")

    assert "back.db has nothing more.\nNo text was erased later.\n" in result.out
    assert command_faults.recorded(folder / "back2.db") == command_faults.recorded(
        folder / "back.db"
    )


def test_a_fork_that_erased_the_same_is_not_told_twice(erased_since: Terminal) -> None:
    """A copy whose texts are gone already takes over no erasure of them from its other half."""
    folder = erased_since.folder
    erased_since.says("restore", "b.db", "--to", "back.db")
    erased_since.says("--ledger", "back.db", "backup", "b2.db")

    result = erased_since.says("restore", "b2.db", "--to", "back2.db")

    assert result.code == 0
    assert command_faults.recorded(folder / "back2.db") == command_faults.recorded(
        folder / "back.db"
    )


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda c: c[:8192], lambda _: b"minutes" * 999])
def test_a_later_copy_that_cannot_be_read_is_not_passed_over(
    erased_since: Terminal, spoil: object
) -> None:
    """Better nothing restored than a child's name; unless somebody says that nothing was erased."""
    path = erased_since.folder / "tracker.db"
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))

    result = erased_since.says("restore", "b.db", "--to", "back.db")
    insisted = erased_since.says("restore", "b.db", "--to", "back.db", "--without-erasures")

    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("What was erased since the backup cannot be read in ")
    assert result.err.endswith("If nothing was erased, restore --without-erasures.\n")
    assert insisted.code == 0


def test_a_backup_that_was_changed_is_not_restored(terminal: Terminal) -> None:
    """Not even by somebody who knows how the file is laid out."""
    terminal.says("backup", "b.db")
    ledgers.ask(terminal.folder / "b.db", "DROP TRIGGER stored_events_update")
    ledgers.ask(terminal.folder / "b.db", "UPDATE stored_events SET effective_on = '2020-01-01'")

    result = terminal.says("restore", "b.db", "--to", "back.db", "--without-erasures")

    assert (result.code, result.out) == (4, "")
    assert "b.db is not as it was recorded" in result.err
    assert not (terminal.folder / "back.db").exists()


@pytest.mark.parametrize("head", ["{}", "\xff", '{"position": 99}'])
def test_a_head_that_is_another_is_refused(terminal: Terminal, head: str) -> None:
    """Somebody has put another file, or another head, there."""
    terminal.says("backup", "b.db")
    (terminal.folder / "b.db.head").write_bytes(head.encode("latin-1"))

    result = terminal.says("restore", "b.db", "--to", "back.db", "--without-erasures")

    assert result.code == 4
    assert "nothing was restored" in result.err
    assert not (terminal.folder / "back.db").exists()


def test_another_ledger_knows_nothing_of_this_one(erased_since: Terminal) -> None:
    """Asked by name it is refused; one that merely lies there is not asked."""
    erased_since.says("backup", "mine.db")
    with Ledger.create(erased_since.folder / "other.db"):
        pass

    named = erased_since.says("restore", "mine.db", "--to", "a.db", "--erasures-of", "other.db")
    merely_there = erased_since.says("--ledger", "other.db", "restore", "mine.db", "--to", "b2.db")

    assert (named.code, named.out) == (1, "")
    assert "are two ledgers, not copies of one" in named.err
    assert merely_there.code == 0
    assert "No later copy was checked" in merely_there.out


def test_the_ways_to_ask_exclude_each_other(terminal: Terminal) -> None:
    """Nobody has both erasures and none."""
    result = terminal.says("restore", "b.db", "--erasures-of", "x.db", "--without-erasures")

    assert result.code == 2
    assert result.err == "Give either --erasures-of or --without-erasures.\n"


@in_a_file
def test_what_cannot_be_carried_leaves_nothing(office: Office) -> None:
    """A clock that is behind the backup stops the carrying; no half-restored file is left."""
    position = office.given(g.noted(CHILD))[0]
    back_up(office.record, office.path.with_name("b.db"))
    office.by(g.MANAGER).ask_erasure(position, ErasureReason.NAMES_A_CHILD)
    there = {file.name for file in office.path.parent.iterdir()}

    with pytest.raises((IntegrityError, RefusedError)):
        restore(
            office.path.with_name("b.db"),
            office.path.with_name("back.db"),
            later=office.path,
            clock=lambda: office.now - timedelta(days=3_000),
        )

    assert {file.name for file in office.path.parent.iterdir()} == there
