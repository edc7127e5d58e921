"""Invented single inspection reports of Ofsted, 2013 to 2018: no such place or finding exists.

Each is whole but small, and laid out as reports of its year were.
"""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

SIF_2013 = """Royal Borough of
Ashmere and Dunholt

Inspection of services for children in need of help and protection, children looked after
and care leavers
and Review of the effectiveness of the local safeguarding children board1

Inspection date: 19 November – 11 December 2013
Report published: February 2014

The overall judgement is good
The judgements on areas of the service that contribute to overall effectiveness are:

1. Children who need help and protection Requires improvement
2. Children looked after and achieving Outstanding
permanence
2.1 Adoption performance Outstanding
2.2 Experiences and progress of care leavers Good
3. Leadership, management and governance Good

The effectiveness of the Local Safeguarding Children Board (LSCB): The LSCB requires improvement

1 Ofsted produces this report under its power to combine reports.

The local authority
Summary of findings
1. Plans are read by those who wrote them.

What does the local authority need to improve?

Areas for improvement
• The quality of chronologies, so that
  they are read.
• Supervision, which is not
  yet recorded.

The local authority’s strengths
2. The council answers letters.

The Local Safeguarding Children Board (LSCB)
What does the LSCB need to improve?
Areas for improvement
3. The Board’s own audits.
4. The Board’s data, which come too late.
Inspection judgement about the LSCB
5. The Board meets.
"""
"""Month of publication only, a wrapped name, points with bullets, the Board's in one sentence."""

SIF_2014 = """Marlowe County Council

Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 4–27 March 2014
Report published: 13 May 2014

The overall judgement is that children’s services are
inadequate
There are widespread failures which leave children at risk.
It is Ofsted’s expectation that, as a minimum, all children receive good help.2

The judgements on areas of the service that contribute to overall effectiveness are:
1. Children who need help and protection
Inadequate
2. Children looked after and achieving
permanence
Requires
improvement
2.1 Adoption performance
Good
2.2 Experiences and progress of care leavers
Requires improvement
3. Leadership, management and governance 2
Inadequate

The effectiveness of the Local Safeguarding Children Board (LSCB) is
inadequate
1 Ofsted produces this report under its power to combine reports in accordance with the law.
2 A full description of what the inspection judgements mean can be found at the end of this report.
1
\fContents
The local authority
3
Summary of findings
3
What does the local authority need to improve?
4
Priority and immediate action
4
Areas for improvement
5
The Local Safeguarding Children Board (LSCB)
What does the LSCB need to improve?
30
2
\fThe local authority
Summary of findings
Children’s services in Marlowe are inadequate because:
25. Referrals wait for a week.
26. The last inspection made six recommendations. (Recommendation)
What does the local authority need to improve?
Priority and immediate action
27. Ensure that every referral is read by a qualified
social worker on the day it comes in.
28. Review the cases of all children on a plan for more than
3
\f18 months, so that:
• nobody waits for a visit
• a manager signs each decision.
Areas for improvement
29. Ensure that assessments weigh what fathers
say (paragraph 31).
30. The local authority should publish its sufficiency strategy.
The local authority’s strengths
31. Adopters are found quickly.
32. Staff are proud of their work.
Progress since the last inspection
33. All six recommendations from 2012 had been met.
4
\fThe Local Safeguarding Children Board (LSCB)
Summary of findings
144. The Board does not test what it is told.
What does the LSCB need to improve?
Priority and immediate action
145. Ensure that the section 11 audit is finished.
Areas for improvement
146. Publish a learning and improvement framework.
147. The Chair of the LSCB should report to the council each quarter.
Inspection judgement about the LSCB
148. The Board has met six times.
For more, telephone 0300 123 0000 or write to somebody@example.org.
5
"""
"""Running paragraph numbers over pages, a rating under its name, two kinds of point, a Board."""

SIF_2015 = """Upper Wend
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 3 March 2015 – 25 March 2015
Report published: 13 May 2015
The overall judgement is that children’s services require
improvement
The authority is not yet delivering good protection and help and care for children.
The judgements on areas of the service that contribute to overall effectiveness are:
1. Children who need help and protection
Requires
Improvement
2. Children looked after and achieving
permanence
Requires
Improvement
2.1 Adoption performance
Requires
Improvement
2.2 Experiences and progress of care leavers
Requires
Improvement
3. Leadership, management and governance
Good
1
The local authority
Summary of findings
1. The authority knows its weaknesses.
What does the local authority need to improve?
Priority and immediate action
There are no areas for priority and immediate action.
Areas for improvement
Help and protection
2. Ensure that strategy discussions include the police and
health partners.
3. Improve the recording of visits.
Leadership, management and governance
4. Ensure that supervision is regular.
The local authority’s strengths
5. Foster carers are well supported.
The Local Safeguarding Children Board (LSCB)
The effectiveness of the Local Safeguarding Children Board (LSCB) requires
improvement
What does the LSCB need to improve?
Areas for improvement
90. The LSCB should agree its threshold document.
Inspection judgement about the LSCB
91. The Board is improving.
"""
"""As text comes out of a PDF whole: no empty lines, themes among the points, none for priority."""

SIF_2016 = """London Borough of Thornby

Inspection of services for children in need of help and protection, children looked after and
care leavers and review of the effectiveness of the Local Safeguarding Children Board

Inspection dates: 29 February to 24 March 2016
Report published: 6 June 2016

Children’s services in Thornby require improvement to be good

1. Children who need help and protection           Requires improvement
2. Children looked after and achieving permanence  Requires improvement
   2.1 Adoption performance                        Good
   2.2 Experiences and progress of care leavers    Outstanding
3. Leadership, management and governance           Requires improvement

Executive summary

Thornby has changed much. Children’s services were last judged inadequate in 2011.

Recommendations

1. Ensure that thresholds are understood by all partners.

2. Take action to reduce the number of social workers that children have, and tell children
   why they change.

3. Improve the timeliness of health assessments for children looked after.

Summary for children and young people

• Social workers like to see you.

The experiences and progress of children who need help and protection   Requires improvement
Summary
Most children are seen.
Inspection findings
4. Early help is in place.
5. The graded judgement for adoption performance is that it is good.

The Local Safeguarding Children Board (LSCB)

The Local Safeguarding Children Board requires improvement to be good

Executive summary
The Board is new.

Recommendations

101. Ensure that audits lead to change.

102. The LSCB should hold partners to account for training.

Inspection findings – the Local Safeguarding Children Board
103. The Board has a business plan.
"""
"""A clean text file: an executive summary and recommendations, the Board's numbered on."""

SIF_2017 = """Dunholt City Council
Re-inspection of services for children in need of help and
protection, children looked after and care leavers
Inspection dates: 9 October to 2 November 2017
Report published: 21 December 2017
Children’s services in Dunholt require improvement to be
good
1. Children who need help and protection Requires improvement
2. Children looked after and achieving
permanence Requires improvement
2.1 Adoption performance Good
2.2 Experiences and progress of care leavers Requires improvement
3. Leadership, management and governance Good
Executive summary
This is a re-inspection of children’s services in Dunholt, following a judgement of inadequate.
Recommendations
1.
Improve the quality of assessments and plans, so that
they are sharp.
2.
Ensure that personal education plans are complete within
10 school days.
3.
Ensure that care leavers know what they are entitled to.
The experiences and progress of children who need help and protection
Good
Inspection findings
4.
Thresholds are understood.
5.
Ensuring that visits happen is a strength.
Information about this inspection
Inspectors have looked closely at the experiences of children.
Any complaints about the inspection should follow the usual procedure; Ofsted, Piccadilly Gate,
Store Street, telephone 0300 123 0000, enquiries@example.org.
"""
"""A re-inspection: no Board, numbers alone on their lines, a heading that contradicts the table."""

SIFS = (SIF_2013, SIF_2014, SIF_2015, SIF_2016, SIF_2017)
