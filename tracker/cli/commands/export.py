"""Write a bundle that an inspector can check without this program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import __version__
from tracker.cli.options import pass_session, rehearsed

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("path", metavar="BUNDLE.zip")
@click.option(
    "--inspection", metavar="ID", help="Export one inspection, and only headers of the rest."
)
@rehearsed
@pass_session
def export(session: Session, path: str, *, inspection: str | None, dry_run: bool) -> None:
    """Write a bundle that an inspector can check without this program.

    It holds every entry and text up to now, the plan, FORMAT.md, which describes all of it, and
    check.py, which checks it with nothing but Python. That it was made is recorded, so that an
    erasure can say where copies may lie; texts hidden or erased by now are not in it.

    \b
    Examples:
        tracker export knowsley.zip
        tracker export knowsley-2023.zip --inspection knowsley-2023
    """
    session.record(
        lambda tracker: tracker.export(Path(path), program=__version__, inspection=inspection),
        dry_run=dry_run,
    )
