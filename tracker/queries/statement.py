"""What an entry about an item says at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.errors import short_date

if TYPE_CHECKING:
    from datetime import date


def original_statement(what: str, on: date, now: date) -> str:
    """Return what an entry said before it was corrected, with its day where that is another."""
    return what if on == now else f"{what}, took effect {short_date(on)}"


class Statement(NamedTuple):
    """An entry as it stands, or as it last stood: what it says, from which day, and what became.

    `printed` is the month or year it took effect in where no more than that is printed; two are the
    same fact where `said` is equal.
    """

    position: int
    service: str
    on: date
    category: str
    ref: str
    what: str
    printed: str | None
    actor: str
    recorded_at: str
    state: str
    changed_by: int | None
    fact: object
