"""Files that are missing, spoilt, locked or something else are named, and left as they are."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import damaged_files
import pytest
import refused_commands
from elmshire_facts import FACTS, changed
from refused_commands import REF, PublicCounter

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    Happening = Callable[[Path], None]

CHANGE = ("--by", "Sam Reed", "log", REF, "A note")
NEW = ("--service", "Elmshire", "--chair", "Dana Okafor", "--manager", "Sam Reed")


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> PublicCounter:
    """Return a terminal with the ledger."""
    return refused_commands.counter(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("happen", "code", "sentence"),
    [
        (damaged_files.missing, 3, ". To start one: tracker init "),
        (
            damaged_files.empty,
            4,
            "tracker.db is not a ledger: the file is empty; nothing was recorded.",
        ),
        (
            damaged_files.a_text,
            4,
            "is not a ledger: it is another kind of file; nothing was recorded.",
        ),
        (
            damaged_files.a_database,
            4,
            "is not a ledger: another program made it, or it was never finished",
        ),
        (
            damaged_files.half,
            4,
            "is damaged: a part of the file is missing or wrong; nothing was recorded.",
        ),
        (
            damaged_files.newer,
            4,
            "is from a newer version of this program (its form is 99, this version knows",
        ),
        (damaged_files.a_folder, 4, "is not a ledger: it is a folder; nothing was recorded."),
        (
            damaged_files.a_pipe,
            4,
            "is not a ledger: it is not an ordinary file; nothing was recorded.",
        ),
        (
            damaged_files.a_device,
            4,
            "is not a ledger: it is not an ordinary file; nothing was recorded.",
        ),
        (damaged_files.a_loop, 1, "cannot be reached: too many levels of symbolic links."),
    ],
)
def test_what_is_no_ledger_is_named_and_left_alone(
    terminal: PublicCounter,
    monkeypatch: pytest.MonkeyPatch,
    happen: Happening,
    code: int,
    sentence: str,
) -> None:
    """Whoever asks, and whether it was named in words or by TRACKER_LEDGER; nothing hangs."""
    happen(terminal.folder / "tracker.db")

    for asked in (("list",), ("show", REF), ("history",), CHANGE, ()):
        terminal.refuses("--ledger", "tracker.db", *asked, code=code, says=sentence)
    monkeypatch.setenv("TRACKER_LEDGER", str(terminal.folder / "tracker.db"))
    for asked in (("list",), CHANGE, ()):
        terminal.refuses(*asked, code=code, says=sentence)


@pytest.mark.parametrize(
    "happen",
    [
        damaged_files.a_text,
        damaged_files.a_database,
        damaged_files.a_folder,
        damaged_files.a_pipe,
        damaged_files.a_device,
        damaged_files.a_loop,
    ],
)
def test_init_begins_only_what_is_not_there(terminal: PublicCounter, happen: Happening) -> None:
    """Nothing is overwritten, whatever it is; the tour writes nowhere else either."""
    happen(terminal.folder / "tracker.db")

    terminal.refuses(
        "init", *NEW, code=1, says="exists already; init only begins what is not there"
    )


def test_an_init_cut_short_can_be_done_again(terminal: PublicCounter) -> None:
    """The power went before anything was recorded: the sentence says that the file can go."""
    ledger = terminal.folder / "tracker.db"
    for left in (damaged_files.empty, damaged_files.unbegun):
        left(ledger)
        terminal.refuses(
            "init", *NEW, code=1, says="with nothing recorded in it; remove it, then init"
        )


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", 2, "The ledger has to be named: an empty text is no file."),
        ("nowhere/tracker.db", 3, "nowhere/tracker.db. To start one: tracker init "),
        ("tracker.db/inside", 3, "There is no ledger at "),
        (":memory:", 3, "There is no ledger at "),
        ("tracker.db?mode=memory", 3, "There is no ledger at "),
        ("\x1b[31m\n.db", 3, "\\x1b[31m .db. To start one: tracker init "),
        ("x" * 300, 1, "cannot be reached: file name too long."),
        ("postgresql://sam:secret@host/db", 2, "A password has no place in an address: "),
        ("mysql://host/db", 2, "A ledger is a file, or at postgresql://"),
    ],
)
def test_a_place_that_is_none_is_refused(
    terminal: PublicCounter, typed: str, code: int, sentence: str
) -> None:
    """A slip never makes a ledger, and a password in an address is not repeated."""
    terminal.refuses("--ledger", typed, "list", code=code, says=sentence)
    terminal.refuses("--ledger", typed, *CHANGE, code=code, says=sentence)


def test_a_folder_that_is_gone_is_named(terminal: PublicCounter) -> None:
    """Somebody else deleted the folder that is typed in."""
    gone = terminal.folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()

    for words in (("list",), ("--ledger", "tracker.db", "list"), ("init", *NEW)):
        terminal.refuses(
            *words, code=3, says="The folder that this is typed in is not there any more."
        )


@pytest.mark.parametrize("asked", [("list",), CHANGE])
def test_a_ledger_locked_for_longer_than_the_timeout_is_busy(
    terminal: PublicCounter, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    """Somebody else is in the middle of something; the wait is shortened here."""
    ledger = terminal.folder / "tracker.db"
    monkeypatch.setattr(Ledger, "open", partial(Ledger.open, busy_ms=20))
    busy = "is in use by someone else; try again in a moment; nothing was recorded."

    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        terminal.refuses(*asked, code=5, says=busy)
    assert terminal.says(*asked).code == 0


NOBODY = """
import os, pkgutil, sys
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
import tabulate, tracker
for found in pkgutil.walk_packages(tracker.__path__, "tracker."):
    import_module(found.name)
from tracker.cli.main import run
with redirect_stdout(StringIO()):
    run([*sys.argv[1:], "--dry-run"])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
code = run(["list", "--csv"])
sys.exit(run(sys.argv[1:]) * 10 + code)
"""
"""Reads and changes as somebody to whom nothing belongs, all modules being loaded before."""


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)])
def test_a_read_only_ledger_is_read_and_not_changed(file: int, folder: int) -> None:
    """Whether the file may not be written or its folder, where a change keeps its journal."""
    with TemporaryDirectory() as shelf:
        ledger = Path(shelf) / "tracker.db"
        ledger.write_bytes(refused_commands.begun(demonstration=False))
        ledger.chmod(file)
        Path(shelf).chmod(folder)
        before = ledger.read_bytes()

        done = subprocess.run(
            [sys.executable, "-c", NOBODY, *CHANGE],
            cwd=shelf,
            env={**os.environ, "HOME": "/nonexistent"},
            capture_output=True,
            text=True,
            check=False,
        )

        Path(shelf).chmod(stat.S_IRWXU)
        assert done.returncode == 10
        assert REF in done.stdout
        assert done.stderr.endswith(
            f"The ledger {ledger} is read-only here: it, or its folder, may not change; "
            "nothing was recorded.\n"
        )
        assert list(Path(shelf).iterdir()) == [ledger]
        assert ledger.read_bytes() == before


LONG = "x" * 20_001


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('title = "An inspection in Elmshire"\n', "", "line 1, 'title': this field is missing."),
        ('number = "1"\n', "", ", 'number' of item 1: this field is missing."),
        ("points = 2", "point = 2", "line {}, 'point' of score: there is no such field; did you"),
        ('iso = "2023-05"', 'iso = "2023-06"', "2023-06 is not what the text 'May 2023' says."),
        ('iso = "2023-05"', 'iso = "2023-02-30"', "2023-02-30 is a date that does not exist."),
        ('number = "2.1-a"', 'number = "1"', "line"),
        ("court cases", r"court\u0000cases", "has a NUL character in it; nothing was recorded."),
        ("court cases", r"court \ud83d", "line"),
        ("court cases", LONG, "has 20,001 characters; 20,000 is the most; nothing was recorded."),
        ("court cases", "\u200b", "has nothing in it that can be read; nothing was recorded."),
        ("of = 26", "of = 1e30", "line {}, 'of' of case figure 1: a whole number is expected"),
        ("of = 26", "of == 26", "elmshire.toml, line {}: this is not valid TOML"),
        ('id = "elmshire-2023"', "\x1b]0;x\x07", "elmshire.toml, line 1: this is not valid TOML"),
    ],
)
def test_a_spoilt_facts_file_is_refused_with_its_line(
    terminal: PublicCounter, before: str, after: str, sentence: str
) -> None:
    """A field missing, misspelt or contradicting another; a text that cannot be kept; no TOML."""
    terminal.file("elmshire.toml", changed(before, after))
    says = sentence.format(FACTS[: FACTS.index(before)].count("\n") + 1)

    for words in (("--yes",), ("--dry-run",), ("--dry-run", "--json")):
        terminal.refuses("--by", "Sam Reed", "import", "elmshire.toml", *words, code=1, says=says)


def test_files_that_cannot_be_read_are_named(terminal: PublicCounter) -> None:
    """A folder, a pipe, nothing, a name that drives a terminal; nothing hangs."""
    (terminal.folder / "folder.toml").mkdir()
    os.mkfifo(terminal.folder / "pipe")
    filed = ("evidence", REF, "Title", "--of", "today", "--file")
    for words, sentence in (
        (("import", "folder.toml"), "There is no report in folder.toml (.docx, .htm, "),
        (("import", "\x1b[31m.toml"), "\\x1b[31m.toml cannot be read (No such file or directory)."),
        (("log", REF, "-F", "folder.toml"), "folder.toml cannot be read (Is a directory)."),
        (("log", REF, "-F", "none"), "none cannot be read (No such file or directory)."),
        ((*filed, "none"), "none cannot be read (No such file or directory)."),
        ((*filed, "pipe"), "pipe is not an ordinary file"),
        ((*filed, os.devnull), f"{os.devnull} is not an ordinary file"),
        ((*filed, "folder.toml"), "folder.toml is not an ordinary file"),
    ):
        terminal.refuses("--by", "Sam Reed", *words, code=3, says=sentence)


@pytest.mark.parametrize("config", [os.devnull, "/proc/none", "relative", ""])
def test_what_cannot_be_remembered_is_no_hindrance(
    terminal: PublicCounter, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    """Whoever records is asked, and asked again: there is no home, or nothing may be kept there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", config)
    monkeypatch.setenv("HOME", os.devnull)

    results = [terminal.says("log", REF, note, keys="Sam Reed\n") for note in ("One", "Two")]

    assert [result.code for result in results] == [0, 0]
    assert all(outcome.err.startswith("Who is recording this") for outcome in results)
    assert [path.name for path in terminal.folder.iterdir()] == ["tracker.db"]
