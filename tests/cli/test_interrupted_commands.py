"""A reader who leaves, a full disk, Ctrl-C, a power cut: what was recorded stays, and is said."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest
import refused_commands
from command_runner import LIVERPOOL, NOW, CommandResult
from refused_commands import ITSELF, REF, typed

from tracker.application.tracker import Tracker
from tracker.cli import receipt as telling
from tracker.domain.events import NoteMade
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-c", ITSELF]
LOG = ("--by", "Sam Reed", "log", REF, "A note")


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> refused_commands.PublicCounter:
    """Return a terminal with the ledger."""
    return refused_commands.counter(tmp_path, monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the ledger, for processes of their own."""
    (tmp_path / "tracker.db").write_bytes(refused_commands.begun(demonstration=False))
    return tmp_path


def filled(folder: Path) -> None:
    """Record so much that no pipe holds the list of it."""
    with Ledger.open(folder / "tracker.db", clock=lambda: NOW) as record, record.unit():
        new = [NewEntry(f"item:{REF}", NOW.date(), NoteMade(note="x" * 999)) for _ in range(500)]
        record.append(new, actor="p2", command_id="filled")


def notes(folder: Path) -> list[str]:
    """Return every note recorded, in order."""
    events = (entry.event for entry in refused_commands.entries(folder))
    return [str(event.note) for event in events if isinstance(event, NoteMade)]


def redirected(folder: Path, words: tuple[str, ...], how: str) -> CommandResult:
    """Return what the program itself answers when a shell redirects it so."""
    shell = ["sh", "-c", f'exec "$@" {how}', "sh", *PROGRAM, *words]
    done = subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False)
    return CommandResult(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "words", [("history",), ("history", "--json"), ("history", "--csv"), ("show", REF), LOG]
)
def test_a_reader_who_leaves_is_no_failure(folder: Path, words: tuple[str, ...]) -> None:
    """As `| head -1` does: the exit code is 0, and there are no complaints."""
    filled(folder)

    with subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        if words != LOG:
            assert asked.stdout.readline()
        asked.stdout.close()
        err = asked.stderr.read().decode()

    assert asked.returncode == 0
    assert err == "" or (words[-1] == "--csv" and err.startswith("The plan on "))
    assert notes(folder)[500:] == (["A note"] if words == LOG else [])


@pytest.mark.parametrize(
    ("how", "why"), [(">&-", "bad file descriptor"), (">/dev/full", "no space left on device")]
)
def test_an_answer_that_cannot_be_printed_is_no_success(folder: Path, how: str, why: str) -> None:
    """Standard output is closed, or its disk is full; what was recorded is said to be."""
    for words in (("list",), ("list", "--json"), ("--help",), ()):
        result = redirected(folder, words, how)
        assert (result.code, result.err) == (1, f"The answer was not printed ({why}).\n")

    result = redirected(folder, LOG, how)
    again = redirected(folder, LOG, how)

    what = f"but the answer was not printed ({why}).\n"
    assert (result.code, result.err) == (1, f"Recorded #18, {what}")
    assert (again.code, again.err) == (1, f"Nothing new was recorded, {what}")
    assert notes(folder) == ["A note"]


def test_a_closed_input_asks_nobody(folder: Path) -> None:
    """No question can be put; the refusal is the one a script gets."""
    for words, code, sentence in (
        (("log", REF, "A note"), 2, "Who is recording this? Give --by NAME, or set TRACKER_BY."),
        (("--by", "Sam Reed", "claim", REF, "good"), 2, "A reason is needed: -m TEXT or -F FILE."),
        (("--by", "Sam Reed", "log", REF, "-F", "-"), 1, "The note is empty; nothing was rec"),
        (("init", "new.db"), 2, "init needs --service NAME, --chair NAME and --manager NAME."),
    ):
        refused_commands.assert_one_sentence(redirected(folder, words, "<&-"), code, sentence)
    assert [path.name for path in folder.iterdir()] == ["tracker.db"]


@pytest.mark.parametrize("how", ["2>&-", "2>/dev/full"])
def test_without_standard_error_the_exit_code_stands(folder: Path, how: str) -> None:
    """The sentence is lost; what it meant is not."""
    assert redirected(folder, ("show", "oak/1"), how) == CommandResult(3, "", "")
    assert redirected(folder, LOG, how).code == 0
    assert redirected(folder, ("--by", "Nobody", *LOG[2:]), f"{how} >&-").code == 3


TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
"""Runs a program on a terminal, at which is typed what this one is given."""


def pressed(folder: Path, *words: str, asked: str) -> CommandResult:
    """Return what the program says on a terminal where Ctrl-C is pressed at a question.

    As often as it takes: pressed just before the program begins to read, it waits for a key.
    """
    shown = b""
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *PROGRAM, *words],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as shell:
        assert shell.stdin is not None
        assert shell.stdout is not None
        while more := _more(shell.stdout.fileno()):
            if more != QUIET:
                shown += more
            elif asked.encode() in shown:
                shell.stdin.write(b"\x03")
                shell.stdin.flush()
    return CommandResult(shell.returncode, shown.decode(), "")


QUIET = b"(nothing more for a moment)"


def _more(output: int) -> bytes:
    """Return what is printed next, or that there is nothing for now; nothing at the end."""
    ready, _, _ = select.select([output], [], [], 0.3)
    return os.read(output, 4096) if ready else QUIET


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("init", "new.db"), "The youth justice service this ledger is of: "),
        (LOG[2:], "Who is recording this (remembered for this ledger): "),
        (("--by", "Sam Reed", "import", LIVERPOOL), "Record liverpool-2013? [y/N]: "),
    ],
)
def test_ctrl_c_at_a_question_records_nothing(
    folder: Path, words: tuple[str, ...], asked: str
) -> None:
    """The question is given up, in one sentence on a line of its own."""
    before = refused_commands.files(folder)

    result = pressed(folder, *words, asked=asked)

    assert result.code == 1
    ending = rf"{re.escape(asked)}(\^C)+\r\nStopped; nothing was recorded\.\r\n"
    assert re.search(f"{ending}$", result.out)
    assert refused_commands.files(folder) == before


def stopped(*_: object, **__: object) -> NoReturn:
    """Let somebody press Ctrl-C just now."""
    raise KeyboardInterrupt


def test_ctrl_c_before_the_end_of_a_command_records_nothing(
    terminal: refused_commands.PublicCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unit of work is undone."""
    monkeypatch.setattr(Ledger, "append", stopped)

    terminal.refuses(*LOG, code=1, says="Stopped; nothing was recorded.")


def test_ctrl_c_after_it_was_recorded_says_so(
    terminal: refused_commands.PublicCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told that nothing was recorded when it was, however late they stop it."""
    log = Tracker.log
    with monkeypatch.context() as late:
        late.setattr(Tracker, "log", lambda *a, **k: log(*a, **k) and stopped())
        first = terminal.says(*LOG)
    with monkeypatch.context() as later:
        later.setattr(telling, "print_receipt", stopped)
        second = terminal.says("--by", "Sam Reed", "log", REF, "Another")

    assert first == CommandResult(
        1, "", "Recorded #18, but the answer was not printed (stopped).\n"
    )
    assert second == CommandResult(
        1, "", "Recorded #19, but the answer was not printed (stopped).\n"
    )
    assert notes(terminal.folder) == ["A note", "Another"]


KILLER = """
import os, sys, time
from tracker.cli.main import run
def started(n):
    child = os.fork()
    if child == 0:
        os.dup2(os.open(f"said-{n}", os.O_CREAT | os.O_WRONLY), 1)
        words = ["--command-id", f"c-{n}", *sys.argv[1:-1], f"{sys.argv[-1]} {n}"]
        os._exit(run(words))
    return child
run([*sys.argv[1:], "--dry-run"])
before = time.monotonic()
os.waitpid(started(30), 0)
whole = time.monotonic() - before
for n in range(30):
    child = started(n)
    time.sleep(whole * n * n / 250)
    if n == 29:
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
"""Kills the same command ever later: before it begins, while it records, after it has said so.

The last has said so when it is killed, however slow the machine is by then.
"""


def test_a_power_cut_loses_nothing_that_was_said_to_be_recorded(folder: Path) -> None:
    """Killed at thirty moments: recorded whole or not at all, and running it again is harmless."""
    subprocess.run(
        [sys.executable, "-c", KILLER, *LOG], cwd=folder, check=True, capture_output=True
    )

    lines = notes(folder)
    acknowledged = [n for n in range(30) if "Recorded #" in said_by(folder, n)]
    assert 0 < len(acknowledged) < 30
    assert {f"A note {n}" for n in acknowledged} <= set(lines)
    assert len(lines) == len(set(lines))
    for n in (0, 15, acknowledged[-1]):
        result = typed(folder, "--command-id", f"c-{n}", *LOG[:-1], f"A note {n}")
        assert result.out.startswith("Recorded #")
    assert sorted(notes(folder)) == sorted({*lines, "A note 0", "A note 15"})


def said_by(folder: Path, n: int) -> str:
    """Return what a killed command had said."""
    path = folder / f"said-{n}"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "TERM": "dumb", "NO_COLOR": "1"},
        {"COLUMNS": "1"},
        {"COLUMNS": "none", "TERM": ""},
        {"COLUMNS": "9" * 30},
    ],
)
def test_no_terminal_is_too_poor(folder: Path, variables: dict[str, str]) -> None:
    """Of another encoding, without colours, one character wide: everything is printed."""
    result = typed(folder, "--by", "Sam Reed", "log", REF, "Caf\u00e9 \u2603", **variables)
    listed = typed(folder, "list", **variables)

    assert (result.code, result.err, listed.code, listed.err) == (0, "", 0, "")
    assert "Recorded #18" in result.out
    assert "elmshire-2023/1" in listed.out
    assert listed.out.startswith("The plan on ")
    assert "\x1b" not in result.out + listed.out
