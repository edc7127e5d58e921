"""What changed between two days, as between two boards, each as it was known on its own day.

What took effect after the first day is a change. What took effect by then and was recorded only
afterwards, corrected or taken back, is no change: it was learned since, and is listed apart.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.errors import short_date
from tracker.domain.vocabulary import ItemRef
from tracker.queries.item_filter import ServiceMatcher
from tracker.queries.statement import original_statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import TypeVar

    from tracker.domain.action import Action
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.reference import Reference
    from tracker.queries.json_types.board import ChangeShape, LearnedShape
    from tracker.queries.plan import Plan
    from tracker.queries.statement import Statement

    Shape = TypeVar("Shape", ChangeShape, LearnedShape)

CATEGORIES = (
    *("new", "re-issued", "answered", "assigned", "re-dated", "re-owned", "asked", "refused"),
    *("progressed", "gone quiet", "closed", "reopened", "judged"),
)
"""Every kind of change, in the order in which a board reads them.

What was only asked for (another date, a closure) or refused has changed no date and closed nothing.
"""


def diff_plans(
    before: Plan,
    after: Plan,
    reference: Reference | None = None,
    service: str | None = None,
) -> tuple[list[ChangeShape], list[LearnedShape]]:
    """Return what changed from one plan to a later one, and what was learned since of the first.

    By category, and within one in the order of the plan; of everything, one item or one action, and
    of every service or those named by a part of their ids or names.
    """
    asked = ServiceMatcher(after, service)
    before, after = (
        plan.restricted_to(service) if reference is None else plan.of_item(reference.item)
        for plan in (before, after)
    )
    changes = [change for item, change in _gone_quiet(before, after) if item.service in asked]
    learned: list[LearnedShape] = []
    for then, now, shown in after.entry_changes(before):
        if shown.service not in asked:
            continue
        change = _change(after, shown)
        if then is None and shown.on > before.as_of:
            changes.append(change)
        elif now is None or then is None or then.fact != now.fact:
            learned.append(
                {
                    **change,
                    "recorded_at": shown.recorded_at,
                    "state": shown.state,
                    "changed_by": shown.changed_by,
                    "was": None if then is None else _was(then, shown),
                }
            )
    return after.resolve_texts(
        (_in_order(after, reference, changes), _in_order(after, reference, learned))
    )


def _was(then: Statement, shown: Statement) -> str | None:
    """Return what an entry said before it was corrected, with its date if that differs."""
    if then.fact == shown.fact:
        return None
    return original_statement(then.what, then.on, shown.on)


def _change(plan: Plan, step: Statement) -> ChangeShape:
    return {
        "category": step.category,
        "ref": step.ref,
        "what": step.what,
        "took_effect": step.on.isoformat(),
        "took_effect_text": step.printed or short_date(step.on),
        "entry": step.position,
        "by": plan.name(step.actor),
    }


def _gone_quiet(before: Plan, after: Plan) -> Iterator[tuple[Recommendation, ChangeShape]]:
    """The open actions untouched for too long on the later day that were not on the first."""
    already = _quiet(before)
    for ref, (item, action) in _quiet(after).items():
        if ref not in already:
            silent = (after.as_of - action.touched).days
            since = _quiet_since(before, after, action)
            change: ChangeShape = {
                "category": "gone quiet",
                "ref": ref,
                "what": f"untouched for {silent} days, answered for by "
                f"{after.name(action.owner)}: {action.what}",
                "took_effect": since.isoformat(),
                "took_effect_text": short_date(since),
                "entry": None,
                "by": None,
            }
            yield item, change


def _quiet_since(before: Plan, after: Plan, action: Action) -> date:
    """The first day between the two on which it was quiet, by the number of that day."""
    day = max(action.touched, before.as_of) + timedelta(days=1)
    while day < after.as_of and (day - action.touched).days <= (after.settings_on(day).quiet_days):
        day += timedelta(days=1)
    return day


def _quiet(plan: Plan) -> dict[str, tuple[Recommendation, Action]]:
    return {
        f"{item.ref}/{action.number}": (item, action)
        for item in plan.items.values()
        for action in item.actions.values()
        if action.is_open and (plan.as_of - action.touched).days > plan.settings.quiet_days
    }


def _in_order(plan: Plan, reference: Reference | None, changes: Iterable[Shape]) -> list[Shape]:
    """What is about the reference, by category, then by item in the order of the plan."""
    order = {ref: index for index, ref in enumerate(plan.items)}

    def key(change: Shape) -> tuple[int, int, str, int]:
        item = ItemRef("/".join(change["ref"].split("/")[:2]))
        kind = CATEGORIES.index(change["category"])
        return kind, order.get(item, len(order)), change["took_effect"], change["entry"] or 0

    asked = [
        change for change in changes if reference is None or _concerns(change["ref"], reference)
    ]
    return sorted(asked, key=key)


def _concerns(ref: str, reference: Reference) -> bool:
    """Whether a place is the item or action asked about, or an action of the item."""
    own = ref.startswith(f"{reference.item}/") and reference.action is None
    return own or ref == str(reference)
