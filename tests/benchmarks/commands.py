"""The most memory that each reading command holds, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = """
import atexit, sys
from pathlib import Path

def told():
    status = Path("/proc/self/status").read_text().split()
    print(status[status.index("VmHWM:") + 1], file=sys.stderr)

atexit.register(told)
from tracker.__main__ import main
main()
"""
"""Runs the program; the last word of its remarks is the most memory it held, in KiB."""

BOARDS = ("--from", "2016-03-31", "--to", "2016-06-30")
COMMANDS = (
    ("--help",),
    ("list", "--csv"),
    ("list", "--csv", "--as-of", "2016-06-30"),
    ("list", "--csv", "--service", "service-001"),
    ("late", "--csv"),
    ("late", "--service", "service-001"),
    ("decisions", "--csv"),
    ("inspections", "--csv"),
    ("diff", *BOARDS, "--service", "service-001"),
    ("diff", *BOARDS, "--csv"),
    ("services", "compare", "--csv"),
    (),
)


def told_memory(path: Path) -> None:
    """Print peak memory and time of each command on a ledger, start of the program included."""
    print("\nthe most memory a command holds, and how long it takes, its start included")
    for words in COMMANDS:
        peak, seconds, lines = _run(path, words)
        name = " ".join(["tracker", *words])
        print(f"  {name:66} {peak:5.0f} MiB {seconds:6.1f} s {lines:8,} lines")


def _run(path: Path, words: Sequence[str]) -> tuple[float, float, int]:
    begun = perf_counter()
    asked = [sys.executable, "-c", RUN, "--ledger", str(path), *words]
    with tempfile.TemporaryFile() as answer:
        done = subprocess.run(asked, stdout=answer, stderr=subprocess.PIPE, check=True, text=True)
        seconds = perf_counter() - begun
        answer.seek(0)
        lines = sum(1 for _ in answer)
    return int(done.stderr.split()[-1]) / 1024, seconds, lines
