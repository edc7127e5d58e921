"""Erasing: hidden everywhere once asked, gone for good once confirmed, and the chain still good."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import ledgers
import pytest
from stores import in_a_file

from tracker.domain.errors import DamagedEntryError, IntegrityError
from tracker.domain.events import NoteMade, ResponseGiven
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason, Response
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from tracker.ledger.ledger import Ledger
    from tracker.ledger.open_store import Place

REASON = ErasureReason.NAMES_A_CHILD
HIDDEN = Erased(ledgers.BOARD, REASON, confirmed=False)
ERASED = Erased(ledgers.BOARD, REASON, confirmed=True)


def test_a_text_is_hidden_once_somebody_asked(place: Place) -> None:
    """On every date, as known at any time, also before it was asked."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("another"), command="c1")

        ledgers.asked(record, 1, "c2")

        events = [entry.event for entry in record.entries(upto=2)]
        assert events == [NoteMade(note=HIDDEN), NoteMade(note="another")]
        assert record.stream(ledgers.ITEM)[0].event == NoteMade(note=HIDDEN)
        assert record.command("c1")[0].event == NoteMade(note=HIDDEN)
    assert ledgers.held(place, ledgers.TEXT)


def test_a_text_is_gone_once_somebody_confirmed(place: Place) -> None:
    """No byte of it is left in the file; that something was said stays."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("another"), command="c1")
        heads = [record.head(position) for position in range(3)]
        ledgers.asked(record, 1, "c2")

        ledgers.confirmed(record, 1, "c3")

        assert record.entries(upto=1)[0].event == NoteMade(note=ERASED)
        assert [record.head(position) for position in range(3)] == heads
        (text,) = record.row(1).texts
        assert (text.salt, text.body, text.hidden) == (None, None, 4)
    assert not ledgers.held(place, ledgers.TEXT)
    assert ledgers.first_bad(place) is None


def test_all_texts_of_an_entry_go_together(place: Place) -> None:
    """A child named in one field is often named in the next."""
    with ledgers.made(place) as record:
        response = ResponseGiven(response=Response.PARTLY_AGREED, part="his part", why="his name")
        ledgers.recorded(record, NewEntry(ledgers.ITEM, ledgers.BOARD, response), command="c1")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")

        assert record.entries(upto=1)[0].event == response.model_copy(
            update={"part": ERASED, "why": ERASED}
        )


def test_who_was_logged_in_stays(place: Place) -> None:
    """Erasing what was said does not erase at whose machine."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")

        assert [(text.n, text.body) for text in record.row(1).texts] == [
            (0, ledgers.LOGIN),
            (1, None),
        ]


def test_the_marker_has_the_london_day_of_asking_and_then_of_confirming(place: Place) -> None:
    """Half past midnight in summer is another day than it is in UTC."""
    clock = ledgers.TickingClock()
    with ledgers.made(place, clock) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        clock.now = ledgers.START.replace(hour=22, minute=59)
        ledgers.asked(record, 1, "c2")
        asked = record.entries(upto=1)[0].event
        clock.now += timedelta(minutes=1)

        ledgers.confirmed(record, 1, "c3")

        assert asked == NoteMade(note=HIDDEN)
        next_day = Erased(ledgers.BOARD + timedelta(days=1), REASON, confirmed=True)
        assert record.entries(upto=1)[0].event == NoteMade(note=next_day)


def test_a_text_erased_before_keeps_its_marker(place: Place) -> None:
    """Asking again, by mistake, changes nothing of what is gone."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")

        ledgers.asked(record, 1, "c4")
        ledgers.confirmed(record, 1, "c5")

        assert record.row(1).texts[1].hidden == 3
        assert record.entries(upto=1)[0].event == NoteMade(note=ERASED)


def test_an_erasure_that_is_undone_leaves_the_text(place: Place) -> None:
    """The entry and what it destroys are one unit: never one without the other."""

    def interrupted(record: Ledger) -> None:
        with record.unit():
            ledgers.confirmed(record, 1, "c3")
            raise KeyboardInterrupt

    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        ledgers.asked(record, 1, "c2")

        with pytest.raises(KeyboardInterrupt):
            interrupted(record)

        assert record.head().position == 2
        assert record.entries(upto=1)[0].event == NoteMade(note=HIDDEN)


def test_an_erasure_by_an_entry_that_is_not_there_is_refused(place: Place) -> None:
    """A text cannot go without an entry that says so."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")

        with pytest.raises(IntegrityError, match=r"contradicts|by two"):
            record.erase([1], 99)

        assert record.entries()[0].event == NoteMade(note=ledgers.TEXT)


def test_a_text_put_back_after_its_erasure_is_found(place: Place) -> None:
    """Present although erased is damage, not luck."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")
        ledgers.unguarded(place, "texts")
        ledgers.ask(place, "UPDATE texts SET salt = ?, body = 'x' WHERE n = 1", bytes(32))

        with pytest.raises(DamagedEntryError, match="#1"):
            record.entries()


@in_a_file
def test_three_hundred_texts_leave_no_byte_behind(place: Place) -> None:
    """Of all lengths, erased one by one in any order, between others that stay."""
    chance = random.Random(7)  # noqa: S311 - the same lengths and order in every run
    lengths = [12, 40, 200, 900, 3_000, 9_000]
    lines = [
        f"{n:03}" + "".join(chance.choices("abcdefghij", k=chance.choice(lengths)))
        for n in range(600)
    ]
    with ledgers.made(place) as record:
        for start in range(0, 600, 50):
            notes = map(ledgers.note, lines[start : start + 50])
            ledgers.recorded(record, *notes, command=f"c{start}")
        gone = chance.sample(range(600), 300)

        with record.unit():
            for n in gone:
                ledgers.asked(record, n + 1, f"a{n}")
        for n in gone:
            ledgers.confirmed(record, n + 1, f"e{n}")

        left = [e.event for e in record.entries(upto=600)]
    assert not ledgers.held(
        place, *(piece for n in gone for piece in (lines[n][:12], lines[n][-12:]))
    )
    assert [n for n, event in enumerate(left) if event == NoteMade(note=lines[n])] == sorted(
        set(range(600)) - set(gone)
    )
    assert ledgers.first_bad(place) is None
