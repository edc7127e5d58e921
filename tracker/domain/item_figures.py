"""The figures of an item: dates, lateness, slips, progress and rating, from its actions.

Dates are the latest among its actions not withdrawn, days late the most among its open actions,
slips the sum and percent the mean. Slips of withdrawn actions stay in the sum, so withdrawing an
action hides nothing. An action that serves a second item counts under both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.rag import RagThresholds, Rating, before_actions, rate_action, worst
from tracker.domain.vocabulary import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.action import Action
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ItemRef, PartyId, ServiceId

Counted = tuple["Recommendation", "Action"]
"""An action with the item it was assigned under."""


class Figures(NamedTuple):
    """What an item's actions add up to on a day. Dates and percent are null without actions."""

    owners: tuple[PartyId, ...]
    first_due: date | None
    due: date | None
    days_late_first: int
    days_late: int
    slips: int
    percent: int | None
    actions_total: int
    actions_complete: int


class ItemCounts(NamedTuple):
    """The counts of one item. `gap` is null unless it has a claim and a judgement.

    `first_date` is the latest first date of the actions counted under it: not the withdrawn ones,
    but those that its closure ended. `actions` and `slips` count only the item's own.
    """

    ref: ItemRef
    service: ServiceId
    published_on: date
    closed_on: date | None
    times_reopened: int
    first_date: date | None
    covered_by: ItemRef | None
    gap: int | None
    actions: int
    slips: int


def figures(actions: Sequence[Counted], as_of: date) -> Figures:
    """Return the figures of an item at the end of a day, from the actions counted under it."""
    carried = [a for _, a in actions if a.withdrawn_on is None]
    return Figures(
        owners=tuple(dict.fromkeys(a.owner for a in carried)),
        first_due=max((a.first_due for a in carried), default=None),
        due=max((a.due for a in carried), default=None),
        days_late_first=max((a.days_late_first(as_of) for a in carried), default=0),
        days_late=max((a.days_late(as_of) for a in carried), default=0),
        slips=sum(len(a.slips) for _, a in actions),
        percent=_mean([a.done_percent for a in carried]),
        actions_total=len(carried),
        actions_complete=sum(a.status is ActionStatus.COMPLETE for a in carried),
    )


def item_counts(item: Recommendation, actions: Sequence[Counted]) -> ItemCounts:
    """Return the counts of an item, given the actions counted under it."""
    gap = None
    if item.claims and item.judgements:
        gap = item.claims[-1].progress.step - item.judgements[-1].progress.step
    first_dates = (
        action.first_due
        for _, action in actions
        if action.withdrawn_on is None or action.ended_by_closure
    )
    return ItemCounts(
        ref=item.ref,
        service=item.service,
        published_on=item.published_on,
        closed_on=None if item.closure is None else item.closure.on,
        times_reopened=item.times_reopened,
        first_date=max(first_dates, default=None),
        covered_by=item.covered_by,
        gap=gap,
        actions=len(item.actions),
        slips=sum(len(action.slips) for action in item.actions.values()),
    )


def rate_item(
    item: Recommendation, actions: Sequence[Counted], as_of: date, numbers: RagThresholds
) -> Rating:
    """Return the rating of an item: its own state first, then the worst of its actions."""
    own = before_actions(closed=_closed(item), response=item.response)
    return own or worst(_by_rule(home, a, as_of, numbers) for home, a in actions)


def rate_action_alone(
    home: Recommendation, action: Action, as_of: date, numbers: RagThresholds
) -> Rating:
    """Return the rating of an action, under the item it was assigned under."""
    own = before_actions(
        closed=_closed(home),
        response=home.response,
        withdrawn=action.status is ActionStatus.WITHDRAWN,
    )
    return own or _by_rule(home, action, as_of, numbers)


def _by_rule(home: Recommendation, action: Action, as_of: date, numbers: RagThresholds) -> Rating:
    """The rating of an action by itself, regardless of its item's status."""
    return rate_action(
        status=action.status,
        due=action.due,
        first_due=action.first_due,
        percent=action.done_percent,
        touched=action.touched,
        measure_met=not unmet_measures(home, action.number),
        as_of=as_of,
        numbers=numbers,
    )


def unmet_measures(item: Recommendation, action: int | None = None) -> list[str]:
    """Return the names of the measures not met, of the item or of one of its actions."""
    return [
        str(outcome.measure.name)
        for outcome in item.outcomes.values()
        if outcome.measure is not None
        and outcome.met is False
        and (action is None or outcome.action in (None, action))
    ]


def _closed(item: Recommendation) -> str | None:
    return None if item.closure is None else item.closure.closed_as


def _mean(percents: Sequence[int]) -> int | None:
    """The mean in whole percent; halves round up."""
    if not percents:
        return None
    return (2 * sum(percents) + len(percents)) // (2 * len(percents))
