"""The parts of a screening letter: its numbered commentary and the areas requiring improvement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.list_points import (
    ListPoint,
    breaks_off,
    ends,
    list_mark,
    usual_width,
)
from tracker.intake.readers.common.list_rules import begins_on, warn_of_others
from tracker.intake.readers.common.passages import Passage, passage
from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_AREAS: Final = re.compile(
    r"^areas?\s*(?:requiring|for|of|needing)\s*improvement\W*$", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"^(?:[-•*\u2013]\s*)?(?P<number>[1-9]\.\d{1,2})(?:\.?(?:\s+|$)|\.(?=[A-Z]))(?P<text>.*)$"
)
_THEME: Final = re.compile(r"^[1-9]\.?\s+[A-Z][a-z][^.]*$")
_AFTER: Final = re.compile(
    r"^(?:operationalmanagement|keystrengths|areas(?:requiring|for|of)improvement|summary|context|"
    r"copyto|copylist)$"
)
_CLOSING: Final = re.compile(
    r"^(?:we (?:strongly )?recommend|we are (?:very )?grateful|we would like|if you have|"
    r"please pass|yours|copy to|note:|thank you)",
    re.IGNORECASE,
)


MOST: Final = 200
"""How many areas requiring improvement a letter has at the most."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the commentary: its number, and its text with the lines it is on."""

    number: str | None
    passage: Passage

    @property
    def line(self) -> Line:
        """The line it begins on."""
        return self.passage.first


def commentary(pages: Pages) -> Iterator[Paragraph]:
    """Yield the numbered paragraphs of the commentary, each healed over its lines."""
    number: str | None = None
    lines: list[Line] = []
    before = ""
    gap = False
    for line in pages.lines:
        begun = _NUMBERED.match(line.text)
        over = (
            _THEME.match(line.text) or _AFTER.match(squash(line.text)) or _CLOSING.match(line.text)
        )
        if lines and (begun or over or (gap and line.text and _closed(lines, before))):
            yield Paragraph(number, passage(pages, lines, before))
            lines = []
        if begun:
            number, before, lines = begun["number"], line.text[: begun.start("text")], [line]
        elif lines and not line.blank:
            lines.append(line)
        gap = line.blank
    if lines:
        yield Paragraph(number, passage(pages, lines, before))


def _closed(lines: list[Line], before: str) -> bool:
    """Whether a paragraph has ended, so that a blank line below it is no turn of a page."""
    return ends(lines[-1].text) and (len(lines) > 1 or lines[0].text.strip() != before.strip())


def areas(draft: Draft, pages: Pages) -> None:
    """Put the areas requiring improvement under their own numbers; counted if there are none."""
    start = next((at for at, line in enumerate(pages.lines) if _AREAS.match(line.text)), None)
    if start is None:
        draft.warn("No areas requiring improvement are printed.")
        return
    listed = _points(pages, start + 1)
    if not listed:
        draft.warn(
            "no area requiring improvement was found below this heading.", pages.lines[start]
        )
    used: set[str] = set()
    if len(listed) > MOST:
        draft.warn(f"{MOST} areas requiring improvement were found; the rest is left out.")
    for index, point in enumerate(listed[:MOST], start=1):
        number = point.mark.number or str(index)
        if point.mark.number is None:
            draft.warn("no numbers are printed for these areas; they are counted.", listed[0].line)
        if number in used:
            draft.warn(f"{number} is printed again; here it is {number}-{index}.", point.line)
            number = f"{number}-{index}"
        used.add(number)
        item = {"number": number, "kind": "area requiring improvement", "text": point.text(pages)}
        draft.add("items", item, begins_on(point))
        warn_of_others(draft, item["text"], begins_on(point))


def _points(pages: Pages, start: int) -> list[ListPoint]:
    points: list[ListPoint] = []
    gap, width = False, usual_width(pages.lines)
    for line in pages.lines[start:]:
        if line.blank:
            gap = True
            continue
        if _CLOSING.match(line.text) or _AFTER.match(squash(line.text)):
            break
        begun = list_mark(line)
        if begun and begun.bare:
            begun = None
        point = points[-1] if points else None
        if begun and (
            point is None or begun.number is None or not point.mark.number or begun.number
        ):
            points.append(ListPoint(line, begun, [begun.rest], [line]))
        elif point is not None and gap and (ends(point.parts[-1]) or line.text[0].isupper()):
            break
        elif point is not None and not breaks_off(point, line, width):
            point.parts.append(line.text)
            point.lines.append(line)
        elif point is not None:
            break
        gap = False
    return [point for point in points if squash("".join(point.parts))]
