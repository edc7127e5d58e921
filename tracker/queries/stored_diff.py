"""Two moments compared by what the register holds of the entries between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import named
from tracker.projection.codec import unpacked
from tracker.projection.statement_codec import said_read
from tracker.projection.text_placeholders import slot
from tracker.queries.statement import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tracker.domain.bitemporal import Moment
    from tracker.projection.row_queries import Shelf
    from tracker.projection.statement_codec import Said


@dataclass(frozen=True, slots=True)
class _Row:
    service: str
    position: int
    effective_on: int
    since: int
    gone: int
    statement: Said

    def known_at(self, position: int) -> bool:
        return self.since <= position < self.gone


class Comparing:
    """What entries said at a moment, beside what they say at a later one."""

    def __init__(
        self,
        shelf: Shelf,
        before: Moment,
        after: Moment,
        name: Callable[[str], str],
        spelt: Callable[[Any], Any],
    ) -> None:
        """Take the register as of the later moment, and what gives its names and texts."""
        self._shelf = shelf
        self._before = before
        self._after = after
        self._name = name
        self._spelt = spelt

    def pairs(self, services: Iterable[str]) -> Iterator[tuple[Told | None, Told | None, Told]]:
        """Yield what each entry said, what it says, and how to show it."""
        for service in services:
            by_position: defaultdict[int, list[_Row]] = defaultdict(list)
            since, after = self._before.position, self._before.as_of.toordinal()
            for *row, text in self._shelf.steps(service, since, after):
                by_position[row[0]].append(
                    _Row(service, row[0], row[1], row[2], row[3], said_read(text))
                )
            for rows in by_position.values():
                yield from self._pair(rows)

    def _pair(self, rows: list[_Row]) -> Iterator[tuple[Told | None, Told | None, Told]]:
        past = next((row for row in rows if row.known_at(self._before.position)), None)
        last = next((row for row in rows if row.known_at(self._after.position)), None)
        then = past if past and _stands(past, self._before.as_of) else None
        now = last if last and _stands(last, self._after.as_of) else None
        if then is now:
            return
        shown = now or (last if last and last.statement.stands else None) or then
        if shown is None:
            return
        became = last or shown
        yield self._perhaps(then, became), self._perhaps(now, became), self._told(shown, became)

    def _perhaps(self, row: _Row | None, became: _Row) -> Told | None:
        return None if row is None else self._told(row, became)

    def _told(self, row: _Row, became: _Row) -> Told:
        statement = row.statement
        return Told(
            position=row.position,
            service=row.service,
            on=date.fromordinal(row.effective_on),
            category=statement.category,
            ref=statement.ref,
            what=named(statement.what, self._name),
            printed=statement.printed,
            actor=statement.actor,
            recorded_at=self._shelf.recorded(row.position)[0],
            state=became.statement.state,
            changed_by=became.statement.changed_by,
            fact=_Words(row.effective_on, statement.event_at, self._words),
        )

    def _words(self, position: int) -> object:
        """Return everything an entry says, with its texts: a correction says the event it gives."""
        event = unpacked(self._shelf.recorded(position)[1])
        return self._spelt(_placed(event.get("event") or event, position))


@dataclass(frozen=True, eq=False, slots=True)
class _Words:
    """The words of an entry and their day; read only where two entries are compared."""

    effective_on: int
    event_at: int
    read: Callable[[int], object]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Words):
            return NotImplemented
        if self.effective_on != other.effective_on:
            return False
        return self.event_at == other.event_at or self.read(self.event_at) == self.read(
            other.event_at
        )

    __hash__ = None  # type: ignore[assignment]  # what is only compared is in no set


def _stands(row: _Row, day: date) -> bool:
    return row.statement.stands and row.effective_on <= day.toordinal()


def _placed(event: Any, position: int) -> Any:
    """Return a stored event with places where its texts are."""
    match event:
        case {"text": int(n), "sha256": str(), **more} if not more:
            return slot(position, n)
        case dict():
            return {key: _placed(element, position) for key, element in event.items()}
        case list():
            return [_placed(element, position) for element in event]
        case _:
            return event
