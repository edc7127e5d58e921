"""Processes that record in a ledger, and what each of them recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from paths import ROOT, SUPPORT, python_path

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place

WRITER = """
import sys
import ledgers
from tracker.ledger.postgres.address import address
from tracker.ledger.ledger import Ledger
typed, name, times = sys.argv[1:]
clock = lambda: ledgers.START
with Ledger.open(address(typed) or typed, clock=clock, login=name) as record:
    for n in range(int(times)):
        stream = f"item/elmshire-2025/{n % 5}"
        new = [ledgers.note(f"{name} says {part}", stream) for part in range(3)]
        with record.unit():
            assert not record.command(f"{name}-{n}")
            record.stream(stream)
            record.append(new, actor="p1", command_id=f"{name}-{n}")
        print(f"{name}-{n}", flush=True)
"""


def writer(place: Place, name: str, times: int) -> subprocess.Popen[str]:
    """Start a process that reads and records in units of work, and says what it has recorded."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), name, str(times)],
        env={
            **os.environ,
            "PYTHONPATH": python_path(ROOT, SUPPORT),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def saves(record: Ledger) -> dict[str, int]:
    """Return how many entries each command recorded."""
    counts: dict[str, int] = {}
    for entry in record.entries():
        counts[entry.command] = counts.get(entry.command, 0) + 1
    return counts
