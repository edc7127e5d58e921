"""What changed between two days, and what the first of them did not know of itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import hypothesis
import pytest
import sample_plans
from hypothesis import strategies as st

from tracker.domain import events as e
from tracker.domain.bitemporal import effective_up_to
from tracker.domain.reference import Reference
from tracker.queries.diff import diff_plans
from tracker.queries.history import history_entries

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.queries.json_types.board import ChangeShape, LearnedShape
    from tracker.queries.json_types.items import EntryShape

FIRST = date(2023, 6, 12)
BETWEEN = date(2023, 6, 20)
LAST = date(2023, 7, 3)
QUIET = 42
BEGUN = (g.made(), g.agreed(), g.assigned(1))
"""Known and in force at the end of the first day: entries 1 to 3."""


def between(
    *entries: Entry,
    first: date = FIRST,
    last: date = LAST,
    known: date | None = None,
    reference: Reference | None = None,
) -> tuple[list[ChangeShape], list[LearnedShape]]:
    """Return what changed, each day as known on that day, or both as known on one."""
    before = sample_plans.plan(*entries, on=first, known=known or first)
    after = sample_plans.plan(*entries, on=last, known=known or last)
    return diff_plans(before, after, reference)


def late(event: e.AnyEvent, *, on: date = FIRST, known: date = BETWEEN) -> Entry:
    """Return an entry recorded after the first day."""
    return g.entry(event, on=on, known=known)


def test_nothing_recorded_since_changes_nothing() -> None:
    """What the first board knew is no news to the second."""
    assert between(*BEGUN) == ([], [])


def test_what_took_effect_since_is_a_change() -> None:
    """With its category, its place, its words, its date, its entry and who recorded it."""
    changes, learned = between(*BEGUN, g.completed(1, on=BETWEEN))

    assert changes == [
        {
            "category": "progressed",
            "ref": "knowsley-2023/2/1",
            "what": "completed",
            "took_effect": "2023-06-20",
            "took_effect_text": "20 Jun 2023",
            "entry": 4,
            "by": "The Manager",
        }
    ]
    assert learned == []


def test_the_first_day_counts_to_its_end_and_the_last_too() -> None:
    """What happened on the first day is known to it; what happens after the last is not yet."""
    after = LAST + timedelta(days=1)
    changes, learned = between(
        *BEGUN,
        g.noted("On the first", on=FIRST),
        g.noted("On the last", on=LAST),
        g.entry(e.NoteMade(note="After the last"), on=after, known=LAST),
    )

    assert [change["what"] for change in changes] == ["noted: On the last"]
    assert learned == []


def test_what_was_planned_on_the_first_day_is_a_change_once_it_takes_effect() -> None:
    """It was recorded before the first board, for a day after it."""
    planned = g.entry(e.ActionReowned(action=1, owner=g.POLICE), on=BETWEEN, known=FIRST)

    changes, learned = between(*BEGUN, planned)

    assert [change["category"] for change in changes] == ["re-owned"]
    assert learned == []


def test_what_had_happened_but_was_recorded_later_stands_apart() -> None:
    """The first board could not know it: it was learned since, and is no change."""
    changes, learned = between(*BEGUN, late(e.NoteMade(note="Raised in May")))

    assert changes == []
    assert learned == [
        {
            "category": "progressed",
            "ref": "knowsley-2023/2",
            "what": "noted: Raised in May",
            "took_effect": "2023-06-12",
            "took_effect_text": "12 Jun 2023",
            "entry": 4,
            "by": "The Manager",
            "recorded_at": "2023-06-20T12:00:00.000000Z",
            "state": "stands",
            "changed_by": None,
            "was": None,
        }
    ]


def test_what_was_corrected_since_stands_apart_beside_what_was_known() -> None:
    """It had happened by the first day, otherwise than that board was told."""
    entry = g.progressed(1, 60)
    right = e.ActionProgressed(action=1, note="Begun", percent=40)

    changes, learned = between(*BEGUN, entry, g.corrected(4, right, known=BETWEEN))

    assert changes == []
    assert [(x["what"], x["was"], x["state"], x["changed_by"]) for x in learned] == [
        ("progressed to 40%: Begun", "progressed to 60%: Under way", "corrected", 5)
    ]


def test_what_was_taken_back_since_stands_apart() -> None:
    """The first board was told what was never true."""
    changes, learned = between(*BEGUN, g.completed(1), g.taken_back(4, known=BETWEEN))

    assert changes == []
    assert [(x["what"], x["state"], x["changed_by"]) for x in learned] == [
        ("completed", "taken back", 5)
    ]


@pytest.mark.parametrize("moved", [BETWEEN, date(2023, 8, 1)])
def test_what_the_first_board_knew_is_no_change_though_its_date_was_corrected(moved: date) -> None:
    """It was learned since that it happened later, or is only to happen."""
    changes, learned = between(*BEGUN, g.completed(1), g.corrected(4, to=moved, known=BETWEEN))

    assert changes == []
    assert [(x["took_effect"], x["was"]) for x in learned] == [
        (moved.isoformat(), "completed, took effect 12 Jun 2023")
    ]


def test_what_was_dated_after_the_first_day_and_corrected_to_before_it_was_learned_since() -> None:
    """That board did not know that it had happened."""
    entries = (*BEGUN, g.completed(1, on=BETWEEN), g.corrected(4, to=FIRST, known=LAST))

    changes, learned = between(*entries)

    assert changes == []
    assert [(x["took_effect"], x["state"], x["was"]) for x in learned] == [
        ("2023-06-12", "corrected", None)
    ]


def test_what_was_corrected_before_the_last_day_is_the_change_it_became() -> None:
    """Neither board saw it as it was first recorded."""
    entries = (*BEGUN, g.noted("One", on=BETWEEN), g.corrected(4, e.NoteMade(note="Two")))

    changes, learned = between(*entries)

    assert [change["what"] for change in changes] == ["noted: Two"]
    assert learned == []


def test_what_was_recorded_and_taken_back_between_the_days_is_nothing() -> None:
    """Neither board ever saw it."""
    entries = (*BEGUN, g.noted(on=BETWEEN), g.taken_back(4, known=BETWEEN))

    assert between(*entries) == ([], [])


def test_a_correction_taken_back_again_between_the_days_is_nothing() -> None:
    """What stands is what the first board knew."""
    entries = (
        *BEGUN,
        g.corrected(3, to=g.PUBLISHED, known=BETWEEN),
        g.taken_back(4, known=LAST),
    )

    assert between(*entries) == ([], [])


def test_with_one_knowledge_the_late_entry_is_known_on_both_days() -> None:
    """So it is neither a change nor learned since."""
    entries = (*BEGUN, late(e.NoteMade(note="Raised in May")), g.noted(on=BETWEEN))

    changes, learned = between(*entries, known=LAST)

    assert [change["entry"] for change in changes] == [5]
    assert learned == []


def test_a_report_of_the_past_imported_since_was_learned_since() -> None:
    """Its items were there on the first day; this record did not know them."""
    entry = g.entry(g.made().event, on=g.PUBLISHED, known=BETWEEN)

    changes, learned = between(entry)

    assert changes == []
    assert [(x["category"], x["took_effect"]) for x in learned] == [("new", "2023-05-31")]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["note", "correct", "take back"]),
        st.integers(0, 30),
        st.integers(0, 10),
        st.integers(1, 8),
    ),
    max_size=10,
)


def history(steps: list[tuple[str, int, int, int]]) -> list[Entry]:
    """Return notes on days around the first and the last, mended in every way."""
    entries, known = [g.made()], FIRST - timedelta(days=9)
    for kind, effective, passed, target in steps:
        known, on = known + timedelta(days=passed), FIRST + timedelta(days=effective - 15)
        if kind == "note":
            entries.append(g.entry(e.NoteMade(note=f"{len(entries)}"), on=on, known=known))
        elif 1 < target <= len(entries) and kind == "take back":
            entries.append(g.taken_back(target, known=known))
        elif 1 < target <= len(entries) and isinstance(entries[target - 1].event, e.NoteMade):
            entries.append(g.corrected(target, to=on, known=known))
    return entries


@hypothesis.given(STEPS)
def test_with_one_knowledge_nothing_is_ever_learned_since(
    steps: list[tuple[str, int, int, int]],
) -> None:
    """And what changed is exactly what took effect after the first day, up to the last."""
    entries = history(steps)
    known = entries[-1].recorded_at.date()
    stands = sample_plans.plan(*entries, on=LAST, known=known)

    changes, learned = between(*entries, known=known)

    since = [
        x for x in effective_up_to(stands.streams[f"item:{g.REF}"], LAST) if x.effective_on > FIRST
    ]
    assert [change["entry"] for change in changes] == [step.position for step in since]
    assert learned == []


@hypothesis.given(STEPS)
def test_every_entry_that_reads_otherwise_is_told_once(
    steps: list[tuple[str, int, int, int]],
) -> None:
    """As a change or as learned since, and no other entry is told."""
    entries = history(steps)
    seen = [
        {
            (x["took_effect"], x["what"], x["position"])
            for x in told_on(entries, day)
            if x["state"] in {"stands", "corrected"}
        }
        for day in (FIRST, LAST)
    ]

    changes, learned = between(*entries)

    positions = sorted(x["entry"] or 0 for x in (*changes, *learned))
    assert positions == sorted({position for *_, position in seen[0] ^ seen[1]})


def told_on(entries: list[Entry], day: date) -> list[EntryShape]:
    """Return the history of the item on a day, as known on that day."""
    return history_entries(sample_plans.plan(*entries, on=day, known=day), Reference(g.REF))
