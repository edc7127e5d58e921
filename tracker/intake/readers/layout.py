"""What a reader of one layout gives: facts ready to be proposed, each with the line it is on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from tracker.domain.inspection import Inspection, arithmetic, first_day, last_day
from tracker.domain.vocabulary import InspectionId
from tracker.intake.facts import propose
from tracker.intake.readers.words import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.intake.lines import Path
    from tracker.intake.pages import Line, Pages
    from tracker.intake.proposal import Proposal
    from tracker.intake.readers.dates import Printed

__all__ = ["Draft", "Reader", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report was found to say: the facts, every warning, and where each fact stands."""

    facts: Mapping[str, Any]
    warnings: tuple[str, ...]
    lines: Mapping[Path, Line]

    def line(self, path: Path) -> Line | None:
        """Return the line a fact was read from, or the nearest fact around it; else None."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def proposal(self, name: str) -> Proposal:
        """Return the proposal of these facts, checked. Raises FactsError."""
        return propose(self.facts, name)


class Reader(Protocol):
    """A reader of one layout; a module with these names is one."""

    LAYOUT: str
    """The layout's id, as it is recorded."""
    TITLE: str
    """The layout in words, for the sentence that refuses a report of no known layout."""

    def recognises(self, pages: Pages) -> float:
        """Return how sure it is, from 0 to 1, that a report is of this layout."""
        ...

    def read(self, pages: Pages, name: str) -> Reading:
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

    def date(self, printed: Printed, line: Line, *path: str) -> None:
        """Keep a date as precisely as printed; one that does not exist is only warned of."""
        if printed.iso is None:
            self.warn(f"{printed.text!r} has a date that does not exist.", line)
        self.put(printed.iso, line, *path)

    def period(self, start: Printed, end: Printed | None, line: Line) -> None:
        """Keep the first and last day of the fieldwork; a last before the first is warned of."""
        if start.iso and end and end.iso and last_day(end.iso) < first_day(start.iso):
            self.warn(f"the fieldwork ends on {end.iso} but begins on {start.iso}.", line)
            end = None
        self.date(start, line, "fieldwork", "start")
        if end is not None:
            self.date(end, line, "fieldwork", "end")

    def identify(
        self, place: str, service: str | None, line: Line | None, year: str | None
    ) -> None:
        """Name the service and the inspection: the place, and the year of the report."""
        short = slug(place)[:50].strip("-") or "unknown"
        if service is None:
            self.warn(f"No name of the service is printed; it is called {place!r} here.", line)
        if year is None:
            self.warn("No year is printed; the id has none.")
        self.facts["id"] = f"{short}-{year}" if year else short
        self.put(short, line, "service", "id")
        self.put(service or place, line, "service", "name")

    def done(self, sha256: str | None) -> Reading:
        """Return the reading, its sums done again, with the digest of the file."""
        if sha256 is not None:
            self.facts["source"]["sha256"] = sha256
        for check in self._sums():
            self.warn(check, self.lines.get(("overall",)) or self.lines.get(("score",)))
        warnings = tuple(sentence for _, sentence in sorted(self.warned, key=lambda each: each[0]))
        return Reading({**self.facts, "warnings": list(warnings)}, warnings, dict(self.lines))

    def _sums(self) -> list[str]:
        proposal = propose({**self.facts, "published": {"iso": "2000"}}, "report")
        _, published, _ = proposal.events()
        checked = Inspection(InspectionId(proposal.id), published, proposal.events()[0], 1)
        return [check.sentence for check in arithmetic(checked) if not check.agrees]
