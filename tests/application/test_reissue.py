"""A report that was published again: recorded beside the first, each standing from its own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import given as g
import pytest
from elmshire_facts import FACTS, read
from reissued_facts import BEFORE, FIRST, ID, ON, SECOND, THIRD, WHY, again, told

from tracker.application.import_status import Same
from tracker.application.recorded_reports import recorded_report
from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.vocabulary import (
    ClosedAs,
    ErasureReason,
    Response,
    Status,
)

if TYPE_CHECKING:
    from office import Office

    from tracker.application.tracker import Tracker
    from tracker.domain.bitemporal import Entry


@pytest.fixture
def manager(office: Office) -> Tracker:
    """Return the manager's use cases, with the report recorded as it was first published."""
    manager = office.by(g.MANAGER)
    manager.import_report(read())
    return manager


def first_of(entries: tuple[Entry, ...]) -> int:
    """Return the position of the first of some entries."""
    return entries[0].position


def test_a_re_issue_is_one_command_with_an_entry_for_each_thing_that_changed(
    manager: Tracker,
) -> None:
    """The facts whole; an item in other words, one that is new, and one that is gone."""
    entries = manager.import_report(again(), reissue=True, on=ON).entries

    assert {(entry.effective_on, entry.command) for entry in entries} == {(ON, entries[0].command)}
    assert [(entry.stream, entry.event.type) for entry in entries] == [
        (f"inspection:{ID}", "inspection-reissued.v1"),
        (f"item:{FIRST}", "recommendation-reissued.v1"),
        (f"item:{THIRD}", "recommendation-made.v1"),
        (f"item:{SECOND}", "recommendation-dropped.v1"),
    ]
    assert isinstance(entries[0].event, e.InspectionReissued)
    assert entries[0].event.items == ("1", "2")


def test_earlier_dates_keep_the_first_text(office: Office, manager: Tracker) -> None:
    """From its own day on the re-issue stands, and it did not before it was known."""
    known = office.record.head().position
    manager.import_report(again(), reissue=True, on=ON)

    texts = [
        str(told(office, FIRST, BEFORE).text),
        str(told(office, FIRST, ON, known).text),
        str(told(office, FIRST, ON).text),
    ]
    plans = [office.plan(on=BEFORE), office.plan(on=ON)]
    ratings = [plan.inspections[ID].facts.standards[0].rating for plan in plans]

    assert [text.split("\n")[0] for text in texts] == [
        "review the board",
        "review the board",
        "review all boards",
    ]
    assert ratings == ["Good", "Inadequate"]
    assert [THIRD in plan.items for plan in plans] == [False, True]
    assert told(office, FIRST, ON).reissued_on == ON


def test_what_was_done_meanwhile_keeps_its_meaning(office: Office, manager: Tracker) -> None:
    """Answers, actions and notes are of the item, whatever words it is asked for in."""
    manager.respond([FIRST], Response.AGREED)
    office.by(g.CHAIR).assign(FIRST, "Review", owner="The Clerk", due=g.DUE)
    before = told(office, FIRST, g.TODAY)

    manager.import_report(again(), reissue=True, on=ON)

    after = told(office, FIRST, g.TODAY)
    assert replace(
        after,
        text=before.text,
        reissued_on=None,
        touched=before.touched,
        latest=before.latest,
    ) == replace(before)
    assert after.actions == before.actions


def test_a_re_issue_taken_back_alone_restores_the_first(office: Office, manager: Tracker) -> None:
    """Whole; and taken back again, the re-issue stands as it did."""
    first = office.plan(on=g.TODAY)
    entries = manager.import_report(again(), reissue=True, on=ON).entries
    then = office.plan(on=g.TODAY)

    taken = manager.take_back(first_of(entries), whole=True, reason=WHY).entries
    back = office.plan(on=g.TODAY)
    manager.take_back(first_of(taken), whole=True, reason="It was no draft")
    restored = office.plan(on=g.TODAY)

    assert (back.items, back.inspections) == (first.items, first.inspections)
    assert (restored.items, restored.inspections) == (then.items, then.inspections)


def test_the_first_is_not_taken_back_under_its_re_issue(office: Office, manager: Tracker) -> None:
    """Neither the report nor an item: the re-issue would hang in the air."""
    first = office.record.stream(f"inspection:{ID}")[0].position
    entries = manager.import_report(again(), reissue=True, on=ON).entries

    for position, by in ((first, entries[0]), (first + 1, entries[1]), (first + 2, entries[3])):
        sentence = f"#{position} was re-issued since, by #{by.position}."
        with office.refuses(sentence, RuleError):
            manager.take_back(position, reason=WHY)
    with office.refuses(
        f"#{first} was re-issued since, by #{first_of(entries)}.",
        RuleError,
    ):
        manager.take_back(first, whole=True, reason=WHY)


def test_a_re_issue_of_a_re_issue_stands_from_its_own_day(office: Office, manager: Tracker) -> None:
    """Each of the three on its own dates; an item that comes back keeps its number and history."""
    later = ON + timedelta(days=7)
    manager.import_report(again(), reissue=True, on=ON)

    third = read(FACTS.replace("review the board", "review one board"))
    receipt = manager.import_report(third, reissue=True, on=later)

    assert [entry.event.type for entry in receipt.entries] == [
        "inspection-reissued.v1",
        "recommendation-reissued.v1",
        "recommendation-reissued.v1",
        "recommendation-dropped.v1",
    ]
    words = [str(told(office, FIRST, day).text).split()[1] for day in (BEFORE, ON, later)]
    assert words == ["the", "all", "one"]
    assert [told(office, SECOND, day).dropped_on for day in (ON, later)] == [ON, None]
    assert told(office, THIRD, later).dropped_on == later
    assert recorded_report(office.plan(on=later), ID) == third


def test_an_entry_put_right_before_is_re_issued_as_it_stands(
    office: Office, manager: Tracker
) -> None:
    """A correction of the first text changes the first dates; the re-issue goes on standing."""
    (entry,) = [x for x in office.record.stream(f"item:{FIRST}") if x.position]
    assert isinstance(entry.event, e.RecommendationMade)
    right = entry.event.model_copy(update={"text": "review the old board"})
    office.given(g.corrected(entry.position, right, stream=f"item:{FIRST}"))

    status = manager.report_status(again())
    manager.import_report(again(), reissue=True, on=ON)

    assert "recommendation 1, text: was 'review the old board', now 'review all boards" in (
        " ".join(getattr(status, "differences", ()))
    )
    assert told(office, FIRST, BEFORE).text == "review the old board"
    assert str(told(office, FIRST, ON).text).startswith("review all boards")


def test_an_erased_first_text_stays_erased(office: Office, manager: Tracker) -> None:
    """On its own dates; the words of the re-issue are another entry, erased apart."""
    manager.import_report(again(), reissue=True, on=ON)
    position = office.record.stream(f"item:{FIRST}")[0].position

    manager.ask_erasure(position, ErasureReason.NAMES_A_CHILD)
    office.by(g.CLERK).confirm_erasure(position)

    marker = "[erased 3 Jul 2023: names a child]"
    assert str(told(office, FIRST, BEFORE).text) == marker
    assert str(told(office, FIRST, ON).text).startswith("review all boards")
    report = recorded_report(office.plan(on=BEFORE), ID)
    assert report is not None
    assert report.items[0].text == marker
    assert isinstance(manager.report_status(again()), Same)


def test_a_re_issue_does_not_bring_an_erased_text_back(office: Office, manager: Tracker) -> None:
    """Of an item in which nothing else differs there is nothing to record."""
    position = office.record.stream(f"item:{FIRST}")[0].position
    manager.ask_erasure(position, ErasureReason.NAMES_A_CHILD)

    receipt = manager.import_report(
        again(('rating = "Good"', 'rating = "Inadequate"')), reissue=True, on=ON
    )

    assert [entry.stream for entry in receipt.entries] == [f"inspection:{ID}"]
    assert str(told(office, FIRST, ON).text) == "[hidden 3 Jul 2023: names a child]"


def test_a_closed_item_is_re_issued_and_stays_closed(office: Office, manager: Tracker) -> None:
    """Its report may be printed again; whether to take it up again is the board's to say."""
    closing = (
        e.ClosureProposed(closed_as=ClosedAs.ALTERNATIVE, why="Done"),
        e.ClosureAgreed(closed_as=ClosedAs.ALTERNATIVE),
    )
    for ref in (FIRST, SECOND):
        office.given(*(g.entry(x, on=BEFORE, known=g.TODAY, stream=f"item:{ref}") for x in closing))

    manager.import_report(again(), reissue=True, on=ON)

    items = [told(office, ref, ON) for ref in (FIRST, SECOND)]
    assert [(item.status, item.conflicts) for item in items] == [(Status.CLOSED, ())] * 2
    assert (items[0].reissued_on, items[1].dropped_on) == (ON, ON)
