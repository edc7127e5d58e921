"""One item's whole history: what it was on any day, and what may still be entered into it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import ImpossibleTimelineError
from tracker.domain.item_history import ItemHistory, fold_item
from tracker.domain.vocabulary import Kind, Response, Status

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

DAY = timedelta(days=1)
DRAFT = date(2023, 5, 2)


def timeline(*entries: Entry) -> ItemHistory:
    """Return the timeline of the item after the entries."""
    return ItemHistory(g.REF, g.recorded(*entries))


def test_an_item_is_what_the_report_says() -> None:
    """Its number, kind, text and addressee stand as printed."""
    item = g.given(g.made())

    assert (item.ref, item.inspection, item.service, item.number) == (
        g.REF,
        g.INSPECTION,
        g.SERVICE,
        "2",
    )
    assert (item.kind, item.standard, item.published_on) == (
        Kind.RECOMMENDATION,
        None,
        g.PUBLISHED,
    )
    assert item.text == "Make sure that children who are excluded are taught"
    assert item.addressee == "The Chair of the Management Board"
    assert item.touched == g.PUBLISHED


def test_an_item_is_there_from_its_publication_on() -> None:
    """The day before there is nothing; the day itself counts."""
    entries = g.recorded(g.made(), g.agreed())

    assert fold_item(entries, g.PUBLISHED - DAY) is None
    assert fold_item(entries, g.PUBLISHED) is not None
    assert fold_item((), g.TODAY) is None


def test_a_plan_is_begun_on_the_draft() -> None:
    """Entries dated before its publication put an item into the plan, from the first of them."""
    entries = g.recorded(g.made(), g.assigned(1, on=DRAFT), g.agreed())

    early = fold_item(entries, DRAFT)

    assert fold_item(entries, DRAFT - DAY) is None
    assert early is not None
    assert (early.published_on, early.touched) == (g.PUBLISHED, DRAFT)
    assert early.published_on > DRAFT
    assert list(early.actions) == [1]
    assert early.text == "Make sure that children who are excluded are taught"


def test_publication_touches_an_item_begun_on_the_draft() -> None:
    """Touched is the latest day, even where the earlier entry was recorded later."""
    item = g.given(g.made(), g.assigned(1, on=DRAFT), on=g.PUBLISHED)

    assert item.touched == g.PUBLISHED


def test_a_command_finds_the_item_before_its_publication() -> None:
    """So that the first entry on the draft can be made at all."""
    item = timeline(g.made(), g.agreed()).before_command(DRAFT)

    assert item is not None
    assert (item.status, item.touched, item.published_on) == (
        Status.AWAITING_RESPONSE,
        None,
        g.PUBLISHED,
    )
    assert timeline().before_command(DRAFT) is None
    assert timeline(g.made(), g.taken_back(1)).before_command(g.TODAY) is None


def test_an_item_taken_back_is_gone_and_comes_back_with_its_plan() -> None:
    """Importing again continues the same stream."""
    gone = [g.made(), g.agreed(), g.assigned(1), g.taken_back(1)]

    again = g.given(*gone, g.made(on=g.PUBLISHED + DAY))

    assert timeline(*gone).at(g.TODAY) is None
    assert timeline(*gone).contradictions() == {}
    assert (again.status, again.published_on) == (Status.IN_PROGRESS, g.PUBLISHED + DAY)
    assert again.conflicts == ()


def test_a_number_is_never_used_twice() -> None:
    """Not that of an action, outcome or proof taken back, corrected away or not yet in force."""
    item = g.given(
        g.made(),
        g.assigned(1),
        g.assigned(2),
        g.outcome(1),
        g.evidence(1),
        g.evidence(2, on=g.DUE),
        g.taken_back(3),
        g.taken_back(4),
        g.corrected(2, e.NoteMade(note="Not an action")),
    )

    assert (item.actions, item.outcomes, list(item.evidence)) == ({}, {}, [1])
    assert (item.next_action, item.next_outcome, item.next_evidence) == (3, 2, 3)


def test_numbers_begin_with_one() -> None:
    """For actions, outcomes and proof alike."""
    item = g.given(g.made())

    assert (item.next_action, item.next_outcome, item.next_evidence) == (1, 1, 1)


def test_a_number_given_by_a_correction_is_used_too() -> None:
    """A correction may make an action of what was a note."""
    assigned = g.assigned(7).event
    assert isinstance(assigned, e.ActionAssigned)

    item = g.given(g.made(), g.noted(), g.corrected(2, assigned))

    assert list(item.actions) == [7]
    assert item.next_action == 8


def test_a_second_report_of_the_same_item_is_a_conflict() -> None:
    """It was made once; the first stands."""
    item = g.given(g.made(), g.made(on=g.BOARD))

    assert item.published_on == g.PUBLISHED
    assert [c.sentence for c in item.conflicts] == [
        "knowsley-2023/2 was already made, on 31 May 2023."
    ]


def test_what_fits_is_accepted() -> None:
    """An entry may be dated back, as long as nothing contradicts it."""
    whole = timeline(g.made(), g.agreed(), g.assigned(1), g.completed(1, on=g.TODAY))
    new = g.recorded(*whole.entries, g.progressed(1, 80, on=g.BOARD + DAY))[-1]

    whole.accept([new])

    assert ItemHistory(g.REF, (*whole.entries, new)).contradictions() == {}


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (g.completed(1, on=g.BOARD - DAY), "2/1 was not assigned by 11 June 2023"),
        (g.withdrawn(1, on=g.TODAY - DAY), "2/1 was withdrawn on 2 July 2023; reopen it first"),
        (g.progressed(1, 90, on=g.TODAY + DAY), "2/1 was completed on 3 July 2023"),
        (
            g.answered(Response.NOT_AGREED, on=g.BOARD - DAY),
            "knowsley-2023/2 is not agreed; an action needs another response first",
        ),
        (
            g.answered(Response.NOT_AGREED, on=g.TODAY - DAY),
            "has open actions .knowsley-2023/2/1.; withdraw them before it is not agreed",
        ),
        (g.taken_back(2), "2/1 was not assigned by 3 July 2023"),
        (g.corrected(2, to=g.TODAY + DAY), "2/1 was not assigned by 3 July 2023"),
    ],
)
def test_what_makes_the_history_contradict_itself_is_refused(new: Entry, sentence: str) -> None:
    """The whole timeline is checked, also what comes after; the dates are shown."""
    whole = timeline(g.made(), g.assigned(1), g.completed(1, on=g.TODAY))
    entry = g.recorded(*whole.entries, new)[-1]

    with pytest.raises(ImpossibleTimelineError, match=sentence):
        whole.accept([entry])


def test_a_history_that_contradicts_itself_still_takes_entries() -> None:
    """Only new contradictions are refused; the old one stays shown."""
    whole = timeline(g.made(), g.completed(1))
    new = g.recorded(*whole.entries, g.noted(on=g.TODAY))[-1]

    whole.accept([new])

    assert list(whole.contradictions()) == [
        (2, "knowsley-2023/2/1 was not assigned by 12 June 2023.")
    ]


def test_two_entries_of_one_command_are_accepted_together() -> None:
    """An action may be assigned and completed in one save."""
    whole = timeline(g.made())
    new = g.recorded(*whole.entries, g.assigned(1), g.completed(1))[1:]

    whole.accept(entry for entry in new)

    assert len(new) == 2


def test_every_new_contradiction_is_said_once() -> None:
    """The refusal lists each sentence."""
    whole = timeline(g.made(), g.assigned(1), g.progressed(1), g.progressed(1), g.completed(1))
    new = g.recorded(*whole.entries, g.taken_back(2))[-1]

    with pytest.raises(ImpossibleTimelineError) as refused:
        whole.accept([new])

    assert str(refused.value) == "knowsley-2023/2/1 was not assigned by 12 June 2023."


def test_the_last_day_is_the_latest_effective_date() -> None:
    """It may lie in the future, and a date corrected counts as corrected."""
    planned = timeline(g.made(), g.assigned(1), g.reowned(1, on=g.LATER))
    mended = timeline(g.made(), g.noted(on=g.LATER), g.corrected(2, to=g.BOARD))

    assert planned.last_day == g.LATER
    assert mended.last_day == g.BOARD


def test_a_contradiction_in_the_future_counts() -> None:
    """What is planned for later has to fit as well."""
    whole = timeline(g.made(), g.assigned(1), g.withdrawn(1, on=g.LATER))
    new = g.recorded(*whole.entries, g.completed(1, on=g.TODAY))[-1]

    with pytest.raises(ImpossibleTimelineError, match="was completed on 3 July 2023"):
        whole.accept([new])


def test_a_hand_over_planned_for_later_keeps_nobody_from_finishing_before() -> None:
    """When the action ends first the hand-over is overtaken: the owner who finished it stays."""
    whole = timeline(g.made(), g.assigned(1, owner=g.EDUCATION), g.reowned(1, on=g.LATER))
    new = g.recorded(*whole.entries, g.completed(1, on=g.TODAY))[-1]

    whole.accept([new])

    item = ItemHistory(whole.ref, (*whole.entries, new)).at(g.LATER)
    assert item is not None
    assert (item.actions[1].owner, item.conflicts) == (g.EDUCATION, ())
