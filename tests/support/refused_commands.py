"""Refusals: one sentence, the published exit code, and every file as it was, to the byte.

The ledger has two reports, of Elmshire and Elmford, an agreed item with an action, and two people
called Sam. It is Monday 3 July 2023.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import elmshire_facts
from command_runner import NOW, CommandResult, Terminal
from elmshire_facts import FACTS

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.vocabulary import Direction, PartyKind, Response
from tracker.intake.facts_file import read_facts
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    import pytest

    from tracker.domain.bitemporal import Entry

REF = "elmshire-2023/1"
ITSELF = "from tracker.__main__ import main; main()"
"""The program, as an installed `tracker` starts it."""


CHANGES: dict[str, tuple[str, ...]] = {
    "respond": ("respond", "{}", "agreed"),
    "agree": ("agree", "{}"),
    "refuse": ("refuse", "{}", "-m", "Why"),
    "propose": ("propose", "{}", "superseded", "-m", "Why"),
    "claim": ("claim", "{}", "good", "-m", "Why"),
    "judge": ("judge", "{}", "good", "-m", "Why"),
    "assign": ("assign", "{}", "What", "--owner", "Sam Reed", "--due", "2023-09-29"),
    "log": ("log", "{}", "A note"),
    "complete": ("complete", "{}"),
    "withdraw": ("withdraw", "{}", "-m", "Why"),
    "reopen": ("reopen", "{}", "-m", "Why"),
    "reown": ("reown", "{}", "--owner", "Sam Reed"),
    "redate": ("redate", "{}", "--to", "2023-10-31", "-m", "Why"),
    "outcome": ("outcome", "{}", "Better"),
    "measure": ("measure", "{}", "5"),
    "evidence": ("evidence", "{}", "Title", "--of", "today", "--link", "file 12"),
    "link": ("link", "{}", REF, "--as", "covered-by"),
    "theme": ("theme", "{}", "education"),
}
"""A command of each verb that changes an item, with a place for the reference."""

NONE_SUCH = [
    ("elmshire-2023/99", "elmshire-2023 has no item 99; it has 1"),
    ("elmshire-2023/" + "9" * 5000, "elmshire-2023 has no item 999"),
    ("elmshire-2023/1/7", "elmshire-2023/1 has no action 7; it has 1."),
    ("oakshire-2023/1", "No inspection here begins with 'oakshire-2023'; it has elmford-2023"),
]
"""References of nothing here, and what is said of them."""

ODD = [
    *("", " ", "1", "/1", "elms/", "elms//1", "../x", "elms/1/", "elms/1/0", "elms/1/-1"),
    *("elms/1/1/1", "elms/1/1000000", "elmshire-2023/\uff11", "elmshire-2023/1\u0301", "*"),
    *("#5", "%/1", "elms%/1", "elms_/1", "elms/1'; DROP TABLE texts", "elms/1\n2", "\x1b[31m/1"),
]
"""What is no reference at all."""


@cache
def begun(*, demonstration: bool) -> bytes:
    """Return the file of the ledger; instants are played only in a demonstration."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        with Ledger.create(path, clock=lambda: NOW) as record:
            elmshire_facts.begin(record, demonstration=demonstration)
            manager = Tracker(record, CommandActor(by="Sam Reed"))
            for place in ("Elmshire", "Elmford"):
                facts = FACTS.replace("Elmshire", place).replace("elmshire", place.lower())
                manager.import_report(read_facts(facts, "facts.toml"))
            manager.add_party("Sam Weller", PartyKind.PERSON)
            manager.respond([REF], Response.AGREED)
            manager.assign(REF, "Review the board", owner="Sam Weller", due=date(2023, 9, 29))
            manager.outcome(
                REF,
                "Papers in time",
                measure="days",
                target="5",
                direction=Direction.AT_LEAST,
            )
        return path.read_bytes()


class PublicCounter(Terminal):
    """A terminal with this ledger, at which bad input is handed in."""

    def opened(self) -> PublicCounter:
        """Put the ledger in the folder."""
        (self.folder / "tracker.db").write_bytes(begun(demonstration=True))
        return self

    def refuses(self, *words: str, code: int, says: str, keys: str | None = None) -> None:
        """Demand that a command is refused: the code, the sentence, and nothing changed."""
        before = files(self.folder)

        result = self.says(*words, keys=keys)

        assert_one_sentence(result, code, says)
        assert files(self.folder) == before

    def entries(self) -> list[Entry]:
        """Return everything recorded."""
        return entries(self.folder)


def assert_one_sentence(result: CommandResult, code: int, says: str) -> None:
    """Demand nothing on standard output, and one line on standard error that says this.

    It ends with a full stop, or with the command to type next.
    """
    assert (result.code, result.out) == (code, ""), result
    assert says in result.err
    assert "itself failed" not in result.err
    assert re.search(r"([.?]|: tracker .+)\n$", result.err)
    assert result.err.count("\n") == 1


def files(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder: each file with its bytes, whatever else without."""
    return {
        path.name: path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in folder.iterdir()
    }


def entries(folder: Path) -> list[Entry]:
    """Return everything recorded in the ledger of a folder."""
    with Ledger.open(folder / "tracker.db") as record:
        return record.entries()


def counter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> PublicCounter:
    """Return a terminal with the ledger."""
    return PublicCounter(folder, monkeypatch, capsys).opened()


def typed(folder: Path, *words: str | bytes, given: str = "", **variables: str) -> CommandResult:
    """Return what the program itself answers in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", ITSELF, *words],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        input=given.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = (content.decode(errors="replace") for content in (done.stdout, done.stderr))
    return CommandResult(done.returncode, out, err)
