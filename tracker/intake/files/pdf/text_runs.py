"""What is printed on one page of a PDF, as pieces of lines with their places on the paper.

PDFium gives the text of a page and breaks it into lines. Where a line stands, and whether it is
one line or two columns side by side, is asked of it for a few letters of each line only: to ask
for every letter costs as much again as reading the page.
"""

from __future__ import annotations

import re
from itertools import accumulate, compress, count, islice, pairwise
from operator import add, or_
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.intake.files.pdf.pdfium_page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE: Final = 1.2
"""A gap of as many ems is no blank between words."""
LOOSE: Final = 0.85
"""Ems a letter takes at the most on average, where no gap is hidden within the line."""
TIGHT: Final = 0.2
"""A gap of fewer ems is no blank, if the maker printed none."""
SHORT: Final = 6
"""Letters a word has at the least to be taken as whole, one of two parts at any rate."""
NARROW: Final = 5.0
"""Points that no such gap has, however large the letters."""
RAISED: Final = 0.2
"""By how many ems the foot of a raised figure is above the line."""
LEVEL: Final = 0.35
"""By how many ems letters of one line may be higher or lower."""
TALL: Final = 0.45
"""Ems a letter is high at the least, unlike a quotation mark."""
UNEVEN: Final = 0.45
"""By how many ems words that only seem to be of one line stand higher or lower."""
MARKED: Final = 2.5
"""Ems the bullet or number before a line takes at the most; a gap after it is no gap."""
MANY: Final = 24
"""Parts of a line up to which each is looked at; some makers print every letter apart."""
YEAR: Final = 4
"""Figures of a year, after which the mark of a footnote may be."""
MARK: Final = 2
"""Figures the mark of a footnote has at the most."""
MOST_FIGURES: Final = 1000
"""Figures of a page up to which marks of footnotes are looked for among them."""
DOT: Final = (1.5, 7.0)
"""How many points a drawn bullet is wide."""

_LINE: Final = re.compile("[ \t]*([^\r\n\ufffe\x02]*[^\\s\ufffe\x02])([ \t]*)([\ufffe\x02]?)")
_ASTRAY: Final = re.compile("(\r\n)([\ufffe\x02])")
"""A hyphen that PDFium gives at the beginning of the next line."""
_WORD: Final = re.compile(r"[^\s\x00]+")
_BLANK: Final = re.compile(r" (?=[a-z-])(?<=[A-Za-z0-9] )")
_FIGURES: Final = re.compile(r"\d{1,6}(?![\d%/\u2044])")
_BEFORE_NUMBERS: Final = "(£$#/-\u2013.,"
_GLUED: Final = "\x00"
"""Stands where PDFium had a blank that is none."""
_RARE: Final = re.compile("[\ud800-\udfff]+")
"""The two halves of a rare letter."""
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class TextRun(NamedTuple):
    """Words on one line of a page: where they begin, end and stand, and their em; in points."""

    text: str
    left: float
    right: float
    foot: float
    em: float


def text_runs(page: Page, known: set[str]) -> Iterator[TextRun]:
    """Return what can be seen on the page, in the order in which it was printed.

    `known` holds the words of the pages before, and takes those of this one.
    """
    text = _ASTRAY.sub(r"\2\1", _rejoined(page, known))
    figures = islice(_glued_figures(text), MOST_FIGURES)
    marks = [figure for figure in figures if _raised(page, *figure)]
    plain = text.isascii() and _GLUED not in text and not marks
    matches = list(_LINE.finditer(text))
    spans = [match.span(1) for match in matches]
    sheet = page.sheet
    for match, span, (left, foot, right, em, parts) in zip(
        matches, spans, page.lines(spans), strict=True
    ):
        if em is None:
            continue
        start, stop = span
        far = right - left > LOOSE * em * (stop - start + 2)
        if far or (parts > 1 and not _whole(page, span, foot, em)):
            yield from _parts(page, text, span, _end(match), marks)
        elif sheet.holds(left, foot):
            words = text[start:stop] if plain else _marked(text, start, stop, marks)
            yield TextRun(words + _end(match), left, right, foot, em)


def _end(line: re.Match[str]) -> str:
    """The hyphen a line ends in, if PDFium has one for it."""
    return f"{line[2]}-" if line[3] else ""


def dots(page: Page) -> Iterator[TextRun]:
    """Return the small round or square shapes of a page, which are the bullets of some makers."""
    for box in page.shapes():
        wide, high = box.right - box.left, box.top - box.bottom
        if DOT[0] < wide < DOT[1] and abs(wide - high) < wide / 5:
            yield TextRun("\u2022", box.left, box.right, box.bottom, high)


def _whole(page: Page, line: tuple[int, int], foot: float, em: float) -> bool:
    """Whether the parts a line was printed in are neither far apart nor uneven."""
    parts = page.parts(*line)
    first = end = None
    for part in range(parts) if parts <= MANY else (0, parts - 1):
        left, bottom, right, top = page.part(part)
        if (bottom > foot + LEVEL * em and top - bottom > TALL * em) or top < foot:
            return False
        if first is None or end is None:
            first = left
        elif parts <= MANY and not -em < left - end < WIDE * em and end - first > MARKED * em:
            return False
        end = right
    return True


def _parts(
    page: Page, text: str, line: tuple[int, int], end: str, marks: list[tuple[int, int]]
) -> Iterator[TextRun]:
    """The parts of a line with wide gaps in it, or with words that are on other lines."""
    words = [match.span() for match in _WORD.finditer(text, *line)]
    sides = [(page.box(first).left, page.box(last - 1).right) for first, last in words]
    feet = [page.origin(first)[1] for first, _ in words]
    em = max(filter(None, (page.em(words[0][0]), page.em(words[-1][0]))), default=1.0)
    cuts = [
        at
        for at, (one, two) in enumerate(pairwise(sides), start=1)
        if not -em < two[0] - one[1] < WIDE * em or abs(feet[at] - feet[at - 1]) > UNEVEN * em
    ]
    for a, b in pairwise([0, *cuts, len(words)]):
        first, last = words[a][0], words[b - 1][1]
        tall = page.em(words[(a + b) // 2][0])
        left, foot = sides[a][0], min(feet[a:b])
        if tall is not None and page.sheet.holds(left, foot):
            tail = end if b == len(words) else ""
            marked = _marked(text, first, last, marks) + tail
            yield TextRun(marked, left, sides[b - 1][1], foot, tall)


def superscript(figures: str) -> str:
    """Return figures as they are raised in print."""
    return figures.translate(_SUPERSCRIPTS)


def _glued_figures(text: str) -> Iterator[tuple[int, int]]:
    """Where figures may be the mark of a footnote, behind a word or at the head of a note."""
    for match in _FIGURES.finditer(text):
        start, stop = match.span()
        if stop - start > YEAR:
            yield start + YEAR, stop
        elif stop - start <= MARK and (not start or text[start - 1] not in _BEFORE_NUMBERS):
            yield start, stop


def _raised(page: Page, start: int, stop: int) -> bool:
    """Whether figures are above the line of the letter beside them."""
    text = page.text
    before, after = text[max(start - 2, 0) : start].rstrip(" "), text[stop : stop + 2].lstrip(" ")
    if before and before[-1] not in "\r\n":
        beside = max(start - 2, 0) + len(before) - 1
    elif after and after[0] not in "\r\n":
        beside = stop + text[stop : stop + 2].index(after)
    else:
        return False
    above = page.box(stop - 1).bottom - page.origin(beside)[1]
    em = page.em(beside) if above > 1 else None
    return em is not None and above > RAISED * em


def _marked(text: str, start: int, stop: int, marks: list[tuple[int, int]]) -> str:
    """The words of a line, with the figures that are raised above it as such."""
    words = text[start:stop]
    for first, end in marks:
        if start <= first < stop:
            raised = superscript(text[first:end])
            words = words[: first - start].rstrip() + raised + words[end - start :]
    return words if words.isascii() and _GLUED not in words else _visible(words)


def _visible(words: str) -> str:
    return _RARE.sub(_joined, words.replace(_GLUED, ""))


def _joined(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _rejoined(page: Page, known: set[str]) -> str:
    """The text without blanks that are only odd kerning, which PDFium took for blanks.

    It is asked of blanks beside short words that no page before had whole.
    """
    text = page.text
    words = text.replace("\r\n", "  ").split(" ")
    unknown = set(words) - known
    short = {word for word in unknown if 0 < len(word) < SHORT and not word.isdigit()}
    if not short:
        known |= unknown
        return text
    beside = list(map(short.__contains__, words))
    ends = map(add, accumulate(map(len, words)), count())
    odd = list(compress(ends, map(or_, beside, beside[1:])))
    added = page.added(odd)
    letters: list[str] = []
    torn: set[str] = set()
    for offset in added if 2 * len(added) < len(words) else ():
        if not _BLANK.match(text, offset):
            continue
        gap = page.room(offset + 1)[0] - page.room(offset - 1)[1]
        em = page.em(offset - 1) if gap < NARROW else None
        if em is not None and -LEVEL * em < gap < TIGHT * em:
            letters = letters or list(text)
            letters[offset] = _GLUED
            torn.update((text[:offset].split()[-1], text[offset:].split(maxsplit=1)[0]))
    known.update(unknown - torn)
    return "".join(letters) or text
