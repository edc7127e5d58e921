"""An item as the program has it, in the words of the oracle, so that the two can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oracle_steps import State

    from tracker.domain.action import Action
    from tracker.domain.recommendation import Recommendation


def told(item: Recommendation | None) -> State | None:
    """Return an item in the words of the oracle."""
    if item is None:
        return None
    closure, proposal = item.closure, item.proposal
    return {
        "number": item.number,
        "words": [item.kind.value, item.text, item.addressee, item.standard],
        "published": item.published_on.isoformat(),
        "reissued": item.reissued_on and item.reissued_on.isoformat(),
        "dropped": item.dropped_on and item.dropped_on.isoformat(),
        "touched": item.touched and item.touched.isoformat(),
        "response": item.response and item.response.value,
        "answered_by": item.answer and item.answer.by,
        "closed_as": closure and closure.closed_as.value,
        "closed_by": closure and [closure.proposed_by, closure.by, closure.on.isoformat()],
        "proposed": proposal and [proposal.closed_as.value, proposal.by, proposal.on.isoformat()],
        "reopened": item.times_reopened,
        "actions": {number: told_of(action) for number, action in item.actions.items()},
        "outcomes": {
            number: {
                "action": outcome.action,
                "counted": outcome.measure is not None,
                "readings": [[read.on.isoformat(), read.value] for read in outcome.readings],
            }
            for number, outcome in item.outcomes.items()
        },
        "evidence": {
            number: [proof.action, proof.of.isoformat(), proof.filed_on.isoformat()]
            for number, proof in item.evidence.items()
        },
        "claims": [[x.progress.value, x.by, x.on.isoformat()] for x in item.claims],
        "judgements": [[x.progress.value, x.by, x.on.isoformat()] for x in item.judgements],
        "links": [[x.relation.value, x.to, x.action] for x in item.links],
        "themes": list(item.themes),
        "conflicts": [conflict.position for conflict in item.conflicts],
        "status": item.status.value,
    }


def told_of(action: Action) -> State:
    """Return an action in the words of the oracle."""
    finished = action.withdrawn_on or action.completed_on
    asked = action.asked
    return {
        "what": action.what,
        "status": action.status.value,
        "owner": action.owner,
        "with": list(action.supporting),
        "first_due": action.first_due.isoformat(),
        "due": action.due.isoformat(),
        "percent": action.percent,
        "begun": action.started,
        "assigned": action.assigned_on.isoformat(),
        "finished": finished and finished.isoformat(),
        "ended_by_closure": action.ended_by_closure,
        "asked": asked
        and {"was": asked.was.isoformat(), "to": asked.to.isoformat(), "by": asked.asked_by},
        "dates": [
            [
                x.was.isoformat(),
                x.to.isoformat(),
                x.asked_by,
                x.agreed_by,
                x.on and x.on.isoformat(),
            ]
            for x in action.date_changes
        ],
        "touched": action.touched.isoformat(),
    }
