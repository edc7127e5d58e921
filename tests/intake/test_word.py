"""A Word file is read as Word shows it: changes made, notes and hidden words left out."""

from __future__ import annotations

import hashlib

import pytest
from unpaged_reports import REPORTS, facts_in_text, facts_of, text_of
from word_files import LEVELS, PLAIN, lines, numbering, paragraph, raw_word, run, text, word_file

from tracker.intake.files.word.docx_reader import read_docx


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_says_the_same_as_a_word_file(report: str) -> None:
    """Every fact, though no number of a recommendation stands in the file's text."""
    content = word_file(text_of(report))

    pages = read_docx(content, "report.docx")

    assert facts_of(pages) == facts_in_text(report)
    assert pages.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (text("a") + "<w:ins>" + text("b") + "</w:ins>" + text("c"), "abc"),
        (text("a") + "<w:del>" + run("<w:delText>b</w:delText>") + "</w:del>" + text("c"), "ac"),
        ("<w:moveFrom>" + text("a") + "</w:moveFrom><w:moveTo>" + text("b") + "</w:moveTo>", "b"),
        (text("a") + text("secret", "<w:vanish/>") + text("b", '<w:vanish w:val="0"/>'), "ab"),
        (text("We saw") + run('<w:footnoteReference w:id="2"/>') + text(" it"), "We saw it"),
        (
            text("We saw") + text("3", '<w:vertAlign w:val="superscript"/>') + text(" it"),
            "We saw it",
        ),
        (text("4") + text("th", '<w:vertAlign w:val="superscript"/>') + text(" May"), "4th May"),
        (run("<w:t>1.1</w:t><w:tab/><w:t>Staff</w:t>"), "1.1 Staff"),
        (run("<w:t>one</w:t><w:br/><w:t>two</w:t>"), "one|two"),
        (run("<w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t>"), "multi-agency"),
        (run("<w:t>plan</w:t><w:softHyphen/><w:t>ning</w:t>"), "planning"),
        (run('<w:sym w:font="Symbol" w:char="F0B7"/><w:t> x</w:t>'), "• x"),
        (run('<w:sym w:char="D800"/><w:t>x</w:t>'), "x"),
        ("<w:hyperlink>" + text("a link") + "</w:hyperlink>", "a link"),
        ('<w:fldSimple w:instr="PAGE">' + text("3") + "</w:fldSimple>", "3"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + text("typed") + "</w:sdtContent></w:sdt>", "typed"),
        (text("2 * 3, __c__, [d](e), #f"), "2 * 3, __c__, [d](e), #f"),
    ],
)
def test_a_paragraph_is_read_as_it_is_shown(inner: str, printed: str) -> None:
    """Changes made, hidden words and marks of notes left out, breaks and hyphens as printed."""
    assert lines(f"<w:p>{inner}</w:p>") == printed.split("|")


def test_a_field_shows_its_result_alone() -> None:
    """What it does is not printed."""
    mark = '<w:fldChar w:fldCharType="{}"/>'
    begin, between, end = (run(mark.format(each)) for each in ("begin", "separate", "end"))
    inner = begin + run("<w:instrText> REF x </w:instrText>") + between + text("shown") + end

    assert lines(f"<w:p>{inner}{text(' after')}</w:p>") == ["shown after"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    """And is not numbered twice."""
    cut = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{text('one ')}</w:p>"

    assert lines(cut + paragraph("two", 0), numbering(*LEVELS)) == ["1. one two"]


def test_contents_headers_and_notes_are_left_out() -> None:
    """What only leads to the report is not of it."""
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    listed = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraph('Ratings 4')}</w:sdtContent></w:sdt>"
    )

    assert lines(paragraph("Foreword 3", style="T1") + listed + PLAIN, styles=styles) == [
        "The report."
    ]


def test_a_row_of_a_table_is_a_line() -> None:
    """Numbers in cells are counted on; merged and deleted rows are as they are shown."""

    def cell(inner: str, merged: str = "") -> str:
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{inner}</w:tc>"

    domain = cell(paragraph("Domain"), '<w:vMerge w:val="restart"/>')
    rows = [
        domain
        + cell(paragraph("Staff", 1))
        + cell(paragraph("Requires") + paragraph("improvement")),
        cell("<w:p/>", "<w:vMerge/>") + cell(paragraph("1.2 Other")) + cell(paragraph("Good")),
    ]
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('Gone'))}</w:tr>"
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + gone + "</w:tbl>"

    texts = lines(body, numbering(*LEVELS))

    assert texts == ["Domain", "1.1 Staff Requires improvement", "1.2 Other Good"]


def test_a_box_of_text_is_read_once() -> None:
    """Word keeps it twice, for itself and for older versions."""
    box = "<w:txbxContent>" + paragraph("Boxed") + "</w:txbxContent>"
    twice = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>{0}</w:drawing></mc:Choice>'
        "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent>"
    )

    assert lines(f"<w:p>{text('Title')}{run(twice.format(box))}</w:p>") == ["Title", "Boxed"]


@pytest.mark.parametrize("mark", ['<w:br w:type="page"/>', "<w:lastRenderedPageBreak/>"])
def test_a_page_is_known_by_where_it_was_broken(mark: str) -> None:
    """So that a warning names the page."""
    body = paragraph("one") + f"<w:p>{run(mark + '<w:t>two</w:t>')}</w:p>" + paragraph("three")

    pages = read_docx(raw_word(body), "report.docx")

    assert [(line.page, line.text) for line in pages.lines if not line.blank] == [
        (1, "one"),
        (2, "two"),
        (2, "three"),
    ]
