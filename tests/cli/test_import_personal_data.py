"""What a report prints of persons is pointed at before anything is recorded, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import invented_reports

if TYPE_CHECKING:
    from command_runner import Terminal

NAMED = invented_reports.changed(
    invented_reports.LETTER, ("ii. oversight of plans.", "ii. oversight of Jamie Smith's plans.")
)
DIALLED = invented_reports.changed(
    invented_reports.LETTER, ("ii. oversight of plans.", "ii. oversight of plans (01632 960004).")
)


def test_a_name_in_a_report_is_pointed_at_before_the_question(bare: Terminal) -> None:
    """One line, with the item it is in; whoever answers may still say yes."""
    terminal = bare.with_ledger()

    result = terminal.manager("import", terminal.file("named.txt", NAMED), keys="y\n")

    assert result.code == 0
    looked, recorded = result.out.index("\nCheck this: "), result.out.index("\nRecorded #")
    assert looked < recorded
    assert (
        '\nCheck this: area requiring improvement ii: "Jamie Smith" looks like a person\'s name.\n'
        in result.out
    )


def test_a_passage_about_a_single_case_is_pointed_at(bare: Terminal) -> None:
    """Whoever brings a report in decides whether it tells of one child."""
    terminal = bare.with_ledger()
    sentence = invented_reports.changed(
        invented_reports.LETTER,
        ("ii. oversight of plans.", "ii. oversight; in one case a plan was late."),
    )

    result = terminal.manager("import", terminal.file("told.txt", sentence), keys="n\n")

    assert "\nCheck this: area requiring improvement ii: it seems to describe a single case.\n" in (
        result.out
    )


def test_nothing_is_pointed_at_once_the_board_has_agreed_so(bare: Terminal) -> None:
    """The setting is recorded like every other."""
    terminal = bare.with_ledger()
    terminal.says("--by", "Dana Okafor", "settings", "agree", "name-check", "off")

    result = terminal.manager("import", terminal.file("named.txt", NAMED), "--yes")

    assert (result.code, "Look again" in result.out + result.err) == (0, False)


def test_a_telephone_number_becomes_part_of_no_fact(bare: Terminal) -> None:
    """It is left out of the text it stands in, and a warning says so."""
    answer = bare.says("import", bare.file("dialled.txt", DIALLED), "--dry-run", "--json").json

    assert "01632" not in str(answer)
    assert answer["items"][1]["text"] == "oversight of plans ()."
    assert any("telephone number is left out" in warning for warning in answer["warnings"])
