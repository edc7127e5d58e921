"""What needs attention: late actions, decisions that are waiting, and an overview of the plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.rights import roles_for
from tracker.domain.vocabulary import Status, Verb
from tracker.queries.item_detail import missing_for_closure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from tracker.domain.action import Action, DateChange
    from tracker.domain.item_parts import ProposedClosure
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ItemRef, PartyId, Rag
    from tracker.queries.json_types.board import DecisionShape, LateShape
    from tracker.queries.plan import Plan


class Overview(NamedTuple):
    """What needs attention in a plan, and how big it is. `next_board` is null if none is booked."""

    services: list[str]
    reports: int
    items: int
    ratings: Mapping[Rag, int]
    awaiting_response: list[ItemRef]
    late: list[LateShape]
    decisions: list[DecisionShape]
    next_board: date | None


def overview(plan: Plan) -> Overview:
    """Return what needs attention in a plan. Each item is read once."""
    ratings: Counter[Rag] = Counter()
    awaiting_response: list[ItemRef] = []
    going_on: list[Recommendation] = []
    for item in plan.items.values():
        ratings[plan.rating(item).rag] += 1
        if plan.status(item) is Status.AWAITING_RESPONSE:
            awaiting_response.append(item.ref)
        if item.proposal is not None or any(x.is_open or x.asked for x in item.actions.values()):
            going_on.append(item)
    return Overview(
        services=plan.resolve_texts([service.name for service in plan.services.values()]),
        reports=len(plan.inspections),
        items=len(plan.items),
        ratings=ratings,
        awaiting_response=awaiting_response,
        late=late_actions(plan, going_on),
        decisions=pending_decisions(plan, going_on),
        next_board=next((day for day in plan.meetings if day >= plan.moment.today), None),
    )


def late_actions(plan: Plan, items: Iterable[Recommendation]) -> list[LateShape]:
    """Return the open actions of these items that are late by either date, the latest first."""
    rows = [
        _late(plan, item, action)
        for item in items
        for action in item.actions.values()
        if action.days_late_first(plan.as_of) or action.days_late(plan.as_of)
    ]
    rows.sort(key=lambda row: (-row["days_late_first"], -row["days_late"]))
    return plan.resolve_texts(rows)


def pending_decisions(plan: Plan, items: Iterable[Recommendation]) -> list[DecisionShape]:
    """Return what needs a decision about these items, the longest waiting first."""
    rows = [row for item in items for row in _awaited(plan, item)]
    rows.sort(key=lambda row: row["since"])
    return plan.resolve_texts(rows)


def _late(plan: Plan, item: Recommendation, action: Action) -> LateShape:
    return {
        "ref": f"{item.ref}/{action.number}",
        "what": str(action.what),
        "owner": plan.name(action.owner),
        "first_due": action.first_due.isoformat(),
        "due": action.due.isoformat(),
        "days_late_first": action.days_late_first(plan.as_of),
        "days_late": action.days_late(plan.as_of),
        "slips": len(action.slips),
        "percent": action.percent,
        "status": action.status.value,
    }


def _awaited(plan: Plan, item: Recommendation) -> Iterator[DecisionShape]:
    for action in item.actions.values():
        if action.asked is not None:
            yield _date_change(plan, item, action, action.asked)
    if item.proposal is not None:
        yield _closure(plan, item, item.proposal)


def _date_change(
    plan: Plan, item: Recommendation, action: Action, asked: DateChange
) -> DecisionShape:
    since = asked.asked_on
    return {
        "ref": f"{item.ref}/{action.number}",
        "decision": "date change",
        "what": str(action.what),
        "from": asked.was.isoformat(),
        "to": asked.to.isoformat(),
        "closed_as": None,
        "reason": str(asked.reason),
        "asked_by": plan.name(asked.asked_by),
        "since": since.isoformat(),
        "days_waiting": (plan.as_of - since).days,
        "missing": [],
        "may_decide": _deciders(plan, asked.asked_by),
    }


def _closure(plan: Plan, item: Recommendation, proposal: ProposedClosure) -> DecisionShape:
    return {
        "ref": item.ref,
        "decision": "closure",
        "what": str(item.text),
        "from": None,
        "to": None,
        "closed_as": proposal.closed_as.value,
        "reason": str(proposal.why),
        "asked_by": plan.name(proposal.by),
        "since": proposal.on.isoformat(),
        "days_waiting": (plan.as_of - proposal.on).days,
        "missing": missing_for_closure(plan, item),
        "may_decide": _deciders(plan, proposal.by),
    }


def _deciders(plan: Plan, asker: PartyId) -> list[str]:
    """Return who may agree or refuse on the day, without the person who asked."""
    holders = plan.role_holders(roles_for(Verb.AGREE))
    return [party.name for party in holders if party.id != asker]
