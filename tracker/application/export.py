"""A copy of the record to give away: checked by the checker it carries, recorded, then put down.

There is never a bundle that the record does not know of. After a crash at the worst moment the
record may know of one that is not there: whoever looks for copies of a text looks once too often.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.errors import IntegrityError, RefusedError
from tracker.domain.free_text import clean
from tracker.domain.hints import hint
from tracker.domain.inspection import INSPECTION
from tracker.domain.lazy_import import lazy_import
from tracker.domain.recommendation import ITEM
from tracker.domain.reference import resolve_inspection
from tracker.domain.vocabulary import TITLE, InspectionId, Relation
from tracker.ledger.reader import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger import atomic_file, bundle, check
    from tracker.ledger.envelope import LedgerRow
    from tracker.ledger.ledger import Ledger
    from tracker.queries.plan import Plan
else:
    bundle = lazy_import("tracker.ledger.bundle")
    check = lazy_import("tracker.ledger.check")
    atomic_file = lazy_import("tracker.ledger.atomic_file")


EXPORTS = "exports"
"""What the one stream of the exports is called."""


class ExportCommands(UseCases):
    """The verb that gives a copy of the record away."""

    def export(self, path: Path, *, program: str, inspection: str | None = None) -> Receipt:
        """Write a bundle of the whole ledger, or of the one inspection that begins as typed.

        `program` is the version of the program that makes it.

        Raises RefusedError if something is there already or nothing can be written, and
        IntegrityError if the record does not prove itself; then nothing is written.
        """
        with atomic_file.atomic_file(path) as file:
            receipt = self.run_command(
                lambda unit: [self._exported(unit, file, program, inspection)]
            )
            if receipt.repeated:
                number = receipt.entries[0].position
                raise RefusedError(
                    f"This command was recorded before, as #{number}, and nothing was written; "
                    "export again without its id."
                )
            if not receipt.dry_run:
                _write_whole(file, receipt)
        return receipt

    def _exported(
        self, unit: CommandContext, file: atomic_file.AtomicFile, program: str, typed: str | None
    ) -> PlannedEntry:
        """Write the bundle and have it checked; return what there is to record of it."""
        _ = unit.actor
        inspection = None if typed is None else _inspection(unit.record, typed)
        plan = self.folded_plan()
        zipped = bundle.zip_bundle(bundle_members(unit.record, plan, program, inspection))
        file.write(zipped)
        try:
            check.Bundle(str(file.at))
        except check.SpoiledError as spoiled:
            raise IntegrityError(
                f"The record does not prove itself: {spoiled}. Nothing was exported.",
                hint=hint("verify"),
            ) from None
        event = e.ExportMade(
            inspection=inspection,
            position=plan.head.position,
            head=plan.head.hash,
            sha256=hashlib.sha256(zipped).hexdigest(),
            file=clean(file.path.name, limit=TITLE, what="file name"),
        )
        return PlannedEntry(EXPORTS, event, unit.today)


def _write_whole(file: atomic_file.AtomicFile, receipt: Receipt) -> None:
    try:
        file.publish()
    except RefusedError as error:
        number = receipt.entries[0].position
        raise RefusedError(f"Recorded #{number}, but {error} Export again.") from None


def _inspection(record: Ledger, typed: str) -> InspectionId:
    streams = record.streams(INSPECTION)
    return resolve_inspection(typed, {InspectionId(s.removeprefix(INSPECTION)) for s in streams})


def bundle_members(
    record: Ledger, plan: Plan, program: str, inspection: InspectionId | None = None
) -> dict[str, bytes]:
    """Return the members of a bundle that holds everything up to the head of a plan."""
    entries = [entry for of in plan.streams.values() for entry in of]
    anchors = [x for x in entries if isinstance(x.event, e.HeadAnchored | e.ExportMade)]
    joined = () if inspection is None else linked_streams(entries, inspection)
    return bundle.members(
        _rows(record, plan.head.position),
        plan.head,
        inspection=inspection,
        whole=bundle.whole_stream_test(inspection, joined),
        anchors=sorted(anchors, key=lambda entry: entry.position),
        plan=_plan_lines(plan, inspection),
        program=program,
    )


def _rows(record: Ledger, upto: int) -> Iterator[LedgerRow]:
    for start in range(0, upto, PAGE):
        yield from record.rows(after=start, upto=min(start + PAGE, upto))


def linked_streams(entries: Sequence[Entry], inspection: InspectionId) -> set[str]:
    """Return the streams of items whose figures depend on each other, from one inspection on."""
    joins = {(x.stream, f"{ITEM}{link.to}") for x in entries for link in _links(x)}
    streams = {x.stream for x in entries if x.stream.startswith(f"{ITEM}{inspection}/")}
    while more := {b for pair in joins for a, b in (pair, pair[::-1]) if a in streams} - streams:
        streams |= more
    return streams


def _links(entry: Entry) -> Iterator[e.RecommendationLinked]:
    """The links by which one item's figures depend on another's, in an entry or a correction."""
    event = entry.event.event if isinstance(entry.event, e.EntryCorrected) else entry.event
    counting = (Relation.COVERED_BY, Relation.SERVES)
    if isinstance(event, e.RecommendationLinked) and event.relation in counting:
        yield event


def _plan_lines(plan: Plan, inspection: InspectionId | None) -> dict[str, object]:
    """Return the plan as the program computes it, for the checker to compare."""
    items = [x for x in plan.items.values() if inspection in (None, x.inspection)]
    return {
        "as_of": plan.as_of.isoformat(),
        "position": plan.head.position,
        "items": [_item(plan, item) for item in items],
    }


def _item(plan: Plan, item: Recommendation) -> dict[str, object]:
    figures, closure = plan.figures(item), plan.covering(item).closure
    return {
        "ref": item.ref,
        "response": None if item.response is None else item.response.value,
        "status": plan.status(item).value,
        "closed_as": None if closure is None else closure.closed_as.value,
        "covered_by": item.covered_by,
        "owners": list(figures.owners),
        "first_due": None if figures.first_due is None else figures.first_due.isoformat(),
        "due": None if figures.due is None else figures.due.isoformat(),
        "days_late_first": figures.days_late_first,
        "days_late": figures.days_late,
        "slips": figures.slips,
        "percent": figures.percent,
        "actions_total": figures.actions_total,
        "actions_complete": figures.actions_complete,
        "actions": [
            {
                "ref": f"{home.ref}/{action.number}",
                "owner": action.owner,
                "status": action.status.value,
                "first_due": action.first_due.isoformat(),
                "due": action.due.isoformat(),
                "days_late_first": action.days_late_first(plan.as_of),
                "days_late": action.days_late(plan.as_of),
                "slips": len(action.slips),
                "percent": action.done_percent if action.completed_on else action.percent,
            }
            for home, action in plan.actions(item)
        ],
    }
