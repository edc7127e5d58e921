"""Sheets for spreadsheets, in which every cell is a text.

Several sheets each begin with their title, after an empty line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.presentation.sheet import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.presentation.sheet import Sheet

_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(f"'* *[{_STARTS}\t\n]")
_NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")
_TO_QUOTE = {
    ",": re.compile('[",;\t\n]'),
    "\t": re.compile(f'"|[,;] *[{_STARTS}]'),
}


def csv(sheets: Sequence[Sheet], *, bom: bool) -> Iterator[str]:
    """Yield lines of RFC 4180; `bom` begins them with the mark by which Excel knows UTF-8."""
    return _separated(sheets, ",", start="\ufeff" if bom else "", end="\r\n")


def tsv(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield the same with a tab between cells, and none in any."""
    return _separated(sheets, "\t", start="", end="\n")


def _separated(sheets: Sequence[Sheet], mark: str, *, start: str, end: str) -> Iterator[str]:
    for count, sheet in enumerate(sheets):
        title = [[sheet.title]] if len(sheets) > 1 else []
        if count:
            yield end
        for row in [*title, sheet.columns, *sheet.rows]:
            yield start + (mark.join(_cell(text, mark) for text in row) or '""') + end
            start = ""


def _cell(text: str, mark: str) -> str:
    """Return a field that a spreadsheet takes for text: `'` before what it would reckon out.

    A number with its sign stays one. What already has a `'` before a formula gets another, so that
    taking one away restores every text. CR and NUL are visible by then, and begin nothing.
    """
    shown = one_line(text) if mark == "\t" else safe(text)
    if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown):
        shown = f"'{shown}"
    return '"{}"'.format(shown.replace('"', '""')) if _TO_QUOTE[mark].search(shown) else shown
