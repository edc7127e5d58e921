"""An example of every event that can be recorded, with everything it can say said once."""

from __future__ import annotations

from datetime import date

import given as g

from tracker.domain import events as e
from tracker.domain.vocabulary import (
    ClosedAs,
    ErasureReason,
    Kind,
    PartyKind,
    Progress,
    Relation,
    Response,
    Role,
    ServiceId,
    Setting,
)

DAY = date(2023, 6, 12)
DIGEST = "0123456789abcdef" * 4

SAMPLES: tuple[e.AnyEvent, ...] = (
    e.LedgerBegun(demonstration=True),
    e.ClockAnomaly(first=2, last=5, clock="2023-06-12T10:00:00.000000Z", reason="Set wrongly"),
    e.PartyAdded(kind=PartyKind.BODY, name="Merseyside Police"),
    e.PartyRenamed(name="The police"),
    e.RoleTaken(role=Role.VICE_CHAIR, until=DAY),
    e.RoleEnded(role=Role.CHAIR),
    e.LoginBound(login="dana"),
    e.LoginBound(login=None),
    e.ServiceAdded(name="Knowsley Youth Justice Service"),
    e.ServiceRenamed(name="Knowsley Youth Offending Service"),
    e.ServiceMerged(into=ServiceId("merseyside")),
    e.BoardMeetingFixed(day=DAY),
    e.BoardMeetingMoved(day=DAY, to=g.LATER),
    e.SettingAgreed(setting=Setting.RE_DATES_AT_MOST, value=None),
    e.SettingAgreed(setting=Setting.QUIET_DAYS, value=30),
    e.HeadAnchored(position=6, head=DIGEST, to="Mary Jones, inspector", note="Minute 3"),
    e.ExportMade(
        inspection=g.INSPECTION, position=6, head=DIGEST, sha256=DIGEST, file="for the board.zip"
    ),
    e.InspectionPublished(
        service=g.SERVICE,
        inspectorate="An inspectorate",
        title="An inspection",
        kind="full joint inspection",
        published=e.PrintedDate(text="May 2023", iso="2023-05", stated=DAY),
        fieldwork=e.Fieldwork(start="2023-01-16", end="2023"),
        score=e.Score(points=20, of=36),
        overall="Good",
        standards=(
            e.Standard(
                number="1.3",
                name="Partnerships",
                rating="Good",
                questions=(e.KeyQuestion(text="Is it enough?", percent=72),),
            ),
        ),
        case_figures=(e.CaseFigure(paragraph="3.2", sufficient=7, of=9, text="7 of 9 cases"),),
        samples=(e.Sample(text="court disposals", cases=9),),
        source=e.Source(report="report.txt", layout="youth-2018", sha256=DIGEST),
        warnings=("The sum differs",),
    ),
    e.RecommendationMade(
        inspection=g.INSPECTION,
        service=g.SERVICE,
        number="1.3-b",
        kind=Kind.AREA_FOR_IMPROVEMENT,
        text="Teach those who are excluded",
        addressee="The Chair",
        standard="1.3",
    ),
    e.InspectionReissued(
        service=g.SERVICE,
        inspectorate="An inspectorate",
        title="An inspection, re-issued",
        kind="full joint inspection",
        published=e.PrintedDate(text="September 2023", iso="2023-09"),
        fieldwork=e.Fieldwork(start="2023-01-16", end="2023"),
        source=e.Source(report="again.txt", layout="youth-2018"),
        items=("1", "1.3-b"),
    ),
    e.RecommendationReissued(
        kind=Kind.KEY_CONCERN, text="Teach them all", addressee="The Director", standard="1.3"
    ),
    e.RecommendationDropped(),
    e.ResponseGiven(
        minuted=g.MINUTED, response=Response.PARTLY_AGREED, part="half", why="The rest is done"
    ),
    e.NoteMade(note="Raised"),
    e.ActionAssigned(action=1, what=g.WHAT, owner=g.POLICE, due=DAY, supporting=(g.CLERK,)),
    e.ActionProgressed(action=1, note="Half done", percent=50),
    e.ActionCompleted(action=1, note="Done"),
    e.ActionWithdrawn(action=1, why="Overtaken"),
    e.ActionReopened(minuted=g.MINUTED, action=1, why="Not done"),
    e.ActionReowned(action=1, owner=g.CLERK),
    e.DateChangeAsked(action=1, to=g.LATER, reason="Staff left"),
    e.DateChangeAgreed(minuted=g.MINUTED, action=1, to=g.LATER),
    e.DateChangeRefused(minuted=g.MINUTED, action=1, why="Urgent"),
    e.OutcomeStated(outcome=1, action=1, what="More in class", measure=g.ATTENDANCE),
    e.MeasureRead(outcome=1, value="-0.50"),
    e.EvidenceFiled(
        evidence=1, action=1, title="Register", of=DAY, link="12", file="r.pdf", sha256=DIGEST
    ),
    e.ClosureProposed(closed_as=ClosedAs.ALTERNATIVE, why="Done otherwise"),
    e.ClosureAgreed(minuted=g.MINUTED, closed_as=ClosedAs.ALTERNATIVE),
    e.ClosureRefused(minuted=g.MINUTED, why="Not shown"),
    e.RecommendationReopened(minuted=g.MINUTED, why="Back again"),
    e.ProgressClaimed(progress=Progress.GOOD, why="All done"),
    e.ProgressJudged(minuted=g.MINUTED, progress=Progress.NO_MEANINGFUL, why="None seen"),
    e.RecommendationLinked(relation=Relation.SERVES, to=g.OTHER, action=1),
    e.ThemesGiven(themes=("education", "partnership")),
    e.EntryCorrected(entry=7, event=e.NoteMade(note="Rather"), on=DAY, reason="Typed wrongly"),
    e.EntryTakenBack(entry=7, reason="Wrong item"),
    e.ErasureAsked(entry=7, reason=ErasureReason.NAMES_A_CHILD),
    e.TextErased(entry=7, reason=ErasureReason.OTHER),
)
