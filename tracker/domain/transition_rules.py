"""Which steps contradict the steps before them: the rules of sequence, written once.

A command that breaks a rule is refused with its sentence. A history that already has such a step
shows the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tracker.domain.errors import joined, long_date
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import ClosedAs, Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.action import Action
    from tracker.domain.item_parts import Closure, Outcome, ProposedClosure
    from tracker.domain.vocabulary import ItemRef
else:
    e = lazy_import("tracker.domain.events")


WHOLE = 100
"""All of it, in percent."""


class ItemState(Protocol):
    """What the rules of sequence use of an item."""

    @property
    def ref(self) -> ItemRef:
        """The item."""

    @property
    def response(self) -> Response | None:
        """The response in force."""

    @property
    def published_on(self) -> date:
        """The day it was published."""

    @property
    def dropped_on(self) -> date | None:
        """The day a re-issue dropped it."""

    @property
    def actions(self) -> Mapping[int, Action]:
        """Its actions by number."""

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        """Its outcomes by number."""

    @property
    def proposal(self) -> ProposedClosure | None:
        """The closure proposed and not yet decided."""

    @property
    def closure(self) -> Closure | None:
        """The closure agreed."""


def contradiction(item: ItemState, event: e.ItemEvent, on: date) -> str | None:
    """Return the sentence why a step cannot have happened on a day; null if it can."""
    if item.closure is not None and not _is_allowed_when_closed(event):
        return (
            f"{item.ref} was closed as {item.closure.closed_as} on {long_date(item.closure.on)}; "
            f"nothing more can be done about it on {long_date(on)} unless it is reopened."
        )
    begins = isinstance(event, e.ActionAssigned | e.ActionReopened)
    if begins and item.response is Response.NOT_AGREED:
        return f"{item.ref} is not agreed; an action needs another response first."
    if isinstance(event, e.ActionStep):
        action = item.actions.get(event.action)
        if action is None:
            return f"{item.ref}/{event.action} was not assigned by {long_date(on)}."
        return _of_action(action, f"{item.ref}/{event.action}", event)
    match event:
        case e.RecommendationMade():
            return f"{item.ref} was already made, on {long_date(item.published_on)}."
        case e.RecommendationReissued() | e.RecommendationDropped() if on < item.published_on:
            return (
                f"{item.ref} was published on {long_date(item.published_on)}; "
                f"its report cannot have been re-issued before, on {long_date(on)}."
            )
        case e.RecommendationDropped() if item.dropped_on is not None:
            return f"{item.ref} has not been in its report since {long_date(item.dropped_on)}."
        case e.ResponseGiven(response=Response.NOT_AGREED) if still := _open(item):
            return (
                f"{item.ref} has open actions ({joined(still, last='and')}); "
                "withdraw them before it is not agreed."
            )
        case e.ActionAssigned(action=number) if number in item.actions:
            return f"{item.ref}/{number} was already assigned."
        case (
            e.OutcomeStated(action=int(number))
            | e.EvidenceFiled(action=int(number))
            | e.RecommendationLinked(action=int(number))
        ) if number not in item.actions:
            return f"{item.ref}/{number} was not assigned by {long_date(on)}."
        case e.MeasureRead(outcome=number):
            outcome = item.outcomes.get(number)
            if outcome is None or outcome.measure is None:
                return f"{item.ref} had no such measure by {long_date(on)}."
        case e.ClosureProposed() if item.proposal is not None:
            return (
                f"Closing {item.ref} as {item.proposal.closed_as} was already proposed, "
                f"on {long_date(item.proposal.on)}."
            )
        case e.ClosureProposed(closed_as=closed_as):
            return requires_open_item(item.ref, closed_as, _open(item))
        case e.ClosureAgreed(closed_as=closed_as):
            if item.proposal is None:
                return f"No closure of {item.ref} was proposed by {long_date(on)}."
            return requires_open_item(item.ref, closed_as, _open(item))
        case e.ClosureRefused() if item.proposal is None:
            return f"No closure of {item.ref} was proposed by {long_date(on)}."
        case e.RecommendationReopened() if item.closure is None:
            return f"{item.ref} was not closed by {long_date(on)}."
    return None


def _is_allowed_when_closed(event: e.ItemEvent) -> bool:
    return isinstance(
        event,
        e.NoteMade
        | e.EvidenceFiled
        | e.MeasureRead
        | e.ProgressJudged
        | e.RecommendationLinked
        | e.ThemesGiven
        | e.RecommendationReopened
        | e.RecommendationMade
        | e.RecommendationReissued
        | e.RecommendationDropped,
    )


def requires_open_item(ref: ItemRef, closed_as: ClosedAs, still: Sequence[str]) -> str | None:
    """Return why an item cannot be closed this way while actions are open; null if it can."""
    if closed_as is not ClosedAs.IMPLEMENTED or not still:
        return None
    verb = "is" if len(still) == 1 else "are"
    return f"{ref} cannot be closed as implemented while {', '.join(still)} {verb} open."


def _open(item: ItemState) -> list[str]:
    return [f"{item.ref}/{a.number}" for a in item.actions.values() if a.is_open]


def requires_open_action(action: Action, ref: str) -> str | None:
    """Return the sentence when an action stopped being open; null if it is open."""
    if action.withdrawn_on is not None:
        return f"{ref} was withdrawn on {long_date(action.withdrawn_on)}; reopen it first."
    if action.completed_on is not None:
        return f"{ref} was completed on {long_date(action.completed_on)}; reopen it first."
    return None


def _of_action(action: Action, ref: str, event: e.ActionStep) -> str | None:
    if isinstance(event, e.ActionReopened):
        return f"{ref} is open; there is nothing to reopen." if action.is_open else None
    if isinstance(event, e.ActionReowned):
        return None  # a planned hand-over lapses if the action ends first
    if action.withdrawn_on is not None:
        return requires_open_action(action, ref)
    match event:
        case e.ActionProgressed(percent=percent) if percent is None or percent == WHOLE:
            return None
        case (
            e.ActionProgressed() | e.ActionCompleted() | e.ActionWithdrawn() | e.DateChangeAsked()
        ) if not action.is_open:
            return requires_open_action(action, ref)
        case e.DateChangeAsked() if action.asked is not None:
            return (
                f"{ref} already has a date change waiting for a decision: to "
                f"{long_date(action.asked.to)}."
            )
        case e.DateChangeAgreed() | e.DateChangeRefused() if action.asked is None:
            return f"No other date for {ref} was asked for."
    return None
