"""The rating of progress by one printed rule: the first line that fits, with its reason.

This module imports only the standard library, because reading a plan applies the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.vocabulary import ActionStatus, Rag, Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

RULE = (
    "Blue: closed. None: no response, not agreed, no action yet, withdrawn. "
    "Red: open and late against the agreed date. "
    "Amber: late against the first date; due within {due_soon} days and under {half_done}% done; "
    "untouched for more than {quiet} days; complete with a measure not met. Green: the rest."
)
"""The rule as it is printed, with the numbers of the day asked about."""

WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN)


class RagThresholds(NamedTuple):
    """The numbers of the rule on a day: days, percent, days."""

    due_soon: int
    half_done: int
    quiet: int

    @property
    def rule(self) -> str:
        """The rule in words, with these numbers."""
        return RULE.format(due_soon=self.due_soon, half_done=self.half_done, quiet=self.quiet)


class Rating(NamedTuple):
    """A colour and the reason for it."""

    rag: Rag
    reason: str


def rate_action(
    *,
    status: ActionStatus,
    due: date,
    first_due: date,
    percent: int,
    touched: date,
    measure_met: bool,
    as_of: date,
    numbers: RagThresholds,
) -> Rating:
    """Return the rating of one action of an item that is agreed and not closed."""
    if status is ActionStatus.WITHDRAWN:
        return Rating(Rag.NONE, "withdrawn")
    if status is ActionStatus.COMPLETE:
        if not measure_met:
            return Rating(Rag.AMBER, "complete with a measure not met")
        return Rating(Rag.GREEN, "complete")
    if as_of > due:
        return Rating(Rag.RED, f"{_days((as_of - due).days)} late against the agreed date")
    if as_of > first_due:
        return Rating(Rag.AMBER, f"{_days((as_of - first_due).days)} late against the first date")
    left = (due - as_of).days
    if left <= numbers.due_soon and percent < numbers.half_done:
        when = f"in {_days(left)}" if left else "today"
        return Rating(Rag.AMBER, f"due {when} and {percent}% done")
    quiet = (as_of - touched).days
    if quiet > numbers.quiet:
        return Rating(Rag.AMBER, f"untouched for {_days(quiet)}")
    return Rating(Rag.GREEN, "on course")


def before_actions(
    *, closed: str | None, response: Response | None, withdrawn: bool = False
) -> Rating | None:
    """Return the rating that an item's own state decides, regardless of its actions."""
    if closed is not None:
        return Rating(Rag.BLUE, f"closed as {closed}")
    if response is None:
        return Rating(Rag.NONE, "no response")
    if response is Response.NOT_AGREED:
        return Rating(Rag.NONE, "not agreed")
    return Rating(Rag.NONE, "withdrawn") if withdrawn else None


def worst(ratings: Iterable[Rating]) -> Rating:
    """Return the worst of the ratings of an item's actions; not rated if none of them is."""
    rated = list(ratings)
    for rag in WORST_FIRST:
        for rating in rated:
            if rating.rag is rag:
                return rating
    return Rating(Rag.NONE, "withdrawn" if rated else "no action yet")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
