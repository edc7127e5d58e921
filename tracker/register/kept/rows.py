"""The rows of the register that the entries of one stream make: the whole truth about it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tracker.domain.inspection import INSPECTION
from tracker.domain.moment import Entry
from tracker.domain.timeline import ITEM
from tracker.domain.vocabulary import PartyId
from tracker.ledger.instants import read_stamp
from tracker.ledger.machine import system_salt
from tracker.ledger.mapper import EntryMapper
from tracker.register.effect import Effects
from tracker.register.kept.periods import Period
from tracker.register.kept.slots import Slots
from tracker.register.kept.steps import Telling
from tracker.register.kept.versions import Playing, saves
from tracker.register.pairs import made_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.ledger.store import Store

_FOUND: Final = """
SELECT e.topic, e.state, e.position, e.originator_id, e.effective_on,
    s.recorded_at, s.actor, s.command_id
FROM stored_events e JOIN saves s ON s.last = (SELECT min(last) FROM saves WHERE last >= e.position)
"""
_ENTRIES: Final = _FOUND + "WHERE e.originator_id = ? ORDER BY e.position"
_LATER: Final = _FOUND + "WHERE e.position > ? AND e.originator_id = ? ORDER BY e.position"

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


class Reader:
    """Reads the entries of streams with places where their texts would be."""

    def __init__(self, store: Store) -> None:
        """Take the store a ledger lies in."""
        self._store = store
        self._mapper = EntryMapper(system_salt)
        self._effects = lru_cache(maxsize=8)(self._printed_in)

    def of(self, stream: str) -> tuple[list[Entry], Effects]:
        """Return the entries of a stream, and how precisely its report prints its dates."""
        entries = self._entries(stream)
        report = INSPECTION + stream.removeprefix(ITEM).partition("/")[0]
        known = entries[-1].position if stream.startswith(ITEM) else 0
        return entries, self._effects(report, known) if known else Effects({})

    def later(self, stream: str, position: int) -> list[Entry]:
        """Return the entries of a stream after a position."""
        return [self._entry(row) for row in self._store.all(_LATER, (position, stream))]

    def _printed_in(self, report: str, _known: int) -> Effects:
        return Effects({report: self._entries(report)})

    def _entries(self, stream: str) -> list[Entry]:
        return [self._entry(row) for row in self._store.all(_ENTRIES, (stream,))]

    def _entry(self, row: Row) -> Entry:
        topic, state, position, stream, effective_on, recorded_at, actor, command = row
        event = self._mapper.event(topic, state, position, Slots(position))
        on, instant = date.fromisoformat(effective_on), read_stamp(recorded_at)
        return Entry(position, stream, on, instant, PartyId(actor), command, event)


def rows_of(
    stream: str, entries: Sequence[Entry], effects: Effects, *, upto: int = 0
) -> tuple[Rows, Rows]:
    """Return the rows that a stream has with its entries up to a position, and with all of them."""
    playing, telling = Playing(stream), Telling(effects.printed)
    before, count = Rows(), 0
    for save in saves(entries):
        if count and save[0].position > upto >= entries[count - 1].position:
            before = _rows(stream, entries, playing, telling)
        count += len(save)
        playing.play(entries[:count], save)
        if stream.startswith(ITEM):
            telling.play(entries[:count], save)
    return before, _rows(stream, entries, playing, telling)


def _rows(stream: str, entries: Sequence[Entry], playing: Playing, telling: Telling) -> Rows:
    if stream.startswith(ITEM):
        return item_rows(stream, made_for(entries), playing, telling)
    versions = playing.versions()
    return Rows(streams=frozenset((stream, *_period(v.period), v.state.text) for v in versions))


def item_rows(stream: str, service: str, playing: Playing, telling: Telling) -> Rows:
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


def _period(period: Period) -> tuple[int, int, int, int, int]:
    return period.start, period.since, period.end, period.ended, period.gone
