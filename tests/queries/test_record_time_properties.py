"""What is true of every story in a real ledger: no answer changes, however it is read or asked.

Stories are recorded in a unit of work that is then undone, so that each begins in an empty ledger.
The properties that need no ledger are in `test_time_properties.py`, what is printed is in
`test_output_time_properties.py`.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING
from unittest.mock import patch

import given as g
import hypothesis
import hypothesis.strategies as st
import oracle
import pytest
import random_stories
from oracle_words import told
from stores import ITEM, SampleLedger, empty_desk, undone

from tracker.application.tracker import Tracker
from tracker.domain.bitemporal import Entry
from tracker.domain.item_history import fold_item
from tracker.ledger import reader
from tracker.ledger.envelope import NewEntry
from tracker.queries.history import history_entries
from tracker.queries.item_detail import item_detail_json
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from collections.abc import Sequence

Story = tuple[Entry, ...]

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


IN_A_FILE = pytest.mark.parametrize("sample", ["sqlite"], indirect=True)
ON_A_SERVER = pytest.mark.parametrize("sample", ["postgresql"], indirect=True)


sample = empty_desk


def record(
    sample: SampleLedger, story: Sequence[Entry], saves: Sequence[tuple[int, timedelta]]
) -> None:
    """Record a story's entries at their positions, a few in each save."""
    left = list(story)
    for count, pause in cycle(saves):
        if not left:
            return
        sample.clock.instant += pause
        new = [NewEntry(ITEM, x.effective_on, x.event) for x in left[:count]]
        sample.record.append(new, actor=g.MANAGER, command_id=f"from-{left[0].position}")
        del left[:count]


def known_position(entries: Sequence[Entry], known_at: random_stories.Known) -> int:
    """Return the last position known, found the long way."""
    if isinstance(known_at, datetime):
        known = [x for x in entries if x.recorded_at <= known_at]
    elif isinstance(known_at, date):
        known = [
            x for x in entries if x.recorded_at.astimezone(random_stories.LONDON).date() <= known_at
        ]
    else:
        instant = entries[known_at - 1].recorded_at
        known = [x for x in entries if x.recorded_at <= instant]
    return len(known)


def answer(sample: SampleLedger, as_of: date, known_at: random_stories.Known) -> bytes:
    """Return everything told about a moment, as bytes."""
    tracker = Tracker(sample.record)
    plan = tracker.folded_plan(tracker.moment(as_of, known_at))
    items = [item_detail_json(plan, item) for item in plan.items.values()]
    return json.dumps([moment_json(plan), items, history_entries(plan)]).encode()


def earlier_answers_stay(sample: SampleLedger, data: st.DataObject) -> None:
    """What is recorded later changes no view at an earlier known-at."""
    story = data.draw(random_stories.stories())
    cut = data.draw(st.integers(1, len(story)))
    saves = data.draw(SAVES)
    as_of = data.draw(random_stories.AS_OF)
    sample.clock.instant = data.draw(BEGINNINGS)
    with undone(sample):
        record(sample, story[:cut], saves)
        sample.clock.instant += timedelta(seconds=1)
        entries = sample.record.entries()
        known_at = data.draw(random_stories.moments_known(entries))
        position = known_position(entries, known_at)

        before = answer(sample, as_of, known_at)
        sample.clock.instant += timedelta(days=2)
        record(sample, story[cut:], saves)

        assert answer(sample, as_of, known_at) == before
        assert json.loads(before)[0]["position"] == position
        facts = random_stories.facts(tuple(entries))
        expected = oracle.view(facts, as_of.isoformat(), position)
        assert told(sample.item(as_of, known_at)) == expected


ASKED = hypothesis.given(st.data())


@IN_A_FILE
@random_stories.ordinary
@ASKED
def test_what_is_recorded_later_changes_no_earlier_answer(
    sample: SampleLedger, data: st.DataObject
) -> None:
    """Property b: the view at a known-at is the same for ever, however its moment was named."""
    earlier_answers_stay(sample, data)


@ON_A_SERVER
@random_stories.fewer
@ASKED
def test_what_is_recorded_later_changes_no_earlier_answer_on_a_server(
    sample: SampleLedger, data: st.DataObject
) -> None:
    """Property b, where each question is a journey."""
    earlier_answers_stay(sample, data)


@pytest.mark.soak
@random_stories.soaked
@ASKED
def test_what_is_recorded_later_changes_no_earlier_answer_soaked(
    sample: SampleLedger, data: st.DataObject
) -> None:
    """Property b, many times more."""
    earlier_answers_stay(sample, data)


def pages_do_not_matter(sample: SampleLedger, story: Story, as_of: date) -> None:
    """However many entries are read at a time, the same is read."""
    sample.clock.instant = datetime(2026, 2, 1, tzinfo=UTC)
    with undone(sample):
        record(sample, story, [(100, timedelta())])
        whole = sample.record.entries()
        expected = oracle.view(random_stories.facts(tuple(whole)), as_of.isoformat())
        for size in (1, 7, 100):
            with patch.object(reader, "PAGE", size):
                inside = sample.record.entries()
            paged = [
                entry
                for after in range(0, len(whole), size)
                for entry in sample.record.entries(after=after, upto=after + size)
            ]

            assert [x.event for x in paged] == [x.event for x in story]
            assert paged == inside == whole == sample.record.stream(ITEM)
            assert told(fold_item(paged, as_of)) == expected


PAGED = hypothesis.given(story=random_stories.stories(6), as_of=random_stories.AS_OF)


@IN_A_FILE
@random_stories.ordinary
@PAGED
def test_results_do_not_depend_on_the_size_of_a_page(
    sample: SampleLedger, story: Story, as_of: date
) -> None:
    """Property d: read 1, 7 or 100 at a time, it is the same history and the same plan."""
    pages_do_not_matter(sample, story, as_of)


@ON_A_SERVER
@random_stories.fewer
@PAGED
def test_results_do_not_depend_on_the_size_of_a_page_on_a_server(
    sample: SampleLedger, story: Story, as_of: date
) -> None:
    """Property d, where each page is a journey."""
    pages_do_not_matter(sample, story, as_of)


@pytest.mark.soak
@random_stories.soaked
@PAGED
def test_results_do_not_depend_on_the_size_of_a_page_soaked(
    sample: SampleLedger, story: Story, as_of: date
) -> None:
    """Property d, many times more."""
    pages_do_not_matter(sample, story, as_of)
