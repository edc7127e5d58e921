"""The command line under attack by names of files and by texts, in every command and format."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import attack_strings
import hostile_text
import invented_reports
import pytest
from attack_strings import BEGUN, MANAGER, PATHS, STATEMENTS, assert_safe, everything
from refused_commands import REF, PublicCounter

from tracker.presentation.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = {
    "export": (*MANAGER, "export", "--", "{}"),
    "backup": ("backup", "--", "{}"),
    "restore to": ("restore", "tracker.db", "--without-erasures", "--to={}"),
    "restore from": ("restore", "--to=new.db", "--without-erasures", "--", "{}"),
    "restore by": ("restore", "tracker.db", "--to=new.db", "--erasures-of={}"),
    "compare": ("compare", "--", "tracker.db", "{}"),
    "compare with": ("compare", "--json", "--", "{}", "tracker.db"),
    "sign": ("head", "--sign={}"),
    "heads": ("verify", "--head", "0" * 64, "-F", "{}"),
    "signed": ("verify", "--signers=tracker.db", "--signed={}"),
    "signers": ("verify", "--signed=text", "--signers={}"),
    "verify": ("--ledger={}", "verify"),
    "history": ("--ledger={}", "history"),
    "log": ("--ledger={}", *MANAGER, "log", REF, "A note"),
    "undo": ("--ledger={}", *MANAGER, "undo", "-m", "Why"),
    "init": ("init", *BEGUN, "--", "{}"),
    "import": (*MANAGER, "import", "--yes", "--", "{}"),
    "note": (*MANAGER, "log", REF, "-F", "{}"),
}
"""Each command that takes a path, with the place for it."""


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[PublicCounter]:
    """Return a terminal on which whatever is made is open to all, unless it says otherwise."""
    with attack_strings.terminal(tmp_path / "terminal", monkeypatch, capsys) as counter:
        yield counter


# Names of files.


def test_there_are_enough_odd_names_and_statements() -> None:
    """Forty of each."""
    assert min(len(PATHS), len(set(STATEMENTS))) >= 40


@pytest.mark.parametrize("command", COMMANDS)
def test_no_name_of_a_file_gets_through(
    terminal: PublicCounter, tmp_path: Path, command: str
) -> None:
    """Done or refused in one sentence; what is made is where it was named, and its owner's alone.

    Nothing that was there is touched, but the ledger by what records in it.
    """
    ledger = terminal.folder / "tracker.db"
    for path in PATHS.values():
        before = everything(tmp_path)
        words = [word.replace("{}", path) for word in COMMANDS[command]]

        result = terminal.says(*words)

        assert_safe(result, words)
        after = everything(tmp_path)
        paths = after.keys() - before.keys()
        assert {x for x in before if after.get(x) != before[x]} <= {ledger}
        assert paths <= _named(terminal.folder, path), words
        assert {stat.S_IMODE(x.stat().st_mode) for x in paths} <= {0o600}
        for x in paths:
            x.unlink()


def _named(folder: Path, path: str) -> set[Path]:
    """Return the files that a command may make when this is typed."""
    if "\x00" in path:
        return set()
    typed = Path(os.path.normpath(folder / path))
    return {typed, typed.with_name(f"{typed.name}.head"), folder / "new.db"}


@pytest.mark.parametrize("name", ["escapes", "from the right", "a formula", "lines", "a template"])
def test_the_name_of_a_report_is_a_text(terminal: PublicCounter, name: str) -> None:
    """Found, shown, asked about and recorded under whatever name it has."""
    file = terminal.file(f"{PATHS[name]}.txt", invented_reports.LETTER)
    for more in (("--dry-run",), ("--dry-run", "--format", "json"), ("--yes",)):
        result = terminal.says(*MANAGER, "import", *more, "--", file)

        assert_safe(result, more)
        assert result.code == 0


# Texts.


def test_no_text_gets_through_the_commands_of_trust(
    terminal: PublicCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given heads, names of bundles and of copies are printed as text, in every format."""
    monkeypatch.setenv("TRACKER_BY", "Sam Reed")
    hostile_text.record(terminal)
    attack = f"{hostile_text.ATTACK}mark"
    bundle = terminal.folder / "=1|\x1b[31m\u202e<script>mark.zip"
    copy = "=1|\x1b[31m\u202e<script>mark.db"
    for words in (
        (*MANAGER, "anchor", "--to", attack, "-m", attack, "--dry-run"),
        (*MANAGER, "anchor", "--to", attack, "-m", attack),
        (*MANAGER, "export", bundle.name),
        (*MANAGER, "log", "oak/1", attack),
        ("backup", copy),
        ("compare", "tracker.db", copy),
        ("compare", "tracker.db", copy, "--json"),
        ("verify",),
        ("verify", "--json"),
        ("verify", "--head", attack),
        ("erase", "5", "--copies"),
        ("restore", copy, "--to", f"{copy}2", "--without-erasures"),
        (*MANAGER, "undo", "-m", attack),
    ):
        result = terminal.says(*words)

        assert_safe(result, words)
        assert (result.code == 0) == ("--head" not in words), (words, result.err)
    assert "mark" in terminal.says("erase", "5", "--copies").out
    for form in FORMATS:
        result = terminal.says("history", "--format", form)
        assert hostile_text.unseen(result, form) == set()
        assert result.out.count("mark") >= 4
        if form == "html":
            assert not any(
                x.startswith(("img", "script"))
                for x in hostile_text.DocumentElements(result.out).found
            )


@pytest.mark.parametrize("text", ["", " \n", "A\x00B", "A\ud800", "\u200b", "x" * 20_001])
def test_a_text_that_cannot_be_kept_is_refused(terminal: PublicCounter, text: str) -> None:
    """By the newer commands as by the others, with nothing recorded."""
    for words in (
        ("anchor", "--to", text),
        ("anchor", "--to", "The minutes", "-m", text),
        ("undo", "-m", text),
        ("clock", "acknowledge", "-m", text),
    ):
        before = everything(terminal.folder)

        result = terminal.says(*MANAGER, *words)

        assert_safe(result, words)
        assert result.code in {1, 2}
        assert everything(terminal.folder) == before
