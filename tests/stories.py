"""Random stories of one item: everything a person might record, in any order, on any day.

Around the turn of a year; dated back, dated ahead, corrected, taken back, and the corrections and
take-backs themselves taken back. Much of it could not have happened: what reads history has to
read that too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import given as g
import hypothesis
import hypothesis.strategies as st

from tracker.domain import events as e
from tracker.domain.vocabulary import ClosedAs, Progress, Relation, Response

if TYPE_CHECKING:
    from tracker.domain.moment import Entry

EXAMPLES, SOAK = 500, 10_000
ordinary = hypothesis.settings(max_examples=EXAMPLES)
soaked = hypothesis.settings(max_examples=SOAK)

FIRST_DAY, LAST_DAY = date(2025, 12, 27), date(2026, 1, 6)
DAY = timedelta(days=1)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
EARLY = st.just(FIRST_DAY) | DAYS
AS_OF = st.dates(FIRST_DAY - DAY, LAST_DAY + DAY) | st.just(LAST_DAY)
DUE_DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
ACTION = st.integers(1, 2)
NUMBER = st.integers(1, 3)
PEOPLE = st.sampled_from([g.CHAIR, g.MANAGER, g.CLERK, g.POLICE, g.EDUCATION])
MINUTED = st.sampled_from([None, None, g.MINUTED])
MEASURED = st.sampled_from([None, g.ATTENDANCE, g.ATTENDANCE])
WHY = "It is so"

Family = tuple[st.SearchStrategy[e.ItemEvent], ...]

WORK: Family = (
    st.builds(
        e.ActionAssigned,
        action=ACTION,
        what=st.just(g.WHAT),
        owner=PEOPLE,
        due=DUE_DAYS,
        supporting=st.lists(PEOPLE, max_size=1).map(tuple),
    ),
    st.builds(
        e.ActionProgressed,
        action=ACTION,
        note=st.just("Under way"),
        percent=st.sampled_from([None, 0, 50, 100]),
    ),
    st.builds(e.ActionCompleted, action=ACTION),
    st.builds(e.ActionWithdrawn, action=ACTION, why=st.just(WHY)),
    st.builds(e.ActionReopened, action=ACTION, why=st.just(WHY)),
    st.builds(e.ActionReowned, action=ACTION, owner=PEOPLE),
    st.builds(e.ResponseGiven, response=st.sampled_from(Response), minuted=MINUTED),
    st.builds(e.ResponseGiven, response=st.just(Response.AGREED)),
)
DATES: Family = (
    st.builds(e.DateChangeAsked, action=ACTION, to=DUE_DAYS, reason=st.just(WHY)),
    st.builds(e.DateChangeAgreed, action=ACTION, to=DUE_DAYS, minuted=MINUTED),
    st.builds(e.DateChangeRefused, action=ACTION, why=st.just(WHY)),
)
CLOSING: Family = (
    st.builds(e.ClosureProposed, closed_as=st.sampled_from(ClosedAs), why=st.just(WHY)),
    st.builds(e.ClosureAgreed, closed_as=st.sampled_from(ClosedAs), minuted=MINUTED),
    st.builds(e.ClosureRefused, why=st.just(WHY)),
    st.builds(e.RecommendationReopened, why=st.just(WHY)),
)
SAYING: Family = (
    st.builds(e.NoteMade, note=st.sampled_from(["First", "Second"])),
    st.builds(e.ProgressClaimed, progress=st.sampled_from(Progress), why=st.just(WHY)),
    st.builds(
        e.ProgressJudged, progress=st.sampled_from(Progress), why=st.just(WHY), minuted=MINUTED
    ),
    st.builds(
        e.RecommendationLinked,
        relation=st.sampled_from(Relation),
        to=st.just(g.OTHER),
        action=st.none() | ACTION,
    ),
    st.builds(
        e.ThemesGiven,
        themes=st.lists(st.sampled_from(["health", "courts"]), min_size=1, unique=True).map(tuple),
    ),
)
MEASURING: Family = (
    st.builds(
        e.OutcomeStated,
        outcome=NUMBER,
        action=st.none() | ACTION,
        what=st.just("More in class"),
        measure=MEASURED,
    ),
    st.builds(e.MeasureRead, outcome=NUMBER, value=st.sampled_from(["90", "98"])),
    st.builds(
        e.EvidenceFiled,
        evidence=NUMBER,
        action=st.none() | ACTION,
        title=st.just("Register"),
        of=DAYS,
        link=st.just("file 12"),
    ),
)
FAMILIES = (WORK, DATES, CLOSING, SAYING, MEASURING)
EVENTS: st.SearchStrategy[e.ItemEvent] = st.one_of(*(one for family in FAMILIES for one in family))


def said(*families: Family) -> st.SearchStrategy[Entry]:
    """Return what may be recorded of these families, on any day by anybody."""
    return st.builds(g.entry, st.one_of(*(one for f in families for one in f)), on=DAYS, by=PEOPLE)


PLAIN = said(*FAMILIES)
AGAIN = st.builds(g.made, on=DAYS)
CORRECTION = st.builds(g.corrected, st.integers(1, 10), st.none() | EVENTS, to=st.none() | DAYS)
TAKE_BACK = st.builds(g.taken_back, st.integers(1, 10))
MENDED = (*[CORRECTION] * 2, *[TAKE_BACK] * 2, AGAIN)

STEP: st.SearchStrategy[Entry] = st.one_of(*[PLAIN] * 8, *MENDED)
STEPS = [
    STEP,
    *(st.one_of(*[said(family)] * 6, *[PLAIN] * 2, *MENDED) for family in FAMILIES),
    *(said(family) for family in FAMILIES),
]
"""What a story is told of: everything, mostly of one family, or of one family alone."""

OPENING = st.lists(st.builds(g.assigned, ACTION, on=EARLY), max_size=3)


def placed(steps: list[Entry], after: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
    """Return a story with its positions; a mending's number counts back from where it stands.

    What corrects a mending corrects the entry that one is about in the end.
    """
    story = list(after)
    for step in steps:
        position = len(story) + 1
        event = step.event
        if isinstance(event, e.Mending) and story:
            target = 1 + (position - 1 - event.entry) % (position - 1)
            while isinstance(event, e.EntryCorrected) and isinstance(
                mended := story[target - 1].event, e.Mending
            ):
                target = mended.entry
            event = event.model_copy(update={"entry": target})
        story.append(replace(step, position=position, event=event))
    return tuple(story)


@st.composite
def stories(draw: st.DrawFn, most: int = 24) -> tuple[Entry, ...]:
    """Draw the entries of one item, in order of position: the report first, then anything."""
    made = draw(st.builds(g.made, on=EARLY))
    step = draw(st.sampled_from(STEPS))
    least = draw(st.integers(0, most // 2))
    return placed([made, *draw(OPENING), *draw(st.lists(step, min_size=least, max_size=most))])


def facts(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """Return entries as the plain dictionaries the oracle reads."""
    return [
        {
            "position": entry.position,
            "stream": entry.stream,
            "effective_on": entry.effective_on.isoformat(),
            "recorded_at": entry.recorded_at.isoformat(),
            "actor": entry.actor,
            "type": entry.event.type,
            "data": entry.event.model_dump(mode="json"),
        }
        for entry in entries
    ]
