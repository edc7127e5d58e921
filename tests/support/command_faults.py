"""Faults let loose on commands: a disk that fails at a step, and a process that is killed at one.

Each command is typed as a person types it; the steps are those its connections ask of the disk.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import faulty_vfs
import june_plan
from command_runner import CommandResult

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_runner import Terminal

    from tracker.domain.bitemporal import Entry

CHILD: Final = "Jamie Oakes of Wharf Road"

_CODES = {
    "open": faulty_vfs.CANTOPEN,
    "read": faulty_vfs.IOERR | 1 << 8,
    "write": faulty_vfs.IOERR | 3 << 8,
    "sync": faulty_vfs.IOERR | 4 << 8,
    "truncate": faulty_vfs.IOERR | 6 << 8,
    "delete": faulty_vfs.IOERR | 10 << 8,
}
FULL: Final = 13


@dataclass(frozen=True, slots=True)
class IdentifiedCommand:
    """A command as it is typed: by whom, its words, its id."""

    by: str
    words: tuple[str, ...]
    id: str

    def on(self, terminal: Terminal) -> CommandResult:
        """Type it at a terminal."""
        return terminal.says("--by", self.by, "--command-id", self.id, *self.words)


MANAGER, CHAIR = "Sam Reed", "Dana Okafor"
SCRIPT: Final = (
    IdentifiedCommand(MANAGER, ("log", june_plan.ACTION, f"Rang {CHILD}", "--percent", "60"), "c1"),
    IdentifiedCommand(CHAIR, ("agree", june_plan.ACTION), "c2"),
    IdentifiedCommand(MANAGER, ("erase", "17", "--reason", "names-a-child"), "c3"),
    IdentifiedCommand(CHAIR, ("erase", "17", "--confirm", "--yes"), "c4"),
    IdentifiedCommand(MANAGER, ("take-back", "14", "-m", "Of another item"), "c5"),
    IdentifiedCommand(MANAGER, ("correct", "13", "--percent", "45", "-m", "Read again"), "c6"),
    IdentifiedCommand(MANAGER, ("import", "thornby.toml", "--yes"), "c7"),
    IdentifiedCommand(MANAGER, ("undo", "-m", "Of another service"), "c8"),
    IdentifiedCommand(CHAIR, ("anchor", "--to", "The minutes"), "c9"),
)
"""Nine commands on the plan of June, each of another kind; #17 is the one that names a child."""


@dataclass
class Failing:
    """A disk that fails at the step counted `at` (from 1; 0 never), once or from then on.

    `late` fails after the step has happened, as when only its answer is lost; `full` says that
    there is no room, to a file that would grow.
    """

    at: int = 0
    once: bool = True
    late: bool = False
    full: bool = False
    count: int = 0

    def before(self, step: faulty_vfs.DiskStep) -> int:
        """Count a step, and let it fail if it is its turn."""
        self.count += 1
        return 0 if self.late else self._code(step)

    def after(self, step: faulty_vfs.DiskStep) -> int:
        """Let a step that happened fail if it is its turn."""
        return self._code(step) if self.late else 0

    def _code(self, step: faulty_vfs.DiskStep) -> int:
        due = self.count == self.at or (0 < self.at < self.count and not self.once)
        if not due or (self.full and not step.grows):
            return 0
        return FULL if self.full else _CODES[step.kind]


@dataclass
class Deadly:
    """A process that is killed at the step counted `at` (0 never), before it happens or after."""

    at: int = 0
    late: bool = False
    count: int = 0

    def before(self, _: faulty_vfs.DiskStep) -> int:
        """Count a step, and end there if it is its turn."""
        self.count += 1
        return self._end() if not self.late else 0

    def after(self, _: faulty_vfs.DiskStep) -> int:
        """End after the step if it is its turn."""
        return self._end() if self.late else 0

    def heard(self, event: str, _: object) -> None:
        """Count a step of the program itself towards a file, and end before it if it is due."""
        if event.startswith(_FILES):
            self.count += 1
            self._end()

    def _end(self) -> int:
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


_FILES = ("open", "os.", "tempfile.", "sqlite3.connect")


def dying(do: Callable[[], CommandResult], at: int) -> CommandResult | None:
    """Do something in a process killed before its step counted `at`, of SQLite's or its own."""

    def done() -> CommandResult:
        deadly = Deadly(at)
        sys.addaudithook(deadly.heard)  # which ends with the process
        with faulty_vfs.watched(deadly):
            result = do()
        return result if at else CommandResult(0, str(deadly.count), "")

    return in_a_process(done)


def all_steps_of(do: Callable[[], CommandResult]) -> int:
    """Return how many steps `dying` knows of something, which is done once in a process."""
    result = dying(do, 0)
    assert result is not None
    return int(result.out)


def forms(text: str = CHILD) -> list[bytes]:
    """Return what a text looks like in a file; in base64 at any of three places in a whole."""
    shifted = [b64encode(bytes(shift) + text.encode())[4:-4] for shift in range(3)]
    return [text.encode(), text.encode("utf-16-le"), *shifted]


def steps_of(do: Callable[[], object]) -> int:
    """Return how many steps something asks of the disk."""
    counting = Failing()
    with faulty_vfs.watched(counting):
        do()
    return counting.count


@dataclass(frozen=True, slots=True)
class Child:
    """A process that does something, and the pipe into which it says what it said."""

    number: int
    reads: int

    def ended(self) -> CommandResult | None:
        """Return what it said, once it has ended; null if it was killed."""
        with os.fdopen(self.reads, "rb") as pipe:
            out, _, err = pipe.read().decode().partition("\0")
        _, status = os.waitpid(self.number, 0)
        if os.WIFSIGNALED(status):
            return None
        return CommandResult(os.WEXITSTATUS(status), out, err)


def begun(do: Callable[[], CommandResult], killed_after: float = 0) -> Child:
    """Begin to do something in a process of its own.

    `killed_after` is how many seconds it may last; 0 lets it end. What it printed before it was
    killed is lost, as on a terminal that was closed.
    """
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        # A runner of tests may have a thread waiting for messages; the child needs none of it.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 70
        try:
            os.close(reads)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends a process there and then
            signal.setitimer(signal.ITIMER_REAL, killed_after)
            result = do()
            os.write(writes, f"{result.out}\0{result.err}".encode())
            code = result.code
        finally:
            os._exit(code)
    os.close(writes)
    return Child(child, reads)


def in_a_process(do: Callable[[], CommandResult], killed_after: float = 0) -> CommandResult | None:
    """Do something in a process of its own, and return what it said; null if it was killed."""
    return begun(do, killed_after).ended()


def recorded(path: Path) -> list[Entry]:
    """Return what is recorded in a ledger."""
    with Ledger.open(path) as record:
        return record.entries()


def by_command(path: Path) -> dict[str, int]:
    """Return how many entries each command recorded."""
    counts: dict[str, int] = {}
    for entry in recorded(path):
        counts[entry.command] = counts.get(entry.command, 0) + 1
    return counts
