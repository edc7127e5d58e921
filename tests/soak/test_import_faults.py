"""A long report whose import is cut short: all of it is recorded, or nothing.

It is killed at every row, refused by the database at every row, and wrong in its file at every
item. The same file again records what is missing, and once it is there nothing.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any

import command_faults
import ledgers
import pytest
from long_report import report

from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from command_runner import CommandResult, Terminal


LONG = [(24, 3), pytest.param(200, 1, marks=pytest.mark.soak)]
"""How many items the report has, and at every which one something happens."""


def imported(terminal: Terminal) -> CommandResult:
    """Import the report."""
    return terminal.manager("--command-id", "i1", "import", "thornby.toml", "--yes")


def rows(path: Path) -> int:
    """Return how many entries the import recorded."""
    return command_faults.by_command(path).get("i1", 0)


def dying(terminal: Terminal, at: int) -> CommandResult:
    """Import in a process that is killed when it records its row numbered `at`."""
    connect, count = sqlite3.connect, 0

    def traced(statement: str) -> None:
        nonlocal count
        count += statement.startswith("INSERT INTO stored_events")
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **kwargs)
        connection.set_trace_callback(traced)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connected)
        return imported(terminal)


@pytest.mark.parametrize(("items", "every"), LONG)
def test_an_import_killed_at_a_row_records_nothing(
    terminal: Terminal, items: int, every: int
) -> None:
    """However far it had come; the same file again records it whole, and once more nothing."""
    path = terminal.folder / "tracker.db"
    terminal.file("thornby.toml", report(items))
    before, whole = path.read_bytes(), items + 2  # the report itself, and the name of its service

    killed = 0
    for at in range(1, whole + 1, every):
        path.write_bytes(before)
        killed += command_faults.in_a_process(partial(dying, terminal, at)) is None
        assert rows(path) == 0

        again, once_more = imported(terminal), terminal.manager("import", "thornby.toml", "--yes")
        assert (again.code, rows(path)) == (0, whole)
        assert once_more.code == 0
        assert "already recorded as thornby-2023" in once_more.out
        assert len(command_faults.recorded(path)) == 16 + whole
        assert ledgers.first_bad(path) is None

    print(f"{killed} imports of {whole} rows killed, none recorded")  # noqa: T201 - measured
    assert killed == len(range(1, whole + 1, every))
    assert verify(path).is_good


@pytest.mark.parametrize(("items", "every"), LONG)
def test_an_import_refused_at_a_row_records_nothing(
    terminal: Terminal, items: int, every: int
) -> None:
    """What the database does not take at one row undoes the rows before it."""
    path = terminal.folder / "tracker.db"
    terminal.file("thornby.toml", report(items))
    whole = items + 2

    for at in range(1, whole + 1, every):
        refusing = f"WHEN NEW.position = {16 + at} BEGIN SELECT RAISE(ABORT, 'no'); END"
        ledgers.ask(path, f"CREATE TRIGGER refused BEFORE INSERT ON stored_events {refusing}")
        before = path.read_bytes()

        result = imported(terminal)

        assert result.code == 4
        assert result.err.count("\n") == 1
        assert result.err.endswith("nothing was recorded.\n")
        assert path.read_bytes() == before
        ledgers.ask(path, "DROP TRIGGER refused")
    assert (imported(terminal).code, rows(path)) == (0, whole)
    assert verify(path).is_good


@pytest.mark.parametrize(("items", "every"), LONG)
def test_an_import_with_a_bad_item_records_nothing(
    terminal: Terminal, items: int, every: int
) -> None:
    """Wherever in the file it stands, its line is named."""
    path = terminal.folder / "tracker.db"
    before = path.read_bytes()

    for bad in range(1, items + 1, every):
        text = report(items, bad)
        terminal.file("thornby.toml", text)
        line = 1 + text[: text.index('"suggestion"')].count("\n")

        result = imported(terminal)

        assert result.code != 0
        assert "Recorded" not in result.out
        assert f"line {line}" in result.err, result
        assert path.read_bytes() == before
    terminal.file("thornby.toml", report(items))
    assert (imported(terminal).code, rows(path)) == (0, items + 2)
