"""What may be recorded as a re-issue, on which day, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest
from elmshire_facts import FACTS, read
from office import events_of
from reissued_facts import FIRST, ID, ON, again, told

from tracker.application.import_status import ReportDiffersError, Same
from tracker.application.recorded_reports import recorded_report
from tracker.domain.errors import DateRuleError, RefusedError, RightError, UsageError
from tracker.queries.history import history_entries
from tracker.queries.report_facts import published_json

if TYPE_CHECKING:
    from office import Office

    from tracker.application.tracker import Tracker


@pytest.fixture
def manager(office: Office) -> Tracker:
    """Return the manager's use cases, with the report recorded as it was first published."""
    manager = office.by(g.MANAGER)
    manager.import_report(read())
    return manager


def test_a_re_issue_takes_effect_by_its_own_date(office: Office, manager: Tracker) -> None:
    """Where it prints a later one; a month is its last day, and is told as a month."""
    dated = again(
        ("May 2023", "June 2023"), ('"2023-05"', '"2023-06"'), ("points = 2", "points = 1")
    )

    entries = manager.import_report(dated, reissue=True).entries

    assert {entry.effective_on for entry in entries} == {date(2023, 6, 30)}
    plan = office.plan()
    report = plan.inspections[ID]
    rows = [row for row in history_entries(plan) if row["type"] == "inspection-reissued.v1"]
    assert [row["took_effect_text"] for row in rows] == ["June 2023"]
    assert rows[0]["what"] == "re-issued: An inspection in Elmshire (June 2023)"
    assert published_json(report) == "June 2023, re-issued 30 June 2023"
    assert (report.published_on, report.reissued_on) == (date(2023, 5, 31), date(2023, 6, 30))


def test_without_a_later_date_somebody_has_to_say_when(office: Office, manager: Tracker) -> None:
    """Nothing is guessed; and nothing is re-issued before it was published."""
    sentence = (
        "elmshire-2023 prints no date later than 31 May 2023, "
        "the day its recorded version took effect."
    )
    undated = again(('text = "May 2023"\niso = "2023-05"\n', ""), ("points = 2", "points = 1"))

    for report in (again(), undated):
        with office.refuses(sentence, DateRuleError):
            manager.import_report(report, reissue=True)
    with office.refuses(
        "elmshire-2023 stands as published on 31 May 2023; "
        "it cannot have been re-issued before, on 30 May 2023.",
        DateRuleError,
    ):
        manager.import_report(again(), reissue=True, on=date(2023, 5, 30))
    entries = manager.import_report(undated, reissue=True, on=ON).entries
    assert entries[0].effective_on == ON


def test_a_report_that_differs_is_refused_with_every_difference(
    office: Office, manager: Tracker
) -> None:
    """Unless somebody says that it was re-issued."""
    with pytest.raises(ReportDiffersError) as refused:
        manager.import_report(again())

    position = office.record.stream(f"inspection:{ID}")[0].position
    assert refused.value.sentence == (
        f"elmshire-2023 is recorded already (entry #{position}) and differs in 4 facts."
    )
    assert refused.value.differences == (
        "standard 2.1, rating: was 'Good', now 'Inadequate'",
        (
            "recommendation 1, text: was 'review the board and its papers', "
            "now 'review all boards and its papers'"
        ),
        "priority action 2: new, 'meet every month'",
        "area for improvement 2.1-a: no longer there, 'reviews [[items]] were late'",
    )


def test_what_is_no_re_issue_is_refused(office: Office, manager: Tracker) -> None:
    """A report that is not recorded; a day without a re-issue; a person without the right."""
    new = read(FACTS.replace("2023", "2024"))

    with office.refuses(
        "elmshire-2024 is not recorded yet, so it cannot be re-issued.", RefusedError
    ):
        manager.import_report(new, reissue=True)
    with office.refuses(
        "A day of re-issue was given, but the report is not imported as re-issued.", UsageError
    ):
        manager.import_report(again(), on=ON)
    with office.refuses(
        "Only the manager or the clerk may import; The Chair is chair today.", RightError
    ):
        office.by(g.CHAIR).import_report(again(), reissue=True, on=ON)


def test_the_same_re_issue_again_records_nothing(manager: Tracker) -> None:
    """Said to be one or not."""
    entries = manager.import_report(again(), reissue=True, on=ON).entries

    assert manager.import_report(again(), reissue=True, on=ON).entries == ()
    assert manager.import_report(again()).entries == ()
    assert manager.report_status(again()) == Same(ID, entries[0].position, by_bytes=False)


@pytest.mark.usefixtures("manager")
def test_a_rehearsed_re_issue_records_nothing(office: Office) -> None:
    """It shows what it would record."""
    before = office.record.head()

    rehearsed = office.by(g.MANAGER, dry_run=True).import_report(again(), reissue=True, on=ON)

    assert len(events_of(rehearsed)) == 4
    assert office.record.head() == before


def test_a_report_re_issued_on_the_day_it_was_published_stands_from_then(
    office: Office, manager: Tracker
) -> None:
    """What was recorded later has the last word on a day."""
    manager.import_report(again(), reissue=True, on=g.PUBLISHED)

    assert str(told(office, FIRST, g.PUBLISHED).text).startswith("review all boards")
    assert office.plan(on=g.PUBLISHED).inspections[ID].reissued_on == g.PUBLISHED


def test_a_re_issue_may_go_back_to_what_was_printed_first(office: Office, manager: Tracker) -> None:
    """It is compared with what stands; without the word for it, it is the first that is meant."""
    later = ON + timedelta(days=7)
    manager.import_report(again(), reissue=True, on=ON)
    assert manager.import_report(read()).entries == ()

    entries = manager.import_report(read(), reissue=True, on=later).entries

    assert len(entries) == 4
    assert str(told(office, FIRST, later).text).startswith("review the board")
    assert recorded_report(office.plan(on=later), ID) == read()
