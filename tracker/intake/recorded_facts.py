"""A recorded report as the plain tables it was proposed in, and as that proposal again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.domain.events import Fact
from tracker.domain.free_text import Erased
from tracker.intake.facts_file import propose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.events import ReportPrinted
    from tracker.domain.inspection import Inspection
    from tracker.domain.recommendation import Recommendation
    from tracker.intake.proposal import Proposal

Tables: TypeAlias = dict[str, Any]
"""The facts of a report as a facts file has them, with `Erased` where a text was erased."""


def recorded_tables(report: Inspection, items: Iterable[Recommendation], service: str) -> Tables:
    """Return a report and its items as they stand; `service` is what the report calls it."""
    return {
        **front(report.facts),
        "id": report.id,
        "service": {"id": report.facts.service, "name": service},
        "items": [
            {
                "number": item.number,
                "kind": item.kind.value,
                "standard": item.standard,
                "addressee": item.addressee,
                "text": item.text,
            }
            for item in items
        ],
    }


def front(printed: ReportPrinted) -> Tables:
    """Return what a report prints about itself, without its items and the name of its service."""
    facts = {name: _plain(value) for name, value in printed if name not in {"type", "items"}}
    return {**facts, "service": {"id": printed.service}}


def _plain(value: Any) -> Any:
    match value:
        case Fact():
            return {name: _plain(element) for name, element in value}
        case tuple():
            return [_plain(element) for element in value]
        case _:
            return value


def recorded_proposal(recorded: Tables) -> Proposal:
    """Return the proposal of which these tables are the record; an erased text is its marker.

    Raises FactsError if single entries were taken back since, and the rest contradicts itself.
    """
    published = recorded["published"]
    if isinstance(published["text"], Erased):  # its marker has a date of its own
        recorded = {**recorded, "published": {**published, "text": None}}
    return propose(_shown(recorded), recorded["id"])


def _shown(value: Any) -> Any:
    match value:
        case Erased():
            return str(value)
        case dict():
            return {key: _shown(element) for key, element in value.items()}
        case list():
            return [_shown(element) for element in value]
        case _:
            return value
