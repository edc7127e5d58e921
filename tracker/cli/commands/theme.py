"""Give an item themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("themes", metavar="THEME...", nargs=-1, required=True)
@changing
@pass_session
def theme(
    session: Session, ref: str, themes: tuple[str, ...], *, on: str | None, dry_run: bool
) -> None:
    """Give an item themes.

    \b
    Example:
        tracker theme knowsley-2023/2 "school exclusions" education
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.theme(ref, themes, on=day), dry_run=dry_run)
