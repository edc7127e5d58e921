"""Clients that record in a ledger on a server, and what each was told, by its own clock.

Run as a program it is one client: it says a line for each answer, and types a command that was not
recorded again, with the same id, as a person would.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

import ledgers
from paths import ROOT, SUPPORT, python_path

from tracker.domain.errors import TrackerError
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address
from tracker.ledger.sqlite_errors import command_used

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server_forger import Hand

PARTS: Final = 2
"""Entries of a save."""

TRIES: Final = 60
"""How often a command is typed again."""

RECORDED, BUSY, UNKNOWN = 0, 5, 6
"""How a command may end while a server, a network or a client fails."""


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """How a command ended and after how many seconds; `again`: it had been recorded before."""

    command: str
    code: int
    seconds: float
    sentence: str = ""
    again: bool = False


def save(address: Address, command: str, actor: str = "p1", *, looking: bool = True) -> SaveOutcome:
    """Open a ledger, record two notes and close it, as a command does.

    A command looks first whether it was recorded; what does not is all of its save in one message.
    """
    begun, again = monotonic(), False
    new = [ledgers.note(f"{command} says {n}") for n in range(PARTS)]
    try:
        with closing(Ledger.open(address)) as record, record.unit():
            again = looking and bool(record.command(command))
            if not again:
                record.append(new, actor=actor, command_id=command)
    except TrackerError as error:
        if str(error) == str(command_used(command)):
            return SaveOutcome(command, RECORDED, monotonic() - begun, again=True)
        return SaveOutcome(command, error.exit_code, monotonic() - begun, str(error))
    return SaveOutcome(command, RECORDED, monotonic() - begun, again=again)


def client(address: Address, actor: str, name: str, times: int) -> subprocess.Popen[str]:
    """Start a client of its own process that records so many saves."""
    return subprocess.Popen(
        [sys.executable, __file__, str(address), actor, name, str(times)],
        env={
            **os.environ,
            "PYTHONPATH": python_path(ROOT, SUPPORT),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def heard(lines: Iterable[str]) -> list[SaveOutcome]:
    """Return what a client was told; a line that it was killed over is lost."""
    return [SaveOutcome(**json.loads(line)) for line in lines if line.endswith("}\n")]


def ended(process: subprocess.Popen[str]) -> list[SaveOutcome]:
    """Return what a client was told until it ended."""
    out, err = process.communicate()
    assert err == ""
    return heard(out.splitlines(keepends=True))


def saves(owner: Hand) -> dict[str, int]:
    """Return how many entries each command recorded."""
    rows = owner.ask("SELECT command_id, last FROM saves ORDER BY last")
    ends = [0, *(last for _, last in rows)]
    return {command: last - before for (command, last), before in zip(rows, ends, strict=False)}


def lied(answer: Iterable[SaveOutcome]) -> list[SaveOutcome]:
    """Return the answers that were wrong: nothing recorded, it said, and there it was."""
    nothing: set[str] = set()
    wrong = []
    for outcome in answer:
        if outcome.again and outcome.command in nothing:
            wrong.append(outcome)
        if outcome.code not in (RECORDED, UNKNOWN):
            nothing.add(outcome.command)
        else:
            nothing.discard(outcome.command)
    return wrong


def _main(typed: str, actor: str, name: str, times: str) -> None:
    for n in range(int(times)):
        for _ in range(TRIES):
            outcome = save(Address(typed), f"{name}-{n}", actor, looking=n % 2 == 0)
            _say(asdict(outcome))
            if outcome.code == RECORDED:
                break
            sleep(0.1)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main(*sys.argv[1:])
