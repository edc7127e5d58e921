"""A report published as a web page, read as a browser shows it.

Lists keep their numbers, tables become a line a row, and what is beside the report is left out.
The bytes are read in the encoding they are in; where that cannot be known the page is refused,
so that no letter is guessed.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import warnings
from typing import TYPE_CHECKING, Final

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from tracker.intake.files.web.boilerplate import attribute, visible_text
from tracker.intake.files.web.html_lines import write_html
from tracker.intake.pages import UnreadableReportError, check_size

if TYPE_CHECKING:
    from bs4 import Tag

    from tracker.intake.pages import Pages

HEAD: Final = 4096
"""Bytes within which a page says what it is and how it is encoded."""

PLACED: Final = 30
"""Lines placed by hand that make a page the picture of a printed one."""

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)",
    re.IGNORECASE,
)
_ONE_BYTE: Final = re.compile(r"windows-?125\d|cp125\d|iso-?8859-\d{1,2}|latin-?\d|(?:us-)?ascii")
_LATIN: Final = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"})
_ARCHIVE: Final = re.compile(rb"^(?:From: <Saved by|MIME-Version:|[\w-]+:.*\r?\n(?:.*\r?\n){0,20}"
                             rb"Content-Type: multipart/related)", re.IGNORECASE)  # fmt: skip
_PLACED: Final = re.compile(r"position\s*:\s*absolute", re.IGNORECASE)


def read_html(content: bytes, name: str) -> Pages:
    """Return the pages of a web page; `name` is the file's, for the sentences.

    Raises UnreadableReportError.
    """
    text = _text(content, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            page = BeautifulSoup(text, "lxml")
        except (ParserRejectedMarkup, AssertionError, ValueError):
            raise UnreadableReportError(name, "this web page is too damaged to be read") from None
    if _is_picture(page):
        raise UnreadableReportError(
            name, "every line of this web page is placed by hand, as on paper; bring the PDF itself"
        )
    return write_html(page).pages(name, hashlib.sha256(content).hexdigest())


def _text(content: bytes, name: str) -> str:
    """The page as text: in UTF-8 if it is that, else in the encoding it names, else Windows'."""
    check_size(len(content), name)
    if _ARCHIVE.match(content[:HEAD]):
        raise UnreadableReportError(name, "this is a saved web archive; save the page as .html")
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as odd:
        text = _named(content, name, odd.start, wide=wide)
    if "\x00" in text or not re.search(r"<[a-z!]", text, re.IGNORECASE):
        raise UnreadableReportError(name, "this is not a web page")
    return text


def _named(content: bytes, name: str, odd: int, *, wide: bool) -> str:
    """The text of a page that is not UTF-8, in the encoding of one byte a letter that it names."""
    match = _CHARSET.search(content[:HEAD])
    said_to_be = (match[1] or match[2]).decode("ascii", "ignore").casefold() if match else ""
    line = content.count(b"\n", 0, odd) + 1
    if wide or (said_to_be and not _ONE_BYTE.fullmatch(said_to_be)):
        shown = "UTF-16" if wide else said_to_be.upper()
        fault = f"this page says that it is in {shown} and is not (line {line}); save it as UTF-8"
        raise UnreadableReportError(name, fault)
    encoding = "cp1252" if not said_to_be or said_to_be in _LATIN else said_to_be
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        fault = f"its letters are in no encoding it names (line {line}); save it as UTF-8"
        raise UnreadableReportError(name, fault) from None


def _is_picture(page: BeautifulSoup) -> bool:
    """Whether a page is print made into a web page, where only places on paper make lines."""
    generator = page.find("meta", attrs={"name": "generator"})
    if generator and "pdf2html" in attribute(generator, "content").casefold():
        return True
    placed = [
        tag for tag in page.find_all(_by_hand, limit=10 * PLACED) if visible_text(tag, 9).strip()
    ]
    return len(placed) > PLACED


def _by_hand(tag: Tag) -> bool:
    return _PLACED.search(attribute(tag, "style")) is not None
