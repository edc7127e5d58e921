"""Random stories of one item: everything a person might record, in any order, on any day.

Around the turn of a year; dated back, dated ahead, corrected, taken back, and the corrections and
take-backs themselves taken back. Much of it could not have happened: what reads history has to
read that too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import given as g
import hypothesis
import hypothesis.strategies as st

from tracker.domain import events as e
from tracker.domain.vocabulary import ClosedAs, Kind, Progress, Relation, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.bitemporal import Entry

Known = int | date | datetime
LONDON = ZoneInfo("Europe/London")

EXAMPLES, SOAK = 500, 10_000
"""How many stories each property is tried on: in the ordinary run, and in the soak.

On a server there are fewer in the ordinary run.
"""

ordinary = hypothesis.settings(max_examples=EXAMPLES)
fewer = hypothesis.settings(max_examples=EXAMPLES // 10)
soaked = hypothesis.settings(max_examples=SOAK)

FIRST_DAY, LAST_DAY = date(2025, 12, 27), date(2026, 1, 6)
DAY = timedelta(days=1)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
EARLY = st.just(FIRST_DAY) | DAYS
AS_OF = st.just(LAST_DAY + 9 * DAY) | st.dates(FIRST_DAY - DAY, LAST_DAY) | st.just(LAST_DAY)
DUE_DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
ACTION = st.integers(1, 2)
PEOPLE = st.sampled_from([g.CHAIR, g.MANAGER, g.CLERK, g.POLICE, g.EDUCATION])
MINUTED = st.sampled_from([None, None, g.MINUTED])
MEASURED = st.sampled_from([None, g.ATTENDANCE, g.ATTENDANCE])
THEMES = st.lists(st.sampled_from(["health", "courts"]), min_size=1, unique=True).map(tuple)


def kinds(action: st.SearchStrategy[int]) -> dict[str, st.SearchStrategy[e.ItemEvent]]:
    """Return every kind of thing that may be recorded of an item, or of one of its actions."""
    of, some = action, st.none() | action
    another = action.map(lambda number: number + 1)
    why = st.just("It is so")
    return {
        "re-issue": st.builds(
            e.RecommendationReissued,
            kind=st.sampled_from(Kind),
            text=st.sampled_from([g.WHAT, "Teach every child"]),
            addressee=st.sampled_from([None, "The Chair"]),
            standard=st.sampled_from([None, "1.3"]),
        ),
        "drop": st.just(e.RecommendationDropped()),
        "note": st.builds(e.NoteMade, note=st.sampled_from(["First", "Second"])),
        "answer": st.builds(e.ResponseGiven, response=st.sampled_from(Response), minuted=MINUTED),
        "agree": st.builds(e.ResponseGiven, response=st.just(Response.AGREED)),
        "assign": st.builds(
            e.ActionAssigned,
            action=of,
            what=st.just(g.WHAT),
            owner=PEOPLE,
            due=DUE_DAYS,
            supporting=st.lists(PEOPLE, max_size=1).map(tuple),
        ),
        "log": st.builds(
            e.ActionProgressed,
            action=of,
            note=st.just("Under way"),
            percent=st.sampled_from([None, 0, 50, 100]),
        ),
        "complete": st.builds(e.ActionCompleted, action=of),
        "withdraw": st.builds(e.ActionWithdrawn, action=of, why=why),
        "take up": st.builds(e.ActionReopened, action=of, why=why),
        "reown": st.builds(e.ActionReowned, action=of, owner=PEOPLE),
        "ask": st.builds(e.DateChangeAsked, action=of, to=DUE_DAYS, reason=why),
        "agree date": st.builds(e.DateChangeAgreed, action=of, to=DUE_DAYS, minuted=MINUTED),
        "refuse date": st.builds(e.DateChangeRefused, action=of, why=why),
        "outcome": st.builds(
            e.OutcomeStated, outcome=of, action=some, what=st.just("Better"), measure=MEASURED
        ),
        "another outcome": st.builds(
            e.OutcomeStated, outcome=another, what=st.just("Better still"), measure=MEASURED
        ),
        "read": st.builds(e.MeasureRead, outcome=of, value=st.sampled_from(["90", "98"])),
        "file": st.builds(
            e.EvidenceFiled,
            evidence=of,
            action=some,
            title=st.just("Register"),
            of=DAYS,
            link=st.just("file 12"),
        ),
        "file another": st.builds(
            e.EvidenceFiled, evidence=another, title=st.just("Audit"), of=DAYS, link=st.just("13")
        ),
        "propose": st.builds(e.ClosureProposed, closed_as=st.sampled_from(ClosedAs), why=why),
        "close": st.builds(e.ClosureAgreed, closed_as=st.sampled_from(ClosedAs), minuted=MINUTED),
        "refuse": st.builds(e.ClosureRefused, why=why),
        "reopen": st.builds(e.RecommendationReopened, why=why),
        "claim": st.builds(e.ProgressClaimed, progress=st.sampled_from(Progress), why=why),
        "judge": st.builds(
            e.ProgressJudged, progress=st.sampled_from(Progress), why=why, minuted=MINUTED
        ),
        "link": st.builds(
            e.RecommendationLinked,
            relation=st.sampled_from(Relation),
            to=st.just(g.OTHER),
            action=some,
        ),
        "theme": st.builds(e.ThemesGiven, themes=THEMES),
    }


ABOUT = {number: kinds(st.just(number)) for number in (1, 2)}
EVENTS: st.SearchStrategy[e.ItemEvent] = st.one_of(*kinds(ACTION).values())
PLAIN: st.SearchStrategy[Entry] = st.builds(g.entry, EVENTS, on=DAYS, by=PEOPLE)
AGAIN = st.builds(g.made, on=DAYS)
CORRECTION = st.builds(g.corrected, st.integers(1, 10), st.none() | EVENTS, to=st.none() | DAYS)
TAKE_BACK = st.builds(g.taken_back, st.integers(1, 10))
STEP: st.SearchStrategy[Entry] = st.one_of(*[PLAIN] * 4, *[CORRECTION] * 2, *[TAKE_BACK] * 2, AGAIN)

COURSES = tuple(
    course.split(", ")
    for course in (
        "assign, ask, agree date, ask, agree date",
        "ask, refuse date, reown",
        "log, ask, complete",
        "complete, take up, log",
        "ask, withdraw, take up",
        "log, log, complete, log",
        "assign, reown, withdraw",
        "complete, propose, close, note",
        "assign, ask, propose, close",
        "propose, close, reopen, take up",
        "propose, refuse, propose",
        "reopen, take up",
        "outcome, read, another outcome, read",
        "assign, outcome, another outcome, read, file",
        "file, file another",
        "link, theme, link, theme",
        "re-issue, answer, drop, re-issue",
        "propose, close, re-issue, drop",
        "answer",
        "agree, claim, judge, claim, judge",
    )
)
"""How things follow from each other where somebody means them."""


@st.composite
def courses(draw: st.DrawFn) -> list[Entry]:
    """Draw what usually follows from each other, about one action, over a day or more."""
    about = ABOUT[draw(st.integers(1, 2))]
    on = draw(DAYS)
    steps = []
    for kind in draw(st.sampled_from(COURSES)):
        steps.append(draw(st.builds(g.entry, about[kind], on=st.just(on), by=PEOPLE)))
        on += draw(st.sampled_from([0, 0, 1])) * DAY
    return steps


OPENING = st.lists(st.builds(g.assigned, ACTION, on=EARLY), min_size=1, max_size=3)
PARTS = st.one_of(courses(), STEP.map(lambda step: [step]))


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
        story.append(step._replace(position=position, event=event))
    return tuple(story)


@st.composite
def stories(draw: st.DrawFn, most: int = 10) -> tuple[Entry, ...]:
    """Draw the entries of one item, in order of position: the report first, then anything."""
    entry = draw(st.builds(g.made, on=EARLY))
    parts = draw(st.lists(PARTS, min_size=draw(st.integers(0, most)), max_size=most))
    return placed([entry, *draw(OPENING), *(step for part in parts for step in part)])


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


def moments_known(entries: Sequence[Entry]) -> st.SearchStrategy[Known]:
    """Return positions, days and instants at which something of it was known."""
    instants = [x.recorded_at for x in entries]
    days = [x.astimezone(LONDON).date() for x in instants]
    return (
        st.integers(1, len(entries))
        | st.dates(days[0] - timedelta(days=1), days[-1])
        | st.sampled_from(instants)
        | st.sampled_from(instants).map(lambda x: x - timedelta(microseconds=1))
    )
