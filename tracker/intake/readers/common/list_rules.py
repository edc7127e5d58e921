"""Which lines go on with a point of a list, and which marks begin a point within it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.list_points import ListPoint, breaks_off, ends

if TYPE_CHECKING:
    from tracker.intake.pages import Line
    from tracker.intake.readers.common.list_points import ListMark
    from tracker.intake.readers.layout import Draft

_UNDONE: Final = re.compile(
    r"(?:[:,;(\u2013-]|\b(?:a|an|and|or|as|at|by|for|from|in|into|of|on|that|the|their|to|with))$",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(r"\s([•▪●◦■◼➢\uf0b7\uf06e\uf0a7]|\(?[b-e]\)|i{2,3}[.)])\s")
LONG: Final = 600
"""Letters a point has at the most that is surely one."""
SHORT: Final = 0.8
"""How much of a full line the last line of a point may fill and still be seen to end early."""


ENDED: Final = 0.88
"""The same of a line that ends in a stop."""


def begins_on(point: ListPoint) -> Line:
    """Return the line the words of a point begin on, where its number is above them too."""
    pairs = zip(point.lines, point.parts, strict=True)
    return next((line for line, part in pairs if part.strip()), point.line)


def warn_of_others(draft: Draft, text: str, line: Line) -> None:
    """Warn of a point so long, or with such a mark in it, that another may have run into it."""
    marked = _INSIDE.search(text)
    if marked and ":" not in text[: marked.start()]:
        draft.warn(f"{marked[1]!r} stands within this point; it may be of two.", line)
    elif len(text) > LONG:
        draft.warn("this point is very long; what stands below it may have run into it.", line)


def undone(text: str) -> bool:
    """Whether a line ends in the middle of what it says: in a comma, or a word that leads on."""
    return bool(_UNDONE.search(text))


def goes_on(point: ListPoint, line: Line, *, gap: bool, width: int) -> bool:
    """Whether a line goes on with the point above it; after a gap only in mid-sentence.

    Without a stop a point ends too, where its line stops early and a capital begins the next.
    """
    if not any(point.parts):
        return True
    last = point.lines[-1]
    turned = line.page != last.page
    anew = line.text[:1].isupper() and _early(point, line, width)
    if gap:
        return not ends(point.parts[-1]) and (line.text[0].islower() or (turned and not anew))
    if breaks_off(point, line, width):
        return False
    return not anew or line.indent > point.line.indent


def _early(point: ListPoint, line: Line, width: int) -> bool:
    """Whether the last line of a point stops so early that the next word had room on it."""
    last = point.lines[-1]
    full = max((line.indent + len(line.text) for line in point.lines[:-1]), default=width)
    if undone(last.text):
        return False
    share = ENDED if ends(last.text) else SHORT
    return last.indent + len(last.text) + 1 + len(line.text.split()[0]) < full * share


def within(
    point: ListPoint | None, first: ListPoint | None, list_mark: ListMark, line: Line
) -> bool:
    """Whether a mark begins a point within the point above it, and none of the list itself.

    It is deeper, or it is another bullet than those of the list, below words that lead to it.
    """
    if point is None or first is None or not list_mark.bullet or list_mark.number is not None:
        return False
    other = line.text[0] != first.line.text[0]
    if other and line.indent > first.line.indent + 1:
        return True
    led = any(part.rstrip().endswith(":") for part in point.parts)
    return other and first.mark.bullet and led
