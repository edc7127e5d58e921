"""What a reader can check the record by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import View, in_london, reading
from tracker.cli.render import Sheet
from tracker.register.lines import moment_shape

if TYPE_CHECKING:
    from tracker.register.shapes import HeadShape


@click.command()
@reading
def head(view: View) -> None:
    """Print the head of the record, for the minutes.

    The head stands for everything recorded up to it: whoever has written it down can tell later
    whether the history was changed. Write it down whole.

    \b
    Examples:
        tracker head
        tracker head --known-at 2026-03-31
    """
    plan = view.plan()
    whole = plan.head.hash
    grouped = " ".join(whole[n : n + 8] for n in range(0, len(whole), 8))
    at = plan.head.recorded_at
    row = (
        plan.head.ledger,
        str(plan.head.position),
        grouped,
        "nothing recorded yet" if at is None else in_london(at),
    )
    answer: HeadShape = {**moment_shape(plan), "ledger": plan.head.ledger}
    view.show(plan, [Sheet(("ledger", "entries", "head", "recorded"), [row])], answer=answer)
