"""A corrected entry is decided anew, under the rules of recording it so at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import NothingAskedError, RefusedError, RuleError, SamePersonError
from tracker.domain.free_text import Erased
from tracker.domain.redecide import redecide
from tracker.domain.settings import Settings
from tracker.domain.vocabulary import ClosedAs, ErasureReason, Progress, Relation, Response

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Events
    from tracker.domain.vocabulary import PartyId

ON = g.TODAY
MINUTED = g.MINUTED
OPEN = [g.made(), g.agreed(), g.assigned(1), g.outcome(1)]
DONE = [*OPEN, g.completed(1)]
ASKED = [*OPEN, g.date_asked(1)]
PROPOSED = [*DONE, g.closure_proposed()]
CLOSED = [*PROPOSED, g.closure_agreed()]


def decided(steps: list[Entry], event: e.ItemEvent, *, actor: PartyId = g.CLERK) -> Events:
    """Return what deciding an event anew on the item after the steps records."""
    return redecide(g.given(*steps), event, actor=actor, settings=Settings(), on=ON)


@pytest.mark.parametrize(
    ("steps", "event"),
    [
        (OPEN, e.ResponseGiven(response=Response.PARTLY_AGREED, part="half", why="Cost")),
        (OPEN, e.ResponseGiven(response=Response.AGREED, minuted=MINUTED)),
        (OPEN, e.NoteMade(note="Rather")),
        (OPEN, e.ActionAssigned(action=2, what="Rather", owner=g.POLICE, due=g.DUE)),
        (OPEN, e.ActionProgressed(action=1, note="Rather", percent=20)),
        (OPEN, e.ActionCompleted(action=1, note="Done")),
        (OPEN, e.ActionCompleted(action=1)),
        (OPEN, e.ActionWithdrawn(action=1, why="Overtaken")),
        (DONE, e.ActionReopened(action=1, why="Not done", minuted=MINUTED)),
        (OPEN, e.ActionReowned(action=1, owner=g.POLICE)),
        (OPEN, e.DateChangeAsked(action=1, to=g.LATER, reason="Staff left")),
        (ASKED, e.DateChangeAgreed(action=1, to=g.LATER, minuted=MINUTED)),
        (ASKED, e.DateChangeRefused(action=1, why="Urgent", minuted=MINUTED)),
        (OPEN, e.OutcomeStated(outcome=2, action=1, what="Better", measure=g.ATTENDANCE)),
        (OPEN, e.MeasureRead(outcome=1, value="90")),
        (OPEN, e.EvidenceFiled(evidence=1, action=1, title="Register", of=ON, link="12")),
        (DONE, e.ClosureProposed(closed_as=ClosedAs.IMPLEMENTED, why="Done")),
        (PROPOSED, e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED, minuted=MINUTED)),
        (PROPOSED, e.ClosureRefused(why="Show it", minuted=MINUTED)),
        (CLOSED, e.RecommendationReopened(why="Back again", minuted=MINUTED)),
        (OPEN, e.ProgressClaimed(progress=Progress.GOOD, why="Done")),
        (OPEN, e.ProgressJudged(progress=Progress.GOOD, why="Seen", minuted=MINUTED)),
        (OPEN, e.ThemesGiven(themes=("health", "courts"))),
    ],
    ids=lambda value: str(value.type) if isinstance(value, e.ItemEvent) else None,
)
def test_what_the_rules_allow_is_decided_as_it_is(steps: list[Entry], event: e.ItemEvent) -> None:
    """By the command that records it, word for word."""
    assert decided(steps, event) == [event]


@pytest.mark.parametrize(
    ("steps", "event", "sentence"),
    [
        (OPEN, e.ResponseGiven(response=Response.NOT_AGREED), "Not agreed says why"),
        (
            OPEN,
            e.ActionAssigned(action=1, what="x", owner=g.POLICE, due=g.BOARD),
            "before it is assigned",
        ),
        (DONE, e.ActionWithdrawn(action=1, why="x"), "was completed on 12 June 2023"),
        (OPEN, e.DateChangeAsked(action=1, to=g.BOARD, reason="x"), "before it is asked for"),
        (
            OPEN,
            e.EvidenceFiled(evidence=1, title="x", of=g.DUE, link="12"),
            "cannot be filed before it",
        ),
        (OPEN, e.ClosureProposed(closed_as=ClosedAs.IMPLEMENTED, why="x"), "2/1 is open"),
    ],
)
def test_what_the_rules_refuse_is_refused(
    steps: list[Entry], event: e.ItemEvent, sentence: str
) -> None:
    """No correction says what nobody could have recorded."""
    with pytest.raises(RefusedError, match=sentence):
        decided(steps, event)


def test_an_agreement_carries_the_date_that_was_asked_for() -> None:
    """Another date is another request."""
    other = e.DateChangeAgreed(action=1, to=date(2024, 1, 1))

    with pytest.raises(RuleError, match="What was agreed is the date that was asked for"):
        decided(ASKED, other)
    with pytest.raises(NothingAskedError):
        decided(OPEN, other)


def test_nobody_agrees_to_their_own_by_a_correction() -> None:
    """The one who asked, or proposed, is not made the one who agrees."""
    with pytest.raises(SamePersonError):
        decided(ASKED, e.DateChangeAgreed(action=1, to=g.LATER), actor=g.EDUCATION)
    with pytest.raises(SamePersonError):
        decided(PROPOSED, e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED), actor=g.MANAGER)


def test_what_is_judged_elsewhere_is_left_alone() -> None:
    """What an inspection published, and links."""
    any_event = g.made().event
    assert isinstance(any_event, e.RecommendationMade)

    assert decided(OPEN, any_event) == []
    assert decided(OPEN, e.RecommendationLinked(relation=Relation.RECURS, to=g.EARLIER)) == []


def test_an_erased_text_is_decided_by_its_marker() -> None:
    """The rules ask whether something was said, not what."""
    gone = Erased(ON, ErasureReason.OTHER)
    event = e.ResponseGiven(response=Response.NOT_AGREED, why=gone)

    assert len(decided([g.made()], event)) == 1
