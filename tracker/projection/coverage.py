"""How far the stored rows reach: whether they cover every entry, so that they may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.vocabulary import Relation
from tracker.ledger.positions import Positions
from tracker.ledger.read_model_schema import FORM

if TYPE_CHECKING:
    from tracker.domain.vocabulary import ItemRef
    from tracker.ledger.store import Store

_SERVING: Final = "SELECT DISTINCT ref FROM register_items WHERE serves = 1 AND state LIKE ?"


def covered_up_to(store: Store) -> int | None:
    """Return the last position the read model takes in; null where there is none of this form."""
    if not store.has_register():
        return None
    kept = store.fetch_all("SELECT form, position FROM register")
    return int(kept[0][1]) if len(kept) == 1 and kept[0][0] == FORM else None


def is_complete(store: Store) -> bool:
    """Whether the read model takes in everything that is recorded, so that it may be asked."""
    return covered_up_to(store) == Positions(store).head().position


def items_serving(store: Store, ref: ItemRef) -> list[str] | None:
    """Return the items that ever had an action serving another; null where that is not known."""
    if not is_complete(store):
        return None
    link = f'%["{Relation.SERVES}","{ref}"%'
    rows = store.fetch_all(_SERVING, (link,))
    return [ref for (ref,) in rows]
