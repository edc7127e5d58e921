"""The tests can be run on another day: the program's clock is moved in whatever a test starts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from paths import CLOCK, ROOT, python_path

if TYPE_CHECKING:
    from pathlib import Path

READING = "from tracker.ledger.system import system_clock; print(system_clock().isoformat())"
STARTING = f"""
import os, subprocess, sys
os.chdir(sys.argv[1])
{READING}
sys.stdout.flush()
subprocess.run([sys.executable, "-c", {READING!r}], check=True)
"""
LEAP_DAY = datetime(2028, 2, 29, 10, tzinfo=UTC)
NOT_MOVED = {name: value for name, value in os.environ.items() if "TRACKER_TESTS" not in name}


def read(folder: Path, **environment: str) -> list[datetime]:
    """Return what the clock says in a process, and then in one that it starts in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", STARTING, str(folder)],
        cwd=ROOT,
        env={**NOT_MOVED, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [datetime.fromisoformat(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("clock", [CLOCK, CLOCK.relative_to(ROOT)], ids=["whole", "relative"])
def test_a_process_and_the_one_it_starts_have_the_same_moved_clock(
    clock: Path, tmp_path: Path
) -> None:
    """It runs on from the instant given, and never goes back from one process to the next."""
    where = {"PYTHONPATH": os.pathsep.join([str(clock), python_path(ROOT)])}

    first, second = read(tmp_path, **where, TRACKER_TESTS_NOW=LEAP_DAY.isoformat())

    assert LEAP_DAY < first < second < LEAP_DAY + timedelta(hours=1)


def test_no_clock_is_moved_where_no_instant_is_given(tmp_path: Path) -> None:
    """A folder on PYTHONPATH alone does nothing."""
    before = datetime.now(UTC)

    first, second = read(tmp_path, PYTHONPATH=python_path(CLOCK, ROOT))

    assert before < first < second < before + timedelta(hours=1)
