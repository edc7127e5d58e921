"""Which parts of an entry can be corrected, by the options that first set them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker.domain import events as e
from tracker.domain.errors import RefusedError, UsageError, joined
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS: dict[type[e.PlainEvent], dict[str, str]] = {
    e.PartyAdded: {"text": "name", "kind": "kind"},
    e.PartyRenamed: {"text": "name"},
    e.RoleTaken: {"role": "role", "until": "until"},
    e.RoleEnded: {"role": "role"},
    e.ServiceAdded: {"text": "name"},
    e.ServiceRenamed: {"text": "name"},
    e.SettingAgreed: {"value": "value"},
    e.HeadAnchored: {"text": "to"},
    e.ResponseGiven: {"text": "why", "part": "part", "response": "response"},
    e.NoteMade: {"text": "note"},
    e.ActionAssigned: {"text": "what", "owner": "owner", "due": "due", "with": "supporting"},
    e.ActionProgressed: {"text": "note", "percent": "percent", "action": "action"},
    e.ActionCompleted: {"text": "note", "action": "action"},
    e.ActionWithdrawn: {"text": "why", "action": "action"},
    e.ActionReopened: {"text": "why", "action": "action"},
    e.ActionReowned: {"owner": "owner", "action": "action"},
    e.DateChangeAsked: {"text": "reason", "to": "to", "action": "action"},
    e.DateChangeRefused: {"text": "why", "action": "action"},
    e.OutcomeStated: {
        "text": "what",
        "measure": "measure.name",
        "unit": "measure.unit",
        "baseline": "measure.baseline",
        "target": "measure.target",
        "direction": "measure.direction",
    },
    e.MeasureRead: {"value": "value"},
    e.EvidenceFiled: {"text": "title", "of": "of", "link": "link", "action": "action"},
    e.ClosureProposed: {"text": "why", "closed-as": "closed_as"},
    e.ClosureRefused: {"text": "why"},
    e.RecommendationReopened: {"text": "why"},
    e.ProgressClaimed: {"text": "why", "progress": "progress"},
    e.ProgressJudged: {"text": "why", "progress": "progress"},
}


def corrected_event(event: e.PlainEvent, given: Mapping[str, Any]) -> e.PlainEvent:
    """Return the event with new values for some parts, named as options without their dashes.

    Raises UsageError for a part that the entry does not have, RefusedError for a value that does
    not fit.
    """
    parts = _PARTS.get(type(event), {})
    odd = [name for name in given if name not in parts]
    if odd:
        may = " ".join(["on", *(_options(name) for name in parts if name != "action")])
        raise UsageError(
            f"An entry like this has no {joined(odd)} to correct.",
            hint=hint("correct-other-parts", parts=may),
        )
    fields = dict(event)
    try:
        for name, value in given.items():
            outer, _, inner = parts[name].partition(".")
            if not inner:
                fields[outer] = value
            elif fields[outer] is None:
                raise RefusedError("This outcome is not counted; state another one with a measure.")
            else:
                fields[outer] = type(fields[outer])(**{**dict(fields[outer]), inner: value})
        return type(event)(**fields)
    except ValidationError as error:
        fault = error.errors()[0]
        part = ".".join(str(step) for step in fault["loc"])
        raise RefusedError(f"The {part} given does not fit: {fault['msg'].lower()}.") from None


def _options(name: str) -> str:
    return "at-least at-most" if name == "direction" else name
