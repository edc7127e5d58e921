"""An item to which something was added that is not before the rest: only its open rows are read.

The rows are those that `rows_of` makes of all its entries. Where that cannot be told from the open
rows alone, there is no answer, and all its entries have to be played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.effective_dates import Effects
from tracker.domain.item_history import ITEM
from tracker.projection.bitemporal_versions import Playing, Version
from tracker.projection.codec import unpacked
from tracker.projection.item_codec import item_read
from tracker.projection.row_builder import Rows, item_rows
from tracker.projection.state_changes import State
from tracker.projection.statements import Telling
from tracker.projection.validity import OPEN, Period

if TYPE_CHECKING:
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger.store import Store
    from tracker.projection.row_builder import Reader, Row

_MADE: Final = """
SELECT topic, state FROM stored_events WHERE originator_id = ? AND originator_version = 1
"""
_OPEN: Final = "SELECT * FROM register_items WHERE service = ? AND bin >= ? AND ref = ?"


def gone_on(store: Store, reader: Reader, stream: str, kept: int) -> tuple[Rows, Rows] | None:
    """Return the rows of an item that the entries of one save after a position end, and make."""
    if not stream.startswith(ITEM):
        return None
    ((topic, state),) = store.all(_MADE, (stream,))
    if not topic.startswith("recommendation-made."):
        return None
    service, ref = unpacked(state.decode())["service"], stream.removeprefix(ITEM)
    rows = [tuple(row) for row in store.all(_OPEN, (service, OPEN, ref))]
    versions = [_version(row) for row in rows]
    item = _item(ref, service, versions)
    if item is None:
        return None
    playing, telling, save = (
        Playing(stream),
        Telling(Effects({}).printed),
        reader.later(stream, kept),
    )
    playing.resume(item, versions)
    if not playing.goes_on(save):
        return None
    telling.play(save, save)
    return Rows(items=frozenset(rows)), item_rows(stream, service, playing, telling)


def _version(row: Row) -> Version:
    service, bin_, _, part, *period, kind, serves, text = row
    return Version(part, Period(*period), State(text, service, kind, bool(serves)), bin_)


def _item(ref: str, service: str, versions: list[Version]) -> Recommendation | None:
    """Return an item as it stands; null where it is not in the plan."""
    texts = {version.part: version.state.text for version in versions}
    own = texts.pop(0, None)
    return None if own is None else item_read(ref, service, own, texts.items())
