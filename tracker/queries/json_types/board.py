"""The shapes of the answers for board meetings: changes, late actions and decisions.

As in `items`: dates are `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
"""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class ChangeShape(TypedDict):
    """One change between two days; `entry` and `by` are null for an action that has gone quiet."""

    category: str
    ref: str
    what: str
    took_effect: str
    took_effect_text: str
    entry: int | None
    by: str | None


class LearnedShape(ChangeShape):
    """An entry that took effect by the first day, and was recorded or changed after it.

    `was` is what the entry said before a correction; null if there is nothing different.
    """

    recorded_at: str
    state: str
    changed_by: int | None
    was: str | None


DiffShape = TypedDict(
    "DiffShape",
    {
        "from": MomentShape,
        "to": MomentShape,
        "changes": list[ChangeShape],
        "learned_since": list[LearnedShape],
    },
)
"""The output of `tracker changes --json`."""


class LateShape(TypedDict):
    """One open action that is late, in whole days; `slips` is how often it was postponed."""

    ref: str
    what: str
    owner: str
    first_due: str
    due: str
    days_late_first: int
    days_late: int
    slips: int
    percent: int | None
    status: str


class LatenessShape(MomentShape):
    """The output of `tracker late --json`."""

    actions: list[LateShape]


_DecisionFrom = TypedDict("_DecisionFrom", {"from": str | None})


class DecisionShape(_DecisionFrom):
    """A decision to be made: a `date change` of an action or a `closure` of an item.

    `what` is the action, or the text of the item. What is `missing` does not block the decision.
    """

    ref: str
    decision: str
    what: str
    to: str | None
    closed_as: str | None
    reason: str
    asked_by: str
    since: str
    days_waiting: int
    missing: list[str]
    may_decide: list[str]


class DecisionsShape(MomentShape):
    """The output of `tracker decisions --json`."""

    decisions: list[DecisionShape]
