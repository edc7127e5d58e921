"""How much a report may take to be read, and how the process that reads it is held to it."""

from __future__ import annotations

import math
import signal
import sys
from typing import Final

MEMORY: Final = 288 * 2**20
"""Bytes of address space: 60 MB of it when it begins, and a report of 25 MB a few times over."""

SECONDS: Final = 1.5
"""Seconds of processor time for any file: a letter takes 0.1 on a good machine."""

SECONDS_A_MB: Final = 30.0
"""More of them for each MB: 400 pages in a Word file are 0.3 MB and take 3 on a good machine."""

MOST_SECONDS: Final = 60.0
"""The most for any file: one of 25 MB is mostly pictures, which are not looked at."""

PATIENCE: Final = 6.0
"""Seconds on the clock for each of processor time, where other programs want the machine too."""

FILES_EACH: Final = 100
"""Files that one process reads before a fresh one takes its place."""

FILES_OPEN: Final = 16
"""Files the process may have open: its pipes, and modules while they are imported."""


def seconds(size: int) -> float:
    """Return the seconds of processor time that a file of so many bytes may take."""
    return min(SECONDS + SECONDS_A_MB * size / 10**6, MOST_SECONDS)


def patience(size: int) -> float:
    """Return the seconds on the clock after which a file of so many bytes is given up."""
    return PATIENCE * seconds(size)


def give_up_powers() -> None:
    """Give up for good what reading needs none of, where the system knows how (not on Windows).

    From here on this process writes no file, starts no other, leaves no core behind, and has only
    so much memory.
    """
    sys.dont_write_bytecode = True
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    most = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: math.ceil(FILES_EACH * MOST_SECONDS),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES_OPEN,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, value in most.items():
        _, hard = resource.getrlimit(limit)
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (least, least))


def allow(processor_seconds: float) -> None:
    """End this process once it has taken so many more seconds of processor time; not on Windows."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, processor_seconds)
