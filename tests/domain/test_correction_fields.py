"""Which parts of an entry can be put right, by the options that first gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import given as g
import pytest
from sample_events import SAMPLES

from tracker.domain import events as e
from tracker.domain.correction_fields import corrected_event
from tracker.domain.errors import RefusedError, UsageError
from tracker.domain.vocabulary import ClosedAs, Direction, Progress, Response

if TYPE_CHECKING:
    from tracker.domain.events import PlainEvent

PLAIN = [sample for sample in SAMPLES if isinstance(sample, e.PlainEvent)]
ASSIGNED = e.ActionAssigned(action=1, what=g.WHAT, owner=g.POLICE, due=g.DUE)
COUNTED = e.OutcomeStated(outcome=1, what="More in class", measure=g.ATTENDANCE)


@pytest.mark.parametrize(
    ("event", "given", "after"),
    [
        (e.NoteMade(note="a"), {"text": "b"}, e.NoteMade(note="b")),
        (
            ASSIGNED,
            {"owner": g.CLERK, "due": g.LATER, "with": (g.POLICE,)},
            e.ActionAssigned(
                action=1, what=g.WHAT, owner=g.CLERK, due=g.LATER, supporting=(g.POLICE,)
            ),
        ),
        (
            e.ActionProgressed(action=1, note="a", percent=50),
            {"percent": 40, "action": 2},
            e.ActionProgressed(action=2, note="a", percent=40),
        ),
        (
            e.ResponseGiven(response=Response.AGREED),
            {"response": Response.PARTLY_AGREED, "part": "half", "text": "Cost"},
            e.ResponseGiven(response=Response.PARTLY_AGREED, part="half", why="Cost"),
        ),
        (
            e.ClosureProposed(closed_as=ClosedAs.IMPLEMENTED, why="a"),
            {"closed-as": ClosedAs.SUPERSEDED},
            e.ClosureProposed(closed_as=ClosedAs.SUPERSEDED, why="a"),
        ),
        (
            e.ProgressClaimed(progress=Progress.GOOD, why="a"),
            {"progress": Progress.REASONABLE},
            e.ProgressClaimed(progress=Progress.REASONABLE, why="a"),
        ),
        (
            e.MeasureRead(outcome=1, value="90"),
            {"value": "91.50"},
            e.MeasureRead(outcome=1, value="91.50"),
        ),
    ],
)
def test_the_parts_given_are_put_right(
    event: PlainEvent, given: dict[str, Any], after: PlainEvent
) -> None:
    """All others stay as they were."""
    assert corrected_event(event, given) == after


def test_a_measure_is_put_right_part_by_part() -> None:
    """How an outcome is counted is corrected like the outcome itself."""
    after = corrected_event(
        COUNTED,
        {
            "measure": "presence",
            "target": "95.0",
            "direction": Direction.AT_MOST,
            "text": "More there",
        },
    )

    assert isinstance(after, e.OutcomeStated)
    assert after.what == "More there"
    assert after.measure == e.Measure(
        name="presence",
        unit="%",
        baseline="84.9",
        target="95.0",
        direction=Direction.AT_MOST,
    )


@pytest.mark.parametrize("event", PLAIN, ids=lambda event: str(event.type))
def test_nothing_given_changes_nothing(event: PlainEvent) -> None:
    """A date alone may be corrected, of any entry."""
    assert corrected_event(event, {}) == event


@pytest.mark.parametrize("event", PLAIN, ids=lambda event: str(event.type))
def test_a_part_it_does_not_have_is_refused(event: PlainEvent) -> None:
    """With the parts it has."""
    with pytest.raises(UsageError, match="has no colour to correct"):
        corrected_event(event, {"colour": "red"})


@pytest.mark.parametrize(
    ("event", "given", "part"),
    [
        (e.ActionProgressed(action=1, note="a"), {"percent": 101}, "percent"),
        (e.MeasureRead(outcome=1, value="90"), {"value": "90%"}, "value"),
        (COUNTED, {"target": "many"}, "target"),
        (COUNTED, {"baseline": "1,000"}, "baseline"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    event: PlainEvent, given: dict[str, Any], part: str
) -> None:
    """In a sentence: what is stored can always be read."""
    with pytest.raises(RefusedError, match=f"The {part} given does not fit"):
        corrected_event(event, given)


def test_what_is_not_counted_gets_no_target() -> None:
    """Another outcome is stated instead."""
    plain = e.OutcomeStated(outcome=1, what="More in class")

    with pytest.raises(RefusedError, match="This outcome is not counted; state another one"):
        corrected_event(plain, {"target": "98"})
