"""One item, whole: its answer, actions, outcomes, evidence, closure, claim beside judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.free_text import text_or_marker
from tracker.domain.item_figures import unmet_measures
from tracker.queries.item_row import action_json, item_text_fields

if TYPE_CHECKING:
    from tracker.domain.item_parts import Evidence, Minute, Outcome, ProgressView
    from tracker.domain.recommendation import Recommendation
    from tracker.queries.json_types.items import (
        AnswerShape,
        ClosureProposalShape,
        ClosureShape,
        DetailShape,
        EvidenceShape,
        LinkShape,
        OutcomeShape,
        ViewShape,
    )
    from tracker.queries.plan import Plan


def item_detail_json(plan: Plan, item: Recommendation) -> DetailShape:
    """Return an item with everything about it, as the contract has it.

    An action that serves this item from another is among its actions.
    """
    return {
        **item_text_fields(plan, item),
        "service_name": plan.service_name(item.service),
        "answer": _answer(plan, item),
        "actions": [action_json(plan, home, action) for home, action in plan.actions(item)],
        "outcomes": [_outcome(item, outcome) for outcome in item.outcomes.values()],
        "evidence": [_evidence(item, filed) for filed in item.evidence.values()],
        "proposal": _proposal(plan, item),
        "closure": _closure(plan, item),
        "times_reopened": item.times_reopened,
        "claims": [_view(plan, view) for view in item.claims],
        "judgements": [_view(plan, view) for view in item.judgements],
        "links": _links(plan, item),
    }


def _answer(plan: Plan, item: Recommendation) -> AnswerShape | None:
    """Return the service's response in full, or null while it is awaited."""
    answer = item.answer
    if answer is None:
        return None
    return {
        "response": answer.response.value,
        "part": text_or_marker(answer.part),
        "why": text_or_marker(answer.why),
        "by": plan.name(answer.by),
        "on": answer.on.isoformat(),
        "minute": _minute(answer.minuted),
    }


def missing_for_closure(plan: Plan, item: Recommendation) -> list[str]:
    """Return what a proposal to close shows as missing; it decides nothing."""
    still = [f"{home.ref}/{a.number} is open" for home, a in plan.actions(item) if a.is_open]
    counted = [f"{name} is not met" for name in unmet_measures(item)]
    return still + counted + ([] if item.evidence else ["no evidence is filed"])


def _proposal(plan: Plan, item: Recommendation) -> ClosureProposalShape | None:
    """Return the closure proposed and not yet answered, with what is missing."""
    proposal = item.proposal
    if proposal is None:
        return None
    return {
        "closed_as": proposal.closed_as.value,
        "why": str(proposal.why),
        "by": plan.name(proposal.by),
        "on": proposal.on.isoformat(),
        "missing": missing_for_closure(plan, item),
    }


def _minute(minuted: Minute | None) -> str | None:
    """Return the minute of a decision that another person entered."""
    return None if minuted is None else str(minuted.minute)


def _closure(plan: Plan, item: Recommendation) -> ClosureShape | None:
    closure = item.closure
    if closure is None:
        return None
    return {
        "closed_as": closure.closed_as.value,
        "on": closure.on.isoformat(),
        "by": plan.name(closure.by),
        "proposed_by": None if closure.proposed_by is None else plan.name(closure.proposed_by),
        "minute": _minute(closure.minuted),
    }


def _outcome(item: Recommendation, outcome: Outcome) -> OutcomeShape:
    measure = outcome.measure
    return {
        "ref": _place(item, outcome.action),
        "what": str(outcome.what),
        "measure": None if measure is None else str(measure.name),
        "unit": None if measure is None else text_or_marker(measure.unit),
        "baseline": None if measure is None else measure.baseline,
        "target": None if measure is None else measure.target,
        "direction": None if measure is None else measure.direction.value,
        "readings": [{"on": r.on.isoformat(), "value": r.value} for r in outcome.readings],
        "met": outcome.met,
    }


def _evidence(item: Recommendation, filed: Evidence) -> EvidenceShape:
    return {
        "ref": _place(item, filed.action),
        "title": str(filed.title),
        "of": filed.of.isoformat(),
        "filed_on": filed.filed_on.isoformat(),
        "link": text_or_marker(filed.link),
        "file": text_or_marker(filed.file),
        "sha256": filed.sha256,
    }


def _view(plan: Plan, view: ProgressView) -> ViewShape:
    return {
        "progress": view.progress.value,
        "why": str(view.why),
        "by": plan.name(view.by),
        "on": view.on.isoformat(),
        "minute": _minute(view.minuted),
    }


def _links(plan: Plan, item: Recommendation) -> list[LinkShape]:
    """Return the links recorded here, then those other items have with this one."""
    return [
        {"ref": _place(other, link.action), "relation": link.relation.value, "to": link.to}
        for other in (item, *plan.links_to(item.ref))
        for link in other.links
        if other is item or link.to == item.ref
    ]


def _place(item: Recommendation, action: int | None) -> str:
    return item.ref if action is None else f"{item.ref}/{action}"
