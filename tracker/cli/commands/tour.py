"""Show in a minute what the program does, with two real reports."""

from __future__ import annotations

import os
import shlex
import tomllib
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.session import STAGE, Session, Stage
from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "tour.db"
"""The name of the demonstration ledger, unless another is given."""


READING = frozenset({"list", "changes", "show", "history", "late", "decisions"})
"""The commands that a second tour shows again."""


WIDTH = 100
"""Characters of a line, on any terminal: the tour prints the same everywhere."""


def seeds() -> Path:
    """Return the folder of the seeds: in the wheel, or beside the package in a checkout."""
    packed = Path(str(files("tracker"))) / "_seeds"
    return packed if packed.exists() else Path(__file__).parents[3] / "seeds"


@click.command()
@click.argument("path", required=False, default=FILE, type=click.Path(dir_okay=False))
def tour(path: str) -> None:
    """Show in a minute what the program does, with two real reports.

    Plays an illustrative story in a demonstration ledger (tour.db), which is kept to be explored.
    If it is there already, nothing is played again and only the views are shown.

    \b
    Example:
        tracker tour
    """
    story = tomllib.loads((seeds() / "story.toml").read_text(encoding="utf-8"))
    ledger = Path(path)
    fresh = not os.path.lexists(ledger)
    if fresh:
        _begin(ledger, story["begin"])
    elif not _is_demonstration(ledger):
        raise RefusedError(f"{path} is a real ledger; the tour plays only in one of its own.")
    try:
        click.echo(f"{story['title']}. The reports are real, the plan is invented.\n")
        for step in _steps(story["steps"], fresh=fresh):
            _play(step, ledger)
    except BaseException:
        if fresh:  # half a story is not kept: the next tour plays it whole
            ledger.unlink(missing_ok=True)
        raise
    click.echo(
        f"The ledger is kept: explore it with  tracker --ledger {shlex.quote(path)} list\n"
        "Start your own with                 tracker init"
    )


def _steps(steps: list[Mapping[str, Any]], *, fresh: bool) -> Iterator[Mapping[str, Any]]:
    for step in steps:
        if fresh or _words(step, Path())[0] in READING:
            yield step


def _begin(ledger: Path, begin: Mapping[str, str]) -> None:
    from tracker.application.tracker import Tracker
    from tracker.ledger.ledger import Ledger

    instant = datetime.fromisoformat(begin["at"])
    with Ledger.create(ledger, clock=lambda: instant) as record:
        Tracker.begin(
            record,
            service=begin["service"],
            chair=begin["chair"],
            manager=begin["manager"],
            demonstration=True,
        )


def _is_demonstration(ledger: Path) -> bool:
    session = Session(ledger=str(ledger))
    try:
        return session.reader().is_demonstration()
    finally:
        session.close()


def _words(step: Mapping[str, Any], folder: Path) -> list[str]:
    return shlex.split(str(step["run"]).format(seeds=shlex.quote(str(folder))))[1:]


def _play(step: Mapping[str, Any], ledger: Path) -> None:
    """Run one step at its instant; a quiet step prints only if it fails."""
    from tracker.cli.main import run_words

    if "say" in step:
        click.secho(step["say"], bold=True)
    instant = datetime.fromisoformat(step["at"])
    quiet = bool(step.get("quiet"))
    if not quiet:
        click.echo("$ " + str(step["run"]).format(seeds="seeds"))
    token = STAGE.set(Stage(instant, WIDTH, quiet=quiet))
    try:
        run_words(["--ledger", str(ledger), *_words(step, seeds())])
    finally:
        STAGE.reset(token)
    if not quiet:
        click.echo("")
