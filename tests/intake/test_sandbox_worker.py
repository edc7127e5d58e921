"""The process that reads a report loads little, may do little, and takes only so much."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import hostile_files
import invented_reports
import pytest

from tracker.intake.sandbox import pool as apart
from tracker.intake.sandbox.limits import MOST_SECONDS, patience, seconds
from tracker.intake.sandbox.worker import answer_of

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"click", "eventsourcing", "sqlite3", "tabulate", "pypdfium2", "bs4", "lxml"}
MODEL = {"pydantic", "pydantic_core", "tracker.domain.events", "tracker.domain.inspection"}


def test_a_child_loads_only_what_reads_a_text(tmp_path: Path) -> None:
    """No command line, no storage, no model of facts, and no library for another kind of file."""
    code = (
        "import sys; sys.path[:] = sys.argv[1:]\n"
        "from tracker.intake.sandbox.worker import answer_of\n"
        f"assert answer_of('letter.txt', {invented_reports.LETTER.encode()!r})['reading']\n"
        "print('\\n'.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *apart.places()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.split())
    assert "tracker.intake.readers.hmip_sqs" in loaded
    assert "tracker.intake.readers.hmip_children" not in loaded
    assert not (HEAVY | MODEL) & loaded
    assert not any(name.startswith(("tracker.cli", "tracker.ledger")) for name in loaded)
    assert len(loaded) < 300


def test_a_parent_loads_no_reader_before_there_is_a_file(tmp_path: Path) -> None:
    """The start of the children does not wait for what only they need."""
    code = "import sys, tracker.intake.sandbox.pool; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert not {"pydantic", "tracker.intake.readers.registry"} & set(done.stdout.split())


def test_a_child_has_given_up_its_powers(tmp_path: Path) -> None:
    """It cannot write, nor take memory without end, nor run longer than it may."""
    code = f"""
import sys
sys.path[:] = sys.argv[1:]
from tracker.intake.sandbox import limits
limits.give_up_powers()
with open({str(tmp_path / "kept")!r}, "wb", buffering=0) as file:
    try:
        file.write(b"Milk")
    except OSError as fault:
        print(fault.strerror)
try:
    bytearray(limits.MEMORY)
except MemoryError:
    print("No memory")
try:
    files = [open(sys.executable) for n in range(limits.FILES_OPEN)]
except OSError as fault:
    print(fault.strerror)
sys.stdout.flush()
limits.allow(0.1)
while True:
    pass
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *apart.places()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines() == ["File too large", "No memory", "Too many open files"]
    assert done.returncode == -signal.SIGPROF


def test_a_fault_of_a_reader_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is too much memory; only a refusal is told in the reader's own words."""

    def faulty(content: bytes, name: str) -> None:
        raise {"memory": MemoryError, "fault": KeyError}[name](content)

    refused = answer_of("pages.md", hostile_files.TEXTS["pages.txt"]())
    monkeypatch.setattr("tracker.intake.sandbox.worker.read_file", faulty)

    assert answer_of("memory", b"") == {"failed": "memory"}
    assert answer_of("fault", b"") == {"failed": "KeyError"}
    assert refused["unreadable"] is True
    assert refused["refused"].endswith(". Nothing was recorded.")


def test_a_larger_file_may_take_longer() -> None:
    """A report of 500 pages is let through on a slow machine, a small one that spins is not."""
    assert seconds(0) == 1.5
    assert seconds(1_000_000) == 31.5
    assert seconds(25_000_000) == MOST_SECONDS
    assert patience(0) > 4 * seconds(0)
