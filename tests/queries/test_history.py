"""What happened: every entry, as it stands, with what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import sample_plans

from tracker.domain import events as e
from tracker.domain.free_text import Erased
from tracker.domain.reference import Reference
from tracker.domain.vocabulary import ErasureReason, Response
from tracker.queries.history import entry_with_marks, history_entries

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.queries.json_types.items import EntryShape

ITEM = Reference(g.REF)
FIRST = Reference(g.REF, 1)
EARLIER = date(2023, 6, 20)
LAST = date(2023, 6, 30)


def told(
    *entries: Entry, on: date = g.TODAY, known: date | None = None, by_record: bool = False
) -> list[EntryShape]:
    """Return the history of the item."""
    return history_entries(
        sample_plans.plan(*entries, on=on, known=known), ITEM, by_record=by_record
    )


def positions(rows: list[EntryShape]) -> list[int]:
    """Return which entries are told, in their order."""
    return [row["position"] for row in rows]


def test_a_history_is_told_in_the_order_in_which_things_took_effect() -> None:
    """What was logged late stands where it happened; within a day the record decides."""
    entries = (
        g.made(),
        g.agreed(on=EARLIER),
        g.assigned(1, on=LAST),
        g.noted("Before", on=g.BOARD),
        g.noted("After", on=g.BOARD),
    )

    assert positions(told(*entries)) == [1, 4, 5, 2, 3]


def test_a_history_can_be_told_in_the_order_of_the_record() -> None:
    """As a minute book is read."""
    entries = (g.made(), g.agreed(on=LAST), g.noted(on=EARLIER))

    assert positions(told(*entries, by_record=True)) == [1, 2, 3]


def test_an_entry_says_when_by_whom_and_what() -> None:
    """Every field of the contract."""
    entries = (g.made(), g.answered(Response.NOT_AGREED))

    assert told(*entries)[1] == {
        "position": 2,
        "took_effect": "2023-06-12",
        "took_effect_text": "12 Jun 2023",
        "recorded_at": "2023-06-12T12:00:00.000000Z",
        "by": "The Manager",
        "for": None,
        "minute": None,
        "ref": "knowsley-2023/2",
        "type": "response-given.v1",
        "what": "not agreed: It is for the council",
        "state": "stands",
        "changed_by": None,
        "was": None,
        "command": "a command",
    }


def test_a_minuted_decision_names_the_decider_and_the_clerk() -> None:
    """Chairs decide in meetings and clerks type; both are told."""
    event = e.ResponseGiven(minuted=g.MINUTED, response=Response.AGREED)

    row = told(g.made(), g.entry(event, by=g.CLERK))[1]

    assert (row["by"], row["for"], row["minute"]) == (
        "The Clerk",
        "The Chair",
        "Minute 7 of 12 June",
    )
    assert row["what"] == "agreed (decided by The Chair: Minute 7 of 12 June)"


def test_a_corrected_entry_is_told_as_it_stands_beside_what_it_said() -> None:
    """Nothing is rewritten: the correction is a row, and the first words stay."""
    wrong, right = g.progressed(1, 60), e.ActionProgressed(action=1, note="Begun", percent=40)
    rows = told(g.made(), g.agreed(), g.assigned(1), wrong, g.corrected(4, right))

    corrected, correction = rows[3], rows[4]

    assert (corrected["what"], corrected["was"]) == (
        "progressed to 40%: Begun",
        "progressed to 60%: Under way",
    )
    assert (corrected["state"], corrected["changed_by"]) == ("corrected", 5)
    assert entry_with_marks(corrected) == (
        "progressed to 40%: Begun [corrected by #5] [it said: progressed to 60%: Under way]"
    )
    assert (correction["state"], correction["changed_by"]) == ("correction", None)
    assert correction["what"] == ("corrected #4 to “progressed to 40%: Begun”: Typed wrongly")


def test_an_entry_whose_date_was_corrected_is_told_on_its_right_date() -> None:
    """And says which date it had."""
    rows = told(g.made(), g.agreed(), g.noted(on=g.BOARD), g.corrected(3, to=EARLIER))

    assert (rows[2]["took_effect"], rows[2]["was"]) == (
        "2023-06-20",
        "noted: Raised with the council, took effect 12 Jun 2023",
    )


def test_the_last_correction_has_the_last_word() -> None:
    """Both are rows; the entry names the one it stands by."""
    entries = (
        g.made(),
        g.noted("One"),
        g.corrected(2, e.NoteMade(note="Two")),
        g.corrected(2, e.NoteMade(note="Three")),
    )

    rows = told(*entries)

    assert [row["what"] for row in rows[1:2]] == ["noted: Three"]
    assert [row["changed_by"] for row in rows] == [None, 4, None, None]


def test_an_entry_taken_back_is_told_and_marked() -> None:
    """It was never true, and it was recorded: both are said."""
    rows = told(g.made(), g.noted(), g.taken_back(2))

    assert [row["state"] for row in rows] == ["stands", "taken back", "correction"]
    assert entry_with_marks(rows[1]) == "noted: Raised with the council [taken back by #3]"


def test_taking_back_a_correction_lets_the_entry_stand_as_before() -> None:
    """The correction is marked, the entry no longer."""
    entries = (g.made(), g.noted(), g.corrected(2, e.NoteMade(note="Two")), g.taken_back(3))

    rows = told(*entries)

    assert [(row["state"], row["changed_by"]) for row in rows] == [
        ("stands", None),
        ("stands", None),
        ("taken back", 4),
        ("correction", None),
    ]
    assert rows[1]["was"] is None


def test_what_takes_effect_after_the_day_is_not_told() -> None:
    """The day counts to its end."""
    entries = (g.made(), g.agreed(), g.noted(on=EARLIER), g.noted("Later", on=LAST))

    assert positions(told(*entries, on=EARLIER)) == [1, 2, 3]


def test_a_correction_is_told_wherever_its_entry_is() -> None:
    """However much later it was recorded."""
    entries = (g.made(), g.noted(), g.corrected(2, e.NoteMade(note="Two"), known=g.TODAY))

    assert positions(told(*entries, on=g.BOARD)) == [1, 2, 3]


def test_a_correction_is_hidden_with_its_entry() -> None:
    """Moved to a later date, the entry had not happened on this one; nor is its mending told."""
    entries = (g.made(), g.noted(), g.corrected(2, to=LAST), g.taken_back(3))
    moved = entries[:3]

    assert positions(told(*moved, on=EARLIER)) == [1]
    assert positions(told(*moved, on=LAST)) == [1, 2, 3]
    assert positions(told(*entries, on=EARLIER)) == [1, 2, 3, 4]


def test_what_was_not_yet_recorded_is_not_told() -> None:
    """The board of that day saw the entry as it then stood."""
    entries = (g.made(), g.noted(), g.corrected(2, e.NoteMade(note="Two"), known=LAST))

    rows = told(*entries, known=EARLIER)

    assert [(row["what"], row["state"]) for row in rows[1:]] == [
        ("noted: Raised with the council", "stands")
    ]


def test_an_erased_text_shows_its_marker() -> None:
    """On every date; that it was asked for and confirmed are rows."""
    gone = Erased(EARLIER, ErasureReason.NAMES_A_CHILD)
    asked = e.ErasureAsked(entry=2, reason=ErasureReason.NAMES_A_CHILD)
    erased = e.TextErased(entry=2, reason=ErasureReason.NAMES_A_CHILD)
    entries = (
        g.made(),
        g.entry(e.NoteMade(note=gone)),
        g.entry(asked, on=EARLIER),
        g.entry(erased, on=EARLIER),
    )

    rows = told(*entries, on=g.BOARD)

    assert rows[1]["what"] == "noted: [erased 20 Jun 2023: names a child]"
    assert [row["state"] for row in rows] == ["stands", "stands", "erasure", "erasure"]


def test_the_history_of_an_action_is_of_that_action_only() -> None:
    """With what mended or erased its entries."""
    entries = (
        g.made(),
        g.assigned(1),
        g.assigned(2),
        g.progressed(1),
        g.progressed(2),
        g.taken_back(4),
        g.corrected(5, to=EARLIER),
        g.entry(e.ErasureAsked(entry=4, reason=ErasureReason.OTHER), on=g.TODAY),
    )

    rows = history_entries(sample_plans.plan(*entries), FIRST)

    assert positions(rows) == [2, 4, 6, 8]
    assert {row["ref"] for row in rows} == {"knowsley-2023/2/1"}


def test_an_entry_moved_to_another_action_is_in_the_history_of_both() -> None:
    """Where it was first recorded, and where it stands."""
    moved = e.ActionProgressed(action=2, note="Under way", percent=50)
    entries = (g.made(), g.assigned(1), g.assigned(2), g.progressed(1), g.corrected(4, moved))
    plan = sample_plans.plan(*entries)

    assert positions(history_entries(plan, FIRST)) == [2, 4, 5]
    assert positions(history_entries(plan, Reference(g.REF, 2))) == [3, 4, 5]


def test_the_history_of_an_item_leaves_out_the_others() -> None:
    """The whole ledger has them all, and the people."""
    plan = sample_plans.plan(g.made(), g.made(ref=g.OTHER))

    assert positions(history_entries(plan, ITEM)) == [1]
    assert positions(history_entries(plan))[:3] == [1, 2, sample_plans.FIRST_OF_PEOPLE]
    assert history_entries(plan)[2]["ref"] == "p1"


def test_an_item_of_which_nothing_is_known_has_no_history() -> None:
    """Its stream had not begun at that position."""
    assert history_entries(sample_plans.plan(), ITEM) == []
