"""A note is resolved, decided and appended once each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import given as g
import pytest
from stores import OPENED, SampleLedger

from tracker.domain import evolve, recommendation, transition_rules
from tracker.domain.errors import ImpossibleTimelineError
from tracker.domain.events import NoteMade

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sample(tmp_path: Path) -> SampleLedger:
    """A ledger with an item and an action."""
    return SampleLedger("sqlite", tmp_path).opened()


def test_the_rules_of_an_item_run_once_on_a_note(
    sample: SampleLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They run on the whole history of the item: nothing recorded later can contradict it."""
    runs: Counter[object] = Counter()

    def counted(item: Any, event: Any, on: Any) -> str | None:
        runs[event.type] += 1
        return contradiction(item, event, on)

    contradiction = transition_rules.contradiction
    for module in (recommendation, evolve):
        monkeypatch.setattr(module, "contradiction", counted)
    sample.record.store.projector = lambda: None

    sample.manager.log(g.REF, "The plan was discussed")

    assert runs["note-made.v1"] == 1
    sample.record.close()


def test_a_note_is_dumped_once(sample: SampleLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the command typed to its receipt, with the check for personal data."""
    dumps: Counter[str] = Counter()
    for name in ("model_dump", "model_dump_json"):
        dump = getattr(NoteMade, name)

        def counted(self: NoteMade, *args: Any, dump: Any = dump, **kwargs: Any) -> Any:
            dumps[self.type] += 1
            return dump(self, *args, **kwargs)

        monkeypatch.setattr(NoteMade, name, counted)
    sample.record.close()

    noted = sample.typed("--by", "Sam Manager", "log", g.REF, "Seen with J.B. of 3 High Street")

    assert noted.code == 0
    assert dumps == {"note-made.v1": 1}


def test_what_is_dated_back_is_still_held_to_what_follows(sample: SampleLedger) -> None:
    """An action cannot be withdrawn on a day before progress that is recorded already."""
    sample.on(OPENED + timedelta(days=20)).log(f"{g.REF}/1", "Half of it", percent=50)

    with pytest.raises(ImpossibleTimelineError):
        sample.manager.withdraw(f"{g.REF}/1", why="Not needed", on=OPENED + timedelta(days=10))
    sample.record.close()
