"""The points of a list, healed over lines and pages: numbered, lettered or with bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tracker.intake.pages import BULLETS
from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages

_BULLET: Final = re.compile(rf"^(?:[{re.escape(BULLETS)}]|o(?=\s))(?:\s*)")
_NUMBER: Final = re.compile(
    r"^(?:recommendation\s+|[PR]\s+)?\(?(?P<number>\d{1,3}|[ivx]{1,5}|[a-h])(?P<stop>[.):]{1,2})(?:\s+|$)"
    r"|^(?P<bare>\d{1,3})(?:\s+(?=[^\W\d_])|$)",
    re.IGNORECASE,
)
SHORT: Final = 0.8
"""How much of a full line the last line of a paragraph may fill and still be seen to end early."""


@dataclass(frozen=True, slots=True)
class ListMark:
    """How a line begins a point: with a bullet, a number, or both; and what follows."""

    bullet: bool
    number: str | None
    bare: bool
    rest: str


@dataclass(slots=True)
class ListPoint:
    """One point of a list: its printed number, if any, and its lines as printed."""

    line: Line
    mark: ListMark
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def text(self, pages: Pages) -> str:
        """Return the point as running text."""
        return pages.joined(self.parts)


def list_mark(line: Line) -> ListMark | None:
    """Return how a line begins a point of a list; None if it does not."""
    bullet = _BULLET.match(line.text)
    if bullet and bullet[0] in ("-", "\u2013", "\u2014") and re.match(r"\S", line.text[1:]):
        bullet = None
    rest = line.text[bullet.end() :] if bullet else line.text
    match = _NUMBER.match(rest)
    if match and re.match(r"\d+\.\d", rest):
        match = None
    if match:
        number = (match["number"] or match["bare"]).casefold()
        return ListMark(bullet is not None, number, match["bare"] is not None, rest[match.end() :])
    return ListMark(bullet=True, number=None, bare=False, rest=rest) if bullet else None


def ends(text: str) -> bool:
    """Whether a text has come to the end of a sentence."""
    return bool(re.search(r"[.!?][\u2019'”\")\]]*$", text))


def breaks_off(point: ListPoint, line: Line, width: int) -> bool:
    """Whether a line that follows at once is no longer of the point above it.

    It is of the point unless the sentence has ended, its line stopped early, and what follows
    begins again at the margin of the list or left of it.
    """
    last = point.lines[-1]
    if not ends(last.text) or not line.text[:1].isupper() or line.indent > point.line.indent:
        return False
    full = max((line.indent + len(line.text) for line in point.lines[:-1]), default=width)
    first = len(line.text.split()[0])
    return last.indent + len(last.text) + 1 + first < full * SHORT or full > 2 * width


def usual_width(lines: Sequence[Line]) -> int:
    """Return how long a full line is: what nine of ten printed lines do not exceed."""
    lengths = sorted(line.indent + len(line.text) for line in lines if not line.blank)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def same(text: str, *headings: str) -> bool:
    """Whether a line is one of these headings, whatever its stops and blanks."""
    return squash(text) in headings
