"""The server's own way to record a save: it refuses there what it refuses by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import postgres_server
import psycopg
import pytest
import server_forger
from server_forger import CHAIR, INSTANT, NAME, SAVE, TEXTS, stamp

if TYPE_CHECKING:
    from server_forger import Hand

UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "the name of another": ({"actor": CHAIR}, NAME),
    "no name": ({"actor": None}, NAME),
    "a commitment to another login": ({"login": "0" * 64}, NAME),
    "the login of another": ({"body": "postgres"}, NAME),
    "an hour ago": ({"instant": stamp(datetime.now(UTC) - timedelta(hours=1))}, INSTANT),
    "in a year": ({"instant": stamp(datetime.now(UTC) + timedelta(days=365))}, INSTANT),
    "an instant that sorts behind all": ({"instant": "soon"}, "invalid input syntax"),
    "a day in words": ({"day": "today"}, "an entry takes effect on a day"),
    "a text beside the entry before": ({"place": 0}, TEXTS),
    "a text beside what is to come": ({"place": 2}, TEXTS),
    "a command that is none": ({"command": "two words"}, SAVE),
    "a save of nothing": ({"entries": "[]"}, f"{TEXTS}|{SAVE}"),
}
"""What is wrong with a save that the server is asked for, and what is said of it."""


ledger, ann = server_forger.ledger_of_module, server_forger.somebody


@pytest.mark.parametrize("what", UNFIT)
def test_the_server_records_nothing_for_somebody_that_they_could_not(ann: Hand, what: str) -> None:
    """It gives entries their places and hashes; who records, and when, it takes from nobody."""
    wrong, sentence = UNFIT[what]
    with pytest.raises(psycopg.Error, match=sentence):
        record_save(ann, **wrong)


def test_the_server_records_a_save_that_it_is_asked_for_once() -> None:
    """With the same command id nothing comes of it."""
    ledger = server_forger.shared(postgres_server.shared())
    with ledger.by("ann") as ann:
        assert record_save(ann) == [(False, 2, True)]
        assert record_save(ann) == [(True, 3, False)]

    assert len(ledger.held()["saves"]) == 3
    assert ledger.first_bad() is None


def record_save(hand: Hand, **wrong: Any) -> list[Any]:
    """Ask the server for a save of one entry, with something wrong with it."""
    state = '{"type":"erasure-asked.v1","entry":1,"reason":"other"}'
    right = {
        "actor": hand.party,
        "command": "asked-for",
        "body": hand.login,
        "instant": None,
        "day": "2026-03-31",
        "place": 1,
    }
    asked = {**right, **wrong}
    login = asked.get("login", server_forger.commitment(hand.salt, asked["body"]))
    entry = {"stream": "item:1", "topic": "erasure-asked.v1", "body": state, "day": asked["day"]}
    text = {"place": asked["place"], "n": 0, "salt": hand.salt.hex(), "body": asked["body"]}
    values = asked["actor"], asked["command"], login, asked["instant"]
    entries = asked.get("entries", json.dumps([entry]))
    return hand.ask(
        "SELECT known, after, recorded_at IS NOT NULL FROM record_save(%s, %s, %s, %s, %s, %s)",
        *(*values, entries, json.dumps([text])),
    )
