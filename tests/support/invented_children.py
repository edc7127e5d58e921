"""Invented reports on work with children and victims; no such places, services or cases exist.

`WEB` is as a page is saved from the web, `PAGED` as a PDF gives it.
"""

# ruff: noqa: RUF001, E501 - reports print curly quotes and dashes, and pages of the web long lines
from __future__ import annotations

from invented_children_odd import NAMED, SPARSE, TOLD

WEB = """Skip to content

All content is available under the Open Government Licence v3.0, except where otherwise stated.

To view this licence, visit:
https://example.org/licence/3

or write to:
Information Policy Team,
The National Archives,
Kew,
London TW9 4DU

or email: somebody@example.org.

This publication is available at:
https://example.org.

An inspection of youth justice work with children and victims in Marlow Vale

Published:

Foreword (Back to top)

Every service is visited in turn.[1] Here we have looked at and rated work with children and victims in Marlow Vale Youth Justice Service (YJS) across two areas. Overall, Marlow Vale YJS was rated as ‘Good.’

At our previous inspection in May 2021 the service was rated as ‘Requires improvement’ overall.

Ratings (Back to top)

Marlow Vale Youth Justice Service

Fieldwork started June 2025

Overall rating: Good

Work with children (Back to top)

2.1 Assessing | Requires improvement

2.2 Planning | Good

2.3 Delivery | Outstanding

Work with victims (Back to top)

V1 Victims | Good

Recommendations (Back to top)

We have made four recommendations that we believe will help if they are carried out.

Marlow Vale Youth Justice Service should: (Back to top)

1. make sure that assessing looks at the safety of other people in every case
2. ask every child about where they feel safe, and write down what they say.

The Marlow Vale Youth Justice Management Board should: (Back to top)

3. find out why victims decline support
4. agree with health partners:
   a. who pays for speech therapy
   b. who answers for delays.

Background (Back to top)

The board is chaired by the police. We inspected 24 children’s cases and nine victims’ cases.

Work with children (Back to top)

2.1 Assessing (Back to top)

Requires improvement

Our rating for assessing is based on these key questions:

Does assessing sufficiently analyse how to achieve positive change for the child? 83%

Does assessing sufficiently analyse how to achieve safety for the child? 71%

Does assessing sufficiently analyse how to achieve safety for the community? 58%

Strengths

• Workers know the children well.

Areas for improvement

• Assessments of younger children leave out what victims say.
• Old information is copied.

2.2 Planning (Back to top)

Good

Does planning focus sufficiently on how to achieve positive change for the child? 79%

2.3 Delivery (Back to top)

Outstanding

Does delivery focus sufficiently on how to achieve safety for the child? 92%

Work with victims (Back to top)

V1 Victims (Back to top)

Good

V1.1 Is work with victims high-quality, individualised and responsive? 67%

V1.2 Do organisational arrangements and activity drive a good service for victims?

Areas for improvement

• Letters to victims are hard to read.

Further information (Back to top)

Footnotes (Back to top)

[1] There are many services.
"""

PAGED = """HM Inspectorate
of Probation
An inspection of youth justice
work with children and victims in
Hartley and North
Fenland
HM Inspectorate of Probation, May 2025
\fContents
Foreword ............................................ 3
Ratings ............................................. 4
Recommendations ..................................... 5
Background .......................................... 6
1. Work with children ............................... 7
2. Work with victims ................................ 9
Further information ................................. 10
Inspection of youth justice work with children and victims in Hartley and North Fenland 2
\fForeword
We rated two areas of what Hartley and North Fenland YJS does. Overall, it was rated as
‘Requires improvement’.
Inspection of youth justice work with children and victims in Hartley and North Fenland 3
\fRatings
Hartley and North Fenland Youth Justice Service
Fieldwork started 24 March 2025
Overall rating
Requires
improvement
1. Work with children
1.1 Assessing Inadequate
1.2 Planning Requires improvement
1.3 Delivery Good
2. Work with victims
2.1 Work with victims Requires
improvement
Inspection of youth justice work with children and victims in Hartley and North Fenland 4
\fRecommendations
As a result of what we found we have made three recommendations.
The Head of Hartley and North Fenland Youth Justice Service
should:
1. review every assessment that was countersigned before it was finished, starting with those
of children in care
Inspection of youth justice work with children and victims in Hartley and North Fenland 5
\fand tell the board what was found
2. offer restorative justice to every victim who agrees to be contacted.
The Youth Justice Board should:
3. publish what it expects of work with victims.
Background
Two councils run the service together. Their numbers have risen.
Inspection of youth justice work with children and victims in Hartley and North Fenland 6
\f1. Work with children
We took a detailed look at 31 cases of children managed by the service.
1.1 Assessing
Assessing is well informed and holistic, and involves the child and their parents or carers.
Inadequate
Our rating1 for assessing is based on the following key questions:
% ‘Yes’
Does assessing sufficiently analyse how to achieve positive change for the
child? 61%
Does assessing sufficiently analyse how to achieve safety for the community? 45%
1 The rating for the standard is driven by the lowest score on each of the key questions.
Areas for improvement:
• Risk to others is left out
where the child has no conviction.
• Sources are few.
Inspection of youth justice work with children and victims in Hartley and North Fenland 7
\f1.2 Planning
Planning is well informed and holistic.
Requires improvement
1.3 Delivery
Delivery is well focused.
Good
Inspection of youth justice work with children and victims in Hartley and North Fenland 8
\f2. Work with victims
We looked at 11 victims’ cases.
2.1 Work with victims
Requires improvement
Inspection of youth justice work with children and victims in Hartley and North Fenland 9
\fFurther information
Telephone 01632 960004 or email somebody@example.org.
"""

ALL = (WEB, PAGED, NAMED, TOLD, SPARSE)
