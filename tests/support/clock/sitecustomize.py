"""Moves the clock that the program reads, for tests on another day.

Python loads this by itself where its folder is on PYTHONPATH. TRACKER_TESTS_NOW is the instant at
which the process starts, with its offset; the clock runs on from there. Only the program's one
clock is moved, in this process and in those it starts: time-outs and file times are left alone.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

CLOCK = "tracker.ledger.system"
"""The only module of the program that reads a clock; the test of the architecture holds it."""


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
    ahead = datetime.fromisoformat(os.environ["TRACKER_TESTS_NOW"]) - datetime.now(UTC)
    read = module.system_clock
    module.system_clock = lambda: read() + ahead  # type: ignore[attr-defined]


if "TRACKER_TESTS_NOW" in os.environ:
    sys.meta_path.insert(0, ClockMover)
