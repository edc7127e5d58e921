"""Damage of every kind: verifying finds it, names the first entry, and never fails itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tampering
from damage_kinds import AFTERWARDS, TO_ENTRIES, TO_SAVES, TO_TEXTS, TO_THE_FORM, Done
from tampering import resealed, tamper

from tracker.ledger.findings import NEWER
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the story, whole."""
    path = tmp_path_factory.mktemp("story") / "tracker.db"
    tampering.written(path)
    return path.read_bytes()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    """Where a copy of the story lies."""
    path = tmp_path / "tracker.db"
    path.write_bytes(content)
    return path


def test_the_story_itself_is_good(path: Path) -> None:
    """Nothing is found where nothing was done, not even by taking the guards off and on."""
    before = verify(path)
    tamper(path)
    resealed(path)

    assert verify(path) == before
    assert before.findings == ()
    assert (before.entries, before.texts, before.erased) == (15, 13, 1)
    assert [anchor.position for anchor in before.anchors] == [3]


@pytest.mark.parametrize("damage", TO_ENTRIES + TO_SAVES + TO_TEXTS + TO_THE_FORM)
def test_what_was_changed_is_found(path: Path, damage: Done) -> None:
    """With its kind, and the first entry that is not as it was recorded."""
    tamper(path, *damage.statements)

    verdict = verify(path)

    assert any(finding.kind in damage.kind.split(" or ") for finding in verdict.findings)
    assert verdict.first_bad == damage.first
    assert verdict.is_damaged


@pytest.mark.parametrize("damage", AFTERWARDS)
def test_what_contradicts_itself_is_found_though_the_chain_fits(path: Path, damage: Done) -> None:
    """Whoever hashes everything anew still has to make sense; a newer type is said to be one."""
    resealed(path, *damage.statements)

    verdict = verify(path)

    assert damage.kind in {finding.kind for finding in verdict.findings}
    assert "hash" not in {finding.kind for finding in verdict.findings}
    assert verdict.first_bad == damage.first
    assert verdict.is_damaged == (damage.kind != NEWER)


def test_no_finding_repeats_a_text(path: Path) -> None:
    """What is erased or hidden is not brought back by somebody looking for damage."""
    tamper(path, "UPDATE texts SET body = 'Robin Dale again' WHERE body IS NOT NULL AND n > 0")

    verdict = verify(path)

    assert verdict.findings
    assert "Robin" not in str(verdict)
