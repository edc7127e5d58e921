"""Services compared from the read model are those compared from the fold, at random moments."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
from comparison_plans import item
from stores import SampleLedger, empty_desk, noon, undone

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import ItemRef, Relation
from tracker.ledger.envelope import NewEntry
from tracker.projection.projector import Projector
from tracker.queries.plan import Plan
from tracker.queries.reader import ReadModelReader
from tracker.queries.service_comparison import compare_services
from tracker.queries.stored_plan import StoredPlan
from tracker.queries.tally import tally_services

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.bitemporal import Entry, Moment
    from tracker.queries.plan import Plan

OTHER = f"item:{g.OTHER}"
DAY = random_stories.FIRST_DAY
LEEDS = "item:leeds-2023/1"
BEFORE = [
    *(
        g.entry(e.ServiceAdded(name=f"The {name}"), on=DAY, stream=f"service:{name}")
        for name in (g.SERVICE, "leeds")
    ),
    g.made(ref=g.OTHER, on=DAY),
    g.entry(g.assigned(1, due=random_stories.LAST_DAY).event, on=DAY, stream=OTHER),
    *item("leeds", 1, g.assigned(1, on=g.PUBLISHED, due=DAY)),
]


def link(stream: str, relation: Relation, to: str, action: int | None = None) -> Entry:
    """Return how an item belongs with another."""
    event = e.RecommendationLinked(relation=relation, to=ItemRef(to), action=action)
    return g.entry(event, on=DAY, stream=stream)


BESIDE: st.SearchStrategy[list[Entry]] = st.lists(
    st.sampled_from(
        [
            link(OTHER, Relation.SERVES, g.REF, 1),
            link(LEEDS, Relation.SERVES, g.REF, 1),
            link(LEEDS, Relation.COVERED_BY, g.REF),
            link(OTHER, Relation.COVERED_BY, "leeds-2023/1"),
            g.entry(g.closure_agreed().event, on=random_stories.LAST_DAY, stream=LEEDS),
            g.entry(g.withdrawn().event, on=random_stories.LAST_DAY, stream=OTHER),
        ]
    ),
    max_size=4,
)


sample = empty_desk


@contextmanager
def recorded(sample: SampleLedger, entries: Sequence[Entry]) -> Iterator[None]:
    """Record entries, each a save some hours after the other, and undo them at the end."""
    sample.clock.instant = noon(DAY)
    with undone(sample):
        for entry in entries:
            sample.clock.instant += timedelta(hours=9)
            new = [NewEntry(entry.stream, entry.effective_on, entry.event)]
            sample.record.append(new, actor=g.MANAGER, command_id=f"save-{entry.position}")
        Projector(sample.record._store).catch_up()
        yield


def told(plan: Plan, service: str | None) -> Any:
    """Return the figures as they are printed."""
    narrowed = plan.restricted_to(service)
    every = tally_services(narrowed, narrowed.item_counts())
    return narrowed.resolve_texts(compare_services(narrowed, every, {"Yorkshire": ["leeds"]}, None))


def alike(sample: SampleLedger, moment: Moment) -> None:
    """Both say the same of every service, and of one."""
    fold = Tracker(sample.record).folded_plan
    with ReadModelReader(sample.record._store, fold, sample.clock).plan(moment) as kept:
        assert isinstance(kept, StoredPlan)
        folded = fold(moment)
        known = [*folded.item_counts()]
        assert sorted(kept.item_counts()) == sorted(known)
        for service in (None, "knows", "the leeds", "nowhere"):
            assert told(kept, service) == told(folded, service)


COMPARED = hypothesis.given(
    random_stories.stories(4),
    BESIDE,
    st.tuples(random_stories.AS_OF, st.integers(0, 60)),
    st.data(),
)


def compares_alike(
    sample: SampleLedger,
    story: tuple[Entry, ...],
    beside: list[Entry],
    asked: tuple[date, int],
    data: Any,
) -> None:
    """Whatever is recorded in whatever order."""
    steps = list(story)
    for entry in beside:
        steps.insert(data.draw(st.integers(1, len(steps))), entry)
    with recorded(sample, random_stories.placed(steps, after=random_stories.placed(BEFORE))):
        head = sample.record.head().position
        alike(sample, Tracker(sample.record).moment(asked[0], 1 + asked[1] % head))


@pytest.mark.parametrize("sample", ["sqlite"], indirect=True)
@hypothesis.settings(max_examples=200)
@COMPARED
def test_the_register_compares_as_the_fold_does(
    sample: SampleLedger,
    story: tuple[Entry, ...],
    beside: list[Entry],
    asked: tuple[date, int],
    data: st.DataObject,
) -> None:
    """The whole country without making an item of it, and one service alone."""
    compares_alike(sample, story, beside, asked, data)


@pytest.mark.parametrize("sample", ["postgresql"], indirect=True)
@hypothesis.settings(max_examples=20)
@COMPARED
def test_the_register_compares_as_the_fold_does_on_a_server(
    sample: SampleLedger,
    story: tuple[Entry, ...],
    beside: list[Entry],
    asked: tuple[date, int],
    data: st.DataObject,
) -> None:
    """The same, on PostgreSQL."""
    compares_alike(sample, story, beside, asked, data)


@pytest.mark.parametrize("sample", ["sqlite"], indirect=True)
def test_comparing_a_country_folds_nothing_and_reads_no_text_but_names(
    sample: SampleLedger,
) -> None:
    """Nor does it make an item: that is what takes the time."""

    def never(*_: object) -> Any:
        raise AssertionError

    story = random_stories.placed([g.made(on=DAY)], after=random_stories.placed(BEFORE))
    with (
        recorded(sample, story),
        ReadModelReader(sample.record._store, never, sample.clock).plan(
            Tracker(sample.record).moment()
        ) as kept,
    ):
        assert isinstance(kept, StoredPlan)
        every = tally_services(kept, kept.item_counts())
        _, services = kept.resolve_texts(compare_services(kept, every, {}, None))

        assert [service["name"] for service in services] == ["The knowsley", "The leeds"]
        assert {"items", "_folded"}.isdisjoint(vars(kept))
        assert {position for position, _ in kept._texts} == {1, 2}
