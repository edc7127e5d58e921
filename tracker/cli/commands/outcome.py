"""State what should improve, and how it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session
from tracker.domain.vocabulary import Direction

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("what")
@click.option("--measure", metavar="NAME", help="How it is counted.")
@click.option("--baseline", metavar="N", help="The baseline, as a decimal.")
@click.option("--target", metavar="N", help="The target, as a decimal.")
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
    """State what should improve, and how it is measured.

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
