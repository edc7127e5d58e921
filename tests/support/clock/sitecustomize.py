"""Moves the clock that the program reads, for tests on another day.

Python loads this by itself where its folder is on PYTHONPATH. TRACKER_TESTS_NOW is the instant at
which the first process starts, with its offset; the clock runs on from there, and is the same in
every process that this one starts, in any folder. Only the program's one clock is moved: time-outs
and file times are left alone.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

CLOCK = "tracker.ledger.system"
"""The only module of the program that reads a clock; the test of the architecture holds it."""

AHEAD = "TRACKER_TESTS_AHEAD"
"""By how many seconds the first process moved its clock: those it starts move theirs by as many."""


class ClockMover(PathFinder):
    """Finds the module with the clock, and moves the clock once it is loaded."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module is found; every other module is found elsewhere."""
        if fullname != CLOCK:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                load(module)
                move(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def move(module: ModuleType) -> None:
    """Let a module's clock run on from the instant asked for."""
    ahead = timedelta(seconds=float(os.environ[AHEAD]))
    read = module.system_clock
    module.system_clock = lambda: read() + ahead  # type: ignore[attr-defined]


def hand_on() -> None:
    """Leave to the processes that this one starts the same clock, in any folder."""
    asked = datetime.fromisoformat(os.environ["TRACKER_TESTS_NOW"])
    os.environ.setdefault(AHEAD, str((asked - datetime.now(UTC)).total_seconds()))
    folders = os.environ["PYTHONPATH"].split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(str(Path(name).absolute()) for name in folders)


if "TRACKER_TESTS_NOW" in os.environ:
    hand_on()
    sys.meta_path.insert(0, ClockMover)
