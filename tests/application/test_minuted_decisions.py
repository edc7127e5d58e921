"""Chairs decide in meetings and clerks type: whose rights apply, and who is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import pytest
from item_verbs import ACTION, ASKED, BEGUN, CLOSED, OTHER, PROPOSED, REF
from office import Office, events_of

from tracker.domain import events as e
from tracker.domain.errors import OddTextError, RightError, RuleError, SamePersonError, UsageError
from tracker.domain.vocabulary import ClosedAs, PartyKind, Progress, Response, Role
from tracker.queries.history import history_entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.application.tracker import Receipt, Tracker
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import PartyId

MINUTE = "Minute 7 of 12 June"
MINUTED = e.Minuted(decided_by=g.CHAIR, minute=MINUTE)
ONLY_DECIDED = "Only a response, a decision or a judgement can be entered for another person."


@pytest.mark.parametrize(
    ("before", "decider", "use", "item_event"),
    [
        (
            ASKED,
            g.CHAIR,
            lambda t: t.agree([ACTION]),
            e.DateChangeAgreed(action=1, to=g.LATER, minuted=MINUTED),
        ),
        (
            ASKED,
            g.CHAIR,
            lambda t: t.refuse(ACTION, why="Urgent"),
            e.DateChangeRefused(action=1, why="Urgent", minuted=MINUTED),
        ),
        (
            PROPOSED,
            g.CHAIR,
            lambda t: t.agree([REF]),
            e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED, minuted=MINUTED),
        ),
        (
            PROPOSED,
            g.CHAIR,
            lambda t: t.refuse(REF, why="Show it"),
            e.ClosureRefused(why="Show it", minuted=MINUTED),
        ),
        (
            CLOSED,
            g.CHAIR,
            lambda t: t.reopen(REF, why="It is back"),
            e.RecommendationReopened(why="It is back", minuted=MINUTED),
        ),
        (
            (*BEGUN, g.completed()),
            g.CHAIR,
            lambda t: t.reopen(ACTION, why="Not done"),
            e.ActionReopened(action=1, why="Not done", minuted=MINUTED),
        ),
        (
            (),
            g.MANAGER,
            lambda t: t.respond([REF], Response.AGREED),
            e.ResponseGiven(
                response=Response.AGREED,
                minuted=e.Minuted(decided_by=g.MANAGER, minute=MINUTE),
            ),
        ),
        (
            (),
            g.INSPECTOR,
            lambda t: t.judge(REF, Progress.GOOD, why="Seen"),
            e.ProgressJudged(
                progress=Progress.GOOD,
                why="Seen",
                minuted=e.Minuted(decided_by=g.INSPECTOR, minute=MINUTE),
            ),
        ),
    ],
)
def test_what_was_decided_is_entered_by_the_clerk(
    office: Office,
    before: tuple[Entry, ...],
    decider: PartyId,
    use: Callable[[Tracker], Receipt],
    item_event: e.ItemEvent,
) -> None:
    """The minute and both people are stored, and the decision is the decider's."""
    office.given(*before)

    receipt = use(office.minuting(decider))

    assert events_of(receipt) == (item_event,)
    assert receipt.entries[0].actor == g.CLERK
    row = history_entries(office.plan())[-1]
    names = {g.CHAIR: "The Chair", g.MANAGER: "The Manager", g.INSPECTOR: "The Inspector"}
    assert (row["by"], row["for"], row["minute"]) == ("The Clerk", names[decider], MINUTE)


def test_a_decision_stands_as_the_deciders(office: Office) -> None:
    """Slips, closures and judgements name who decided, not who typed."""
    office.given(*ASKED)
    office.minuting(g.CHAIR).agree([ACTION])
    office.minuting(g.INSPECTOR).judge(REF, Progress.GOOD, why="Seen")

    item = office.item()

    assert item.actions[1].date_changes[0].agreed_by == g.CHAIR
    assert [view.by for view in item.judgements] == [g.INSPECTOR]


@pytest.mark.parametrize(
    ("decider", "sentence"),
    [
        (g.MANAGER, "Only the chair or the vice chair may agree; The Manager is manager today."),
        (
            g.EDUCATION,
            "Only the chair or the vice chair may agree; Head of Education holds no role today.",
        ),
        (
            g.POLICE,
            "The police is an organisation; the manager or clerk records for it.",
        ),
    ],
)
def test_the_rights_are_the_deciders(office: Office, decider: PartyId, sentence: str) -> None:
    """Whoever types lends nobody a right."""
    office.given(g.agreed(), g.closure_proposed(by=g.INSPECTOR))

    with office.refuses(sentence, RightError):
        office.minuting(decider).agree([REF])


@pytest.mark.parametrize(
    ("typist", "text"),
    [(g.INSPECTOR, "The Inspector"), (g.EDUCATION, "Head of Education"), (g.POLICE, "The police")],
)
def test_whoever_types_for_somebody_holds_a_role(
    office: Office, typist: PartyId, text: str
) -> None:
    """A minute is entered by those who keep the minutes."""
    office.given(*PROPOSED)

    sentence = (
        "Only the chair, the vice chair, the manager or the clerk may enter another person's "
        f"decision; {text} holds no such role today."
    )
    with office.refuses(sentence, RightError):
        office.minuting(g.CHAIR, by=typist).agree([REF])


@pytest.mark.parametrize("proposer", [g.CLERK, g.CHAIR])
def test_nobody_minutes_the_agreement_to_their_own_proposal(
    office: Office, proposer: PartyId
) -> None:
    """Neither whoever types the minute nor whoever decided may have proposed it."""
    office.given(g.agreed(), g.closure_proposed(by=proposer))

    who = {g.CLERK: "The Clerk", g.CHAIR: "The Chair"}[proposer]
    sentence = f"This was proposed by {who}; another person has to agree or refuse it."
    with office.refuses(sentence, SamePersonError):
        office.minuting(g.CHAIR).agree([REF])
    with office.refuses(sentence, SamePersonError):
        office.minuting(g.CHAIR).refuse(REF, why="Not yet")


@pytest.mark.parametrize("asker", [g.CLERK, g.CHAIR])
def test_nobody_minutes_the_agreement_to_a_date_they_asked_for(
    office: Office, asker: PartyId
) -> None:
    """The same holds for another date."""
    office.given(*BEGUN, g.date_asked(by=asker))

    who = {g.CLERK: "The Clerk", g.CHAIR: "The Chair"}[asker]
    sentence = f"This was asked for by {who}; another person has to agree or refuse it."
    with office.refuses(sentence, SamePersonError):
        office.minuting(g.CHAIR).agree([ACTION])


def test_nobody_agrees_a_request_they_put_right(office: Office) -> None:
    """A date that the chair corrected is the chair's own wish as well, whoever types."""
    (asked,) = office.given(g.agreed(), g.assigned(owner=g.CHAIR), g.date_asked(by=g.MANAGER))[2:]
    office.by(g.CHAIR).correct(asked, given={"to": g.TODAY}, reason="Sooner")

    sentence = "This was put right by The Chair; another person has to agree or refuse it."
    with office.refuses(sentence, SamePersonError):
        office.by(g.CHAIR).agree([ACTION])
    with office.refuses(sentence, SamePersonError):
        office.minuting(g.CHAIR).refuse(ACTION, why="Too soon")

    office.by(g.CHAIR).take_back(office.record.head().position, reason="Leave it")
    assert events_of(office.by(g.CHAIR).agree([ACTION])) == (
        e.DateChangeAgreed(action=1, to=g.LATER),
    )


def test_a_request_answered_long_ago_binds_nobody_now(office: Office) -> None:
    """What the chair put right then was refused then."""
    asked = office.given(
        g.agreed(), g.assigned(owner=g.CHAIR), g.date_asked(by=g.MANAGER), g.date_refused()
    )[2]
    office.by(g.MANAGER).correct(asked, given={"text": "Staff are ill"}, reason="Unclear")
    office.by(g.CHAIR).correct(asked, given={"text": "Two are ill"}, reason="Unclear")
    office.by(g.MANAGER).reschedule(ACTION, to=g.LATER, reason="Still ill")

    assert events_of(office.by(g.CHAIR).agree([ACTION])) == (
        e.DateChangeAgreed(action=1, to=g.LATER),
    )


def test_a_vice_chair_decides_as_the_chair_does(office: Office) -> None:
    """By her own hand and by minute."""
    office.given(*ASKED)
    office.by(g.CHAIR).add_party("Ines Palmer", PartyKind.PERSON, role=Role.VICE_CHAIR)

    assert office.by(g.CLERK, decided_by="ines", minute=MINUTE).agree([ACTION]).entries


@pytest.mark.parametrize(
    ("decided_by", "minute", "kind", "sentence"),
    [
        (
            g.CHAIR,
            None,
            UsageError,
            "Another person's decision is entered with its minute.",
        ),
        (
            None,
            MINUTE,
            UsageError,
            "A minute records another person's decision.",
        ),
        (
            g.CLERK,
            MINUTE,
            UsageError,
            "Your own decision is not entered for another person.",
        ),
        (g.CHAIR, "  ", OddTextError, "The minute is empty; nothing was recorded."),
        (
            g.CHAIR,
            "x" * 301,
            OddTextError,
            "The minute has 301 characters; 300 is the most; nothing was recorded.",
        ),
    ],
)
def test_a_decision_is_entered_with_its_minute(
    office: Office,
    decided_by: PartyId | None,
    minute: str | None,
    kind: type[UsageError | OddTextError],
    sentence: str,
) -> None:
    """Both or neither, and not one's own."""
    office.given(*PROPOSED)

    with office.refuses(sentence, kind):
        office.by(g.CLERK, decided_by=decided_by, minute=minute).agree([REF])


@pytest.mark.parametrize(
    "use",
    [
        lambda t: t.log(REF, "Raised"),
        lambda t: t.assign(REF, "Review", owner="The police", due=g.DUE),
        lambda t: t.reschedule(ACTION, to=g.LATER, reason="Staff left"),
        lambda t: t.propose(OTHER, ClosedAs.IMPLEMENTED, why="Done"),
        lambda t: t.self_assess(REF, Progress.GOOD, why="Done"),
        lambda t: t.add_party("Ines Palmer", PartyKind.PERSON),
        lambda t: t.take_back(18, reason="Wrong"),
        lambda t: t.correct(18, given={}, on=g.TODAY, reason="No"),
    ],
)
@pytest.mark.parametrize("decided_by", [g.CHAIR, None])
def test_only_decisions_are_entered_for_somebody(
    office: Office, use: Callable[[Tracker], Receipt], decided_by: PartyId | None
) -> None:
    """A minute beside anything else would be lost, so it is refused."""
    office.given(*BEGUN)

    with office.refuses(ONLY_DECIDED, RuleError):
        use(office.by(g.MANAGER, decided_by=decided_by, minute=MINUTE))
