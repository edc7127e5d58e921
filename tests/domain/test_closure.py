"""Closing an item takes two people; a closure can be refused, and a closed item reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import NothingAskedError, RuleError, SamePersonError
from tracker.domain.recommendation import Decider
from tracker.domain.vocabulary import ActionStatus, ClosedAs, Status

if TYPE_CHECKING:
    from tracker.domain.vocabulary import PartyId

ON = g.TODAY
CHAIR = Decider(g.CHAIR)
OTHERWISE = [closed_as for closed_as in ClosedAs if closed_as is not ClosedAs.IMPLEMENTED]


@pytest.mark.parametrize("closed_as", list(ClosedAs))
def test_a_closure_is_proposed_and_agreed(closed_as: ClosedAs) -> None:
    """Each way of closing is proposed with a reason, and the agreement carries it."""
    item = g.given(g.made(), g.agreed())
    proposed = g.given(g.made(), g.agreed(), g.closure_proposed(closed_as))

    proposal = item.propose_closure(closed_as, why="It is done", on=ON)
    agreement = proposed.agree_closure(by=CHAIR, on=ON)

    assert proposal == [e.ClosureProposed(closed_as=closed_as, why="It is done")]
    assert agreement == [e.ClosureAgreed(closed_as=closed_as)]


def test_a_closure_is_agreed_in_a_meeting() -> None:
    """The chair decided, the clerk typed: the minute is kept."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed())

    events = item.agree_closure(by=Decider(g.CLERK, g.MINUTED), on=ON)

    assert events == [e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED, minuted=g.MINUTED)]


def test_a_closure_is_refused_with_a_reason() -> None:
    """The item goes on as before."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed())

    events = item.refuse_closure(why="Show the register first", by=CHAIR, on=ON)

    assert events == [e.ClosureRefused(why="Show the register first")]


def test_nothing_is_implemented_while_an_action_is_open() -> None:
    """Refused when it is proposed, and when it is agreed."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.assigned(2), g.completed(1))
    later = g.given(
        g.made(), g.agreed(), g.assigned(1), g.completed(1), g.closure_proposed(), g.reopened(1)
    )

    with pytest.raises(RuleError, match="as implemented while knowsley-2023/2/2 is open"):
        item.propose_closure(ClosedAs.IMPLEMENTED, why="Done", on=ON)
    with pytest.raises(RuleError, match="as implemented while knowsley-2023/2/1 is open"):
        later.agree_closure(by=CHAIR, on=ON)


def test_all_open_actions_are_named() -> None:
    """The refusal says what is still to be done."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.assigned(2))

    with pytest.raises(RuleError, match="while knowsley-2023/2/1, knowsley-2023/2/2 are open"):
        item.propose_closure(ClosedAs.IMPLEMENTED, why="Done", on=ON)


@pytest.mark.parametrize("closed_as", OTHERWISE)
def test_the_other_closures_are_proposed_over_open_actions(closed_as: ClosedAs) -> None:
    """What is superseded or given up leaves its actions undone."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    assert len(item.propose_closure(closed_as, why="Overtaken", on=ON)) == 1


@pytest.mark.parametrize("closed_as", OTHERWISE)
def test_the_other_closures_end_open_actions(closed_as: ClosedAs) -> None:
    """Open actions end with the item, and wait for nothing; what was complete stays complete."""
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1),
        g.completed(1),
        g.assigned(2),
        g.date_asked(2),
        g.closure_proposed(closed_as),
        g.closure_agreed(closed_as, on=ON),
    )

    done, ended = item.actions[1], item.actions[2]

    assert (done.status, done.ended_by_closure) == (ActionStatus.COMPLETE, False)
    assert (ended.status, ended.ended_by_closure) == (ActionStatus.WITHDRAWN, True)
    assert (ended.withdrawn_on, ended.asked) == (ON, None)


def test_nothing_proposed_is_not_answered() -> None:
    """There is nothing to agree or refuse."""
    item = g.given(g.made(), g.agreed())

    with pytest.raises(NothingAskedError, match=r"No closure of .* was proposed by 3 July 2023"):
        item.agree_closure(by=CHAIR, on=ON)
    with pytest.raises(NothingAskedError, match=r"No closure of .* was proposed by 3 July 2023"):
        item.refuse_closure(why="No", by=CHAIR, on=ON)


def test_nobody_agrees_a_closure_they_proposed() -> None:
    """The person who proposes a closure cannot be the one who agrees or refuses it."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(by=g.CHAIR))

    with pytest.raises(SamePersonError, match="proposed by «p1»; another person has to agree"):
        item.agree_closure(by=CHAIR, on=ON)
    with pytest.raises(SamePersonError, match="proposed by «p1»"):
        item.refuse_closure(why="No", by=CHAIR, on=ON)


@pytest.mark.parametrize("proposer", [g.CHAIR, g.CLERK])
def test_nobody_minutes_the_agreement_to_their_own_proposal(proposer: PartyId) -> None:
    """Neither the one who decided nor the one who typed may have proposed."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(by=proposer))
    minuted = Decider(g.CLERK, g.MINUTED)

    with pytest.raises(SamePersonError, match=f"proposed by «{proposer}»"):
        item.agree_closure(by=minuted, on=ON)
    with pytest.raises(SamePersonError, match=f"proposed by «{proposer}»"):
        item.refuse_closure(why="No", by=minuted, on=ON)


def test_one_closure_is_proposed_at_a_time() -> None:
    """The first is answered before the next is proposed."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(ClosedAs.SUPERSEDED))

    with pytest.raises(RuleError, match=r"as superseded was already proposed, on 12 June 2023"):
        item.propose_closure(ClosedAs.ALTERNATIVE, why="Rather", on=ON)


def test_the_same_proposal_or_answer_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless."""
    proposed = [g.made(), g.agreed(), g.closure_proposed(on=ON)]
    agreed = g.given(*proposed, g.closure_agreed(on=ON))
    refused = g.given(*proposed, g.closure_refused(on=ON))

    assert g.given(*proposed).propose_closure(ClosedAs.IMPLEMENTED, why="It is done", on=ON) == []
    assert agreed.agree_closure(by=CHAIR, on=ON) == []
    assert refused.refuse_closure(why="Show the register first", by=CHAIR, on=ON) == []


def test_what_is_closed_is_not_closed_again() -> None:
    """On another day the agreement is no repetition: the item is closed, and says since when."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(), g.closure_agreed())

    with pytest.raises(RuleError, match="was closed as implemented on 12 June 2023"):
        item.agree_closure(by=CHAIR, on=ON)


def test_a_refused_closure_is_proposed_again() -> None:
    """Even in the same words on the same day: it is a new proposal."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(on=ON), g.closure_refused(on=ON))

    events = item.propose_closure(ClosedAs.IMPLEMENTED, why="It is done", on=ON)

    assert events == [e.ClosureProposed(closed_as=ClosedAs.IMPLEMENTED, why="It is done")]


def test_a_closed_item_is_reopened() -> None:
    """With the reason, and perhaps by a minute."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed(), g.closure_agreed())

    events = item.reopen(why="It has come back", minuted=g.MINUTED, on=ON)

    assert events == [e.RecommendationReopened(why="It has come back", minuted=g.MINUTED)]


def test_an_open_item_is_not_reopened() -> None:
    """There is nothing to reopen."""
    item = g.given(g.made(), g.agreed(), g.closure_proposed())

    with pytest.raises(RuleError, match="knowsley-2023/2 was not closed by 3 July 2023"):
        item.reopen(why="It has come back", on=ON)


def test_reopening_twice_on_a_day_records_nothing() -> None:
    """Saying it again is harmless."""
    item = g.given(
        g.made(), g.agreed(), g.closure_proposed(), g.closure_agreed(), g.item_reopened(on=ON)
    )

    assert item.reopen(why="It has come back", on=ON) == []


def test_a_reopened_item_stands_where_its_actions_do() -> None:
    """Actions the closure ended stay ended until each is reopened, and wait for no old request."""
    closed = [
        g.made(),
        g.agreed(),
        g.assigned(1),
        g.date_asked(1),
        g.closure_proposed(ClosedAs.SUPERSEDED),
        g.closure_agreed(ClosedAs.SUPERSEDED),
        g.item_reopened(),
    ]

    item = g.given(*closed)
    again = g.given(*closed, g.reopened(1))

    assert (item.status, item.times_reopened) == (Status.AGREED, 1)
    assert again.status is Status.IN_PROGRESS
    assert (again.actions[1].ended_by_closure, again.actions[1].asked) == (False, None)
