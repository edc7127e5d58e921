"""An item to which something was added that is not before the rest: only its open rows are read.

The rows are those that `rows_of` makes of all its entries. Where that cannot be known from the open
rows alone, there is no answer, and all its entries have to be played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.recommendation import ITEM
from tracker.projection.bitemporal_versions import BitemporalVersion, VersionBuilder
from tracker.projection.codec import decode
from tracker.projection.item_codec import decode_item
from tracker.projection.row_builder import Rows, item_rows
from tracker.projection.state_changes import State
from tracker.projection.statements import StatementBuilder
from tracker.projection.validity import OPEN, Validity

if TYPE_CHECKING:
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger.store import Store
    from tracker.projection.row_builder import EntryReader, Row

_MADE: Final = """
SELECT topic, state FROM stored_events WHERE originator_id = ? AND originator_version = 1
"""
_OPEN: Final = "SELECT * FROM register_items WHERE service = ? AND bin >= ? AND ref = ?"


def extend_item(
    store: Store, reader: EntryReader, stream: str, kept: int
) -> tuple[Rows, Rows] | None:
    """Return the rows of an item that the entries of one save after a position end, and make."""
    if not stream.startswith(ITEM):
        return None
    ((topic, state),) = store.fetch_all(_MADE, (stream,))
    if not topic.startswith("recommendation-made."):
        return None
    service, ref = decode(state.decode())["service"], stream.removeprefix(ITEM)
    rows = [tuple(row) for row in store.fetch_all(_OPEN, (service, OPEN, ref))]
    versions = [_version(row) for row in rows]
    item = _item(ref, service, versions)
    if item is None:
        return None
    playing, telling, save = (
        VersionBuilder(stream),
        StatementBuilder(EffectiveDates({}).printed),
        reader.entries_after(stream, kept),
    )
    playing.resume(item, versions)
    if not playing.goes_on(save):
        return None
    telling.play(save, save)
    return Rows(items=frozenset(rows)), item_rows(stream, service, playing, telling)


def _version(row: Row) -> BitemporalVersion:
    service, bin_, _, part, *period, kind, serves, text = row
    return BitemporalVersion(
        part, Validity(*period), State(text, service, kind, bool(serves)), bin_
    )


def _item(ref: str, service: str, versions: list[BitemporalVersion]) -> Recommendation | None:
    """Return an item as it is now; null if it is not in the plan."""
    texts = {version.part: version.state.text for version in versions}
    own = texts.pop(0, None)
    return None if own is None else decode_item(ref, service, own, texts.items())
