"""What stands of what was recorded, in the words of the field's tricky cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest

from tracker.domain import events as e
from tracker.domain.bitemporal import EffectiveEntry, Moment, effective_entries, effective_up_to
from tracker.domain.item_history import fold_item
from tracker.domain.vocabulary import ErasureReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.bitemporal import Entry
    from tracker.domain.free_text import Erased

OPENED = date(2026, 1, 5)
FIRST_FEB = date(2026, 2, 1)
FIRST_MARCH = date(2026, 3, 1)
DONE = e.ActionCompleted(action=1)
HALF = e.ActionProgressed(action=1, note="Half done", percent=50)
PAUSED = e.ActionProgressed(action=1, note="Paused", percent=0)
GIVEN_UP = e.ActionWithdrawn(action=1, why="Closed")
BEGINNING = (g.made(on=OPENED), g.assigned(1, due=date(2026, 6, 30), on=OPENED))
WORDS = {"not started 0": "open", "in progress 50": "in progress", "in progress 0": "paused"}


def said(event: e.PlainEvent, on: date, known: date | None = None) -> Entry:
    """Return what was said about the action: from the third entry on."""
    return g.entry(event, on=on, known=known)


def how(entries: Sequence[Entry], as_of: date, known_at: date = date(2026, 12, 31)) -> str:
    """Return where the action stood on a day, by what was recorded up to another."""
    known = [x for x in g.recorded(*BEGINNING, *entries) if x.recorded_at.date() <= known_at]
    item = fold_item(known, as_of)
    assert item is not None
    action = item.actions[1]
    word = f"{action.status} {action.done_percent}"
    return WORDS.get(word, {"complete": "done", "withdrawn": "closed"}.get(action.status, word))


DONE_FEB = said(DONE, FIRST_FEB)
CASE_5 = (DONE_FEB, g.corrected(3, HALF, known=FIRST_MARCH))
CASE_7 = (
    said(DONE, FIRST_FEB, known=date(2026, 2, 20)),
    g.corrected(3, to=date(2026, 2, 10), known=FIRST_MARCH),
)
CASE_9 = (DONE_FEB, g.taken_back(3, known=FIRST_MARCH))
CASE_11 = (*CASE_5, g.corrected(3, GIVEN_UP, known=date(2026, 3, 5)))
CASE_12 = (*CASE_5, g.taken_back(4, known=date(2026, 3, 6)))
CASE_13 = (*CASE_9, g.taken_back(4, known=date(2026, 3, 6)))
CASE_18 = (said(HALF, FIRST_FEB), said(DONE, FIRST_FEB))
CASE_19 = (*CASE_18, g.corrected(3, PAUSED, known=FIRST_MARCH))
CASE_20 = (
    said(DONE, date(2026, 2, 10), known=FIRST_FEB),
    said(HALF, date(2026, 2, 5), known=FIRST_MARCH),
)
LATE_NEWS = (said(DONE, date(2026, 2, 28), known=date(2026, 3, 10)),)


@pytest.mark.parametrize(
    ("case", "entries", "as_of", "known_at", "answer"),
    [
        (1, LATE_NEWS, date(2026, 3, 1), None, "done"),
        (2, LATE_NEWS, date(2026, 3, 1), date(2026, 3, 5), "open"),
        (3, LATE_NEWS, date(2026, 2, 27), None, "open"),
        (4, LATE_NEWS, date(2026, 2, 28), None, "done"),
        (5, CASE_5, date(2026, 2, 15), None, "in progress"),
        (6, CASE_5, date(2026, 2, 15), date(2026, 2, 15), "done"),
        (7, CASE_7, date(2026, 2, 5), None, "open"),
        (7, CASE_7, date(2026, 2, 10), None, "done"),
        (8, CASE_7, date(2026, 2, 5), date(2026, 2, 25), "done"),
        (9, CASE_9, date(2026, 2, 15), None, "open"),
        (10, CASE_9, date(2026, 2, 15), date(2026, 2, 20), "done"),
        (11, CASE_11, date(2026, 2, 15), None, "closed"),
        (12, CASE_12, date(2026, 2, 15), None, "done"),
        (13, CASE_13, date(2026, 2, 15), None, "done"),
        (18, CASE_18, FIRST_FEB, None, "done"),
        (19, CASE_19, FIRST_FEB, None, "done"),
        (20, CASE_20, date(2026, 2, 12), None, "done"),
        (21, CASE_20, date(2026, 2, 7), None, "in progress"),
    ],
)
def test_the_tricky_cases_of_time(
    case: int, entries: tuple[Entry, ...], as_of: date, known_at: date | None, answer: str
) -> None:
    """Each by its number in the notes on time."""
    assert (case, how(entries, as_of, known_at or date(2026, 12, 31))) == (case, answer)


def test_a_date_beyond_what_was_known_is_labelled() -> None:
    """Cases 15 and 16: planned while it lies ahead of today, then what was then expected."""
    day = date(2026, 9, 2)
    march = date(2026, 3, 2)

    planned = Moment(as_of=day, position=9, known_day=march, today=march)
    expected = Moment(as_of=day, position=9, known_day=march, today=day)
    present = Moment(as_of=day, position=9, known_day=day, today=day)

    assert planned.label == "planned, not yet happened"
    assert expected.label == "what was then expected"
    assert present.label is None


def notes(*entries: Entry) -> list[tuple[int, date, str | Erased, int | None]]:
    """Return what stands: position, day, words and the correction in force."""
    return [
        (x.position, x.effective_on, x.event.note, x.corrected_by)
        for x in effective_entries(g.recorded(*entries))
        if isinstance(x.event, e.NoteMade)
    ]


def test_a_correction_keeps_what_it_does_not_name() -> None:
    """A date corrected keeps the words as they stood, words corrected keep the date."""
    entries = (
        g.noted("first"),
        g.corrected(1, e.NoteMade(note="second")),
        g.corrected(1, to=g.DUE),
    )

    assert notes(*entries) == [(1, g.DUE, "second", 3)]
    assert notes(*entries, g.taken_back(2)) == [(1, g.DUE, "first", 3)]
    assert notes(*entries, g.taken_back(3)) == [(1, g.BOARD, "second", 2)]


def test_a_corrected_entry_keeps_its_place_in_its_day() -> None:
    """Of entries of one day the first recorded comes first, corrected or not."""
    entries = (g.noted("a"), g.noted("b"), g.corrected(1, e.NoteMade(note="c")))

    assert [note for _, _, note, _ in notes(*entries)] == ["c", "b"]


def test_a_correction_of_what_was_taken_back_stands() -> None:
    """The last word counts: it says what the entry should have been."""
    gone = (g.noted("a"), g.taken_back(1))

    assert notes(*gone) == []
    assert notes(*gone, g.corrected(1, e.NoteMade(note="b"))) == [(1, g.BOARD, "b", 3)]
    assert notes(*gone, g.corrected(1, to=g.DUE)) == [(1, g.DUE, "a", 3)]


def test_erasures_are_not_facts_of_the_plan() -> None:
    """They change what is shown of a text, and nothing that stands."""
    asked = e.ErasureAsked(entry=1, reason=ErasureReason.OTHER)
    done = e.TextErased(entry=1, reason=ErasureReason.OTHER)

    assert notes(g.noted("a"), g.entry(asked), g.entry(done)) == [(1, g.BOARD, "a", None)]


def test_what_stands_knows_its_entry() -> None:
    """Its position and actor are those of the entry first recorded."""
    (entry,) = g.recorded(g.noted("a"))

    stands = EffectiveEntry(entry, g.DUE, e.NoteMade(note="b"), corrected_by=9)

    assert (stands.position, stands.actor) == (1, g.MANAGER)


def test_a_day_counts_to_its_end() -> None:
    """What took effect on the day has happened, what takes effect tomorrow has not."""
    entries = g.recorded(g.noted("a", on=g.BOARD), g.noted("b", on=g.BOARD + timedelta(days=1)))

    assert [x.position for x in effective_up_to(entries, g.BOARD)] == [1]


def oracle(entries: Sequence[Entry]) -> list[tuple[int, date, e.PlainEvent]]:
    """Say again, in the plainest way, what stands: for every entry, its live mendings in turn."""

    def live(position: int) -> bool:
        return not any(
            isinstance(x.event, e.EntryTakenBack) and x.event.entry == position and live(x.position)
            for x in entries
        )

    values = []
    for entry in entries:
        if isinstance(entry.event, e.Mending | e.Erasing):
            continue
        now: tuple[date, e.PlainEvent] | None = (entry.effective_on, entry.event)
        for later in entries:
            if not isinstance(later.event, e.Mending) or later.event.entry != entry.position:
                continue
            if live(later.position) and isinstance(later.event, e.EntryTakenBack):
                now = None
            elif live(later.position) and isinstance(later.event, e.EntryCorrected):
                day, event = now or (entry.effective_on, entry.event)
                now = (later.event.on or day, later.event.event or event)
        if now is not None:
            values.append((entry.position, *now))
    return sorted(values, key=lambda each: (each[1], each[0]))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Return notes of a few days, with corrections and take-backs of anything before them."""
    days = st.dates(date(2026, 1, 1), date(2026, 1, 4))
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        target = draw(st.integers(1, max(1, number - 1)))
        word = e.NoteMade(note=f"note {number}")
        match draw(st.sampled_from(["note", "note", "correct", "date", "back"])) if entries else "":
            case "correct":
                entries.append(g.corrected(target, word, to=draw(st.none() | days)))
            case "date":
                entries.append(g.corrected(target, to=draw(days)))
            case "back":
                entries.append(g.taken_back(target))
            case _:
                entries.append(g.entry(word, on=draw(days)))
    return g.recorded(*entries)


@hypothesis.settings(max_examples=200)
@hypothesis.given(histories())
def test_what_stands_is_what_the_plainest_reading_says(history: tuple[Entry, ...]) -> None:
    """The fold equals a definition written apart from it."""
    assert [(x.position, x.effective_on, x.event) for x in effective_entries(history)] == oracle(
        history
    )


@hypothesis.given(histories(), st.data())
def test_taking_a_mending_back_restores_what_stood(
    history: tuple[Entry, ...], data: st.DataObject
) -> None:
    """A correction or take-back that is itself taken back at once changes nothing."""
    target = data.draw(st.integers(1, max(1, len(history))))
    mending = data.draw(st.sampled_from([g.taken_back(target), g.corrected(target, to=g.DUE)]))
    last = len(history) + 1

    after = g.recorded(*history, mending, g.taken_back(last))

    assert effective_entries(after) == effective_entries(history)


@hypothesis.given(histories(), st.integers(0, 14))
def test_the_future_changes_no_day_before_it(history: tuple[Entry, ...], day: int) -> None:
    """What takes effect after a day changes nothing of that day."""
    as_of = date(2026, 1, 1) + timedelta(days=day)
    later = g.noted(on=as_of + timedelta(days=1))._replace(position=len(history) + 1)

    assert effective_up_to((*history, later), as_of) == effective_up_to(history, as_of)
