"""What a reader of one layout gives: facts ready to be proposed, each with the line it is on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from tracker.domain.inspection import Check, Inspection, arithmetic
from tracker.domain.personal import contacts, without_contacts
from tracker.domain.vocabulary import InspectionId
from tracker.intake.facts import propose
from tracker.intake.readers.common.words import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.intake.lines import Path
    from tracker.intake.pages import Line, Pages
    from tracker.intake.proposal import Proposal
    from tracker.intake.readers.common.dates import Printed

__all__ = ["Draft", "Reader", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report was found to say: the facts, every warning, and where each fact stands."""

    facts: Mapping[str, Any]
    warnings: tuple[str, ...]
    lines: Mapping[Path, Line]

    def line(self, path: Path) -> Line | None:
        """Return the line a fact was read from, or the nearest fact around it; else None."""
        return around(self.lines, path)

    def remarked(self, remarks: tuple[str, ...]) -> Reading:
        """Return the reading with a warning first for each thing that was not read at all."""
        warnings = remarks + self.warnings
        return Reading({**self.facts, "warnings": list(warnings)}, warnings, self.lines)

    def proposal(self, name: str) -> Proposal:
        """Return the proposal of these facts, checked. Raises FactsError."""
        return propose(self.facts, name)


def around(lines: Mapping[Path, Line], path: Path) -> Line | None:
    """Return the line of a fact, or of the nearest fact around it; None where there is neither."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


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
        """Keep the first and last day of the fieldwork, as printed."""
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
        self.called(short, year)
        self.put(short, line, "service", "id")
        self.put(service or place, line, "service", "name")

    def called(self, short: str, year: str | None) -> None:
        """Name the inspection: what its id begins with, and the year of the report."""
        if year is None:
            self.warn("No year is printed; the id has none.")
        self.facts["id"] = f"{short}-{year}" if year else short

    def done(self, sha256: str | None) -> Reading:
        """Return the reading, its sums done again, with the digest of the file.

        How people are reached is left out of every fact.
        """
        self.facts = self._reachless(self.facts, ())
        if sha256 is not None:
            self.facts["source"]["sha256"] = sha256
        for check in self._sums():
            line = around(self.lines, check.field) or around(self.lines, ("score",))
            self.warn(check.sentence, line)
        warnings = tuple(sentence for _, sentence in sorted(self.warned, key=lambda each: each[0]))
        return Reading({**self.facts, "warnings": list(warnings)}, warnings, dict(self.lines))

    def _reachless(self, fact: Any, path: Path) -> Any:
        """A fact, and what is in it, without e-mail addresses and telephone numbers."""
        match fact:
            case dict():
                return {key: self._reachless(each, (*path, key)) for key, each in fact.items()}
            case list():
                return [self._reachless(each, (*path, at)) for at, each in enumerate(fact)]
            case str() if contacts(fact):
                sentence = "an e-mail address or telephone number is left out."
                self.warn(sentence, around(self.lines, path))
                return without_contacts(fact)
            case _:
                return fact

    def _sums(self) -> list[Check]:
        """The sums that do not agree."""
        proposal = propose(self.facts, "report").provisional()
        on, published, _ = proposal.events()
        checked = Inspection(InspectionId(proposal.id), published, on, 1)
        return [check for check in arithmetic(checked) if not check.agrees]
