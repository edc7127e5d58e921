"""Rows of the read model that somebody damaged are reported as that, and nothing else is."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import given as g
import pytest
from stores import SampleLedger
from tampering import tamper

from tracker.domain.vocabulary import ErasureReason, PartyKind
from tracker.queries.reader import ReadModelReader

if TYPE_CHECKING:
    from pathlib import Path

STATES: Final = ("register_items", "register_streams", "register_steps")
COMMANDS: Final = (
    ("list",),
    ("list", "--csv"),
    ("late",),
    ("decisions",),
    ("inspections",),
    ("show", g.REF),
    ("history", g.REF),
    ("changes", "--from", "2026-01-06", "--to", "2026-01-19"),
    ("people",),
    ("services",),
    ("services", "compare"),
    ("settings",),
    ("board",),
    (),
)
OTHERS: Final[tuple[Any, ...]] = (
    None,
    True,
    7,
    -1,
    10**12,
    1.5,
    "x",
    "\ue0009.9\ue001",
    [],
    [[]],
    {},
    ["x", 3],
)
"""Values of JSON that may stand where another is expected."""


def damaged(state: str, choice: random.Random) -> str:
    """Return a state with one value of it replaced by another, or cut short."""
    value: Any = json.loads(state)
    if not value or choice.random() < 0.1:
        return choice.choice(['{"a": 1}', "[", "7", "[]", "null"])
    inner = value
    while True:
        index = choice.randrange(len(inner))
        if isinstance(inner[index], list) and inner[index] and choice.random() < 0.7:
            inner = inner[index]
            continue
        inner[index] = choice.choice(OTHERS)
        return json.dumps(value)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_row_is_one_sentence(tmp_path: Path, seed: int) -> None:
    """Whatever stands there, a command answers or says that the read model cannot be read."""
    choice = random.Random(seed)  # noqa: S311 - which value is damaged
    sample = SampleLedger("sqlite", tmp_path).opened()
    with sample.record:
        sample.manager.add_meeting(date(2026, 2, 2))
        sample.on(date(2026, 1, 20)).log(f"{g.REF}/1", "Half of it", percent=50)
        sample.manager.reschedule(f"{g.REF}/1", to=date(2026, 9, 30), reason="Later")
        sample.manager.add_party("Another body", PartyKind.BODY)
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file, file:
        table = choice.choice(STATES)
        rows = file.execute(f"SELECT state FROM {table} ORDER BY state").fetchall()  # noqa: S608 - ours
        (state,) = choice.choice(rows)
        values = (damaged(state, choice), state)
        file.execute(f"UPDATE {table} SET state = ? WHERE state = ?", values)  # noqa: S608 - ours

    answers = {words: sample.typed(*words) for words in COMMANDS}

    assert {(words, a.code, a.err) for words, a in answers.items() if a.code not in {0, 4}} == set()
    for answer in answers.values():
        assert answer.code == 0 or " rebuild" in answer.err


@pytest.mark.parametrize("state", ["{}", "[]", "not JSON", '{"reason": "boredom"}'])
def test_a_damaged_erasure_is_named_by_its_entry(tmp_path: Path, state: str) -> None:
    """A hidden text without a readable erasure is refused in one sentence."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    with sample.record:
        noted = sample.manager.log(g.REF, "About a child").entries[0].position
        asked = sample.manager.ask_erasure(noted, ErasureReason.NAMES_A_CHILD).entries[0].position
    before = sample.typed("history", g.REF)
    changed = f"UPDATE stored_events SET state = CAST('{state}' AS BLOB) WHERE position = {asked}"  # noqa: S608 - ours
    tamper(tmp_path / "tracker.db", changed)

    after = sample.typed("history", g.REF)

    assert (before.code, after.code) == (0, 4)
    assert after.err.startswith(f"Entry #{asked} cannot be read: ")


@pytest.mark.parametrize("error", [LookupError, TypeError, ValueError, AttributeError])
def test_a_fault_of_the_program_is_not_called_damage(
    tmp_path: Path, error: type[Exception]
) -> None:
    """What is raised while a plan is used comes out as it is."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    with sample.record:
        reader = ReadModelReader(sample.record.store, lambda _: pytest.fail("folded"), sample.clock)

        with pytest.raises(error, match="a fault"), reader.plan(reader.moment()):
            raise error("a fault")
