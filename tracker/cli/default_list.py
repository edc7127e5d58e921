"""Groups whose name alone is their list: people, services, the board's days, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.cli.reading_view import ReadingView
    from tracker.presentation.sheet import Sheet
    from tracker.queries.plan import Plan


class DefaultListGroup(click.Group):
    """A group whose name alone is its list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options of the list if no other word comes first."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def show_list(
    view: ReadingView,
    plan: Plan,
    sheet: Sheet,
    *,
    answer: Mapping[str, object],
    records: str,
    quiet: str | None,
    remarks: Sequence[str] = (),
) -> None:
    """Print a list with its remarks; `quiet` is the sentence of a moment before everything."""
    view.show(
        plan,
        [sheet],
        answer=answer,
        records=records,
        remarks=remarks if quiet is None else [quiet, *remarks],
    )
