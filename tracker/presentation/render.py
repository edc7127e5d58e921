"""Lists and records in every format a reader may ask for, with nothing in them but text.

Whatever a cell holds, it cannot drive a terminal, run as a formula in a spreadsheet, become markup
in a document, add a column or forge a line. Nothing is cut short, and no text is read as a number.
Each piece yielded ends its own lines: write it as it is, without translating line ends.

`table`, `plain`, `md` and `html` show the heading, the sheets and the remarks; `csv` and `tsv` the
sheets alone, `json` and `jsonl` the answer alone, so there the rest is for standard error.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING

from tracker.presentation.sheet import UNSEEN, Sheet, one_line, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMATS = ("table", "plain", "csv", "tsv", "json", "jsonl", "md", "html")

NARROWEST = 12
"""Characters below which no column is wrapped, however small the terminal."""

_BESIDE = 2
"""Characters tabulate keeps between columns."""

_HYPHEN = r"(?<=[^\W\d_])-(?=[^\W\d_])"


def render(
    sheets: Sequence[Sheet],
    *,
    form: str,
    heading: Sequence[str] = (),
    remarks: Sequence[str] = (),
    answer: Mapping[str, object] | None = None,
    records: str | None = None,
    width: int | None = None,
    bom: bool = False,
) -> Iterator[str]:
    """Return the pieces of the output in one of FORMATS.

    `answer` is what `json` prints and `jsonl` prints a line of for each of its `records` (one line
    in all where none are named). `width` is the terminal's, in characters: tables are wrapped to
    it, and never wrapped without it. `bom` begins `csv` with the mark by which Excel knows UTF-8.
    Raises ValueError for another format, and for JSON without an answer.
    """
    match form:
        case "table":
            tables = (_table(sheet, width) for sheet in sheets)
            return spaced([_lines(heading), *tables, _lines(remarks)])
        case "plain":
            return spaced([_lines(heading), *map(_plain, sheets), _lines(remarks)])
        case "csv" | "tsv":
            from tracker.presentation import csv_tsv

            return csv_tsv.csv(sheets, bom=bom) if form == "csv" else csv_tsv.tsv(sheets)
        case "md" | "html":
            from tracker.presentation import markup

            blocks = markup.html if form == "html" else markup.md
            return blocks(sheets, heading, remarks)
        case "json" | "jsonl" if answer is not None:
            return _json(answer) if form == "json" else _jsonl(answer, records)
        case _:
            msg = f"nothing to print as {form}"
            raise ValueError(msg)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(one_line, texts))


def _titled(sheet: Sheet, body: str, between: str) -> str:
    return between.join(filter(None, (one_line(sheet.title), body)))


def _table(sheet: Sheet, width: int | None) -> str:
    import tabulate

    sheet = _said_once(sheet)
    tabulate.MIN_PADDING = 0  # or a table spends two characters more on the name of each column
    names = list(map(one_line, sheet.columns))
    rows = [list(map(one_line, row)) for row in sheet.rows]
    if width is not None:
        # The wrapping is not left to tabulate, which makes `True` of a wrapped `False`.
        widths = _widths(sheet, names, rows, width)
        rows = [list(map(_fitted, sheet.columns, row, widths, repeat(sheet.cut))) for row in rows]
        names = list(map(_wrapped, names, widths))
    body = tabulate.tabulate(
        rows,
        names if sheet.headed else (),
        tablefmt="simple" if sheet.headed else "plain",
        disable_numparse=True,
        preserve_whitespace=True,
    )
    return _titled(sheet, "\n".join(line.rstrip() for line in body.split("\n")), "\n")


def _said_once(sheet: Sheet) -> Sheet:
    if sheet.once is None:
        return sheet
    index = sheet.columns.index(sheet.once)
    values = {row[index] for row in sheet.rows}
    if len(values) != 1:
        return sheet
    rows = [[*row[:index], *row[index + 1 :]] for row in sheet.rows]
    columns = sheet.columns[:index] + sheet.columns[index + 1 :]
    title = ": ".join(filter(None, (sheet.title, *values)))
    return sheet._replace(columns=columns, rows=rows, title=title, once=None)


def _fitted(name: str, text: str, width: int | None, cut: str | None) -> str:
    """Return a cell as its column has room for it: cut on one line, or wrapped."""
    if name != cut or width is None:
        return _wrapped(text, width)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _wrapped(text: str, width: int | None) -> str:
    """Return a cell in lines; a word too long for one is parted after a hyphen, if it has any."""
    if width is None:
        return text
    from textwrap import fill

    parted = re.sub(rf"\S{{{width + 1},}}", lambda word: re.sub(_HYPHEN, "\0 ", word[0]), text)
    return re.sub("\0 ?", "-", fill(parted, width, break_on_hyphens=False))


def _widths(sheet: Sheet, names: list[str], rows: list[list[str]], width: int) -> list[int | None]:
    """Return the width of each column to wrap or cut, else None: the widest gives way first."""
    widths = [max(map(len, cells)) for cells in zip(names, *rows, strict=True)]
    may = {*sheet.widths, sheet.cut}
    giving = [index for index, name in enumerate(sheet.columns) if name in may]
    for index in giving:
        most = sheet.widths.get(sheet.columns[index], width)
        widths[index] = min(widths[index], max(most, NARROWEST))
    while sum(widths) + _BESIDE * (len(widths) - 1) > width:
        widest = max(giving, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return [widths[index] if index in giving else None for index in range(len(widths))]


def _plain(sheet: Sheet) -> str:
    rows = [list(map(one_line, row)) for row in sheet.rows]
    if not sheet.headed:
        return "\n".join(map(": ".join, rows))
    named_rows = (zip(map(one_line, sheet.columns), row, strict=True) for row in rows)
    records = (
        "\n".join(f"{name}: {text}".rstrip() for name, text in named_row)
        for named_row in named_rows
    )
    return _titled(sheet, "\n\n".join(records), "\n\n")


def _json(answer: Mapping[str, object]) -> Iterator[str]:
    import json

    text = json.dumps(dict(answer), ensure_ascii=False, allow_nan=False, indent=2)
    yield UNSEEN.sub(_escaped, text) + "\n"


def _jsonl(answer: Mapping[str, object], records: str | None) -> Iterator[str]:
    import json

    value = dict(answer) if records is None else answer[records]
    for record in value if isinstance(value, list | tuple) else [value]:
        text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        yield UNSEEN.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
