"""Link items that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session
from tracker.domain.vocabulary import Relation

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("to")
@click.option(
    "--as", "relation", type=Choice(Relation), required=True, help="How they belong together."
)
@changing
@pass_session
def link(
    session: Session, ref: str, to: str, *, relation: Relation, on: str | None, dry_run: bool
) -> None:
    """Link items that belong together.

    An item is covered by another, recurs from or supersedes one of another inspection; an action
    serves a second item.

    \b
    Examples:
        tracker link knowsley-2023/1.1-a knowsley-2023/1 --as covered-by
        tracker link knowsley-2023/2/1 knowsley-2023/3 --as serves
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.link(ref, to, relation, on=day), dry_run=dry_run)
