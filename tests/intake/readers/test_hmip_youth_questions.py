"""The key questions of a youth inspection and their percentages, however their table comes out."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import reading
from small_reports import asked, report

DESISTANCE = "Does assessment sufficiently analyse how to support the child’s desistance?"
SAFETY = "Does assessment sufficiently analyse how to keep the child safe?"
OTHERS = "Does assessment sufficiently analyse how to keep other people safe?"
ASKED = "2.1. Assessment\nAssessment is well-informed.\nGood\nOur rating is based on these:\n"
STEMMED = """Does assessment sufficiently analyse:
• how to support the child’s desistance? 85%
• how to keep the child safe? 71%
• how to keep other people safe? 66%
"""
HEADED = "1.1. Governance and leadership\nThe board leads.\nGood\n"


@pytest.mark.parametrize(
    "printed",
    [
        f"{DESISTANCE} 85%\n{SAFETY} 71%\n{OTHERS} 66%\n",
        f"{DESISTANCE}\n85%\n{SAFETY}\n71%\n{OTHERS}\n66%\n",
        f"{DESISTANCE}\n{SAFETY}\n{OTHERS}\n85%\n71%\n66%\n",
        STEMMED,
        f"% ‘Yes’ {DESISTANCE} 85%\n{SAFETY} 71%\n{OTHERS} 66%\n",
        f"% of cases\n{DESISTANCE}\t85 per cent\n{SAFETY}\t71 per cent\n{OTHERS}\t66 per cent\n",
    ],
)
def test_percentages_are_read_beside_below_and_in_a_column(printed: str) -> None:
    """The same three key questions, however their table comes out of a file."""
    report_reading = reading(report(findings=ASKED + printed))

    assert asked(report_reading, "2.1") == [(DESISTANCE, 85), (SAFETY, 71), (OTHERS, 66)]
    assert report_reading.warnings == ()


def test_percentages_that_cannot_be_paired_are_not_taken() -> None:
    """Two for three questions."""
    report_reading = reading(
        report(findings=f"{ASKED}{DESISTANCE}\n{SAFETY}\n{OTHERS}\n85%\n71%\n")
    )

    assert asked(report_reading, "2.1") == [(DESISTANCE, None), (SAFETY, None), (OTHERS, None)]
    assert any(
        "3 questions and 2 percentages stand apart" in warning
        for warning in report_reading.warnings
    )


def test_questions_of_the_first_domain_have_no_percentages() -> None:
    """They head their paragraphs; a question within a paragraph is none."""
    question = "Is there a clear local vision and strategy for the delivery of a good service?"
    text = f"{HEADED}\n{question}\n\nIt has one. Is it a good one? Not all think so.\n"

    report_reading = reading(report(findings=text))

    assert asked(report_reading, "1.1") == [(question, None)]
    assert report_reading.warnings == ()


def test_an_annexe_breaks_questions_down_and_adds_none() -> None:
    """Its lettered and further questions are not key ones; its samples are those of the report."""
    findings = f"""2. Court disposals
We took a detailed look at ten community sentences and two custodial sentences managed by the YOS.
{ASKED}{DESISTANCE} 75%
Annexe 2: Inspection data
We examined 12 court disposals and 8 out-of-court disposals.
2.1. Assessment
2.1.1. {DESISTANCE} 75%
a) Is there sufficient analysis of offending behaviour? 40%
Is enough attention given to diversity? 45%
"""

    report_reading = reading(report(findings=findings))

    assert asked(report_reading, "2.1") == [(DESISTANCE, 75)]
    assert [sample["cases"] for sample in report_reading.facts["samples"]] == [12, 8]
    assert report_reading.warnings == ()


def test_questions_that_only_an_annexe_prints_are_taken_from_it() -> None:
    """The head of their column stands beside the standard, a percentage within its question."""
    findings = f"""Annexe 3: Inspection results
2.1. Assessment                                  % Yes
{SAFETY} 71%
Does assessment sufficiently analyse how to      66%
keep other people safe?
"""

    report_reading = reading(report(findings=findings))

    assert asked(report_reading, "2.1") == [(SAFETY, 71), (OTHERS, 66)]
    assert report_reading.warnings == ()


def test_questions_answered_in_running_text_are_read_from_their_sentences() -> None:
    """What is said of a part of a key question, or of no number of cases, is none."""
    findings = f"""{ASKED}
Assessment sufficiently analysed how to keep the child safe in 75 per cent of
cases. Case managers asked. Assessment considered diversity in 40 per cent of cases.

The YOT worked effectively with the police in drawing up the plan in all five relevant cases
(100 per cent).

Planning was timely in 50 per cent of cases.
"""

    report_reading = reading(report(findings=findings))

    assert asked(report_reading, "2.1") == [
        ("Assessment sufficiently analysed how to keep the child safe", 75),
        ("The YOT worked effectively with the police in drawing up the plan", 100),
    ]
    assert report_reading.warnings == ()


def test_a_standard_without_questions_and_a_question_without_its_percentage_are_warned_of() -> None:
    """The standards of cases have both in this layout."""
    findings = f"{ASKED}They assess.\n2.2. Planning\nGood\n\n{OTHERS}\n\nIt does.\n"

    report_reading = reading(report(findings=findings))

    assert "No key questions were found for these standards: 2.1." in report_reading.warnings
    assert any(
        "no percentage is printed for a question of 2.2" in warning
        for warning in report_reading.warnings
    )
