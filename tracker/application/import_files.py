"""The files of one import: what each report says, or why it is refused."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import NotFoundError, RefusedError, TrackerError, joined
from tracker.domain.services import service_id
from tracker.intake.blank_facts import blank_facts
from tracker.intake.facts_file import MOST_BYTES, read_facts
from tracker.intake.facts_model import ServiceNamed
from tracker.intake.files.file_reader import ENDINGS
from tracker.intake.files.report_file import file_name, named_content
from tracker.intake.report_diff import differences
from tracker.intake.sandbox.pool import read_in_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.services import Service
    from tracker.intake.files.report_file import ReportFile
    from tracker.intake.pages import Line
    from tracker.intake.proposal import Proposal
    from tracker.intake.toml_positions import Path as Way

FACTS: Final = ".toml"
"""How the name of a facts file ends."""


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """What the person who imports reports states about them."""

    published: date | None = None
    service: ServiceNamed | None = None
    layout: str | None = None


@dataclass(slots=True)
class ImportFile:
    """One file: what it was found to say, or why it is refused, and what came of it.

    `digest` is that of a report's bytes; a facts file has none.
    """

    name: str
    proposal: Proposal | None = None
    lines: Mapping[Way, Line] = field(default_factory=dict)
    digest: str | None = None
    refused: TrackerError | None = None
    outcome: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be recorded."""
        return self.proposal is not None and self.refused is None and not self.outcome


def files_of(names: Iterable[str]) -> Iterator[Path]:
    """Yield each file named, and every report and facts file in each folder named, in order.

    Raises NotFoundError for a folder without any.
    """
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112 - a Path of some names raises
            yield Path(name)
            continue
        paths = sorted(
            Path(folder, path)
            for folder, _, inside in os.walk(name)
            for path in inside
            if Path(path).suffix.lower() in {*ENDINGS, FACTS} and not path.startswith(".")
        )
        if not paths:
            raise NotFoundError(f"There is no report in {name} ({joined(sorted(ENDINGS))}).")
        yield from paths


def blank_facts_file(name: str, file: ReportFile) -> str:
    """Return an empty facts file for a report; `name` is what it is called there."""
    return blank_facts(name, hashlib.sha256(named_content(file)[1]).hexdigest())


def read_reports(
    files: Sequence[ReportFile], stated: StatedFacts, report_progress: Callable[[], None]
) -> Iterator[ImportFile]:
    """Yield what each file says, in order; `report_progress` is called after each."""
    reports = [file for file in files if not _holds_facts(file)]
    with closing(read_in_sandbox(reports, layout=stated.layout)) as readings:
        for file in files:
            one = ImportFile(file_name(file))
            try:
                if _holds_facts(file):
                    one.proposal = _facts(file)
                else:
                    _, reading = next(readings)
                    if isinstance(reading, TrackerError):
                        raise reading
                    one.lines = reading.lines
                    one.proposal = reading.proposal(one.name)
                    one.digest = one.proposal.source.sha256
                one.proposal = _stated(one.proposal, stated)
            except TrackerError as refused:
                one.proposal, one.refused = None, refused
            report_progress()
            yield one


def _holds_facts(file: ReportFile) -> bool:
    return file_name(file).lower().endswith(FACTS)


def pair(brought: Sequence[ImportFile]) -> None:
    """Keep one of several files with the same facts; refuse those of one report that differ."""
    first: dict[str, tuple[ImportFile, Proposal]] = {}
    for one in brought:
        if one.proposal is None:
            continue
        other, known = first.setdefault(one.proposal.id, (one, one.proposal))
        if other is one:
            continue
        if not differences(known.model_dump(), one.proposal.model_dump()):
            one.outcome = f"the same as {other.name}"
            continue
        both = f"{other.name} and {one.name} are both of {one.proposal.id}, and differ."
        one.refused = other.refused = RefusedError(both)


def _facts(file: ReportFile) -> Proposal:
    name, content = named_content(file, most=MOST_BYTES)
    return read_facts(content, name)


def _stated(proposal: Proposal, stated: StatedFacts) -> Proposal:
    """Return the proposal with what the report does not print and its bringer says."""
    if stated.published is not None:
        proposal = proposal.with_stated(stated.published)
    if stated.service is not None:
        proposal = proposal.with_service(stated.service)
    return proposal


def service_called(typed: str, known: Iterable[Service]) -> ServiceNamed:
    """Return the service with this id or name among those known, else a new one of this name."""
    for service in known:
        if typed.casefold() in (service.id, *(str(name).casefold() for _, name in service.names)):
            return ServiceNamed(id=service.id, name=service.name)
    return ServiceNamed(id=service_id(typed), name=typed)
