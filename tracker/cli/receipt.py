"""What a command that records prints: its receipt and the next step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.cli.hints import worded
from tracker.domain.errors import TrackerError
from tracker.presentation.receipt import receipt_lines, what_follows
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application.tracker import Receipt
    from tracker.cli.hints import GlobalOptions
    from tracker.domain.bitemporal import Entry
    from tracker.queries.plan import Plan


class UnprintedReceiptError(TrackerError):
    """It was done, but the answer did not reach the person who asked."""


@contextmanager
def print_safely(entries: Sequence[Entry]) -> Iterator[None]:
    """Print in this block what was recorded; what cuts it short still says that it was.

    Raises UnprintedReceiptError for a full disk, a closed output, Ctrl-C or a ledger that cannot
    be read again. A reader who has gone is no failure.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, OSError) as cut:
        why = (cut.strerror or str(cut)).lower() if isinstance(cut, OSError) else "stopped"
        raise UnprintedReceiptError(
            f"{_done(entries)}, but the answer was not printed ({why})."
        ) from None
    except TrackerError as cut:
        raise UnprintedReceiptError(
            f"{_done(entries)}, but the answer was not printed: the ledger could not be read again."
        ) from cut


def _done(entries: Sequence[Entry]) -> str:
    if not entries:
        return "Nothing new was recorded"
    first, last = entries[0].position, entries[-1].position
    return f"Recorded #{first}" if first == last else f"Recorded #{first} to #{last}"


def print_receipt(
    receipt: Receipt, plan: Plan, given: GlobalOptions, *, brief: bool = False
) -> None:
    """Print what was recorded, its date as understood, and the next step: how to undo it, mostly.

    `plan` is the plan as it is now; `brief` leaves out the next step.
    """
    for line in receipt_lines(receipt, plan):
        click.echo(one_line(line))
    if not receipt.entries:
        return
    if receipt.repeated:
        click.echo("Already recorded with this command id. Nothing to do.")
    elif receipt.dry_run:
        click.echo("Nothing was recorded (--dry-run).")
    elif not brief:
        sentence, step = what_follows(receipt.entries)
        typed = "" if step is None else worded(step, given)
        click.echo(f"{sentence} {typed}".strip())
