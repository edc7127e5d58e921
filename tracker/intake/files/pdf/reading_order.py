"""The pieces printed on a page, put into the order in which a person reads them.

A maker of PDFs prints a page in reading order nearly always: one column to its foot and then the
next, a table row by row, cell by cell. That order is kept. It is mended where the paper shows it
to be wrong: a header printed last, a footer printed first, two columns printed line by line
together, ratings printed after all the names they are beside.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.files.pdf.text_runs import LEVEL, MARK, WIDE, TextRun, superscript
from tracker.intake.pages import BULLETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Row = list[TextRun]
"""What is side by side on one line of one column."""

PROSE: Final = 18
"""Letters a line of a column has at the least, by the half; a cell of a table may have fewer."""
RUN: Final = 4
"""Over how many lines two columns run at the least."""
DROP: Final = 5
"""Over how many ems of nothing a block goes on downwards."""
SMALL: Final = 0.9
"""How large a raised figure is at the most, beside what it is raised above."""
MOST_BLOCKS: Final = 300
"""Blocks of a page up to which their order is looked into."""

FAR: Final = 5
"""Ems up to which a bullet or a number stands before what it marks."""
_MARK: Final = re.compile(
    rf"[{re.escape(BULLETS)}\ue000-\uf8ff]|o|\(?(?:\d{{1,3}}|[a-z]|[ivx]+)[.)]"
)
_CELL: Final = re.compile(
    r"\d{1,3}(?:\.\d+)?\s?%|Outstanding|Good|Requires(?: improvement)?|improvement|Inadequate"
)


def rows(pieces: Iterable[TextRun], dots: Callable[[], Iterable[TextRun]] = tuple) -> list[Row]:
    """Return the rows of a page in reading order.

    `dots` finds the bullets that are drawn, not written, for a page that may have some.
    """
    printed = _marks_beside(_rows(pieces))
    if _indented(printed):
        _dot(printed, dots())
    printed = _columns_apart(printed)
    placed: list[Row] = []
    for count, block in enumerate(_blocks(printed)):
        if not placed or count > MOST_BLOCKS:
            placed.extend(block)
        elif not _cells_beside(placed, block):
            at = _place(placed, block)
            placed[at:at] = block
    return placed


def _rows(printed: Iterable[TextRun]) -> list[Row]:
    """Pieces printed one after another on the same line, together."""
    rows: list[Row] = []
    for piece in printed:
        last = rows[-1][-1] if rows else None
        if last is None or piece.left < last.right - LEVEL * piece.em:
            rows.append([piece])
        elif abs(last.foot - piece.foot) < LEVEL * min(last.em, piece.em):
            rows[-1].append(piece)
        elif _raised(piece, last):
            rows[-1][-1] = last._replace(text=last.text + superscript(piece.text))
        elif _raised(last, piece) and len(rows[-1]) == 1:
            text = f"{superscript(last.text)} {piece.text}"
            rows[-1] = [piece._replace(text=text, left=last.left)]
        else:
            rows.append([piece])
    return rows


def _raised(mark: TextRun, beside: TextRun) -> bool:
    """Whether a piece is the mark of a footnote, above and beside another."""
    return (
        mark.text.isdecimal()
        and len(mark.text) <= MARK
        and mark.em < SMALL * beside.em
        and 0 < mark.foot - beside.foot < beside.em
        and max(mark.left - beside.right, beside.left - mark.right) < beside.em
    )


def _marks_beside(printed: list[Row]) -> list[Row]:
    """Rows with the bullets and numbers that were printed apart put before what they mark."""
    marks = [
        row
        for row in printed
        if len(row) == 1 and len(row[0].text) < FAR and _MARK.fullmatch(row[0].text)
    ]
    for mark in marks[:MOST_BLOCKS]:
        piece = mark[0]
        level = [
            row
            for row in printed
            if row
            and row is not mark
            and abs(row[0].foot - piece.foot) < LEVEL * piece.em
            and 0 < row[0].left - piece.right < FAR * piece.em
        ]
        if level:
            min(level, key=lambda row: row[0].left).insert(0, piece)
            mark.clear()
    return [row for row in printed if row]


def _indented(printed: Sequence[Row]) -> bool:
    """Whether there are rows that begin further in than others, and none with a bullet."""
    if any(row[0].text[:1] in BULLETS for row in printed):
        return False
    margin = min((row[0].left for row in printed), default=0.0)
    inner = [row for row in printed if row[0].em < row[0].left - margin < FAR * row[0].em]
    return bool(inner)


def _dot(printed: Sequence[Row], dots: Iterable[TextRun]) -> None:
    """Put a bullet before each row that has one drawn before it."""
    for dot in islice(dots, MOST_BLOCKS):
        for row in printed:
            first = row[0]
            level = dot.foot > first.foot and dot.foot + dot.em < first.foot + first.em
            if level and 0 < first.left - dot.right < FAR / 2 * first.em:
                row.insert(0, TextRun(dot.text, dot.left, dot.right, first.foot, first.em))
                break


def _columns_apart(printed: list[Row]) -> list[Row]:
    """Rows in which two columns of prose are side by side, one column after the other."""
    if sum(len(row) > 1 for row in printed) < RUN:
        return printed
    rows: list[Row] = []
    run: list[Row] = []
    gutter = (0.0, 0.0)
    for row in [*printed, []]:
        gap = _gap(row)
        narrowed = (max(gutter[0], gap[0]), min(gutter[1], gap[1])) if run and gap else gap
        if gap and (not run or (narrowed and narrowed[0] < narrowed[1])):
            run.append(row)
            gutter = narrowed or gap
            continue
        if run and row and not gap and _aside(row, gutter):
            run.append(row)
            continue
        rows.extend(_apart(run, gutter))
        run = [row] if gap else []
        gutter = gap or (0.0, 0.0)
        if row and not gap:
            rows.append(row)
    return rows


def _gap(row: Row) -> tuple[float, float] | None:
    """The widest gap within a row, from where to where; None if it is one piece."""
    gaps = [(one.right, two.left) for one, two in pairwise(row)]
    wide = [gap for gap in gaps if gap[1] - gap[0] > WIDE * row[0].em]
    return max(wide, key=lambda gap: gap[1] - gap[0], default=None)


def _aside(row: Row, gutter: tuple[float, float]) -> bool:
    """Whether a row keeps to one side of a gutter."""
    middle = sum(gutter) / 2
    return row[-1].right <= middle or row[0].left >= middle


def _apart(run: list[Row], gutter: tuple[float, float]) -> list[Row]:
    middle = sum(gutter) / 2
    left = [[piece for piece in row if piece.left < middle] for row in run]
    right = [[piece for piece in row if piece.left >= middle] for row in run]
    sides = [[row for row in side if row] for side in (left, right)]
    both = min(len(side) for side in sides)
    if both < RUN or any(_usual_letters(side) < PROSE for side in sides):
        return run
    return sides[0] + sides[1]


def _usual_letters(side: Sequence[Row]) -> int:
    return sorted(sum(len(piece.text) for piece in row) for row in side)[len(side) // 2]


def _blocks(printed: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that go down the page, one below the other."""
    block: list[Row] = []
    for row in printed:
        if block:
            above, em = block[-1][0], row[0].em
            down = above.foot - row[0].foot
            if down < -LEVEL * em or down > DROP * em:
                yield block
                block = []
        block.append(row)
    if block:
        yield block


def _place(placed: Sequence[Row], block: Sequence[Row]) -> int:
    """Where a block belongs: before the first row that is below all of it, else at the end."""
    foot = block[-1][0].foot
    left, right = min(row[0].left for row in block), max(row[-1].right for row in block)
    for at, row in enumerate(placed):
        below = row[0].foot < foot - row[0].em * LEVEL
        shared = min(right, row[-1].right) - max(left, row[0].left)
        if below and shared > row[0].em:
            return at
    return len(placed)


def _cells_beside(placed: Sequence[Row], block: Sequence[Row]) -> bool:
    """Put the ratings or figures of a column of a table beside what they belong to."""
    if not RUN <= len(block) <= MOST_BLOCKS or not all(
        _CELL.fullmatch(row[0].text) for row in block
    ):
        return False
    beside: list[tuple[Row, Row]] = []
    for row in block:
        level = [
            piece
            for piece in placed
            if abs(piece[0].foot - row[0].foot) < 2 * LEVEL * row[0].em
            and piece[-1].right < row[0].left
        ]
        if not level:
            return False
        beside.append((level[-1], row))
    for row, cell in beside:
        row.extend(cell)
    return True
