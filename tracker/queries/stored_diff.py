"""Two moments compared by what the read model holds of the entries between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import with_names
from tracker.projection.statement_codec import decode_statement
from tracker.projection.text_placeholders import placeholder
from tracker.queries.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tracker.domain.bitemporal import Moment
    from tracker.projection.row_queries import RowQueries
    from tracker.projection.statement_codec import StoredStatement


@dataclass(frozen=True, slots=True)
class _Row:
    service: str
    position: int
    effective_on: int
    since: int
    gone: int
    statement: StoredStatement

    def known_at(self, position: int) -> bool:
        return self.since <= position < self.gone


class StoredDiff:
    """What entries said at a moment, beside what they say at a later one."""

    def __init__(
        self,
        shelf: RowQueries,
        before: Moment,
        after: Moment,
        name: Callable[[str], str],
        spelt: Callable[[Any], Any],
    ) -> None:
        """Take the read model as of the later moment, and what gives its names and texts."""
        self._shelf = shelf
        self._before = before
        self._after = after
        self._name = name
        self._spelt = spelt

    def entry_changes(
        self, services: Iterable[str]
    ) -> Iterator[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what each entry said, what it says, and how to show it."""
        for service in services:
            by_position: defaultdict[int, list[_Row]] = defaultdict(list)
            since, after = self._before.position, self._before.as_of.toordinal()
            for *row, text in self._shelf.steps(service, since, after):
                by_position[row[0]].append(
                    _Row(service, row[0], row[1], row[2], row[3], decode_statement(text))
                )
            for rows in by_position.values():
                yield from self._pair(rows)

    def _pair(
        self, rows: list[_Row]
    ) -> Iterator[tuple[Statement | None, Statement | None, Statement]]:
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
        yield (
            self._version(then, became),
            self._version(now, became),
            self._statement(shown, became),
        )

    def _version(self, row: _Row | None, became: _Row) -> Statement | None:
        return None if row is None else self._statement(row, became)

    def _statement(self, row: _Row, became: _Row) -> Statement:
        statement = row.statement
        return Statement(
            position=row.position,
            service=row.service,
            on=date.fromordinal(row.effective_on),
            category=statement.category,
            ref=statement.ref,
            what=with_names(statement.what, self._name),
            printed=statement.printed,
            actor=statement.actor,
            recorded_at=self._shelf.recorded(row.position)[0],
            state=became.statement.state,
            changed_by=became.statement.changed_by,
            fact=_Words(row.effective_on, statement.event_at, self._words),
        )

    def _words(self, position: int) -> object:
        """Return everything an entry says, with its texts: a correction says the event it gives."""
        event = self._shelf.recorded(position)[1]
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
            return placeholder(position, n)
        case dict():
            return {key: _placed(element, position) for key, element in event.items()}
        case list():
            return [_placed(element, position) for element in event]
        case _:
            return event
