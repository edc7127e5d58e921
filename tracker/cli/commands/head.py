"""Print the head of the record, for the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.cli.session import home_file
from tracker.domain.errors import RefusedError, UsageError
from tracker.domain.head_text import grouped_digits, head_statement
from tracker.ledger.timestamps import format_instant
from tracker.presentation.heading import in_london
from tracker.presentation.sheet import Sheet
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.queries.json_types.items import HeadShape
    from tracker.queries.plan import Plan


@click.command()
@click.option("--sign", metavar="KEY", help="Print it signed, with this key of ssh-keygen's kind.")
@reading
def head(view: ReadingView, *, sign: str | None) -> None:
    """Print the head of the record, for the minutes.

    The head proves everything recorded up to it: a person who has written it down can check later
    whether the history was changed. Write it down whole.

    \b
    Examples:
        tracker head
        tracker head --known-at 2026-03-31
        tracker head --sign ~/.ssh/id_ed25519
    """
    if view.session.tracker().record.is_replica():
        raise RefusedError(
            "This server follows another one and may be behind it: ask that one for the head."
        )
    plan = view.folded_plan()
    if sign is not None:
        if view.form != "table":
            raise UsageError("A signed head has a form of its own: leave --format out.")
        _sign(plan, sign)
        return
    at = plan.head.recorded_at
    row = {
        "ledger": plan.head.ledger,
        "entries": str(plan.head.position),
        "head": grouped_digits(plan.head.hash),
        "recorded": "nothing recorded yet" if at is None else in_london(at),
    }
    sheet = Sheet(tuple(row), [tuple(row.values())])
    if view.form == "table":  # below each other: a head has to fit a line, to be copied whole
        sheet = Sheet(("about", "said"), list(row.items()), widths={"said": 71}, headed=False)
    answer: HeadShape = {**moment_json(plan), "ledger": plan.head.ledger}
    view.show(plan, [sheet], answer=answer)


def _sign(plan: Plan, key: str) -> None:
    from tracker.application.head_signatures import sign_head

    at = plan.head.recorded_at
    statement = head_statement(
        ledger=plan.head.ledger,
        position=plan.head.position,
        head=plan.head.hash,
        recorded_at=None if at is None else format_instant(at),
    )
    click.echo(sign_head(statement, home_file(key)), nl=False)
