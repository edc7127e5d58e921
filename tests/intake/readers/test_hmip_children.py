"""Inspections of work with children and victims: every fact in print, once, and no more."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

from typing import Any

import pytest
from invented_children import ALL, PAGED, WEB
from invented_children_odd import NAMED, SPARSE, TOLD
from invented_reports import changed, reading
from pdf_printer import printed

from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.pages import read_pages
from tracker.intake.readers import hmip_children
from tracker.intake.readers.registry import read_report


def rated(facts: Any) -> list[tuple[str | None, str, str | None]]:
    """Return the number, the name and the rating of each standard."""
    return [
        (standard.get("number"), standard["name"], standard.get("rating"))
        for standard in facts["standards"]
    ]


def advice(facts: Any) -> list[tuple[str, str | None, str]]:
    """Return the number, the addressee or the standard, and the first words of each item."""
    return [
        (
            item["number"],
            item.get("addressee", item.get("standard")),
            " ".join(item["text"].split()[:3]),
        )
        for item in facts["items"]
    ]


def test_a_web_page_gives_all_its_facts() -> None:
    """It prints no date, and victims' work has a number with a letter."""
    report_reading = reading(WEB)

    facts = report_reading.facts
    title = "An inspection of youth justice work with children and victims in Marlow Vale"
    assert facts["id"] == "marlow-vale-2025"
    assert facts["title"] == title
    assert facts["kind"] == "Inspection of youth justice work with children and victims"
    assert facts["inspectorate"] == "HM Inspectorate of Probation"
    assert facts["service"] == {"id": "marlow-vale", "name": "Marlow Vale Youth Justice Service"}
    assert facts["fieldwork"] == {"start": "2025-06"}
    assert facts["overall"] == "Good"
    assert not {"published", "score", "case_figures"} & set(facts)
    assert rated(facts) == [
        ("2.1", "Assessing", "Requires improvement"),
        ("2.2", "Planning", "Good"),
        ("2.3", "Delivery", "Outstanding"),
        ("V1", "Victims", "Good"),
    ]
    asked = [
        [question.get("percent") for question in one["questions"]] for one in facts["standards"]
    ]
    assert asked == [[83, 71, 58], [79], [92], [67]]
    assert facts["samples"] == [
        {"text": "children’s cases", "cases": 24},
        {"text": "victims’ cases", "cases": 9},
    ]
    service, board = "Marlow Vale Youth Justice Service", "The Marlow Vale Youth Justice Management"
    assert advice(facts) == [
        ("1", service, "make sure that"),
        ("2", service, "ask every child"),
        ("3", f"{board} Board", "find out why"),
        ("4", f"{board} Board", "agree with health"),
        ("2.1-a", "2.1", "Assessments of younger"),
        ("2.1-b", "2.1", "Old information is"),
        ("v1-a", "V1", "Letters to victims"),
    ]
    assert facts["items"][3]["text"].endswith("b. who answers for delays.")
    assert report_reading.warnings == ("No date of publication is printed.",)


def test_a_pdf_gives_all_its_facts_over_its_pages() -> None:
    """A place of two councils, a rating over two lines, a point over two pages, a footnote."""
    report_reading = reading(PAGED)

    facts = report_reading.facts
    place = "Hartley and North Fenland"
    assert facts["id"] == "hartley-and-north-fenland-2025"
    assert facts["title"].endswith(f"work with children and victims in {place}")
    assert facts["service"]["name"] == f"{place} Youth Justice Service"
    assert facts["published"] == {"text": "May 2025", "iso": "2025-05"}
    assert facts["fieldwork"] == {"start": "2025-03-24"}
    assert facts["overall"] == "Requires improvement"
    assert rated(facts) == [
        ("1.1", "Assessing", "Inadequate"),
        ("1.2", "Planning", "Requires improvement"),
        ("1.3", "Delivery", "Good"),
        ("2.1", "Work with victims", "Requires improvement"),
    ]
    asked = facts["standards"][0]["questions"]
    assert [row["percent"] for row in asked] == [61, 45]
    assert asked[0]["text"].endswith("positive change for the child?")
    assert [sample["cases"] for sample in facts["samples"]] == [31, 11]
    assert advice(facts) == [
        ("1", f"The Head of {place} Youth Justice Service", "review every assessment"),
        ("2", f"The Head of {place} Youth Justice Service", "offer restorative justice"),
        ("3", "The Youth Justice Board", "publish what it"),
        ("1.1-a", "1.1", "Risk to others"),
        ("1.1-b", "1.1", "Sources are few."),
    ]
    assert facts["items"][0]["text"].endswith("children in care and tell the board what was found")
    assert report_reading.warnings == ()


def test_standards_may_have_no_numbers() -> None:
    """They are told apart by name; points without numbers are counted, and both are warned of."""
    report_reading = reading(NAMED)

    facts = report_reading.facts
    name = "Saltburn Bay Young People’s Engagement and Justice Service"
    assert facts["service"] == {"id": "saltburn-bay", "name": name}
    assert facts["published"] == {"text": "14 October 2025", "iso": "2025-10-14"}
    assert facts["fieldwork"] == {"start": "2025-06-02", "end": "2025-06-06"}
    assert facts["overall"] == "Outstanding"
    assert rated(facts) == [
        (None, "Work with children", "Outstanding"),
        (None, "Assessing", "Outstanding"),
        (None, "Planning", "Good"),
        (None, "Delivery", "Outstanding"),
        (None, "Work with victims", "Good"),
    ]
    assert [(sample["text"], sample["cases"]) for sample in facts["samples"]] == [
        ("children’s cases", 18),
        ("victims’ cases", 12),
    ]
    assert advice(facts) == [
        ("1", "The Saltburn Bay YPE&JS", "keep what it"),
        ("2", "The Saltburn Bay YPE&JS", "share its training"),
        ("3", "The Saltburn Bay Management Board", "find a second"),
        ("planning-a", None, "Plans are long."),
    ]
    assert [warning.partition(":")[0] for warning in report_reading.warnings] == [
        "Line 39",
        "Line 64",
    ]


def test_ratings_told_in_sentences_alone_are_taken_with_a_warning() -> None:
    """A rating of an earlier year is none of this inspection."""
    report_reading = reading(TOLD)

    facts = report_reading.facts
    assert facts["overall"] == "Inadequate"
    assert facts["fieldwork"] == {"start": "2025-09-08"}
    assert rated(facts) == [
        (None, "Assessing", "Inadequate"),
        (None, "Planning", "Requires improvement"),
        (None, "Delivery", "Good"),
        (None, "Work with victims", "Inadequate"),
    ]
    assert advice(facts) == [
        ("1", "Kirkham Youth Justice Service", "managers see each"),
        ("2", "Kirkham Youth Justice Service", "every child has"),
        ("3", "The Kirkham Partnership Board", "meet its duty"),
    ]
    assert sum("taken from this sentence" in warning for warning in report_reading.warnings) == 5
    assert "No number of cases inspected was found." in report_reading.warnings


def test_what_contradicts_itself_is_kept_as_printed_and_warned_of() -> None:
    """A day that does not exist, 104%, two percentages, a rating that changes, a list cut short."""
    report_reading = reading(SPARSE)

    facts = report_reading.facts
    assert facts["published"] == {"text": "31 June 2025"}
    assert facts["overall"] == "Requires improvement"
    assert rated(facts) == [
        ("2.1", "Assessing", "Good"),
        ("2.2", "Planning", "Good"),
        ("V1", "Victims", "Inadequate"),
    ]
    assert facts["standards"][0]["questions"][0]["percent"] == 104
    assert "percent" not in facts["standards"][1]["questions"][0]
    assert [item["number"] for item in facts["items"]] == ["1", "3"]
    sentence = "\n".join(report_reading.warnings)
    for words in (
        "not found: delivery",
        "Good is said here to be the overall rating",
        "date that does not exist",
        "five recommendations are announced, and 2 found",
        "the number 3 follows 1",
        "Assessing is rated Requires improvement here, but Good",
        "104% is printed",
        "66% and 71% is printed",
    ):
        assert words in sentence


def test_a_question_asked_again_with_another_figure_is_warned_of() -> None:
    """The first figure is kept."""
    again = "Does assessing sufficiently analyse how to achieve safety for the child? "
    report_reading = reading(
        changed(WEB, ("2.2 Planning (Back", f"{again}62%\n\n2.2 Planning (Back"))
    )

    asked = report_reading.facts["standards"][0]["questions"]
    assert [row["percent"] for row in asked] == [83, 71, 58]
    assert any(
        "62% is printed here for a question, but 71%" in warning
        for warning in report_reading.warnings
    )


def test_a_report_without_its_front_is_warned_of() -> None:
    """Nothing is guessed of title, ratings and recommendations that are not there."""
    report_reading = hmip_children.read(read_pages(b"Foreword\nWords about work.\n", "r"), "r")

    sentence = " ".join(report_reading.warnings)
    assert report_reading.facts["items"] == report_reading.facts["standards"] == []
    for words in ("No title", "No overall rating", "not found: assessing", "No section", "No date"):
        assert words in sentence


@pytest.mark.parametrize("report", ALL)
def test_no_telephone_or_address_is_taken(report: str) -> None:
    """What identifies people stays in the report."""
    facts = str(reading(report).facts)

    assert not [word for word in ("01632", "@", "Kew", "somebody") if word in facts]


def test_a_number_below_the_table_may_be_that_of_a_chapter() -> None:
    """The standard is known by its name there, and is the same."""
    chapters = changed(
        WEB,
        ("2.1 Assessing (Back", "4.1. Assessing (Back"),
        ("V1 Victims (Back", "5.1. Work with victims (Back"),
    )

    report_reading = reading(chapters)

    assert report_reading.facts["standards"] == reading(WEB).facts["standards"]
    assert [item["number"] for item in report_reading.facts["items"]][-3:] == [
        "2.1-a",
        "2.1-b",
        "v1-a",
    ]


def test_empty_lines_within_a_numbered_point_do_not_end_it() -> None:
    """A page of the web puts one above each lesser point."""
    apart = changed(WEB, ("   a. who pays", "\n   a. who pays"), ("   b. who", "\n   b. who"))

    assert reading(apart).facts["items"] == reading(WEB).facts["items"]


def test_an_area_rated_as_its_one_standard_is_that_standard() -> None:
    """Rated otherwise it stands apart; rated alike it takes the number."""
    alike = changed(WEB, ("with victims (Back to top)\n\nV1", "with victims | Good\n\nV1"))
    other = changed(WEB, ("with victims (Back to top)\n\nV1", "with victims | Inadequate\n\nV1"))

    assert rated(reading(alike).facts)[3:] == [("V1", "Victims", "Good")]
    assert rated(reading(other).facts)[3:] == [
        (None, "Work with victims", "Inadequate"),
        ("V1", "Victims", "Good"),
    ]


@pytest.mark.parametrize(("report", "columns"), [(PAGED, 1), (NAMED, 1), (NAMED, 2)])
def test_a_pdf_of_a_report_says_the_same(report: str, columns: int) -> None:
    """Line by line, or set anew in one column or two, it gives the same facts."""
    content = printed(report, columns=columns, reflowed=report is NAMED)
    pages = read_pdf(content, "report.pdf")

    report_reading = read_report(pages, "report.pdf")

    plain = dict(reading(report).facts)
    for each in ("source", "warnings"):
        plain.pop(each)
    assert {name: report_reading.facts[name] for name in plain} == plain
