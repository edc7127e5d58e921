"""A ledger that somebody else holds: waited for as long as was promised, and then said.

A command that waited in vain has recorded nothing, and is done by typing it again. How long a wait
is promised to be is shortened here; the soak waits as long as a person does.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import command_faults
import pytest
from ledger_holder import HOLDS, holding

from tracker.cli.commands import import_
from tracker.ledger import open_store, sqlite_file
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from command_runner import Terminal

    from tracker.application.import_files import ImportFile

WAIT = 800
"""Milliseconds that a command waits here."""

HELD = [(WAIT, seconds) for seconds in (0.01, 0.25, 2, 6)] + [
    pytest.param(sqlite_file.BUSY_MS, seconds, marks=pytest.mark.soak)
    for seconds in (0.1, 4, 12, 60)
]
"""How many milliseconds a command waits, and for how many seconds another holds the ledger."""

SLACK = 3.0
"""Seconds in which a command is done that waits for nobody, on a busy machine."""


def waiting(monkeypatch: pytest.MonkeyPatch, milliseconds: int) -> None:
    """Let every command wait for so long."""
    monkeypatch.setattr(Ledger, "open", partial(Ledger.open, busy_ms=milliseconds))
    monkeypatch.setattr(
        open_store, "open_store", partial(open_store.open_store, busy_ms=milliseconds)
    )
    monkeypatch.setattr(sqlite_file, "BUSY_MS", milliseconds)


@pytest.mark.parametrize("what", HOLDS)
@pytest.mark.parametrize(("wait", "seconds"), HELD)
def test_a_ledger_held_by_another_is_waited_for_and_no_longer(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, what: str, wait: int, seconds: float
) -> None:
    """Let go in time, it is recorded; if not, the answer comes in time, and is exit code 5."""
    waiting(monkeypatch, wait)
    path, typed = terminal.folder / "tracker.db", command_faults.SCRIPT[0]
    before = command_faults.recorded(path)

    with holding(path, what, seconds):
        begun = monotonic()
        result = typed.on(terminal)
        lasted = monotonic() - begun
    again = typed.on(terminal)

    print(f"{what} for {seconds:g} s: exit {result.code} after {lasted:.2f} s")  # noqa: T201 - measured
    assert lasted < wait / 1000 + SLACK
    assert result.code == (0 if seconds < wait / 1000 else 5)
    if result.code == 5:
        assert lasted > 0.9 * wait / 1000
        assert result.out == ""
        assert result.err == (
            f"The ledger {path} is in use by someone else; try again in a moment; "
            "nothing was recorded.\n"
        )
    assert again.code == 0
    after = command_faults.recorded(path)
    assert (after[:-1], after[-1].command) == (before, typed.id)
    assert verify(path).is_good


@pytest.mark.parametrize("what", HOLDS)
def test_no_command_records_while_another_holds_the_ledger(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Whichever it is: the file stays as it was to the byte, and typed again it is done once."""
    path = terminal.folder / "tracker.db"
    terminal.report("thornby")
    exported = command_faults.IdentifiedCommand(
        command_faults.MANAGER, ("export", "plan.zip"), "c10"
    )
    for typed in (*command_faults.SCRIPT, exported):
        before = path.read_bytes()
        with holding(path, what, 60), monkeypatch.context() as hurried:
            waiting(hurried, 20)
            result = typed.on(terminal)

        assert result.code == 5, (typed, result)
        assert "Recorded" not in result.out
        assert result.err.count("\n") == 1
        assert result.err.endswith("try again in a moment; nothing was recorded.\n")
        assert path.read_bytes() == before
        assert not (terminal.folder / "plan.zip").exists()
        assert typed.on(terminal).code == 0, typed
        count = command_faults.by_command(path)[typed.id]
        if typed is not exported:
            assert typed.on(terminal).code == 0
        assert command_faults.by_command(path)[typed.id] == count
    assert verify(path).is_good


@pytest.mark.parametrize("words", [("list",), ("history",), ("verify",), ("backup", "b.db")])
def test_who_asks_is_hindered_only_by_who_commits(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """While others read, or record, answers come at once; what is being written is waited for."""
    waiting(monkeypatch, 1_000)
    path = terminal.folder / "tracker.db"

    for what, code in (("reading", 0), ("recording", 0), ("committing", 5)):
        with holding(path, what, 60):
            begun = monotonic()
            assert terminal.says(*words).code == code, what
            assert monotonic() - begun < 2  # waited for once, and not once more
        (terminal.folder / "b.db").unlink(missing_ok=True)
        (terminal.folder / "b.db.head").unlink(missing_ok=True)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_second_report_that_is_not_recorded_does_not_deny_the_first(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    """Each is a transaction of its own; the answer says which was recorded, and which was not."""
    waiting(monkeypatch, 20)
    path, record, seen = terminal.folder / "tracker.db", import_._record, list[str]()
    files = [terminal.report(place) for place in ("thornby", "oakshire", "elmford")]
    words = ("--command-id", "c1", "import", *files, "--yes")
    known = len(command_faults.recorded(path))

    def recorded(one: ImportFile, *args: Any, **kwargs: Any) -> None:
        if seen and stopped:
            raise KeyboardInterrupt
        with holding(path, "recording", 60) if seen else nullcontext():
            seen.append(one.name)
            record(one, *args, **kwargs)

    with monkeypatch.context() as held:
        held.setattr(import_, "_record", recorded)
        result = terminal.manager(*words)
    first = len(command_faults.recorded(path)) - known
    again = terminal.manager(*words)

    busy = f"The ledger {path} is in use by someone else; try again in a moment"
    assert result.code == (1 if stopped else 5)
    assert result.err.strip() == (
        f"{'Stopped' if stopped else busy}; "
        "thornby-2023 was recorded before, oakshire-2023 and elmford-2023 were not."
    )
    assert again.code == 0
    assert len(command_faults.recorded(path)) - known == 3 * first > 0
