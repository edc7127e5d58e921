"""A terminal to type at: a folder with a demonstration ledger, and one instant for every command.

Nobody is remembered from elsewhere, and no clock is read. The ledger is of Elmshire; Dana Okafor
chairs its board, Sam Reed manages it, and it is Monday 3 July 2023.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import elmshire_facts
from elmshire_facts import FACTS, changed
from paths import SEEDS

from tracker.cli.main import run
from tracker.cli.session import STAGE, Stage
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    import pytest

KNOWSLEY = str(SEEDS / "knowsley-2023.toml")
LIVERPOOL = str(SEEDS / "liverpool-2013.toml")

RATED = changed('name = "Governance"\n', 'name = "Governance"\nrating = "Inadequate"\n')
"""Elmshire with a rating for each standard: 2 points of 6, where 2 of 3 are printed."""

FOUND = """\
elmshire-2023: An inspection in Elmshire
Elmshire Youth Justice Service, published May 2023, overall Good.
Found: 1 recommendation to 1 body, 1 area for improvement, 1 rating, 2/3, 2 key questions, \
1 case figure, 1 sample.
Warning: A first remark.
Warning: A second one.
"""

NOW = datetime(2023, 7, 3, 9, tzinfo=UTC)
WIDE = 1000
"""Characters of a line: nothing is wrapped."""

_HEAD = re.compile("[0-9a-f]{64}|(?<=head )[0-9a-f]{8}(?=…)")


@dataclass(frozen=True, slots=True)
class CommandResult:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> str:
        """What was printed under the line that says what it is true of."""
        return self.out.partition("\n\n")[2]

    @property
    def json(self) -> Any:
        """What was printed, as another program reads it."""
        return json.loads(self.out)


def printed(result: CommandResult) -> str:
    """Return what was printed, with HEAD where the hash of this very ledger stands."""
    assert (result.code, result.err) == (0, "")
    return _HEAD.sub("HEAD", result.out)


def lines(text: str) -> list[str]:
    """Return the lines of a table, with one space between columns."""
    return [re.sub(" +", " ", line).strip() for line in text.splitlines()]


class PressedKeys:
    """A terminal at which these keys are pressed; with none left somebody presses Ctrl-C."""

    def __init__(self, keys: str) -> None:
        """Take what is typed, line by line."""
        self._lines = iter(keys.splitlines(keepends=True))

    def isatty(self) -> bool:
        """Say that somebody sits here."""
        return True

    def readline(self, *_: int) -> str:
        """Return the next line typed."""
        for line in self._lines:
            return line
        raise KeyboardInterrupt


class Terminal:
    """Somebody at a terminal, or a script where no `keys` are pressed."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Sit down in a folder where nothing is remembered."""
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "remembered"))
        for name in ("TRACKER_LEDGER", "TRACKER_BY"):
            monkeypatch.delenv(name, raising=False)

    def with_ledger(self) -> Terminal:
        """Begin the ledger, with Elmshire, its chair and its manager."""
        with Ledger.create(self.folder / "tracker.db", clock=lambda: NOW) as record:
            elmshire_facts.begin(record)
        return self

    def says(self, *words: str, keys: str | None = None) -> CommandResult:
        """Return what a command answers."""
        token = STAGE.set(Stage(NOW, WIDE))
        try:
            with self._monkeypatch.context() as pressed:
                if keys is not None:
                    pressed.setattr(sys, "stdin", PressedKeys(keys))
                    pressed.setattr(sys.stderr, "isatty", lambda: True)
                code = run(list(words))
        finally:
            STAGE.reset(token)
        captured = self._capsys.readouterr()
        return CommandResult(code, captured.out, captured.err)

    def manager(self, *words: str, keys: str | None = None) -> CommandResult:
        """Return what a command answers the manager."""
        return self.says("--by", "Sam Reed", *words, keys=keys)

    def report(self, place: str) -> str:
        """Put the facts of a report about a place in the folder, and return the file's name."""
        facts = FACTS.replace("elmshire", place).replace("Elmshire", place.title())
        return self.file(f"{place}.toml", facts)

    def file(self, name: str, text: str) -> str:
        """Put a file in the folder, and return its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name
