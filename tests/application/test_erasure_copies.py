"""Where copies of an erased text may lie: exports as recorded, backups, leftovers, and the rest."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from shared_ledger import OWNER, SharedLedger

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal
    from postgres_server import Server

NOTE = "Ellis Vane was excluded"
EVERYWHERE = ["- backups", "- unfinished files", "- outside this program"]
"""How the lines begin that are always there."""

ON_SERVER = (
    "- the server's own files",
    "- its write-ahead log",
    "- what was taken from the server",
)
"""How the lines begin that are there of a ledger on a server."""


@pytest.fixture
def noted(terminal: Terminal) -> str:
    """Record a note that names a child, after an export, and return its entry's number."""
    exported(terminal, "before.zip")
    return number(terminal.manager("log", "elm/1", NOTE))


def number(result: CommandResult) -> str:
    """Return the number of the entry just recorded."""
    assert result.code == 0, result.err
    return result.out.partition("#")[2].partition(":")[0]


def exported(terminal: Terminal, name: str, *words: str) -> str:
    """Export, and return the number of the entry that says so."""
    return number(terminal.manager("export", name, *words))


def asked(terminal: Terminal, entry: str) -> None:
    """Ask for an erasure as the manager."""
    assert terminal.manager("erase", entry, "--reason", "names-a-child").code == 0


def confirmed(terminal: Terminal, entry: str, *words: str) -> CommandResult:
    """Confirm it as the chair."""
    return terminal.says("--by", "Dana Okafor", "erase", entry, "--confirm", "--yes", *words)


def listed(result: CommandResult) -> list[str]:
    """Return the lines of the list, without the one above it."""
    assert result.code == 0, result.err
    return result.out.partition("destroy each one:\n")[2].splitlines()


def names(result: CommandResult) -> list[str]:
    """Return the names of the exports in the list."""
    return [line[2:].partition(",")[0] for line in listed(result) if ", exported as" in line]


def test_exports_with_the_text_in_them_are_listed(terminal: Terminal, noted: str) -> None:
    """Not one from before it was written, and not one from after it was hidden."""
    whole = exported(terminal, "whole.zip")
    exported(terminal, "one.zip", "--inspection", "elmshire-2023")
    asked(terminal, noted)
    exported(terminal, "hidden.zip")

    result = confirmed(terminal, noted)
    exported(terminal, "after.zip")

    first = listed(result)[0]
    assert names(result) == ["whole.zip", "one.zip"]
    assert first.startswith(
        f"- whole.zip, exported as #{whole} on 3 July 2023 (the whole ledger); its SHA-256 is "
    )
    assert names(terminal.says("erase", noted, "--copies")) == ["whole.zip", "one.zip"]


def test_what_is_told_of_exports_is_true_of_their_bytes(terminal: Terminal, noted: str) -> None:
    """The list and the bundles themselves say the same of every export."""
    terminal.manager("import", terminal.report("oakshire"), "--yes")
    for name, words in {
        "whole.zip": (),
        "elm.zip": ("--inspection", "elmshire-2023"),
        "oak.zip": ("--inspection", "oakshire-2023"),
    }.items():
        exported(terminal, name, *words)
    terminal.manager("link", "oak/1", "elm/1", "--as", "covered-by")
    exported(terminal, "joined.zip", "--inspection", "oakshire-2023")
    asked(terminal, noted)
    exported(terminal, "late.zip")

    result = confirmed(terminal, noted)

    holding = [
        path.name for path in terminal.folder.glob("*.zip") if NOTE.encode() in _unpacked(path.name)
    ]
    assert sorted(names(result)) == sorted(holding) == ["elm.zip", "joined.zip", "whole.zip"]


def _unpacked(name: str) -> bytes:
    with zipfile.ZipFile(name) as archive:
        return b"".join(archive.read(text) for text in archive.namelist())


def test_a_correction_written_later_has_copies_of_its_own(terminal: Terminal, noted: str) -> None:
    """An export from between them holds the first text; one from before both holds neither."""
    asked(terminal, noted)
    terminal.manager("correct", noted, "--text", f"{NOTE} again", "-m", "Mistyped")
    exported(terminal, "corrected.zip")
    asked(terminal, noted)

    result = confirmed(terminal, noted)

    assert names(result) == ["corrected.zip"]


def test_what_is_always_to_be_looked_for_is_named(terminal: Terminal, noted: str) -> None:
    """With no export too; backups by the first and last entry with which one holds the text."""
    asked(terminal, noted)

    result = confirmed(terminal, noted)

    lines = listed(result)
    erased = int(number(result))
    assert lines[0] == "- exports: no recorded export contains it"
    assert lines[1].startswith(
        f"- backups: every backup made at or after #{noted}, up to #{erased - 1}. The .head file"
    )
    assert "none next to the ledger; look next to backups and exports too" in lines[2]
    assert [line.startswith(x) for line, x in zip(lines[1:], EVERYWHERE, strict=True)] == [True] * 3


def test_leftovers_beside_the_ledger_are_named(terminal: Terminal, noted: str) -> None:
    """What a killed backup or export left is hidden from a person; other files are not named."""
    for name in (".tracker-abc.part", ".tracker-abc.part-journal", ".other.part", "tracker.part"):
        terminal.file(name, NOTE)
    terminal.file(".tracker-\x1b[31m\u202e.part", NOTE)
    asked(terminal, noted)

    result = confirmed(terminal, noted)

    (line,) = [line for line in listed(result) if ".tracker-*.part" in line]
    assert ".tracker-\\x1b[31m\\u202e.part, .tracker-abc.part, .tracker-abc.part-j" in line
    assert "other.part" not in line
    assert "\x1b" not in result.out


def test_a_rehearsal_and_a_question_say_it_too(terminal: Terminal, noted: str) -> None:
    """Before it is too late to find them, and again whenever somebody looks; nothing changes."""
    exported(terminal, "whole.zip")
    asked(terminal, noted)
    before = (terminal.folder / "tracker.db").read_bytes()

    rehearsed = confirmed(terminal, noted, "--dry-run")
    only = terminal.says("erase", noted, "--copies")

    assert listed(rehearsed) == listed(only)
    assert names(only) == ["whole.zip"]
    assert f"made at or after #{noted}." in only.out
    assert (terminal.folder / "tracker.db").read_bytes() == before


def test_looking_is_neither_asking_nor_confirming(terminal: Terminal, noted: str) -> None:
    """One of the three at a time; an entry that is not there is not found."""
    mixed = [
        terminal.manager("erase", noted, "--copies", *words)
        for words in (("--confirm",), ("--reason", "other"))
    ]
    nowhere = terminal.says("erase", "999", "--copies")

    assert [result.code for result in mixed] == [2, 2]
    assert (nowhere.code, nowhere.err[:26]) == (3, "There is no entry #999; th")


def test_a_folder_nobody_may_look_into_hinders_nothing(
    terminal: Terminal, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The erasure is done, and its list is printed without what could not be seen."""
    asked(terminal, noted)
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path) == str(terminal.folder):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    result = confirmed(terminal, noted)

    assert listed(result)[2].startswith("- unfinished files (.tracker-*.part)")


def test_what_a_server_still_holds_is_named(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its rows, its log, and what was taken from it: confirmed, and when asked again."""
    shared = SharedLedger(server, capsys)
    dana = shared.login("dana", "Dana Okafor")
    shared.says(OWNER, "people", "add", "Ellis Vane")
    shared.says(OWNER, "erase", "9", "--reason", "names-a-child")

    confirmed = shared.says(dana, "erase", "9", "--confirm", "--yes")
    again = shared.says(OWNER, "erase", "9", "--copies")

    lines = confirmed.partition("destroy each one:\n")[2].splitlines()
    starts = ("- exports", "- backups", "- unfinished files", *ON_SERVER, "- outside this program")
    assert [line[: len(x)] for line, x in zip(lines, starts, strict=True)] == list(starts)
    assert lines[2].endswith(": look next to backups and exports")
    assert again.splitlines()[1:] == lines


def test_of_a_file_nothing_is_said_of_a_server(terminal: Terminal, noted: str) -> None:
    """There is none."""
    asked(terminal, noted)

    result = confirmed(terminal, noted)

    assert [line for line in listed(result) if line.startswith(ON_SERVER)] == []
