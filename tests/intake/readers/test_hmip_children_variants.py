"""Work with children and victims: habits of print that hide a fact, or look like one."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import changed, reading

REPORT = """An inspection of youth justice work with children and victims in Wendle

Published: 4 March 2026

Contents
Foreword
Ratings

Foreword

Overall, Wendle Youth Justice and Family Support Service was rated as ‘Good’.1 We have made three
recommendations. In 2020 we made nine recommendations.2

1 The service began in 2019.
2 They are on our website.

Ratings

Wendle Youth Justice and Family
Support Service
Fieldwork started 12 January 2026

Overall rating Good

C1 Assessing Good
C2 Planning Requires improvement
C3 Delivery Good
V1 Victims Good

Recommendations

The Wendle Management Board should:

1. read each plan
2. ask victims what they think
3. publish what it learns.

Background

Inspectors were there for a week. They examined 14 children’s cases and the work done with nine
victims.

Work with children

C1. Assessing

Key question and percentage of cases judged ‘Yes’
Does assessing sufficiently analyse how to achieve positive change for the child? 86 per
cent
Does assessing sufficiently analyse how to keep the child safe? 79
per cent

C2. Planning

Does planning focus sufficiently on how to keep the child safe? 64%

Work with victims

V1. Victims

V1.1 Is work with victims high-quality, individualised and responsive? 67%
V1.2 Do organisational arrangements and activity drive a responsive service for victims? N/A

Further information

There is more on our website.
"""

LOOKED = """\
Inspectors were there for a week. They examined 14 children’s cases and the work done with nine
victims."""


def test_a_standard_keeps_its_number_beside_footnotes_of_the_same_figure() -> None:
    """The 1 of "C1" is no mark of footnote 1."""
    report_reading = reading(REPORT)

    assert [standard["number"] for standard in report_reading.facts["standards"]] == [
        "C1",
        "C2",
        "C3",
        "V1",
    ]
    assert report_reading.warnings == ()


def test_a_question_that_no_percentage_answers_is_no_fact() -> None:
    """That of the organisation never has one; a percentage may be cut by the end of its line."""
    standards = reading(REPORT).facts["standards"]

    asked = [[row["percent"] for row in one.get("questions", ())] for one in standards]
    assert asked == [[86, 79], [64], [], [67]]


def test_a_percentage_that_is_not_there_is_warned_of() -> None:
    """Whose question is known by its words, though nothing else tells of it."""
    report_reading = reading(changed(REPORT, ("safe? 64%", "safe?")))

    assert "questions" not in report_reading.facts["standards"][1]
    assert any(
        "no percentage is printed for this key question" in warning
        for warning in report_reading.warnings
    )


@pytest.mark.parametrize(
    ("sentence", "cases"),
    [
        (LOOKED, [14, 9]),
        ("We inspected the cases of ten people who had been the victim of an offence.", [10]),
        ("The inspection team reviewed 22 cases of children.", [22]),
        ("Managers are careful. They examined 30 cases last year.", []),
    ],
)
def test_cases_are_counted_whoever_is_said_to_have_looked(sentence: str, cases: list[int]) -> None:
    """But only those that the inspectors looked at."""
    report_reading = reading(changed(REPORT, (LOOKED, sentence)))

    assert [sample["cases"] for sample in report_reading.facts["samples"]] == cases


def test_another_number_of_recommendations_in_the_foreword_is_warned_of() -> None:
    """That of an earlier inspection is another matter."""
    report_reading = reading(changed(REPORT, ("have made three", "have made six")))

    assert [
        warning
        for warning in report_reading.warnings
        if "six recommendations are announced" in warning
    ]
    assert len(report_reading.warnings) == 1


def test_a_name_over_two_lines_is_whole() -> None:
    """That of the service in the table, and that of a body which a turned page cuts."""
    body = "The Wendle Management Board should:"
    turned = "Wendle Youth Justice and\n\n\fFamily Board should:"
    report_reading = reading(changed(REPORT, (body, turned)))

    assert (
        report_reading.facts["service"]["name"] == "Wendle Youth Justice and Family Support Service"
    )
    assert {item["addressee"] for item in report_reading.facts["items"]} == {
        "Wendle Youth Justice and Family Board"
    }


def test_what_is_printed_twice_below_a_list_of_contents_is_no_heading() -> None:
    """A recommendation that comes again in an annex stays one."""
    report_reading = reading(
        changed(REPORT, ("There is more", "2. ask victims what they think\nThere is more"))
    )

    assert [item["number"] for item in report_reading.facts["items"]] == ["1", "2", "3"]


def test_recommendations_below_the_end_of_their_section_are_warned_of() -> None:
    """A heading nobody expects may stand among them."""
    among = "Executive summary\n\nThe Home Office should:\n\n1. answer\n\nBackground\n"

    report_reading = reading(changed(REPORT, ("Background\n", among)))

    assert any(
        "recommendations stand here that are taken for none" in warning
        for warning in report_reading.warnings
    )


def test_the_date_of_the_fieldwork_may_stand_below_its_label() -> None:
    """As the cells of a table do on a page of the web."""
    apart = changed(REPORT, ("Fieldwork started 12 January", "Fieldwork started\n\n12 January"))

    assert reading(apart).facts["fieldwork"] == {"start": "2026-01-12"}


def test_a_page_that_prints_no_year_has_an_id_without_one() -> None:
    """Two pages undated are told apart by what is said when they are brought in."""
    undated = changed(
        REPORT, ("Published: 4 March 2026", "Published:"), ("started 12 January 2026", "over")
    )

    report_reading = reading(undated)

    assert report_reading.facts["id"] == "wendle"
    assert "No year is printed; the id has none." in report_reading.warnings
