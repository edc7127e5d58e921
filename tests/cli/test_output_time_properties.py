"""What is printed of a moment is the same for ever: property e, through the command line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
from stores import OPENED, STORES, SampleLedger

from tracker.domain import events as e

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY = (
    g.progressed(1, 50),
    g.date_asked(1, to=date(2026, 9, 1)),
    g.date_agreed(1, to=date(2026, 9, 1)),
    g.reowned(1, g.CHAIR),
    g.outcome(1, action=1),
    g.reading("90"),
    g.evidence(1, action=1),
    g.completed(1),
    g.corrected(15, e.ActionProgressed(action=1, note="Rather less", percent=25)),
    g.taken_back(22),
    g.closure_proposed(),
    g.closure_refused(),
    g.noted("Raised again"),
)
"""What happened, a day after another; #15 and #22 are the first and the eighth of it."""

QUESTIONS = st.sampled_from(
    [
        ("list",),
        ("show", g.REF),
        ("show", f"{g.REF}/1"),
        ("history", g.REF),
        ("history",),
        ("late",),
        ("decisions",),
    ]
)


@pytest.fixture(scope="module", params=STORES)
def busy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SampleLedger]:
    """A ledger in which a good deal has happened, on the kind of store that is asked for."""
    ledger = SampleLedger(request.param, tmp_path_factory.mktemp("busy"))
    with ledger.record:
        ledger.opened()
        for day, entry in enumerate(BUSY):
            ledger.clock.instant += timedelta(days=1)
            ledger.append(entry.event, on=OPENED + timedelta(days=day))
        ledger.clock.instant += timedelta(days=1)
        yield ledger


def same_bytes_again(
    busy: SampleLedger, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """A question asked again gets the same bytes, whatever the clock says by then."""
    known_at = data.draw(random_stories.moments_known(busy.record.entries()))
    known = str(known_at) if isinstance(known_at, int) else known_at.isoformat()
    question = (*words, "--as-of", as_of.isoformat(), "--known-at", known, "--json")

    first = busy.typed(*question)
    busy.clock.instant += timedelta(hours=7)
    again = busy.typed(*question)

    assert first == again
    assert first.code in {0, 3}


REPEATED = hypothesis.given(
    words=QUESTIONS,
    as_of=st.dates(OPENED - timedelta(days=2), OPENED + timedelta(days=20)),
    data=st.data(),
)


@pytest.mark.parametrize("busy", ["sqlite"], indirect=True)
@random_stories.ordinary
@REPEATED
def test_the_same_question_gets_the_same_bytes(
    busy: SampleLedger, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """Property e: through the command line, as JSON."""
    same_bytes_again(busy, words, as_of, data)


@pytest.mark.parametrize("busy", ["postgresql"], indirect=True)
@random_stories.fewer
@REPEATED
def test_the_same_question_gets_the_same_bytes_on_a_server(
    busy: SampleLedger, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """Property e, on a connection of its own each time."""
    same_bytes_again(busy, words, as_of, data)


@pytest.mark.soak
@random_stories.soaked
@REPEATED
def test_the_same_question_gets_the_same_bytes_soaked(
    busy: SampleLedger, words: tuple[str, ...], as_of: date, data: st.DataObject
) -> None:
    """Property e, many times more."""
    same_bytes_again(busy, words, as_of, data)
