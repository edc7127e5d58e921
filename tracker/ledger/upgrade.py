"""The one thing that changes the form of a ledger that is there: step by step to that of today.

A new form comes with one function here, which takes a ledger there from the form before it.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from tracker.ledger import open_store
from tracker.ledger.sqlite_errors import OlderLedgerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.ledger.open_store import Place

STEPS: Final[dict[int, Callable[[Place], None]]] = {}
"""For each form that is no longer used, what takes a ledger to the next one: whole, or not at all.

There has been one form so far.
"""


def upgrade(location: Place) -> list[int]:
    """Bring a ledger to the form of today, and return the forms it went through; none if it is.

    Raises NotFoundError if there is none, NewerLedgerError, and as each step does.
    """
    before: list[int] = []
    while (form := _older(location)) is not None:
        STEPS[form](location)
        before.append(form)
    return before


def _older(location: Place) -> int | None:
    """Return the form of a ledger that is not that of today."""
    try:
        with closing(open_store.open_store(location)):
            return None
    except OlderLedgerError as older:
        return older.form
