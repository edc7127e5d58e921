"""A report is read, shown with its sums done again, and recorded whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command_runner import FOUND, KNOWSLEY, RATED, Terminal
from elmshire_facts import FACTS, changed

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger, and the facts of Elmshire in a file."""
    bare.file("elmshire.toml", FACTS)
    return bare.with_ledger()


def entries(terminal: Terminal) -> list[Entry]:
    """Return what was recorded since ledger started."""
    with Ledger.open(terminal.folder / "tracker.db") as record:
        return list(record.entries())[6:]


def test_an_import_shows_what_it_found_and_asks(terminal: Terminal) -> None:
    """Everything counted and every warning, before anything is recorded."""
    result = terminal.manager("import", "elmshire.toml", keys="y\n")

    assert (result.code, result.err) == (0, "Record elmshire-2023? [y/N]: ")
    assert result.out.startswith(f"{FOUND}Recorded #7")
    assert [entry.stream for entry in entries(terminal)] == [
        "inspection:elmshire-2023",
        "item:elmshire-2023/1",
        "item:elmshire-2023/2.1-a",
    ]


@pytest.mark.parametrize("keys", ["n\n", "\n", ""])
def test_an_import_not_agreed_records_nothing(terminal: Terminal, keys: str) -> None:
    """No, nothing typed, or Ctrl-C: all the same."""
    result = terminal.manager("import", "elmshire.toml", keys=keys)

    assert (result.code, result.out) == (1, FOUND)
    assert result.err.endswith("Stopped; nothing was recorded.\n")
    assert entries(terminal) == []


def test_an_import_without_a_terminal_has_to_be_told_yes(terminal: Terminal) -> None:
    """A script is never taken to have agreed."""
    result = terminal.manager("import", "elmshire.toml")

    assert (result.code, result.out) == (2, FOUND)
    assert result.err == "Nothing was recorded: give --yes to record it, or --dry-run to look.\n"
    assert entries(terminal) == []


def test_the_sum_of_the_ratings_stands_beside_the_score(bare: Terminal) -> None:
    """Whoever imports sees at once that the report adds up."""
    result = bare.says("import", KNOWSLEY, "--dry-run")

    assert (
        "\nFound: 4 recommendations to 2 bodies, 14 areas for improvement, 12 ratings, "
        "29/36 ✓, " in result.out
    )


def test_a_sum_that_differs_is_a_warning(terminal: Terminal) -> None:
    """And no hindrance: the print stands."""
    terminal.file("rated.toml", RATED)

    result = terminal.manager("import", "rated.toml", "--yes")

    assert result.code == 0
    assert ", 2 ratings, 2/3, where the ratings add up to 2/6, " in result.out
    assert (
        "\nSum of the ratings: 2 of 6, but 2 of 3 is printed; "
        "the print stands, and this is a warning.\n" in result.out
    )


def test_the_same_report_again_records_nothing(terminal: Terminal) -> None:
    """And says which inspection it is."""
    terminal.manager("import", "elmshire.toml", "--yes")

    result = terminal.manager("import", "elmshire.toml", "--yes")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{FOUND}elmshire.toml: already recorded as elmshire-2023 (entry #7), "
        "with the same facts.\n"
    )
    assert len(entries(terminal)) == 3


def test_a_report_recorded_with_other_facts_is_refused(terminal: Terminal) -> None:
    """Nothing is corrected by importing."""
    terminal.manager("import", "elmshire.toml", "--yes")
    terminal.file("rated.toml", RATED)

    result = terminal.manager("import", "rated.toml", "--yes")

    assert result.code == 1
    assert result.err == (
        "elmshire-2023 is recorded already (entry #7) and differs in 1 fact. If it was re-issued, "
        "give --reissue. If it was misread, take it back and import it again: "
        'tracker --by "Sam Reed" take-back 7 --whole -m WHY\n'
    )


def test_two_files_of_one_report_that_differ_are_both_refused(terminal: Terminal) -> None:
    """Nobody guesses which was meant."""
    terminal.file("rated.toml", RATED)

    result = terminal.manager("import", "elmshire.toml", "rated.toml", "--yes")

    assert (result.code, result.err) == (1, "2 of 2 files were refused.\n")
    both = "refused: elmshire.toml and rated.toml are both of elmshire-2023, and differ."
    assert " ".join(result.out.split()).count(both) == 2
    assert entries(terminal) == []


def test_two_files_with_the_same_facts_are_recorded_once(terminal: Terminal) -> None:
    """The second says which it is the same as."""
    terminal.file("again.toml", FACTS)

    result = terminal.manager("import", "elmshire.toml", "again.toml", "--yes")

    assert (result.code, result.err) == (0, "")
    assert "the same as elmshire.toml" in result.out
    assert len(entries(terminal)) == 3


def test_a_bad_file_hinders_no_other(terminal: Terminal) -> None:
    """Each report is recorded whole or not at all, and a table says what came of every file."""
    terminal.file("oddshire.toml", changed("overall =", "overal ="))

    result = terminal.manager("import", "oddshire.toml", "missing.toml", "elmshire.toml", "--yes")

    assert (result.code, result.err) == (1, "2 of 3 files were refused.\n")
    rows = " ".join(result.out[result.out.index("\nFiles\n") :].split())
    assert "oddshire.toml refused: oddshire.toml, line 5, 'overal': there is no such field" in rows
    assert "missing.toml refused: missing.toml cannot be read" in rows
    assert rows.endswith("elmshire.toml elmshire-2023 2 2 recorded #7 to #9")
    assert len(entries(terminal)) == 3


def test_a_day_that_is_not_printed_can_be_stated(terminal: Terminal) -> None:
    """It is needed where no date is printed, kept apart from the print and marked everywhere."""
    terminal.file("undated.toml", changed('text = "May 2023"\niso = "2023-05"\n', ""))

    undated = terminal.manager("import", "undated.toml", "--yes")
    dated = terminal.manager("import", "undated.toml", "--yes", "--published", "2023-05-11")
    (line,) = terminal.says("inspections", "--json").json["inspections"]

    assert (undated.code, undated.err) == (
        1,
        (
            "elmshire-2023, published: "
            "The report prints no date of publication. "
            "Say when it was published with --published DATE.\n"
        ),
    )
    assert ", published 11 May 2023 (stated, not printed), overall Good.\n" in dated.out
    assert {entry.effective_on.isoformat() for entry in entries(terminal)} == {"2023-05-11"}
    assert (line["published"], line["published_stated"]) == (
        {"text": None, "iso": None},
        "2023-05-11",
    )


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("Dana Okafor", "Only the manager or the clerk may import; Dana Okafor is chair today."),
        (
            "Head of Education",
            "Only the manager or the clerk may import; Head of Education holds no role today.",
        ),
    ],
)
def test_only_the_manager_or_the_clerk_imports(terminal: Terminal, by: str, sentence: str) -> None:
    """An owner without a role does not, nor the chair; of a service known or a new one."""
    terminal.manager("people", "add", "Head of Education", "--kind", "role")

    for report in ("elmshire.toml", terminal.report("oakley")):
        result = terminal.says("--by", by, "import", report, "--yes")
        assert (result.code, result.err) == (1, f"{sentence}\n")


def test_an_import_needs_a_ledger_to_record_in(bare: Terminal) -> None:
    """It begins none, and says so before it asks anything."""
    bare.file("elmshire.toml", FACTS)

    result = bare.manager("import", "elmshire.toml", keys="y\n")

    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("There is no ledger (tracker.db) in this folder or above it. ")
