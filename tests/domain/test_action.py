"""An action's life: assigned, progressed, completed, withdrawn, reopened, given to another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import DateRuleError, RuleError
from tracker.domain.vocabulary import ActionStatus, ClosedAs, Response

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

ON = g.TODAY


def test_an_action_is_assigned() -> None:
    """One accountable owner, others in support, a date, and the next number."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    events = item.assign_action(
        g.WHAT, owner=g.POLICE, due=g.DUE, supporting=[g.CLERK, g.POLICE, g.CLERK], on=ON
    )

    assert events == [
        e.ActionAssigned(action=2, what=g.WHAT, owner=g.POLICE, due=g.DUE, supporting=(g.CLERK,))
    ]


def test_an_action_may_be_due_on_the_day_it_is_assigned() -> None:
    """The day counts to its end."""
    item = g.given(g.made(), g.agreed())

    events = item.assign_action(g.WHAT, owner=g.POLICE, due=ON, on=ON)

    assert events == [e.ActionAssigned(action=1, what=g.WHAT, owner=g.POLICE, due=ON)]


def test_an_action_is_not_due_before_it_is_assigned() -> None:
    """A date already past promises nothing."""
    item = g.given(g.made(), g.agreed())

    with pytest.raises(DateRuleError, match="due on 2 July 2023, before it is assigned on 3 July"):
        item.assign_action(g.WHAT, owner=g.POLICE, due=date(2023, 7, 2), on=ON)


def test_what_is_not_agreed_gets_no_action() -> None:
    """An action needs an answer that agrees at least a part."""
    item = g.given(g.made(), g.answered(Response.NOT_AGREED))

    with pytest.raises(RuleError, match="is not agreed; an action needs another response first"):
        item.assign_action(g.WHAT, owner=g.POLICE, due=g.DUE, on=ON)


def test_a_plan_is_begun_before_the_answer() -> None:
    """A service may act on the draft, before it has answered."""
    item = g.given(g.made())

    assert len(item.assign_action(g.WHAT, owner=g.POLICE, due=g.DUE, on=ON)) == 1


def test_progress_is_logged() -> None:
    """In words, and perhaps in percent."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    assert item.log("Half", action=1, percent=50, on=ON) == [
        e.ActionProgressed(action=1, note="Half", percent=50)
    ]


def test_the_same_progress_on_the_same_day_records_nothing() -> None:
    """Another percentage is another fact."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.progressed(1, 50, on=ON))

    assert item.log("Under way", action=1, percent=50, on=ON) == []
    assert len(item.log("Under way", action=1, percent=60, on=ON)) == 1


def test_a_complete_action_is_noted_but_not_undone_by_a_percentage() -> None:
    """Words, and 100 percent, contradict nothing; 90 percent does."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1))

    assert len(item.log("Looks good", action=1, percent=None, on=ON)) == 1
    assert len(item.log("Looks good", action=1, percent=100, on=ON)) == 1
    with pytest.raises(RuleError, match="/2/1 was completed on 12 June 2023; reopen it first"):
        item.log("Not quite", action=1, percent=90, on=ON)


def test_an_action_is_completed() -> None:
    """Whether it helped is for a measure to say."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    assert item.complete_action(1, note="Done", on=ON) == [e.ActionCompleted(action=1, note="Done")]


def test_completing_an_action_twice_on_a_day_records_nothing() -> None:
    """Saying it again is harmless."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1, on=ON))

    assert item.complete_action(1, on=ON) == []


def test_completing_an_action_again_on_another_day_is_refused() -> None:
    """It was completed once; the day is not moved by saying it later."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1))

    with pytest.raises(RuleError, match="was completed on 12 June 2023; reopen it first"):
        item.complete_action(1, on=ON)


def test_completed_reopened_and_completed_on_one_day_is_recorded() -> None:
    """Only the very last thing said about an action is quiet."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1, on=ON), g.reopened(1, on=ON))

    assert item.complete_action(1, on=ON) == [e.ActionCompleted(action=1)]


def test_an_action_is_withdrawn_with_a_reason() -> None:
    """It is no longer to be carried out, and says why."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    events = item.withdraw_action(1, why="Overtaken", on=ON)

    assert events == [e.ActionWithdrawn(action=1, why="Overtaken")]


def test_withdrawing_twice_on_a_day_records_nothing() -> None:
    """Saying it again is harmless; another reason is refused, for it is withdrawn."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.withdrawn(1, on=ON))

    assert item.withdraw_action(1, why="Overtaken", on=ON) == []
    with pytest.raises(RuleError, match="was withdrawn on 3 July 2023; reopen it first"):
        item.withdraw_action(1, why="Another reason", on=ON)


def test_a_complete_action_is_not_withdrawn() -> None:
    """What was carried out stays carried out."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1))

    with pytest.raises(RuleError, match="was completed on 12 June 2023; reopen it first"):
        item.withdraw_action(1, why="Overtaken", on=ON)


@pytest.mark.parametrize("ended", [g.completed(1), g.withdrawn(1)])
def test_what_is_ended_is_reopened(ended: Entry) -> None:
    """A complete or withdrawn action is taken up again, with the reason."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), ended)

    events = item.reopen_action(1, why="Not finished", minuted=g.MINUTED, on=ON)

    assert events == [e.ActionReopened(action=1, why="Not finished", minuted=g.MINUTED)]


def test_an_open_action_is_not_reopened() -> None:
    """There is nothing to reopen."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(RuleError, match="/2/1 is open; there is nothing to reopen"):
        item.reopen_action(1, why="Not finished", on=ON)


def test_no_action_of_an_item_turned_down_is_reopened() -> None:
    """What is not agreed has no open actions."""
    item = g.given(
        g.made(), g.agreed(), g.assigned(1), g.completed(1), g.answered(Response.NOT_AGREED)
    )

    with pytest.raises(RuleError, match="is not agreed; an action needs another response first"):
        item.reopen_action(1, why="Not finished", on=ON)


def test_reopening_twice_on_a_day_records_nothing() -> None:
    """Saying it again is harmless."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1), g.reopened(1, on=ON))

    assert item.reopen_action(1, why="Not finished after all", on=ON) == []


def test_somebody_else_answers_for_an_action() -> None:
    """The new owner answers from this day on; the same owner changes nothing."""
    item = g.given(g.made(), g.agreed(), g.assigned(1, owner=g.EDUCATION))

    assert item.reassign_action(1, owner=g.POLICE, on=ON) == [
        e.ActionReowned(action=1, owner=g.POLICE)
    ]
    assert item.reassign_action(1, owner=g.EDUCATION, on=ON) == []


@pytest.mark.parametrize(
    ("ended", "word"), [(g.completed(1), "completed"), (g.withdrawn(1), "withdrawn")]
)
def test_what_is_ended_changes_no_hands(ended: Entry, word: str) -> None:
    """Whoever answered for it when it ended has answered for it."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), ended)

    with pytest.raises(RuleError, match=f"was {word} on 12 June 2023; reopen it first"):
        item.reassign_action(1, owner=g.POLICE, on=ON)


def test_nothing_is_done_about_an_action_not_yet_assigned() -> None:
    """On a day before its assignment an action is not there."""
    item = g.given(g.made(), g.agreed(), g.assigned(1, on=ON), on=g.BOARD)
    sentence = "knowsley-2023/2/1 was not assigned by 12 June 2023"

    with pytest.raises(RuleError, match=sentence):
        item.complete_action(1, on=g.BOARD)
    with pytest.raises(RuleError, match=sentence):
        item.withdraw_action(1, why="Overtaken", on=g.BOARD)
    with pytest.raises(RuleError, match=sentence):
        item.reopen_action(1, why="Not finished", on=g.BOARD)
    with pytest.raises(RuleError, match=sentence):
        item.reassign_action(1, owner=g.POLICE, on=g.BOARD)
    with pytest.raises(RuleError, match=sentence):
        item.log("Half", action=1, percent=50, on=g.BOARD)


def test_a_closed_item_gets_no_action() -> None:
    """It is reopened first."""
    item = g.given(
        g.made(),
        g.agreed(),
        g.closure_proposed(ClosedAs.SUPERSEDED),
        g.closure_agreed(ClosedAs.SUPERSEDED),
    )

    with pytest.raises(RuleError, match=r"closed as superseded .* unless it is reopened"):
        item.assign_action(g.WHAT, owner=g.POLICE, due=g.DUE, on=ON)


@pytest.mark.parametrize(
    ("steps", "status", "percent"),
    [
        ([], ActionStatus.NOT_STARTED, 0),
        ([g.progressed(1, None)], ActionStatus.IN_PROGRESS, 0),
        ([g.progressed(1, 0)], ActionStatus.IN_PROGRESS, 0),
        ([g.progressed(1, 30)], ActionStatus.IN_PROGRESS, 30),
        ([g.progressed(1, 30), g.progressed(1, None)], ActionStatus.IN_PROGRESS, 30),
        ([g.progressed(1, 100)], ActionStatus.IN_PROGRESS, 100),
        ([g.progressed(1, 30), g.completed(1)], ActionStatus.COMPLETE, 100),
        ([g.progressed(1, 30), g.withdrawn(1)], ActionStatus.WITHDRAWN, 30),
        ([g.progressed(1, 30), g.completed(1), g.reopened(1)], ActionStatus.IN_PROGRESS, 30),
        ([g.completed(1), g.reopened(1)], ActionStatus.IN_PROGRESS, 0),
        ([g.withdrawn(1), g.reopened(1)], ActionStatus.NOT_STARTED, 0),
    ],
)
def test_where_an_action_stands_is_derived(
    steps: list[Entry], status: ActionStatus, percent: int
) -> None:
    """Never typed: it follows from what was recorded last."""
    action = g.given(g.made(), g.agreed(), g.assigned(1), *steps).actions[1]

    assert (action.status, action.done_percent) == (status, percent)
