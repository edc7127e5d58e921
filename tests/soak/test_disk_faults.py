"""A disk that fails, or is full, at any step of any command: the answer is true, and runs again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import command_faults as faults
import faulty_vfs
import ledgers
import pytest

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal

    from tracker.domain.bitemporal import Entry

WAYS = {
    "once": faults.Failing(),
    "from then on": faults.Failing(once=False),
    "its answer is lost": faults.Failing(late=True),
    "it is full": faults.Failing(once=False, full=True),
}


@dataclass
class FaultTally:
    """How many faults were let loose, and how the commands ended."""

    faults: int = 0
    told_recorded: int = 0
    told_not: int = 0
    unknown: int = 0


def untold(entries: list[Entry]) -> list[object]:
    """Return what entries are, but for the instant."""
    return [(e.position, e.stream, e.effective_on, e.actor, e.command, e.event) for e in entries]


def check_answer(result: CommandResult, is_recorded: bool, tally: FaultTally) -> None:  # noqa: FBT001 - what it is held to
    """Hold an answer to what is recorded: it says which, in one sentence, and is right."""
    assert "tracker itself failed" not in result.err, result
    assert "Traceback" not in result.err, result
    if result.code == 6:
        tally.unknown += 1
        return
    if result.code == 0 or re.search(r"^Recorded #\d", result.err, re.MULTILINE):
        assert is_recorded, result
        tally.told_recorded += 1
        return
    assert result.code in {1, 4, 5}, result
    assert result.err.count("\n") == 1, result
    assert "nothing was recorded" in result.err, result
    assert not is_recorded, result
    tally.told_not += 1


def sweep(terminal: Terminal, way: faults.Failing, every: int) -> FaultTally:
    """Let every so-many-th step of each command fail; type it again; compare with no fault."""
    tally, path = FaultTally(), terminal.folder / "tracker.db"
    terminal.report("thornby")
    for typed in faults.SCRIPT:
        before = path.read_bytes()
        steps = faults.steps_of(partial(typed.on, terminal))
        after, right = path.read_bytes(), untold(faults.recorded(path))
        points = {*range(1 + tally.faults % every, steps + 1, every), steps - 1, steps}
        for at in sorted(points):
            path.write_bytes(before)
            failing = faults.Failing(at, way.once, way.late, way.full)
            with faulty_vfs.watched(failing):
                result = typed.on(terminal)
            tally.faults += 1
            check_answer(result, typed.id in faults.by_command(path), tally)

            again = typed.on(terminal)
            assert again.code == 0, (typed, at, again)
            assert untold(faults.recorded(path)) == right
            assert ledgers.first_bad(path) is None
            assert [file.name for file in terminal.folder.glob("tracker.db?*")] == []
        path.write_bytes(after)
    return tally


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.soak)])
def test_a_disk_that_fails_at_a_step_is_answered_truly(
    terminal: Terminal, way: str, every: int
) -> None:
    """What is said to be recorded is; what is not is not; the same command again puts it right."""
    tally = sweep(terminal, WAYS[way], every)

    print(f"{way}: {tally}")  # noqa: T201 - the figure measured
    assert tally.faults > 20
    assert tally.told_recorded + tally.told_not + tally.unknown == tally.faults


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.soak)])
def test_a_disk_that_fails_while_exporting_is_answered_truly(
    terminal: Terminal, way: str, every: int
) -> None:
    """A bundle that is there is recorded; what is said not to be recorded is not there either."""
    tally, path, new = FaultTally(), terminal.folder / "tracker.db", terminal.folder / "plan.zip"
    typed = faults.IdentifiedCommand(faults.MANAGER, ("export", "plan.zip"), "e1")
    before = path.read_bytes()
    steps = faults.steps_of(partial(typed.on, terminal))
    for at in sorted({*range(1, steps + 1, every), steps - 1, steps}):
        new.unlink(missing_ok=True)
        path.write_bytes(before)
        failing = WAYS[way]
        with faulty_vfs.watched(faults.Failing(at, failing.once, failing.late, failing.full)):
            result = typed.on(terminal)
        tally.faults += 1
        is_recorded = typed.id in faults.by_command(path)
        check_answer(result, is_recorded, tally)
        assert is_recorded or not new.exists()

        new.unlink(missing_ok=True)
        assert terminal.manager("export", "plan.zip").code == 0
        assert new.exists()
        assert ledgers.first_bad(path) is None
        assert not {file.name for file in terminal.folder.glob("*tracker*")} - {"tracker.db"}

    print(f"exporting, {way}: {tally}")  # noqa: T201 - the figure measured
    assert tally.faults > 5
