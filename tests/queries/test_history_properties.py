"""What is true of the history of every story: it shows each mending, and taking one back undoes it.

Stories are drawn at random (`random_stories.py`); what the plan itself keeps through mending is in
`test_time_properties.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
import sample_plans

from tracker.domain import events as e
from tracker.domain.bitemporal import corrections_in_force
from tracker.queries.history import history_entries

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.queries.json_types.items import EntryShape

Story = tuple["Entry", ...]

MENDED = hypothesis.given(
    random_stories.stories(5),
    random_stories.CORRECTION | random_stories.TAKE_BACK,
    st.lists(random_stories.PLAIN, max_size=3),
)


def told(story: Story) -> dict[int, EntryShape]:
    """Return the whole history of an item, as it is known at last, by position."""
    rows = history_entries(sample_plans.plan(*story, on=random_stories.LAST_DAY.replace(year=2027)))
    return {row["position"]: row for row in rows if row["position"] < sample_plans.FIRST_OF_PEOPLE}


def every_mending_is_shown(story: Story) -> None:
    """Every entry has its row; what mends another in force is named where that is told."""
    rows = told(story)

    live = corrections_in_force(story)
    assert sorted(rows) == [entry.position for entry in story]
    for entry in story:
        if isinstance(entry.event, e.Mending):
            assert rows[entry.position]["type"] == entry.event.type
            assert (rows[entry.position]["state"] == "taken back") == (entry.position not in live)
        changed_by = rows[entry.position]["changed_by"]
        assert changed_by is None or changed_by in live


def taken_back_it_leaves_what_was_told(story: Story, mending: Entry, rest: list[Entry]) -> None:
    """But for its own row, the history tells the same as if the mending had never been."""
    mended = random_stories.placed([mending, *rest], after=story)
    at, last = len(story) + 1, len(mended) + 1
    restored = (*mended, g.taken_back(at)._replace(position=last))
    nothing = g.noted("Nothing")._replace(position=at)
    never = (*mended[: at - 1], nothing, *mended[at:])

    after, without = told(restored), told(never)

    assert (after[at]["state"], after[at]["changed_by"]) == ("taken back", last)
    assert after[last]["state"] == "correction"
    assert {n: row for n, row in after.items() if n not in {at, last}} == {
        n: row for n, row in without.items() if n != at
    }


@random_stories.ordinary
@hypothesis.given(random_stories.stories())
def test_every_mending_is_shown(story: Story) -> None:
    """Nothing is put right unseen."""
    every_mending_is_shown(story)


@random_stories.ordinary
@MENDED
def test_a_mending_taken_back_leaves_what_was_told(
    story: Story, mending: Entry, rest: list[Entry]
) -> None:
    """What it had changed reads again as it did before."""
    taken_back_it_leaves_what_was_told(story, mending, rest)


@pytest.mark.soak
@random_stories.soaked
@hypothesis.given(random_stories.stories())
def test_every_mending_is_shown_soaked(story: Story) -> None:
    """Many times more."""
    every_mending_is_shown(story)


@pytest.mark.soak
@random_stories.soaked
@MENDED
def test_a_mending_taken_back_leaves_what_was_told_soaked(
    story: Story, mending: Entry, rest: list[Entry]
) -> None:
    """Many times more."""
    taken_back_it_leaves_what_was_told(story, mending, rest)
