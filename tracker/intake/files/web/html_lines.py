"""The lines of a web page as a browser shows them: paragraphs, numbered lists, rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bs4.element import NavigableString, Tag

from tracker.domain.report_checks import RATINGS
from tracker.intake.files.page_writer import STEP, Cell, PageWriter, numbered_already
from tracker.intake.files.web.boilerplate import HEADINGS, Boilerplate, attribute, visible_text
from tracker.intake.files.web.html_lists import BULLET, HtmlList, list_of, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

_LINES: Final = frozenset(
    {"div", "section", "article", "main", "header", "form", "fieldset", "legend", "address", "body"}
    | {"center", "details", "summary", "figure", "figcaption", "caption", "dt", "dd", "html", "tr"}
    | {"hgroup", "button", "optgroup", "option", "footer"}
)
"""Tags that begin and end a line."""

_APART: Final = HEADINGS | {"p", "blockquote", "pre", "hr", "dl", "table", "ul", "ol"}
"""Tags that also have blank lines above and below them."""

_AROUND: Final = HEADINGS | {"tr", "li", "p", "dd", "td", "div"}
_NEAR: Final = 20
_TERM: Final = 80
_RATED: Final = re.compile(
    rf"^(?P<before>.{{0,60}}?)\b(?P<rating>{'|'.join(RATINGS)})\b(?:\s+(?:rating|icon|badge|logo))*\W*$",
    re.IGNORECASE,
)
_PICTURED: Final = re.compile(r"\brat(?:ing|ed)\b|\bjudge", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"font[^;]*(?:symbol|wingdings)", re.IGNORECASE)
_POINTS: Final = re.compile(
    r"^\W*(?:overall )?score\W*\d{1,3}\s*(?:/|out of)\s*\d{1,3}\W*$", re.IGNORECASE
)


@dataclass(slots=True)
class _Frame:
    """A sheet being written, the page's own or that of a cell, and what is open on it."""

    sheet: PageWriter = field(default_factory=PageWriter)
    lists: list[HtmlList] = field(default_factory=list)
    bullets: int = 0
    ended: int = 0
    mark: str = ""
    apart: bool = False
    spans: bool = False


def write_html(page: BeautifulSoup) -> PageWriter:
    """Return the sheet that a web page shows."""
    lines = _HtmlWriter(Boilerplate(page))
    for node, opens in lines.walk(page):
        if isinstance(node, NavigableString):
            lines.words_of(node)
        elif opens:
            lines.open(node)
        else:
            lines.close(node)
    lines.end_line()
    return lines.frame.sheet


class _HtmlWriter:
    """The lines written so far, and the words of the one being written."""

    def __init__(self, furniture: Boilerplate) -> None:
        self.furniture = furniture
        self.frames = [_Frame()]
        self.tables: list[list[list[Cell]]] = []
        self.words: list[str] = []
        self.held = self.inline = False
        self.printed = 0

    @property
    def frame(self) -> _Frame:
        return self.frames[-1]

    def walk(self, page: Tag) -> Iterator[tuple[Tag | NavigableString, bool]]:
        """Yield every node of the report in order, tags when they open and when they close."""
        waiting: list[tuple[Tag | NavigableString, bool]] = [(page, True)]
        while waiting:
            node, opens = waiting.pop()
            if isinstance(node, Tag) and opens:
                if self.furniture.holds(node):
                    continue
                waiting.append((node, False))
                inner = [content for content in node.contents if _counts(content)]
                waiting += [(child, True) for child in reversed(inner)]  # type: ignore[misc]
            yield node, opens

    def words_of(self, text: NavigableString) -> None:
        """Take words into the line; two tags without a blank between are told apart by case."""
        words = str(text)
        if not words.strip():
            self.words.append("\n" if self.printed and "\n" in words else " ")
            return
        self.held = False
        if (
            len(words.strip()) == 1
            and text.parent
            and _SYMBOLS.search(attribute(text.parent, "style"))
        ):
            words = BULLET
        before = self.words[-1][-1:] if self.words else ""
        if self.inline and before.islower() and words[0].isupper():
            self.words.append(" ")
        self.inline = False
        if self.printed:
            for at, line in enumerate(re.split(r"\r?\n", words)):
                if at:
                    self.end_line()
                self.words.append(line)
        else:
            self.words.append(words)

    def open(self, tag: Tag) -> None:
        """Begin what a tag begins."""
        self.inline = True
        if tag.name == "br":
            self._broken()
        elif tag.name in ("td", "th") and self.tables:
            self._cell(tag)
        elif tag.name in ("img", "svg"):
            self._picture(tag)
        elif tag.name == "q":
            self.words.append("“")
        elif tag.name in _LINES or tag.name in _APART or tag.name == "li":
            self._block(tag)

    def _block(self, tag: Tag) -> None:
        name = tag.name
        if not (self.held and name in ("dd", "p", "div")):
            self.end_line()
        if name in _APART:
            self._gap()
        if name == "li":
            self._point(tag)
        elif name in ("ul", "ol"):
            self._list(tag)
        elif name == "table":
            self.tables.append([])
        elif name == "tr" and self.tables:
            self.tables[-1].append([])
        elif name == "pre":
            self.printed += 1
        if name in HEADINGS or name in ("ul", "ol", "table"):
            self.frame.apart = True

    def close(self, tag: Tag) -> None:
        """End what a tag began."""
        self.inline = True
        name = tag.name
        if name in ("td", "th") and self.tables and len(self.frames) > 1:
            self._cell_ends()
        elif name == "q":
            self.words.append("”")
        elif name == "dt":
            self.held = len("".join(self.words)) <= _TERM
            self.words.append(" ")
        elif name in _LINES or name in _APART or name == "li":
            self._block_ends(name)

    def _block_ends(self, name: str) -> None:
        self.held = False
        self.end_line()
        if name == "li":
            self.frame.mark = ""
        elif name in ("ul", "ol") and self.frame.lists:
            self.frame.bullets -= self.frame.lists.pop().style == BULLET
        elif name == "table" and self.tables:
            self.frame.sheet.table(self.tables.pop())
        elif name == "pre":
            self.printed -= 1
        if name in _APART:
            self._gap()
        if name in ("ul", "ol"):
            self.frame.ended = len(self.frame.sheet.lines)

    def _gap(self) -> None:
        if not self.frame.lists:
            self.frame.sheet.gap()

    def _broken(self) -> None:
        """A line break; two of them leave a line blank."""
        if "".join(self.words).strip():
            self.end_line()
        else:
            self._gap()

    def _list(self, tag: Tag) -> None:
        lines = self.frame.sheet.lines
        if lines and not lines[-1] and self.frame.ended == len(lines):
            lines.pop()
        opened = list_of(tag)
        self.frame.lists.append(opened)
        self.frame.bullets += opened.style == BULLET

    def _point(self, tag: Tag) -> None:
        lists = self.frame.lists
        shown = lists[-1].mark(tag, self.frame.bullets - 1) if lists else "•"
        self.frame.mark = shown

    def _cell(self, tag: Tag) -> None:
        self.end_line()
        spans = (number(attribute(tag, "rowspan")) or 1) > 1
        self.frames.append(_Frame(spans=spans))

    def _cell_ends(self) -> None:
        self.end_line()
        frame = self.frames.pop()
        lines = frame.sheet.lines
        while lines and not lines[-1]:
            lines.pop()
        rows = self.tables[-1] or [[]]
        rows[-1].append(Cell(lines, frame.apart, frame.spans))
        self.tables[-1] = rows

    def _picture(self, tag: Tag) -> None:
        """Take the rating or score that only a picture shows."""
        shown = attribute(tag, "alt") or attribute(tag, "aria-label")
        rated = _RATED.match(shown.strip())
        outer = (parent for _, parent in zip(range(_NEAR), tag.parents, strict=False))
        around = next((parent for parent in outer if parent.name in _AROUND), None)
        beside = visible_text(around, 500).casefold() if around else ""
        if _POINTS.match(shown) and not re.search(r"\bscore\b", beside):
            self.words.append(f" {shown} ")
        elif rated and rated["rating"].casefold() not in beside:
            before = rated["before"].strip(" :-\u2013")
            if not before or _PICTURED.search(before):
                overall = "Overall rating " if re.match("overall", before, re.IGNORECASE) else ""
                self.words.append(f" {overall}{rated['rating'].capitalize()} ")

    def end_line(self) -> None:
        """Write the line, behind the mark of its point if it is the first of one."""
        whole = "".join(self.words)
        self.words = []
        text = self.frame.sheet.bare(whole)
        if not text:
            return
        frame = self.frame
        listed, inset = bool(frame.lists), STEP * max(len(frame.lists) - 1, 0)
        if frame.mark:
            text = text if numbered_already(text, frame.mark) else f"{frame.mark} {text}"
            frame.mark = ""
        elif listed:
            inset += 2
        elif self.printed:
            inset = len(whole) - len(whole.lstrip())
        frame.sheet.line(text, inset, listed=listed)


def _counts(node: object) -> bool:
    """Whether a node is a tag or words, and no comment or declaration."""
    return isinstance(node, Tag) or type(node) is NavigableString
