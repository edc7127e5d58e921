"""What each entry about an item said at one moment and says at a later one, folded from entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain import events as e
from tracker.domain.bitemporal import (
    corrections_by_entry,
    effective_entries,
    effective_up_to,
    entry_state,
)
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.event_text import category, event_sentence, subject_of
from tracker.domain.item_history import first_service
from tracker.domain.recommendation import ITEM
from tracker.ledger.timestamps import format_instant
from tracker.queries.clock_doubts import last_doubtful_position
from tracker.queries.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.bitemporal import EffectiveEntry, Entry


class Known(NamedTuple):
    """What was known of a day: the entries by stream, and the day."""

    streams: Mapping[str, Sequence[Entry]]
    as_of: date


def folded_entry_changes(
    before: Known, after: Known, name: Callable[[str], str]
) -> Iterator[tuple[Statement | None, Statement | None, Statement]]:
    """Yield what entries about items said at one moment, what they say, and what to show.

    Those that say the same are left out. What an entry says is null if it does not stand, or not
    yet on the day; it is shown all the same. `name` gives parties their names.
    """
    effects = EffectiveDates(after.streams)
    for stream, entries in after.streams.items():
        if stream.startswith(ITEM):
            mending = corrections_by_entry(entries)
            known = _steps(effective_up_to(before.streams.get(stream, ()), before.as_of))
            now = _steps(effective_up_to(entries, after.as_of))
            ever = _steps(effective_entries(entries))
            service = first_service(entries)
            for position in known | now:
                then, step = known.get(position), now.get(position)
                if then and step and _fact(then) == _fact(step):
                    continue
                shown = step or ever.get(position) or known[position]
                then_told, step_told, shown_told = (
                    None
                    if version is None
                    else _statement(name, service, version, effects, mending)
                    for version in (then, step, shown)
                )
                if shown_told is not None:
                    yield then_told, step_told, shown_told


def _steps(steps: Iterable[EffectiveEntry]) -> dict[int, EffectiveEntry]:
    return {step.position: step for step in steps if isinstance(step.event, e.ItemEvent)}


def _statement(
    name: Callable[[str], str],
    service: str,
    step: EffectiveEntry,
    effects: EffectiveDates,
    mending: Mapping[int, Entry],
) -> Statement:
    if not isinstance(step.event, e.ItemEvent):
        raise TypeError(step.event)
    mender = mending.get(step.position)
    return Statement(
        position=step.position,
        service=service,
        on=step.effective_on,
        category=category(step.event),
        ref=subject_of(step.entry.stream, step.event),
        what=event_sentence(step.event, name),
        printed=effects.printed(step.entry, step.effective_on),
        actor=step.actor,
        recorded_at=format_instant(step.entry.recorded_at),
        state=entry_state(step.entry, mender),
        changed_by=None if mender is None else mender.position,
        fact=_fact(step),
    )


def _fact(step: EffectiveEntry) -> tuple[e.PlainEvent, date]:
    return step.event, step.effective_on


def assigned_actions(entries: Iterable[Entry]) -> set[int]:
    """Return the number of every action ever assigned under an item, those taken back included."""
    events = (x.event.event if isinstance(x.event, e.EntryCorrected) else x.event for x in entries)
    return {event.action for event in events if isinstance(event, e.ActionAssigned)}


def wrong_clock_ranges(
    streams: Mapping[str, Iterable[Entry]],
) -> list[tuple[int, int, int]]:
    """Return the entries whose times are in doubt: the first, the last, and which entry says so."""
    return [
        (entry.event.first, _last(streams, entry), entry.position)
        for entry in streams.get("ledger", ())
        if isinstance(entry.event, e.ClockAnomaly)
    ]


def _last(streams: Mapping[str, Iterable[Entry]], acknowledged: Entry) -> int:
    every = (entry for entries in streams.values() for entry in entries)
    known = ((x.position, x.recorded_at) for x in every if x.position >= acknowledged.position)
    return last_doubtful_position(sorted(known))
