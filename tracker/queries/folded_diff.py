"""What each entry about an item said at one moment and says at a later one, folded from entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain.bitemporal import happened, mended, standing, state
from tracker.domain.effective_dates import Effects
from tracker.domain.event_text import category, place, told
from tracker.domain.item_history import ITEM, made_for
from tracker.ledger.timestamps import stamp
from tracker.queries.clock_doubts import last_just_after
from tracker.queries.statement import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from tracker.domain.bitemporal import Entry, Standing
    from tracker.queries.folded_plan import Plan


def pairs(before: Plan, after: Plan) -> Iterator[tuple[Told | None, Told | None, Told]]:
    """Yield what entries about items said at one moment, what they say, and what to show.

    Those that say the same are left out. What an entry says is null where it does not stand, or not
    yet on the day; it is shown all the same.
    """
    effects = Effects(after.streams)
    for stream, entries in after.streams.items():
        if stream.startswith(ITEM):
            mending = mended(entries)
            known = _steps(happened(before.streams.get(stream, ()), before.as_of))
            now = _steps(happened(entries, after.as_of))
            ever = _steps(standing(entries))
            service = made_for(entries)
            for position in known | now:
                then, step = known.get(position), now.get(position)
                if then and step and _said(then) == _said(step):
                    continue
                shown = step or ever.get(position) or known[position]
                then_told, step_told, shown_told = (
                    None if version is None else _told(after, service, version, effects, mending)
                    for version in (then, step, shown)
                )
                if shown_told is not None:
                    yield then_told, step_told, shown_told


def _steps(steps: Iterable[Standing]) -> dict[int, Standing]:
    return {step.position: step for step in steps if isinstance(step.event, e.ItemEvent)}


def _told(
    plan: Plan, service: str, step: Standing, effects: Effects, mending: Mapping[int, Entry]
) -> Told:
    if not isinstance(step.event, e.ItemEvent):
        raise TypeError(step.event)
    mender = mending.get(step.position)
    return Told(
        position=step.position,
        service=service,
        on=step.effective_on,
        category=category(step.event),
        ref=place(step.entry.stream, step.event),
        what=told(step.event, plan.name),
        printed=effects.printed(step.entry, step.effective_on),
        actor=step.actor,
        recorded_at=stamp(step.entry.recorded_at),
        state=state(step.entry, mender),
        changed_by=None if mender is None else mender.position,
        fact=_said(step),
    )


def _said(step: Standing) -> tuple[e.PlainEvent, date]:
    return step.event, step.effective_on


def assigned(entries: Iterable[Entry]) -> set[int]:
    """Return the number of every action ever assigned under an item, those taken back included."""
    events = (x.event.event if isinstance(x.event, e.EntryCorrected) else x.event for x in entries)
    return {event.action for event in events if isinstance(event, e.ActionAssigned)}


def recorded_by_wrong_clocks(
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
    return last_just_after(sorted(known))
