"""A page of a report that is only a picture is not passed over in silence."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO

import invented_reports
import pypdfium2  # type: ignore[import-untyped]
from hostile_pdfs import scanned
from pdf_printer import printed

from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.readers.registry import read_report

UNREAD = "Page 2: this page is a picture, and what is written in it was not read."


def with_picture(report: bytes) -> bytes:
    """Return a report with a scanned page after its first."""
    whole = BytesIO()
    with (
        closing(pypdfium2.PdfDocument(report)) as document,
        closing(pypdfium2.PdfDocument(scanned())) as picture,
    ):
        document.import_pages(picture, pages=[0], index=1)
        document.save(whole)
    return whole.getvalue()


def test_a_page_that_is_a_picture_is_warned_of() -> None:
    """The rest is read as ever, and the warning stands among the report's own."""
    letter = printed(f"{invented_reports.LETTER}\fOne page more.\n")

    plain = read_report(read_pdf(letter, "letter.pdf"), "letter.pdf")
    reading = read_report(read_pdf(with_picture(letter), "letter.pdf"), "letter.pdf")

    assert reading.facts["items"] == plain.facts["items"]
    assert reading.warnings == (UNREAD, *plain.warnings)
    assert reading.facts["warnings"] == list(reading.warnings)
