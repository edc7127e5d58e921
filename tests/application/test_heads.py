"""What only a head that was kept elsewhere can find: a history rewritten whole."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import ledgers
import pytest
import stores
import tampering
from tampering import entry, resealed, save, with_state

from tracker.application.heads import verify_with_heads
from tracker.domain import events as e
from tracker.domain.errors import AmbiguousError, RuleError
from tracker.domain.head_text import SavedHead
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.chain import genesis
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REWRITES = {
    "a date": [entry(12, "effective_on = '2026-01-01'")],
    "an instant": [save(12, "recorded_at = replace(recorded_at, '.123456', '.123457')")],
    "an actor": [save(12, "actor = 'p9'")],
    "the end cut off": [
        "DELETE FROM texts WHERE position > 11",
        "DELETE FROM stored_events WHERE position > 11",
        "DELETE FROM saves WHERE last > 11",
    ],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the story of `tampering.py` is recorded."""
    path = tmp_path / "tracker.db"
    tampering.written(path)
    return path


def head(path: Path, position: int | None = None) -> str:
    """Return a head as somebody would have written it down."""
    with Ledger.open(path) as record:
        return record.head(position).hash


@pytest.mark.parametrize("what", REWRITES)
def test_a_history_rewritten_whole_is_found_by_a_head_that_was_kept(path: Path, what: str) -> None:
    """Without one everything fits, for everything was made to fit."""
    kept = SavedHead(head(path))
    resealed(path, *REWRITES[what])

    alone, _ = verify_with_heads(path)
    verdict, (held,) = verify_with_heads(path, [kept])

    assert alone.is_good
    assert verdict.is_good
    assert held.position is None
    assert held.says == f"The head {kept.head[:8]}… is that of no entry of this ledger."


def test_what_came_after_the_last_head_kept_is_not_proved(path: Path) -> None:
    """The window is the time since then; nobody can promise more."""
    kept = SavedHead(head(path, 11))
    resealed(path, entry(12, "effective_on = '2026-01-01'"))

    verdict, (held,) = verify_with_heads(path, [kept])

    assert (verdict.is_good, held.position) == (True, 11)


def test_a_rewriting_that_forgets_the_anchors_is_found_alone(path: Path) -> None:
    """Whoever rewrites has to rewrite them too; then only what lies outside the file tells."""
    kept = head(path, 3)
    change = entry(2, "effective_on = '2026-01-01'")
    resealed(path, change)

    careless, _ = verify_with_heads(path)
    now = head(path, 3)
    resealed(path, with_state(11, kept, now))
    careful, (held,) = verify_with_heads(path, [SavedHead(kept)])

    assert [finding.kind for finding in careless.findings] == ["anchor"]
    assert careless.broken == {11}
    assert careful.is_good
    assert held.position is None


def test_a_head_is_found_where_it_was(path: Path) -> None:
    """Each entry's own, that of a ledger without entries, and the first letters of one."""
    every = [SavedHead(head(path, position)) for position in range(1, 16)]

    _, held = verify_with_heads(
        path, [SavedHead(genesis(ledgers.LEDGER)), *every, SavedHead(head(path, 7)[:8])]
    )

    assert [checked_head.position for checked_head in held] == [*range(16), 7]
    assert held[15].says.endswith("is that of #15; no entries were recorded after it.")
    assert held[14].says.endswith("is that of #14; 1 entry was recorded after it.")
    assert held[16].says.endswith("This is weak proof: 8 of 64 letters can be made to fit.")


def test_a_head_that_does_not_fit_is_told_why(path: Path) -> None:
    """Of another entry, beyond the end, or of another ledger."""
    whole = head(path, 7)
    kept = [
        SavedHead(whole, 8),
        SavedHead("0" * 64, 99),
        SavedHead(whole, 7, "00000000-0000-4000-8000-000000000000"),
    ]

    _, held = verify_with_heads(path, kept)

    beyond = "It was of #99; this one ends at #15."
    assert [checked_head.position for checked_head in held] == [None] * 3
    assert [each.says for each in held] == [
        f"The head {whole[:8]}… is not that of #8 but of #7.",
        f"The head {'0' * 8}… is that of no entry of this ledger. {beyond}",
        f"The head {whole[:8]}… is of another ledger, 00000000-0000-4000-8000-000000000000.",
    ]


def test_a_short_head_that_several_entries_have_is_not_guessed(path: Path) -> None:
    """Letters are asked for, as with any name that could be several things."""
    with pytest.raises(AmbiguousError, match="could be that of #0, #1"):
        verify_with_heads(path, [SavedHead("")])


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[stores.SampleLedger]:
    """A ledger with one item, on 5 January 2026."""
    sample = stores.SampleLedger("sqlite", tmp_path).opened()
    yield sample
    sample.record.close()


def test_anybody_keeps_a_head(sample: stores.SampleLedger) -> None:
    """The clerk, the police officer who owns an action: whoever is a person or a role."""
    before = sample.record.head()

    receipt = sample.by("Head of Education").anchor("Mary Jones, HMIP", note="Handed over")

    (kept,) = receipt.entries
    assert (kept.stream, kept.effective_on) == ("anchors", stores.OPENED)
    assert kept.event == e.HeadAnchored(
        position=before.position, head=before.hash, to="Mary Jones, HMIP", note="Handed over"
    )
    verdict, _ = verify_with_heads(sample.record.path)
    assert verdict.is_good
    assert [(anchor.at, anchor.to) for anchor in verdict.anchors] == [
        (kept.position, "Mary Jones, HMIP")
    ]


def test_the_same_head_given_twice_to_the_same_is_recorded_once(
    sample: stores.SampleLedger,
) -> None:
    """Saying it again is harmless."""
    position = sample.record.head().position
    sample.manager.anchor("The minutes", position=position)

    assert sample.manager.anchor("The minutes", position=position).entries == ()


def test_a_head_is_given_once_it_is_there_and_on_a_day_that_has_come(
    sample: stores.SampleLedger,
) -> None:
    """Not before what it is of was recorded, not tomorrow, and not where there is none."""
    manager = sample.manager
    before, after = stores.OPENED - timedelta(days=1), stores.OPENED + timedelta(days=1)

    with pytest.raises(RuleError, match="its head cannot have been given on 4 January 2026"):
        manager.anchor("The minutes", on=before)
    with pytest.raises(RuleError, match="6 January 2026 has not come"):
        manager.anchor("The minutes", on=after)
    with pytest.raises(RuleError, match="there is no head to give"):
        manager.anchor("The minutes", position=0)


def test_what_was_erased_or_hidden_is_told_to_nobody(sample: stores.SampleLedger) -> None:
    """Whom a head was given to is a text like any other."""
    (kept,) = sample.manager.anchor("Robin Dale").entries
    sample.manager.ask_erasure(kept.position, ErasureReason.NAMES_A_PERSON)

    verdict, _ = verify_with_heads(sample.record.path)

    assert (verdict.is_good, [anchor.to for anchor in verdict.anchors]) == (True, [None])
    assert re.search("Robin", str(verdict)) is None


def test_a_kept_head_put_right_or_taken_back_is_still_held_to(sample: stores.SampleLedger) -> None:
    """To whom it was given may have been wrong; that the ledger had it was not."""
    (kept,) = sample.manager.anchor("Mary Jones").entries
    sample.manager.correct(kept.position, reason="Married", given={"text": "Mary Smith"})
    sample.manager.take_back(kept.position, reason="It never reached her")

    verdict, _ = verify_with_heads(sample.record.path)

    assert verdict.is_good
    assert [(anchor.to, anchor.position) for anchor in verdict.anchors] == [
        ("Mary Jones", kept.position - 1),
        ("Mary Smith", kept.position - 1),
    ]
