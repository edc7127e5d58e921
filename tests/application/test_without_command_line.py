"""The use cases, driven as a page drives them: without the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import elmshire_facts
import pytest

from tracker.application.import_files import StatedFacts, pair, read_reports
from tracker.application.open_ledger import OpenLedger, nearest_ledger, parse_location
from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.errors import NotFoundError
from tracker.domain.reference import Reference
from tracker.domain.vocabulary import ItemRef, Response, Status
from tracker.intake.files.report_file import UploadedFile
from tracker.ledger.ledger import Ledger
from tracker.presentation.board_tables import late_table
from tracker.presentation.heading import heading_of
from tracker.presentation.import_review import review
from tracker.presentation.plan_tables import items_table
from tracker.presentation.receipt import receipt_lines
from tracker.queries.attention import late_actions, overview
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import items_json
from tracker.queries.item_view import show_item
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.application.tracker import Receipt

NOON = datetime(2023, 6, 21, 12, tzinfo=UTC)
REF = ItemRef("elmshire-2023/1")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenLedger]:
    """A ledger found from a folder below it, with a report that came in as its name and bytes."""
    path = tmp_path / "tracker.db"
    with Ledger.create(path, clock=lambda: NOON) as record:
        Tracker.begin(record, service="Elmshire", chair="Jo Chair", manager="Sam Manager")
    below = tmp_path / "below"
    below.mkdir()
    nearest = nearest_ledger(below)
    assert nearest == path == parse_location(str(path))
    opened = OpenLedger(nearest, lambda: NOON)
    yield opened
    opened.close()


def as_manager(opened: OpenLedger) -> Tracker:
    """Return the use cases with the manager acting."""
    return opened.tracker().acting_as(CommandActor(by="Sam Manager"))


def imported(opened: OpenLedger) -> Receipt:
    """Read a facts file given as its name and bytes, and record it."""
    upload = UploadedFile("elmshire.toml", elmshire_facts.FACTS.encode())
    (file,) = read_reports([upload], StatedFacts(), lambda: None)
    pair([file])
    assert file.proposal is not None
    assert "elmshire-2023" in next(iter(review(file.proposal)))
    return as_manager(opened).import_report(file.proposal, digest=file.digest)


def test_a_report_is_read_from_its_name_and_bytes_and_its_receipt_worded(
    opened: OpenLedger,
) -> None:
    """A page has no file on a disk, and prints the same sentences."""
    receipt = imported(opened)

    with opened.stored_plan(opened.moment(None, None)) as plan:
        line = next(iter(receipt_lines(receipt, plan)))
        heading = heading_of(plan)

    assert line.startswith("Recorded #")
    assert heading[0].startswith("The plan on 21 Jun 2023, as known on 21 Jun 2023 13:00:00 BST")


def test_a_plan_is_answered_assigned_and_listed(opened: OpenLedger) -> None:
    """With dates as people type them, filters, tables, and what needs attention."""
    imported(opened)
    manager = as_manager(opened)
    yesterday = opened.day("yesterday")
    manager.respond([REF], Response.AGREED, on=yesterday)
    manager.assign(REF, "Read it again", owner="Jo Chair", due=yesterday, on=yesterday)

    with opened.stored_plan(opened.moment("today", None)) as plan:
        wanted = ItemFilter(status=Status.IN_PROGRESS)
        rows = items_table(items_json(plan, wanted.items(wanted.plan(plan)))).rows
        reference = resolve_ref(plan, "elm/1")
        shown = show_item(plan, reference)
        needs = overview(plan)
        late = late_table(late_actions(plan, plan.items.values())).rows

    assert [row[0] for row in rows] == [REF]
    assert reference == Reference(REF)
    assert shown is not None
    assert shown["actions"][0]["owner"] == "Jo Chair"
    assert [row["ref"] for row in needs.late] == [f"{REF}/1"]
    assert late[0][3] == "1 day"


def test_a_refusal_has_a_hint_that_names_no_command(opened: OpenLedger) -> None:
    """Each face words the next step in its own way; names stand where marks were."""
    with pytest.raises(NotFoundError) as refused, opened.named_errors():
        as_manager(opened).find_party("Nobody")

    assert refused.value.sentence == "There is no one called 'Nobody' here."
    assert refused.value.hint is not None
    assert refused.value.hint.step == "add-party"


def test_nothing_inside_loads_the_command_line() -> None:
    """Neither ours nor the library it is made with."""
    code = (
        "import pkgutil, sys, importlib, tracker\n"
        "for room in ('application', 'presentation', 'queries', 'intake', 'ledger', 'domain'):\n"
        "    package = importlib.import_module(f'tracker.{room}')\n"
        "    for module in pkgutil.iter_modules(package.__path__, f'tracker.{room}.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(sorted({'click', 'tracker.cli'} & sys.modules.keys()))\n"
    )

    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert child.stdout == "[]\n"
