"""Twelve kinds of tampering, each at every place of a ledger; and histories rewritten whole.

What the single kinds of damage are is tried more widely, at one place each, in
`test_verify_damage.py`; here it is that no place is better hidden than another.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import ledgers
import pytest
from tampering import entry, resealed, save, tamper, text, with_state

from tracker.application.heads import verify_with_heads
from tracker.domain.head_text import SavedHead
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLACES = 100
SAVES = 3
"""Entries in a save: #1 to #3, #4 to #6, and so on; the last is alone in its own."""

STREAMS = 7


def first_of_save(position: int) -> int:
    """Return the first entry of the save that holds an entry."""
    return position - (position - 1) % SAVES


def last_of_save(position: int) -> int:
    """Return the last entry of the save that holds an entry."""
    return min(first_of_save(position) + SAVES - 1, PLACES)


REMOVED = ("DELETE FROM stored_events WHERE position = {0}",)
CLOSED_UP = (
    *REMOVED,
    "DELETE FROM texts WHERE position = {0} AND n > 0",
    "UPDATE stored_events SET position = position - 1 WHERE position > {0}",
    "UPDATE texts SET position = position - 1 WHERE position > {0} AND n > 0",
)
"""Take one out, with its text, and let those after it move up."""

INSERTED = (
    "UPDATE stored_events SET position = -position - 1 WHERE position >= {0}",
    "UPDATE stored_events SET position = -position WHERE position < 0",
    """
    INSERT INTO stored_events SELECT {0}, 'item/x/1', 1, topic, state, effective_on, hash
    FROM stored_events WHERE position = {1}
    """,
)
"""Put a copy of an entry before it, and let all from there on move down."""


def _at(at: int, statements: tuple[str, ...]) -> list[str]:
    return [statement.format(at, at + 1) for statement in statements]


def _swapped(at: int) -> list[str]:
    """Let an entry and the next (before the last, the one before) change places."""
    here, there = (at, at + 1) if at < PLACES else (at - 1, at)
    return [
        entry(here, f"position = -{here}"),
        entry(there, f"position = {here}"),
        entry(-here, f"position = {there}"),
    ]


KINDS: dict[str, tuple[Callable[[int], list[str]], Callable[[int], int]]] = {
    "another word": (lambda at: [with_state(at, "note-made", "note-mode")], int),
    "another day": (lambda at: [entry(at, "effective_on = '2026-01-01'")], int),
    "another subject": (lambda at: [entry(at, "originator_id = 'item/x/1'")], int),
    "another type": (lambda at: [entry(at, "topic = 'head-anchored.v1'")], int),
    "another hash": (lambda at: [entry(at, "hash = zeroblob(32)")], int),
    "another text": (lambda at: [text(at, "body = 'Otherwise'")], int),
    "another person": (lambda at: [save(last_of_save(at), "actor = 'p9'")], first_of_save),
    "another instant": (
        lambda at: [
            save(last_of_save(at), "recorded_at = replace(recorded_at, '.123456', '.123457')")
        ],
        first_of_save,
    ),
    "taken out": (partial(_at, statements=REMOVED), int),
    "taken out and closed up": (partial(_at, statements=CLOSED_UP), int),
    "put in": (partial(_at, statements=INSERTED), int),
    "changed places": (_swapped, lambda at: min(at, PLACES - 1)),
}
"""What is done at a place, and the first entry that is then not as it was recorded."""

EVERY = [19, pytest.param(1, marks=pytest.mark.soak)]
"""At every which place."""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger of a hundred notes, whole."""
    path = tmp_path_factory.mktemp("hundred") / "tracker.db"
    with ledgers.made(path) as record:
        notes = [
            ledgers.note(f"Note {n}", f"item/elmshire-2025/{n % STREAMS}")
            for n in range(1, PLACES + 1)
        ]
        for start in range(0, PLACES, SAVES):
            ledgers.recorded(record, *notes[start : start + SAVES], command=f"c{start}")
    return path.read_bytes()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    """Where a copy of it lies."""
    path = tmp_path / "tracker.db"
    path.write_bytes(content)
    return path


def head(path: Path, position: int) -> str:
    """Return a head as somebody would have written it down."""
    with Ledger.open(path) as record:
        return record.head(position).hash


def test_the_ledger_itself_is_good(path: Path) -> None:
    """Nothing is found where nothing was done."""
    verdict = verify(path)

    assert (verdict.is_good, verdict.entries, len(KINDS)) == (True, PLACES, 12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("every", EVERY)
def test_no_place_hides_what_was_done_to_it(
    path: Path, content: bytes, kind: str, every: int
) -> None:
    """Wherever it is done it is found, and the first entry that is wrong is named."""
    statements, first = KINDS[kind]
    places = sorted({*range(1, PLACES + 1, every), PLACES})
    missed = []
    for at in places:
        path.write_bytes(content)
        tamper(path, *statements(at))

        verdict = verify(path)

        if not verdict.is_damaged or verdict.first_bad != first(at):
            missed.append((at, verdict.first_bad))
    print(f"{kind}: {len(places)} places, {len(missed)} missed")  # noqa: T201 - the figure measured
    assert missed == []


@pytest.mark.parametrize("every", EVERY)
def test_a_history_rewritten_from_any_entry_on_is_found_by_a_head_and_not_without(
    path: Path, content: bytes, every: int
) -> None:
    """Everything fits, for everything was made to fit: only what was kept elsewhere tells."""
    kept = SavedHead(head(path, PLACES))
    alone, held = 0, 0
    places = range(1, PLACES + 1, every)
    for at in places:
        path.write_bytes(content)
        before = SavedHead(head(path, at - 1)) if at > 1 else None
        resealed(path, entry(at, "effective_on = '2026-01-01'"))

        verdict, (answer, *earlier) = verify_with_heads(path, [kept, *([before] if before else [])])

        alone += not verdict.is_good
        held += answer.position is None
        assert [checked_head.position for checked_head in earlier] == [at - 1][: len(earlier)]
    print(f"{len(places)} rewritten: {held} found by a head, {alone} without")  # noqa: T201 - measured
    assert (held, alone) == (len(places), 0)
