"""Several processes on one ledger, and processes that are killed.

Those killed while they record on a server are in `test_server_faults.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ledgers
from stores import in_a_file
from writing_processes import saves, writer

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place

FOR_EVER = 10**9


def test_two_processes_record_side_by_side(place: Place) -> None:
    """Neither waits in vain, neither decides on what the other has just changed, one chain."""
    ledgers.made(place).close()

    results = [
        (process.returncode, out.split(), err)
        for process in [writer(place, "a", 30), writer(place, "b", 30)]
        for out, err in [process.communicate()]
    ]

    assert [(code, len(lines), err) for code, lines, err in results] == [(0, 30, "")] * 2
    with Ledger.open(place) as record:
        assert [entry.position for entry in record.entries()] == list(range(1, 181))
        assert set(saves(record).values()) == {3}
        instants = [record.head(n).recorded_at for n in range(3, 181, 3)]
        assert len(set(instants)) == 60
    assert ledgers.first_bad(place) is None


@in_a_file
def test_processes_killed_at_any_moment_lose_nothing_they_had_said(
    place: Place, tmp_path: Path
) -> None:
    """What was said to be recorded is on the disk; what was not is there whole or not at all."""
    ledgers.made(place).close()
    lines: list[str] = []

    writers = [writer(place, f"w{n}", FOR_EVER) for n in range(10)]
    for n, process in enumerate(writers):
        assert process.stdout is not None
        lines += [process.stdout.readline().strip() for _ in range(1 + 3 * n)]
        process.kill()
    for process in writers:
        out, err = process.communicate()
        lines += out.split("\n")[:-1]
        assert not err

    with Ledger.open(place, clock=ledgers.TickingClock()) as record:
        counts = saves(record)
        assert set(lines) <= set(counts)
        assert set(counts.values()) == {3}
        count = record.head().position
        assert [entry.position for entry in record.entries()] == list(range(1, count + 1))
        ledgers.recorded(record, ledgers.note(), command="afterwards")
    assert ledgers.first_bad(place) is None
    assert [file for file in tmp_path.iterdir() if file != place] == []
