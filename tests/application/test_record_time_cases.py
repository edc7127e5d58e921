"""The tricky cases of time, on a real ledger: instants, positions, beginnings, erasures, imports.

Each docstring is the case as the notes on time number and put it; the cases before these are in
`test_time_cases.py`.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import elmshire_facts
import given as g
import pytest
from stores import STORES, SampleLedger, noon

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.vocabulary import ErasureReason, ItemRef
from tracker.intake.facts_file import read_facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = f"{g.REF}/1"
TODAY = date(2026, 11, 2)


@pytest.fixture(params=STORES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger without entries, on each kind of store."""
    ledger = SampleLedger(request.param, tmp_path)
    with ledger.record:
        yield ledger


@pytest.fixture
def sample(empty: SampleLedger) -> SampleLedger:
    """A ledger in which A has been opened."""
    return empty.opened()


def at(text: str) -> datetime:
    """Return an instant."""
    return datetime.fromisoformat(text).astimezone(UTC)


def positions(sample: SampleLedger, known_at: int | date | datetime) -> list[int]:
    """Return which entries are known at a moment."""
    tracker = Tracker(sample.record)
    known = tracker.folded_plan(tracker.moment(known_at=known_at)).streams.values()
    return sorted(entry.position for entries in known for entry in entries)


def done_after_midnight(sample: SampleLedger) -> None:
    """Let A be done as recorded at 23:30 UTC on 30 June, which is 00:30 on 1 July in London."""
    sample.on(at("2026-06-30T23:30:00Z")).complete(A)
    sample.on(TODAY)


def test_case_22_a_summer_night_is_not_yet_known_the_day_before(sample: SampleLedger) -> None:
    """Recorded 23:30Z on 30 Jun (00:30 BST 1 Jul): known-at 30 Jun it is not there."""
    done_after_midnight(sample)

    assert sample.stood(date(2026, 7, 1), date(2026, 6, 30)) == "open"


def test_case_23_a_summer_night_is_known_on_its_london_day(sample: SampleLedger) -> None:
    """Recorded 23:30Z on 30 Jun (00:30 BST 1 Jul): known-at 1 Jul it is there, as of 1 Jul."""
    done_after_midnight(sample)

    assert sample.stood(known_at=date(2026, 7, 1)) == "done"
    assert sample.stood(date(2026, 6, 30), date(2026, 7, 1)) == "open"


def test_case_24_the_hour_that_comes_twice_has_an_order(sample: SampleLedger) -> None:
    """Recorded 01:50 BST, then 01:10 GMT, 25 Oct: known-at 00:55Z the first only."""
    sample.on(at("2026-10-25T01:50:00+01:00")).log(A, "Half done", percent=50)
    sample.on(at("2026-10-25T01:10:00+00:00")).complete(A)
    sample.on(TODAY)

    assert sample.stood(known_at=at("2026-10-25T00:55:00Z")) == "in progress"
    assert sample.stood(known_at=at("2026-10-25T01:10:00Z")) == "done"
    typed = sample.typed("list", "--known-at", "2026-10-25T01:30")
    assert (typed.code, "comes twice in London" in typed.err) == (2, True)


def test_the_hour_that_is_left_out_does_not_exist(sample: SampleLedger) -> None:
    """Recorded 00:59 GMT, then 02:01 BST, 29 Mar: two minutes apart, and 01:30 is refused."""
    sample.on(at("2026-03-29T00:59:00+00:00")).log(A, "Half done", percent=50)
    sample.on(at("2026-03-29T02:01:00+01:00")).complete(A)
    sample.on(TODAY)

    assert sample.stood(known_at=at("2026-03-29T01:00:00Z")) == "in progress"
    typed = sample.typed("list", "--known-at", "2026-03-29T01:30")
    assert (typed.code, "does not exist" in typed.err) == (2, True)


def test_the_year_ends_at_midnight(sample: SampleLedger) -> None:
    """Recorded in the last and first second: known-at 31 Dec the first only."""
    sample.on(at("2026-12-31T23:59:59Z")).log(A, "Half done", percent=50)
    sample.on(at("2027-01-01T00:00:00Z")).complete(A)

    assert sample.stood(known_at=date(2026, 12, 31)) == "in progress"
    assert sample.stood(known_at=date(2027, 1, 1)) == "done"


def test_case_25_before_the_first_entry_there_is_nothing_and_it_says_so(
    sample: SampleLedger,
) -> None:
    """As-of before the first entry: nothing, exit 0, a sentence saying so."""
    for words in (["list"], ["show", g.REF], ["show", A], ["history"]):
        answer = sample.typed(*words, "--as-of", "2026-01-04")

        assert answer.code == 0
        assert answer.out.endswith(
            "Nothing had happened by 4 January 2026; "
            "the first entry takes effect on 5 January 2026.\n"
        )
    listed = json.loads(sample.typed("list", "--as-of", "2026-01-04", "--json").out)
    assert (listed["as_of"], listed["items"]) == ("2026-01-04", [])


def test_case_26_before_the_ledger_nothing_was_recorded_and_it_says_so(
    sample: SampleLedger,
) -> None:
    """Known-at before the ledger began: nothing, and a sentence saying it began later."""
    for words in (["list"], ["history"], ["history", g.REF], ["late"], ["decisions"]):
        answer = sample.typed(*words, "--known-at", "2026-01-04")

        assert answer.code == 0
        assert answer.out.endswith(
            "This ledger began on 5 January 2026; nothing was recorded by then.\n"
        )
    assert positions(sample, date(2026, 1, 4)) == []


def test_case_27_a_position_is_a_prefix(empty: SampleLedger) -> None:
    """Known-at #2: a prefix of two events."""
    for note in ("First", "Second", "Third"):
        empty.append(e.NoteMade(note=note), on=date(2026, 1, 5))

    assert positions(empty, 2) == [1, 2]
    with pytest.raises(NotFoundError, match="#4"):
        positions(empty, 4)


def test_case_27_a_position_inside_a_save_is_the_whole_save(sample: SampleLedger) -> None:
    """Known-at #2, where one command recorded #1 to #6: all six."""
    assert positions(sample, 2) == positions(sample, 6) == [1, 2, 3, 4, 5, 6]


def test_nobody_knows_yet_what_will_be_known(sample: SampleLedger) -> None:
    """A known-at after now is refused, a day and an instant alike."""
    sample.on(TODAY)

    with pytest.raises(UsageError, match="3 November 2026"):
        positions(sample, date(2026, 11, 3))
    with pytest.raises(UsageError, match="is in the future"):
        positions(sample, at("2026-11-02T12:00:01Z"))


def test_case_28_what_is_erased_is_a_marker_on_any_date(sample: SampleLedger) -> None:
    """Text erased 9 Oct: on any date, at any known-at the marker, never the text."""
    (note,) = sample.on(date(2026, 2, 1)).log(A, "Met Robin Longname", percent=50).entries
    sample.on(date(2026, 10, 8)).ask_erasure(note.position, ErasureReason.NAMES_A_CHILD)
    sample.on(date(2026, 10, 9))
    sample.by("Jo Chair").confirm_erasure(note.position)
    sample.on(TODAY)

    for as_of in ("2026-02-01", "2026-10-08", "2026-10-09", "2027-01-01"):
        for known_at in ("2026-02-01", "2026-10-08", "2026-10-09", "today", str(note.position)):
            for form in ("table", "json", "csv", "html"):
                moment = ("--as-of", as_of, "--known-at", known_at)
                answer = sample.typed("show", A, *moment, "--format", form)
                sentence = answer.out + answer.err
                assert answer.code == 0
                assert "Robin" not in sentence
                assert "[erased 9 Oct 2026: names a child]" in sentence


def imported(sample: SampleLedger) -> ItemRef:
    """Import a report of an inspection in 2024, today; return its first item."""
    text = elmshire_facts.FACTS.replace("2023", "2024")
    sample.on(TODAY).import_report(read_facts(text, "elmshire.toml"))
    return ItemRef("elmshire-2024/1")


def test_case_29_imported_history_is_true_of_its_day(sample: SampleLedger) -> None:
    """Imported history of 2024, loaded today: as-of 2024 the facts."""
    item = imported(sample)
    tracker = Tracker(sample.record)

    then = tracker.folded_plan(tracker.moment(date(2024, 5, 31)))

    assert list(then.items) == [item, "elmshire-2024/2.1-a"]
    assert not tracker.folded_plan(tracker.moment(date(2024, 5, 30))).items


def test_case_30_imported_history_was_not_known_then(sample: SampleLedger) -> None:
    """Imported history of 2024, loaded today: known-at 2024 nothing; its own date is a fact."""
    item = imported(sample)
    tracker = Tracker(sample.record)

    then = tracker.folded_plan(tracker.moment(date(2024, 6, 1), date(2024, 6, 1)))
    now = tracker.folded_plan(tracker.moment(date(2024, 6, 1)))

    (entry,) = now.streams[f"item:{item}"]
    assert then.streams == {}
    assert not tracker.folded_plan(tracker.moment(date(2024, 6, 1), date(2026, 11, 1))).items.get(
        item
    )
    assert (entry.recorded_at, entry.effective_on) == (noon(TODAY), date(2024, 5, 31))
    (report,) = now.inspections.values()
    assert report.facts.published.iso == "2024-05"


def test_case_31_an_entry_without_a_date_has_that_of_its_recording(sample: SampleLedger) -> None:
    """Entry with no effective date given: stored explicitly as the London date of recording."""
    (entry,) = sample.on(at("2026-06-30T23:30:00Z")).log(A, "Under way").entries

    assert entry.effective_on == date(2026, 7, 1)
    assert sample.record.row(entry.position).effective_on == "2026-07-01"


def test_case_32_questions_take_dates_one_way_only(sample: SampleLedger) -> None:
    """--as-of 31/03/26 is refused: ISO only; today and yesterday are allowed."""
    sample.on(TODAY)

    refused = sample.typed("list", "--as-of", "31/03/26")

    assert (refused.code, refused.out) == (2, "")
    assert "'31/03/26'" in refused.err
    assert "2026-03-31" in refused.err
    for word, day in (("2026-03-31", "31 Mar"), ("today", "2 Nov"), ("yesterday", "1 Nov")):
        answer = sample.typed("list", "--as-of", word)
        assert answer.code == 0
        assert answer.out.startswith(f"The plan on {day} 2026, as known")


def test_case_33_nothing_lies_between_two_entries_of_one_save(sample: SampleLedger) -> None:
    """Two entries in one save: one instant, so that no known-at comes between them."""
    sample.on(date(2026, 2, 1))
    half = e.ActionProgressed(action=1, note="Half done", percent=50)

    first, second = sample.append(half, e.ActionCompleted(action=1), on=date(2026, 2, 1))

    assert first.recorded_at == second.recorded_at
    assert sample.stood(known_at=first.position) == "done"
    assert sample.stood(known_at=first.recorded_at) == "done"
    assert sample.stood(known_at=first.position - 1) == "open"
