"""Invented reports in the layouts that are read: no such places, services or cases exist.

`YOUTH` is as text comes out of a PDF: wrapped lines, pages, headers, a contents list and
footnotes. `LETTER` is a screening letter. A test changes what it is about by `changed`.
"""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tracker.intake.pages import read_pages
from tracker.intake.readers.registry import read_report

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading


def changed(report: str, *swaps: tuple[str, str]) -> str:
    """Return a report with some of its words changed; each must be there."""
    for old, new in swaps:
        if old not in report:
            raise AssertionError(old)
        report = report.replace(old, new, 1)
    return report


def reading(report: str) -> ReportReading:
    """Return what a report is read to say; it is also a proposal without faults."""
    report_reading = read_report(read_pages(report.encode(), "report.txt"), "report.txt")
    report_reading.proposal("report.txt")
    return report_reading


FRONT = """HM Inspectorate
of Probation
An inspection of youth justice services in
Ashmere and Dunholt
HM Inspectorate of Probation, March 2022
"""
CONTENTS = """Contents
Foreword ...................................................................... 3
Ratings ....................................................................... 4
Recommendations ............................................................... 5
1.1. Governance and leadership ................................................ 8
3.4. Out-of-court disposal policy and
provision ..................................................................... 19
This inspection was led by HM Inspector Somebody. Telephone 01632 960001, email
somebody@example.org.
© Crown copyright 2022
"""
FOREWORD = """Foreword
Overall, Ashmere and Dunholt Youth Justice Service was rated as ‘Good.’ At the last inspection
all six recommendations from 2016 had been met, and 4.56% of children were in custody. A score of
1/36 was feared. There were no areas for priority and immediate action.
"""
RATINGS = """Ratings
Ashmere and Dunholt Youth Justice Service
Fieldwork started October 2021
Score 24/36
Overall rating
Good
1. Organisational delivery
1.1 Governance and leadership Requires improvement
1.2 Staff Good
1.3 Partnerships and services Outstanding
1.4 Information and facilities Good
2. Court disposals
2.1 Assessment
Good
2.2 Planning
Requires
improvement
2.3 Implementation and delivery Good
2.4 Reviewing Requires
improvement
3. Out-of-court disposals
3.1 Assessment Outstanding
3.2 Planning Good
3.3 Implementation and delivery Outstanding
3.4 Out-of-court disposal policy and
provision
Good
4. Resettlement
4.1 Resettlement policy and provision² Outstanding
² The overall rating is not influenced by the rating of resettlement.
"""
RECOMMENDATIONS = """Recommendations
As a result of our inspection findings, we have made five recommendations that we believe, if
implemented, will have a positive impact.
The Chair of the Ashmere and Dunholt Youth Justice
Management Board should:
1. make sure that every partner sends somebody who can decide, and that their
attendance is re-
viewed each year
The Ashmere and Dunholt Youth Justice Service and Ashmere Council should:
2. offer multi-
agency training to all staff
3. record the wishes of victims3 in every plan.
Ashmere Police should:
"""
MORE = """4. share intelligence within two days, and tell children aged
16 and over what is shared
5. review its policy.
3 The Code of Practice was last changed in 2020.
"""
BACKGROUND = """Background
We conducted fieldwork in Ashmere and Dunholt over a period of a week, beginning on 11 October
2021. We inspected cases where the sentence began between 12 October 2020 and 06 August 2021.
"""
DOMAIN_ONE = """1. Organisational delivery
Key findings about organisational delivery were as follows.
1.1. Governance and leadership
The governance and leadership of the YJS supports and promotes the delivery of a
high-quality, personalised and responsive service for all children.
Requires
improvement
Strengths:
• The board meets often.
Areas for improvement:
• The board has no member from health and does not
know its own figures well enough to act
"""
DOMAIN_ONE_ON = """on them.
• Reports to the board are late. The board does not ask for them before it meets and has
not done so for some years.
• Risks are not recorded.
1.2. Staff
Staff within the YJS are empowered to deliver a high-quality service.
Good
Strengths:
• Staff care.
Areas for improvement:
• Managers change often.
Involvement of children and their parents or carers
The service asks children what they think. One child said:
"They helped me."
Resettlement
4.1. Resettlement policy and provision
There is a high-quality, evidence-based resettlement service for children leaving custody.
Outstanding
Areas for improvement:
• Housing is found late.
Diversity
Few children come from elsewhere.
"""
DOMAIN_TWO = """2. Court disposals
We took a detailed look at nine community sentences and two custodial sentences managed by the YJS.
2.1. Assessment
Assessment is well-informed, analytical and personalised, actively involving the child.
Good
Our rating1 for assessment is based on the following key questions:
% ‘Yes’
Does assessment sufficiently analyse how to support the child’s desistance? 73%
Does assessment sufficiently analyse how to keep the child safe? 82%
Does assessment sufficiently analyse how to keep 91%
other people safe?
1 The rating for the standard is driven by the lowest score on each of the key questions,
which is placed in a rating band.
"""
DOMAIN_THREE = """3. Out-of-court disposals
We inspected 14 cases managed by the YJS that had received an out-of-court disposal. These
consisted of four youth cautions and ten community resolutions.
3.1. Assessment
Assessment is well-informed.
Outstanding
Does assessment sufficiently analyse how to support the child’s desistance? 86%
Does assessment sufficiently analyse how to keep the child safe?
93%
Further information
The following can be found on our website.
"""


def paged(*pages: str) -> str:
    """Return pages with a running header and a number at the foot of each but the first."""
    head = "Inspection of youth justice services in Ashmere and Dunholt"
    return "\f".join(
        page if place == 1 else f"{head}\n{page}{place}\n"
        for place, page in enumerate(pages, start=1)
    )


PAGES = (
    FRONT,
    CONTENTS,
    FOREWORD,
    RATINGS,
    RECOMMENDATIONS,
    MORE,
    BACKGROUND + DOMAIN_ONE,
    DOMAIN_ONE_ON,
    DOMAIN_TWO,
    DOMAIN_THREE,
)
YOUTH = paged(*PAGES)
UNPAGED = "".join(PAGES)
"""The same report as one long page, before a printer cut it."""

LETTER = """HM Inspectorate of Probation, 1 Invented Road, 01632 960002

To: A. Name, Chair of the Board
Copy to: See copy list at end
Publication date: 4th February 2014

Report of Short Quality Screening (SQS) of youth offending work in
Thornby
This report outlines the findings of the recent SQS inspection, conducted during 30th September –
2nd October 2013. We carried this out as part of our programme.

Context
The purpose is to assess the start of a sample of 28 recent cases supervised by Thornby Youth
Offending Team. Wherever possible this is undertaken with the case manager.

Commentary on the inspection in Thornby:

1. Reducing the likelihood of reoffending

1.1. In all but 3 out of the 22 relevant cases, we found that reports were good.
1.2. Sufficient attention had been given to health in twenty-one of the 28 cases. Work was
good in all of the eight custody cases, and in all but two of the reports.
1.3. Eleven out of 26 plans were not reviewed. Staff said: "In 2 out of 3 cases I did not."
1.4. Four out of five staff said that they were supported.

2. Protecting the public

2.1. In 19 out of 25 cases where the victim had not been identified, planning was adequate. In
five cases it was unclear and in three cases it was missing.
2.2. There were six out of nine cases in which the plan had not been reviewed.

Operational management

Case managers had 3 out of 4 cases in common.

Key strengths

- the quality of reports

Areas requiring improvement

The most significant areas for improvement were:

i. review of work to manage
risk of harm
ii. oversight of plans.

We strongly recommend that you focus your work on these aspects.

If you have further questions contact the lead inspector on 01632 960003 or by email.

Copy to:
YOT Manager\tSomebody Else
"""


def wrapped(report: str, width: int) -> str:
    """Return a report as a PDF may give it: no empty lines, every line cut, pages with numbers."""
    lines = [part for line in report.split("\n") for part in textwrap.wrap(line.strip(), width)]
    pages = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    return "\n\f".join("\n".join([*page, str(at)]) for at, page in enumerate(pages, start=1))
