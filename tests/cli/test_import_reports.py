"""`tracker import` of a report's own text: found, shown, mended by hand, recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import invented_reports

if TYPE_CHECKING:
    from command_runner import Terminal


def test_a_reports_text_is_read_and_recorded(bare: Terminal) -> None:
    """The first thing a person brings is the report itself."""
    terminal = bare.with_ledger()
    name = terminal.file("letter.txt", invented_reports.LETTER)

    result = terminal.manager("import", name, "--yes")

    assert (result.code, result.err) == (0, "")
    assert "2 areas requiring improvement" in result.out
    shown = terminal.says("inspections", "--json").json["inspections"]
    assert [report["items"] for report in shown] == [2]


def test_what_is_read_can_be_mended_as_a_facts_file(bare: Terminal) -> None:
    """Report to facts file to record: extraction proposes, a person mends."""
    terminal = bare.with_ledger()
    name = terminal.file("letter.txt", invented_reports.LETTER)

    facts = terminal.manager("import", name, "--dry-run", "--format", "toml").out
    mended = terminal.file(
        "mended.toml", facts.replace("Short Quality Screening", "A short screening")
    )
    result = terminal.manager("import", mended, "--yes")

    assert result.code == 0
    assert terminal.says("inspections", "--json").json["inspections"][0]["items"] == 2


def test_a_text_that_is_no_report_is_refused(bare: Terminal) -> None:
    """One sentence, with the layouts there are; nothing is recorded."""
    terminal = bare.with_ledger()
    name = terminal.file("shopping.txt", "Milk\nBread\n")

    result = terminal.manager("import", name, "--yes")

    assert result.code == 1
    assert result.err.startswith("shopping.txt: this is a report of no known layout")
    assert result.err.count("\n") == 1
    assert terminal.says("inspections", "--json").json["inspections"] == []
