"""Thematic inspections: their recommendations once each, to whom they are made, and no service."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

from typing import Any

import pytest
from invented_reports import changed, reading
from invented_thematic import ALL, ALONE, JOINT, LABELLED, RESTARTED, WEB
from pdf_printer import printed

from tracker.domain.errors import FactsError
from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.pages import read_pages
from tracker.intake.readers import hmip_thematic
from tracker.intake.readers.registry import read_report


def advice(facts: Any) -> list[tuple[str, str, str]]:
    """Return the number, the addressee and the first words of each recommendation."""
    return [
        (item["number"], item["addressee"], " ".join(item["text"].split()[:3]))
        for item in facts["items"]
    ]


def test_a_report_of_one_inspectorate_gives_all_its_facts() -> None:
    """What stands in the summary and in a chapter is one recommendation; history is none."""
    report_reading = reading(ALONE)

    facts = report_reading.facts
    assert facts["id"] == "thematic-care-of-children-who-move-between-youth-2021"
    assert facts["title"] == "The care of children who move between youth justice services"
    assert facts["kind"] == "Thematic inspection"
    assert facts["inspectorate"] == "HM Inspectorate of Probation"
    assert facts["published"] == {"text": "October 2021", "iso": "2021-10"}
    assert facts["fieldwork"] == {"start": "2021-03", "end": "2021-05"}
    assert facts["samples"] == [{"text": "cases", "cases": 84}]
    assert not {"service", "overall", "score", "standards", "case_figures"} & set(facts)
    assert advice(facts) == [
        ("1", "The Ministry of Justice", "set out who"),
        ("2", "The Ministry of Justice", "publish how many"),
        ("3", "The Youth Justice Board", "work with services"),
        ("4", "Youth offending team management boards", "know which children"),
        ("5", "Youth offending team management boards", "ask for a"),
    ]
    assert {item["kind"] for item in facts["items"]} == {"recommendation"}


def test_lettered_points_stay_within_their_recommendation() -> None:
    """And a footnote below them does not."""
    facts = reading(ALONE).facts

    text = "work with services to: a. agree one form b. train those who use it"
    assert facts["items"][2]["text"] == text


def test_a_recommendation_that_reads_otherwise_the_second_time_is_warned_of() -> None:
    """The first print is kept."""
    report_reading = reading(ALONE)

    assert report_reading.facts["items"][4]["text"] == "ask for a report on each of them."
    assert report_reading.warnings == ("Page 8, line 58: recommendation 5 reads otherwise here.",)


def test_a_joint_report_names_the_first_inspectorate_and_warns_of_the_others() -> None:
    """One name is kept; a body that is to act jointly is an addressee."""
    report_reading = reading(JOINT)

    facts = report_reading.facts
    assert facts["title"] == "Night work in youth offending teams"
    assert (facts["kind"], facts["inspectorate"]) == (
        "Thematic Inspection",
        "HM Inspectorate of Probation",
    )
    assert facts["published"] == {"text": "March 2018", "iso": "2018-03"}
    assert facts["fieldwork"] == {"start": "2017-10", "end": "2017-11"}
    assert facts["samples"] == [{"text": "cases", "cases": 60}]
    assert advice(facts) == [
        ("1", "The Ministry of Justice", "decide who is"),
        ("2", "Chief Constables", "tell youth offending"),
        ("3", "HMPPS and the YJB", "write guidance on"),
        ("4", "Youth offending team managers", "someone answers the"),
    ]
    others, jointly, that = report_reading.warnings
    assert others.endswith("HM Inspectorate of Constabulary and Fire & Rescue Services.")
    assert jointly == "Line 38: 'jointly' stands between the addressee and its points."
    assert "'make sure that'" in that


def test_a_web_page_prints_no_date_and_no_numbers() -> None:
    """Both are warned of; the year of the fieldwork stands in the id."""
    report_reading = reading(WEB)

    facts = report_reading.facts
    assert facts["id"] == "thematic-work-with-children-who-are-carers-2025"
    assert facts["kind"] == "Joint thematic inspection"
    assert "published" not in facts
    assert facts["fieldwork"] == {"start": "2025-02-03", "end": "2025-03-21"}
    assert facts["samples"] == [{"text": "cases of children", "cases": 45}]
    assert advice(facts) == [
        ("1", "Youth justice management boards", "find out which"),
        ("2", "Youth justice management boards", "tell schools, with"),
        ("3", "The Department for Education", "count them."),
    ]
    undated, counted = report_reading.warnings
    assert undated == "No date of publication is printed."
    assert counted.endswith("no numbers are printed from here; they are counted.")


def test_numbers_that_begin_anew_under_each_body_get_a_letter() -> None:
    """A subtitle belongs to the title, and the preface of a body to nobody."""
    report_reading = reading(RESTARTED)

    facts = report_reading.facts
    assert facts["title"] == "Out of sight: children held far from home"
    assert facts["inspectorate"] == "HMI Probation"
    assert facts["fieldwork"] == {"start": "2014-05", "end": "2014-06"}
    assert advice(facts) == [
        ("1", "the Youth Justice Board", "place children nearer"),
        ("2", "the Youth Justice Board", "pay for visits."),
        ("1-b", "directors of children’s services", "visit each child"),
        ("2-b", "directors of children’s services", "say who does"),
    ]
    assert [warning for warning in report_reading.warnings if "printed again" in warning] == [
        "Line 22: 1 is printed again; here it is 1-b.",
        "Line 23: 2 is printed again; here it is 2-b.",
    ]
    assert "No number of cases inspected was found." in report_reading.warnings


def test_recommendations_are_known_by_their_label() -> None:
    """Of weeks that only begin on a day the last day is not printed."""
    report_reading = reading(LABELLED)

    facts = report_reading.facts
    assert facts["kind"] == "Thematic review"
    assert facts["published"] == {"text": "January 2024", "iso": "2024-01"}
    assert facts["fieldwork"] == {"start": "2023-09-04"}
    assert advice(facts) == [
        ("1", "NHS England", "fund a therapist"),
        ("2", "NHS England", "Publish how long"),
        ("3", "youth justice services", "ask about speech"),
    ]
    assert report_reading.warnings == ("No number of cases inspected was found.",)


def test_a_report_of_no_one_service_waits_for_the_service_that_carries_it_out() -> None:
    """The proposal holds all else; recording it asks for the service."""
    proposal = reading(ALONE).proposal("report.txt")

    assert proposal.service is None
    with pytest.raises(FactsError, match="not about one service"):
        proposal.events()


def test_a_section_without_recommendations_is_warned_of() -> None:
    """So is a report that has no such section at all."""
    none = changed(WEB, ("Recommendations (Back to top)", "Advice (Back to top)"))

    report_reading = hmip_thematic.read(read_pages(none.encode(), "r"), "r")

    assert report_reading.facts["items"] == []
    assert "No section of recommendations was found." in report_reading.warnings


def test_a_front_that_says_little_is_warned_of() -> None:
    """No title, no kind, no inspectorate: each is said, none is guessed from the text."""
    report_reading = hmip_thematic.read(
        read_pages(b"October 2021\nContents\nForeword\nWords.\n", "r"), "r"
    )

    assert report_reading.facts["title"] == "Thematic inspection"
    sentence = " ".join(report_reading.warnings)
    assert "does not say what kind" in sentence
    assert "No title is printed." in sentence
    assert "No inspectorate is named." in sentence


@pytest.mark.parametrize("report", ALL)
def test_no_telephone_or_name_of_a_thematic_report_is_taken(report: str) -> None:
    """What identifies people stays in the report."""
    facts = str(reading(report).facts)

    assert not [word for word in ("01632", "@", "Somebody") if word in facts]


def test_a_title_that_runs_over_two_lines_at_the_foot_of_a_page_is_no_text() -> None:
    """Not even in the middle of a recommendation."""
    foot = "The care of children who move between\nyouth justice services 7\n"
    torn = changed(ALONE, ("publish how many children", f"publish how many\n{foot}children"))

    assert reading(torn).facts["items"] == reading(ALONE).facts["items"]


@pytest.mark.parametrize(("report", "columns"), [(ALONE, 1), (RESTARTED, 1), (RESTARTED, 2)])
def test_a_pdf_of_a_thematic_report_says_the_same(report: str, columns: int) -> None:
    """Line by line, or set anew in one column or two, it gives the same facts."""
    content = printed(report, columns=columns, reflowed=report is RESTARTED)
    pages = read_pdf(content, "report.pdf")

    report_reading = read_report(pages, "report.pdf")

    plain = dict(reading(report).facts)
    for each in ("source", "warnings"):
        plain.pop(each)
    assert {name: report_reading.facts[name] for name in plain} == plain
