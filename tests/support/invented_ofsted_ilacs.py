"""Invented reports of Ofsted's inspections of children's services since 2018, and other letters.

No such place, person or finding exists. Each is whole but small, and laid out as reports of its
year were; the letters at the end are what is often filed beside them and is something else.
"""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

ILACS_2018 = """Marlowe County Council

Inspection of children’s social care services

Inspection dates: 8 October to 19 October 2018

Lead inspector: Somebody Else
                Her Majesty’s Inspector

Judgement                                                      Grade

The impact of leaders on social work practice with children    Requires improvement to be
and families                                                   good

The experiences and progress of children who need help and     Inadequate
protection

The experiences and progress of children in care and care      Requires improvement to be
leavers                                                        good

Overall effectiveness                                          Inadequate

Services for children have declined since the last inspection, when they were judged good.

Areas for priority action

◼ The timeliness of the response to children at risk, including
  those who go missing.

What needs to improve

◼ The quality of assessments and plans.
◼ Oversight by managers, so that
  work does not drift.

The experiences and progress of children who need help and protection: inadequate

1. Referrals wait.
2. What needs to improve is known to leaders.

The impact of leaders on social work practice with children and families requires
improvement to be good

3. Leaders are new.

The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and
inspects. Telephone 0300 123 0000, enquiries@example.org. © Crown copyright 2018
"""
"""The first year: two kinds of points, three judgements in two columns, letters after the end."""

ILACS_2019 = """London Borough of Thornby
Inspection of children’s social care
services
Inspection dates: 8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019
Lead inspector: Somebody Else, HMI
Judgement Grade
The impact of leaders on social work
practice with children and families
Outstanding
The experiences and progress of
children who need help and protection
Good
The experiences and progress of
children in care and care leavers
Outstanding
Overall effectiveness Outstanding
Children in Thornby do well. There were no areas for priority action.
What needs to improve
\uf06e The consistency of return home interviews.
\uf06e Pathway plans, which
young people should own.
The experiences and progress of children who need help and protection
Requires improvement to be good
1. Children are helped early.
2. Plans are clear.
"""
"""A short inspection in two parts, from a PDF: no empty lines, bullets of another font."""

ILACS_2022 = """Inspection of Dunholt local authority children’s
services

Inspection dates: 28 February to 4 March 2022
Lead inspector: Somebody Else, Her Majesty’s Inspector

Judgement Grade
The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care and care leavers Good
Overall effectiveness Good

Services for children in Dunholt remain good.
\fInspection of Dunholt children’s services
28 February to 4 March 2022
2

What needs to improve?

• The response to 16- and 17-year-olds who present as homeless
• The quality of life-story
Inspection of Dunholt children’s services
28 February to 4 March 2022
3
\fwork
• Support for care leavers over 21

The experiences and progress of children who need help and protection: good
1. Families are helped.
Inspection of Dunholt children’s services
28 February to 4 March 2022
4
"""
"""The name in the title, a running header within the list, points without full stops."""

ILACS_2023 = """Inspection of Ashmere and Dunholt Council’s children’s services

Inspection dates: 12 to 23 June 2023

Lead inspector: Somebody Else, His Majesty’s Inspector

| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Requires improvement to be good |
| The experiences and progress of children who need help and protection | Requires improvement to be good |
| The experiences and progress of children in care | Good |
| The experiences and progress of care leavers | Inadequate |
| Overall effectiveness | Inadequate |

## Areas for priority action

- Safe homes for care leavers in custody.

## What needs to improve?

- The capacity, quality and impact of supervision.
- Timeliness of strategy meetings.
- The application of thresholds in early help.

## The experiences and progress of children who need help and protection: requires improvement to be good

1. Early help is growing.
"""  # noqa: E501 - a row of a Markdown table is one line
"""Markdown; five judgements, those on children in care and on care leavers apart."""

ILACS_2026 = """Inspection of Upper Wend local authority
children’s services
Inspection dates: 11 to 22 May 2026
Lead inspector: Somebody Else, His Majesty’s Inspector
Judgement
Grade
Impact of leaders on practice with children and families
Experiences and progress of children who need help and protection
Experiences and progress of children in care
Experiences and progress of care leavers
Good
Requires improvement to be good
Good
Outstanding
Leaders know their services.
What needs to improve
The quality of child-in-need plans, so that they
can be measured.
The frequency of supervision.
Experiences and progress of children who need help and protection: requires improvement to be
good
1. Thresholds are applied well.
"""
"""No overall effectiveness, ratings in a column apart, points without bullets."""

ILACS = (ILACS_2018, ILACS_2019, ILACS_2022, ILACS_2023, ILACS_2026)

FOCUSED_VISIT = """Ofsted
Agora
6 Somewhere Place
T 0300 123 0000
enquiries@example.org

15 March 2022

Somebody Else
Director of Children’s Services, Thornby Council

Dear Somebody

Focused visit to Thornby children’s services

This letter summarises the findings of the focused visit to Thornby children’s services on
9 and 10 February 2022. His Majesty’s Inspectors for this visit were two.

Headline findings
The impact of leaders on social work practice with children and families is good.

What needs to improve in this area of social work practice?
◼ The quality of chronologies.

Areas for priority action
◼ None.

Yours sincerely
Somebody Else
"""

MONITORING_VISIT = FOCUSED_VISIT.replace("Focused visit to", "Monitoring visit of").replace(
    "the focused visit to", "the monitoring visit to"
)

JTAI = """Joint targeted area inspection of the multi-agency response to neglect in Thornby

Between 3 and 7 July 2017, Ofsted, the Care Quality Commission and others inspected Thornby.

Headline findings
Partners work together.

Key strengths
Areas for improvement
1. The LSCB should test what it is told.
Case studies
"""

SCHOOL = """Inspection of a good school: Thornby Primary School
Inspection dates: 4 and 5 October 2022
Outcome
Thornby Primary School continues to be a good school.
Overall effectiveness Good
What does the school need to do to improve?
Leaders should be clear what pupils learn. The impact of leaders is good.
"""

ANNUAL = """Thornby Safeguarding Children Board: annual report 2016
The Board met four times. In March Ofsted published its inspection of services for children in
need of help and protection, children looked after and care leavers; children’s services in
Thornby require improvement to be good.
1. Children who need help and protection Requires improvement
2. Children looked after and achieving permanence Good
Recommendations
1. Ensure that partners come to meetings.
"""

COVER_REPORT = """Thornby Council: report to cabinet, 6 July 2023
Inspection of local authority children’s services
The judgements are:
The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care Good
Overall effectiveness Good
Recommendations
1. That cabinet notes the report.
"""

OTHERS = (FOCUSED_VISIT, MONITORING_VISIT, JTAI, SCHOOL, ANNUAL, COVER_REPORT)
"""What is no inspection report of these layouts, however much of one it quotes."""
