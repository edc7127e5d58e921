"""The head, whom it was given to, and verifying: as typed, with the exit codes promised."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import damaged_files
import pytest
import tampering
from tampering import entry, tamper, text

from tracker.domain.head_text import grouped_digits
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_runner import CommandResult, Terminal


def verify(terminal: Terminal, *words: str) -> CommandResult:
    """Return what verifying answers."""
    return terminal.says("verify", *words)


def head(terminal: Terminal, position: int | None = None) -> str:
    """Return a head of the ledger."""
    with Ledger.open(terminal.folder / "tracker.db") as record:
        return record.head(position).hash


def given_out(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Let a text stand at the standard input."""
    assert terminal
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))


def test_a_good_ledger_is_verified_in_one_line(terminal: Terminal) -> None:
    """How much there is, how much of it is erased, the head, and the heads that were kept."""
    result = verify(terminal)

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Verified: 16 entries, 27 texts, 0 erased; "
        f"head {grouped_digits(head(terminal))}; anchors: none.\n"
    )


def test_a_head_is_given_and_kept(terminal: Terminal) -> None:
    """What to hand over is printed whole; verifying counts what was kept."""
    whole = head(terminal)

    result = terminal.manager(
        "anchor", "--to", "Mary Jones, HMIP", "-m", "Handed over at the visit"
    )

    assert result.code == 0
    assert result.out == (
        f"Recorded #17: head {whole[:8]}… of #16 given to Mary Jones, HMIP: Handed over at the "
        "visit; took effect Monday 3 July 2023.\n"
        f"Give them this: head of #16: {grouped_digits(whole)}\n"
    )
    assert verify(terminal).out.endswith("; anchors: 1 good.\n")
    assert f"given to Mary Jones, HMIP: {'Handed'}" in terminal.says("history").out


def test_an_earlier_head_is_given_by_the_day_it_was_of(terminal: Terminal) -> None:
    """The minutes of a board hold the head of that day, whenever they are entered."""
    result = terminal.manager(
        "anchor", "--to", "The minutes", "--known-at", "9", "--on", "2023-07-03"
    )

    assert result.code == 0
    assert f"head {head(terminal, 9)[:8]}… of #9 given to The minutes" in result.out


def test_a_rehearsed_anchor_records_nothing(terminal: Terminal) -> None:
    """It says what would be recorded."""
    result = terminal.manager("anchor", "--to", "The minutes", "--dry-run")

    assert (result.code, "Nothing was recorded" in result.out) == (0, True)
    assert verify(terminal).out.endswith("; anchors: none.\n")


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "md", "html"])
def test_what_the_head_command_prints_is_what_verify_takes(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Pasted from a file, a mail or a pipe, in any format."""
    printed = terminal.says("head", "--format", form).out
    terminal.manager("log", "elm/1", "Raised")
    (terminal.folder / "minutes.txt").write_text(printed, "utf-8")

    from_file = verify(terminal, "-F", "minutes.txt")
    given_out(terminal, monkeypatch, printed)
    from_input = verify(terminal, "-F", "-")

    assert (from_file.code, from_file.err) == (0, "")
    assert from_file.out.endswith("… is that of #16; 1 entry was recorded after it.\n")
    assert from_input == from_file


def test_a_head_is_typed_with_or_without_its_position(terminal: Terminal) -> None:
    """Whole or by its first letters, which is said to be weak."""
    whole = head(terminal, 9)

    lines = [verify(terminal, "--head", typed).out.splitlines()[1] for typed in (
        whole, grouped_digits(whole), f"{whole}@9", f"{whole[:8]}@#9",
    )]  # fmt: skip

    sentence = f"The head {whole[:8]}… is that of #9; 7 entries were recorded after it."
    assert lines[:3] == [sentence] * 3
    assert lines[3] == f"{sentence} This is weak proof: 8 of 64 letters can be made to fit."


def test_a_head_of_another_history_ends_with_exit_code_4(terminal: Terminal) -> None:
    """The ledger holds together, and is not the one that was shown."""
    result = verify(terminal, "--head", "0" * 64)

    lost = "The head 00000000… is that of no entry of this ledger."
    assert result.code == 4
    assert result.out.splitlines()[1] == lost
    assert result.err == (f"The ledger is sound, but it does not match the saved head: {lost}\n")


@pytest.mark.parametrize("typed", ["", "41", "minutes", "9f3c"])
def test_what_is_no_head_is_a_mistake_in_the_command(terminal: Terminal, typed: str) -> None:
    """Nothing is verified with half of what was asked."""
    result = verify(terminal, "--head", typed)

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("There is no head in that")


def test_damage_is_told_kind_by_kind_with_the_first_entry(terminal: Terminal) -> None:
    """One sentence each, the count of findings, and exit code 4."""
    changed = [entry(n, "effective_on = '2020-01-01'") for n in (5, 9)]
    tamper(terminal.folder / "tracker.db", *changed, text(3, "body = 'Another'"))

    result = verify(terminal)

    assert result.code == 4
    assert result.out.splitlines() == [
        "Entry #3 cannot be read: name: its text 1 is not the one that was recorded.",
        "Entry #5 is not as it was recorded: its hash is another. (2 such)",
    ]
    assert result.err == "This ledger is not as it was recorded: 3 findings, the first at #3.\n"


def test_an_entry_of_a_newer_version_is_not_called_damage(terminal: Terminal) -> None:
    """It cannot be verified here, and the sentence says what can."""
    tampering.resealed(
        terminal.folder / "tracker.db", entry(16, "topic = replace(topic, '.v1', '.v2')")
    )

    result = verify(terminal)

    assert result.code == 4
    assert re.fullmatch(
        r"Entry #16 is a '[a-z-]+\.v2', which this version of the program does not know; "
        r"a newer version may\.\n",
        result.out,
    )
    assert result.err == (
        "Not all of this ledger can be checked by this version of tracker: 1 finding.\n"
    )


@pytest.mark.parametrize(
    ("happen", "code", "sentence"),
    [
        (damaged_files.missing, 3, "There is no ledger"),
        (damaged_files.empty, 4, "the file is empty"),
        (damaged_files.a_text, 4, "another kind of file"),
        (damaged_files.a_database, 4, "another program made it"),
        (damaged_files.a_folder, 4, "it is a folder"),
        (damaged_files.a_device, 4, "not an ordinary file"),
    ],
)
def test_what_is_no_ledger_is_one_sentence(
    terminal: Terminal, happen: Callable[[Path], None], code: int, sentence: str
) -> None:
    """As from every command."""
    happen(terminal.folder / "tracker.db")

    result = verify(terminal) if code != 3 else terminal.says("--ledger", "tracker.db", "verify")

    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1


def test_the_answer_for_programs_says_the_same(terminal: Terminal) -> None:
    """Good or not, in the published shape."""
    terminal.manager("anchor", "--to", "The minutes")
    whole = head(terminal, 16)

    good = verify(terminal, "--json", "--head", whole).json
    tamper(terminal.folder / "tracker.db", entry(5, "effective_on = '2020-01-01'"))
    bad = verify(terminal, "--json")

    assert (good["good"], good["entries"], good["findings"]) == (True, 17, [])
    assert [anchor["to"] for anchor in good["anchors"]] == ["The minutes"]
    assert (good["heads"][0]["position"], good["heads"][0]["weak"]) == (16, False)
    assert bad.code == 4
    assert (bad.json["good"], bad.json["first_bad"]) == (False, 5)
    assert bad.json["findings"] == [
        {
            "kind": "hash",
            "position": 5,
            "count": 1,
            "damage": True,
            "says": "Entry #5 is not as it was recorded: its hash is another.",
        }
    ]


def test_the_head_for_the_minutes_is_never_that_of_a_replica(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that follows another may be behind it: what is read there is an older history."""
    monkeypatch.setattr(Ledger, "is_replica", lambda _: True)

    result = terminal.says("head")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("This server follows another one and may be behind it")
