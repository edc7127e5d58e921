"""Copies that are damaged: what was erased stays so, and what is wrong is said in a sentence."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import command_faults
import pytest
from command_faults import CHAIR, CHILD, MANAGER
from tampering import entry, tamper, text

if TYPE_CHECKING:
    from pathlib import Path

    from command_runner import CommandResult, Terminal

ACTION = "elmshire-2023/1/1"
ASKED, ERASED = 19, 20
"""Where the erasure of #17 was asked for and confirmed, after the backup."""


@pytest.fixture
def erased_since(terminal: Terminal) -> Terminal:
    """Return a terminal whose backup names a child, and whose ledger has erased it since."""
    for by, words in (
        (MANAGER, ("log", ACTION, f"Rang {CHILD}")),
        (MANAGER, ("log", ACTION, "All quiet")),
        (MANAGER, ("backup", "b.db")),
        (MANAGER, ("erase", "17", "--reason", "names-a-child")),
        (CHAIR, ("erase", "17", "--confirm", "--yes")),
    ):
        assert terminal.says("--by", by, *words).code == 0
    return terminal


def restored(terminal: Terminal, *damage: str) -> CommandResult:
    """Return what is said where a backup comes back with the erasures of a damaged ledger."""
    shutil.copy(terminal.folder / "tracker.db", terminal.folder / "broken.db")
    tamper(terminal.folder / "broken.db", *damage)
    return terminal.says("restore", "b.db", "--to", "back.db", "--erasures-of", "broken.db")


def holds_child(path: Path) -> bool:
    """Whether the child is named anywhere in a file."""
    return any(form in path.read_bytes() for form in command_faults.forms())


@pytest.mark.parametrize("position", range(1, 19))
def test_a_hash_damaged_anywhere_brings_no_erased_text_back(
    erased_since: Terminal, position: int
) -> None:
    """Where two copies have another hash they need not have parted: what they hold decides."""
    result = restored(erased_since, entry(position, "hash = zeroblob(32)"))

    assert (result.code, result.err) == (0, "")
    assert "the texts of #17." in result.out
    assert not holds_child(erased_since.folder / "back.db")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            (entry(17, "state = zeroblob(9)"), entry(9, "hash = zeroblob(32)")),
            "Entry #17, whose text was erased, is damaged.",
        ),
        (
            (entry(ASKED, "topic = 'x.v1'"), entry(ERASED, "topic = 'x.v1'")),
            "The later copy has no text of #17 any more, and does not say who erased it",
        ),
    ],
)
def test_an_erasure_that_cannot_be_read_brings_nothing_back(
    erased_since: Terminal, damage: tuple[str, ...], sentence: str
) -> None:
    """A ledger in which a child is named again is worse than none."""
    result = restored(erased_since, *damage)

    assert (result.code, result.out) == (4, "")
    assert sentence in result.err
    assert not (erased_since.folder / "back.db").exists()


def test_a_text_only_hidden_in_a_backup_does_not_stay_where_it_is_gone(
    erased_since: Terminal,
) -> None:
    """The backup was made between the two words; the second one is damaged in the ledger."""
    erased_since.says("--by", MANAGER, "erase", "18", "--reason", "other")
    erased_since.says("backup", "asked.db")
    erased_since.says("--by", CHAIR, "erase", "18", "--confirm", "--yes")
    tamper(erased_since.folder / "tracker.db", entry(22, "topic = 'x.v1'"))

    result = erased_since.says(
        "restore", "asked.db", "--to", "back.db", "--erasures-of", "tracker.db"
    )

    assert (result.code, result.out) == (4, "")
    assert "The later copy has no text of #18 any more" in result.err


def test_a_copy_with_another_text_is_no_copy(terminal: Terminal) -> None:
    """Its hashes are those of the ledger; what stands beside them is not what was recorded."""
    shutil.copy(terminal.folder / "tracker.db", terminal.folder / "copy.db")
    tamper(terminal.folder / "copy.db", text(16, "body = 'Something else'"))

    result = terminal.says("compare", "tracker.db", "copy.db")

    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("Entry #16 of ")
    assert result.err.endswith("copy.db is not as recorded.\n")


def test_a_head_beside_a_backup_that_is_no_file_ends_the_restoring(terminal: Terminal) -> None:
    """A pipe would be waited for until somebody writes into it."""
    assert terminal.says("backup", "b.db").code == 0
    beside = terminal.folder / "b.db.head"
    beside.unlink()
    os.mkfifo(beside)

    result = terminal.says("restore", "b.db", "--to", "back.db")

    assert (result.code, result.out) == (4, "")
    assert result.err.endswith("b.db.head is not an ordinary file; nothing was restored.\n")


@pytest.mark.parametrize("written", [b"\xff\xfe{}", b"", b"{" * 100_000])
def test_what_is_no_head_beside_a_backup_is_refused(terminal: Terminal, written: bytes) -> None:
    """Whatever it is, the sentence is about the backup."""
    assert terminal.says("backup", "b.db").code == 0
    (terminal.folder / "b.db.head").write_bytes(written)

    result = terminal.says("restore", "b.db", "--to", "back.db")

    assert (result.code, result.out) == (4, "")
    assert "b.db is not the backup whose head is written in " in result.err


def test_a_damaged_ledger_is_told_as_one_although_two_entries_have_the_head(
    terminal: Terminal,
) -> None:
    """An entry put in with the hash of another takes nothing from what verifying finds."""
    head = terminal.says("head", "--known-at", "9", "--json").json["head"]
    tamper(terminal.folder / "tracker.db", entry(12, f"hash = X'{head}'"))

    result = terminal.says("verify", "--head", head)

    assert result.code == 4
    assert f"The head {head[:8]}… could be that of #9 or #12." in result.out
    assert "This ledger is not as it was recorded" in result.err


def test_an_entry_without_texts_has_none_erased(terminal: Terminal) -> None:
    """Nothing would be hidden, and two people would be told that something was."""
    before = terminal.says("head").out

    result = terminal.manager("erase", "1", "--reason", "other")

    assert (result.code, result.out) == (1, "")
    assert result.err == "Entry #1 holds no text that could be erased.\n"
    assert terminal.says("head").out == before


def test_nobody_is_asked_about_an_erasure_that_is_refused(terminal: Terminal) -> None:
    """The question whether to destroy a text is for one that would be destroyed."""
    unasked = terminal.says("--by", CHAIR, "erase", "16", "--confirm", keys="y\n")
    terminal.manager("erase", "16", "--reason", "other")
    alone = terminal.manager("erase", "16", "--confirm", keys="y\n")

    assert unasked.err == "No one has asked for the texts of #16 to be erased.\n"
    assert alone.err == (
        "This erasure was asked for by Sam Reed; another person has to confirm it.\n"
    )


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_head_is_read_back_from_a_narrow_terminal(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """What is copied from the screen into the minutes is the whole head, between its groups."""
    with monkeypatch.context() as narrow:
        narrow.setattr("tracker.cli.reading_view.page_width", lambda: width)
        shown = terminal.says("head").out
    (terminal.folder / "minutes.txt").write_text(shown, "utf-8")

    result = terminal.says("verify", "-F", "minutes.txt")

    assert max(map(len, shown.splitlines())) <= width
    assert (result.code, result.err) == (0, "")
    assert "weak" not in result.out
