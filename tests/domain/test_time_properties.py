"""What is true of every story: the plan equals the oracle's, and no answer already given changes.

The meaning of a moment, tried on stories drawn at random. Those that need no ledger are here; what
a stored record must keep is in `test_record_time_properties.py`. The soak tries each many times
more.
"""

from __future__ import annotations

from datetime import date, timedelta

import given as g
import hypothesis
import hypothesis.strategies as st
import oracle
import pytest
import random_stories
from oracle_words import told

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry, effective_entries
from tracker.domain.item_history import fold_item
from tracker.domain.vocabulary import ErasureReason

Story = tuple[Entry, ...]
Mended = tuple[e.ItemEvent | None, int | None]

MOMENTS = hypothesis.given(random_stories.stories(), random_stories.AS_OF, st.data())

ONWARDS = st.integers(1, 9)
"""Days after the day asked about."""

LATER = st.tuples(
    random_stories.PLAIN,
    ONWARDS,
    st.none() | st.tuples(st.none() | random_stories.EVENTS, st.none() | ONWARDS),
)
"""Something of a later day, which may at once be corrected to something else of a later day."""

CONTINUED = hypothesis.given(
    random_stories.stories(), random_stories.AS_OF, st.lists(LATER, min_size=1, max_size=6)
)
MENDED = hypothesis.given(
    random_stories.stories(5),
    random_stories.CORRECTION | random_stories.TAKE_BACK,
    st.lists(random_stories.STEP, max_size=6),
    random_stories.AS_OF,
)


def equals_the_oracle(story: Story, as_of: date, data: st.DataObject) -> None:
    """The program and the oracle tell the same of any moment."""
    known_at = data.draw(st.just(len(story)) | st.integers(0, len(story)))
    facts = random_stories.facts(story)

    item = fold_item(story[:known_at], as_of)

    assert told(item) == oracle.view(facts, as_of.isoformat(), known_at)
    if item is not None:
        known = facts[:known_at]
        assert (item.next_action, item.next_outcome, item.next_evidence) == (
            1 + oracle.numbers_used(known, "action-assigned.v1", "action"),
            1 + oracle.numbers_used(known, "outcome-stated.v1", "outcome"),
            1 + oracle.numbers_used(known, "evidence-filed.v1", "evidence"),
        )


def ends_with_its_day(
    story: Story, as_of: date, later: list[tuple[Entry, int, Mended | None]]
) -> None:
    """What takes effect after a day changes nothing of that day."""
    steps = []
    for step, days, mended in later:
        steps.append(step._replace(effective_on=as_of + timedelta(days=days)))
        if mended is not None:
            event, moved = mended
            to = None if moved is None else as_of + timedelta(days=moved)
            steps.append(g.corrected(1, event, to=to))

    after = random_stories.placed(steps, after=story)

    assert told(fold_item(after, as_of)) == told(fold_item(story, as_of))


def restores_what_stood(story: Story, mending: Entry, rest: list[Entry], as_of: date) -> None:
    """A mending that is taken back leaves no trace in any view."""
    mended = random_stories.placed([mending, *rest], after=story)
    at, last = len(story) + 1, len(mended) + 1
    restored = (*mended, g.taken_back(at)._replace(position=last))
    nothing = e.ErasureAsked(entry=1, reason=ErasureReason.OTHER)

    never = tuple(
        entry._replace(event=nothing) if entry.position in {at, last} else entry
        for entry in restored
    )

    assert effective_entries(restored) == effective_entries(never)
    assert told(fold_item(restored, as_of)) == told(fold_item(never, as_of))


@random_stories.ordinary
@MOMENTS
def test_every_moment_is_what_the_oracle_tells(
    story: Story, as_of: date, data: st.DataObject
) -> None:
    """Property a: the view equals a reading of the same history that shares no code with it."""
    equals_the_oracle(story, as_of, data)


@random_stories.ordinary
@CONTINUED
def test_what_takes_effect_later_changes_no_earlier_day(
    story: Story, as_of: date, later: list[tuple[Entry, int, Mended | None]]
) -> None:
    """Property c: the plan of a day ends with that day, whatever is planned or corrected after."""
    ends_with_its_day(story, as_of, later)


@random_stories.ordinary
@MENDED
def test_taking_a_mending_back_restores_what_stood(
    story: Story, mending: Entry, rest: list[Entry], as_of: date
) -> None:
    """Property f: as if it had never been made, whatever was recorded in between."""
    restores_what_stood(story, mending, rest, as_of)


@pytest.mark.soak
@random_stories.soaked
@MOMENTS
def test_every_moment_is_what_the_oracle_tells_soaked(
    story: Story, as_of: date, data: st.DataObject
) -> None:
    """Property a, many times more."""
    equals_the_oracle(story, as_of, data)


@pytest.mark.soak
@random_stories.soaked
@CONTINUED
def test_what_takes_effect_later_changes_no_earlier_day_soaked(
    story: Story, as_of: date, later: list[tuple[Entry, int, Mended | None]]
) -> None:
    """Property c, many times more."""
    ends_with_its_day(story, as_of, later)


@pytest.mark.soak
@random_stories.soaked
@MENDED
def test_taking_a_mending_back_restores_what_stood_soaked(
    story: Story, mending: Entry, rest: list[Entry], as_of: date
) -> None:
    """Property f, many times more."""
    restores_what_stood(story, mending, rest, as_of)
