"""Invented reports on work with children and victims that print less, or contradict themselves.

`NAMED` has no numbers, `TOLD` prints its ratings in sentences alone, `SPARSE` contradicts itself. No
such places, services or cases exist.
"""

# ruff: noqa: RUF001, E501 - reports print curly quotes and dashes, and pages of the web long lines
from __future__ import annotations

NAMED = """Inspection of youth justice work with children and victims in Saltburn Bay

Published: 14 October 2025

Foreword

This service was last seen in 2019. Overall, Saltburn Bay Young People’s Engagement and Justice Service (YPE&JS) was rated as ‘Outstanding’.

Ratings

Overall rating

Outstanding

Work with children

Outstanding

Assessing

Outstanding

Planning

Good

Delivery

Outstanding

Work with victims

Good

Recommendations

The Saltburn Bay YPE&JS should:

• keep what it knows of victims up to date
• share its training with partners.

The Saltburn Bay Management Board should:

• find a second speech therapist.

How we inspected

Our fieldwork took place between 2 June 2025 and 6 June 2025. We inspected 18 children’s cases and 12 victims’ cases.

Work with children

Assessing

Rating: Outstanding

Strengths

• Workers listen.

Planning

Rating: Good

Areas for improvement

• Plans are long.

Work with victims

Rating: Good
"""

TOLD = """An inspection of youth justice work with children and victims in Kirkham

Published:

Foreword

In this inspection we have inspected and rated work with children and victims in Kirkham YJS across two areas. Overall, Kirkham YJS was rated as ‘Inadequate’.

Assessing was rated as ‘Inadequate’. Planning was rated as ‘Requires improvement’, and delivery was rated ‘Good’. Work with victims was rated as ‘Inadequate’. In 2022 planning was rated ‘Good’.

Inspectors visited the service for a week, beginning Monday 8 September 2025.

Recommendations

Kirkham Youth Justice Service should make sure that:

1. managers see each plan before it is shared
2. every child has a plan for their safety.

The Kirkham Partnership Board should:

3. meet its duty to victims.

Further information

There is more on our website.
"""

SPARSE = """An inspection of youth justice work with children and victims in Oldcastle
Published: 31 June 2025
Foreword
Overall, Oldcastle Youth Justice Service was rated as ‘Good’.
Ratings
Oldcastle Youth Justice Service
Fieldwork started February 2025
Overall rating Requires improvement
2.1 Assessing Good
2.2 Planning Good
V1 Victims Inadequate
Recommendations
We have made five recommendations.
Oldcastle Youth Justice Service should:
1. train its new workers.
3. write shorter plans.
Work with children
2.1 Assessing
Requires improvement
Does assessing sufficiently analyse how to achieve positive change for the child? 104%
2.2 Planning
Good
Does planning focus sufficiently on how to achieve safety for the child? 66% 71%
"""
