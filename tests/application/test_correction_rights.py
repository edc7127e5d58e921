"""Who may put an entry right: whoever might record it, and a decision only whoever made it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import given as g
import pytest
from item_verbs import ASKED, BEGUN, PROPOSED, REF
from office import Office

from tracker.domain import events as e
from tracker.domain.errors import ImpossibleTimelineError, RightError, RuleError
from tracker.domain.vocabulary import Progress, Response, Role

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import PartyId

WHY = "Typed wrongly"
NEXT_DAY = g.TODAY + timedelta(days=1)


def test_whoever_might_record_an_entry_puts_it_right(office: Office) -> None:
    """Also somebody else's: the owner of an action the manager's note about it."""
    progress, note = office.given(*BEGUN, g.progressed(), g.noted())[2:]
    owner = office.by(g.EDUCATION)

    assert owner.correct(progress, given={"percent": 60}, reason=WHY).entries
    sentence = (
        "Only the manager or the clerk, or who owns the action, may log; "
        "Head of Education holds no role today."
    )
    with office.refuses(sentence, RightError):
        owner.correct(note, given={"text": "Rather"}, reason=WHY)
    with office.refuses(sentence, RightError):
        owner.take_back(note, reason=WHY)


def test_an_answer_is_put_right_by_whoever_might_answer(office: Office) -> None:
    """It is no decision of the board's."""
    (answer,) = office.given(g.answered(Response.NOT_AGREED))

    assert office.by(g.CLERK).correct(answer, given={"text": "Funded"}, reason=WHY).entries
    sentence = "Only the manager or the clerk may respond; The Chair is chair today."
    with office.refuses(sentence, RightError):
        office.by(g.CHAIR).take_back(answer, reason=WHY)


DECISIONS = (
    (ASKED, g.date_agreed(), "The Chair"),
    (ASKED, g.date_refused(), "The Chair"),
    (PROPOSED, g.closure_agreed(), "The Chair"),
    (PROPOSED, g.closure_refused(), "The Chair"),
    ((*BEGUN, g.completed()), g.reopened(), "The Chair"),
    ((*PROPOSED, g.closure_agreed()), g.item_reopened(), "The Chair"),
    ((), g.judged(), "The Inspector"),
)


@pytest.mark.parametrize(("before", "decision", "maker"), DECISIONS)
def test_a_decision_is_put_right_by_its_maker_only(
    office: Office, before: tuple[Entry, ...], decision: Entry, maker: str
) -> None:
    """Not by a vice-chair or another inspector, who might have made it too."""
    position = office.given(*before, decision)[-1]
    for party, role in ((g.CLERK, Role.VICE_CHAIR), (g.MANAGER, Role.INSPECTOR)):
        office.by(g.CHAIR).take_role(party, role)

    sentence = (
        f"Only the person who made a decision may correct it or take it back: #{position} is "
        f"{maker}'s."
    )
    for other in (g.CLERK, g.MANAGER):
        with office.refuses(sentence, RightError):
            office.by(other).correct(position, given={}, on=g.TODAY, reason=WHY)
        with office.refuses(sentence, RightError):
            office.by(other).take_back(position, reason=WHY)
    assert office.by(decision.actor).correct(position, given={}, on=g.TODAY, reason=WHY).entries
    assert office.by(decision.actor).take_back(position, reason=WHY).entries


def test_a_minuted_decision_is_both_its_makers_and_its_typists(office: Office) -> None:
    """The clerk puts a slip of the pen right, the chair her own decision; nobody else does."""
    office.given(*PROPOSED)
    refused = office.minuting(g.CHAIR).refuse(REF, why="Show it").entries[0].position

    sentence = (
        "Only the person who made a decision may correct it or take it back: "
        f"#{refused} is The Chair's, entered by The Clerk."
    )
    with office.refuses(sentence, RightError):
        office.by(g.MANAGER).correct(refused, given={"text": "Later"}, reason=WHY)
    assert office.by(g.CLERK).correct(refused, given={"text": "Show us"}, reason=WHY).entries
    assert office.by(g.CHAIR).correct(refused, given={"text": "Show me"}, reason=WHY).entries


def test_a_decision_is_put_right_while_one_holds_the_role(office: Office) -> None:
    """Rights are those held on the day of the correction."""
    (judged,) = office.given(g.judged())
    office.given(*PROPOSED)
    minuted = office.minuting(g.CHAIR).refuse(REF, why="Show it").entries[0].position
    office.by(g.CHAIR).end_role("The Inspector", Role.INSPECTOR)
    office.by(g.CHAIR).end_role("The Clerk", Role.CLERK)

    with office.refuses("Only the inspector may judge; The Inspector holds no role today."):
        office.by(g.INSPECTOR).correct(judged, given={"progress": Progress.GOOD}, reason=WHY)
    with office.refuses(
        "Only the chair, the vice chair, the manager or the clerk may enter another person's "
        "decision; The Clerk holds no such role today."
    ):
        office.by(g.CLERK).take_back(minuted, reason=WHY)


@pytest.mark.parametrize(
    ("before", "agreed", "given"),
    [
        (ASKED, g.date_agreed(), {"to": g.TODAY}),
        (PROPOSED, g.closure_agreed(), {"text": "Well done"}),
    ],
)
def test_what_somebody_agreed_to_is_put_right_by_whoever_asked(
    office: Office, before: tuple[Entry, ...], agreed: Entry, given: dict[str, Any]
) -> None:
    """And changes nothing of what was agreed."""
    asked, _ = office.given(*before, agreed)[-2:]
    actor: PartyId = before[-1].actor
    then = office.item()

    names = {g.EDUCATION: "Head of Education", g.MANAGER: "The Manager"}
    sentence = (
        f"Another person has agreed to #{asked} since; only {names[actor]} may still correct it."
    )
    with office.refuses(sentence, RightError):
        office.by(g.CLERK).correct(asked, given=given, reason=WHY)
    correction = office.by(actor).correct(asked, given=given, reason=WHY).entries[0].position
    with office.refuses(sentence, RightError):
        office.by(g.CLERK).take_back(correction, reason=WHY)
    now = office.item()
    assert now.closure == then.closure
    assert [x.due for x in now.actions.values()] == [x.due for x in then.actions.values()]


def test_what_was_agreed_to_is_not_taken_from_under_it(office: Office) -> None:
    """Without the request the agreement would answer nothing."""
    asked, agreed = office.given(*ASKED, g.date_agreed())[-2:]

    sentence = (
        "No other date for knowsley-2023/2/1 was asked for. "
        f"This would contradict #{agreed} of 12 June 2023."
    )
    with office.refuses(sentence, ImpossibleTimelineError):
        office.by(g.EDUCATION).take_back(asked, reason=WHY)


def test_a_request_that_was_refused_binds_nobody(office: Office) -> None:
    """Another one was agreed, not this one."""
    first = office.given(*ASKED, g.date_refused(), g.date_asked(), g.date_agreed())[2]

    assert office.by(g.CLERK).correct(first, given={"text": "Two left"}, reason=WHY).entries


@pytest.mark.parametrize(
    ("given", "on"),
    [({"due": g.LATER}, None), ({}, date(2023, 6, 1)), ({"due": g.LATER, "text": "X"}, None)],
)
def test_an_assignment_is_redated_by_correction_only_on_its_day(
    office: Office, given: dict[str, Any], on: date | None
) -> None:
    """Afterwards no correction hides a slip."""
    chair = office.by(g.CHAIR)
    count = chair.assign(REF, "Review", owner="The Clerk", due=g.DUE).entries[0].position
    chair.correct(count, given={"due": date(2023, 9, 1)}, reason=WHY)
    office.go_to(NEXT_DAY)

    sentence = (
        f"#{count} assigned an action on 3 July 2023; it is taken back, or its date corrected, "
        "only on that day. Ask for another date or withdraw the action."
    )
    with office.refuses(sentence, RuleError):
        chair.correct(count, given=given, on=on, reason=WHY)
    with office.refuses(sentence, RuleError):
        chair.take_back(count, reason=WHY)
    with office.refuses(sentence, RuleError):
        chair.take_back(count, whole=True, reason=WHY)
    assert chair.correct(count, given={"text": "Review all"}, reason=WHY).entries
    assert office.item(on=NEXT_DAY).actions[1].first_due == date(2023, 9, 1)


def test_a_first_date_is_not_moved_by_taking_a_correction_back(office: Office) -> None:
    """A correction of the words may go; the one of the date stays once the day is over."""
    chair = office.by(g.CHAIR)
    count = chair.assign(REF, "Review", owner="The Clerk", due=g.DUE).entries[0].position
    corrected = chair.correct(count, given={"due": g.LATER}, reason=WHY).entries[0].position
    worded = chair.correct(count, given={"text": "Review all"}, reason=WHY).entries[0].position
    office.go_to(NEXT_DAY)

    sentence = (
        f"#{count} assigned an action on 3 July 2023; it is taken back, or its date corrected, "
        "only on that day. Ask for another date or withdraw the action."
    )
    assert chair.take_back(worded, reason=WHY).entries
    with office.refuses(sentence, RuleError):
        chair.take_back(corrected, reason=WHY)
    assert office.item(on=NEXT_DAY).actions[1].first_due == g.LATER


def test_an_assignment_taken_back_on_its_day_is_gone_and_its_number_with_it(
    office: Office,
) -> None:
    """The next action has the next number."""
    chair = office.by(g.CHAIR)
    count = chair.assign(REF, "Review", owner="The Clerk", due=g.DUE).entries[0].position

    chair.take_back(count, reason=WHY)

    assert office.item().actions == {}
    assert chair.assign(REF, "Review", owner="The Clerk", due=g.DUE).entries[0].event == (
        e.ActionAssigned(action=2, what="Review", owner=g.CLERK, due=g.DUE)
    )
