"""The rows of the read model that the entries of one stream make: the whole truth about it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tracker.domain.bitemporal import Entry
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.inspection import INSPECTION
from tracker.domain.item_history import first_service
from tracker.domain.recommendation import ITEM
from tracker.domain.vocabulary import PartyId
from tracker.ledger.mapper import EntryMapper
from tracker.ledger.system import system_salt
from tracker.ledger.timestamps import parse_instant
from tracker.projection.bitemporal_versions import VersionBuilder, save_positions
from tracker.projection.statements import StatementBuilder
from tracker.projection.text_placeholders import PlaceholderReader
from tracker.projection.validity import Validity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.ledger.store import Store

_FOUND: Final = """
SELECT e.topic, e.state, e.position, e.originator_id, e.effective_on,
    s.recorded_at, s.actor, s.command_id
FROM stored_events e JOIN saves s ON s.last = (SELECT min(last) FROM saves WHERE last >= e.position)
"""
_ENTRIES: Final = _FOUND + "WHERE e.originator_id IN ({}) ORDER BY e.position"
_LATER: Final = _FOUND + "WHERE e.position > ? AND e.originator_id = ? ORDER BY e.position"

_AT_ONCE: Final = 100
"""Streams that are read at a time."""

KEYS: Final = {
    "register_items": ("service", "bin", "ref", "part", "start_on", "since"),
    "register_streams": ("stream", "start_on", "since"),
    "register_steps": ("service", "effective_on", "position", "since"),
}
"""The tables with the columns of their keys, which come first."""

Row = tuple[Any, ...]


class Rows(NamedTuple):
    """The rows of one stream in each table."""

    items: frozenset[Row] = frozenset()
    streams: frozenset[Row] = frozenset()
    steps: frozenset[Row] = frozenset()


class EntryReader:
    """Reads the entries of streams with places where their texts would be.

    What it has read holds for as long as nothing is recorded: it is for one unit of work.
    """

    def __init__(self, store: Store) -> None:
        """Take the store of a ledger."""
        self._store = store
        self._mapper = EntryMapper(system_salt)
        self._effects = lru_cache(maxsize=8)(self._printed_in)

    def entries_by_stream(
        self, streams: Sequence[str]
    ) -> Iterator[tuple[str, list[Entry], EffectiveDates]]:
        """Yield streams with their entries, and how precisely their report prints its dates.

        Many are read at a time: a server may be far away.
        """
        for first in range(0, len(streams), _AT_ONCE):
            entries_by_stream = self._entries(streams[first : first + _AT_ONCE])
            for stream in list(entries_by_stream):
                report = INSPECTION + stream.removeprefix(ITEM).partition("/")[0]
                printed = self._effects(report) if stream.startswith(ITEM) else EffectiveDates({})
                yield stream, entries_by_stream.pop(stream), printed

    def entries_after(self, stream: str, position: int) -> list[Entry]:
        """Return the entries of a stream after a position."""
        return [self._entry(row) for row in self._store.fetch_all(_LATER, (position, stream))]

    def _printed_in(self, report: str) -> EffectiveDates:
        return EffectiveDates(self._entries([report]))

    def _entries(self, streams: Sequence[str]) -> dict[str, list[Entry]]:
        entries_by_stream: dict[str, list[Entry]] = {stream: [] for stream in streams}
        asked = _ENTRIES.format(", ".join("?" * len(streams)))
        for row in self._store.fetch_all(asked, tuple(streams)):
            entry = self._entry(row)
            entries_by_stream[entry.stream].append(entry)
        return entries_by_stream

    def _entry(self, row: Row) -> Entry:
        topic, state, position, stream, effective_on, recorded_at, actor, command = row
        event = self._mapper.event(topic, state, position, PlaceholderReader(position))
        on, instant = date.fromisoformat(effective_on), parse_instant(recorded_at)
        return Entry(position, stream, on, instant, PartyId(actor), command, event)


def rows_of(
    stream: str, entries: Sequence[Entry], effects: EffectiveDates, *, upto: int = 0
) -> tuple[Rows, Rows]:
    """Return the rows that a stream has with its entries up to a position, and with all of them."""
    playing, telling = VersionBuilder(stream), StatementBuilder(effects.printed)
    before, count = Rows(), 0
    for save in save_positions(entries):
        if count and save[0].position > upto >= entries[count - 1].position:
            before = _rows(stream, entries, playing, telling)
        count += len(save)
        playing.play(entries[:count], save)
        if stream.startswith(ITEM):
            telling.play(entries[:count], save)
    return before, _rows(stream, entries, playing, telling)


def _rows(
    stream: str, entries: Sequence[Entry], playing: VersionBuilder, telling: StatementBuilder
) -> Rows:
    if stream.startswith(ITEM):
        return item_rows(stream, first_service(entries), playing, telling)
    versions = playing.versions()
    return Rows(streams=frozenset((stream, *_period(v.period), v.state.text) for v in versions))


def item_rows(
    stream: str, service: str, playing: VersionBuilder, telling: StatementBuilder
) -> Rows:
    """Return the rows of an item that was made for a service."""
    ref = stream.removeprefix(ITEM)
    items = (
        (
            *(v.state.service, v.bin, ref, v.part, *_period(v.period)),
            *(v.state.kind, int(v.state.serves), v.state.text),
        )
        for v in playing.versions()
    )
    steps = (
        (service, step.effective_on, step.position, step.since, step.gone, step.text)
        for step in telling.steps()
    )
    return Rows(frozenset(items), frozenset(), frozenset(steps))


def _period(period: Validity) -> tuple[int, int, int, int, int]:
    return period.start, period.since, period.end, period.ended, period.gone
