"""How recorded steps make a recommendation what it is: its status, its figures, its conflicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest

from tracker.domain import events as e
from tracker.domain.bitemporal import effective_entries
from tracker.domain.evolve import evolve
from tracker.domain.item_parts import Minute
from tracker.domain.vocabulary import (
    ActionStatus,
    ClosedAs,
    Direction,
    Progress,
    Relation,
    Response,
    Status,
)

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

MINUTE = Minute(g.CHAIR, g.MINUTED.minute)


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([], Status.AWAITING_RESPONSE),
        ([g.noted()], Status.AWAITING_RESPONSE),
        ([g.assigned(1)], Status.AWAITING_RESPONSE),
        ([g.agreed()], Status.AGREED),
        ([g.answered(Response.PARTLY_AGREED)], Status.PARTLY_AGREED),
        ([g.answered(Response.NOT_AGREED)], Status.NOT_AGREED),
        ([g.agreed(), g.answered(Response.NOT_AGREED)], Status.NOT_AGREED),
        ([g.agreed(), g.assigned(1)], Status.IN_PROGRESS),
        ([g.assigned(1), g.agreed()], Status.IN_PROGRESS),
        ([g.answered(Response.PARTLY_AGREED), g.assigned(1)], Status.IN_PROGRESS),
        ([g.agreed(), g.assigned(1), g.withdrawn(1)], Status.AGREED),
        ([g.agreed(), g.assigned(1), g.completed(1)], Status.ACTIONS_COMPLETE),
        ([g.agreed(), g.assigned(1), g.completed(1), g.reopened(1)], Status.IN_PROGRESS),
        ([g.agreed(), g.assigned(1), g.completed(1), g.assigned(2)], Status.IN_PROGRESS),
        (
            [g.agreed(), g.assigned(1), g.completed(1), g.assigned(2), g.withdrawn(2)],
            Status.ACTIONS_COMPLETE,
        ),
        ([g.agreed(), g.closure_proposed()], Status.CLOSURE_PROPOSED),
        ([g.closure_proposed(ClosedAs.SUPERSEDED)], Status.CLOSURE_PROPOSED),
        ([g.agreed(), g.closure_proposed(), g.closure_refused()], Status.AGREED),
        ([g.agreed(), g.closure_proposed(), g.closure_agreed()], Status.CLOSED),
        ([g.agreed(), g.closure_proposed(), g.closure_agreed(), g.item_reopened()], Status.AGREED),
    ],
)
def test_status_is_derived(steps: list[Entry], status: Status) -> None:
    """It follows from what was recorded and is never typed."""
    assert g.given(g.made(), *steps).status is status


@pytest.mark.parametrize("closed_as", list(ClosedAs))
def test_an_item_is_closed_as_agreed(closed_as: ClosedAs) -> None:
    """As what, when, by whom, on whose proposal."""
    item = g.given(g.made(), g.closure_proposed(closed_as), g.closure_agreed(closed_as))

    assert item.closure is not None
    assert item.proposal is None
    assert (item.closure.closed_as, item.closure.on) == (closed_as, g.BOARD)
    assert (item.closure.by, item.closure.proposed_by) == (g.CHAIR, g.MANAGER)


def test_a_minuted_decision_is_the_deciders() -> None:
    """The clerk typed; the chair answered, judged, agreed."""
    item = g.given(g.made(), g.agreed(by=g.CLERK))
    events = [
        *item.respond(Response.AGREED, part=None, why=None, minuted=g.MINUTED, on=g.TODAY),
        *item.judge(Progress.GOOD, why="Seen", minuted=g.MINUTED, on=g.TODAY),
    ]

    item = g.given(g.made(), *(g.entry(event, by=g.CLERK) for event in events))

    assert item.answer is not None
    assert (item.answer.by, item.answer.minuted) == (g.CHAIR, MINUTE)
    assert [(view.by, view.minuted) for view in item.judgements] == [(g.CHAIR, MINUTE)]


def test_claims_and_judgements_stand_side_by_side() -> None:
    """On one scale, so that the gap is counted in steps."""
    item = g.given(g.made(), g.claimed(Progress.GOOD), g.judged(Progress.INSUFFICIENT))

    claim, judgement = item.claims[-1], item.judgements[-1]

    assert claim.progress.step - judgement.progress.step == 2
    assert (claim.by, judgement.by) == (g.MANAGER, g.INSPECTOR)


def test_somebody_else_answers_from_the_day_it_changed_hands() -> None:
    """The day before, the old owner did."""
    entries = (g.made(), g.agreed(), g.assigned(1), g.reowned(1, g.POLICE, on=g.TODAY))

    assert g.given(*entries, on=g.TODAY).actions[1].owner == g.POLICE
    assert g.given(*entries, on=g.TODAY - timedelta(days=1)).actions[1].owner == g.EDUCATION


@pytest.mark.parametrize(
    ("reading", "met"), [(None, False), ("97.99", False), ("98", True), ("98.000", True)]
)
def test_a_measure_is_met_by_its_latest_reading(reading: str | None, met: bool) -> None:  # noqa: FBT001 - a column of the table
    """Decimals are compared as numbers; no reading, and a baseline below, meets no target."""
    later = [] if reading is None else [g.reading("10"), g.reading(reading, on=g.TODAY)]
    item = g.given(g.made(), g.outcome(1), *later)

    assert item.outcomes[1].met is met


def test_a_measure_may_have_to_fall() -> None:
    """At most is met by the target itself and below; without any figure nothing is met."""
    fewer = e.Measure(name="excluded", target="12", direction=Direction.AT_MOST)
    stated = [g.made(), g.outcome(1, measure=fewer)]

    def met(*readings: str) -> bool | None:
        return g.given(*stated, *(g.reading(value) for value in readings)).outcomes[1].met

    assert [met(), met("12.1"), met("12"), met("-3"), met("3", "13")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_what_is_not_counted_is_neither_met_nor_not() -> None:
    """An outcome in words only has no latest figure."""
    outcome = g.given(g.made(), g.outcome(1, measure=None)).outcomes[1]

    assert (outcome.met, outcome.latest) == (None, None)


def test_an_action_is_touched_by_whatever_concerns_it() -> None:
    """Progress, proof, an outcome, a reading and a link of an action touch it; a note does not."""
    plain = [g.made(), g.agreed(), g.assigned(1), g.outcome(1, action=1)]
    touching = [
        g.progressed(1, on=g.TODAY),
        g.date_asked(1, on=g.TODAY),
        g.evidence(1, action=1, on=g.TODAY),
        g.outcome(2, action=1, on=g.TODAY),
        g.reading("90", 1, on=g.TODAY),
        g.linked(Relation.SERVES, action=1, on=g.TODAY),
    ]

    assert g.given(*plain, g.noted(on=g.TODAY)).actions[1].touched == g.BOARD
    assert {g.given(*plain, step).actions[1].touched for step in touching} == {g.TODAY}


def test_a_contradiction_is_kept_and_changes_nothing() -> None:
    """A projection never raises: it shows the conflict, with the day and the entry."""
    sane = g.given(g.made(), g.agreed(), g.assigned(1))
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(2, on=g.TODAY))

    assert [(c.position, c.on) for c in item.conflicts] == [(4, g.TODAY)]
    assert item.conflicts[0].sentence == "knowsley-2023/2/2 was not assigned by 3 July 2023."
    assert replace(item, conflicts=()) == sane


DAYS = st.dates(date(2023, 6, 1), date(2023, 6, 9))
PART = st.integers(1, 3)
STEPS: st.SearchStrategy[Entry] = st.one_of(
    st.builds(g.made, on=DAYS),
    st.builds(g.answered, st.sampled_from(Response), on=DAYS),
    st.builds(g.noted, on=DAYS),
    st.builds(g.assigned, PART, on=DAYS),
    st.builds(g.progressed, PART, st.none() | st.integers(0, 100), on=DAYS),
    st.builds(g.completed, PART, on=DAYS),
    st.builds(g.withdrawn, PART, on=DAYS),
    st.builds(g.reopened, PART, on=DAYS),
    st.builds(g.reowned, PART, on=DAYS),
    st.builds(g.date_asked, PART, to=st.dates(g.DUE, g.LATER), on=DAYS),
    st.builds(g.date_agreed, PART, to=st.dates(g.DUE, g.LATER), on=DAYS),
    st.builds(g.date_refused, PART, on=DAYS),
    st.builds(g.outcome, PART, action=st.none() | PART, on=DAYS),
    st.builds(g.reading, st.just("90"), PART, on=DAYS),
    st.builds(g.evidence, PART, action=st.none() | PART, on=DAYS),
    st.builds(g.closure_proposed, st.sampled_from(ClosedAs), on=DAYS),
    st.builds(g.closure_agreed, st.sampled_from(ClosedAs), on=DAYS),
    st.builds(g.closure_refused, on=DAYS),
    st.builds(g.item_reopened, on=DAYS),
    st.builds(g.claimed, on=DAYS),
    st.builds(g.judged, on=DAYS),
    st.builds(g.linked, st.sampled_from(Relation), action=st.none() | PART, on=DAYS),
    st.builds(g.themed, st.sampled_from(["health", "courts"]), on=DAYS),
)


@hypothesis.settings(max_examples=300)
@hypothesis.given(st.lists(STEPS, max_size=40))
def test_any_history_is_read(history: list[Entry]) -> None:
    """Whatever was recorded, in whatever order: each step counts, or is kept as a conflict."""
    begun = g.given(g.made())
    steps = effective_entries(g.recorded(*history))

    item = reduce(evolve, steps, begun)
    at_odds = {conflict.position for conflict in item.conflicts}
    sane = reduce(evolve, (step for step in steps if step.position not in at_odds), begun)

    assert at_odds <= {step.position for step in steps}
    assert replace(item, conflicts=()) == sane
    assert sane.conflicts == ()
    counted = [step.effective_on for step in steps if step.position not in at_odds]
    assert item.touched == max([g.PUBLISHED, *counted])


@hypothesis.settings(max_examples=300)
@hypothesis.given(st.lists(STEPS, max_size=40))
def test_no_history_breaks_what_always_holds(history: list[Entry]) -> None:
    """Closed items have nothing open, first dates stand, and only what is open waits or is late."""
    item = g.given(g.made(), *history, on=g.TODAY)

    status_of_actions = {action.status for action in item.actions.values()}
    assert (item.closure is None) == (item.status is not Status.CLOSED)
    assert item.closure is None or status_of_actions <= {
        ActionStatus.COMPLETE,
        ActionStatus.WITHDRAWN,
    }
    assert item.proposal is None or item.closure is None
    assert item.response is not Response.NOT_AGREED or not any(
        action.is_open for action in item.actions.values()
    )
    for number, action in item.actions.items():
        assert action.number == number < item.next_action
        assert action.first_due == g.DUE
        assert action.is_open or (action.asked, action.days_late(g.LATER)) == (None, 0)
        assert action.due == (action.date_changes[-1].to if action.date_changes else g.DUE)
