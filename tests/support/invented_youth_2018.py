"""An invented report as they were printed in 2018; no such place or service exists."""

from __future__ import annotations

OLD = """An inspection of youth
offending services in
Brackwater
HM Inspectorate of Probation
DECEMBER 2018

Inspection of youth offending services in Brackwater 2

This inspection was led by HM Inspector Somebody, supported by a team.
© Crown copyright 2018

Contents
Foreword ........................................ 4
Overall findings ................................ 5
Summary of ratings .............................. 8
Recommendations ................................. 9
Introduction .................................... 10
1. Organisational delivery ...................... 13
Annex 1 - Methodology ........................... 36

Inspection of youth offending services in Brackwater 4

Foreword
This inspection is part of our four-year programme of youth offending service inspections.
Overall, Brackwater YOT was rated as 'Requires improvement'.

Overall findings
Overall, Brackwater Youth Offending Team is rated as: Requires improvement. This rating has
been determined by inspecting the YOT in three areas of its work, referred to as 'domains'.

Organisational delivery
Key findings about organisational delivery were as follows.
• The board is new.

Inspection of youth offending services in Brackwater 8

Summary of ratings

Service: Brackwater Youth Offending Team
Fieldwork started: September 2018
Overall rating
Requires improvement

1. Organisational delivery
1.1 Governance and leadership    Requires improvement
1.2 Staff    Good
1.3 Partnerships and services    Requires improvement
1.4 Information and facilities    Good
2. Court disposals
2.1 Assessment    Inadequate
2.2 Planning    Requires improvement
2.3 Implementation and delivery    Good
2.4 Reviewing    Requires improvement
3. Out-of-court disposals
3.1 Assessment    Requires improvement
3.2 Planning    Inadequate
3.3 Implementation and delivery    Good
3.4 Joint working    Good

Inspection of youth offending services in Brackwater 9

Recommendations
As a result of our inspection findings we have made 5 recommendations that we believe, if
implemented, will have a positive impact on the quality of youth offending services in Brackwater.
This will improve the lives of the children in contact with youth offending services, and better
protect the public.
The Brackwater Youth Offending Team Management Board should:
1. ensure that all partners are represented at the right level, and that the following are in
place:
• a strategy
• a plan
2. ensure that the YOT has timely access to health provision.
The Brackwater Youth Offending Team manager should:
3. improve the quality of assessment and planning to keep other people safe
4. make sure all staff have regular supervision. This should be recorded.
The Department for Education and the
Ministry of Justice should:
5. work together to address the shortage.

Inspection of youth offending services in Brackwater 10

Introduction
The YOT supervises 10-18-year olds.
Fieldwork for the inspection took place in the weeks of 10 to 14 September 2018 and 24
September 2018.
1. Organisational delivery
Governance and leadership are set out below.
1.1. Governance and leadership
The governance and leadership of the YOT supports and promotes the delivery of a high-quality,
personalised and responsive service for all children and young people.
Requires improvement
Strengths
• The chair is good.
Areas for improvement
• The board did not hold partners to account.
• There was no strategy
1.2. Staff
Staff within the YOT are empowered to deliver a high-quality, personalised and responsive service.
Good
Areas for improvement:
None.
2. Court disposals
We took a detailed look at 20 community sentences and 1 custodial sentence managed by the YOT.
We also conducted 18 interviews.
2.1. Assessment
Assessment is well-informed, analytical and personalised.
Inadequate
Our rating for assessment is based on the following key questions:
Does assessment sufficiently analyse how to support the child or young person's desistance? 71%
Does assessment sufficiently analyse how to keep the child or young person safe? 48%
Does assessment sufficiently analyse how to keep other people safe? 43%
Annex 2 - Inspection results
1. Organisational delivery
Standards and key questions Rating
1.1. Governance and leadership
The governance and leadership of the YOT supports and promotes the delivery of a high-quality
service.
Requires improvement
1.1.1. Is there a clear local vision and strategy for the delivery of a high-quality service?
1.1.2. Do the partnership arrangements actively support effective service delivery?
2.1. Assessment Inadequate
2.1.1. Does assessment sufficiently analyse how to support the child or young person's
desistance? 71%
2.1.2. Does assessment sufficiently analyse how to keep the child or young person safe? 48%
"""
"""A report as of 2018: no score, old names, headers without pages, an annex that says it again."""
