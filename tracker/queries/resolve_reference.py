"""What was typed, found in a plan; and the sentence of a plan in which there is nothing to find.

Found among what was known at the plan's moment, so that the same words at the same position name
the same thing for ever. What was taken back, or takes effect later, is found all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.bitemporal import effective_entries, london_day
from tracker.domain.errors import NotFoundError, joined, long_date
from tracker.domain.inspection import INSPECTION
from tracker.domain.recommendation import ITEM
from tracker.domain.reference import Reference, no_such_item, parse_reference, resolve_inspection
from tracker.domain.vocabulary import InspectionId, ItemRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.bitemporal import EffectiveEntry
    from tracker.ledger.ledger import Ledger
    from tracker.queries.plan import Plan


def resolve_ref(plan: Plan, typed: str) -> Reference:
    """Return the item or action that a typed reference names.

    Raises UsageError for what is no reference, AmbiguousError for the beginning of several
    inspections, NotFoundError for an inspection, item or action that is not there.
    """
    start, number, action = parse_reference(typed)
    inspection = resolve_inspection_id(plan, start)
    item = ItemRef(f"{inspection}/{number}")
    if f"{ITEM}{item}" not in (known := plan.streams_beginning(f"{ITEM}{inspection}/")):
        refs = [ItemRef(name.removeprefix(ITEM)) for name in known]
        raise no_such_item(inspection, number, refs)
    if action is not None and action not in (numbers := plan.actions_ever(item)):
        there = joined(map(str, sorted(numbers)), last="and") if numbers else "none yet"
        raise NotFoundError(f"{item} has no action {action}; it has {there}.")
    return Reference(item, action)


def resolve_inspection_id(plan: Plan, typed: str) -> InspectionId:
    """Return the one inspection whose id is, or begins, as typed.

    Raises AmbiguousError with the candidates, NotFoundError if there is none.
    """
    known = [
        InspectionId(name.removeprefix(INSPECTION)) for name in plan.streams_beginning(INSPECTION)
    ]
    return resolve_inspection(typed.strip().lower(), known)


def nothing_recorded_yet(plan: Plan, record: Callable[[], Ledger]) -> str | None:
    """Return the sentence to print where the moment lies before everything, null elsewhere.

    The record knows when the ledger began, which a plan of an earlier moment does not; it is opened
    only to be asked that.
    """
    if plan.has_begun():
        return None
    if not plan.head.position:
        first = next(iter(record().entries(upto=1)), None)
        if first is None:
            return "Nothing is recorded in this ledger yet."
        began = long_date(london_day(first.recorded_at))
        return f"This ledger began on {began}; nothing was recorded by then."
    firsts: list[EffectiveEntry] = []
    for entries in plan.streams.values():
        firsts += effective_entries(entries)[:1]
    first_step = min(firsts, key=lambda step: (step.effective_on, step.position))
    when = _when(plan, first_step)
    return f"Nothing had happened by {long_date(plan.as_of)}; the first entry takes effect {when}."


def _when(plan: Plan, step: EffectiveEntry) -> str:
    from tracker.domain.effective_dates import EffectiveDates  # noqa: PLC0415 - it needs the events of reports

    moved = step.effective_on != step.entry.effective_on
    printed = None if moved else EffectiveDates(plan.streams).printed(step.entry, step.effective_on)
    return f"on {long_date(step.effective_on)}" if printed is None else f"in {printed}"
