"""A report printed as a PDF says what its text says, however it is set."""

# ruff: noqa: RUF001 - reports print curly quotes and raised figures
from __future__ import annotations

import pytest
from invented_reports import LETTER, UNPAGED, YOUTH, reading
from invented_youth_2018 import OLD
from paths import REAL_REPORTS
from pdf_printer import printed, tabled

from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.readers.registry import ReportReading, read_report

TITLE = "An inspection of youth justice services in Wexcombe"
FRONT = f"""HM Inspectorate of Probation

{TITLE}

HM Inspectorate of Probation, July 2022
\f
Ratings

Wexcombe Youth Justice Service
Fieldwork started March 2022

Score 23/36

Overall rating

Good

1. Organisational delivery

1.1 Governance and leadership\tRequires improvement
1.2 Staff\tGood
1.3 Partnerships and services\tOutstanding
1.4 Information and facilities\tGood

2. Court disposals

2.1 Assessment\tGood
2.2 Planning\tInadequate
2.3 Implementation and delivery\tGood
2.4 Reviewing\tRequires improvement

3. Out-of-court disposals

3.1 Assessment\tOutstanding
3.2 Planning\tGood
3.3 Implementation and delivery\tOutstanding
3.4 Out-of-court disposal policy and provision\tGood

Recommendations

As a result of our inspection findings, we have made three recommendations that we believe, if \
implemented, will have a positive impact on the quality of youth justice services in Wexcombe and \
on the children whom the partnership is there to support and to keep safe.

The Chair of the Wexcombe Youth Justice Management Board should:

1. review who attends the management board, so that every partner is represented by somebody who \
can decide, and report on their attendance to the partnership each year

The Wexcombe Youth Justice Service should:

2. improve the planning for the safety of every child, with managers who oversee it and record \
what they have found, so that the quality of planning is no longer inconsistent
3. make sure that the views of victims are recorded and considered in all cases.
"""
COURT = """Background

We conducted fieldwork in Wexcombe over a period of a week, beginning on 14 March 2022. We \
inspected cases where the sentence or disposal began between 15 March 2021 and 07 January 2022.

Domain two: Court disposals

We took a detailed look at ten community sentences and one custodial sentence managed by the YJS.

2.1. Assessment

Assessment is well-informed, analytical and personalised, actively involving the child and their \
parents or carers.

Good

Our rating¹ for assessment is based on the following key questions:

\t% ‘Yes’
Does assessment sufficiently analyse how to support the child’s desistance?\t73%
Does assessment sufficiently analyse how to keep the child safe?\t82%
Does assessment sufficiently analyse how to keep other people safe?\t91%

Practitioners gathered information from the partnership and understood the circumstances of the \
children with whom they were working. The assessment of safety was informed by what other agencies \
knew, and the inspectors found that managers were consistently overseeing the assessments made.

¹ The rating for the standard is driven by the lowest score on each of the key questions, which \
is placed in a rating band.

2.2. Planning

Planning is well-informed, holistic and personalised.

Inadequate

Our rating² for planning is based on the following key questions:

\t% ‘Yes’
Does planning focus sufficiently on supporting the child’s desistance?\t64%
Does planning focus sufficiently on keeping the child safe?\t45%
Does planning focus sufficiently on keeping other people safe?\t55%

Planning for safety was inconsistent, and partners were not sufficiently involved in it.

² The rating for the standard is driven by the lowest score on each of the key questions, which \
is placed in a rating band.
"""
DELIVERY = """Domain one: Organisational delivery

1.1. Governance and leadership

The governance and leadership of the YJS supports and promotes the delivery of a high-quality \
service.

Requires improvement

Strengths:

- The management board has a clear vision for the partnership and for the children it supports.

Areas for improvement:

- The management board does not know enough about the quality of the work, and the information \
that it receives on performance is not sufficiently analysed by the partnership.
- Partners who are represented at the board do not always have the seniority to decide.

1.2. Staff

Staff within the YJS are empowered to deliver a high-quality service.

Good

Areas for improvement:

- Supervision is not recorded consistently by the managers.

Diversity

Most children in Wexcombe live in the town.
"""
WEXCOMBE = f"{FRONT}\f{DELIVERY}\f{COURT}"


def facts(report_reading: ReportReading) -> dict[str, object]:
    """Return what a report says, but for what it was read from and what was warned of."""
    return {
        name: fact
        for name, fact in report_reading.facts.items()
        if name not in ("source", "warnings")
    }


def from_pdf(content: bytes) -> ReportReading:
    """Return what a PDF is read to say."""
    return read_report(read_pdf(content, "report.pdf"), "report.pdf")


def seed_or(name: str, invented: str) -> str:
    """Return the real report where it is at hand, else an invented one."""
    report = REAL_REPORTS / name
    return report.read_text("utf-8") if report.exists() else invented


@pytest.mark.parametrize("report", [YOUTH, UNPAGED, LETTER, OLD])
@pytest.mark.parametrize(("columns", "size"), [(1, 11), (2, 9)])
def test_a_report_printed_line_by_line_says_the_same(
    report: str, columns: int, size: float
) -> None:
    """Its lines may be cut once more in narrow columns, and no fact is lost, changed or added."""
    report_reading = from_pdf(printed(report, columns=columns, size=size))

    assert facts(report_reading) == facts(reading(report))


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", [9, 10.5, 12])
def test_a_report_set_anew_says_the_same(columns: int, size: float) -> None:
    """Justified lines, broken words, coloured tables, footnotes, headers and page numbers."""
    content = printed(
        WEXCOMBE, columns=columns, header=TITLE, footer="Wexcombe", reflowed=True, size=size
    )

    report_reading = from_pdf(content)

    assert facts(report_reading) == facts(reading(WEXCOMBE))
    assert report_reading.warnings == ()


def test_the_facts_of_a_report_set_anew_are_right() -> None:
    """Each is what was written, not only what the text was read to say."""
    report_reading = from_pdf(
        printed(WEXCOMBE, columns=2, header=TITLE, footer="Page", reflowed=True)
    )

    answer = report_reading.facts
    standards = {standard["number"]: standard for standard in answer["standards"]}
    assert (answer["overall"], answer["score"]) == ("Good", {"points": 23, "of": 36})
    assert standards["1.1"]["rating"] == "Requires improvement"
    assert [question["percent"] for question in standards["2.2"]["questions"]] == [64, 45, 55]
    assert [item["number"] for item in answer["items"]] == [
        "1",
        "2",
        "3",
        "1.1-a",
        "1.1-b",
        "1.2-a",
    ]
    assert answer["items"][2]["text"].endswith("recorded and considered in all cases.")
    line = report_reading.line(("items", 2, "text"))
    assert line is not None
    assert line.page == 2


@pytest.mark.parametrize(
    ("name", "invented"), [("knowsley-2023.txt", UNPAGED), ("liverpool-2013.txt", LETTER)]
)
@pytest.mark.parametrize("columns", [1, 2])
def test_the_real_reports_printed_say_the_same(name: str, invented: str, columns: int) -> None:
    """Line by line as they are; without them at hand, the same is shown of invented ones."""
    report = seed_or(name, invented)

    report_reading = from_pdf(printed(report, columns=columns, size=9))

    assert facts(report_reading) == facts(reading(report))
    assert len(report_reading.warnings) == len(reading(report).warnings)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("knowsley-2023.txt", "An inspection of youth offending services in Knowsley"),
        ("liverpool-2013.txt", "Short Quality Screening of youth offending work"),
    ],
)
@pytest.mark.parametrize(("columns", "size"), [(1, 11), (2, 11), (2, 9)])
def test_the_real_reports_set_anew_say_the_same(
    name: str, header: str, columns: int, size: float
) -> None:
    """In tables and columns, with every footnote at the foot of its page."""
    report = seed_or(name, WEXCOMBE)
    content = printed(
        tabled(report), columns=columns, header=header, footer="Report", reflowed=True, size=size
    )

    report_reading = from_pdf(content)

    assert facts(report_reading) == facts(reading(report))
    assert len(report_reading.warnings) == len(reading(report).warnings)
