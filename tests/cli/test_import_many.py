"""Reports brought in at the command line: many at once, traced to their lines, issued again."""

from __future__ import annotations

import hashlib
import json

import invented_reports
import pytest
from command_runner import Terminal
from elmshire_facts import FACTS, changed

from tracker.ledger.ledger import Ledger


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger, and a letter of Thornby in a file."""
    bare.file("letter.txt", invented_reports.LETTER)
    return bare.with_ledger()


def recorded(terminal: Terminal) -> list[str]:
    """Return the ids of the reports in the ledger."""
    return [
        inspection["id"]
        for inspection in terminal.says("inspections", "--json").json["inspections"]
    ]


def folder(terminal: Terminal) -> str:
    """Return a folder with two reports, one in a folder below, and a file that is none."""
    below = terminal.folder / "reports" / "2013"
    below.mkdir(parents=True)
    (below / "letter.TXT").write_text(invented_reports.LETTER, encoding="utf-8")
    (terminal.folder / "reports" / "elmshire.toml").write_text(FACTS, encoding="utf-8")
    (terminal.folder / "reports" / "shopping.md").write_text("Milk\n", encoding="utf-8")
    (terminal.folder / "reports" / "map.png").write_bytes(b"\x89PNG")
    (terminal.folder / "reports" / ".hidden.txt").write_text("Secret", encoding="utf-8")
    return "reports/"


def test_a_folder_is_brought_in_past_a_bad_file(terminal: Terminal) -> None:
    """Every report below it is recorded, and a table says what came of each file."""
    result = terminal.manager("import", folder(terminal), "--yes")

    assert (result.code, result.err) == (1, "1 of 3 files were refused.\n")
    rows = " ".join(result.out[result.out.index("\nFiles\n") :].split())
    assert "reports/2013/letter.TXT thornby-2014 2 1 recorded #7 to #10" in rows
    assert "reports/elmshire.toml elmshire-2023 2 2 recorded #11 to #13" in rows
    assert "reports/shopping.md refused: this is a report of no known layout" in rows
    assert rows.count("reports/") == 3
    assert recorded(terminal) == ["thornby-2014", "elmshire-2023"]


def test_each_report_is_a_transaction_of_its_own(terminal: Terminal) -> None:
    """One can be taken back whole without the other; a command id given is one for each of them."""
    words = ("--command-id", "C1", "import", folder(terminal), "--yes")

    first = terminal.says("--by", "Sam Reed", *words)
    again = terminal.says("--by", "Sam Reed", *words)

    with Ledger.open(terminal.folder / "tracker.db") as record:
        commands = [entry.command for entry in record.entries()][6:]
    assert (first.code, again.code) == (1, 1)
    assert len(set(commands)) == 2
    assert all(command.startswith("C1") for command in commands)


def test_how_far_it_is_shows_on_a_terminal(terminal: Terminal) -> None:
    """A bar for many, none for one."""
    many = terminal.manager("import", folder(terminal), keys="n\n")
    one = terminal.manager("import", "letter.txt", keys="n\n")

    assert "Reading" in many.err
    assert "Reading" not in one.err


def test_a_folder_without_a_report_is_said_to_be_so(terminal: Terminal) -> None:
    """Nothing found is no success."""
    (terminal.folder / "empty").mkdir()

    result = terminal.manager("import", "empty", "--yes")

    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("There is no report in empty (.docx, .htm, ")


def test_each_fact_can_be_traced_to_its_line(terminal: Terminal) -> None:
    """The line as it is printed stands beside what it was read as, and points into the JSON."""
    table = terminal.says("import", "letter.txt", "--dry-run", "--show-source")
    answer = terminal.says("import", "letter.txt", "--dry-run", "--show-source", "--json").json

    printed = invented_reports.LETTER.splitlines()
    assert any(
        "published" in row and "Publication date: 4th" in row for row in table.out.split("\n")
    )
    assert {"/title", "/published/text", "/service", "/items/0", "/case_figures/0"} <= {
        element["fact"] for element in answer["sources"]
    }
    for source in answer["sources"]:
        assert source["text"] in " ".join(printed[source["line"] - 1].split())
        value = answer
        for key in source["fact"].split("/")[1:]:
            value = value[int(key) if isinstance(value, list) else key]
        assert value is not None


def test_the_same_file_again_is_known_by_its_bytes(terminal: Terminal) -> None:
    """Although its facts were mended by hand before they were recorded."""
    facts = terminal.says("import", "letter.txt", "--dry-run", "--format", "toml").out
    terminal.file("mended.toml", facts.replace("Short Quality Screening", "A short screening"))
    terminal.manager("import", "mended.toml", "--yes")

    result = terminal.manager("import", "letter.txt", "--yes")

    assert result.code == 0
    assert "already recorded as thornby-2014 (entry #" in result.out
    assert "from the same file" in result.out


def test_a_reissue_shows_its_differences_and_stands_from_its_day(terminal: Terminal) -> None:
    """Refused until it is said to be one; earlier dates keep the first text."""
    terminal.file("elmshire.toml", FACTS)
    terminal.file("anew.toml", changed("review the board\nand its papers", "review the papers"))
    terminal.manager("import", "elmshire.toml", "--yes")

    refused = terminal.manager("import", "anew.toml", "--yes")
    undated = terminal.manager("import", "anew.toml", "--reissue", "--yes")
    result = terminal.manager("import", "anew.toml", "--reissue", "--on", "2023-06-15", "--yes")

    texts = {
        as_of: terminal.says("list", "--json", "--as-of", as_of).json["items"][0]["text"]
        for as_of in ("2023-06-14", "2023-06-15")
    }
    assert [refused.code, undated.code, result.code] == [1, 1, 0]
    assert "\nDiffers: " in refused.out
    assert "--reissue" in refused.err
    assert "--on" in undated.err
    assert texts == {
        "2023-06-14": "review the board\nand its papers",
        "2023-06-15": "review the papers",
    }


def test_a_recorded_report_prints_back_as_its_facts_file(terminal: Terminal) -> None:
    """Letter for letter, and on a day before its publication there is none."""
    facts = terminal.says("import", "letter.txt", "--dry-run", "--format", "toml").out
    terminal.manager("import", "letter.txt", "--yes")

    back = terminal.says("inspection", "thornby-2014", "--format", "toml")
    before = terminal.says("inspection", "thornby", "--format", "toml", "--as-of", "2010-01-01")

    assert (back.code, back.out) == (0, facts)
    assert (before.code, before.out) == (3, "")


def test_a_report_of_no_one_service_needs_one_stated(terminal: Terminal) -> None:
    """It can be looked at without; the service known here is found by its name."""
    terminal.file(
        "thematic.toml",
        FACTS.replace('[service]\nid = "elmshire"\n', "").replace(
            'name = "Elmshire Youth Justice Service"\n\n[published]', "[published]"
        ),
    )

    looked = terminal.says("import", "thematic.toml", "--dry-run", "--json").json
    without = terminal.manager("import", "thematic.toml", "--yes")
    named = terminal.manager(
        "import", "thematic.toml", "--service", "elmshire youth justice service", "--yes"
    )

    assert (looked["service"], looked["service_id"]) == (None, None)
    assert (without.code, "--service" in without.err) == (1, True)
    assert named.code == 0
    assert terminal.says("list", "--json").json["items"][0]["service"] == "elmshire"


def test_a_report_of_ofsted_renames_no_service(terminal: Terminal) -> None:
    """It is of the council's services for children, under whatever name it gives them."""
    terminal.file("elmshire.toml", FACTS)
    ofsted = FACTS.replace("An inspect", "Ofsted: an inspect").replace(
        "elmshire-2023", "elm-ofsted"
    )
    terminal.file(
        "ofsted.toml", ofsted.replace("Elmshire Youth Justice Service", "Elmshire Council")
    )

    result = terminal.manager("import", "elmshire.toml", "ofsted.toml", "--yes")

    names = {
        inspection["service"]
        for inspection in terminal.says("inspections", "--json").json["inspections"]
    }
    assert (result.code, names) == (0, {"Elmshire Youth Justice Service"})


def test_a_report_that_no_reader_knows_gets_an_empty_facts_file(terminal: Terminal) -> None:
    """It names the file and its digest; what is still empty is refused with its line."""
    terminal.file("minutes.txt", "Minutes of a meeting.\n")

    refused = terminal.manager("import", "minutes.txt", "--yes")
    blank = terminal.says("import", "minutes.txt", "--layout", "by-hand")
    unfilled = terminal.manager("import", terminal.file("blank.toml", blank.out), "--yes")

    digest = hashlib.sha256(b"Minutes of a meeting.\n").hexdigest()
    assert "--layout by-hand" in refused.err
    assert (blank.code, f'sha256 = "{digest}"' in blank.out) == (0, True)
    assert (unfilled.code, unfilled.err[:24]) == (1, "blank.toml, line 4, 'id'")
    assert recorded(terminal) == []


def test_a_layout_can_be_named(terminal: Terminal) -> None:
    """The nearest reader, say; what it does not find it warns of. No other name is one."""
    terminal.file("minutes.txt", "Minutes of a meeting.\n")

    named = terminal.says("import", "minutes.txt", "--layout", "hmip-sqs", "--dry-run")
    unknown = terminal.says("import", "minutes.txt", "--layout", "pamphlet", "--dry-run")

    assert (named.code, "Warning: No date of publication is printed." in named.out) == (0, True)
    assert unknown.err.startswith("There is no layout 'pamphlet'; there are ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("letter.txt --on 2023-01-01", "--on is the day a report was issued again"),
        ("letter.txt letter.txt --reissue", "--reissue is of one report"),
    ],
)
def test_options_that_do_not_fit_are_refused(terminal: Terminal, words: str, sentence: str) -> None:
    """Nothing is read."""
    result = terminal.manager("import", *words.split())

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(sentence)


def test_several_reports_for_a_program_are_a_list_and_the_refused_are_said(
    terminal: Terminal,
) -> None:
    """Standard output stays JSON."""
    result = terminal.says("import", folder(terminal), "--dry-run", "--json")

    assert [row["id"] for row in json.loads(result.out)] == ["thornby-2014", "elmshire-2023"]
    assert result.code == 1
    assert result.err.splitlines()[-1] == "1 of 3 files were refused."
