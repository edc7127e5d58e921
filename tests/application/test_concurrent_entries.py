"""Two at one ledger: whoever comes second is told who was first, and whether to type it again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
import stores

from tracker.application.concurrent_entries import meanwhile_sentence
from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.errors import RuleError, UsageError
from tracker.domain.vocabulary import PartyKind
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = f"{g.REF}/1"
DUE = date(2026, 9, 30)


@pytest.fixture(params=stores.STORES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[stores.SampleLedger]:
    """Return a ledger with one action."""
    sample = stores.SampleLedger(request.param, tmp_path).opened()
    yield sample
    sample.record.close()


@pytest.fixture
def clerk(sample: stores.SampleLedger) -> Iterator[Tracker]:
    """Return the use cases of somebody else, who has opened the ledger by now."""
    with Ledger.open(sample.place, clock=sample.clock) as record:
        yield Tracker(record, CommandActor(by="Ash Clerk"))


def test_what_is_true_already_is_told_with_who_recorded_it(
    sample: stores.SampleLedger, clerk: Tracker
) -> None:
    """The second has nothing to type again."""
    first = sample.manager.complete(A)

    second = clerk.complete(A)

    assert second.entries == ()
    assert second.meanwhile == first.entries
    (entry,) = first.entries
    assert meanwhile_sentence(second.meanwhile) == (
        f"Meanwhile «p2» recorded #{entry.position} (action completed)."
    )


def test_a_refusal_names_who_was_first(sample: stores.SampleLedger, clerk: Tracker) -> None:
    """With what stands now, and that it is to be looked at before it is typed again."""
    sample.manager.log(A, "Begun")
    sample.manager.reschedule(A, to=DUE, reason="Staff left")

    with pytest.raises(RuleError) as refused:
        clerk.reschedule(A, to=DUE, reason="No room")

    assert refused.value.sentence == (
        f"{A} already has a date change waiting for a decision: to 30 September 2026. Meanwhile "
        "«p2» "
        "recorded #16 (date change asked), the last of 2 entries. Look at it, and type this again "
        "only if it still has to be."
    )


def test_what_is_recorded_second_is_told_what_was_first(
    sample: stores.SampleLedger, clerk: Tracker
) -> None:
    """Both stand; the second knows."""
    first = sample.manager.log(A, "Begun", percent=10)

    second = clerk.log(A, "Half", percent=50)

    assert len(second.entries) == 1
    assert second.meanwhile == first.entries


def test_what_is_about_another_item_is_not_told(
    sample: stores.SampleLedger, clerk: Tracker
) -> None:
    """Nor is it told of what somebody was made known by."""
    sample.append(g.made().event, on=stores.OPENED, stream=f"item:{g.INSPECTION}/77")
    sample.manager.add_party("Kit Vale", PartyKind.PERSON)

    assert clerk.log(A, "Half").meanwhile == ()


def test_a_name_that_was_taken_meanwhile_is_told_with_who_took_it(
    sample: stores.SampleLedger, clerk: Tracker
) -> None:
    """Where no item was looked at, whatever was recorded may be why."""
    sample.manager.add_party("Kit Vale", PartyKind.PERSON)

    with pytest.raises(RuleError, match=r"already known, as a person. Meanwhile «p2» recorded #15"):
        clerk.add_party("Kit Vale", PartyKind.BODY)


def test_what_was_recorded_through_it_is_its_own(
    sample: stores.SampleLedger, clerk: Tracker
) -> None:
    """A command after another is told of nothing: who goes on has looked since."""
    clerk.log(A, "Begun")
    sample.manager.log(A, "Half")

    assert clerk.log(A, "Done").meanwhile == ()


def test_wrong_words_are_told_by_themselves(sample: stores.SampleLedger, clerk: Tracker) -> None:
    """Whatever others recorded: it would have been wrong before."""
    sample.manager.log(A, "Begun")

    with pytest.raises(UsageError) as refused:
        clerk.complete(g.REF)

    assert "Meanwhile" not in refused.value.sentence
