"""The areas for improvement that stand as points under the standards of a youth inspection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.numerals import letters
from tracker.intake.readers.common.list_points import ListMark, ListPoint, list_mark, usual_width
from tracker.intake.readers.common.list_rules import begins_on, goes_on, warn_of_others, within
from tracker.intake.readers.common.tokens import slug, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_HEADING: Final = re.compile(
    r"^areas?\s*for\s*improvement\b(?:\s+(?:are|include|were))?\W*$", re.IGNORECASE
)
MORE: Final = 15
"""How many lines below the end of a list are looked at for more of its points."""
_NONE: Final = re.compile(
    r"^(?:none|no areas|no specific areas|there (?:were|are) no (?:\w+ )?areas|"
    r"we (?:found|identified|noted) no (?:\w+ )?areas|n/a|not applicable)\b",
    re.IGNORECASE,
)
MOST: Final = 1000
"""How many areas for improvement a report has at the most."""


def put_improvements(
    draft: Draft,
    pages: Pages,
    under: Sequence[str | None],
    sections: Sequence[str],
    heading: Callable[[int], bool],
) -> None:
    """Put each area for improvement, lettered under its standard in the order of print.

    `under` is the standard of each line and `sections` the heading it is below, which lends
    its name where there is no standard.
    """
    taken: dict[str, int] = {}
    width = usual_width(pages.lines)
    for index, line in enumerate(pages.lines):
        if not is_heading(line.text):
            continue
        standard = under[index]
        points = _points(draft, pages, index + 1, heading, width)
        if points and standard is None:
            draft.warn("these areas for improvement stand under no standard.", line)
        room = MOST - sum(taken.values())
        if len(points) > room:
            draft.warn(f"{MOST} areas for improvement were found; the rest is left out.", line)
        for point in points[:room]:
            stem = standard or slug(sections[index])[:18].strip("-") or "area"
            taken[stem] = taken.get(stem, 0) + 1
            item = {
                "number": f"{stem}-{letters(taken[stem])}",
                "kind": "area for improvement",
                "text": point.text(pages),
            }
            if standard is not None:
                item["standard"] = standard
            draft.add("items", item, begins_on(point))
            warn_of_others(draft, item["text"], begins_on(point))
        if len(points) > room:
            break


def is_heading(text: str) -> bool:
    """Whether a line heads a list of areas for improvement."""
    return bool(_HEADING.match(text)) and not text[:1].islower()


def _points(
    draft: Draft, pages: Pages, start: int, heading: Callable[[int], bool], width: int
) -> list[ListPoint]:
    """The points below a heading; without bullets each line or paragraph that follows at once."""
    points: list[ListPoint] = []
    gap = False
    for index in range(start, len(pages.lines)):
        line = pages.lines[index]
        if line.blank:
            gap = bool(points)
            continue
        begun = list_mark(line)
        if heading(index) or (not points and _NONE.match(begun.rest if begun else line.text)):
            break
        if begun and begun.bare:
            begun = None
        if points and begun and points[0].mark.bullet and not begun.bullet:
            begun = None
        point = points[-1] if points else None
        if begun and not within(point, points[0] if points else None, begun, line):
            points.append(ListPoint(line, begun, [begun.rest], [line]))
        elif point is None:
            draft.warn("no bullets are printed below this heading.", pages.lines[start - 1])
            points.append(_unmarked(line))
        elif begun or goes_on(point, line, gap=gap, width=width):
            point.parts.append(line.text)
            point.lines.append(line)
        elif not point.mark.bullet and not gap:
            points.append(_unmarked(line))
        else:
            _warn_of_more(draft, pages.lines[index:], heading, index)
            break
        gap = False
    return [point for point in points if squash("".join(point.parts))]


def _warn_of_more(
    draft: Draft, lines: Sequence[Line], heading: Callable[[int], bool], start: int
) -> None:
    """Warn of points below the end of a list that may still be of it."""
    for index, line in enumerate(lines[:MORE], start=start):
        if heading(index):
            return
        mark = list_mark(line)
        if mark and mark.bullet:
            draft.warn("points follow here that are taken for no area for improvement.", line)
            return


def _unmarked(line: Line) -> ListPoint:
    return ListPoint(
        line, ListMark(bullet=False, number=None, bare=False, rest=line.text), [line.text], [line]
    )
