"""A report printed as a PDF, as pages of numbered lines: what a person reads, in that order.

Lines begin and end as in print; a gap wider than the report's own between lines is a blank line.
Running headers, footnotes and page numbers stay: readers.furniture takes them out. Pictures are
not read. A file that is locked, damaged, without text or of no sensible size is refused with one
sentence; nothing that PDFium finds wrong gets out of here as anything else.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from tracker.intake.files.pdf.line_layout import lines, whole_words
from tracker.intake.files.pdf.pdfium_page import Page
from tracker.intake.files.pdf.reading_order import rows
from tracker.intake.files.pdf.text_runs import dots, text_runs
from tracker.intake.pages import Pages, UnreadableReportError, check_size

if TYPE_CHECKING:
    from tracker.intake.files.pdf.reading_order import Row

MOST_PAGES: Final = 500
"""The most pages that are read: the longest published reports have about 200."""
MOST_ON_PAGE: Final = 40_000
"""The most letters a page may have: one set in small print has about 10,000."""
MOST_LETTERS: Final = 4_000_000
"""The most letters a report may have: 500 full pages have half as many."""
FEW: Final = 20
"""Letters a page has at the most if it is only a picture, with a number stamped on it."""
MOST_OBJECTS: Final = 10_000
"""Objects of a page among which a picture is looked for."""
TAIL: Final = 2048
"""Bytes within which a PDF that is whole says that it ends."""

_NO_PAGES: Final = re.compile(rb"/Kids\s*\[\s*\]")
UNREAD: Final = "this page is a picture, and what is written in it was not read."
_PICTURE: Final = 3
"""PDFium's number for an object that is a picture."""


def read_pdf(content: bytes, name: str) -> Pages:
    """Return the pages of a PDF; `name` is the file's, for the sentences.

    Raises UnreadableReportError.
    """
    check_size(len(content), name)
    if b"%PDF-" not in content[:1024]:
        raise UnreadableReportError(name, "this is not a PDF, whatever its name says")
    if b"%%EOF" not in content[-TAIL:]:
        raise UnreadableReportError(name, "the PDF breaks off before its end; fetch it again")
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, without types

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            printed, pictures = _printed(document, name)
    except (pypdfium2.PdfiumError, AssertionError) as odd:
        fault = "the PDF is damaged and cannot be read; fetch it again"
        if "assword" in str(odd) and b"/Encrypt" in content:
            fault = "the PDF is locked with a password; save a copy without it"
        elif _NO_PAGES.search(content):
            fault = "the PDF has no pages"
        raise UnreadableReportError(name, fault) from None
    pages = whole_words(Pages(tuple(lines(printed)), hashlib.sha256(content).hexdigest()))
    return replace(pages, remarks=tuple(f"Page {page}: {UNREAD}" for page in pictures))


def _printed(document: Any, name: str) -> tuple[list[list[Row]], list[int]]:
    """The rows of each page, and the pages that are pictures."""
    if len(document) > MOST_PAGES:
        raise UnreadableReportError(
            name, f"the PDF has {len(document)} pages; {MOST_PAGES} is the most"
        )
    rows_by_page: list[list[Row]] = []
    known: set[str] = set()
    pictures: list[int] = []
    letters = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            on_page = text.count_chars()
            letters += on_page
            if on_page > MOST_ON_PAGE or letters > MOST_LETTERS:
                fault = f"page {number + 1} of the PDF has more text than a report can have"
                raise UnreadableReportError(name, fault)
            asked = Page(page, text)
            rows_by_page.append(rows(text_runs(asked, known), partial(dots, asked)))
            few = sum(len(run.text) for row in rows_by_page[-1] for run in row) <= FEW
            if few and _has_picture(page):
                pictures.append(number + 1)
    if 2 * len(pictures) > len(rows_by_page):
        raise UnreadableReportError(
            name, "this PDF is a picture of text; ask for the report as text"
        )
    if not any(rows_by_page):
        raise UnreadableReportError(name, "there is no text in it")
    return rows_by_page, pictures


def _has_picture(page: Any) -> bool:
    objects = islice(page.get_objects(max_depth=3), MOST_OBJECTS)
    return any(object_.type == _PICTURE for object_ in objects)
