"""What the read model holds of a moment: its rows, found without folding anything."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tracker.domain.errors import DamagedEntryError
from tracker.domain.recommendation import ITEM
from tracker.ledger.positions import LAST, Positions
from tracker.projection.codec import damaged_rows_raise
from tracker.projection.validity import COUNTS, NEVER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tracker.ledger.linked_entries import Targets
    from tracker.ledger.store import Store
    from tracker.projection.text_placeholders import TextPosition
from tracker.projection.validity import AskedMoment

_SERVICES: Final = """
WITH RECURSIVE every(service) AS (
    SELECT min(service) FROM register_items
    UNION ALL
    SELECT (SELECT min(service) FROM register_items WHERE service > every.service)
    FROM every WHERE every.service IS NOT NULL
) SELECT service FROM every WHERE service IS NOT NULL
"""
_ITEMS: Final = """
WITH asked(service) AS (VALUES {services}), span(low, high) AS (VALUES {spans})
SELECT {columns}
FROM asked CROSS JOIN span CROSS JOIN register_items v
WHERE v.service = asked.service AND v.bin BETWEEN span.low AND span.high AND {counts} {more}
"""
_STREAMS: Final = f"SELECT stream, state FROM register_streams WHERE {COUNTS} AND {{}}"  # noqa: S608 - words of our own
_FIRST: Final = "SELECT effective_on FROM stored_events WHERE position = 1 AND position <= ?"
_LINE: Final = """
SELECT start_on, CASE WHEN ended_at <= ? THEN end_on ELSE ? END, state FROM register_streams
WHERE stream = ? AND since <= ? AND gone_at > ? ORDER BY start_on
"""
_TEXTS: Final = """
SELECT t.position, t.n, t.body, t.hidden, e.state, s.recorded_at
FROM texts t
LEFT JOIN stored_events e ON e.position = t.hidden
LEFT JOIN saves s ON s.last = (SELECT min(last) FROM saves WHERE last >= t.hidden)
WHERE t.position IN ({})
"""
_STATES: Final = """
SELECT position, state FROM stored_events
WHERE originator_id = ? AND position <= ? ORDER BY position
"""
_MADE: Final = """
SELECT originator_id, position, state FROM stored_events
WHERE originator_id IN ({}) AND position <= ?
    AND topic >= 'recommendation-made.' AND topic < 'recommendation-made/'
ORDER BY position
"""
_SAVED: Final = """
SELECT last, recorded_at FROM saves WHERE last >= ? AND last <= ? ORDER BY last
"""
_RECORDED: Final = """
SELECT (
    SELECT recorded_at FROM saves WHERE last = (SELECT min(last) FROM saves WHERE last >= ?)
), state FROM stored_events WHERE position = ?
"""
_STEPS: Final = """
SELECT position, effective_on, since, gone_at, state FROM register_steps
WHERE service = ? AND since > ? AND since <= ?
UNION
SELECT position, effective_on, since, gone_at, state FROM register_steps
WHERE service = ? AND effective_on > ? AND effective_on <= ? AND since <= ?
UNION
SELECT position, effective_on, since, gone_at, state FROM register_steps
WHERE service = ? AND gone_at > ? AND gone_at <= ?
"""
_AT_ONCE: Final = 400
"""Values in one statement."""


class Scope(NamedTuple):
    """Of which items a question is: what is null asks for all. A report is named by its beginning.

    What else is asked of them is looked at item by item.
    """

    services: Sequence[str] | None = None
    report: str | None = None
    kind: str | None = None
    refs: Sequence[str] | None = None


EVERYTHING: Final = Scope()

ItemRow = tuple[str, int, str, int, str]
"""A reference, the part, its service, whether an action of it serves another item, the state."""


class RowQueries:
    """The read model of one ledger, as of one moment."""

    def __init__(self, store: Store, asked: AskedMoment) -> None:
        """Take the store of the ledger."""
        self._store = store
        self._asked = asked

    def services(self) -> list[str]:
        """Return every service that ever had an item."""
        return [service for (service,) in self._store.fetch_all(_SERVICES)]

    def items(self, scope: Scope) -> list[ItemRow]:
        """Return the rows of items and actions in a scope, in no order."""
        return self._items(scope, "v.ref, v.part, v.service, v.serves, v.state", "")

    def items_begun(self, scope: Scope) -> list[tuple[str, str, str]]:
        """Return the items in a scope, in no order: reference, service, how the state begins."""
        return self._items(scope, "v.ref, v.service, substr(v.state, 1, 80)", " AND v.part = 0")

    def _items(self, scope: Scope, columns: str, only: str) -> list[Any]:
        services = self.services() if scope.services is None else scope.services
        if not services:
            return []
        more, values = _narrowed(scope)
        spans = self._asked.spans()
        statement = _ITEMS.format(
            services=", ".join(["(?)"] * len(services)),
            spans=", ".join(["(?, ?)"] * len(spans)),
            counts=COUNTS,
            columns=columns,
            more=more + only,
        )
        bins = (edge for span in spans for edge in span)
        values = (*self._asked.values, *values)
        return self._store.fetch_all(statement, (*services, *bins, *values))

    def begun_on(self) -> int:
        """Return the day on which the ledger's first entry took effect, if it is known."""
        rows = self._store.fetch_all(_FIRST, (self._asked.position,))
        return date.fromisoformat(rows[0][0]).toordinal() if rows else NEVER

    def stream(self, name: str) -> list[tuple[int, int, str]]:
        """Return each state of a stream as it is known: from which day, before which other, what.

        In the order of the days.
        """
        known = self._asked.position
        return self._store.fetch_all(_LINE, (known, NEVER, name, known, known))

    def streams(self, prefix: str) -> list[tuple[str, str]]:
        """Return the streams that begin so, with the state of each on the day."""
        values = (*self._asked.values, prefix, prefix + LAST)
        return self._store.fetch_all(_STREAMS.format("stream >= ? AND stream < ?"), values)

    def texts(self, places: Collection[TextPosition]) -> Iterator[tuple[Any, ...]]:
        """Yield the texts of the entries at places, with what hides each."""
        positions = sorted({position for position, _ in places})
        for first in range(0, len(positions), _AT_ONCE):
            some = tuple(positions[first : first + _AT_ONCE])
            yield from self._store.fetch_all(_TEXTS.format(", ".join("?" * len(some))), some)

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams that begin so and have an entry that is known, as they began."""
        return Positions(self._store).streams(prefix, self._asked.position)

    def linking(self, targets: Sequence[Targets]) -> list[str]:
        """Return the items that ever had a known link into some ranges of targets.

        The ranges come from `linked_entries`.
        """
        streams = Positions(self._store).streams_linking(targets, self._asked.position)
        return [name.removeprefix(ITEM) for name in streams if name.startswith(ITEM)]

    def scope_of(self, refs: Sequence[str]) -> Scope:
        """Return the scope of some items: with the services they were first made for.

        Their rows are stored under those.
        """
        services: dict[str, str] = {}
        for first in range(0, len(refs), _AT_ONCE):
            some = tuple(f"{ITEM}{ref}" for ref in refs[first : first + _AT_ONCE])
            statement = _MADE.format(", ".join("?" * len(some)))
            rows = self._store.fetch_all(statement, (*some, self._asked.position))
            for stream, position, state in rows:
                services.setdefault(stream, str(stored_event(position, state).get("service")))
        return Scope(sorted({*services.values()}), refs=refs)

    def events(self, stream: str) -> list[dict[str, Any]]:
        """Return the known events of a stream as they are stored, in order of position.

        Raises DamagedEntryError for what is not stored as one.
        """
        rows = self._store.fetch_all(_STATES, (stream, self._asked.position))
        return [stored_event(position, state) for position, state in rows]

    def saved_from(self, position: int) -> list[tuple[int, str]]:
        """Return the last position and the instant of each save known from an entry on."""
        return self._store.fetch_all(_SAVED, (position, self._asked.position))

    def recorded(self, position: int) -> tuple[str, Any]:
        """Return the instant an entry was recorded at, and its event as it is stored.

        Raises DamagedRowError if there is no such entry.
        """
        with damaged_rows_raise():
            ((instant, state),) = self._store.fetch_all(_RECORDED, (position, position))
        return instant, stored_event(position, state)

    def steps(self, service: str, since: int, after: int) -> list[tuple[Any, ...]]:
        """Return what entries about a service's items said after a position, or say after a day.

        Up to the moment, in both; and what stopped being said since that position.
        """
        upto, day = self._asked.position, self._asked.day
        windows = (service, since, upto), (service, after, day, upto), (service, since, upto)
        return self._store.fetch_all(_STEPS, tuple(value for window in windows for value in window))


def stored_event(position: int, state: bytes) -> dict[str, Any]:
    """Return an event of the record as it is stored. Raises DamagedEntryError for anything else."""
    try:
        event = json.loads(state)
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict):
        raise DamagedEntryError(position, "its event is not a JSON object")
    return event


def _narrowed(scope: Scope) -> tuple[str, tuple[object, ...]]:
    words, values = "", list[object]()
    if scope.report is not None:
        words += " AND v.ref >= ? AND v.ref < ?"
        values += [scope.report, scope.report + LAST]
    if scope.kind is not None:
        words += " AND (v.part > 0 OR v.kind = ?)"
        values.append(scope.kind)
    if scope.refs is not None:
        words += f" AND v.ref IN ({', '.join('?' * len(scope.refs))})"
        values += scope.refs
    return words, tuple(values)
