"""What shows that it helped, and what belongs together."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session
from tracker.domain.errors import NotFoundError
from tracker.domain.vocabulary import Direction, Relation

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("what")
@click.option("--measure", metavar="NAME", help="How it is counted.")
@click.option("--baseline", metavar="N", help="Where it stood, as a decimal.")
@click.option("--target", metavar="N", help="Where it should be, as a decimal.")
@click.option("--at-least", "direction", flag_value="at least", help="More is better.")
@click.option("--at-most", "direction", flag_value="at most", help="Less is better.")
@click.option("--unit", "unit_of", metavar="U", help="What is counted: %, days, children.")
@changing
@pass_session
def outcome(
    session: Session,
    ref: str,
    what: str,
    *,
    measure: str | None,
    baseline: str | None,
    target: str | None,
    direction: str | None,
    unit_of: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """State what should be better, and how it is counted.

    \b
    Example:
        tracker outcome knowsley-2023/2 "Fewer children are excluded" \\
            --measure exclusions --baseline 31 --target 20 --at-most --unit "a term"
    """
    day = session.day(on)
    way = None if direction is None else Direction(direction)
    session.record(
        lambda tracker: tracker.outcome(
            ref,
            what,
            measure=measure,
            baseline=baseline,
            target=target,
            direction=way,
            unit_of=unit_of,
            on=day,
        ),
        dry_run=dry_run,
    )


@click.command()
@click.argument("ref")
@click.argument("value")
@click.option("--measure", "name", metavar="NAME", help="Which measure, where there are several.")
@changing
@pass_session
def measure(
    session: Session, ref: str, value: str, *, name: str | None, on: str | None, dry_run: bool
) -> None:
    """Give a reading of a measure.

    The value is kept exactly as typed; --on is the day it is a reading of.

    \b
    Example:
        tracker measure knowsley-2023/2 24 --on 2026-07-21
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.measure(ref, value, measure=name, on=day), dry_run=dry_run
    )


@click.command()
@click.argument("ref")
@click.argument("title")
@click.option("--of", required=True, metavar="DATE", help="The date it is of.")
@click.option("--link", metavar="URL", help="Where it is.")
@click.option("--file", "path", metavar="PATH", help="A file; its name and SHA-256 are kept.")
@changing
@pass_session
def evidence(
    session: Session,
    ref: str,
    title: str,
    *,
    of: str,
    link: str | None,
    path: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """File proof: where it is, and the date it is of.

    \b
    Example:
        tracker evidence knowsley-2023/2/1 "Minutes of the inclusion panel" \\
            --link https://example.org/minutes --of 2026-03-12
    """
    day, dated = session.day(on), session.day(of)
    digest = None if path is None else _digest(Path(path))
    session.record(
        lambda tracker: tracker.evidence(
            ref,
            title,
            of=dated,
            link=link,
            file=None if path is None else Path(path).name,
            sha256=digest,
            on=day,
        ),
        dry_run=dry_run,
    )


def _digest(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise NotFoundError(f"{path} is not an ordinary file, whose content stays as it is.")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read ({error.strerror}).") from None


@click.command()
@click.argument("ref")
@click.argument("to")
@click.option("--as", "relation", type=Choice(Relation), required=True, help="How they belong.")
@changing
@pass_session
def link(
    session: Session, ref: str, to: str, *, relation: Relation, on: str | None, dry_run: bool
) -> None:
    """Say what belongs together.

    An item is covered by another, recurs from or supersedes one of another inspection; an action
    serves a second item.

    \b
    Examples:
        tracker link knowsley-2023/1.1-a knowsley-2023/1 --as covered-by
        tracker link knowsley-2023/2/1 knowsley-2023/3 --as serves
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.link(ref, to, relation, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@click.argument("themes", metavar="THEME...", nargs=-1, required=True)
@changing
@pass_session
def theme(
    session: Session, ref: str, themes: tuple[str, ...], *, on: str | None, dry_run: bool
) -> None:
    """Put an item under themes.

    \b
    Example:
        tracker theme knowsley-2023/2 "school exclusions" education
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.theme(ref, themes, on=day), dry_run=dry_run)
