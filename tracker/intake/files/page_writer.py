"""A sheet being written: the lines a reader sees of a web page or a Word file, in their order.

Paragraphs have a blank line between them; nested ones are indented; a row of a table is a line. The
readers know lines from print, so a sheet gives them what would be printed, and no marks of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tracker.intake.pages import LONGEST_LINE, Pages, UnreadableReportError, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STEP: Final = 4
"""How far a list within a list is set in."""

PARAGRAPH: Final = 120
"""Letters from which a line must be a paragraph, with blank lines around it."""

CUT: Final = 60
"""Letters a line has at the least that a printer cut."""

WORDY: Final = 300
"""The most letters of a cell that shares a line with the cells beside it."""

MARK: Final = 12
"""Letters a cell has at the most to be the number of what is beside it."""

PAGE: Final = "\f"

_TOP: Final = re.compile(
    r"\s*\(?back to (?:the )?(?:top|contents)\)?\s*$|\s*\(\s*\)$", re.IGNORECASE
)
_GLUED: Final = re.compile(r"(?<=[\w.,;:!?)%\u2019\u201d'\"])\[(\d{1,3})\]")
_NOTE: Final = re.compile(r"\[(\d{1,3})\]\s*\S")
_POINTS: Final = frozenset("•◦▪\u2013-")


@dataclass(slots=True)
class Cell:
    """A cell of a table: its lines, whether they must stay apart, and whether it spans rows."""

    lines: list[str]
    apart: bool = False
    spans: bool = False

    @property
    def text(self) -> str:
        """The cell as running text."""
        return " ".join(line.strip() for line in self.lines if line.strip())

    @property
    def flat(self) -> bool:
        """Whether it fits on a line with others; the points of a list do not, even one."""
        listed = self.apart and (len(self.lines) > 1 or self.text[:1] in _POINTS)
        return not listed and len(self.text) <= WORDY


@dataclass(slots=True)
class PageWriter:
    """The lines written so far."""

    lines: list[str] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)

    def bare(self, text: str) -> str:
        """Return a line's words without marks of notes; nothing of a note that was marked."""
        text = _TOP.sub("", " ".join(text.split()))
        self.noted.update(_GLUED.findall(text))
        text = _GLUED.sub("", text)
        note = _NOTE.match(text)
        return "" if note and note[1] in self.noted else text

    def gap(self) -> None:
        """Leave a blank line before what follows."""
        if self.lines and self.lines[-1] not in ("", PAGE):
            self.lines.append("")

    def page(self) -> None:
        """Begin another page."""
        self.lines.append(PAGE)

    def line(self, text: str, inset: int = 0, *, listed: bool = False) -> None:
        """Write a line; a paragraph gets blank lines around it, unless it is in a list."""
        text = " ".join(text.split())
        if len(text) > PARAGRAPH and not listed:
            self.gap()
        if self.lines[-1:] == [""] and _goes_on(self.lines[-2:-1], text):
            self.lines.pop()
        if text:
            self.lines.append(" " * inset + text)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write a table, its rows one below the other.

        Where cells beside each other hold lists, each is below its own heading.
        """
        self.gap()
        heads: Sequence[Cell] = ()
        for row in rows:
            full = [cell for cell in row if cell.text]
            lists = sum(not cell.flat for cell in full)
            if row and row[0].lines == [PAGE]:
                self._beside(heads)
                heads = ()
                self.page()
                continue
            if lists > 1 and len(heads) == len(row):
                self._columns(heads, row)
                heads = ()
                continue
            self._beside(heads)
            heads = ()
            if len(full) > 1 and not lists and not row[0].spans:
                heads = row
            else:
                self._row(full)
        self._beside(heads)
        self.gap()

    def _beside(self, cells: Sequence[Cell]) -> None:
        self.line(" ".join(cell.text for cell in cells))

    def _columns(self, heads: Sequence[Cell], row: Sequence[Cell]) -> None:
        for head, cell in zip(heads, row, strict=True):
            self.gap()
            self.line(head.text)
            self.gap()
            self.lines += cell.lines
        self.gap()

    def _row(self, cells: Iterable[Cell]) -> None:
        """A row: cells that fit are on a line, a number before what it numbers."""
        beside = ""
        for cell in cells:
            if cell.flat and cell.spans and not beside:
                self.gap()
                self.line(cell.text)
            elif cell.flat:
                beside = f"{beside} {cell.text}".strip()
            else:
                if len(beside) > MARK:
                    self.line(beside)
                    self.gap()
                    beside = ""
                first = f"{beside} {cell.lines[0].strip()}" if beside else cell.lines[0]
                self.lines += [first, *cell.lines[1:]]
                self.gap()
                beside = ""
        self.line(beside)

    def pages(self, name: str, sha256: str) -> Pages:
        """Return the sheet as pages. Raises UnreadableReportError for what is no report."""
        if not any(line.strip() for line in self.lines):
            raise UnreadableReportError(name, "there is no text in it")
        if max(map(len, self.lines)) > LONGEST_LINE:
            raise UnreadableReportError(name, "a paragraph is too long to be of a report")
        return pages_of(["\n".join(self.lines)], sha256, marked=False)


def _goes_on(above: list[str], text: str) -> bool:
    """Whether a paragraph is only the next line of the one above, cut where its paper ended."""
    return (
        bool(above)
        and (len(above[0]) >= CUT or above[0].endswith("-"))
        and re.search(r"[.:;?!\u2019'\u201d\")%]$", above[0]) is None
        and re.match(r"[a-z]|\d+\s+[a-z]|\d{4}\b", text) is not None
    )


def numbered_already(text: str, mark: str) -> bool:
    """Whether a point's own text begins with the number its list would print."""
    own = re.match(r"\W*(\w+)[.):]", text)
    return own is not None and own[1].casefold() == re.sub(r"\W", "", mark).casefold() != ""
