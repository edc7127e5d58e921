"""How far the stored rows reach: they are read only if they cover every entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.ledger.positions import Positions
from tracker.ledger.read_model_schema import FORM

if TYPE_CHECKING:
    from tracker.ledger.store import Store


def covered_up_to(store: Store) -> int | None:
    """Return the last position the read model covers; null if there is none of this form."""
    if not store.has_register():
        return None
    kept = store.fetch_all("SELECT form, position FROM register")
    return int(kept[0][1]) if len(kept) == 1 and kept[0][0] == FORM else None


def is_complete(store: Store) -> bool:
    """Whether the read model covers everything that is recorded, so that it may be read."""
    return covered_up_to(store) == Positions(store).head().position
