"""Reports are read by processes of few powers; whatever becomes of one is a reading or a sentence.

Where a test needs a child that misbehaves, another program takes the child's place.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import invented_reports
import pytest

from tracker.domain.errors import NotFoundError, RefusedError
from tracker.intake.pages import UnreadableReportError, read_pages
from tracker.intake.readers import hmip_sqs
from tracker.intake.readers.registry import ReportReading, UnknownLayoutError, read_report
from tracker.intake.sandbox import limits
from tracker.intake.sandbox import pool as apart
from tracker.intake.sandbox.pool import read_in_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWERING = """
import os, sys, time
sys.path[:] = sys.argv[1:]
from tracker.intake.sandbox import protocol as messages
while asked := messages.next_file(sys.stdin.buffer):
    name, content, _ = asked
    answer = {}
    messages.send_answer(sys.stdout.buffer, answer or {"refused": str(said)})
"""
"""A child that answers each file with a sentence of its own."""


def answering(sentence: str, first: str = "") -> str:
    """Return a child that says something, after it has done something else."""
    return ANSWERING.replace("answer = {}", f"answer = {{}}; {first}").replace(
        "str(said)", sentence
    )


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what writes a file and gives its path."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def letter(file: Callable[[str, str], Path]) -> Path:
    """Return a letter that can be read."""
    return file("letter.txt", invented_reports.LETTER)


def sentences(*paths: Path, children: int = 1) -> list[str]:
    """Return what is said of each file, in order; nothing of one that is read."""
    rows = read_in_sandbox(paths, children=children)
    return ["" if isinstance(outcome, ReportReading) else outcome.sentence for _, outcome in rows]


@pytest.mark.parametrize("report", [invented_reports.YOUTH, invented_reports.LETTER])
def test_a_reading_comes_back_whole(report: str, file: Callable[[str, str], Path]) -> None:
    """Facts, warnings and the line of every fact are as if it had been read here."""
    path = file("report.txt", report)
    here = read_report(read_pages(report.encode(), "report.txt"), "report.txt")

    ((same, there),) = read_in_sandbox([path])

    assert same == path
    assert isinstance(there, ReportReading)
    assert there.facts == json.loads(json.dumps(here.facts))
    assert there.warnings == here.warnings
    assert there.lines == here.lines
    assert there.proposal("report.txt") == here.proposal("report.txt")


def test_many_files_come_back_in_the_order_given(
    file: Callable[[str, str], Path], letter: Path, tmp_path: Path
) -> None:
    """Whichever is done first, and whatever becomes of those before it."""
    paths = [
        file("youth.txt", invented_reports.YOUTH),
        tmp_path / "none.txt",
        letter,
        file("milk.txt", "Milk\n"),
        file("page.pdf", "<html>"),
        letter,
    ]

    values = list(read_in_sandbox(iter(paths), children=3))

    assert [path for path, _ in values] == paths
    kinds = [
        ReportReading,
        NotFoundError,
        ReportReading,
        UnknownLayoutError,
        UnreadableReportError,
        ReportReading,
    ]
    assert [type(reading) for _, reading in values][:4] == kinds[:4]
    assert all(isinstance(outcome, kind) for (_, outcome), kind in zip(values, kinds, strict=True))


def test_no_files_need_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a file that cannot be opened."""
    monkeypatch.setattr(sys, "executable", "")

    assert list(read_in_sandbox([])) == []


def test_the_nearest_reader_comes_back_with_the_refusal() -> None:
    """So that an empty facts file of its layout can be offered."""
    texts = {"unknown": hmip_sqs.LAYOUT}

    with pytest.raises(UnknownLayoutError) as refused:
        apart.reading_of(texts, "a.txt")

    assert refused.value.nearest is hmip_sqs


@pytest.mark.parametrize(
    ("child", "sentence"),
    [
        ("import none", "reading it failed (exit 1)"),
        ("import os; os.abort()", "reading it failed: it is damaged, or unpacks to more than"),
        ("print('Traceback')", "reading it failed: it is damaged"),
        ("import sys; sys.stdout.buffer.write(b'\\xff' * 99)", "reading it failed: it is damaged"),
        ("import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x04null')", "reading it failed: it is"),
        ("import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x02{}')", "reading it failed: it is"),
        ("raise SystemExit(3)", "reading it failed (exit 3)"),
        ("raise SystemExit(0)", "reading it failed: it is damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "seconds, the most it may"),
        (answering("0", "answer = {'failed': 'memory'}"), "more memory than the 288 MB it may"),
        (answering("0", "answer = {'failed': 'KeyError'}"), "reading it failed (KeyError)"),
        (answering("0", "answer = {'reading': {}}"), "reading it failed: it is damaged"),
        (
            answering("0", "answer = {'reading': {'facts': [], 'warnings': [], 'lines': []}}"),
            "reading it failed: it is damaged",
        ),
    ],
)
def test_a_child_that_fails_is_one_sentence(
    child: str,
    sentence: str,
    letter: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It dies, is killed, says nothing that is understood or runs out: nothing else is seen."""
    monkeypatch.setattr(apart, "BOOT", child)

    (text,) = sentences(letter)

    assert text.startswith(f"{letter}: reading it ")
    assert sentence in text
    assert text.endswith(". Nothing was recorded.")
    assert capfd.readouterr() == ("", "")


def test_a_child_that_hangs_is_given_up(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent's clock runs whatever the child does."""
    monkeypatch.setattr(apart, "BOOT", "import time; time.sleep(600)")
    monkeypatch.setattr(limits, "PATIENCE", 0.1)

    assert "seconds, the most it may" in sentences(letter)[0]


def test_a_child_takes_nothing_of_the_environment(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No password or path that stands in a variable is within its reach."""
    monkeypatch.setenv("TRACKER_LEDGER", "secret")
    monkeypatch.setattr(apart, "BOOT", answering("sorted(set(os.environ) - {'LC_CTYPE'})"))

    assert sentences(letter) == ["[]"]


def test_a_child_is_kept_for_several_files(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start-up is paid once; after so many files a fresh one takes its place."""
    monkeypatch.setattr(apart, "BOOT", answering("str(os.getpid())"))
    monkeypatch.setattr(limits, "FILES_EACH", 2)

    first, second, third = sentences(letter, letter, letter)

    assert first == second
    assert third != first


def test_after_a_failure_a_fresh_child_goes_on(
    file: Callable[[str, str], Path], letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad file costs the next one nothing but a start."""
    monkeypatch.setattr(
        apart, "BOOT", answering("str(os.getpid())", "'bad' in name and os._exit(1)")
    )

    first, bad, after = sentences(letter, file("bad.txt", "Milk"), letter)

    assert "reading it failed" in bad
    assert after.isdigit()
    assert after != first


def test_a_machine_that_starts_no_process_says_so(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, as for anything else."""
    monkeypatch.setattr(sys, "executable", "/none/python")

    assert (
        "no process can be started to read it (No such file or directory)" in sentences(letter)[0]
    )


def test_whoever_stops_early_leaves_no_child(
    file: Callable[[str, str], Path], letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that still reads and one that waits are both ended."""
    child = answering("str(os.getpid())", "'slow' in name and time.sleep(600)")
    monkeypatch.setattr(apart, "BOOT", child)

    with closing(read_in_sandbox([letter, file("slow.txt", "Milk"), letter], children=1)) as rows:
        _, first = next(rows)

    assert isinstance(first, RefusedError)
    with pytest.raises(ProcessLookupError):
        os.kill(int(first.sentence), 0)


def test_ctrl_c_ends_the_children(tmp_path: Path, letter: Path) -> None:
    """At once, and with no word of their own."""
    pid = tmp_path / "pid"
    child = (
        f"import os, time; print(os.getpid(), file=open({str(pid)!r}, 'w'), flush=True)\n"
        "time.sleep(600)"
    )
    program = f"""
from pathlib import Path
from tracker.intake.sandbox import pool as apart
apart.BOOT = {child!r}
try:
    list(apart.read_in_sandbox([Path({str(letter)!r})]))
except KeyboardInterrupt:
    print("Stopped")
"""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as parent:
        while not pid.exists() or not pid.read_text():
            assert parent.poll() is None
        parent.send_signal(signal.SIGINT)
        out, err = parent.communicate(timeout=30)

    assert (out, err) == ("Stopped\n", "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
