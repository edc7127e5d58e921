"""What is true of every story in a real ledger: no answer changes, however it is read or asked.

Stories are recorded in a unit of work that is then undone, so that each begins in an empty ledger.
The properties that need no ledger are in `test_time_properties.py`.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING
from unittest.mock import patch
from zoneinfo import ZoneInfo

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import reference
import stories
from stores import ITEM, OPENED, STORES, Desk
from told import told

from tracker.application import Tracker
from tracker.domain import events as e
from tracker.domain.moment import Entry
from tracker.domain.timeline import recommendation
from tracker.ledger import record as keeping
from tracker.ledger.envelope import NewEntry
from tracker.register.detail import item_detail
from tracker.register.history import history_of
from tracker.register.lines import moment_shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Story = tuple[Entry, ...]
Known = int | date | datetime

LONDON = ZoneInfo("Europe/London")
BEGINNINGS = st.sampled_from(
    [
        datetime(2025, 12, 30, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    ]
)
"""Evenings before a year ends, and before the nights in which London's clocks are changed."""

PAUSES = st.sampled_from([timedelta(), timedelta(minutes=40), timedelta(hours=7), timedelta(1)])
SAVES = st.lists(st.tuples(st.integers(1, 3), PAUSES), min_size=1, max_size=4)
"""How many entries each command records, and how long after the one before, over and over."""


class _UndoneError(Exception):
    """A story has been told, and is undone."""


@pytest.fixture(scope="module", params=STORES)
def desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """An empty ledger, on each kind of store."""
    made = Desk(request.param, tmp_path_factory.mktemp("ledger"))
    with made.record:
        yield made


@contextmanager
def undone(desk: Desk) -> Iterator[None]:
    """Undo at the end what is recorded in between."""
    with suppress(_UndoneError), desk.record.unit():
        yield
        raise _UndoneError


def record(desk: Desk, story: Sequence[Entry], saves: Sequence[tuple[int, timedelta]]) -> None:
    """Record a story's entries at their positions, a few in each save."""
    left = list(story)
    for count, pause in cycle(saves):
        if not left:
            return
        desk.clock.instant += pause
        new = [NewEntry(ITEM, x.effective_on, x.event) for x in left[:count]]
        desk.record.append(new, actor=g.MANAGER, command_id=f"from-{left[0].position}")
        del left[:count]


def known_position(entries: Sequence[Entry], known_at: Known) -> int:
    """Return the last position known, found the long way."""
    if isinstance(known_at, datetime):
        known = [x for x in entries if x.recorded_at <= known_at]
    elif isinstance(known_at, date):
        known = [x for x in entries if x.recorded_at.astimezone(LONDON).date() <= known_at]
    else:
        instant = entries[known_at - 1].recorded_at
        known = [x for x in entries if x.recorded_at <= instant]
    return len(known)


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


def answer(desk: Desk, as_of: date, known_at: Known) -> bytes:
    """Return everything told about a moment, as bytes."""
    tracker = Tracker(desk.record)
    plan = tracker.plan(tracker.moment(as_of, known_at))
    items = [item_detail(plan, item) for item in plan.items.values()]
    return json.dumps([moment_shape(plan), items, history_of(plan)]).encode()


def earlier_answers_stay(desk: Desk, data: st.DataObject) -> None:
    """What is recorded later changes no view at an earlier known-at."""
    story = data.draw(stories.stories())
    cut = data.draw(st.integers(1, len(story)))
    saves = data.draw(SAVES)
    as_of = data.draw(stories.AS_OF)
    desk.clock.instant = data.draw(BEGINNINGS)
    with undone(desk):
        record(desk, story[:cut], saves)
        desk.clock.instant += timedelta(seconds=1)
        entries = desk.record.entries()
        known_at = data.draw(moments_known(entries))
        position = known_position(entries, known_at)

        before = answer(desk, as_of, known_at)
        desk.clock.instant += timedelta(days=2)
        record(desk, story[cut:], saves)

        assert answer(desk, as_of, known_at) == before
        assert json.loads(before)[0]["position"] == position
        facts = stories.facts(tuple(entries))
        expected = reference.view(facts, as_of.isoformat(), position)
        assert told(desk.item(as_of, known_at)) == expected


ASKED = hypothesis.given(st.data())


@stories.ordinary
@ASKED
def test_what_is_recorded_later_changes_no_earlier_answer(desk: Desk, data: st.DataObject) -> None:
    """Property b: the view at a known-at is the same for ever, however its moment was named."""
    earlier_answers_stay(desk, data)


@pytest.mark.soak
@stories.soaked
@ASKED
def test_what_is_recorded_later_changes_no_earlier_answer_soaked(
    desk: Desk, data: st.DataObject
) -> None:
    """Property b, many times more."""
    earlier_answers_stay(desk, data)


def pages_do_not_matter(desk: Desk, story: Story, as_of: date) -> None:
    """However many entries are read at a time, the same is read."""
    desk.clock.instant = datetime(2026, 2, 1, tzinfo=UTC)
    with undone(desk):
        record(desk, story, [(100, timedelta())])
        whole = desk.record.entries()
        expected = reference.view(stories.facts(tuple(whole)), as_of.isoformat())
        for size in (1, 7, 100):
            with patch.object(keeping, "PAGE", size):
                inside = desk.record.entries()
            paged = [
                entry
                for after in range(0, len(whole), size)
                for entry in desk.record.entries(after=after, upto=after + size)
            ]

            assert [x.event for x in paged] == [x.event for x in story]
            assert paged == inside == whole == desk.record.stream(ITEM)
            assert told(recommendation(paged, as_of)) == expected


PAGED = hypothesis.given(story=stories.stories(6), as_of=stories.AS_OF)


@stories.ordinary
@PAGED
def test_results_do_not_depend_on_the_size_of_a_page(desk: Desk, story: Story, as_of: date) -> None:
    """Property d: read 1, 7 or 100 at a time, it is the same history and the same plan."""
    pages_do_not_matter(desk, story, as_of)


@pytest.mark.soak
@stories.soaked
@PAGED
def test_results_do_not_depend_on_the_size_of_a_page_soaked(
    desk: Desk, story: Story, as_of: date
) -> None:
    """Property d, many times more."""
    pages_do_not_matter(desk, story, as_of)


BUSY = (
    g.progressed(1, 50),
    g.date_asked(1, to=date(2026, 9, 1)),
    g.date_agreed(1, to=date(2026, 9, 1)),
    g.reowned(1, g.CHAIR),
    g.outcome(1, action=1),
    g.reading("90"),
    g.evidence(1, action=1),
    g.completed(1),
    g.corrected(15, e.ActionProgressed(action=1, note="Rather less", percent=25)),
    g.taken_back(22),
    g.closure_proposed(),
    g.closure_refused(),
    g.noted("Raised again"),
)
"""What happened, a day after another; #15 and #22 are the first and the eighth of it."""

QUESTIONS = st.sampled_from(
    [
        ("list",),
        ("show", g.REF),
        ("show", f"{g.REF}/1"),
        ("history", g.REF),
        ("history",),
        ("late",),
        ("decisions",),
    ]
)


@pytest.fixture(scope="module", params=STORES)
def busy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A ledger in which a good deal has happened, on each kind of store."""
    made = Desk(request.param, tmp_path_factory.mktemp("busy"))
    with made.record:
        made.opened()
        for day, entry in enumerate(BUSY):
            made.clock.instant += timedelta(days=1)
            made.append(entry.event, on=OPENED + timedelta(days=day))
        made.clock.instant += timedelta(days=1)
        yield made


def same_bytes_again(busy: Desk, words: tuple[str, ...], as_of: date, data: st.DataObject) -> None:
    """A question asked again gets the same bytes, whatever the clock says by then."""
    known_at = data.draw(moments_known(busy.record.entries()))
    known = str(known_at) if isinstance(known_at, int) else known_at.isoformat()
    question = (*words, "--as-of", as_of.isoformat(), "--known-at", known, "--json")

    first = busy.typed(*question)
    busy.clock.instant += timedelta(hours=7)
    again = busy.typed(*question)

    assert first == again
    assert first.code in {0, 3}


REPEATED = hypothesis.given(
    words=QUESTIONS,
    as_of=st.dates(OPENED - timedelta(days=2), OPENED + timedelta(days=20)),
    data=st.data(),
)


@stories.ordinary
@REPEATED
def test_the_same_question_gets_the_same_bytes(
    busy: Desk, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """Property e: through the command line, as JSON."""
    same_bytes_again(busy, words, as_of, data)


@pytest.mark.soak
@stories.soaked
@REPEATED
def test_the_same_question_gets_the_same_bytes_soaked(
    busy: Desk, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """Property e, many times more."""
    same_bytes_again(busy, words, as_of, data)
