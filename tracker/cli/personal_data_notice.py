"""Prints a remark if a text just recorded looks like personal data, with the way to erase it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from tracker.domain.vocabulary import ErasureReason
from tracker.presentation.personal_data import remark_on_entries
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.application.tracker import Receipt, Tracker


def print_personal_data_notice(receipt: Receipt, tracker: Tracker) -> None:
    """Print one line on standard error if a recorded text looks like personal data."""
    remark = remark_on_entries(receipt.entries, tracker.folded_plan)
    if remark is not None:
        line = f"Check this: {remark.sentence}{_way_out(receipt, remark.positions)}"
        with suppress(OSError):
            click.echo(one_line(line), err=True)


def _way_out(receipt: Receipt, at: Sequence[int]) -> str:
    if receipt.dry_run:
        return "."
    others = f" (and so #{', #'.join(map(str, at[1:]))})" if len(at) > 1 else ""
    reason = ErasureReason.NAMES_A_CHILD.typed
    return f". To erase the text: tracker erase {at[0]} --reason {reason}{others}"
