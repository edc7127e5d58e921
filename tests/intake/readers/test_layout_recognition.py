"""Layouts are told apart: each report by its own reader, and what is no report by none."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_children import ALL as CHILDREN
from invented_ofsted_ilacs import ILACS
from invented_ofsted_ilacs import OTHERS as OF_OFSTED
from invented_ofsted_sif import SIFS
from invented_reports import LETTER, UNPAGED, YOUTH
from invented_thematic import ALL as THEMATIC
from invented_thematic import OTHERS as OF_PROBATION
from invented_youth_2018 import OLD

from tracker.intake.pages import read_pages
from tracker.intake.readers.registry import UnknownLayoutError, read_report, readers

LAYOUTS = {
    "hmip-youth-2018": (YOUTH, UNPAGED, OLD),
    "hmip-sqs": (LETTER,),
    "hmip-children-victims-2025": CHILDREN,
    "hmip-thematic": THEMATIC,
    "ofsted-sif": SIFS,
    "ofsted-ilacs": ILACS,
}
PRAISED = """Service praised
An inspection of youth justice work with children and victims in Ashmere
found good work, the inspectorate said. It was rated Good.
"""
ANNOUNCED = """An inspection of youth justice work with children and victims in Ashmere
Published:
The report will follow.
"""
PAPER = """Agenda item 9
Oldcastle Council: Cabinet
Report of: the Director of Children’s Services
Recommendations
That Cabinet notes the inspection, which rated the Oldcastle Youth Justice Service ‘Good’.
Overall rating Good
2.1 Assessing Good
Background papers
An inspection of youth justice work with children and victims in Oldcastle,
HM Inspectorate of Probation, March 2026
Work with victims
Foreword and ratings
"""
HEADINGS = """Youth annual report
Foreword
Ratings
Recommendations
Work with victims was rated.
"""

ANNUAL = f"Annual Report 2022\n{YOUTH}"
"""What has every sign of a report of the year's inspections, and says that it is none."""


@pytest.mark.parametrize(
    ("layout", "report"),
    [(sentence, one) for sentence, reports in LAYOUTS.items() for one in reports],
)
def test_a_report_is_recognised_by_the_reader_of_its_layout_alone(layout: str, report: str) -> None:
    """Its own is sure, and every other is far from it."""
    pages = read_pages(report.encode(), "r")

    scores = {reader.LAYOUT: reader.recognises(pages) for reader in readers()}

    assert scores.pop(layout) > 0.6
    assert max(scores.values()) < 0.5


@pytest.mark.parametrize(
    "text", [PRAISED, ANNOUNCED, HEADINGS, PAPER, ANNUAL, *OF_PROBATION, *OF_OFSTED]
)
def test_what_only_speaks_of_a_report_is_refused(text: str) -> None:
    """News, annual reports, guides, letters and announcements are no reports of an inspection."""
    with pytest.raises(UnknownLayoutError):
        read_report(read_pages(text.encode(), "report.txt"), "report.txt")
