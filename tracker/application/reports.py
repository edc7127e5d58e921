"""How a proposed report becomes entries: its service, its facts, one entry an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.desk import Desk, Receipt
from tracker.application.unit import Change
from tracker.domain import events
from tracker.domain.errors import RefusedError
from tracker.domain.inspection import INSPECTION
from tracker.domain.moment import standing
from tracker.domain.services import SERVICE, service
from tracker.domain.timeline import ITEM

if TYPE_CHECKING:
    from datetime import date

    from tracker.application.unit import Unit
    from tracker.intake.proposal import Proposal


class ReportVerbs(Desk):
    """The verbs about published reports."""

    def import_report(self, *proposals: Proposal) -> Receipt:
        """Record what reports published: all of them or nothing; what is recorded stays quiet."""

        def decide(unit: Unit) -> list[Change]:
            named: dict[str, set[str]] = {}
            changes = [made for one in proposals for made in _recorded(unit, one, named)]
            for made in changes:
                if isinstance(made.event, events.InspectionPublished):
                    unit.check(unit.actor, made.stream, made.event)
            return changes

        return self._do(decide)


def _recorded(unit: Unit, proposal: Proposal, named: dict[str, set[str]]) -> list[Change]:
    """Return the changes that record a report; none where the same is recorded already.

    `named` are the names of services that this command records already, by their streams. Raises
    RefusedError where the inspection is recorded with other facts.
    """
    published, inspection, items = proposal.events()
    stream = f"{INSPECTION}{proposal.id}"
    stands = {
        name: [step.event for step in standing(unit.record.stream(name))]
        for name in (stream, *(f"{ITEM}{proposal.id}/{item.number}" for item in items))
    }
    recorded = next((x for x in stands[stream] if isinstance(x, events.InspectionPublished)), None)
    made = {f"{ITEM}{proposal.id}/{item.number}": item for item in items}
    if recorded is not None:
        changed = [name for name, item in made.items() if item not in stands[name]]
        if recorded == inspection and not changed:
            return []
        where = changed[0].removeprefix(ITEM) if changed else "its facts"
        raise RefusedError(
            f"{proposal.id} is recorded already and differs (in {where}); "
            "take the import back (tracker take-back ENTRY --whole) and import again."
        )
    changes = _service(unit, proposal, published, named.setdefault(_stream(proposal), set()))
    changes.append(Change(stream, inspection, published))
    changes += [Change(name, item, published) for name, item in made.items()]
    return changes


def _stream(proposal: Proposal) -> str:
    return f"{SERVICE}{proposal.service.id}"


def _service(unit: Unit, proposal: Proposal, published: date, named: set[str]) -> list[Change]:
    stream, name = _stream(proposal), proposal.service.name
    entries = unit.record.stream(stream)
    known = service(entries, max(unit.today, published))
    names = named | (set() if known is None else {str(called) for _, called in known.names})
    named.add(name)
    if name in names:
        return []
    event = events.ServiceRenamed if names else events.ServiceAdded
    return [Change(stream, event(name=name), published)]
