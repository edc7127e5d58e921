"""How rows of print become lines: gaps to blank lines, places to indents, broken words whole.

What tells paragraphs apart on paper is only the space between them, so the space usual in a
report is found first. Headings that had to be broken over two lines of a narrow column are one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.intake.files.pdf.reading_order import PROSE, Row
from tracker.intake.pages import HYPHENS, SOFT_HYPHEN, Line, Pages, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 1.15
"""How much wider than usual the space between two lines is where a paragraph ends."""
LEADING: Final = (0.8, 2.5)
"""How many ems lines of one paragraph may be apart."""
LARGE: Final = 1.1
"""How much larger than the rest a heading is that may be broken over two lines."""

_BULLET: Final = re.compile("^[\ue000-\uf8ff]\\s*")
"""A bullet of a font of symbols, which has no letter of its own."""
_WITHIN: Final = re.compile("\u2010\\w")
"""A hyphen of this kind within a word; where there is none, those at ends of lines break words."""


class _Column(NamedTuple):
    left: float
    right: float


def lines(printed: Sequence[Sequence[Row]]) -> Iterator[Line]:
    """Return the rows of all pages as lines, with blank ones where print leaves a gap."""
    usual, large = _usual(printed), _large(printed)
    number = 0
    for page, rows in enumerate(printed, start=1):
        columns = _columns(rows)
        letter = _letter(rows)
        for row, above in _whole_headings(rows, columns, usual, large):
            if above and _apart(above, row) > GAP * usual:
                number += 1
                yield Line(number, page, "")
            number += 1
            text = " ".join(run.text for run in row) if len(row) > 1 else row[0].text
            text = visible_text(text).strip()
            indent = round((row[0].left - _of(row, columns).left) / letter)
            if text > "\ue000":
                text = _BULLET.sub("\u2022 ", text)
            yield Line(number, page, text, max(indent, 0))


def whole_words(pages: Pages) -> Pages:
    """Return the same pages, each word that is broken over two lines whole on the first."""
    all_lines = list(pages.lines)
    soft = not _WITHIN.search(pages.text)
    for at, (above, below) in enumerate(pairwise(pages.lines)):
        ends = above.text.endswith(tuple(HYPHENS)) and above.page == below.page
        if not ends or not below.text[:1].islower():
            continue
        start, _, word = all_lines[at].text.rpartition(" ")
        rest, _, after = below.text.partition(" ")
        if soft and word.endswith("\u2010"):
            word = word[:-1] + SOFT_HYPHEN
        word = pages.joined([word, rest])
        if " " not in word:
            all_lines[at] = above._replace(text=f"{start} {word}".strip())
            all_lines[at + 1] = below._replace(text=after)
    kept = (
        line for line, old in zip(all_lines, pages.lines, strict=True) if line.text or old.blank
    )
    return Pages(tuple(kept), pages.sha256, pages.words)


def _apart(above: Row, row: Row) -> float:
    """How far a row is below the one above it, in the larger em of the two."""
    one, two = above[0], row[0]
    return (one.foot - two.foot) / max(one.em, two.em)


def _usual(printed: Sequence[Sequence[Row]]) -> float:
    """How far lines of a paragraph are apart in this report, in ems."""
    least, most = LEADING
    steps = sorted(
        step
        for rows in printed
        for above, row in pairwise(rows)
        if least < (step := _apart(above, row)) < most
    )
    return steps[len(steps) // 3] if steps else 1.2


def _large(printed: Sequence[Sequence[Row]]) -> float:
    """The em from which words are a heading."""
    ems = [row[0].em for rows in printed for row in rows]
    return LARGE * sorted(ems)[len(ems) // 2] if ems else 0.0


def _columns(rows: Sequence[Row]) -> tuple[_Column, _Column]:
    """Where the text of a page begins and ends: all of it, or in the left and in the right half."""
    if not rows:
        return _Column(0, 0), _Column(0, 0)
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    middle = (left + right) / 2
    long = [row for row in rows if len(row[0].text) >= PROSE]
    second = min((row[0].left for row in long if row[0].left >= middle), default=None)
    if second is None:
        return _Column(left, right), _Column(right, right)
    ends = [row[-1].right for row in long if row[-1].right <= second]
    return _Column(left, max(ends, default=right)), _Column(second, right)


def _of(row: Row, columns: tuple[_Column, _Column]) -> _Column:
    return columns[row[0].left >= columns[1].left]


def _letter(rows: Sequence[Row]) -> float:
    """How wide a letter of a page is, in points."""
    width = sum(row[-1].right - row[0].left for row in rows)
    return max(width / max(sum(len(run.text) for row in rows for run in row), 1), 1.0)


def _whole_headings(
    rows: Sequence[Row], columns: tuple[_Column, _Column], usual: float, large: float
) -> Iterator[tuple[Row, Row]]:
    """Each row and the one above it, headings that were too long for their column in one."""
    above: Row = []
    held: Row = []
    for row in rows:
        if held and _goes_on(held, row, columns, usual, large):
            held = [*held, *row]
            continue
        if held:
            yield held, above
            above = held
        held = row
    if held:
        yield held, above


def _goes_on(
    heading: Row, row: Row, columns: tuple[_Column, _Column], usual: float, large: float
) -> bool:
    """Whether a row is the rest of a heading that filled the line above it."""
    one, two = heading[-1], row[0]
    if one.em < large or abs(one.em - two.em) > one.em / 50:
        return False
    if abs(two.left - heading[0].left) > one.em or not 0 < _apart([one], row) < GAP * usual:
        return False
    word = (two.right - two.left) * len(two.text.split()[0]) / len(two.text)
    return one.right + word > _of(heading, columns).right
