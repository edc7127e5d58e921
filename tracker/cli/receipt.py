"""What a command that records prints: its receipt, and the command that undoes it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.domain import events as e
from tracker.domain.errors import TrackerError
from tracker.domain.parties import PARTY
from tracker.presentation.receipt import receipt_lines
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application.tracker import Receipt
    from tracker.domain.bitemporal import Entry
    from tracker.queries.plan import Plan


class UnprintedReceiptError(TrackerError):
    """It was done, but the answer did not reach the person who asked."""


@contextmanager
def print_safely(entries: Sequence[Entry]) -> Iterator[None]:
    """Print in this block what was recorded; what cuts it short still says that it was.

    Raises UntoldError for a full disk, a closed output, Ctrl-C or a ledger that cannot be read
    again. A reader who has gone is no failure.
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


def print_receipt(receipt: Receipt, plan: Plan, *, brief: bool = False) -> None:
    """Print what was recorded, its date as understood, and how to take it back.

    `plan` is the plan as it is now.
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
        click.echo(_way_back(receipt.entries))


def _way_back(entries: tuple[Entry, ...]) -> str:
    first = entries[0].position
    asked = entries[0].event
    if isinstance(asked, e.ErasureAsked):
        return (
            "The text is hidden now. Another person has to confirm: "
            f"tracker erase {asked.entry} --confirm"
        )
    if isinstance(asked, e.TextErased):
        return "The text has been deleted for good."
    if isinstance(asked, e.ExportMade):
        return f"Its head is {asked.head}; the SHA-256 of the file is {asked.sha256}."
    if isinstance(asked, e.ClockAnomaly):
        return "Until the clock catches up, each new entry is timed just after the last one."
    if isinstance(asked, e.LoginBound):
        return f"To change it: tracker people login {entries[0].stream.removeprefix(PARTY)}"
    whole = " --whole" if len(entries) > 1 else ""
    return f"To undo this: tracker take-back {first}{whole} -m WHY"
