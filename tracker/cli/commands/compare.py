"""Find the last entry that two copies of a ledger share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from tracker.application.open_ledger import parse_location
from tracker.presentation.cells import full_head
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.ledger.comparison import Comparison
    from tracker.ledger.envelope import Head
    from tracker.queries.json_types.copies import ComparisonShape, CopyHeadShape


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(first: str, second: str, *, as_json: bool) -> None:
    """Find the last entry that two copies of a ledger share.

    It ends with 0 where they are the same or one merely goes on, and with 1 where they diverged.

    \b
    Example:
        tracker compare tracker.db /media/safe/tracker-2026-03-31.db
    """
    from tracker.ledger import comparison as copies
    from tracker.ledger.ledger import Ledger

    with Ledger.open(parse_location(first)) as one, Ledger.open(parse_location(second)) as other:
        comparison = copies.compare(one, other)
    if as_json:
        click.echo(json.dumps(_answer(comparison, first, second), indent=2))
    else:
        for line in _compared(comparison, first, second):
            click.echo(one_line(line))
    if comparison.verdict is copies.CopyVerdict.DIVERGED:
        raise click.exceptions.Exit(1)


def _compared(comparison: Comparison, first: str, second: str) -> list[str]:
    common = comparison.common.position
    lines = [
        f"The same up to {full_head(comparison.common)}." if common else "They share no entry."
    ]
    for path, at in ((first, comparison.first), (second, comparison.second)):
        on = f"goes on to #{at.position}" if at.position > common else "ends there"
        lines.append(f"{path} {on}.")
    if comparison.first.position > common < comparison.second.position:
        lines.append("They diverged: neither holds all that was recorded.")
    return lines


def _answer(comparison: Comparison, first: str, second: str) -> ComparisonShape:
    return {
        "ledger": comparison.common.ledger,
        "verdict": comparison.verdict.value,
        "common": _shape(comparison.common),
        "first": {"path": first, **_shape(comparison.first)},
        "second": {"path": second, **_shape(comparison.second)},
    }


def _shape(head: Head) -> CopyHeadShape:
    from tracker.ledger.timestamps import format_instant

    at = None if head.recorded_at is None else format_instant(head.recorded_at)
    return {"position": head.position, "head": head.hash, "recorded_at": at}
