"""What was never true is taken back, visibly; taking that back restores what stood before."""

from __future__ import annotations

from datetime import date, timedelta

import given as g
import pytest
from elmshire_facts import FACTS, changed, read
from item_verbs import BEGUN, CLOSED, REF
from office import Office, events_of

from tracker.domain import events as e
from tracker.domain.errors import (
    ImpossibleTimelineError,
    NotFoundError,
    OddTextError,
    RefusedError,
    RightError,
    RuleError,
)
from tracker.domain.vocabulary import ItemRef, Response, ServiceId

WHY = "Never true"
ELMSHIRE = ItemRef("elmshire-2023/1")


def test_what_is_taken_back_no_longer_stands(office: Office) -> None:
    """On any day, but in what was known before."""
    done = office.given(*BEGUN, g.completed())[-1]

    receipt = office.by(g.EDUCATION).take_back(done, reason=f" {WHY} ")

    assert events_of(receipt) == (e.EntryTakenBack(entry=done, reason=WHY),)
    assert receipt.entries[0].effective_on == g.TODAY
    assert office.plan(on=g.BOARD).items[g.REF].actions[1].is_open
    assert not office.plan(on=g.BOARD, known=done).items[g.REF].actions[1].is_open


def test_taking_a_correction_back_restores_what_stood(office: Office) -> None:
    """The correction before it, and then the entry as it was first."""
    note = office.given(g.noted("One"))[-1]
    clerk = office.by(g.CLERK)
    first = office.item()
    two = clerk.correct(note, given={"text": "Two"}, reason=WHY).entries[0].position
    second = office.item()
    three = clerk.correct(note, given={}, on=date(2023, 6, 20), reason=WHY).entries[0].position

    clerk.take_back(three, reason=WHY)
    assert office.item() == second
    clerk.take_back(two, reason=WHY)
    assert office.item() == first


def test_taking_a_take_back_back_restores_what_was_taken(office: Office) -> None:
    """With its corrections; and it may be taken back once more."""
    note = office.given(g.noted("One"))[-1]
    clerk = office.by(g.CLERK)
    clerk.correct(note, given={"text": "Two"}, reason=WHY)
    stood = office.item()
    taken = clerk.take_back(note, reason=WHY).entries[0].position

    with office.refuses(f"Entry #{note} is taken back already.", RuleError):
        clerk.take_back(note, reason=WHY)
    clerk.take_back(taken, reason="It was true")
    assert office.item() == stood
    with office.refuses(f"Entry #{taken} is taken back already.", RuleError):
        clerk.take_back(taken, reason=WHY)
    assert clerk.take_back(note, reason=WHY).entries


def test_what_others_rest_on_is_not_taken_from_under_them(office: Office) -> None:
    """The dates of what would be left without it are said."""
    office.given(g.agreed())
    chair = office.by(g.CHAIR)
    count = chair.assign(REF, "Review", owner="The Clerk", due=g.DUE).entries[0].position
    later = date(2023, 7, 4)
    note = office.by(g.CLERK).log(f"{REF}/1", "Begun", on=later).entries[0].position

    sentence = (
        "knowsley-2023/2/1 was not assigned by 4 July 2023. "
        f"This would contradict #{note} of 4 July 2023."
    )
    with office.refuses(sentence, ImpossibleTimelineError):
        chair.take_back(count, reason=WHY)


def test_a_proposal_stays_while_its_agreement_stands(office: Office) -> None:
    """The agreement goes first."""
    proposed, agreed = office.given(*CLOSED)[-2:]

    sentence = (
        "No closure of knowsley-2023/2 was proposed by 12 June 2023. "
        f"This would contradict #{agreed} of 12 June 2023."
    )
    with office.refuses(sentence, ImpossibleTimelineError):
        office.by(g.MANAGER).take_back(proposed, reason=WHY)
    office.by(g.CHAIR).take_back(agreed, reason=WHY)
    assert office.by(g.MANAGER).take_back(proposed, reason=WHY).entries
    assert office.item().closure is None


def test_whatever_a_command_recorded_is_taken_back_whole(office: Office) -> None:
    """But what was taken back already; and once it is all gone there is no more to take."""
    answers = office.by(g.MANAGER).respond(
        [REF, "knowsley-2018/4", "knowsley-2023/1.3-b"], Response.AGREED
    )
    first, second, third = (entry.position for entry in answers.entries)
    manager = office.by(g.MANAGER)
    manager.take_back(second, reason=WHY)

    receipt = manager.take_back(third, whole=True, reason=WHY)

    assert events_of(receipt) == (
        e.EntryTakenBack(entry=third, reason=WHY),
        e.EntryTakenBack(entry=first, reason=WHY),
    )
    with office.refuses(f"Entry #{first} is taken back already.", RuleError):
        manager.take_back(first, whole=True, reason=WHY)


def test_all_of_a_command_is_taken_back_or_nothing(office: Office) -> None:
    """Whoever may not take one of its entries back takes none."""
    entries = office.by(g.MANAGER).import_report(read()).entries

    sentence = (
        "Only the manager or the clerk may rename and merge services; The Chair is chair today."
    )
    with office.refuses(sentence, RightError):
        office.by(g.CHAIR).take_back(entries[-1].position, whole=True, reason=WHY)


def test_an_import_taken_back_and_made_again_goes_on_where_it_was(office: Office) -> None:
    """The same streams, the actions begun meanwhile, and no number twice."""
    manager, chair = office.by(g.MANAGER), office.by(g.CHAIR)
    first = manager.import_report(read()).entries
    chair.assign(ELMSHIRE, "Review", owner="The Clerk", due=g.DUE)
    chair.take_back(
        chair.assign(ELMSHIRE, "By mistake", owner="The Clerk", due=g.DUE).entries[0].position,
        reason=WHY,
    )

    manager.take_back(first[0].position, whole=True, reason="Read from a draft")
    assert ELMSHIRE not in office.plan().items
    assert "elmshire-2023" not in office.plan().inspections
    with office.refuses("elmshire-2023 has no items now: they were taken back.", NotFoundError):
        manager.log(ELMSHIRE, "Raised")

    again = manager.import_report(read(changed("review the board", "review all boards"))).entries

    item = office.item(ELMSHIRE)
    assert {entry.stream for entry in again} <= {entry.stream for entry in first}
    assert str(item.text).startswith("review all boards")
    assert [(a.number, a.what) for a in item.actions.values()] == [(1, "Review")]
    assert chair.assign(ELMSHIRE, "Next", owner="The Clerk", due=g.DUE).entries[0].event == (
        e.ActionAssigned(action=3, what="Next", owner=g.CLERK, due=g.DUE)
    )
    assert (
        manager.import_report(read(changed("review the board", "review all boards"))).entries == ()
    )


def test_an_import_restored_is_the_one_that_was(office: Office) -> None:
    """Taking its take-back back, whole."""
    manager = office.by(g.MANAGER)
    first = manager.import_report(read()).entries
    items = office.plan().items
    taken = manager.take_back(first[0].position, whole=True, reason=WHY).entries

    manager.take_back(taken[0].position, whole=True, reason="It was right")

    assert office.plan().items == items
    assert manager.import_report(read()).entries == ()


def test_a_service_stays_known_while_another_report_of_it_stands(office: Office) -> None:
    """Whichever report brought its name in."""
    manager = office.by(g.MANAGER)
    first = manager.import_report(read()).entries
    second = manager.import_report(read(FACTS.replace("2023", "2024"))).entries

    manager.take_back(first[0].position, whole=True, reason=WHY)
    assert office.plan().service_name(ServiceId("elmshire")) == ("Elmshire Youth Justice Service")
    manager.take_back(second[0].position, whole=True, reason=WHY)
    assert set(office.plan().inspections) == {"knowsley-2018", "knowsley-2023"}


def test_an_import_that_differs_is_refused_while_the_first_stands(office: Office) -> None:
    """And says what to do."""
    manager = office.by(g.MANAGER)
    manager.import_report(read())

    sentence = "elmshire-2023 is recorded already (entry #19) and differs in 1 fact."
    with office.refuses(sentence, RefusedError):
        manager.import_report(read(changed("review the board", "review all boards")))


def test_an_action_of_yesterday_is_not_lost_with_its_import(office: Office) -> None:
    """Its first date comes back with the report: no slip is hidden by importing again."""
    manager, chair = office.by(g.MANAGER), office.by(g.CHAIR)
    first = manager.import_report(read()).entries
    chair.assign(ELMSHIRE, "Review", owner="The Clerk", due=g.DUE)
    office.go_to(g.TODAY + timedelta(days=100))

    manager.take_back(first[0].position, whole=True, reason="Read from a draft")
    manager.import_report(read())

    assert office.item(ELMSHIRE).actions[1].first_due == g.DUE


@pytest.mark.parametrize("reason", ["", " ", "\x00", "x" * 20_001])
def test_a_take_back_has_a_reason(office: Office, reason: str) -> None:
    """So has a correction."""
    note = office.given(g.noted())[-1]

    with pytest.raises(OddTextError, match=r"^The reason "):
        office.by(g.CLERK).take_back(note, reason=reason)
    with pytest.raises(OddTextError, match=r"^The reason "):
        office.by(g.CLERK).correct(note, given={"text": "X"}, reason=reason)


def test_a_rehearsed_mending_records_nothing(office: Office) -> None:
    """It says what it would record."""
    note = office.given(g.noted())[-1]
    clerk, head = office.by(g.CLERK, dry_run=True), office.record.head()

    assert clerk.take_back(note, reason=WHY).dry_run
    assert clerk.correct(note, given={"text": "X"}, reason=WHY).dry_run
    assert office.record.head() == head
