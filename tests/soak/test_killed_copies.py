"""Copies that are killed on their way: whole under their name, or not there.

They are backups, restored ledgers and bundles. The ledger is as good as before, and the same typed
again works.

`kill -9` comes at every step that the program or SQLite asks of the disk, and at random moments.
"""

from __future__ import annotations

import hashlib
import random
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import command_faults
import pytest

from tracker.domain.events import ExportMade
from tracker.ledger import check
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from command_runner import CommandResult, Terminal

    from tracker.ledger.verify import VerifyResult

    Trials: TypeAlias = Callable[[Terminal, tuple[str, ...], int], Iterator[CommandResult | None]]

COPIES = [("backup", "new.db"), ("restore", "old.db", "--to", "new.db")]
EXPORT = ("--by", command_faults.MANAGER, "--command-id", "e1", "export", "new.zip")


@pytest.fixture
def used(terminal: Terminal) -> Terminal:
    """Return a terminal with a backup, and a ledger in which a text was erased since."""
    assert terminal.says("backup", "old.db").code == 0
    for typed in command_faults.SCRIPT[:4]:
        assert typed.on(terminal).code == 0
    return terminal


def at_steps(
    terminal: Terminal, words: tuple[str, ...], every: int
) -> Iterator[CommandResult | None]:
    """Type words, killed at every so-many-th step; the folder is put back before each."""
    there = contents(terminal)
    terminal.says(*words)  # so that every module is loaded, and loading one is no step
    put_back(terminal, there)
    steps = command_faults.all_steps_of(partial(terminal.says, *words))
    for at in range(1, steps + 1, every):
        put_back(terminal, there)
        yield command_faults.dying(partial(terminal.says, *words), at)
    put_back(terminal, there)


def at_random(
    terminal: Terminal, words: tuple[str, ...], times: int
) -> Iterator[CommandResult | None]:
    """Type words, killed at random moments; the folder is put back before each."""
    chance = random.Random(6)  # noqa: S311 - the same shares of the time in every run
    there = contents(terminal)
    terminal.says(*words)  # so that every module is loaded
    put_back(terminal, there)
    begun = perf_counter()
    terminal.says(*words)
    lasted = perf_counter() - begun
    for _ in range(times):
        put_back(terminal, there)
        moment = 0.001 + 1.2 * lasted * chance.random()
        yield command_faults.in_a_process(partial(terminal.says, *words), moment)
    put_back(terminal, there)


def contents(terminal: Terminal) -> dict[str, bytes]:
    """Return every file in the folder."""
    return {file.name: file.read_bytes() for file in terminal.folder.iterdir() if file.is_file()}


def put_back(terminal: Terminal, there: dict[str, bytes]) -> None:
    """Let the files in the folder be these."""
    for name in contents(terminal).keys() - there.keys():
        (terminal.folder / name).unlink()
    for name, content in there.items():
        (terminal.folder / name).write_bytes(content)


def named(terminal: Terminal, there: dict[str, bytes]) -> set[str]:
    """Return what has come in the folder, but for what says in its name that it is a part."""
    return {n for n in contents(terminal).keys() - there.keys() if not n.startswith(".tracker-")}


def check_copy(
    terminal: Terminal, words: tuple[str, ...], there: dict[str, bytes], right: VerifyResult
) -> bool:
    """Demand that a copy is proven or not there, and can be made; return whether it is there."""
    new = terminal.folder / "new.db"
    names = named(terminal, there)
    assert names <= {"new.db", "new.db.head"}
    assert "new.db" not in names or verify(new) == right
    assert {name: contents(terminal)[name] for name in there} == there

    again = terminal.says(*words)
    if again.code != 0:
        assert names & {"new.db", "new.db.head"}
        assert "exists already; it was left as it is." in again.err
        for name in names:
            (terminal.folder / name).unlink()
        assert terminal.says(*words).code == 0
    assert verify(new) == right
    return "new.db" in names


KILLED = pytest.mark.parametrize(
    ("trials", "number"),
    [
        (at_steps, 12),
        (at_random, 5),
        pytest.param(at_steps, 1, marks=pytest.mark.soak),
        pytest.param(at_random, 150, marks=pytest.mark.soak),
    ],
)
"""How they are killed, and at every which step or how often."""


@pytest.mark.parametrize("words", COPIES)
@KILLED
def test_a_copy_killed_on_its_way_is_proven_or_not_there(
    used: Terminal, words: tuple[str, ...], trials: Trials, number: int
) -> None:
    """Nothing stands under the name of a copy that is not one; the ledger is as it was."""
    there = contents(used)
    assert used.says(*words).code == 0
    right = verify(used.folder / "new.db")
    put_back(used, there)

    killed, whole = 0, 0
    for trial in trials(used, words, number):
        killed += trial is None
        whole += check_copy(used, words, there, right)

    print(f"{words[0]}: {killed} killed, of which {whole} had made it")  # noqa: T201 - measured
    assert killed > 0


@KILLED
def test_a_bundle_killed_on_its_way_is_whole_and_recorded_or_not_there(
    used: Terminal, trials: Trials, number: int
) -> None:
    """None is there that the record does not know of; and exported again it is there."""
    path, new = used.folder / "tracker.db", used.folder / "new.zip"
    there, known = contents(used), command_faults.recorded(path)

    killed, had_recorded, had_made = 0, 0, 0
    for trial in trials(used, EXPORT, number):
        killed += trial is None
        is_same, entries = new.exists(), command_faults.recorded(path)
        assert named(used, there) <= {"new.zip", "tracker.db-journal"}
        assert entries[: len(known)] == known
        recorded = entries[len(known) :]
        assert [entry.command for entry in recorded] in ([], ["e1"])
        assert trial is None or (trial.code == 0 and is_same)
        if is_same:
            check_bundle(used, recorded[0].event)
        had_recorded, had_made = had_recorded + len(recorded), had_made + is_same

        again = used.says(*EXPORT)
        if recorded:
            assert again.code == 1
            assert ("exists already" if is_same else "export again without its id") in again.err
            again = used.manager("export", "again.zip" if is_same else "new.zip")
        assert again.code == 0, again
        check_bundle(
            used, command_faults.recorded(path)[len(known)].event if is_same else last(used)
        )
        assert verify(path).is_good
        assert named(used, there) <= {"new.zip", "again.zip"}

    print(f"export: {killed} killed, {had_recorded} recorded, {had_made} made")  # noqa: T201 - measured
    assert killed > 0


def last(terminal: Terminal) -> object:
    """Return the last event recorded."""
    return command_faults.recorded(terminal.folder / "tracker.db")[-1].event


def check_bundle(terminal: Terminal, event: object) -> None:
    """Demand that the bundle is whole, and the one that was recorded."""
    new = terminal.folder / "new.zip"
    assert isinstance(event, ExportMade)
    assert event.sha256 == hashlib.sha256(new.read_bytes()).hexdigest()
    assert check.Bundle(str(new)).manifest["position"] == event.position
