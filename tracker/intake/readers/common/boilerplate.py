"""A report without what is only furniture of its pages.

Running headers and footers, page numbers, contents lists and footnotes are left out, and footnote
marks glued to words are taken off. Whoever reads what is left finds lists whole across pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import rating, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.intake.pages import Line, Pages

RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
OFTEN: Final = 3
"""How often a line has to come back to be a running header or footer."""
EDGE: Final = 2
"""How many lines at the top and at the foot of a page may be furniture."""
NEAR: Final = 80
"""Within how many lines a footnote follows its mark, on the same page or the next."""
LONG_CONTENTS: Final = 60
"""Letters the heading of a contents list has at the most, however it is spaced."""
LONG: Final = 12
"""Letters a header has at the least where pages are not told apart."""

PAGE: Final = 15
"""How many lines a page has at the least."""

_ALONE: Final = re.compile(r"^\d{1,3}$")
_NUMBERED: Final = re.compile(
    r"^[-\u2013|\s]*(?:page\s+)?(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?[-\u2013|\s]*$", re.IGNORECASE
)
_BESIDE: Final = re.compile(
    r"^\s*\d{1,3}\s+|\s*(?:\bpage\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*$"
)
"""The number of the page beside a running line."""
_DRIVEN: Final = re.compile(
    r"^\W*\d{0,2}\s*The rating for the standard is driven by", re.IGNORECASE
)


_LED_TO: Final = frozenset("0123456789 \t.\u2026")
"""How a line ends that is led to its end by dots."""


def body(pages: Pages) -> Pages:
    """Return the report without the furniture of its pages, its contents list and its footnotes."""
    lines = list(_without_contents(pages.lines))
    furniture = _at_edges(lines) if lines and lines[-1].page > 1 else _coming_back(lines)
    lines = [line for line in lines if line not in furniture]
    return pages.of(_without_footnotes(lines))


def _without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """All but the lines of a contents list, and those that lead to a page number by dots."""
    within = 0
    for index, line in enumerate(lines):
        if len(line.text) <= LONG_CONTENTS and squash(line.text) in (
            "contents",
            "contentspage",
            "tableofcontents",
        ):
            within = index + 1
            continue
        if _led(line.text):
            within = index + 1 if within else 0
            continue
        if within and not line.blank:
            ahead = [line for line in lines[index : index + 3] if not line.blank]
            if any(_entry(line) for line in ahead[:2]):
                within = index + 1 if _entry(line) else within
                continue
            within = 0
        yield line


def _led(text: str) -> bool:
    """Whether dots lead to the end of a line, or to the number of a page there."""
    if text[-1:] not in _LED_TO:
        return False
    before = text.rstrip("0123456789 \t")[-8:].replace(" ", "")
    return before.endswith(("....", "\u2026"))


def _entry(line: Line) -> bool:
    """Whether a line of a contents list ends in its page number."""
    return bool(_led(line.text) or re.search(r"\D\s*\b\d{1,3}$|^\d{1,3}$", line.text))


def _at_edges(lines: Sequence[Line]) -> set[Line]:
    """The lines at the edges of pages that come back on others, and the numbers of pages."""
    edges: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.blank:
            edges[line.page].append(line)
    kept = {page: _ends(page_lines) for page, page_lines in edges.items()}
    numbers = Counter(
        int(match[1]) - line.page
        for ends in kept.values()
        for line in ends
        if (match := _NUMBERED.match(line.text))
    )
    keys = Counter(key for ends in kept.values() for key in {_key(line) for line in ends})
    often = min(OFTEN, max(EDGE, len(kept) - 1))
    furniture: set[Line] = set()
    for line in (line for ends in kept.values() for line in ends):
        page = _NUMBERED.match(line.text)
        paged = page and (numbers[int(page[1]) - line.page] > 1 or "page" in line.text.lower())
        running = keys[_key(line)] >= often and _runs(line)
        if paged or (running and _key(line)):
            furniture.add(line)
    return furniture


def _ends(lines: Sequence[Line]) -> list[Line]:
    return [*lines[:EDGE], *(line for line in lines[-EDGE:] if line not in lines[:EDGE])]


def _key(line: Line) -> str:
    """What a line says but for its page number."""
    return squash(_BESIDE.sub("", line.text.casefold()))


def _runs(line: Line) -> bool:
    """Whether a line may be a running one: no rating, no heading of a list, no point of one."""
    return not (
        rating(line.text)
        or re.match(r"[-•*\u2013]\s|\d\.\d", line.text)
        or re.search(r"[:;?%]$", line.text)
        or squash(line.text) in ("strengths", "areasforimprovement", "yes", "keyfindings")
    )


def _coming_back(lines: Sequence[Line]) -> set[Line]:
    """The running lines of a report whose pages are not told apart, and the numbers beside them."""
    repeated: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if len(key := _key(line)) >= LONG and _runs(line) and not line.text.endswith("."):
            repeated[key].append(line)
    furniture: set[Line] = set()
    for same in repeated.values():
        numbers = [int(n[0] or n[1]) for line in same for n in _PAGED.findall(line.text)]
        rising = len(numbers) >= OFTEN and all(a < b for a, b in pairwise(numbers))
        header = len(same) >= OFTEN and "inspection" in same[0].text.casefold()
        if rising or header:
            furniture.update(same)
    printed = [line for line in lines if not line.blank]
    beside = {
        bare
        for line, after in pairwise(printed)
        for bare, other in ((line, after), (after, line))
        if other in furniture and _NUMBERED.match(bare.text)
    }
    return furniture | beside | _far_apart(lines)


def _far_apart(lines: Sequence[Line]) -> set[Line]:
    """Numbers alone on their lines that count on by one, each a page below the last."""
    alone = [(at, line, int(line.text)) for at, line in enumerate(lines) if _ALONE.match(line.text)]
    run: list[Line] = []
    headers: set[Line] = set()
    above: tuple[int, Line, int] | None = None
    for other in alone:
        next_page = above and other[2] == above[2] + 1 and other[0] - above[0] >= PAGE
        run = [*run, other[1]] if next_page else [other[1]]
        headers.update(run if len(run) >= OFTEN else ())
        above = other
    return headers


_PAGED: Final = re.compile(r"^(\d{1,3})\s+\D|\D(\d{1,3})$")


_DIGIT: Final = re.compile(rf"[\d{RAISED}]")
_RAISED: Final = re.compile(f"[{RAISED}]+")
_PLAIN: Final = re.compile(r"(\d{1,2})\s*(?=[A-Z“\"\u2018'])|\[\^(\d{1,2})\]:")
_GLUED: Final = re.compile(r"(?:[^\W\d_]{2}|[^\W\d_][.,;:)\u2019'”\"])(\d{1,2})(?![\d%]|[.,]\d)")
_LIFTED: Final = re.compile(rf"(?<=[\w.,;:)\u2019'”\"])[{RAISED}]+")
_WORDED: Final = re.compile(r"\b([a-z]{3,})\d{1,2}(?!\w|[.,]\d)")
_MARKED: Final = r"(?<=[^\W\d_]{{2}})([.,;:)\u2019'”\"]?)(?:{})(?!\w|[.,]\d|%)"


def _without_footnotes(lines: Sequence[Line]) -> list[Line]:
    """All but footnotes, with the marks that lead to them taken off."""
    kept: list[Line] = []
    confirmed: set[str] = set()
    led: dict[str, int] = {}
    note: Line | None = None
    for index, line in enumerate(lines):
        mark = _footnote(index, lines, led) if line.text else None
        if _DIGIT.search(line.text):
            led.update(dict.fromkeys(_GLUED.findall(line.text), index))
        if mark is not None:
            confirmed.add(mark)
            note = line
        elif note is not None and _goes_on(note, line):
            note = line
        else:
            note = None
            kept.append(line)
    marks = sorted(filter(str.isdecimal, confirmed), key=len, reverse=True)
    glued = re.compile(_MARKED.format("|".join(marks))) if marks else None
    return [
        line._replace(text=_unmarked(line.text, glued)) if _DIGIT.search(line.text) else line
        for line in kept
    ]


def _goes_on(note: Line, line: Line) -> bool:
    """Whether a footnote goes on over this line."""
    return (
        not line.blank
        and note.page == line.page
        and (line.text[0].islower() or not re.search(r"[.)\]]$", note.text))
    )


def _footnote(index: int, lines: Sequence[Line], led: Mapping[str, int]) -> str | None:
    """The mark of a footnote that begins on a line; None if none begins.

    `led` are the places above at which marks are glued to words, the last of each.
    """
    line = lines[index]
    if line.text[0].isalpha() and line.text[0] not in "Tt":
        return None
    raised = _RAISED.match(line.text)
    if raised or _DRIVEN.match(line.text):
        return raised[0] if raised else "".join(re.findall(r"^\d+", line.text))
    plain = _PLAIN.match(line.text)
    if plain is None:
        return None
    if plain[2]:
        return plain[2]
    above = led.get(plain[1], -NEAR)
    near = above >= max(index - NEAR, 0) and lines[above].page >= line.page - 1
    return plain[1] if near else None


def _unmarked(text: str, glued: re.Pattern[str] | None) -> str:
    text = _LIFTED.sub("", text)
    text = _WORDED.sub(r"\1", text)
    return text if glued is None else glued.sub(r"\1", text)
