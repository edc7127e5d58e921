"""What was typed is found in a plan, and an empty plan says why it is empty."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import given as g
import pytest
import sample_plans
from sample_events import SAMPLES

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError
from tracker.domain.reference import Reference
from tracker.domain.vocabulary import InspectionId, ItemRef
from tracker.ledger.ledger import Ledger
from tracker.queries.resolve_reference import (
    nothing_recorded_yet,
    resolve_inspection_id,
    resolve_ref,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.domain.bitemporal import Entry

NOON = datetime(2023, 6, 12, 12, tzinfo=UTC)


def report(inspection: str) -> Entry:
    """Return an entry in the stream of a report: only its name is looked at."""
    return g.entry(g.noted().event, stream=f"inspection:{inspection}")


KNOWN = (report("knowsley-2018"), report("knowsley-2023"), report("liverpool-2013"))
PLAN = sample_plans.plan(*KNOWN, g.made(), g.made(ref=g.OTHER), g.assigned(1), g.taken_back(6))


@pytest.mark.parametrize("typed", ["knowsley-2023/2", " KNOWSLEY-2023/2 "])
def test_an_item_is_found_by_its_reference(typed: str) -> None:
    """In either case, with space around it."""
    assert resolve_ref(PLAN, typed) == Reference(g.REF)


def test_the_beginning_of_an_inspection_is_enough() -> None:
    """Where only one begins so."""
    plan = sample_plans.plan(report("knowsley-2023"), g.made(), g.assigned(1))

    assert resolve_ref(plan, "know/2/1") == Reference(g.REF, 1)


def test_a_beginning_that_several_share_lists_them() -> None:
    """Nothing is guessed."""
    with pytest.raises(AmbiguousError, match="could be knowsley-2018 or knowsley-2023"):
        resolve_ref(PLAN, "know/2")


def test_an_action_taken_back_is_found_all_the_same() -> None:
    """Its history is still to be read."""
    assert resolve_ref(PLAN, "knowsley-2023/2/1") == Reference(g.REF, 1)


def test_an_item_that_is_not_there_is_refused_with_those_that_are() -> None:
    """The person sees what to type instead."""
    with pytest.raises(NotFoundError, match=r"knowsley-2023 has no item 9; it has 1\.3-b, 2\."):
        resolve_ref(PLAN, "knowsley-2023/9")


def test_an_action_that_is_not_there_is_refused_with_those_that_are() -> None:
    """Also where there is none yet."""
    with pytest.raises(NotFoundError, match=r"knowsley-2023/2 has no action 7; it has 1\."):
        resolve_ref(PLAN, "knowsley-2023/2/7")
    with pytest.raises(NotFoundError, match=r"1\.3-b has no action 7; it has none yet\."):
        resolve_ref(PLAN, "knowsley-2023/1.3-b/7")


def test_what_is_no_reference_is_a_fault_of_usage() -> None:
    """Before anything is looked for."""
    with pytest.raises(UsageError, match="'two' is not a reference"):
        resolve_ref(PLAN, "two")


def test_an_inspection_is_found_by_its_beginning() -> None:
    """Or by all of it, where it begins another."""
    assert resolve_inspection_id(PLAN, " Liv") == InspectionId("liverpool-2013")
    with pytest.raises(NotFoundError, match="No inspection here begins with 'leeds'"):
        resolve_inspection_id(PLAN, "leeds")


def test_what_was_not_known_at_the_moment_is_not_found() -> None:
    """The same words at the same position name the same thing for ever."""
    later = g.entry(g.made(ref=ItemRef("knowsley-2018/3")).event, stream="item:knowsley-2018/3")
    plan = sample_plans.plan(*KNOWN, later, known=date(2023, 6, 11))

    with pytest.raises(NotFoundError, match="none yet"):
        resolve_ref(plan, "knowsley-2018/3")


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    """Return a ledger begun at noon on the day of the board."""
    with closing(Ledger.create(tmp_path / "a.db", clock=lambda: NOON, login="somebody")) as record:
        Tracker.begin(record, service="Knowsley YJS", chair="The Chair", manager="The Manager")
        yield Tracker(record)


def test_a_plan_of_a_day_with_anything_in_it_is_not_silent(tracker: Tracker) -> None:
    """The first day counts."""
    assert nothing_recorded_yet(tracker.folded_plan(), lambda: tracker.record) is None
    assert (
        nothing_recorded_yet(tracker.folded_plan(tracker.moment(g.BOARD)), lambda: tracker.record)
        is None
    )


def test_a_day_before_everything_says_so(tracker: Tracker) -> None:
    """With the day on which the first entry takes effect."""
    plan = tracker.folded_plan(tracker.moment(date(2020, 1, 1)))

    assert nothing_recorded_yet(plan, lambda: tracker.record) == (
        "Nothing had happened by 1 January 2020; the first entry takes effect on 12 June 2023."
    )


def test_the_first_entry_is_dated_as_precisely_as_it_is_printed(tracker: Tracker) -> None:
    """A month without a day, unless its date was corrected to one."""
    published = next(event for event in SAMPLES if isinstance(event, e.InspectionPublished))
    stream = f"inspection:{g.INSPECTION}"
    report = g.entry(published, on=g.PUBLISHED, stream=stream)
    moved = g.corrected(1, to=date(2023, 5, 11), stream=stream)

    values = [
        nothing_recorded_yet(
            sample_plans.plan(*entries, on=date(2023, 5, 10)), lambda: tracker.record
        )
        for entries in ((report,), (report, moved))
    ]

    assert values == [
        "Nothing had happened by 10 May 2023; the first entry takes effect in May 2023.",
        "Nothing had happened by 10 May 2023; the first entry takes effect on 11 May 2023.",
    ]


def test_knowledge_from_before_the_ledger_says_so(tracker: Tracker) -> None:
    """It knew nothing, whatever has been recorded of that time since."""
    plan = tracker.folded_plan(tracker.moment(None, date(2020, 1, 1)))

    assert nothing_recorded_yet(plan, lambda: tracker.record) == (
        "This ledger began on 12 June 2023; nothing was recorded by then."
    )


def test_a_ledger_without_entries_says_so(tmp_path: Path) -> None:
    """It was made, and nothing was recorded."""
    with closing(Ledger.create(tmp_path / "b.db", clock=lambda: NOON, login="x")) as record:
        tracker = Tracker(record)

        assert (
            nothing_recorded_yet(tracker.folded_plan(), lambda: tracker.record)
            == "Nothing is recorded in this ledger yet."
        )
