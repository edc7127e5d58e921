"""One item or one action in full, with its history: what `show` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.queries.history import history_entries
from tracker.queries.item_detail import item_detail_json
from tracker.queries.item_row import action_json, moment_json

if TYPE_CHECKING:
    from tracker.domain.reference import Reference
    from tracker.queries.json_types.items import ShowActionShape, ShowShape
    from tracker.queries.plan import Plan


def show_item(plan: Plan, reference: Reference) -> ShowShape | None:
    """Return an item in full, with its history; null if it is not in the plan on the day."""
    item = plan.item(reference.item)
    if item is None:
        return None
    answer: ShowShape = {
        **moment_json(plan),
        **item_detail_json(plan, item),
        "history": history_entries(plan, reference),
    }
    return plan.resolve_texts(answer)


def show_action(plan: Plan, reference: Reference) -> ShowActionShape | None:
    """Return an action in full, with its history; null if it was not assigned by the day."""
    item = plan.item(reference.item)
    action = None if item is None else item.actions.get(reference.action or 0)
    if item is None or action is None:
        return None
    answer: ShowActionShape = {
        **moment_json(plan),
        **action_json(plan, item, action),
        "history": history_entries(plan, reference),
    }
    return plan.resolve_texts(answer)
