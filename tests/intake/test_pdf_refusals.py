"""A PDF that cannot be read is refused in one sentence; nothing of the library gets out."""

from __future__ import annotations

import hypothesis
import pytest
from hostile_pdfs import PDFS, page, pdf, scanned, stream, torn
from hypothesis import strategies as st
from pdf_printer import printed

from tracker.intake.files.pdf import pdf_reader as reader
from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.pages import MOST_BYTES, UnreadableReportError

FOX = "The board meets often and hears from every one of the partners it has."
LONG = "\n".join([f"{FOX} It is minuted."] * 3)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "not a PDF"),
        (b"<!DOCTYPE html><title>404</title>", "not a PDF"),
        (b"%PDF-1.7\n" + b"0" * 5000, "breaks off"),
        (torn()["torn-6.pdf"], "breaks off"),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "damaged"),
        (PDFS["locked.pdf"](), "password"),
        (scanned(), "picture of text"),
        (page(stream(b"")), "no text"),
        (pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "no pages"),
        (b"%PDF-1.7\n" + b"0" * MOST_BYTES, "25 MB"),
        (PDFS["same-page-often.pdf"](), "500 is the most"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, fault: str) -> None:
    """The sentence names the file and what to do; nothing of the library is in it."""
    with pytest.raises(UnreadableReportError, match=fault) as refused:
        read_pdf(content, "report.pdf")

    assert refused.value.sentence.startswith("report.pdf: ")
    assert "\n" not in refused.value.sentence
    assert refused.value.exit_code == 1


@pytest.mark.parametrize(("limit", "most"), [("MOST_LETTERS", 320), ("MOST_ON_PAGE", 200)])
def test_a_report_with_too_much_text_is_refused(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letters of each page and of all are counted as they are read."""
    monkeypatch.setattr(reader, limit, most)

    with pytest.raises(UnreadableReportError, match="page 2 of the PDF has more text"):
        read_pdf(printed(f"{FOX}\f{LONG}"), "report.pdf")


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(
    spoils=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=8)
)
def test_a_spoilt_pdf_is_read_or_refused(spoils: list[tuple[int, bytes]]) -> None:
    """There is no third outcome, whatever bytes are changed."""
    content = bytearray(printed(LONG))
    for place, others in spoils:
        at = place % len(content)
        content[at : at + len(others)] = others

    try:
        pages = read_pdf(bytes(content), "report.pdf")
    except UnreadableReportError as refused:
        assert refused.exit_code == 1  # noqa: PT017 - either outcome is right
    else:
        assert [line.number for line in pages.lines] == sorted(line.number for line in pages.lines)
