"""The list of points below a heading of Ofsted's reports, and where it ends.

Points are numbered, have bullets, or are paragraphs; findings follow straight after. Whatever is
no point of the list ends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.list_points import (
    SHORT,
    ListMark,
    ListPoint,
    breaks_off,
    ends,
    list_mark,
)
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.ofsted.front_page import SMALL, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

SKIPPED: Final = 3
"""How far a printed number may run ahead of its place and still be one."""
HEADING: Final = 90
"""Letters a heading has at the most."""
PROSE: Final = 35
"""Letters the first line of a paragraph has at the least."""
MORE: Final = 12
"""How many printed lines below the end of a list are looked at for more of its points."""
DEEPER: Final = 1
"""How many blanks further in a bullet stands that is part of the point above it."""

_LOST: Final = re.compile(r"^(?:[n\u00a7\u25a1\u25fc]|\uf06e)\s+(?=\S)")
_NONE: Final = re.compile(
    r"^(?:none\b|(?:there (?:are|were|is)|inspectors (?:identified|found)|we (?:identified|found)) "
    r"(?:no\b|not any\b)|no (?:areas|recommendations|priority))",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(r"@|\btel(?:ephone)?\b|\b0\d{3,4}[ -]?\d{3}", re.IGNORECASE)
_ACTS: Final = re.compile(
    r"^(?:(?:urgently|rapidly|immediately|further|fully|\w+ly),?\s+)?(?:accelerate|address|agree|"
    r"analyse|ascertain|assure|audit|build|challenge|clarify|collate|complete|consider|continue|"
    r"develop|embed|enable|engage|enhance|ensure|establish|evaluate|expand|extend|focus|formalise|"
    r"hold|identify|implement|improve|increase|introduce|maintain|make|monitor|prioritise|produce|"
    r"promote|provide|publish|put|raise|reduce|refresh|report|review|revise|scrutinise|secure|seek|"
    r"set|simplify|strengthen|support|take|undertake|update|use|work|bring|give|act|achieve)\b"
    r"|^[^.]{0,120}\b(?:should|must|needs? to)\b",
    re.IGNORECASE,
)


def points(
    draft: Draft, pages: Pages, start: int, stops: Callable[[str], bool], width: int
) -> tuple[list[ListPoint], bool]:
    """Return the points below a heading that have words, and whether it says there are none.

    `stops` says whether a line heads something else; `width` is the usual one of a line.
    """
    lines = pages.lines
    listed: list[ListPoint] = []
    gap, open_ = True, False
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.blank:
            gap = True
            continue
        if _is_heading(line, stops):
            break
        begun = _mark(line)
        if not listed and begun is None and _NONE.match(line.text):
            return [], True
        point = listed[-1] if listed else None
        if point and _is_page(begun, line, point, gap=gap):
            continue
        if point and begun and begun.number == point.mark.number and not _worded(point):
            listed.pop()
        if point and begun is None and ends(point.parts[-1]) and _leads(lines, index):
            if not _theme(lines, index):
                break
            open_ = False
        elif begun and _begins(begun, line, listed):
            listed.append(ListPoint(line, begun, [begun.rest], [line]))
            open_ = True
        elif (
            begun
            and begun.number
            and begun.number.isdecimal()
            and not begun.bullet
            and (not begun.bare and point and not point.mark.number)
        ):
            break
        elif point and begun is None and open_ and _heads_off(point, lines, index, width):
            draft.warn("what stands here is taken for a heading, and ends the list above it.", line)
            break
        elif point and open_ and _continues(point, line, begun, gap=gap, width=width):
            point.parts.append(_LOST.sub("\u2022 ", line.text))
            point.lines.append(line)
        elif _PRIVATE.search(line.text):
            break
        elif point is None:
            if not _lists(lines, index, stops):
                return _paragraphs(draft, pages, start, stops, width), False
        else:
            _warn_of_more(draft, lines[index:], point, stops)
            break
        gap = False
    return [point for point in listed if _worded(point)], False


def _warn_of_more(
    draft: Draft, lines: Sequence[Line], point: ListPoint, stops: Callable[[str], bool]
) -> None:
    """Warn of what follows soon below the end of a list and may still be a point of it."""
    for line in [line for line in lines if not line.blank][:MORE]:
        begun = _mark(line)
        if _is_heading(line, stops):
            return
        if begun is None or begun.bare or (begun.number is None) != (point.mark.number is None):
            continue
        if begun.number is None or _ACTS.match(begun.rest):
            draft.warn("a point stands here that is taken for none of the list above it.", line)
            return


def _mark(line: Line) -> ListMark | None:
    """How a line begins a point; the letters that stand for a bullet of another font are one."""
    lost = _LOST.match(line.text)
    return list_mark(line._replace(text="\u2022 " + line.text[lost.end() :]) if lost else line)


def _begins(begun: ListMark, line: Line, points: Sequence[ListPoint]) -> bool:
    """Whether a mark begins the next point, and is no part of the one before it."""
    if not points:
        return begun.number is None or begun.number.isdecimal()
    first, last = points[0], points[-1]
    if begun.number is None or not begun.number.isdecimal():
        deeper = line.indent > first.line.indent + DEEPER or _minor(line) > _minor(first.line)
        return begun.bullet and first.mark.number is None and not deeper
    if not last.mark.number:
        return False
    value, before = int(begun.number), int(last.mark.number)
    return value == before + 1 if begun.bare else before < value <= before + SKIPPED


def _worded(point: ListPoint) -> bool:
    return bool("".join(point.parts).strip())


def _is_page(begun: ListMark | None, line: Line, point: ListPoint, *, gap: bool) -> bool:
    """Whether a number alone is of a page: below a point that has ended, or below a gap."""
    if begun is None or begun.rest or not line.text.isdecimal():
        return False
    if not ends(point.parts[-1]) and not gap:
        return False
    return point.mark.number is None or int(line.text) != int(point.mark.number) + 1


def _minor(line: Line) -> bool:
    """Whether a bullet is of those that are below others."""
    return bool(re.match(r"[o\u2013\u2014-]\s", line.text))


def _continues(
    point: ListPoint, line: Line, begun: ListMark | None, *, gap: bool, width: int
) -> bool:
    """Whether a line goes on with the point above it."""
    if not _worded(point):
        return True
    if begun and begun.bullet:
        return True
    if gap:
        turned = line.page != point.lines[-1].page
        return not ends(point.parts[-1]) and (line.text[0].islower() or turned)
    return not breaks_off(point, line, width)


def _heads_off(point: ListPoint, lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether a line that looks like a heading begins anew where the line above had room for it."""
    text, last = lines[index].text, point.lines[-1]
    first = len(text.split()[0])
    room = last.indent + len(last.text) + 1 + first < width * SHORT
    if not room or len(text) > HEADING or not shaped(text) or text.endswith(":"):
        return False
    above = last.text.split()[-1].casefold()
    below = _ahead(lines, index)[:1]
    prose = any(len(line.text) > PROSE and line.text[:1].isupper() for line in below)
    return prose and above not in SMALL and not above.endswith((",", ":", "-"))


def _is_heading(line: Line, stops: Callable[[str], bool]) -> bool:
    return shaped(line.text) and stops(line.text)


def _lists(lines: Sequence[Line], index: int, stops: Callable[[str], bool]) -> bool:
    """Whether words before the first point only lead to a list that follows them."""
    for line in lines[index : index + 8]:
        if _is_heading(line, stops):
            return False
        if not line.blank and _mark(line):
            return True
    return False


def _leads(lines: Sequence[Line], index: int) -> bool:
    """Whether a line looks like a heading: short, without a stop, above something numbered."""
    text = lines[index].text
    heads = len(text) <= HEADING and shaped(text) and not text.endswith((":", ")"))
    return heads and any(_mark(line) for line in _ahead(lines, index)[:1])


def _theme(lines: Sequence[Line], index: int) -> bool:
    """Whether a heading leads to more points of the list, and not to the findings after it."""
    ahead = _ahead(lines, index)
    begun = _mark(ahead[0])
    text = (begun and begun.rest) or "".join(line.text for line in ahead[1:])
    return begun is not None and bool(_ACTS.match(text))


def _ahead(lines: Sequence[Line], index: int) -> list[Line]:
    return [line for line in lines[index + 1 : index + 8] if not line.blank][:2]


def _paragraphs(
    draft: Draft, pages: Pages, start: int, stops: Callable[[str], bool], width: int
) -> list[ListPoint]:
    """The points of a list that prints neither numbers nor bullets: one a paragraph."""
    points: list[ListPoint] = []
    plain = ListMark(bullet=True, number=None, bare=False, rest="")
    gap = True
    for line in pages.lines[start + 1 :]:
        begun = _mark(line)
        if line.blank:
            gap = True
            continue
        if _is_heading(line, stops) or (begun and begun.number) or _PRIVATE.search(line.text):
            break
        anew = gap or (points and breaks_off(points[-1], line, width))
        if points and not (anew and line.text[:1].isupper()):
            points[-1].parts.append(line.text)
            points[-1].lines.append(line)
        elif not line.text.endswith(":"):
            points.append(ListPoint(line, plain, [line.text], [line]))
        gap = False
    if points:
        draft.warn(
            "neither numbers nor bullets are printed here; each paragraph is a point.",
            points[0].line,
        )
    return [point for point in points if squash("".join(point.parts))]
