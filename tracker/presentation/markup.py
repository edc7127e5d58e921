"""Sheets, their heading and remarks as Markdown and as HTML, in which no text marks anything up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.presentation.sheet import one_line, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.presentation.sheet import Sheet

_MARKUP = re.compile(
    r"[\\`*_\[\]|~!^$]|^(?:[#+=-]|[0-9]+(?=[.)]))"
    r"|:(?=//)|(?<=www)\.",  # a bare address would be linked, with our backslashes in it
    re.IGNORECASE,
)


def md(sheets: Sequence[Sheet], heading: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    """Yield a table of each sheet, under its title."""
    return spaced(
        [*map(_markdown_cell, heading), *map(_sheet, sheets), *map(_markdown_cell, remarks)]
    )


def html(sheets: Sequence[Sheet], heading: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    """Yield a whole small document, read well by a screen reader, without style or script."""
    from html import escape

    def element(name: str, text: str, scope: str = "") -> str:
        return f"<{name}{scope}>{escape(one_line(text))}</{name}>"

    named = [x.title or ("" if x.headed or not x.rows else x.rows[0][0]) for x in sheets]
    title = next(filter(None, [*named, *heading]), "Tracker")
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    yield f"{element('title', title)}\n</head>\n<body>\n{element('h1', title)}\n"
    yield from (f"{element('p', line)}\n" for line in heading)
    for sheet in sheets:
        caption = f"{element('caption', sheet.title)}\n" if sheet.title else ""
        names = "".join(element("th", name, ' scope="col"') for name in sheet.columns)
        yield f"<table>\n{caption}<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>\n"
        for first, *others in sheet.rows:
            cells = [element("th", first, ' scope="row"'), *(element("td", t) for t in others)]
            yield f"<tr>{''.join(cells)}</tr>\n"
        yield "</tbody>\n</table>\n"
    yield from (f"{element('p', line)}\n" for line in remarks)
    yield "</body>\n</html>\n"


def _markdown_cell(text: str) -> str:
    """Return the text for Markdown, so that it reads as typed and marks nothing up."""
    escaped = _MARKUP.sub(lambda match: _slashed(match[0]), one_line(text).strip())
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _slashed(mark: str) -> str:
    return mark + "\\" if mark.isdigit() else "\\" + mark


def _sheet(sheet: Sheet) -> str:
    rule = ["---"] * len(sheet.columns)
    cells = [list(map(_markdown_cell, row)) for row in (sheet.columns, *sheet.rows)]
    body = "\n".join(f"| {' | '.join(row)} |" for row in [cells[0], rule, *cells[1:]])
    return f"## {_markdown_cell(sheet.title)}\n\n{body}" if sheet.title else body
