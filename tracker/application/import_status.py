"""How a proposed report compares with what is recorded: new, the same, or differing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.application.recorded_reports import ReportVersion, Streams, report_on, versions
from tracker.domain.errors import RefusedError
from tracker.domain.hints import hint
from tracker.domain.lazy_import import lazy_import

if TYPE_CHECKING:
    from tracker.domain.hints import Hint
    from tracker.domain.vocabulary import InspectionId
    from tracker.intake import recorded_facts as proposals
    from tracker.intake import report_diff
    from tracker.intake.proposal import Proposal
    from tracker.intake.recorded_facts import Tables


else:
    proposals = lazy_import("tracker.intake.recorded_facts")
    report_diff = lazy_import("tracker.intake.report_diff")


LONGEST = 63
"""Characters of a command's id that are kept in the ids of its parts, which have 80 at most."""


@dataclass(frozen=True, slots=True)
class New:
    """Nothing is recorded of it."""

    sentence = ""


@dataclass(frozen=True, slots=True)
class Same:
    """It is recorded: the very file, or its facts from another. Since then it may be re-issued."""

    inspection: InspectionId
    position: int
    by_bytes: bool
    reissued_at: int | None = None

    @property
    def sentence(self) -> str:
        """Which inspection it is, in words that follow the name of the file."""
        how = "from the same file" if self.by_bytes else "with the same facts"
        since = "" if self.reissued_at is None else f"; re-issued since (entry #{self.reissued_at})"
        return f"already recorded as {self.inspection} (entry #{self.position}), {how}{since}."


@dataclass(frozen=True, slots=True)
class Differs:
    """It is recorded with other facts: `differences` says each in a sentence.

    `was` are the facts as they stand, `version` the entry they are in. Of the `same_file` it was
    read otherwise, or mended; a re-issue is another file.
    """

    version: ReportVersion
    was: Tables
    differences: tuple[str, ...]
    same_file: bool

    @property
    def inspection(self) -> InspectionId:
        """The id it is recorded under, which may be another than the one proposed."""
        return self.version.inspection

    @property
    def position(self) -> int:
        """The entry that holds the facts as they are now."""
        return self.version.position

    @property
    def sentence(self) -> str:
        """What it is."""
        count = len(self.differences)
        what = f"{self.inspection} is recorded already (entry #{self.position}) and differs in "
        what += f"{count} fact{'' if count == 1 else 's'}."
        if self.same_file:
            what += " It is of the same file, so it was misread or mended."
        return what

    @property
    def hint(self) -> Hint:
        """How to go on."""
        if self.same_file:
            return hint("take-back-and-import", entry=self.position)
        return hint("reissue-or-take-back", entry=self.position)


@dataclass(frozen=True, slots=True)
class Taken:
    """Its id is that of plainly another inspection."""

    inspection: InspectionId
    position: int
    title: str

    @property
    def sentence(self) -> str:
        """Whose id it is, and how to go on."""
        return (
            f"{self.inspection} is the id of another inspection (entry #{self.position}: "
            f"{self.title}); give this one another id in its facts file."
        )


ImportStatus: TypeAlias = New | Same | Differs | Taken


class ReportDiffersError(RefusedError):
    """A report is recorded with other facts, and was not imported as re-issued."""

    def __init__(self, differs: Differs) -> None:
        """Keep every difference beside the sentence."""
        super().__init__(differs.sentence, hint=differs.hint)
        self.differences = differs.differences


def import_status(
    ledger: Streams, proposal: Proposal, *, digest: str | None = None, reissue: bool = False
) -> ImportStatus:
    """Return where a proposed report stands; `digest` is the SHA-256 of a file that is a report.

    Compared with the first publication and every re-issue, but where it is said to be a re-issue
    itself: then with what stands last alone.
    """
    every = versions(ledger)
    for known in every:
        for version in known[-1:] if reissue else known:
            if digest is not None and version.sha256 == digest:
                return _same(version, known, by_bytes=True)
    now = proposal.model_dump()
    for known in sorted(every, key=lambda pair: pair[0].inspection != proposal.id):
        last = known[-1]
        if last.inspection != proposal.id and not report_diff.may_be_same(
            proposals.front(last.facts), now
        ):
            continue
        was = report_on(ledger, last.inspection, date.max)
        if was is None or (last.inspection != proposal.id and not report_diff.is_same(was, now)):
            continue
        if last.inspection == proposal.id and report_diff.is_another(was, now):
            return Taken(last.inspection, last.position, str(was["title"]))
        return _compared(ledger, known, was, now, reissue=reissue)
    return New()


def _compared(
    ledger: Streams, known: list[ReportVersion], was: Tables, now: dict[str, Any], *, reissue: bool
) -> Same | Differs:
    last = known[-1]
    differences = report_diff.differences(was, now)
    if not differences:
        return _same(last, known)
    for version in () if reissue else known[:-1]:
        first = report_on(ledger, version.inspection, version.on)
        if first is not None and not report_diff.differences(first, now):
            return _same(version, known)
    same_file = last.sha256 is not None and last.sha256 == now["source"]["sha256"]
    return Differs(last, was, tuple(differences), same_file)


def _same(version: ReportVersion, known: list[ReportVersion], *, by_bytes: bool = False) -> Same:
    last = known[-1].position
    since = None if version.position == last else last
    return Same(version.inspection, version.position, by_bytes, since)


def command_id_for(command_id: str, proposal: Proposal) -> str:
    """Return the id under which one report of a command with several is recorded.

    The same report has the same one whatever comes with it, so that repeating is harmless.
    """
    facts = sha256(proposal.model_dump_json().encode()).hexdigest()
    stem = command_id
    if len(stem) > LONGEST:
        stem = sha256(stem.encode()).hexdigest()[:LONGEST]
    return f"{stem}.{facts[:16]}"
