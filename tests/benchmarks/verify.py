"""How fast a ledger is verified, beside the bare cost of reading it and hashing it, in one run.

    python tests/benchmarks/verify.py [ENTRIES]

Ours is all of `tracker verify`: the form of the file, every entry hashed anew and read as its type
says, every text held to its commitment, instants, saves, streams, SQLite's own check. Bare is every
row of the three tables read as bytes, and one SHA-256 over the bytes of each. The worst of ledgers
is taken, with a save for each entry. Both in turn, several rounds, by the processor's time and by
the clock; ratios of the least and the median (3 is the most that is wanted). Memory is the most a
process of its own held, for a tenth of the entries and for all: it must not grow with them.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import ledgers

from tracker.domain import events as e
from tracker.ledger.envelope import NewEntry
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
TABLES = (
    "SELECT * FROM stored_events ORDER BY position",
    "SELECT * FROM saves ORDER BY last",
    "SELECT * FROM texts ORDER BY position, n",
)
PEAK = """
import resource, sys
from pathlib import Path
from tracker.ledger.verify import verify
if len(sys.argv) > 1:
    assert verify(Path(sys.argv[1])).is_good
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def events(number: int) -> e.ItemEvent:
    """Return the event of an entry: a note, progress, an action done or another date asked for."""
    match number % 4:
        case 0:
            return e.NoteMade(note=f"Spoke with the head teacher about exclusions, time {number}")
        case 1:
            percent = number % 100
            return e.ActionProgressed(action=1, note="Half of them answered", percent=percent)
        case 2:
            return e.ActionCompleted(action=1)
        case _:
            return e.DateChangeAsked(action=1, to=date(2026, 5, 1), reason="Schools answer late")


def recorded(path: Path, entries: int) -> None:
    """Make a ledger with so many entries, a save for each, in streams of twenty."""
    with ledgers.made(path) as record, record.unit():
        for number in range(entries):
            stream = f"item:knowsley-2023/{number // 20 + 1}"
            on = date(2026, 3, 1) + timedelta(days=number % 30)
            new = NewEntry(stream, on, events(number))
            record.append([new], actor="p1", command_id=f"c{number}")


def bare(path: Path) -> None:
    """Read every row, and hash the bytes in each."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        for table in TABLES:
            for row in connection.execute(table):
                digest = sha256()
                for part in row:
                    if type(part) is bytes:
                        digest.update(part)
                digest.digest()


def timed(clock: Callable[[], float], *runs: Callable[[], object]) -> list[list[float]]:
    """Return the seconds of each, run in turn, round by round."""
    timings: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, seconds in zip(runs, timings, strict=True):
            begun = clock()
            run()
            seconds.append(clock() - begun)
    return timings


def peak(*words: str) -> float:
    """Return the most memory that a process of its own held, in MiB, verifying or not."""
    asked = [sys.executable, "-c", PEAK, *words]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main() -> None:
    """Record two ledgers, verify both, print the figures."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.db", Path(folder) / "large.db"
        recorded(small, entries // 10)
        recorded(large, entries)
        assert verify(large).is_good
        size = large.stat().st_size / 2**20
        print(f"{entries:,} entries, {size:.0f} MiB, {ROUNDS} rounds")
        for what, clock in (("processor", process_time), ("clock", perf_counter)):
            read, ours = timed(clock, lambda: bare(large), lambda: verify(large))
            print(
                f"by the {what:10} bare {median(read):.2f} s, verify {median(ours):.2f} s   "
                f"ratio: least {min(ours) / min(read):.2f}, "
                f"median {median(ours) / median(read):.2f}"
            )
        print(
            f"peak memory: {peak():.0f} MiB before, {peak(str(small)):.0f} MiB for "
            f"{entries // 10:,} entries, {peak(str(large)):.0f} MiB for {entries:,}"
        )


if __name__ == "__main__":
    main()
