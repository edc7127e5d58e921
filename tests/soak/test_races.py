"""Two people who change the same thing at the same moment: one after the other, and both know.

Each is a process of its own; a third holds the ledger until both wait for it. Whoever comes second
decides on what the first one left: what is true by then is not recorded twice, what cannot be any
more is refused in a sentence, and what can is recorded after it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import command_faults
import pytest
from ledger_holder import holding
from races import (
    AGAIN,
    BOTH,
    CLERK,
    COMPLETED,
    MANAGER,
    REF,
    SAME,
    VICE,
    A,
    meanwhile,
    second,
)

from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal


TIMES = [2, pytest.param(25, marks=pytest.mark.soak)]


@pytest.fixture
def path(terminal: Terminal) -> Path:
    """Return the ledger of June, with a clerk, a vice-chair, and an action of the clerk's."""
    for words in (
        ("people", "add", CLERK, "--role", "clerk"),
        ("people", "add", VICE, "--role", "vice-chair"),
        ("assign", REF, "Ask them", "--owner", CLERK, "--due", "2023-09-01"),
    ):
        assert terminal.manager(*words).code == 0
    return terminal.folder / "tracker.db"


def at_once(terminal: Terminal, path: Path, *typed: tuple[str, ...]) -> list[CommandResult]:
    """Let each be typed by its person, all at the same moment, and return what each was told."""
    with holding(path, "recording", 30):
        children = [
            command_faults.begun(
                partial(terminal.says, "--by", by, "--command-id", f"of-{n}", *words)
            )
            for n, (by, *words) in enumerate(typed)
        ]
        while not all(path in open_files(child.number) for child in children):
            sleep(0.01)
        sleep(0.2)  # what is done between opening and waiting takes some milliseconds
    answers = [child.ended() for child in children]
    return [answer for answer in answers if answer is not None]


@pytest.mark.parametrize("what", SAME)
@pytest.mark.parametrize("times", TIMES)
def test_what_only_one_can_do_is_done_once_and_the_other_told(
    terminal: Terminal, path: Path, what: str, times: int
) -> None:
    """One entry, of whoever was first; the second learns what stands, and recorded nothing."""
    *typed, answer = SAME[what]
    before, known = path.read_bytes(), command_faults.recorded(path)
    for n in range(times):
        path.write_bytes(before)

        both = typed if n % 2 else typed[::-1]

        results = at_once(terminal, path, *both)

        entries = command_faults.recorded(path)
        assert entries[:-1] == known
        first = int(entries[-1].command.removeprefix("of-"))
        assert (results[first].code, results[first].err) == (0, "")
        assert f"Recorded #{entries[-1].position}: " in results[first].out
        other = results[1 - first]
        assert f"{other.out}{other.err}" == f"{second(answer, entries[-1], *both)}\n"
        assert other.code == (0 if answer == AGAIN else 1)
        assert verify(path).is_good


def open_files(process: int) -> list[Path]:
    """Return what a process has open."""
    values = []
    for file in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed just now
            values.append(file.readlink())
    return values


@pytest.mark.parametrize("what", BOTH)
@pytest.mark.parametrize("times", TIMES)
def test_what_both_can_do_is_recorded_of_both(
    terminal: Terminal, path: Path, what: str, times: int
) -> None:
    """Nobody's words are written over: two entries, one after the other, each of its command."""
    before, known = path.read_bytes(), command_faults.recorded(path)
    for n in range(times):
        path.write_bytes(before)

        both = BOTH[what] if n % 2 else BOTH[what][::-1]

        results = at_once(terminal, path, *both)

        *earlier, one, two = command_faults.recorded(path)
        assert earlier == known
        assert {one.command, two.command} == {"of-0", "of-1"}
        assert one.recorded_at < two.recorded_at
        for entry in (one, two):
            answer = results[int(entry.command.removeprefix("of-"))]
            assert (answer.code, answer.err) == (0, "")
            assert f"Recorded #{entry.position}: " in answer.out
        assert f"\n{meanwhile(one, *both)}\n" in results[int(two.command.removeprefix("of-"))].out
        assert verify(path).is_good


@pytest.mark.parametrize("times", TIMES)
def test_what_no_longer_fits_is_refused_with_what_stands(
    terminal: Terminal, path: Path, times: int
) -> None:
    """Completed by one and withdrawn by another: the second is told when, and records nothing."""
    before, known = path.read_bytes(), command_faults.recorded(path)
    withdrawn = COMPLETED.replace("completed", "withdrawn")
    for _ in range(times):
        path.write_bytes(before)

        both = (MANAGER, "complete", A), (CLERK, "withdraw", A, "-m", "Not needed")

        results = at_once(terminal, path, *both)

        *earlier, entry = command_faults.recorded(path)
        assert earlier == known
        first = int(entry.command.removeprefix("of-"))
        assert results[first].code == 0
        assert results[1 - first].code == 1
        stands = (COMPLETED, withdrawn)[first]
        assert results[1 - first].err == f"{second(stands, entry, *both)}\n"
        assert verify(path).is_good
