"""One story is one record, wherever it is kept: the same bytes, heads and answers.

What a ledger is besides is an id, salts and a clock, and here these are given.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

import ledgers
import pytest
from bundle_samples import bundle, everything
from replayed_streams import retold
from state_text import in_words
from stream_files import FORMS, STORIES, FixedTexts, questions

from tracker.application import command_context
from tracker.domain.events import CATALOGUE
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.open_store import Place


@pytest.fixture
def both(server: Server, tmp_path: Path) -> tuple[Place, Place]:
    """Where a ledger can be made in a file, and on a server."""
    return tmp_path / "tracker.db", server.address()


@pytest.mark.parametrize("name", STORIES)
def test_a_published_story_ends_in_one_head_and_in_the_states_expected(
    both: tuple[Place, Place], name: str
) -> None:
    """Recorded command by command, and read back at each of its questions."""
    heads = set()
    for place in both:
        with retold(place, name) as record:
            heads.add(record.head())
            for asked in questions(name):
                as_of = date.fromisoformat(asked["as_of"])
                known = record.entries(upto=asked["position"])
                assert asked["state"] == {
                    stream: in_words(stream, [x for x in known if x.stream == stream], as_of)
                    for stream in {entry.stream for entry in known}
                }

    assert len(heads) == 1


def test_every_stored_form_is_stored_byte_for_byte(place: Place) -> None:
    """What the catalogue pins is what lies in a ledger, with the texts beside it."""
    salts: Iterator[bytes] = iter(())
    with Ledger.create(place, clock=ledgers.TickingClock(), salts=lambda: next(salts)) as record:
        for n, form in enumerate(FORMS, start=1):
            salts = (bytes([text]) * 32 for text in count())  # 0: that of who is logged in
            texts = FixedTexts(form["texts"])
            event = CATALOGUE[form["type"]].model_validate_json(form["stored"], context=texts)
            new = NewEntry(ledgers.ITEM, ledgers.BOARD, event)
            (entry,) = ledgers.recorded(record, new, command=f"c{n}")

            row = record.row(n)
            assert row.state.decode() == form["stored"]
            assert [text.body for text in row.texts if text.n] == form["texts"]
            assert entry.event == record.entries(after=n - 1)[0].event


def test_the_same_story_gives_the_same_bundle_to_the_last_byte(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exported from a file and from a server: one head, and not a byte between them."""
    assert server.uri
    bundles, heads = set(), set()
    for store in ("sqlite", "postgresql"):
        ids = (UUID(int=n) for n in count(1))
        monkeypatch.setattr(command_context, "uuid4", lambda ids=ids: next(ids))
        fixed = {"salts": ledgers.counted_salts(), "login": "clerk@sample"}
        sample = everything(tmp_path, store, ledger_id=ledgers.LEDGER, **fixed)
        with sample.record:
            bundles.add(bundle(sample, as_of=date(2026, 6, 30)))
            heads.add(sample.record.head())

    assert (len(bundles), len(heads)) == (1, 1)
