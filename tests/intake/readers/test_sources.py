"""The line each fact is traced to is the one its own words or figures stand on."""

from __future__ import annotations

import re
from calendar import month_name
from typing import TYPE_CHECKING, Any

import pytest
from invented_reports import LETTER, UNPAGED, YOUTH, changed, reading
from pdf_printer import printed, tabled

from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.pages import Line, read_pages
from tracker.intake.readers.common.passages import passage
from tracker.intake.readers.common.tokens import number, squash
from tracker.intake.readers.registry import read_report

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading

_HEAD, _SAID = LETTER.split("\nThis report", 1)
NARROW = _HEAD + "\n" + re.sub(r"(?<=[a-z,]) (?=\w{5})", "\n", f"This report{_SAID}")
"""The letter in lines of a word or two, as in a narrow column."""


def as_pdf(report: str, *, columns: int = 1) -> ReportReading:
    """Return what a report is read to say as a PDF whose paragraphs are set anew."""
    content = printed(tabled(report), reflowed=True, columns=columns)
    return read_report(read_pdf(content, "report.pdf"), "report.pdf")


def fact(report_reading: ReportReading, path: tuple[str | int, ...]) -> Any:
    """Return the fact at a path."""
    value: Any = report_reading.facts
    for key in path:
        value = value[key]
    return value


def counts(line: Line) -> set[int]:
    """Return every count a line prints, in digits or in one word."""
    return {count for word in re.findall(r"[\w-]+", line.text) if (count := number(word))}


def holds(line: Line, path: tuple[str | int, ...], value: Any) -> bool:
    """Whether a line holds the first words of a fact, or its figures."""
    if path[0] == "fieldwork" or path == ("published", "iso"):
        year, month, *day = value.split("-")
        of_day = bool(day) and re.search(rf"\b0?{int(day[0])}(?:\D|$)", line.text)
        return bool(of_day) or (month_name[int(month)] in line.text and year in line.text)
    match value:
        case {"points": points, "of": of}:
            return f"{points}/{of}" in line.text
        case {"cases": cases, "text": text}:
            return cases in counts(line) or begins(text) in squash(line.text)
        case {"name": name} | {"text": name}:
            return begins(name) in squash(line.text)
        case int() if path[0] == "case_figures":
            return bool(counts(line))
        case int():
            return str(value) in line.text
        case _:
            return begins(str(value)) in squash(line.text)


def begins(text: str) -> str:
    """Return the first word of a text, as words are compared."""
    return squash(re.split(r"[\s-]", text, maxsplit=1)[0])


@pytest.mark.parametrize(
    "report_reading",
    [
        reading(YOUTH),
        reading(LETTER),
        reading(NARROW),
        as_pdf(LETTER),
        as_pdf(LETTER, columns=2),
        as_pdf(UNPAGED),
        as_pdf(UNPAGED, columns=2),
    ],
    ids=["youth", "letter", "narrow", "letter pdf", "letter columns", "youth pdf", "youth columns"],
)
def test_every_fact_is_traced_to_the_line_its_words_begin_on(report_reading: ReportReading) -> None:
    """Not to the beginning of the passage, nor to the letterhead above it."""
    elsewhere = [
        (path, fact(report_reading, path), line.text)
        for path, line in report_reading.lines.items()
        if not holds(line, path, fact(report_reading, path))
    ]

    assert elsewhere == []
    assert {path[0] for path in report_reading.lines} >= {
        "title",
        "service",
        "published",
        "fieldwork",
    }


def test_the_facts_of_one_passage_have_lines_of_their_own() -> None:
    """A letter whose paragraphs a PDF has run together is not all on its first line."""
    together = changed(LETTER, ("programme.\n\nContext", "programme.\nContext"))
    report_reading = reading(together)

    lines = {path: line.text for path, line in report_reading.lines.items()}
    assert lines["fieldwork", "start"].startswith("This report outlines")
    assert lines["fieldwork", "end"].startswith("2nd October 2013")
    assert lines["samples", 0].startswith("The purpose is to assess")
    assert "Thornby Youth" in lines["service", "name"]


def test_what_a_fact_has_on_another_line_is_traced_there() -> None:
    """A rating below its standard, a percentage below its question, and an addressee above."""
    report_reading = reading(YOUTH)

    lines = {path: line.text for path, line in report_reading.lines.items()}
    assert lines["standards", 4] == "2.1 Assessment"
    assert lines["standards", 4, "rating"] == "Good"
    assert lines["overall",] == "Good"
    assert lines["standards", 8, "questions", 1, "percent"] == "93%"
    assert lines["items", 0, "addressee"].startswith("The Chair of the Ashmere")


def test_a_figure_is_traced_to_its_sentence_and_its_count() -> None:
    """The paragraph begins above, with another sentence and a quotation."""
    quoted, old = '"In 2 out of 3 cases."', "1.1. In all but 3 out of the 22"
    new = f"1.1. Courts cared. One said:\n{quoted}\nWe found that in\nall but 3 out of the 22"
    longer = changed(LETTER, (old, new))
    report_reading = reading(longer)

    assert report_reading.lines["case_figures", 0].text.endswith("One said:")
    assert report_reading.lines["case_figures", 0, "sufficient"].text.startswith("all but 3")


def test_a_passage_knows_its_lines_through_hyphens_and_gaps() -> None:
    """Healing takes hyphens and blanks and no letter."""
    report = "1.1. The out-of-\ncourt work was re-\n\nviewed  in 3 of 5 cases.\nreviewed"
    pages = read_pages(report.encode(), "report.txt")

    said = passage(pages, [line for line in pages.lines if line.text], "1.1. ")

    assert said.text == "The out-of-court work was reviewed in 3 of 5 cases. reviewed"
    places = (0, said.text.index("court"), said.text.index("in 3"), len(said.text))
    assert [said.line(at).number for at in places] == [1, 2, 4, 5]
