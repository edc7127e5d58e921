"""How a proposed report becomes entries: its service, its facts, one entry an item.

One report is recorded in one transaction. The same report again records nothing; one that differs
is recorded only if it is imported as re-issued, and then counts from its own day on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tracker.application.command_context import PlannedEntry
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.errors import DateRuleError, RefusedError, UsageError, long_date
from tracker.domain.hints import hint
from tracker.domain.inspection import INSPECTION
from tracker.domain.lazy_import import lazy_import
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE, fold_service
from tracker.domain.vocabulary import ItemRef

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.application import import_status
    from tracker.application.command_context import CommandContext
    from tracker.domain import report_checks
    from tracker.intake import report_diff
    from tracker.intake.proposal import Proposal
else:
    report_checks = lazy_import("tracker.domain.report_checks")
    report_diff = lazy_import("tracker.intake.report_diff")
    import_status = lazy_import("tracker.application.import_status")


class ReportCommands(UseCases):
    """The verbs about published reports."""

    def report_status(
        self, proposal: Proposal, *, digest: str | None = None
    ) -> import_status.ImportStatus:
        """Return how a report compares with what is recorded; nothing is recorded.

        `digest` is the SHA-256 of the file's bytes if the file is the report itself.
        """
        with self.record.reading():
            return import_status.import_status(self.record, proposal, digest=digest)

    def import_report(
        self,
        proposal: Proposal,
        *,
        digest: str | None = None,
        reissue: bool = False,
        on: date | None = None,
    ) -> Receipt:
        """Record what a report published; nothing if it is recorded already.

        With `reissue` a report that differs is beside the first from the day `on`, else from
        its own date of publication. Raises ReportDiffersError if no one said that it was
        re-issued, RefusedError for an id taken and for a re-issue of nothing.
        """
        if on is not None and not reissue:
            raise UsageError(
                "A day of re-issue was given, but the report is not imported as re-issued.",
                hint=hint("say-reissued"),
            )

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            status = import_status.import_status(
                unit.record, proposal, digest=digest, reissue=reissue
            )
            match status:
                case import_status.Same():
                    return []
                case import_status.Taken():
                    raise RefusedError(status.sentence)
                case import_status.Differs() if not reissue:
                    raise import_status.ReportDiffersError(status)
                case import_status.Differs():
                    return _reissued(unit, proposal, status, on)
                case import_status.New() if reissue:
                    raise RefusedError(
                        f"{proposal.id} is not recorded yet, so it cannot be re-issued.",
                        hint=hint("import-as-new"),
                    )
                case import_status.New():
                    return _published(unit, proposal)
                case _:
                    assert_never(status)

        return self.run_command(decide)


def _published(unit: CommandContext, proposal: Proposal) -> list[PlannedEntry]:
    """Return the changes that record a report."""
    on, inspection, items = proposal.events()
    events = [PlannedEntry(f"{ITEM}{proposal.id}/{item.number}", item, on) for item in items]
    return _with_service(
        unit, proposal, PlannedEntry(f"{INSPECTION}{proposal.id}", inspection, on), events
    )


def _reissued(
    unit: CommandContext, proposal: Proposal, differs: import_status.Differs, on: date | None
) -> list[PlannedEntry]:
    """Return the changes that record a report as re-issued: its facts, and the items that differ.

    Raises RefusedError for the file that is recorded already, DateRuleError if no day is known
    or the day is before what stands.
    """
    if differs.same_file:
        raise RefusedError(
            f"{proposal.id} is of the very file that is recorded already (entry "
            f"#{differs.position}); a re-issue is another file. {differs.sentence}"
        )
    on = on or _printed_later(proposal, differs)
    if on < differs.version.on:
        raise DateRuleError(
            f"{differs.inspection} stands as published on {long_date(differs.version.on)}; "
            f"it cannot have been re-issued before, on {long_date(on)}."
        )
    if proposal.published.iso is None and proposal.published.stated is None:
        proposal = proposal.with_stated(on)
    proposal = proposal.model_copy(update={"id": differs.inspection})
    _, printed, items = proposal.events()
    facts = {name: value for name, value in printed if name != "type"}
    event = e.InspectionReissued(**facts, items=tuple(item.number for item in items))
    changed = [
        PlannedEntry(stream, event, on) for stream, event in _items(unit, proposal, items, differs)
    ]
    return _with_service(
        unit, proposal, PlannedEntry(f"{INSPECTION}{proposal.id}", event, on), changed
    )


def _printed_later(proposal: Proposal, differs: import_status.Differs) -> date:
    """Return the report's own date, if it is later than the version on record."""
    own, _, _ = proposal.provisional().events()
    if own <= differs.version.on:
        raise DateRuleError(
            f"{differs.inspection} prints no date later than {long_date(differs.version.on)}, "
            "the day its recorded version took effect.",
            hint=hint("name-reissue-day"),
        )
    return own


def _items(
    unit: CommandContext,
    proposal: Proposal,
    items: tuple[e.RecommendationMade, ...],
    differs: import_status.Differs,
) -> Iterator[tuple[str, e.ItemEvent]]:
    """What is new, printed otherwise, or no longer there, each for its item's stream."""
    before = {item["number"]: item for item in differs.was["items"]}
    after = {item.number: item.model_dump() for item in proposal.items}
    for item in items:
        ref = ItemRef(f"{proposal.id}/{item.number}")
        was = before.get(item.number)
        if was is not None and report_diff.same_item(was, after[item.number]):
            continue
        if unit.timeline(ref).creation is None:
            yield f"{ITEM}{ref}", item
        else:
            words = item.model_dump(include={"kind", "text", "addressee", "standard"})
            yield f"{ITEM}{ref}", e.RecommendationReissued(**words)
    for number in before:
        if number not in after:
            yield f"{ITEM}{proposal.id}/{number}", e.RecommendationDropped()


def _with_service(
    unit: CommandContext, proposal: Proposal, report: PlannedEntry, items: list[PlannedEntry]
) -> list[PlannedEntry]:
    """What is recorded of a report, with its service. Raises RightError before anything else."""
    unit.check(unit.actor, report.stream, report.event)
    return [*_service(unit, proposal, report.on), report, *items]


def _service(unit: CommandContext, proposal: Proposal, on: date) -> list[PlannedEntry]:
    called = proposal.service
    if called is None:
        return []
    stream = f"{SERVICE}{called.id}"
    known = fold_service(unit.record.stream(stream), max(unit.today, on))
    names = set() if known is None else {str(name) for _, name in known.names}
    if called.name in names or (names and report_checks.by_ofsted(proposal.inspectorate)):
        return []  # what Ofsted calls a council is no new name of its youth justice service
    event = e.ServiceRenamed if names else e.ServiceAdded
    return [PlannedEntry(stream, event(name=called.name), on)]
