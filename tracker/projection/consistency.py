"""The read model held to the entries: row for row what they make of it, and no row more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.projection.coverage import is_complete
from tracker.projection.row_builder import KEYS, EntryReader, Rows, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tracker.ledger.store import Store
    from tracker.projection.row_builder import Row

_STREAMS: Final = "SELECT originator_id FROM stored_events GROUP BY originator_id"


def inconsistencies(store: Store) -> list[str]:
    """Return where the read model differs from the entries, the first subject in a sentence.

    Nothing if there is no read model, or one that does not take everything in: then no one is
    answered from it.
    """
    with store.reading():
        if not is_complete(store):
            return []
        expected, faults = dict.fromkeys(KEYS, 0), list[str]()
        streams = [stream for (stream,) in store.fetch_all(_STREAMS)]
        for stream, entries, effects in EntryReader(store).entries_by_stream(streams):
            _, rows = rows_of(stream, entries, effects)
            for table, expected_rows, actual_rows in zip(
                KEYS, rows, _stored_rows(store, stream, rows), strict=True
            ):
                expected[table] += len(expected_rows)
                if expected_rows != actual_rows:
                    faults.append(f"The read model shows {stream} differently from its entries.")
        for table, count in expected.items():
            ((actual_rows,),) = store.fetch_all(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of our own
            if actual_rows > count:
                faults.append(f"The read model has rows in {table} that no entry makes.")
    return faults


def _stored_rows(store: Store, stream: str, rows: Rows) -> Rows:
    """Return the rows that are stored for a stream."""
    items = (
        row
        for service in {row[0] for row in rows.items}
        for row in _select(
            store,
            "register_items WHERE service = ? AND ref = ? AND bin IN",
            (service, stream.partition(":")[2]),
            {row[1] for row in rows.items if row[0] == service},
        )
    )
    steps = (
        row
        for day in {row[1] for row in rows.steps}
        for service in {row[0] for row in rows.steps}
        for row in _select(
            store,
            "register_steps WHERE service = ? AND effective_on = ? AND position IN",
            (service, day),
            {row[2] for row in rows.steps},
        )
    )
    streams = _select(store, "register_streams WHERE stream IN", (), {stream})
    return Rows(frozenset(items), frozenset(streams), frozenset(steps))


def _select(store: Store, where: str, values: Row, among: Collection[object]) -> Iterator[Row]:
    marks = ", ".join("?" * len(among))
    for row in store.fetch_all(f"SELECT * FROM {where} ({marks})", (*values, *among)):  # noqa: S608 - words of our own
        yield tuple(row)
