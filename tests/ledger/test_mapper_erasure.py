"""Reading entries whose texts are hidden or erased: a marker, or an error, and never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mapper_rows import MAPPER, row

from tracker.domain.errors import DamagedEntryError
from tracker.domain.events import ErasureAsked, NoteMade, ResponseGiven, TextErased
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason, Response
from tracker.ledger.envelope import LedgerRow
from tracker.ledger.texts import StoredText

NOTE = row(NoteMade(note="Raised"))


def hidden(texts: tuple[StoredText, ...], by: int) -> tuple[StoredText, ...]:
    """Return texts as they are once somebody asked for their erasure."""
    return tuple(replace(text, hidden=by) for text in texts)


def blank(texts: tuple[StoredText, ...], by: int) -> tuple[StoredText, ...]:
    """Return texts as they are once their erasure is confirmed."""
    return tuple(StoredText(text.n, None, None, by) for text in texts)


ASKED = row(ErasureAsked(entry=41, reason=ErasureReason.NAMES_A_PERSON))
DONE = row(TextErased(entry=41, reason=ErasureReason.NAMES_A_PERSON))
"""Recorded on 31 March at 16:02 UTC, which is the same day in London."""


def test_a_text_asked_to_be_erased_reads_as_hidden() -> None:
    """The marker says when, and why, and that it is not confirmed."""
    found = row(NoteMade(note="Raised"), erasures={50: ASKED})

    entry = MAPPER.read(replace(found, texts=hidden(found.texts, 50)))

    reason = ErasureReason.NAMES_A_PERSON
    assert entry.event == NoteMade(note=Erased(date(2026, 3, 31), reason, confirmed=False))


def test_an_erased_text_reads_as_erased_on_the_london_day() -> None:
    """What was erased half an hour before midnight UTC in summer was erased the next day."""
    late = replace(DONE, recorded_at="2026-06-30T23:30:00.000000Z")
    found = row(
        ResponseGiven(response=Response.NOT_AGREED, part="one", why="two"), erasures={51: late}
    )

    entry = MAPPER.read(replace(found, texts=blank(found.texts, 51)))

    erased = Erased(date(2026, 7, 1), ErasureReason.NAMES_A_PERSON, confirmed=True)
    assert entry.event == ResponseGiven(response=Response.NOT_AGREED, part=erased, why=erased)


@pytest.mark.parametrize(
    ("texts", "erasures"),
    [
        (hidden(NOTE.texts, 50), {}),
        (hidden(NOTE.texts, 50), {50: DONE}),
        (hidden(NOTE.texts, 50), {50: NOTE}),
        (hidden(NOTE.texts, 50), {50: replace(NOTE, texts=())}),
        (blank(NOTE.texts, 50), {}),
        (blank(NOTE.texts, 50), {50: ASKED}),
        ((replace(NOTE.texts[0], salt=None, body=None),), {}),
        ((replace(NOTE.texts[0], salt=None, hidden=50),), {50: DONE}),
        ((replace(NOTE.texts[0], hidden=49),), {50: ASKED}),
    ],
    ids=range(9),
)
def test_a_text_hidden_or_gone_without_its_erasure_is_refused(
    texts: tuple[StoredText, ...], erasures: dict[int, LedgerRow]
) -> None:
    """Nobody makes a text disappear without an entry that says so."""
    with pytest.raises(DamagedEntryError):
        MAPPER.read(replace(NOTE, texts=texts, erasures=erasures))
