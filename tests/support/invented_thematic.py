"""Invented thematic reports, alone and joint; no such inspections, figures or findings exist.

`ALONE` is as a PDF gives it, with its recommendations in a summary and again in a chapter;
`JOINT` is of 2018, `WEB` a page of 2025, `RESTARTED` counts anew under each body, `LABELLED` calls
each recommendation by its number; `OTHERS` are what the inspectorate publishes beside reports.
"""

# ruff: noqa: RUF001, E501 - reports print curly quotes and dashes, and pages of the web long lines
from __future__ import annotations

ALONE = """The care of children who
move between youth justice services
A thematic inspection by HM Inspectorate of Probation
October 2021
\fThe care of children who move between youth justice services 2
Contents
Foreword ............................................ 3
Executive summary ................................... 4
Recommendations ..................................... 5
1. Introduction ..................................... 6
2. Leadership ....................................... 7
3. Recommendations .................................. 8
Annexe 1: Methodology ............................... 9
This inspection was led by HM Inspector Somebody, supported by a team.
© Crown copyright 2021
\fThe care of children who move between youth justice services 3
Foreword
Children move often. We did not know how well services hand them on.
\fThe care of children who move between youth justice services 4
Executive summary
Fieldwork took place between March and May 2021 in six youth offending services. We inspected 84
cases: 50 post-court and 34 out-of-court. In 2016 we inspected 20 cases of this kind.
\fThe care of children who move between youth justice services 5
Recommendations
The Ministry of Justice should:
1. set out who pays
for a child who moves
2. publish how many children move each year.
The Youth Justice Board should:
3. work with services to:
a. agree one form
b. train those who use it1
1 A form exists in Wales.
Youth offending team management boards should:
\fThe care of children who move between youth justice services 6
4. know which children have moved
5. ask for a report on each of them.
1. Introduction
There was no national guidance on this when we began.
Outstanding recommendations from our previous inspection
The following had not been met:
1. services should keep a list.
\fThe care of children who move between youth justice services 7
2. Leadership
Boards knew little.
• Few had asked.
\fThe care of children who move between youth justice services 8
3. Recommendations
The Ministry of Justice should:
1. set out who pays for a child who moves
2. publish how many children move each year.
The Youth Justice Board should:
3. work with services to:
a. agree one form
b. train those who use it
Youth offending team management boards should:
4. know which children have moved
5. ask for a report on every one of them.
\fThe care of children who move between youth justice services 9
Annexe 1: Methodology
We spoke to 40 children. Telephone 01632 960005.
"""

JOINT = """Thematic Inspection

Night work in youth offending teams

An inspection by HM Inspectorate of Probation and HM Inspectorate of Constabulary and Fire & Rescue Services

March 2018

This inspection was led by HM Inspector Somebody, supported by somebody from another inspectorate.

© Crown copyright 2018

Contents

Foreword 4
Key facts 5
Executive summary 6
Recommendations 8

Foreword

Much happens at night.

Executive summary

We visited seven areas during October and November 2017 and examined 60 cases.

Recommendations

The Ministry of Justice should:

1. decide who is on call.

Chief Constables should:

2. tell youth offending teams within a day when a child is held overnight

HMPPS and the YJB should jointly

3. write guidance on night work.

Youth offending team managers should make sure that:

4. someone answers the telephone.

Introduction

This is a joint report.
"""

WEB = """Skip to content

A joint thematic inspection of work with children who are carers

Published:

Foreword (Back to top)

This report is by HM Inspectorate of Probation and others.

Contextual facts (Back to top)

Some figures are not known.

Executive summary (Back to top)

Our fieldwork ran from 3 February 2025 to 21 March 2025. Across five services we read the cases of 45 children and spoke to their families.

Recommendations (Back to top)

Youth justice management boards should: (Back to top)

• find out which children are carers
• tell schools, with their consent.

The Department for Education should: (Back to top)

• count them.

Findings (Back to top)

There were many.

Footnotes (Back to top)

[1] None.
"""

RESTARTED = """Out of sight: children held far
from home
A joint thematic inspection by HMI Probation, HMI Prisons and Ofsted
September 2014
ISBN: 978-0-00000-000-0
Acknowledgements
We thank everybody.
Contents
Foreword . . . . . . . . . 2
1. Scope and purpose . . . . . . . . . 4
2. Recommendations . . . . . . . . . 6
3. What we found . . . . . . . . . 7
Foreword
Children are held far away, which matters.
1. Scope and purpose
The inspection took place in May and June 2014.
2. Recommendations
It is recommended that the Youth Justice Board should:
1. place children nearer home
2. pay for visits.
We recommend that directors of children’s services should:
1. visit each child once a month
2. say who does so.
3. What we found
Visits were few.
"""

LABELLED = """Published by HM Inspectorate of Probation
A thematic review of speech therapy in youth justice services
January 2024
Executive summary
Fieldwork was completed in the weeks commencing 4 and 11 September 2023.
Key findings
• Therapists are rare.
Recommendations
We make three recommendations.
To NHS England:
Recommendation 1: fund a therapist in each service.
Recommendation 2
Publish how long children wait.
To youth justice services:
Recommendation 3: ask about speech at the first meeting.
Background
Speech matters.
"""

ALL = (ALONE, JOINT, WEB, RESTARTED, LABELLED)

NEWS = """HM Inspectorate of Probation
News
Inspectors call for better care of children who move

A thematic inspection by HM Inspectorate of Probation has found that children who move are lost.

The report makes five recommendations.
Recommendations
The Ministry of Justice should:
1. set out who pays.
"""
ANNUAL = """Annual report: inspection of youth justice services 2023
HM Inspectorate of Probation
Foreword
We published a joint thematic inspection this year.
Recommendations
Management boards should:
1. read this.
"""
GUIDE = """Effective practice guide
Children who move between services
Based on: A thematic inspection of children who move
December 2021
HM Inspectorate of Probation
Foreword
This guide is for staff.
Recommendations
Managers should:
1. use it.
"""
PRESS = """Children who move are lost, says inspectorate

A thematic inspection by HM Inspectorate of Probation found that nobody counts them.

The inspectorate said the Youth Justice Board should act.

Notes to editors
1. The report is on the website of HM Inspectorate of Probation.
2. For media enquiries telephone 01632 960006.
"""
OTHERS = (NEWS, ANNUAL, GUIDE, PRESS)
