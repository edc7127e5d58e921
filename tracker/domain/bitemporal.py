"""Time: what was true on a day, as known at a position, and what a London day is.

Every entry has two dates: the day it took effect and the instant it was recorded. A question about
the past names one of each. This module is the definition: faster code must give the same answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.lazy_import import lazy_import

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from tracker.domain import events as e
    from tracker.domain.events import AnyEvent, PlainEvent
    from tracker.domain.vocabulary import PartyId
else:
    e = lazy_import("tracker.domain.events")


_LAST_HOUR = 23


class Entry(NamedTuple):
    """One event in the ledger, in its envelope.

    `position` counts the entries of a ledger from 1 without a gap. `effective_on` is the day the
    fact took effect, `recorded_at` the instant (UTC) it was recorded, `command` the id of the
    command that recorded it; everything one command recorded shares one instant.
    """

    position: int
    stream: str
    effective_on: date
    recorded_at: datetime
    actor: PartyId
    command: str
    event: AnyEvent


class EffectiveEntry(NamedTuple):
    """An entry as corrected: with its last correction, if any, in its original place."""

    entry: Entry
    effective_on: date
    event: PlainEvent
    corrected_by: int | None = None

    @property
    def position(self) -> int:
        """The position of the entry itself: a correction keeps its place."""
        return self.entry.position

    @property
    def actor(self) -> PartyId:
        """Who recorded the entry."""
        return self.entry.actor


class Moment(NamedTuple):
    """The moment that a question about the plan is about: a day, as known at a position.

    `known_day` is the London day of the knowledge, and `today` the day the question was asked.
    """

    as_of: date
    position: int
    known_day: date
    today: date

    @property
    def label(self) -> str | None:
        """A remark if the day asked for is later than what was known."""
        if self.as_of > self.today:
            return "planned, not yet happened"
        if self.as_of > self.known_day:
            return "what was then expected"
        return None


def corrections_in_force(entries: Iterable[Entry]) -> set[int]:
    """Return the positions of the corrections and take-backs that have not been taken back."""
    mending = [x for x in entries if isinstance(x.event, e.EntryCorrected | e.EntryTakenBack)]
    live: set[int] = set()
    taken_back: set[int] = set()
    for entry in reversed(mending):
        if entry.position not in taken_back:
            live.add(entry.position)
            if isinstance(entry.event, e.EntryTakenBack):
                taken_back.add(entry.event.entry)
    return live


def effective_entries(entries: Sequence[Entry]) -> list[EffectiveEntry]:
    """Return one stream's entries as corrected, in the order in which they are folded.

    Entries must come in order of position. If an entry was corrected more than once, the last
    correction counts. Entries and corrections that were taken back are left out. The rest are
    ordered by effective date, and within a day by original position.
    """
    effective: dict[int, EffectiveEntry | None] = {}
    live: set[int] | None = None
    for entry in entries:
        match entry.event:
            case e.EntryCorrected(entry=target, event=event, on=on):
                live = corrections_in_force(entries) if live is None else live
                if entry.position in live and target in effective:
                    before = effective[target] or _as_recorded(entries, target)
                    effective[target] = before._replace(
                        event=before.event if event is None else event,
                        effective_on=before.effective_on if on is None else on,
                        corrected_by=entry.position,
                    )
            case e.EntryTakenBack(entry=target):
                live = corrections_in_force(entries) if live is None else live
                if entry.position in live and target in effective:
                    effective[target] = None
            case e.ErasureAsked() | e.TextErased():
                pass
            case plain:
                effective[entry.position] = EffectiveEntry(entry, entry.effective_on, plain)
    return sorted(
        (stands for stands in effective.values() if stands is not None),
        key=lambda stands: (stands.effective_on, stands.position),
    )


def _as_recorded(entries: Sequence[Entry], position: int) -> EffectiveEntry:
    entry = next(entry for entry in entries if entry.position == position)
    if isinstance(entry.event, e.EntryCorrected | e.EntryTakenBack | e.ErasureAsked | e.TextErased):
        msg = f"entry #{position} is not a fact of the plan"
        raise TypeError(msg)
    return EffectiveEntry(entry, entry.effective_on, entry.event)


def effective_up_to(entries: Sequence[Entry], as_of: date) -> list[EffectiveEntry]:
    """Return one stream's entries as corrected that took effect up to the end of a day."""
    return [stands for stands in effective_entries(entries) if stands.effective_on <= as_of]


def corrections_by_entry(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Return, for each entry corrected or taken back, the last correction or take-back in force."""
    live = corrections_in_force(entries)
    return {
        entry.event.entry: entry
        for entry in entries
        if isinstance(entry.event, e.Mending) and entry.position in live
    }


def entry_state(entry: Entry, mending: Entry | None) -> str:
    """Return what became of an entry, or what it is if it corrects or erases another."""
    if mending is not None:
        return "taken back" if isinstance(mending.event, e.EntryTakenBack) else "corrected"
    if isinstance(entry.event, e.Mending):
        return "correction"
    return "erasure" if isinstance(entry.event, e.Erasing) else "stands"


@cache
def london_zone() -> ZoneInfo:
    """Return London's time zone."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most instants do not need it

    return ZoneInfo("Europe/London")


def london_day(instant: datetime) -> date:
    """Return the day in London at an instant, which must have an offset.

    London is on UTC or an hour ahead of it, so only the last hour of a UTC day needs the time zone.
    (In summers up to 1947 it was two hours ahead.)
    """
    if instant.tzinfo is None:
        msg = "an instant without an offset belongs to no day"
        raise ValueError(msg)
    there = instant.astimezone(UTC)
    return (there if there.hour < _LAST_HOUR else there.astimezone(london_zone())).date()


def end_of_day(day: date) -> datetime:
    """Return the instant (UTC) at which the London day is over: the next midnight there."""
    return start_of_day(day + timedelta(days=1))


def start_of_day(day: date) -> datetime:
    """Return the instant (UTC) of midnight in London at the start of a day."""
    return datetime.combine(day, time(), tzinfo=london_zone()).astimezone(UTC)
