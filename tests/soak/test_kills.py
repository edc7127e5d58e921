"""Commands that are killed: whole or not at all, and done by typing them again.

`kill -9` leaves no time to put anything in order. It comes at every step that a command asks of the
disk, and at random moments.
"""

from __future__ import annotations

import random
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import command_faults
import faulty_vfs
import june_plan
import ledgers
import pytest

from tracker.domain.errors import IntegrityError
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_runner import CommandResult, Terminal


VIEW = ("show", june_plan.ACTION, "--csv")
"""A view, which is folded anew from what is recorded each time somebody looks."""


def untold(path: Path) -> list[object]:
    """Return what is recorded, but for the instants."""
    return [
        (e.position, e.stream, e.effective_on, e.actor, e.command, e.event)
        for e in command_faults.recorded(path)
    ]


def dying(
    terminal: Terminal, typed: command_faults.IdentifiedCommand, at: int, *, late: bool
) -> CommandResult:
    """Type a command in a process that is killed at a step."""
    with faulty_vfs.watched(command_faults.Deadly(at, late)):
        return typed.on(terminal)


def script(
    terminal: Terminal,
    trials: Callable[[command_faults.IdentifiedCommand], list[Callable[[], CommandResult | None]]],
) -> tuple[int, int]:
    """Put each command through its trials; return how many were killed, how many had recorded."""
    path, killed, had_recorded = terminal.folder / "tracker.db", 0, 0
    terminal.report("thornby")
    for typed in command_faults.SCRIPT:
        before, seen = path.read_bytes(), [terminal.says(*VIEW).out]
        rows = trials(typed)
        path.write_bytes(before)
        assert typed.on(terminal).code == 0
        after, right, whole = (
            path.read_bytes(),
            untold(path),
            command_faults.by_command(path)[typed.id],
        )
        seen.append(terminal.says(*VIEW).out)
        for trial in rows:
            path.write_bytes(before)
            result = trial()
            files = [file.read_bytes() for file in terminal.folder.glob("tracker.db*")]
            count = command_faults.by_command(path).get(typed.id, 0)

            killed += result is None
            had_recorded += count > 0
            assert count in {0, whole}
            assert terminal.says(*VIEW).out == seen[count > 0]
            assert result is None or (result.code == 0 and count == whole)
            if typed.id == "c4":
                held = [form in content for form in command_faults.forms() for content in files]
                assert any(held) is (count == 0)
            assert typed.on(terminal).code == 0
            assert untold(path) == right
            assert ledgers.first_bad(path) is None
            assert [file.name for file in terminal.folder.glob("tracker.db?*")] == []
        path.write_bytes(after)
    return killed, had_recorded


@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.soak)])
def test_a_command_killed_at_a_step_is_whole_or_not_at_all(terminal: Terminal, every: int) -> None:
    """Never a part of it; the erasure among them is recorded and gone, or neither."""

    def trials(typed: command_faults.IdentifiedCommand) -> list[Callable[[], CommandResult | None]]:
        steps = command_faults.steps_of(partial(typed.on, terminal))
        return [
            partial(command_faults.in_a_process, partial(dying, terminal, typed, at, late=late))
            for at in range(1 + len(typed.words), steps + 1, every)
            for late in (False, True)
        ]

    killed, had_recorded = script(terminal, trials)

    print(f"{killed} killed at a step, of which {had_recorded} had recorded")  # noqa: T201 - measured
    assert killed > had_recorded > 0


@pytest.mark.parametrize("times", [5, pytest.param(150, marks=pytest.mark.soak)])
def test_a_command_killed_at_a_random_moment_is_whole_or_not_at_all(
    terminal: Terminal, times: int
) -> None:
    """Whatever it was doing."""
    chance = random.Random(5)  # noqa: S311 - the same shares of the time in every run

    def trials(typed: command_faults.IdentifiedCommand) -> list[Callable[[], CommandResult | None]]:
        begun = perf_counter()
        typed.on(terminal)
        lasted = perf_counter() - begun
        return [
            partial(
                command_faults.in_a_process,
                partial(typed.on, terminal),
                0.001 + lasted * chance.random(),
            )
            for _ in range(times)
        ]

    killed, had_recorded = script(terminal, trials)

    print(f"{killed} killed at random, of which {had_recorded} had recorded")  # noqa: T201 - measured
    assert killed > times


@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.soak)])
def test_a_journal_thrown_away_after_a_crash_is_noticed(terminal: Terminal, every: int) -> None:
    """What it would have undone is found by verifying, where it left more than whole commands."""
    path, sound, answer = terminal.folder / "tracker.db", 0, 0
    terminal.report("thornby")
    for typed in command_faults.SCRIPT:
        before, known = path.read_bytes(), untold(path)
        steps = command_faults.steps_of(partial(typed.on, terminal))
        after, right = path.read_bytes(), untold(path)
        for at in range(1 + len(typed.words), steps + 1, every):
            path.write_bytes(before)
            command_faults.in_a_process(partial(dying, terminal, typed, at, late=True))
            (terminal.folder / "tracker.db-journal").unlink(missing_ok=True)

            good = is_good(path)
            sound, answer = sound + good, answer + (not good)
            assert not good or untold(path) in (known, right)
            assert "tracker itself failed" not in terminal.says("history").err
        path.write_bytes(after)
    print(f"{sound + answer} crashes without a journal: {sound} whole, {answer} found")  # noqa: T201 - measured
    assert sound > 0 < answer


def is_good(path: Path) -> bool:
    """Whether verifying finds nothing."""
    try:
        return verify(path).is_good
    except IntegrityError:
        return False


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.soak)])
def test_a_ledger_killed_at_its_beginning_is_whole_or_is_begun_again(
    bare: Terminal, every: int
) -> None:
    """What is left of one that never began says so; nobody takes it for a ledger."""
    path = bare.folder / "tracker.db"
    words = ("init", "--service", "Elmshire", "--chair", "A Chair", "--manager", "A Manager")
    steps = command_faults.steps_of(partial(bare.says, *words))
    seen = set[str]()
    for at in range(1, steps + 1, every):
        for file in bare.folder.glob("tracker.db*"):
            file.unlink()
        command_faults.in_a_process(partial(begun_dying, bare, words, at))

        result = bare.says(*words)
        if result.code != 0 and "with nothing recorded in it; remove it" in result.err:
            for file in bare.folder.glob("tracker.db*"):
                file.unlink()
            result = bare.says(*words)
        seen.add("begun" if result.code == 0 else result.err.removeprefix("tracker.db "))
        assert verify(path).entries == 6

    assert seen <= {"begun", "exists already; init only begins what is not there yet.\n"}


def begun_dying(terminal: Terminal, words: tuple[str, ...], at: int) -> CommandResult:
    """Begin a ledger in a process that is killed at a step."""
    with faulty_vfs.watched(command_faults.Deadly(at, late=True)):
        return terminal.says(*words)
