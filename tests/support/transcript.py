"""Every command of `transcript_story.txt`, with what it prints and how it ends, as one text.

Two versions of the program that mean the same print the same, so a change that should change no
word is shown to change none: print the text before and after it, and compare.

    .venv/bin/python tests/support/transcript.py > before.txt
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click
import elmshire_facts

from tracker.cli.commands.tour import seeds
from tracker.cli.main import cli, run
from tracker.cli.session import STAGE, Stage
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY: Final = Path(__file__).with_name("transcript_story.txt")
WIDTH: Final = 100

_VARYING: Final = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{8}…"), "HASH…"),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "ID"),
    (re.compile(r'(?<="command": ")[^"]*|(?<=,)[0-9a-f]{32}\b'), "COMMAND"),
    (re.compile(r"\b[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ 20(?:2[6-9]|[3-9]\d)\b"), "TODAY"),
)
"""What differs from run to run: salts, hashes and ids, and today, where a ledger is begun."""


@dataclass(frozen=True, slots=True)
class StoryCommand:
    """A command, when it is typed and by whom."""

    words: list[str]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PlayedAnswer:
    """How a command ended, and what it printed."""

    command: str
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        """Return it as a person sees it; lines on standard error are marked."""
        lines = [f"$ {self.command}", *self.out.splitlines()]
        lines += [f"! {line}" for line in self.err.splitlines()]
        return "\n".join([*lines, f"exit {self.code}"] if self.code else lines) + "\n"


def story(folder: Path) -> Iterator[StoryCommand]:
    """Yield the commands of the story; write its files into a folder on the way."""
    lines = iter(STORY.read_text("utf-8").splitlines())
    at, by = datetime.min.replace(tzinfo=UTC), ""
    for line in lines:
        mark, _, rest = line.partition(" ")
        if mark == ">":
            text = "".join(f"{sentence}\n" for sentence in iter(lines.__next__, "."))
            (folder / rest).write_text(text, encoding="utf-8")
        elif mark == "@":
            at = datetime.fromisoformat(rest)
        elif mark == "by":
            by = rest
        elif mark == "tracker":
            yield StoryCommand(shlex.split(rest), at, by)


def helped() -> Iterator[list[str]]:
    """Yield the words that ask every command and subcommand for its help."""
    context = click.Context(cli)
    yield ["--help"]
    for name in cli.list_commands(context):
        yield [name, "--help"]
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                yield [name, inner, "--help"]


def typed(words: list[str], at: datetime) -> PlayedAnswer:
    """Return what a command answers at an instant."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    token = STAGE.set(Stage(at, WIDTH))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(words)
    finally:
        STAGE.reset(token)
    return PlayedAnswer(shlex.join(["tracker", *words]), code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    """Return what was printed, with FOLDER and SEEDS for the folders of the run."""
    stream.flush()
    stream.seek(0)
    return stream.read().replace(str(Path.cwd()), "FOLDER").replace(str(seeds()), "SEEDS")


def played() -> list[PlayedAnswer]:
    """Return the answer to every command of the story, in order, then every help text."""
    home = Path.cwd()
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        os.chdir(folder)
        try:
            return list(_answers(folder))
        finally:
            os.chdir(home)


def _answers(folder: Path) -> Iterator[PlayedAnswer]:
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    at = None
    for command in story(folder):
        if at is None:
            _begin(folder, command.at)
        at = command.at
        words = command.words
        if "--by" not in words[:2] and command.by and "--ledger" not in words[:2]:
            words = ["--by", command.by, *words]
        yield typed(words, at)
    assert at is not None
    yield from (typed(words, at) for words in helped())


def _begin(folder: Path, instant: datetime) -> None:
    with closing(Ledger.create(folder / "tracker.db", clock=lambda: instant)) as record:
        elmshire_facts.begin(record)


def lasting(text: str) -> str:
    """Return a text without what differs from run to run."""
    for pattern, name in _VARYING:
        text = pattern.sub(name, text)
    return text


def main() -> None:
    """Print the transcript."""
    sys.stdout.write(lasting("\n".join(map(str, played()))))


if __name__ == "__main__":
    main()
