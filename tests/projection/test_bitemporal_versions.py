"""The versions of an item are its fold, written down: at every day, as known at every position."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories

from tracker.domain.bitemporal import Entry, london_day
from tracker.domain.item_history import fold_item
from tracker.projection.bitemporal_versions import BitemporalVersion, VersionBuilder, save_positions
from tracker.projection.item_codec import decode_item
from tracker.projection.validity import LEVELS, NEVER, UNKNOWN, AskedMoment, Validity, bin_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.recommendation import Recommendation

BEGUN = datetime(2025, 12, 26, 23, tzinfo=UTC)
PAUSES = st.lists(st.integers(0, 40), min_size=20, max_size=20)
"""Hours between saves."""


def told(story: Sequence[Entry], sizes: list[int], pauses: Sequence[int]) -> list[Entry]:
    """Return a story as it would be recorded: so many entries a save, each later than the last."""
    entries: list[Entry] = []
    instant = BEGUN
    for number, size in enumerate(sizes * len(story)):
        instant += timedelta(hours=pauses[number % len(pauses)], microseconds=1)
        save = story[len(entries) : len(entries) + size]
        entries += [x._replace(recorded_at=instant, command=f"c{number}") for x in save]
    return entries


def played(entries: Sequence[Entry]) -> list[BitemporalVersion]:
    """Return the versions that entries make."""
    playing, count = VersionBuilder(entries[0].stream), 0
    for save in save_positions(entries):
        count += len(save)
        playing.play(entries[:count], save)
    return playing.versions()


def counting(versions: Sequence[BitemporalVersion], asked: AskedMoment) -> list[BitemporalVersion]:
    """Return the versions that count, found the long way; each lies in a bin that is looked in."""
    found = [version for version in versions if counts(version.period, asked)]
    spans = asked.spans()
    assert all(any(low <= each.bin <= high for low, high in spans) for each in found)
    return found


def counts(period: Validity, asked: AskedMoment) -> bool:
    """Whether a version counts on a day, as known at a position."""
    known = period.since <= asked.position < period.gone
    ended = asked.day >= period.end and asked.position >= period.ended
    return period.start <= asked.day and known and not ended


def item_of(answer: Sequence[BitemporalVersion]) -> Recommendation | None:
    """Return the item that versions are of; each part has one version at most."""
    parts = {version.part: version.state for version in answer}
    assert len(parts) == len(answer)
    if 0 not in parts:
        assert not parts
        return None
    own = parts.pop(0)
    actions = ((part, state.text) for part, state in parts.items())
    return decode_item(g.REF, own.service, own.text, actions)


def kept(item: Recommendation | None) -> Recommendation | None:
    """Return what is kept of an item: all but what commands alone need."""
    if item is None:
        return None
    return replace(item, latest={}, next_action=1, next_outcome=1, next_evidence=1)


def equals_the_fold(
    story: tuple[Entry, ...], sizes: list[int], pauses: list[int], as_of: date, data: st.DataObject
) -> None:
    """At any pair of dates the versions that count are the item that is folded."""
    entries = told(story, sizes, pauses)
    ends = [save[-1].position for save in save_positions(entries)]
    position = data.draw(st.just(ends[-1]) | st.sampled_from(ends))
    recorded = london_day(entries[position - 1].recorded_at)
    known_day = recorded + timedelta(days=data.draw(st.integers(0, 3)))
    if position < len(entries):  # that day's knowledge ends before the next save
        known_day = min(known_day, max(recorded, london_day(entries[position].recorded_at)))
    asked = AskedMoment(as_of.toordinal(), position, known_day.toordinal())

    item = item_of(counting(played(entries), asked))

    folded = kept(fold_item(entries[:position], as_of))
    assert item == folded
    assert list(item.actions if item else ()) == list(folded.actions if folded else ())


SIZES = st.lists(st.integers(1, 3), min_size=1, max_size=4)
AT_ANY_MOMENT = hypothesis.given(
    random_stories.stories(), SIZES, PAUSES, random_stories.AS_OF, st.data()
)


@random_stories.ordinary
@AT_ANY_MOMENT
def test_the_versions_that_count_are_the_fold(
    story: tuple[Entry, ...], sizes: list[int], pauses: list[int], as_of: date, data: st.DataObject
) -> None:
    """The fold is the definition; the read model equals it for every story and every moment."""
    equals_the_fold(story, sizes, pauses, as_of, data)


@pytest.mark.soak
@random_stories.soaked
@AT_ANY_MOMENT
def test_the_versions_that_count_are_the_fold_many_times(
    story: tuple[Entry, ...], sizes: list[int], pauses: list[int], as_of: date, data: st.DataObject
) -> None:
    """The same, of ten thousand stories."""
    equals_the_fold(story, sizes, pauses, as_of, data)


def test_in_order_of_time_there_is_one_version_an_entry() -> None:
    """What ends a version is told in its own row: before it is known, that row goes on."""
    days = [g.PUBLISHED + timedelta(days=n) for n in range(6)]
    entries = told(
        [g.made(), *(g.noted(on=day)._replace(position=n) for n, day in enumerate(days, start=2))],
        [1],
        [24],
    )
    entries = [x._replace(position=n) for n, x in enumerate(entries, start=1)]

    versions = played(entries)

    assert len(versions) == len(days)
    assert [version.period.gone for version in versions] == [UNKNOWN] * len(days)
    assert sum(each.period.end == NEVER for each in versions) == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_what_goes_on_from_its_open_versions_is_filed_as_what_is_played(turn: int) -> None:
    """Whichever of those recorded together is found first: they began on different days."""
    steps = [
        g.made(),
        g.assigned(on=g.BOARD),
        g.noted(on=g.BOARD + timedelta(days=2)),
        g.progressed(on=g.BOARD + timedelta(days=4)),
    ]
    placed = [step._replace(position=n) for n, step in enumerate(steps, start=1)]
    first, together, last = save_positions(told(placed, [1, 2], [24 * 365]))
    every = played([*first, *together, *last])
    before = [version for version in played([*first, *together]) if version.period.end == NEVER]
    item = fold_item([*first, *together], g.BOARD + timedelta(days=2))
    assert item is not None

    resumed = VersionBuilder(last[0].stream)
    resumed.resume(item, before[::turn])

    assert resumed.goes_on(last)
    assert {each.period.start for each in before} == {x.effective_on.toordinal() for x in together}
    assert set(resumed.versions()) <= set(every)


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        (g.noted(on=g.LATER), True),
        (g.assigned(2, on=g.LATER), True),
        (g.progressed(percent=60, on=g.LATER), False),
        (g.progressed(percent=40, on=g.LATER), False),
    ],
    ids=["a note", "another action", "again of the same", "as it was before"],
)
def test_a_second_entry_of_a_day_goes_on_where_it_changes_something_else(
    second: Entry, *, goes_on: bool
) -> None:
    """What changes twice in a day may be again as it was before: then all has to be played."""
    steps = [
        *(g.made(), g.assigned(on=g.BOARD), g.progressed(percent=40, on=g.BOARD)),
        *(g.progressed(percent=50, on=g.LATER), second),
    ]
    placed = [step._replace(position=n) for n, step in enumerate(steps, start=1)]
    *earlier, last = save_positions(told(placed, [1], [24 * 365]))
    known = [entry for save in earlier for entry in save]
    every = played([*known, *last])
    item = fold_item(known, g.LATER)
    assert item is not None

    resumed = VersionBuilder(last[0].stream)
    resumed.resume(item, [version for version in played(known) if version.period.end == NEVER])

    assert resumed.goes_on(last) == goes_on
    assert set(resumed.versions()) <= set(every) or not goes_on


def test_what_is_dated_back_leaves_what_was_believed() -> None:
    """Versions after the day it is dated are gone for whoever knows it, and no earlier."""
    entries = told(
        [
            g.made(),
            g.assigned(on=g.BOARD)._replace(position=2),
            g.progressed(percent=60, on=g.LATER)._replace(position=3),
            g.reowned(on=g.BOARD + timedelta(days=1))._replace(position=4),
        ],
        [1],
        [24],
    )

    periods = [version.period for version in played(entries) if version.part == 1]

    later = g.LATER.toordinal()
    assert Validity(later, since=3, gone=4) in periods
    assert Validity(later, since=4) in periods


@pytest.mark.parametrize(
    ("period", "recorded", "days"),
    [
        (Validity(100, 1), {1: 100}, [100, 101, 5_000, NEVER - 1]),
        (Validity(100, 1, end=107, ended=2), {1: 100, 2: 106}, [100, 106]),
        (Validity(100, 1, end=107, ended=2), {1: 100, 2: 140}, [100, 140]),
        (Validity(100, 1, end=107, ended=2), {1: 130, 2: 140}, [100, 140]),
        (Validity(100, 2, end=107, ended=2), {2: 140}, [100, 106]),
        (Validity(100, 1, gone=3), {1: 100, 3: 130}, [100, 130]),
        (Validity(100, 1, end=107, ended=2, gone=3), {1: 100, 2: 120, 3: 110}, [100, 110]),
        (Validity(100, 1, gone=3), {1: 80, 3: 90}, [80, 90]),
        (Validity(100, 1, end=107, ended=2), {1: 80, 2: 85}, [80, 106]),
    ],
)
def test_a_version_lies_where_each_of_its_days_is_looked_for(
    period: Validity, recorded: dict[int, int], days: list[int]
) -> None:
    """From its start or its recording on, whichever was first, until its end is known too."""
    place = bin_of(period, {UNKNOWN: NEVER, **recorded})

    for day in days:
        spans = AskedMoment(day, 1, day).spans()
        assert len(spans) == len(LEVELS)
        assert any(low <= place <= high for low, high in spans)


def test_what_was_then_expected_is_looked_for_on_the_day_it_was_known() -> None:
    """As of a day after the one its knowledge is of: no bin of a later day is looked in."""
    planned = bin_of(Validity(500, 1), {UNKNOWN: NEVER, 1: 300})
    short = bin_of(Validity(480, 2, end=490, ended=2), {UNKNOWN: NEVER, 2: 300})
    later = bin_of(Validity(301, 3), {UNKNOWN: NEVER, 3: 301})

    spans = AskedMoment(day=600, position=2, known_day=300).spans()

    assert spans == AskedMoment(day=300, position=2, known_day=600).spans()
    assert all(any(low <= place <= high for low, high in spans) for place in (planned, short))
    assert not any(low <= later <= high for low, high in spans)
