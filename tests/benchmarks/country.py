"""Twenty years of every service of a country, invented by chance that comes out the same each time.

Every service is inspected every other year; each report asks for two dozen things, and each of
those is answered, worked on, put off, judged and closed over some years. One entry in ten is dated
back, one in fifty is corrected or taken back. What comes out is in the order in which it was
recorded. A service has the same history in every country that has it, however large.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

from tracker.application.bulk_append import BulkSave
from tracker.domain import events as e
from tracker.domain.vocabulary import (
    ClosedAs,
    InspectionId,
    ItemRef,
    Kind,
    PartyId,
    PartyKind,
    Progress,
    Relation,
    Response,
    ServiceId,
)
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST, LAST = date(2006, 1, 2), date(2025, 12, 31)
REPORTS, ITEMS = 10, 24
"""Reports of a service in twenty years, and items of a report."""

ENTRIES_PER_ITEM: Final = 27.78
PARTIES: Final = 8
DATED_BACK, MENDED = 0.188, 0.037
"""The share of those entries that can be, so that it is one in ten, one in fifty, of all."""

WORDS: Final = (
    *("board", "service", "children", "partner", "plan", "case", "staff", "review", "court"),
    *("school", "health", "police", "assessment", "risk", "support", "family", "quality"),
)


@dataclass(slots=True)
class PlannedEvent:
    """One entry to come: the day it is recorded, the day it takes effect, and its event."""

    day: int
    on: int
    stream: str
    make: Callable[[], e.AnyEvent]
    actor: str
    position: int = 0


def services(entries: int) -> int:
    """Return how many services so many entries are of; the last one may be smaller."""
    return -(-_items(entries) // (REPORTS * ITEMS))


def _items(entries: int) -> int:
    return max(ITEMS, round(entries / ENTRIES_PER_ITEM))


class Played:
    """The clock of the story: it says the instant of the step that is being recorded."""

    def __init__(self, now: datetime) -> None:
        """Set it."""
        self.now = now

    def __call__(self) -> datetime:
        """Tell the instant."""
        return self.now


def saves(entries: int, clock: Played, head: int) -> Iterator[BulkSave]:
    """Yield the saves of the story, each of one entry; the clock is set before each.

    `head` is the position of the last entry there is.
    """
    for position, step in enumerate(_steps(entries), head + 1):
        step.position = position
        day = datetime.combine(date.fromordinal(step.day), datetime.min.time(), UTC)
        clock.now = max(day + timedelta(hours=9), clock.now + timedelta(milliseconds=20))
        entry = NewEntry(step.stream, date.fromordinal(step.on), step.make())
        yield BulkSave([entry], step.actor, f"story-{position}")


def _steps(entries: int) -> Iterator[PlannedEvent]:
    """Yield every step in the order in which it is recorded."""
    waiting: list[tuple[tuple[int, ...], PlannedEvent]] = []
    yield from _beginning(services(entries))
    for day, service, report, items in _reports(entries):
        while waiting and waiting[0][0][0] < day:
            yield heappop(waiting)[-1]
        name = f"service-{service:03}-{report:02}"
        yield PlannedEvent(
            day, day, f"inspection:{name}", partial(_published, service, name, day), "p2"
        )
        for number in range(1, items + 1):
            for place, step in enumerate(Life(service, name, number, day).steps()):
                if step.day <= LAST.toordinal():
                    order = step.day, service, report, number, place
                    heappush(waiting, (order, step))
    while waiting:
        yield heappop(waiting)[-1]


def _beginning(count: int) -> Iterator[PlannedEvent]:
    day = FIRST.toordinal()
    for service in range(1, count + 1):
        added = partial(e.ServiceAdded, name=f"Service {service:03}")
        yield PlannedEvent(day, day, f"service:service-{service:03}", added, "p2")
        for n in range(PARTIES):
            called = f"Head of {WORDS[n + 3]} of service {service:03}"
            party = partial(e.PartyAdded, kind=PartyKind.ROLE, name=called)
            yield PlannedEvent(day, day, f"party:{_party(service, n)}", party, "p2")


def _party(service: int, n: int) -> PartyId:
    return PartyId(f"p{10 + (service - 1) * PARTIES + n}")


def _reports(entries: int) -> list[tuple[int, int, int, int]]:
    """Return day, service, number and count of items of every report, in the order of days."""
    rows, left = [], _items(entries)
    years = (LAST - FIRST).days // REPORTS
    for service in range(1, services(entries) + 1):
        for report in range(REPORTS):
            items = min(ITEMS, left)
            left -= items
            day = FIRST.toordinal() + 7 + report * years + service * 97 % years
            if items:
                rows.append((day, service, report + 1, items))
    return sorted(rows)


def _published(service: int, name: str, day: int) -> e.InspectionPublished:
    on = date.fromordinal(day)
    return e.InspectionPublished(
        service=ServiceId(f"service-{service:03}"),
        inspectorate="The inspectorate",
        title=f"An inspection of service {service:03}",
        kind="report",
        published=e.PrintedDate(text=on.isoformat(), iso=on.isoformat()),
        fieldwork=e.Fieldwork(),
        overall="Requires improvement",
        source=e.Source(report=name, layout="story"),
    )


class Life:
    """What becomes of one item."""

    def __init__(self, service: int, report: str, number: int, day: int) -> None:
        """Take the day its report is published on."""
        self._rng = random.Random(f"{report}/{number}")  # noqa: S311 - the same every time
        self._service = service
        self._report = report
        self._number = number
        self._day = day
        self._found: list[PlannedEvent] = []

    def steps(self) -> list[PlannedEvent]:
        """Return everything recorded about it, in no order."""
        rng, day = self._rng, self._day
        self._put(day, self._made)
        answered = day + rng.randint(7, 28)
        response = rng.choices((Response.AGREED, Response.PARTLY_AGREED), (9, 1))[0]
        self._put(answered, partial(e.ResponseGiven, response=response, part=None))
        ends = [self._action(n, answered + rng.randint(1, 30)) for n in range(1, rng.randint(2, 5))]
        done = max(ends)
        for _ in range(rng.randint(0, 5)):
            at = rng.randint(answered, done)
            self._loose(at, answered, partial(e.NoteMade, note=self._words(12)))
        for scale in range(rng.randint(0, 3)):
            at, progress = rng.randint(answered + 60, done + 60), list(Progress)[scale]
            self._loose(at, at - 30, partial(e.ProgressClaimed, progress=progress, why="As shown."))
        if rng.random() < 0.4:
            judged = partial(e.ProgressJudged, progress=Progress.REASONABLE, why=self._words(15))
            self._put(done + rng.randint(1, 60), judged)
        if rng.random() < 0.85:
            self._closed(done + rng.randint(61, 120))
        if rng.random() < 0.04:
            self._linked(answered + 40)
        return self._found

    def _action(self, number: int, day: int) -> int:
        """Give somebody a step; return the day on which it is done."""
        rng = self._rng
        due = day + rng.randint(90, 360)
        done = day + rng.randint(80, 700)
        owner = _party(self._service, rng.randrange(PARTIES))
        what, on = self._words(14), date.fromordinal(due)
        self._put(day, partial(e.ActionAssigned, action=number, what=what, owner=owner, due=on))
        percents = sorted(rng.randrange(5, 100, 5) for _ in range(rng.randint(1, 6)))
        for at, percent in zip(sorted(rng.choices(range(day, done), k=6)), percents, strict=False):
            note = self._words(18)
            make = partial(e.ActionProgressed, action=number, note=note, percent=percent)
            self._loose(at, day, make)
        if done > due:
            asked, to = due - rng.randint(5, 20), date.fromordinal(done + 10)
            reason = self._words(10)
            self._put(asked, partial(e.DateChangeAsked, action=number, to=to, reason=reason))
            if rng.random() < 0.85:
                agreed = partial(e.DateChangeAgreed, action=number, to=to)
                self._put(asked + rng.randint(1, 4), agreed, by=1)
        self._put(done, partial(e.ActionCompleted, action=number, note=self._words(8)))
        filed = partial(e.EvidenceFiled, evidence=number, action=number, title=self._words(5))
        self._loose(done + rng.randint(1, 20), done, partial(filed, of=date.fromordinal(done)))
        return done

    def _closed(self, day: int) -> None:
        proposed = partial(e.ClosureProposed, closed_as=ClosedAs.IMPLEMENTED, why=self._words(12))
        self._put(day, proposed)
        agreed = partial(e.ClosureAgreed, closed_as=ClosedAs.IMPLEMENTED)
        self._put(day + self._rng.randint(7, 60), agreed, by=1)

    def _linked(self, day: int) -> None:
        to = ItemRef(f"{self._report}/{self._number % ITEMS + 1}")
        serves = self._rng.random() < 0.7
        relation, action = (Relation.SERVES, 1) if serves else (Relation.COVERED_BY, None)
        self._put(day, partial(e.RecommendationLinked, relation=relation, to=to, action=action))

    def _made(self) -> e.RecommendationMade:
        return e.RecommendationMade(
            inspection=InspectionId(self._report),
            service=ServiceId(f"service-{self._service:03}"),
            number=str(self._number),
            kind=Kind.RECOMMENDATION,
            text=self._words(25),
        )

    def _put(
        self, day: int, make: Callable[[], e.AnyEvent], on: int | None = None, by: int = 0
    ) -> PlannedEvent:
        item, actor = f"item:{self._report}/{self._number}", _party(self._service, by)
        step = PlannedEvent(day, day if on is None else on, item, make, actor)
        self._found.append(step)
        return step

    def _loose(self, day: int, earliest: int, make: Callable[[], e.ItemEvent]) -> None:
        """Record what can be dated back, not before a day, and what can be mended afterwards."""
        rng = self._rng
        back = rng.randint(5, 60) if rng.random() < DATED_BACK else 0
        step = self._put(day, make, max(min(day, earliest), day - back))
        chance = rng.random() / MENDED
        if chance < 1:
            self._put(day + rng.randint(1, 30), partial(_mended, step, chance))

    def _words(self, count: int) -> str:
        return " ".join(self._rng.choices(WORDS, k=count))


def _mended(step: PlannedEvent, chance: float) -> e.Mending:
    """Return what mends a step: mostly other words, sometimes another day; a few are taken back."""
    if chance < 0.1:
        return e.EntryTakenBack(entry=step.position, reason="It was of another item.")
    if chance < 0.4:
        on = date.fromordinal(step.on + 2)
        return e.EntryCorrected(entry=step.position, on=on, reason="It was another day.")
    words = "What was meant is this."
    event: e.PlainEvent = e.NoteMade(note=words)
    match step.make():
        case e.ActionProgressed(action=action, percent=percent):
            event = e.ActionProgressed(action=action, note=words, percent=percent)
        case e.EvidenceFiled() | e.ProgressClaimed() as other:
            event = other
        case _:
            pass
    return e.EntryCorrected(entry=step.position, event=event, reason="It was put wrongly.")
