"""A clock acknowledged: what is in doubt is named and stays, and recording goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from clock_notes import AT, HOUR, LAST, TICK, YEAR, held_up, noted
from given import REF
from stores import STORES, SampleLedger

from tracker.cli.receipt import print_receipt
from tracker.cli.session import Session
from tracker.domain import events as e
from tracker.domain.errors import ClockError, IntegrityError, RightError, RuleError
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECOND = timedelta(seconds=1)
BACK = ("clock", "acknowledge", "-m", "A new battery")


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """Return a ledger begun on 5 January 2026, on each kind of store."""
    sample = SampleLedger(request.param, tmp_path).opened()
    with sample.record:
        yield sample


def test_a_clock_acknowledged_goes_on_just_after(opened: SampleLedger) -> None:
    """What is in doubt is named and stays; the days are those of the clock that is right."""
    held_up(opened)

    result = opened.typed("--by", "Ash Clerk", *BACK)
    after = noted(opened, LAST + HOUR)

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"Recorded #{AT + 2}: the clock was behind, times from #{AT} to #{AT + 1} are in doubt: "
        "A new battery; took effect Monday 1 June 2026.\n"
    )
    *fast, acknowledged, note = opened.record.entries(after=AT - 1)
    assert [x.recorded_at for x in fast] == [LAST + YEAR, LAST + YEAR + HOUR]
    assert acknowledged.event == e.ClockAnomaly(
        first=AT, last=AT + 1, clock="2026-06-01T12:00:00.000000Z", reason="A new battery"
    )
    assert acknowledged.recorded_at == LAST + YEAR + HOUR + TICK
    assert note.recorded_at == after == LAST + YEAR + HOUR + 2 * TICK
    assert note.effective_on == acknowledged.effective_on == LAST.date()
    assert verify(opened.place).is_good


def test_the_receipt_says_how_it_goes_on(
    opened: SampleLedger, capsys: pytest.CaptureFixture[str]
) -> None:
    """In place of how to take it back, for it is not."""
    held_up(opened)

    print_receipt(
        opened.manager.acknowledge_clock(reason="Set right"),
        opened.manager.folded_plan(),
        Session(),
    )

    assert capsys.readouterr().out.endswith(
        "\nUntil the clock catches up, each new entry is timed just after the last one.\n"
    )


def test_only_what_the_clock_has_not_come_to_is_in_doubt(opened: SampleLedger) -> None:
    """What was recorded before the clock's own instant, or at it, is not."""
    noted(opened, LAST)
    noted(opened, LAST + HOUR)
    opened.clock.instant = LAST

    opened.manager.acknowledge_clock(reason="Set back")

    event = opened.record.entries(after=AT + 1)[0].event
    assert isinstance(event, e.ClockAnomaly)
    assert (event.first, event.last) == (AT + 1, AT + 1)


def test_every_answer_says_which_times_are_in_doubt(opened: SampleLedger) -> None:
    """Those recorded just after too, until the clock had passed them; an earlier answer stays."""
    held_up(opened)
    before = opened.typed("list", "--known-at", str(AT + 1), "--as-of", "2026-06-01")
    opened.typed("--by", "Sam Manager", *BACK)
    noted(opened, LAST + HOUR)
    noted(opened, LAST + 2 * YEAR)
    opened.clock.instant = LAST + 2 * YEAR + HOUR

    lines = [
        opened.typed(*words).out
        for words in (
            (),
            ("list",),
            ("show", REF),
            ("history",),
            ("head",),
            ("diff", "--from", "2026-01-06", "--to", "today"),
        )
    ]

    line = (
        f"Times in doubt: #{AT} to #{AT + 3}, recorded while a clock was wrong; "
        f"#{AT + 2} says why.\n"
    )
    assert [answer.count(line) for answer in lines] == [1] * 6
    assert "in doubt" not in before.out
    again = opened.typed("list", "--known-at", str(AT + 1), "--as-of", "2026-06-01")
    assert again == before


def test_once_passed_a_clock_that_goes_back_again_is_refused_again(opened: SampleLedger) -> None:
    """One word covers one fault."""
    held_up(opened)
    opened.manager.acknowledge_clock(reason="Set right")
    noted(opened, LAST + YEAR + 2 * HOUR)

    with pytest.raises(ClockError):
        noted(opened, LAST + HOUR)

    assert opened.manager.acknowledge_clock(reason="Again").entries
    assert noted(opened, LAST + 2 * HOUR) == LAST + YEAR + 2 * HOUR + 2 * TICK


def test_a_clock_further_back_than_acknowledged_is_refused(opened: SampleLedger) -> None:
    """But for the minutes that clocks are put back by anyhow."""
    held_up(opened)
    opened.manager.acknowledge_clock(reason="Set right")

    assert noted(opened, LAST - 120 * SECOND)
    with pytest.raises(ClockError):
        noted(opened, LAST - 121 * SECOND)


def test_what_is_acknowledged_is_said_once(opened: SampleLedger) -> None:
    """Nothing is added while the same word still covers the clock."""
    held_up(opened)
    opened.manager.acknowledge_clock(reason="Set right")

    assert opened.on(LAST + HOUR).acknowledge_clock(reason="Set right").entries == ()
    assert opened.record.head().position == AT + 2


@pytest.mark.parametrize("behind", [timedelta(0), 120 * SECOND, -YEAR])
def test_a_clock_that_is_not_behind_is_not_acknowledged(
    opened: SampleLedger, behind: timedelta
) -> None:
    """Exit code 1: there is nothing to be said of it."""
    noted(opened, LAST)
    opened.clock.instant = LAST - behind

    result = opened.typed("--by", "Sam Manager", *BACK)

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "This computer's clock is not behind the record; there is nothing to acknowledge.\n"
    )


def test_a_clock_from_before_the_ledger_cannot_be_right(opened: SampleLedger) -> None:
    """Exit code 4, and there is no way on with such a clock."""
    opened.clock.instant = datetime(2025, 1, 5, 12, tzinfo=UTC)

    result = opened.typed("--by", "Sam Manager", *BACK)

    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "This computer's clock says 05 January 2025 12:00:00 UTC, before this ledger was begun at "
        "05 January 2026 12:00:00 UTC: that cannot be right. Nothing was recorded; set this "
        "computer's clock right.\n"
    )
    with pytest.raises(IntegrityError):
        opened.manager.acknowledge_clock(reason="It is right")


def test_the_manager_or_the_clerk_acknowledges(opened: SampleLedger) -> None:
    """Nobody else, whatever else they may decide."""
    held_up(opened)

    with pytest.raises(RightError, match="the manager or the clerk may acknowledge that the clock"):
        opened.by("Jo Chair").acknowledge_clock(reason="It is right")

    assert opened.by("Ash Clerk").acknowledge_clock(reason="It is right").entries


def test_a_clock_is_acknowledged_with_a_reason(opened: SampleLedger) -> None:
    """Exit code 2 without one; a rehearsal records nothing."""
    held_up(opened)
    manager = ("--by", "Sam Manager")

    without = opened.typed(*manager, *BACK[:2])
    rehearsed = opened.typed(*manager, *BACK, "--dry-run")

    assert (without.code, without.err) == (2, "A reason is needed: -m TEXT or -F FILE.\n")
    assert rehearsed.out.endswith("Nothing was recorded (--dry-run).\n")
    assert opened.record.head().position == AT + 1


def test_what_was_said_of_a_clock_is_not_taken_back(opened: SampleLedger) -> None:
    """What was recorded on the strength of it could not be understood without."""
    held_up(opened)
    opened.manager.acknowledge_clock(reason="Set right")

    with pytest.raises(RuleError, match=rf"#{AT + 2} cannot be corrected or taken back"):
        opened.manager.take_back(AT + 2, reason="Wrong")
    with pytest.raises(RuleError, match=rf"#{AT + 2} cannot be corrected or taken back"):
        opened.manager.correct(AT + 2, reason="Wrong", given={"text": "Other"})


def test_while_the_clock_is_behind_a_head_is_given_today(opened: SampleLedger) -> None:
    """The day that it is given is never before it was recorded, whatever that time says."""
    held_up(opened)
    opened.manager.acknowledge_clock(reason="Set right")

    receipt = opened.manager.anchor("The minutes")

    assert receipt.entries[0].effective_on == LAST.date()
    verdict = verify(opened.place)
    assert verdict.is_good
    assert [anchor.position for anchor in verdict.anchors] == [AT + 2]
