"""PDFs of plain-text reports, made for the tests: one or two columns, headers, notes, tables.

The text says all: a form feed begins a page, tabs make the cells of a table, a line that begins
with a raised figure is the footnote of the same raised figure above it. Line by line, a report is
printed as it stands; reflowed, its paragraphs are set anew, justified, with words broken at the
ends of lines, as an office program does it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import typst

if TYPE_CHECKING:
    from collections.abc import Iterator

_RATED: Final = re.compile(
    r"^((?:\d\.\d\.?) [^\t\n]*?)(?:\n\n+| )"
    r"(Outstanding|Good|Requires improvement|Inadequate)$",
    re.MULTILINE,
)
_ASKED: Final = re.compile(r"^((?:Does|Do|Is|Are) .*?)\s+(\d{1,3}%)$", re.MULTILINE)
_NOTE: Final = re.compile(r"^([⁰-⁹¹²³]+)\s*(\S.*)$")
_MARK: Final = re.compile(r"([⁰-⁹¹²³]+)")
_POINT: Final = re.compile(r"^(?:[-•]\s|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s)")
_FIGURES: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_COLOURS: Final = {
    "Outstanding": "#00703c",
    "Good": "#5694ca",
    "Requires improvement": "#f47738",
    "Inadequate": "#d4351c",
}
SHORT: Final = 64
"""Letters a heading has at the most."""


def tabled(text: str) -> str:
    """Return a report with its ratings and percentages in the second column of tables."""
    return _ASKED.sub(r"\1\t\2", _RATED.sub(r"\1\t\2", text))


@lru_cache(maxsize=32)
def printed(
    text: str,
    *,
    columns: int = 1,
    header: str = "",
    footer: str = "",
    reflowed: bool = False,
    size: float = 11,
) -> bytes:
    """Return a report as a PDF; the footer ends in the number of the page, if there is one.

    The same text makes the same bytes.
    """
    notes = {
        answer[1]: answer[2]
        for line in text.split("\n")
        if reflowed and (answer := _NOTE.match(line.strip()))
    }
    pages = [_page(page, notes, reflowed=reflowed) for page in text.split("\f")]
    source = "\n".join((_settings(columns, header, footer, size), "\n#pagebreak()\n".join(pages)))
    content = typst.compile(
        source.encode(),
        ignore_system_fonts=True,
        timestamp=int(datetime(2024, 5, 1, tzinfo=UTC).timestamp()),
    )
    if not isinstance(content, bytes):
        raise TypeError(content)
    return content


def _settings(columns: int, header: str, footer: str, size: float) -> str:
    number = "#h(1fr)#context counter(page).display()" if footer else ""
    return "\n".join(
        (
            f'#set page(paper: "a4", margin: 2.2cm, columns: {columns})',
            f"#set page(header: context if here().page() > 1 [{_said(header)}])",
            f"#set page(footer: [{_said(footer)}{number}])",
            f'#set text(lang: "en", region: "gb", size: {size}pt)',
            "#set par(justify: true, spacing: 1.4em)",
            "#set table(inset: 5pt, stroke: 0.5pt)",
        )
    )


def _said(text: str) -> str:
    """Words as Typst takes them, whatever characters they have."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{plain}")' if text else ""


def _page(text: str, notes: dict[str, str], *, reflowed: bool) -> str:
    return "\n\n".join(_blocks(text, notes, reflowed=reflowed))


def _blocks(text: str, notes: dict[str, str], *, reflowed: bool) -> Iterator[str]:
    """The paragraphs, points, tables and headings of a page."""
    for block in re.split(r"\n(?:[ \t]*\n)+", text):
        lines = [line.strip(" ") for line in block.split("\n") if line.strip()]
        rest: list[str] = []
        table: list[list[str]] = []
        for line in [*lines, ""]:
            if "\t" in line:
                table.append(line.split("\t"))
                continue
            if table:
                yield from (_paragraph(rest, notes, reflowed=reflowed), _table(table))
                rest, table = [], []
            if line and not (reflowed and _NOTE.match(line)):
                rest.append(line)
        yield _paragraph(rest, notes, reflowed=reflowed)


def _paragraph(lines: list[str], notes: dict[str, str], *, reflowed: bool) -> str:
    if not lines:
        return ""
    if not reflowed:
        return " \\\n".join(map(_said, lines))
    if len(lines) == 1 and len(lines[0]) <= SHORT and lines[0][-1] not in '.:;,”"':
        return f"#block(sticky: true, above: 2em)[#strong[{_said(lines[0])}]]"
    texts = [_noted(line, notes) for line in lines]
    return "\n".join(
        f"#block(spacing: 0.9em)[#set par(hanging-indent: 1.2em);{text}]"
        if _POINT.match(line)
        else f"#par[{text}]"
        for line, text in zip(lines, texts, strict=True)
    )


def _noted(line: str, notes: dict[str, str]) -> str:
    """A line with its footnotes."""
    parts = _MARK.split(line)
    for at in range(1, len(parts), 2):
        figures = parts[at].translate(_FIGURES)
        note = notes.get(parts[at])
        parts[at] = (
            f"#counter(footnote).update({int(figures) - 1})#footnote[{_said(note)}]"
            if note
            else f"#super[{figures}]"
        )
    return "".join(part if at % 2 else _said(part) for at, part in enumerate(parts))


def _table(cells: list[list[str]]) -> str:
    wide = max(map(len, cells))
    lines = [_cell(text) for row in cells for text in (*row, *([""] * (wide - len(row))))]
    sizes = ", ".join(["1fr", *["auto"] * (wide - 1)])
    return f"#table(columns: ({sizes}),\n  {', '.join(lines)})"


def _cell(text: str) -> str:
    colour = _COLOURS.get(text)
    if colour is None:
        return f"[{_said(text)}]"
    return f'table.cell(fill: rgb("{colour}"))[#set text(fill: white);{_said(text)}]'
