"""Where things are: the project, its seeds, its tests, and the two real reports where those are."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

SUPPORT: Final = Path(__file__).resolve().parent
TESTS: Final = SUPPORT.parent
ROOT: Final = TESTS.parent
SEEDS: Final = ROOT / "seeds"
REAL_REPORTS: Final = ROOT.parent / "shared" / "seeds"
"""The two published reports that the seeds were made from; not part of the project."""
CLOCK: Final = SUPPORT / "clock"
"""What moves the program's clock; see its `sitecustomize.py`."""


def python_path(*folders: Path) -> str:
    """Return PYTHONPATH for a process that a test starts, with what this process has."""
    return os.pathsep.join([*map(str, folders), *filter(None, [os.environ.get("PYTHONPATH")])])


def moved_clock(instant: datetime) -> dict[str, str]:
    """Return the variables by which the program's clock says that it is an instant, and runs on.

    Processes that are started with the same ones have the same clock.
    """
    return {
        "PYTHONPATH": python_path(CLOCK),
        "TRACKER_TESTS_NOW": instant.isoformat(),
        "TRACKER_TESTS_AHEAD": str((instant - datetime.now(UTC)).total_seconds()),
    }
