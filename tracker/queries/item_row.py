"""The plan, one line an item; and one action of an item: the words the JSON contract promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.free_text import text_or_marker
from tracker.domain.item_figures import rate_action_alone
from tracker.domain.partial_dates import last_day
from tracker.domain.vocabulary import Relation
from tracker.ledger.timestamps import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tracker.domain.action import Action
    from tracker.domain.recommendation import Recommendation
    from tracker.queries.json_types.items import (
        ActionShape,
        ItemFacts,
        ItemShape,
        MomentShape,
        SlipShape,
    )
    from tracker.queries.plan import Plan


def iso(on: date | None) -> str | None:
    """Return a date as the contract writes it."""
    return None if on is None else on.isoformat()


def moment_json(plan: Plan) -> MomentShape:
    """Return the pair and the head an answer was resolved to."""
    known_at = plan.head.recorded_at
    return {
        "as_of": plan.as_of.isoformat(),
        "known_at": None if known_at is None else format_instant(known_at),
        "position": plan.head.position,
        "head": plan.head.hash,
    }


def item_json(plan: Plan, item: Recommendation) -> ItemShape:
    """Return one item of the plan in a line, as the contract has it."""
    return {**item_text_fields(plan, item), "evidence": len(item.evidence)}


def items_json(plan: Plan, items: Iterable[Recommendation]) -> list[ItemShape]:
    """Return items of the plan, a line each, as the contract has them."""
    return plan.resolve_texts([item_json(plan, item) for item in items])


def item_text_fields(plan: Plan, item: Recommendation) -> ItemFacts:
    """Return what every answer about an item gives."""
    figures = plan.figures(item)
    rating = plan.rating(item)
    covering = plan.covering(item)
    claim = item.claims[-1] if item.claims else None
    judgement = item.judgements[-1] if item.judgements else None
    return {
        "ref": item.ref,
        "text": str(item.text),
        "inspection": item.inspection,
        "service": item.service,
        "kind": item.kind.value,
        "number": item.number,
        "addressee": text_or_marker(item.addressee),
        "standard": item.standard,
        "published": printed_order_text(plan, item),
        "not_yet_published": item.published_on > plan.as_of,
        "reissued_on": iso(item.reissued_on),
        "dropped_on": iso(item.dropped_on),
        "response": None if item.response is None else item.response.value,
        "status": plan.status(item).value,
        "closed_as": None if covering.closure is None else covering.closure.closed_as.value,
        "covered_by": item.covered_by,
        "rag": rating.rag.value,
        "rag_reason": rating.reason,
        "owners": [plan.name(owner) for owner in figures.owners],
        "themes": plan.themes(item),
        "first_due": iso(figures.first_due),
        "due": iso(figures.due),
        "days_late_first": figures.days_late_first,
        "days_late": figures.days_late,
        "slips": figures.slips,
        "percent": figures.percent,
        "actions_total": figures.actions_total,
        "actions_complete": figures.actions_complete,
        "claim": None if claim is None else claim.progress.value,
        "judgement": None if judgement is None else judgement.progress.value,
        "gap": None
        if claim is None or judgement is None
        else claim.progress.step - judgement.progress.step,
        "last_touched": iso(item.touched),
        "conflicts": [conflict.sentence for conflict in item.conflicts],
    }


def printed_order_text(plan: Plan, item: Recommendation) -> str:
    """Return when an item was published, as precisely as its report prints it."""
    days = (item.published_on, max(plan.as_of, item.published_on))
    report = next(filter(None, (plan.report_on(item.inspection, day) for day in days)), None)
    if report is None or report.facts.published.iso is None:
        return item.published_on.isoformat()
    if report.reissued_on is not None and last_day(report.facts.published.iso) != item.published_on:
        return item.published_on.isoformat()
    return report.facts.published.iso


def action_json(plan: Plan, item: Recommendation, action: Action) -> ActionShape:
    """Return one action, under the item it was assigned under, as the contract has it."""
    rating = rate_action_alone(item, action, plan.as_of, plan.settings.numbers)
    asked = action.asked
    return {
        "ref": f"{item.ref}/{action.number}",
        "what": str(action.what),
        "owner": plan.name(action.owner),
        "with": [plan.name(party) for party in action.supporting],
        "status": action.status.value,
        "percent": action.done_percent if action.completed_on else action.percent,
        "rag": rating.rag.value,
        "rag_reason": rating.reason,
        "assigned_on": action.assigned_on.isoformat(),
        "first_due": action.first_due.isoformat(),
        "due": action.due.isoformat(),
        "days_late_first": action.days_late_first(plan.as_of),
        "days_late": action.days_late(plan.as_of),
        "slips": slips(plan, action),
        "asked": None
        if asked is None
        else {
            "to": asked.to.isoformat(),
            "reason": str(asked.reason),
            "asked_by": plan.name(asked.asked_by),
        },
        "completed_on": iso(action.completed_on),
        "withdrawn_on": iso(action.withdrawn_on),
        "serves": [
            link.to
            for link in item.links
            if link.relation is Relation.SERVES and link.action == action.number
        ],
        "last_touched": action.touched.isoformat(),
    }


def slips(plan: Plan, action: Action) -> list[SlipShape]:
    """Return the slip record of an action: each time it was put off, who agreed it, and why."""
    return [
        {
            "from": slip.was.isoformat(),
            "to": slip.to.isoformat(),
            "reason": str(slip.reason),
            "asked_by": plan.name(slip.asked_by),
            "agreed_by": None if slip.agreed_by is None else plan.name(slip.agreed_by),
            "on": iso(slip.on),
        }
        for slip in action.slips
    ]
