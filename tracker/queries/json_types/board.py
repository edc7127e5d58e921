"""The shapes of what a board asks before it meets: what changed, what is late, what to decide.

As in `shapes`: dates are `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
"""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class ChangeShape(TypedDict):
    """One thing that changed between two days; going quiet is no entry, and nobody's doing."""

    category: str
    ref: str
    what: str
    took_effect: str
    took_effect_text: str
    entry: int | None
    by: str | None


class LearnedShape(ChangeShape):
    """What the first day did not know of itself; `was` is what it knew instead."""

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
"""The answer of `tracker changes --json`."""


class LateShape(TypedDict):
    """One open action that is late, in whole days; `slips` counts how often it was put off."""

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
    """The answer of `tracker late --json`."""

    actions: list[LateShape]


_DecisionFrom = TypedDict("_DecisionFrom", {"from": str | None})


class DecisionShape(_DecisionFrom):
    """What needs a decision: a `date change` of an action, or a `closure` of an item.

    `what` is the action, or the text of the item. What is `missing` decides nothing.
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
    """The answer of `tracker decisions --json`."""

    decisions: list[DecisionShape]
