"""Every verb about items, used once: what must stand before, what it records, and who may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import given as g

from tracker.domain import events as e
from tracker.domain.vocabulary import ClosedAs, Direction, Progress, Relation, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.application.tracker import Receipt, Tracker
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import PartyId

REF: Final = "knowsley-2023/2"
ACTION: Final = "knowsley-2023/2/1"
OTHER: Final = "knowsley-2023/1.3-b"

BEGUN: Final = (g.agreed(), g.assigned())
ASKED: Final = (*BEGUN, g.date_asked())
PROPOSED: Final = (g.agreed(), g.closure_proposed())
CLOSED: Final = (*PROPOSED, g.closure_agreed())

ONLY_OFFICERS: Final = "Only the manager or the clerk may {}; The Chair is chair today."
ONLY_CHAIRS: Final = "Only the chair or the vice chair may {}; The Manager is manager today."
OWNERS_TOO: Final = (
    "Only the manager or the clerk, or who owns the action, may {}; The Chair is chair today."
)
NOT_INSPECTORS: Final = (
    "Only the chair, the vice chair, the manager or the clerk may {}; "
    "The Inspector is inspector today."
)


@dataclass(frozen=True)
class VerbCase:
    """A verb in use: `again` is whether saying it once more that day is quiet."""

    name: str
    by: PartyId
    use: Callable[[Tracker], Receipt]
    made: tuple[e.AnyEvent, ...]
    not_by: PartyId
    refused: str
    before: tuple[Entry, ...] = BEGUN
    again: bool = True


VERBS: Final = (
    VerbCase(
        "respond",
        g.MANAGER,
        lambda t: t.respond([REF], Response.PARTLY_AGREED, part="half", why="No money"),
        (e.ResponseGiven(response=Response.PARTLY_AGREED, part="half", why="No money"),),
        g.CHAIR,
        ONLY_OFFICERS.format("respond"),
        before=(),
    ),
    VerbCase(
        "assign",
        g.CHAIR,
        lambda t: t.assign(
            REF, " Review ", owner="head of", due=g.DUE, supporting=["The police", "head of"]
        ),
        (
            e.ActionAssigned(
                action=2, what="Review", owner=g.EDUCATION, due=g.DUE, supporting=(g.POLICE,)
            ),
        ),
        g.INSPECTOR,
        NOT_INSPECTORS.format("assign"),
        again=False,
    ),
    VerbCase(
        "log",
        g.EDUCATION,
        lambda t: t.log(ACTION, "Under way", percent=40),
        (e.ActionProgressed(action=1, note="Under way", percent=40),),
        g.CHAIR,
        OWNERS_TOO.format("log"),
    ),
    VerbCase(
        "complete",
        g.EDUCATION,
        lambda t: t.complete(ACTION, note="All reviewed"),
        (e.ActionCompleted(action=1, note="All reviewed"),),
        g.CHAIR,
        OWNERS_TOO.format("complete"),
    ),
    VerbCase(
        "withdraw",
        g.CLERK,
        lambda t: t.withdraw(ACTION, why="Overtaken"),
        (e.ActionWithdrawn(action=1, why="Overtaken"),),
        g.CHAIR,
        ONLY_OFFICERS.format("withdraw"),
    ),
    VerbCase(
        "reopen",
        g.CHAIR,
        lambda t: t.reopen(REF, why="It has come back"),
        (e.RecommendationReopened(why="It has come back"),),
        g.MANAGER,
        ONLY_CHAIRS.format("reopen"),
        before=CLOSED,
    ),
    VerbCase(
        "reassign",
        g.CHAIR,
        lambda t: t.reassign(ACTION, owner="The police"),
        (e.ActionReowned(action=1, owner=g.POLICE),),
        g.INSPECTOR,
        NOT_INSPECTORS.format("reassign an action"),
    ),
    VerbCase(
        "reassign_all",
        g.MANAGER,
        lambda t: t.reassign_all(old="Head of Education", owner="The police"),
        (e.ActionReowned(action=1, owner=g.POLICE),),
        g.INSPECTOR,
        NOT_INSPECTORS.format("reassign an action"),
        again=False,
    ),
    VerbCase(
        "reschedule",
        g.EDUCATION,
        lambda t: t.reschedule(ACTION, to=g.LATER, reason="Staff left"),
        (e.DateChangeAsked(action=1, to=g.LATER, reason="Staff left"),),
        g.CHAIR,
        OWNERS_TOO.format("ask for another due date"),
    ),
    VerbCase(
        "agree",
        g.CHAIR,
        lambda t: t.agree([ACTION]),
        (e.DateChangeAgreed(action=1, to=g.LATER),),
        g.MANAGER,
        ONLY_CHAIRS.format("agree"),
        before=ASKED,
    ),
    VerbCase(
        "refuse",
        g.CHAIR,
        lambda t: t.refuse(REF, why="Show the register first"),
        (e.ClosureRefused(why="Show the register first"),),
        g.CLERK,
        "Only the chair or the vice chair may refuse; The Clerk is clerk today.",
        before=PROPOSED,
    ),
    VerbCase(
        "outcome",
        g.MANAGER,
        lambda t: t.outcome(
            ACTION,
            "More in class",
            measure="attendance",
            target="98",
            direction=Direction.AT_LEAST,
            baseline="84.90",
            unit_of="%",
        ),
        (
            e.OutcomeStated(
                outcome=1,
                action=1,
                what="More in class",
                measure=g.ATTENDANCE.model_copy(update={"baseline": "84.90"}),
            ),
        ),
        g.EDUCATION,
        "Only the manager or the clerk may record an outcome; "
        "Head of Education holds no role today.",
        again=False,
    ),
    VerbCase(
        "measure",
        g.EDUCATION,
        lambda t: t.measure(REF, "85.50", measure="att", on=date(2023, 6, 30)),
        (e.MeasureRead(outcome=1, value="85.50"),),
        g.CHAIR,
        OWNERS_TOO.format("record a measurement"),
        before=(*BEGUN, g.outcome()),
    ),
    VerbCase(
        "evidence",
        g.EDUCATION,
        lambda t: t.evidence(ACTION, "Minutes", of=g.BOARD, link="https://example.org/1"),
        (
            e.EvidenceFiled(
                evidence=1, action=1, title="Minutes", of=g.BOARD, link="https://example.org/1"
            ),
        ),
        g.CHAIR,
        OWNERS_TOO.format("file evidence"),
        again=False,
    ),
    VerbCase(
        "propose",
        g.MANAGER,
        lambda t: t.propose(REF, ClosedAs.SUPERSEDED, why="See 4"),
        (e.ClosureProposed(closed_as=ClosedAs.SUPERSEDED, why="See 4"),),
        g.CHAIR,
        ONLY_OFFICERS.format("propose"),
    ),
    VerbCase(
        "self_assess",
        g.CLERK,
        lambda t: t.self_assess(REF, Progress.GOOD, why="All reviewed"),
        (e.ProgressClaimed(progress=Progress.GOOD, why="All reviewed"),),
        g.CHAIR,
        ONLY_OFFICERS.format("record the service's own view of progress"),
    ),
    VerbCase(
        "judge",
        g.INSPECTOR,
        lambda t: t.judge(REF, Progress.REASONABLE, why="Most reviewed"),
        (e.ProgressJudged(progress=Progress.REASONABLE, why="Most reviewed"),),
        g.MANAGER,
        "Only the inspector may judge; The Manager is manager today.",
    ),
    VerbCase(
        "link",
        g.MANAGER,
        lambda t: t.link(OTHER, REF, Relation.COVERED_BY),
        (e.RecommendationLinked(relation=Relation.COVERED_BY, to=g.REF),),
        g.CHAIR,
        ONLY_OFFICERS.format("link"),
    ),
    VerbCase(
        "theme",
        g.MANAGER,
        lambda t: t.theme(REF, ["education ", "exclusions", "education"]),
        (e.ThemesGiven(themes=("education", "exclusions")),),
        g.CHAIR,
        ONLY_OFFICERS.format("add themes"),
    ),
)
