"""The tricky cases of time, on a real ledger: what was true on a day, and what was known of it.

Each docstring is the case as the notes on time number and put it. A is an action opened, effective
and recorded 5 January 2026. Some histories no command would allow; they are recorded beneath the
rules. The cases about the record itself are in `test_record_time_cases.py`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
from stores import STORES, SampleLedger

from tracker.domain import events as e

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = f"{g.REF}/1"
DONE = e.ActionCompleted(action=1)
HALF = e.ActionProgressed(action=1, note="Half done", percent=50)
CLOSED = e.ActionWithdrawn(action=1, why="No longer needed")
FIRST_FEB = date(2026, 2, 1)
FIRST_MARCH = date(2026, 3, 1)


@pytest.fixture(params=STORES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger in which A has been opened, on each kind of store."""
    ledger = SampleLedger(request.param, tmp_path)
    with ledger.record:
        yield ledger.opened()


def done_told_late(sample: SampleLedger) -> None:
    """Let A be done on 28 February, recorded on 10 March."""
    sample.on(date(2026, 3, 10)).complete(A, on=date(2026, 2, 28))


def done_corrected(sample: SampleLedger) -> tuple[int, int]:
    """Let A be done on 1 February, and corrected to in progress on 1 March."""
    (done,) = sample.on(FIRST_FEB).complete(A).entries
    sample.on(FIRST_MARCH)
    mending = e.EntryCorrected(entry=done.position, event=HALF, reason="Only half of it")
    (corrected,) = sample.append(mending, on=FIRST_FEB)
    return done.position, corrected.position


def done_re_dated(sample: SampleLedger) -> None:
    """Let A be done on 1 February, recorded on the 20th, its date corrected on 1 March."""
    (done,) = sample.on(date(2026, 2, 20)).complete(A, on=FIRST_FEB).entries
    sample.on(FIRST_MARCH).correct(
        done.position, given={}, on=date(2026, 2, 10), reason="It was the 10th"
    )


def done_taken_back(sample: SampleLedger) -> int:
    """Let A be done on 1 February, and that be taken back on 1 March; return the take-back."""
    (done,) = sample.on(FIRST_FEB).complete(A).entries
    (back,) = sample.on(FIRST_MARCH).take_back(done.position, reason="Wrong action").entries
    return back.position


def to_change_hands(sample: SampleLedger) -> None:
    """Let the police answer for A from 1 September, recorded on 1 March."""
    sample.on(FIRST_MARCH).reassign(A, owner="Merseyside Police", on=date(2026, 9, 1))


def owner(sample: SampleLedger, as_of: date, known_at: date | None = None) -> str:
    """Return who answered for A at a moment."""
    item = sample.item(as_of, known_at)
    assert item is not None
    return sample.manager.folded_plan().name(item.actions[1].owner)


def heading(sample: SampleLedger, *words: str) -> str:
    """Return the line that says what an answer is true of."""
    answer = sample.typed("show", A, *words)
    assert answer.code == 0
    return answer.out.splitlines()[0]


def done_after_progress(sample: SampleLedger) -> int:
    """Let A be in progress, then done, both on 1 February; return the first entry."""
    (half,) = sample.on(FIRST_FEB).log(A, "Half done", percent=50).entries
    sample.manager.complete(A)
    return half.position


def done_foreseen(sample: SampleLedger) -> None:
    """Let A be done on 10 February as told on the 1st, and half done on the 5th as told later."""
    sample.on(FIRST_FEB).complete(A, on=date(2026, 2, 10))
    sample.on(FIRST_MARCH).log(A, "Half done", percent=50, on=date(2026, 2, 5))


def test_case_01_what_was_recorded_later_is_true_of_its_day(sample: SampleLedger) -> None:
    """Done effective 28 Feb, recorded 10 Mar: as-of 1 Mar it is done."""
    done_told_late(sample)

    assert sample.stood(date(2026, 3, 1)) == "done"


def test_case_02_what_was_recorded_later_was_not_known(sample: SampleLedger) -> None:
    """Done effective 28 Feb, recorded 10 Mar: as-of 1 Mar, known-at 5 Mar it is open."""
    done_told_late(sample)

    assert sample.stood(date(2026, 3, 1), date(2026, 3, 5)) == "open"


def test_case_03_nothing_is_true_before_its_day(sample: SampleLedger) -> None:
    """Done effective 28 Feb, recorded 10 Mar: as-of 27 Feb it is open."""
    done_told_late(sample)

    assert sample.stood(date(2026, 2, 27)) == "open"


def test_case_04_the_day_counts(sample: SampleLedger) -> None:
    """Done effective 28 Feb, recorded 10 Mar: as-of 28 Feb it is done."""
    done_told_late(sample)

    assert sample.stood(date(2026, 2, 28)) == "done"


def test_case_05_a_correction_is_true_of_the_day_it_corrects(sample: SampleLedger) -> None:
    """Done 1 Feb, corrected on 1 Mar to in progress: as-of 15 Feb it is in progress."""
    done_corrected(sample)

    assert sample.stood(date(2026, 2, 15)) == "in progress"


def test_case_06_before_the_correction_the_board_saw_the_entry(sample: SampleLedger) -> None:
    """Done 1 Feb, corrected on 1 Mar: as-of and known-at 15 Feb it is done."""
    done_corrected(sample)

    assert sample.stood(date(2026, 2, 15), date(2026, 2, 15)) == "done"


def test_case_07_a_date_corrected_is_the_date(sample: SampleLedger) -> None:
    """Done dated 1 Feb, its date corrected on 1 Mar to 10 Feb: as-of 5 Feb it is open."""
    done_re_dated(sample)

    assert sample.stood(date(2026, 2, 5)) == "open"
    assert sample.stood(date(2026, 2, 10)) == "done"


def test_case_08_before_the_correction_the_first_date_was_known(sample: SampleLedger) -> None:
    """Done dated 1 Feb, recorded 20 Feb, re-dated on 1 Mar: known-at 25 Feb it is done on 5 Feb."""
    done_re_dated(sample)

    assert sample.stood(date(2026, 2, 5), date(2026, 2, 25)) == "done"
    assert sample.stood(date(2026, 2, 5), date(2026, 2, 19)) == "open"


def test_case_09_what_was_taken_back_was_never_true(sample: SampleLedger) -> None:
    """Done 1 Feb, taken back 1 Mar: as-of 15 Feb it is open."""
    done_taken_back(sample)

    assert sample.stood(date(2026, 2, 15)) == "open"


def test_case_10_what_is_taken_back_later_was_known(sample: SampleLedger) -> None:
    """Done 1 Feb, taken back 1 Mar: known-at 20 Feb it is done."""
    done_taken_back(sample)

    assert sample.stood(known_at=date(2026, 2, 20)) == "done"


def test_case_11_the_last_correction_recorded_wins(sample: SampleLedger) -> None:
    """Done 1 Feb, corrected on 1 Mar and again on 5 Mar to closed: as-of 15 Feb it is closed."""
    done, _ = done_corrected(sample)
    sample.on(date(2026, 3, 5))

    sample.append(e.EntryCorrected(entry=done, event=CLOSED, reason="Given up"), on=FIRST_FEB)

    assert sample.stood(date(2026, 2, 15)) == "closed"
    assert sample.stood(date(2026, 2, 15), date(2026, 3, 4)) == "in progress"


def test_case_12_a_correction_taken_back_restores_the_entry(sample: SampleLedger) -> None:
    """Done 1 Feb, corrected on 1 Mar, that taken back on 6 Mar: as-of 15 Feb it is done."""
    _, corrected = done_corrected(sample)

    sample.on(date(2026, 3, 6)).take_back(corrected, reason="It was done after all")

    assert sample.stood(date(2026, 2, 15)) == "done"
    assert sample.stood(date(2026, 2, 15), date(2026, 3, 5)) == "in progress"


def test_case_13_a_take_back_taken_back_restores_the_entry(sample: SampleLedger) -> None:
    """Done 1 Feb, taken back 1 Mar, that taken back on 6 Mar: as-of 15 Feb it is done."""
    back = done_taken_back(sample)

    sample.on(date(2026, 3, 6)).take_back(back, reason="It was the right action")

    assert sample.stood(date(2026, 2, 15)) == "done"


def test_case_14_a_change_planned_is_not_yet_true(sample: SampleLedger) -> None:
    """The owner changes from 1 Sep, recorded 1 Mar: as-of 2 Mar the old owner answers."""
    to_change_hands(sample)

    assert owner(sample, date(2026, 3, 2)) == "Head of Education"


def test_case_15_a_change_ahead_is_marked_as_planned(sample: SampleLedger) -> None:
    """As-of 2 Sep the new owner answers: marked as planned until 1 Sep has passed."""
    to_change_hands(sample)
    sample.on(date(2026, 9, 1))
    ahead = heading(sample, "--as-of", "2026-09-02")
    sample.on(date(2026, 9, 2))

    assert owner(sample, date(2026, 9, 2)) == "Merseyside Police"
    assert ahead.startswith("The plan on 2 Sep 2026 (planned, not yet happened), as known")
    assert heading(sample, "--as-of", "2026-09-02").startswith("The plan on 2 Sep 2026, as known")


def test_case_16_what_was_foreseen_is_marked_as_then_expected(sample: SampleLedger) -> None:
    """As-of 2 Sep, known-at 2 Mar the new owner answers: marked as what was then expected."""
    to_change_hands(sample)
    sample.on(date(2026, 9, 3))

    foreseen = heading(sample, "--as-of", "2026-09-02", "--known-at", "2026-03-02")

    assert owner(sample, date(2026, 9, 2), date(2026, 3, 2)) == "Merseyside Police"
    assert foreseen.startswith("The plan on 2 Sep 2026 (what was then expected), as known")


def test_case_17_before_the_change_was_recorded_nobody_knew(sample: SampleLedger) -> None:
    """As-of 2 Sep, known-at 28 Feb the old owner answers."""
    to_change_hands(sample)

    assert owner(sample, date(2026, 9, 2), date(2026, 2, 28)) == "Head of Education"


def test_case_18_within_a_day_the_later_recorded_wins(sample: SampleLedger) -> None:
    """In progress, then done, both effective 1 Feb: as-of 1 Feb it is done."""
    done_after_progress(sample)

    assert sample.stood(FIRST_FEB) == "done"


def test_case_19_a_correction_keeps_its_place_in_the_day(sample: SampleLedger) -> None:
    """In progress, then done, the first corrected to paused: as-of 1 Feb it is done."""
    half = done_after_progress(sample)

    sample.on(FIRST_MARCH).correct(half, given={"text": "Paused", "percent": 0}, reason="Not begun")

    item = sample.item(FIRST_FEB)
    assert item is not None
    assert (sample.stood(FIRST_FEB), item.actions[1].percent, item.conflicts) == ("done", 0, ())


def test_case_20_the_effective_date_orders_not_the_recording(sample: SampleLedger) -> None:
    """Done eff. 10 Feb rec. 1 Feb, in progress eff. 5 Feb rec. 1 Mar: as-of 12 Feb it is done."""
    done_foreseen(sample)

    assert sample.stood(date(2026, 2, 12)) == "done"


def test_case_21_between_the_two_the_earlier_is_true(sample: SampleLedger) -> None:
    """Done eff. 10 Feb rec. 1 Feb, in progress eff. 5 Feb: as-of 7 Feb it is in progress."""
    done_foreseen(sample)

    assert sample.stood(date(2026, 2, 7)) == "in progress"
