"""What a reader of one layout gives: facts ready to be proposed, each with the line it is on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from tracker.domain.contact_details import find_contacts, without_contacts
from tracker.intake.readers.common.tokens import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.intake.pages import Line, Pages
    from tracker.intake.proposal import Proposal
    from tracker.intake.readers.common.printed_dates import PrintedDay
    from tracker.intake.toml_positions import Path

__all__ = ["Draft", "ReportReader", "ReportReading"]


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What one report was found to say: the facts, every warning, and where each fact stands."""

    facts: Mapping[str, Any]
    warnings: tuple[str, ...]
    lines: Mapping[Path, Line]

    def line(self, path: Path) -> Line | None:
        """Return the line a fact was read from, or the nearest fact around it; else None."""
        return around(self.lines, path)

    def remarked(self, remarks: tuple[str, ...]) -> ReportReading:
        """Return the reading with a warning first for each thing that was not read at all."""
        return self._warned(*remarks, *self.warnings)

    def _warned(self, *warnings: str) -> ReportReading:
        return ReportReading({**self.facts, "warnings": list(warnings)}, warnings, self.lines)

    def summed(self) -> ReportReading:
        """Return the reading with a warning more for each sum that does not agree.

        Raises FactsError if the facts are none that could be proposed.
        """
        from tracker.intake.score_warnings import score_warnings  # noqa: PLC0415 - readers load no model of facts

        return self._warned(*self.warnings, *score_warnings(self.facts, self.line))

    def proposal(self, name: str) -> Proposal:
        """Return the proposal of these facts, checked. Raises FactsError."""
        from tracker.intake.facts_file import propose  # noqa: PLC0415 - readers load no model of facts

        return propose(self.facts, name)


def around(lines: Mapping[Path, Line], path: Path) -> Line | None:
    """Return the line of a fact, or of the nearest fact around it; None if there is neither."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


class ReportReader(Protocol):
    """A reader of one layout; a module with these names is one."""

    LAYOUT: str
    """The layout's id, as it is recorded."""
    TITLE: str
    """The layout in words, for the sentence that refuses a report of no known layout."""

    def recognises(self, pages: Pages) -> float:
        """Return how sure it is, from 0 to 1, that a report is of this layout."""
        ...

    def read(self, pages: Pages, name: str) -> ReportReading:
        """Return what a report of this layout says."""
        ...


@dataclass(slots=True)
class Draft:
    """Facts being gathered: what is not found stays out, what is odd is warned of."""

    facts: dict[str, Any] = field(default_factory=dict)
    lines: dict[Path, Line] = field(default_factory=dict)
    warned: dict[tuple[int, str], None] = field(default_factory=dict)

    def put(self, value: object, line: Line | None, *path: str | int) -> None:
        """Keep a fact under its path in the facts file, with its line; None keeps nothing."""
        if value is None:
            return
        table: Any = self.facts
        for key, below in pairwise(path):
            if isinstance(table, list):
                table = table[int(key)]
            else:
                table = table.setdefault(key, [] if isinstance(below, int) else {})
        if isinstance(table, list):
            table.append(value)
        else:
            table[path[-1]] = value
        if line is not None:
            self.lines[path] = line

    def add(self, name: str, value: object, line: Line) -> None:
        """Add an element to a list of facts."""
        self.put(value, line, name, len(self.facts.get(name, ())))

    def warn(self, sentence: str, line: Line | None = None) -> None:
        """Say what is odd or missing, and where."""
        where = "" if line is None else f"{line.where}: "
        at = 0 if line is None else line.number
        self.warned[at, where + sentence] = None

    def date(self, printed: PrintedDay, line: Line, *path: str) -> None:
        """Keep a date as precisely as printed; one that does not exist is only warned of."""
        if printed.iso is None:
            self.warn(f"{printed.text!r} has a date that does not exist.", line)
        self.put(printed.iso, line, *path)

    def period(self, start: PrintedDay, end: PrintedDay | None, line: Line) -> None:
        """Keep the first and last day of the fieldwork, as printed."""
        self.date(start, line, "fieldwork", "start")
        if end is not None:
            self.date(end, line, "fieldwork", "end")

    def identify(self, place: str, service: str | None, line: Line | None) -> None:
        """Name the service and the inspection: the place, and the year of the report."""
        short = slug(place)[:50].strip("-") or "unknown"
        if service is None:
            self.warn(f"No name of the service is printed; it is called {place!r} here.", line)
        self.called(short)
        self.put(short, line, "service", "id")
        self.put(service or place, line, "service", "name")

    def began_elsewhere(
        self, first: PrintedDay, kept: Line, others: Iterable[tuple[PrintedDay, Line]]
    ) -> None:
        """Warn of every other day that the fieldwork is said to have begun on."""
        for start, line in others:
            if start.iso and first.iso and not first.iso.startswith(start.iso):
                self.warn(
                    f"the fieldwork began {start.text} here, but {first.text} on line "
                    f"{kept.number}, which is kept.",
                    line,
                )

    @property
    def year(self) -> str | None:
        """The year of the report: that of its publication as printed, else of the fieldwork."""
        published, fieldwork = self.facts.get("published", {}), self.facts.get("fieldwork", {})
        printed_text = f"{published.get('text', '')} {fieldwork.get('start', '')}"
        return next(iter(re.findall(r"\d{4}", printed_text)), None)

    def called(self, short: str) -> None:
        """Name the inspection: what its id begins with, and the year of the report."""
        if self.year is None:
            self.warn("No year is printed; the id has none.")
        self.facts["id"] = f"{short}-{self.year}" if self.year else short

    def done(self, sha256: str | None) -> ReportReading:
        """Return the reading, with the digest of the file; its sums are still to be done.

        How people are reached is left out of every fact.
        """
        self.facts = self._reachless(self.facts, ())
        if sha256 is not None:
            self.facts["source"]["sha256"] = sha256
        warnings = tuple(
            sentence for _, sentence in sorted(self.warned, key=lambda warning: warning[0])
        )
        return ReportReading({**self.facts, "warnings": list(warnings)}, warnings, dict(self.lines))

    def _reachless(self, fact: Any, path: Path) -> Any:
        """A fact, and what is in it, without e-mail addresses and telephone numbers."""
        match fact:
            case dict():
                return {key: self._reachless(value, (*path, key)) for key, value in fact.items()}
            case list():
                return [self._reachless(value, (*path, at)) for at, value in enumerate(fact)]
            case str() if find_contacts(fact):
                sentence = "an e-mail address or telephone number is left out."
                self.warn(sentence, around(self.lines, path))
                return without_contacts(fact)
            case _:
                return fact
