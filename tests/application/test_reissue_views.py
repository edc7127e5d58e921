"""What a plan, a board and an item show of a report that was published again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
from elmshire_facts import read
from reissued_facts import BEFORE, FIRST, ID, NEW_ITEM, ON, SECOND, THIRD, again

from tracker.application.recorded_reports import recorded_report
from tracker.domain import events as e
from tracker.domain.vocabulary import (
    Response,
)
from tracker.queries.diff import diff_plans
from tracker.queries.history import history_entries
from tracker.queries.item_row import item_json
from tracker.queries.report_facts import report_json, report_row

if TYPE_CHECKING:
    from office import Office

    from tracker.application.tracker import Tracker


@pytest.fixture
def manager(office: Office) -> Tracker:
    """Return the manager's use cases, with the report recorded as it was first published."""
    manager = office.by(g.MANAGER)
    manager.import_report(read())
    return manager


def test_an_item_that_is_gone_stays_in_the_plan(office: Office, manager: Tracker) -> None:
    """With its history and its actions, marked; what is no longer asked for may be closed."""
    manager.respond([SECOND], Response.AGREED)
    manager.import_report(again(), reissue=True, on=ON)
    plan = office.plan()

    item = item_json(plan, plan.items[SECOND])

    assert (item["dropped_on"], item["reissued_on"], item["response"]) == (str(ON), None, "agreed")
    assert report_row(plan, plan.inspections[ID])["items"] == 2
    assert [x["ref"] for x in report_json(plan, plan.inspections[ID])["items"]] == [FIRST, THIRD]


def test_a_board_reads_what_was_re_issued_since_the_last(office: Office, manager: Tracker) -> None:
    """Other words, and what the report no longer asks for, in a category of their own."""
    manager.import_report(again(), reissue=True, on=ON)

    changes, _ = diff_plans(office.plan(on=BEFORE), office.plan(on=ON))

    assert [(x["category"], x["ref"], x["what"]) for x in changes] == [
        ("new", THIRD, "priority action made: meet every month"),
        ("re-issued", FIRST, "recommendation re-issued: review all boards\nand its papers"),
        ("re-issued", SECOND, "no longer in the report as re-issued"),
    ]


def test_items_tell_when_they_were_published_and_re_issued(
    office: Office, manager: Tracker
) -> None:
    """Those of the first print as the first prints it, a new one on the day of the re-issue."""
    manager.import_report(again(), reissue=True, on=ON)
    plan = office.plan()

    told_of = {ref: item_json(plan, plan.items[ref]) for ref in (FIRST, THIRD)}

    assert [x["published"] for x in told_of.values()] == ["2023-05", "2023-06-20"]
    assert [x["reissued_on"] for x in told_of.values()] == ["2023-06-20", None]


def test_the_time_for_the_action_plan_runs_from_the_first_publication(
    office: Office, manager: Tracker
) -> None:
    """A re-issue begins no new time."""
    manager.import_report(again(), reissue=True, on=ON)
    plan = office.plan()

    shape = report_json(plan, plan.inspections[ID])

    assert (shape["action_plan_due"], shape["reissued_on"]) == ("2023-06-28", "2023-06-20")
    assert shape["action_plan_due_basis"].startswith("28 days after 31 May 2023; ")


def test_a_re_issue_under_another_name_of_the_service_prints_that_name(
    office: Office, manager: Tracker
) -> None:
    """From its own day on; an item planned on its draft is not printed before."""
    renamed = again(
        ('name = "Elmshire Youth', 'name = "Elmshire and Oakley Youth'), ("[source]", NEW_ITEM)
    )
    manager.import_report(renamed, reissue=True, on=ON)
    agreed = e.ResponseGiven(response=Response.AGREED)
    office.given(g.entry(agreed, on=BEFORE, known=g.TODAY, stream=f"item:{THIRD}"))

    assert THIRD in office.plan(on=BEFORE).items
    assert recorded_report(office.plan(on=BEFORE), ID) == read()
    assert recorded_report(office.plan(on=ON), ID) == renamed


def test_a_day_given_for_a_re_issue_is_told_as_that_day(office: Office, manager: Tracker) -> None:
    """And not as the month its report goes on printing."""
    manager.import_report(again(), reissue=True, on=ON)

    rows = [row for row in history_entries(office.plan()) if row["took_effect"] == str(ON)]

    assert {row["took_effect_text"] for row in rows} == {"20 Jun 2023"}
    assert len(rows) == 4


def test_an_item_of_a_report_with_a_stated_day_is_published_as_printed(office: Office) -> None:
    """A month stays a month, re-issued or not."""
    office.by(g.MANAGER).import_report(read().with_stated(date(2023, 5, 11)))
    plan = office.plan()

    assert item_json(plan, plan.items[FIRST])["published"] == "2023-05"
