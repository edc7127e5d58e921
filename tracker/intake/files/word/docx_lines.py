"""The lines of a Word file as Word shows them: paragraphs, numbered lists, rows of tables, pages.

What was inserted with changes tracked is read and what was deleted is not; hidden text, contents
lists, footnotes and their marks, comments, headers and footers are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tracker.intake.files.page_writer import PAGE, STEP, Cell, PageWriter, numbered_already
from tracker.intake.files.word.ooxml import (
    attribute_at,
    boxes_in,
    fallback_or_choice,
    is_on,
    parts,
    removed,
    symbol,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tracker.intake.files.word.numbering import ListNumbering, Styles

_GOES_ON: Final = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
    | {"oMath", "oMathPara", "ruby", "rubyBase"}
)
"""What only wraps the words in it."""

_MARK: Final = re.compile(r"\W*\d{1,3}\W*")
_CONTENTS: Final = re.compile(r"toc \d|toc heading|contents? heading|table of figures")
_HEADING: Final = re.compile(r"heading|title|subtitle")

SPACED: Final = 0.15
"""The share of empty paragraphs from which they, and not each end of one, set things apart."""


@dataclass(slots=True)
class _Field:
    """A field of Word's: first what it does, then what it shows."""

    shows: bool = False
    contents: bool = False


@dataclass(slots=True)
class _Page:
    """A sheet being written, the report's own or that of a cell, and how it stands."""

    sheet: PageWriter = field(default_factory=PageWriter)
    listed: bool = False
    apart: bool = False
    turns: int = 0


def write_docx(root: Element | None, styles: Styles, numbers: ListNumbering) -> PageWriter:
    """Return the sheet that the main part of a Word file shows."""
    body = root.find("body") if root is not None else None
    lines = _DocxWriter(styles, numbers)
    if body is not None:
        paragraphs = list(body.iterfind("p"))
        empty = sum(not any(True for _ in paragraph.iterfind(".//t")) for paragraph in paragraphs)
        lines.spaced = empty > SPACED * len(paragraphs)
        lines.rendered = body.find(".//lastRenderedPageBreak") is not None
        lines.blocks(body)
    return lines.page.sheet


class _DocxWriter:
    """The lines written so far."""

    def __init__(self, styles: Styles, numbers: ListNumbering) -> None:
        self.styles = styles
        self.numbers = numbers
        self.pages = [_Page()]
        self.fields: list[_Field] = []
        self.carried = ""
        self.spaced = self.rendered = False

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def blocks(self, parent: Element) -> None:
        """Write what is below each other in a body, a cell or a box."""
        for child in parent:
            match child.tag:
                case "p":
                    self.paragraph(child)
                case "tbl":
                    self.table(child)
                case "sdt":
                    if "Contents" not in attribute_at(child, "sdtPr/docPartObj/docPartGallery"):
                        self.blocks(child)
                case "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    self.blocks(child)
                case "AlternateContent":
                    self.blocks(fallback_or_choice(child))
                case _:
                    pass

    def paragraph(self, element: Element) -> None:
        """Write a paragraph, with its number and the boxes that hang on it."""
        properties = element.find("pPr")
        style = attribute_at(properties, "pStyle")
        style = style or self.styles.usual
        name = self.styles.name(style)
        if is_on(properties, "pageBreakBefore") and not self.rendered:
            self._turn()
        boxes: list[Element] = []
        words = "".join(self._words(element, style, boxes))
        if not _CONTENTS.match(name):
            text, self.carried = self.carried + words, ""
            if removed(properties):
                self.carried = text
            else:
                self._write(text, properties, style, name)
        for box in boxes:
            self._apart()
            self.blocks(box)
            self._apart()
        section = properties.find("sectPr") if properties is not None else None
        turns = attribute_at(section, "type") not in ("continuous", "nextColumn")
        if section is not None and turns and not self.rendered:
            self._turn()

    def _write(self, text: str, properties: Element | None, style: str, name: str) -> None:
        while text.lstrip(" \n").startswith(PAGE):
            self._turn()
            text = text.lstrip(" \n")[1:]
        turns = text.count(PAGE)
        marked = self.numbers.mark(properties, style)
        named = (self.styles.name(key) for key, _ in self.styles.chain(style))
        headed = any(_HEADING.match(name) for name in named)
        listed = marked is not None and not headed
        goes_on = self.page.listed and not marked and name.startswith("list")
        parted = map(self.page.sheet.bare, text.replace(PAGE, "").split("\n"))
        shown = [part for part in parted if part]
        if not shown:
            self._empty(turns)
            return
        flows = self.spaced and listed == self.page.listed and not headed
        if not (flows or goes_on or (listed and self.page.listed)):
            self.page.sheet.gap()
        mark, level = marked or ("", 0)
        inset = STEP * level if listed else 2 * goes_on
        for at, part in enumerate(shown):
            first = at == 0 and mark and not numbered_already(part, mark)
            line = f"{mark} {part}" if first else part
            further = inset if at == 0 or not listed else inset + 2
            self.page.sheet.line(line, further, listed=listed or goes_on)
        self.page.listed = listed or goes_on
        self.page.apart = self.page.apart or listed or headed
        if headed:
            self.page.sheet.gap()
        for _ in range(turns):
            self._turn()

    def _empty(self, turns: int) -> None:
        if self.spaced or not self.page.listed:
            self.page.sheet.gap()
        for _ in range(turns):
            self._turn()

    def _apart(self) -> None:
        self.page.listed = False
        self.page.sheet.gap()

    def _turn(self) -> None:
        """Turn the page; the page of a cell turns below its row."""
        if len(self.pages) > 1:
            self.page.turns += 1
        else:
            self.page.sheet.page()

    def _words(self, parent: Element, style: str, boxes: list[Element]) -> Iterator[str]:
        """The words of a paragraph as they are shown, line and page breaks among them."""
        for child in parent:
            match child.tag:
                case "r":
                    yield from self._run(child, style, boxes)
                case "sdt":
                    yield from self._words(child, style, boxes)
                case "AlternateContent":
                    yield from self._words(fallback_or_choice(child), style, boxes)
                case tag if tag in _GOES_ON:
                    yield from self._words(child, style, boxes)
                case _:
                    pass

    def _run(self, run: Element, style: str, boxes: list[Element]) -> Iterator[str]:
        properties = run.find("rPr")
        hidden = self._hidden(properties, style)
        raised = attribute_at(properties, "vertAlign") == "superscript"
        if raised and _MARK.fullmatch("".join(element.text or "" for element in run.iterfind("t"))):
            hidden = True
        for child in run:
            if child.tag == "fldChar":
                self._field(child.get("fldCharType", ""))
            elif child.tag == "instrText":
                if self.fields and re.match(r"\s*TOC\b", child.text or ""):
                    self.fields[-1].contents = True
            elif child.tag == "lastRenderedPageBreak":
                yield PAGE
            elif all(one.shows and not one.contents for one in self.fields) and not hidden:
                yield self._letters(child)
                boxes += boxes_in(child)

    def _hidden(self, properties: Element | None, style: str) -> bool:
        if properties is not None and properties.find("vanish") is not None:
            return is_on(properties, "vanish")
        own = attribute_at(properties, "rStyle")
        return self.styles.says(own, "rPr/vanish") or self.styles.says(style, "rPr/vanish")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _letters(self, element: Element) -> str:
        match element.tag:
            case "t":
                return re.sub(r"[\n\r\f]", " ", element.text or "")
            case "tab" | "ptab":
                return " "
            case "br" if element.get("type") == "page":
                return "\n" if self.rendered else PAGE
            case "br" | "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                return symbol(element.get("char", ""))
            case _:
                return ""

    def table(self, table: Element) -> None:
        """Write a table, a row a line."""
        rows: list[list[Cell]] = []
        for row in parts(table, "tr"):
            changed = row.find("trPr")
            if changed is not None and (
                changed.find("del") is not None or is_on(changed, "hidden")
            ):
                continue
            turns, cells = 0, []
            for cell in parts(row, "tc"):
                self.pages.append(_Page())
                self.blocks(cell)
                page = self.pages.pop()
                turns = max(turns, page.turns)
                cells.append(_cell(cell, page))
            rows.append(cells)
            rows += [[Cell([PAGE])]] * turns
        if len(self.pages) > 1:
            turns = sum(row[:1] == [Cell([PAGE])] for row in rows)
            self.page.turns += turns
            rows = [row for row in rows if row[:1] != [Cell([PAGE])]]
        self.page.apart = True
        self._apart()
        self.page.sheet.table(rows)


def _cell(cell: Element, page: _Page) -> Cell:
    lines = page.sheet.lines
    while lines and not lines[-1]:
        lines.pop()
    merged = cell.find("tcPr/vMerge")
    if merged is not None and merged.get("val", "continue") != "restart":
        return Cell([])
    return Cell(lines, page.apart, merged is not None)
