"""Every answer from the read model is the answer folded from the entries, in a real ledger."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
from stores import SampleLedger, empty_desk, noon, undone

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.bitemporal import Entry
from tracker.domain.vocabulary import ErasureReason, PartyKind, Relation, Response, Role, Setting
from tracker.ledger.envelope import NewEntry
from tracker.projection.projector import Projector
from tracker.projection.row_builder import KEYS
from tracker.queries.attention import late_actions, pending_decisions
from tracker.queries.diff import diff_plans
from tracker.queries.directory import meetings_json, people_json, services_json, settings_json
from tracker.queries.item_row import item_json
from tracker.queries.reader import ReadModelReader
from tracker.queries.report_facts import published_json, report_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.bitemporal import Moment
    from tracker.ledger.store import Store
    from tracker.queries.plan import Plan

OTHER = f"item:{g.OTHER}"
SERVING = e.RecommendationLinked(relation=Relation.SERVES, to=g.REF, action=1)
COVERING = e.RecommendationLinked(relation=Relation.COVERED_BY, to=g.REF)
REPORT = e.InspectionPublished(
    service=g.SERVICE,
    inspectorate="An inspectorate",
    title="An inspection in Knowsley",
    kind="inspection",
    published=e.PrintedDate(iso="2025-12", text="December 2025"),
    fieldwork=e.Fieldwork(),
    score=e.Score(points=20, of=36),
    source=e.Source(report="report.pdf", layout="made-up"),
)
PEOPLE = (g.CHAIR, g.MANAGER, g.CLERK, g.POLICE, g.EDUCATION)


def about(stream: str, event: e.AnyEvent, on: date = random_stories.FIRST_DAY) -> Entry:
    """Return an entry of any stream."""
    return g.entry(event, on=on, stream=stream)


BEFORE = [
    about("ledger", e.LedgerBegun()),
    *(
        about(f"party:{p}", e.PartyAdded(kind=PartyKind.PERSON, name=f"Somebody {p}"))
        for p in PEOPLE
    ),
    about(f"party:{g.CHAIR}", e.RoleTaken(role=Role.CHAIR)),
    about(f"party:{g.MANAGER}", e.RoleTaken(role=Role.MANAGER)),
    about(f"service:{g.SERVICE}", e.ServiceAdded(name="Knowsley")),
    about(f"inspection:{g.INSPECTION}", REPORT, date(2025, 12, 31)),
    g.made(ref=g.OTHER, on=date(2025, 12, 31))._replace(stream=OTHER),
    about(OTHER, e.ResponseGiven(response=Response.AGREED)),
    about(OTHER, g.assigned(1).event),
]
BESIDE: st.SearchStrategy[Entry] = st.sampled_from(
    [
        (f"party:{g.CHAIR}", e.PartyRenamed(name="Jo")),
        (f"party:{g.CHAIR}", e.RoleEnded(role=Role.CHAIR)),
        ("settings", e.SettingAgreed(setting=Setting.QUIET_DAYS, value=2)),
        ("board", e.BoardMeetingFixed(day=date(2026, 1, 3))),
        (f"service:{g.SERVICE}", e.ServiceRenamed(name="The North")),
        (OTHER, SERVING),
        (OTHER, COVERING),
        (OTHER, g.progressed().event),
    ]
).flatmap(lambda beside: st.builds(about, *map(st.just, beside), random_stories.DAYS))
"""What happens to people, numbers, names and another item."""

MORE = st.lists(BESIDE, max_size=4)
PAUSES = st.lists(st.integers(0, 40), min_size=5, max_size=5)
MOMENTS = st.tuples(random_stories.AS_OF, st.integers(0, 60))


Moments = tuple[tuple[date, int], tuple[date, int]]
Told = tuple[tuple[Entry, ...], list[Entry], list[int], Moments]
"""A story, what happens beside it, the hours between saves, and the moments it is asked of."""


sample = empty_desk


def mixed(story: Sequence[Entry], more: Sequence[Entry], data: st.DataObject) -> list[Entry]:
    """Return a story with what happens beside it, in any order; what mends mends some entry."""
    steps = list(story)
    for entry in more:
        steps.insert(data.draw(st.integers(1, len(steps))), entry)
    return list(random_stories.placed(steps, after=random_stories.placed(BEFORE)))


def record(
    sample: SampleLedger,
    entries: Sequence[Entry],
    pauses: Sequence[int],
    keeper: Projector,
    every: int = 1,
) -> None:
    """Record entries, one or two a save; the read model is kept up after every so many saves."""
    left, number = list(entries), 0
    while left:
        size = 1 + number % 2
        sample.clock.instant += timedelta(hours=pauses[number % len(pauses)], minutes=1)
        new = [NewEntry(x.stream, x.effective_on, x.event) for x in left[:size]]
        sample.record.append(new, actor=g.MANAGER, command_id=f"save-{number}")
        if number % every == 0:
            keeper.catch_up()
        del left[:size]
        number += 1
    keeper.catch_up()


def told(plan: Plan) -> Any:
    """Return everything that is told from the read model, as JSON has it."""
    answers = [
        [item_json(plan, item) for item in plan.items.values()],
        late_actions(plan, plan.items.values()),
        pending_decisions(plan, plan.items.values()),
        [report_row(plan, report) for report in plan.inspections.values()],
        [published_json(report) for report in plan.inspections.values()],
        people_json(plan),
        services_json(plan),
        settings_json(plan),
        meetings_json(plan),
        plan.wrong_clock_ranges(),
        plan.has_begun(),
        plan.streams_beginning("item:"),
        [sorted(plan.actions_ever(ref)) for ref in plan.items],
    ]
    return json.loads(json.dumps(plan.resolve_texts(answers)))


def answers_alike(sample: SampleLedger, first: Moment, second: Moment) -> None:
    """Both tell the same of two moments, and of what changed between them."""
    tracker = Tracker(sample.record)
    reading = ReadModelReader(sample.record._store, tracker.folded_plan, sample.clock)
    folded = tracker.folded_plan(first), tracker.folded_plan(second)
    with reading.plan(first) as before, reading.plan(second) as after:
        assert type(before) is not type(folded[0])
        for kept, fold in zip((before, after), folded, strict=True):
            assert told(kept) == told(fold)
            assert told(kept.restricted_to("know")) == told(fold)
            assert list(kept.restricted_to("nowhere").items) == []
        for service in (None, "knows", "nowhere"):
            changed = diff_plans(
                before.restricted_to(service), after.restricted_to(service), None, service
            )
            assert after.resolve_texts(changed) == diff_plans(*folded, None, service)


def rows(store: Store) -> list[list[Any]]:
    """Return every row of the read model."""
    every = (store.fetch_all(f"SELECT * FROM {table}") for table in KEYS)  # noqa: S608 - our own names
    return [sorted(map(tuple, values)) for values in every]


def equals_the_fold(sample: SampleLedger, told_of: Told, data: st.DataObject) -> None:
    """Whatever is recorded in whatever order, each answer is the folded one; so are the rows."""
    story, more, pauses, moments = told_of
    sample.clock.instant = noon(random_stories.FIRST_DAY)
    with undone(sample):
        store = sample.record._store
        keeper = Projector(store)
        entries = mixed(story, more, data)
        record(sample, entries, pauses, keeper, data.draw(st.integers(1, 3)))
        if data.draw(st.booleans()):
            erase(sample, data.draw(st.sampled_from(entries)), keeper)
        head = sample.record.head().position
        days = sorted(as_of for as_of, _ in moments)
        known = sorted(sample.record.save_of(1 + position % head)[1] for _, position in moments)
        tracker = Tracker(sample.record)
        before, after = map(tracker.moment, days, known)
        answers_alike(sample, before, after)
        made_anew_alike(store, keeper)


def made_anew_alike(store: Store, keeper: Projector) -> None:
    """The read model has the rows that it has when it is made anew."""
    kept = rows(store)
    store.remake_register()
    keeper.rebuild()
    assert rows(store) == kept


def erase(sample: SampleLedger, entry: Entry, keeper: Projector) -> None:
    """Hide the texts of an entry, and destroy them: the read model is not made anew for that."""
    why = ErasureReason.NAMES_A_CHILD
    events: tuple[e.AnyEvent, ...] = (
        e.ErasureAsked(entry=entry.position, reason=why),
        e.TextErased(entry=entry.position, reason=why),
    )
    for number, event in enumerate(events):
        new = [NewEntry(entry.stream, random_stories.LAST_DAY, event)]
        (one_entry,) = sample.record.append(new, actor=g.MANAGER, command_id=f"erase-{number}")
        (sample.record.erase if number else sample.record.hide)(
            [entry.position], one_entry.position
        )
    keeper.catch_up()


ALIKE = hypothesis.given(
    st.tuples(random_stories.stories(5), MORE, PAUSES, st.tuples(MOMENTS, MOMENTS)), st.data()
)


@pytest.mark.parametrize("sample", ["sqlite"], indirect=True)
@random_stories.ordinary
@ALIKE
def test_the_register_answers_as_the_fold_does(
    sample: SampleLedger, told_of: Told, data: st.DataObject
) -> None:
    """Lists, what is late, decisions, reports and changes, at random pairs of dates."""
    equals_the_fold(sample, told_of, data)


@pytest.mark.parametrize("sample", ["postgresql"], indirect=True)
@random_stories.fewer
@ALIKE
def test_the_register_answers_as_the_fold_does_on_a_server(
    sample: SampleLedger, told_of: Told, data: st.DataObject
) -> None:
    """The same, on PostgreSQL."""
    equals_the_fold(sample, told_of, data)


@pytest.mark.soak
@pytest.mark.parametrize("sample", ["sqlite"], indirect=True)
@random_stories.soaked
@ALIKE
def test_the_register_answers_as_the_fold_does_many_times(
    sample: SampleLedger, told_of: Told, data: st.DataObject
) -> None:
    """The same, of ten thousand stories."""
    equals_the_fold(sample, told_of, data)


AHEAD = [
    *BEFORE,
    about(OTHER, g.assigned(2).event, random_stories.FIRST_DAY + timedelta(days=4)),
    about(OTHER, g.progressed(2).event, random_stories.FIRST_DAY + timedelta(days=6)),
    about(OTHER, g.completed(2).event, random_stories.FIRST_DAY + timedelta(days=30)),
]
"""What is recorded before the day on which it is to happen."""


def test_what_is_recorded_ahead_is_found_in_what_was_then_expected(sample: SampleLedger) -> None:
    """On each day to come, as known after each save; and its rows are those made all at once."""
    sample.clock.instant = noon(random_stories.FIRST_DAY)
    with undone(sample):
        keeper = Projector(sample.record._store)
        record(sample, random_stories.placed(AHEAD), [1], keeper)
        head = sample.record.head().position
        moments = [
            Tracker(sample.record).moment(random_stories.FIRST_DAY + timedelta(days=days), known)
            for days in (0, 5, 40)
            for known in (head - 2, head)
        ]

        for before, after in pairwise(moments):
            answers_alike(sample, before, after)
        made_anew_alike(sample.record._store, keeper)


def test_a_clock_that_is_behind_hides_nothing(sample: SampleLedger) -> None:
    """What was recorded after the clock's day, and took effect after it, is in the plan by then."""
    sample.clock.instant = noon(random_stories.LAST_DAY)
    with undone(sample):
        record(sample, random_stories.placed(AHEAD), [1], Projector(sample.record._store))
        sample.clock.instant = noon(random_stories.FIRST_DAY - timedelta(days=30))

        moment = Tracker(sample.record).moment(random_stories.LAST_DAY)

        assert moment.known_day < random_stories.FIRST_DAY
        answers_alike(sample, moment, moment)
