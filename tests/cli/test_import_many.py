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
def desk(bare: Terminal) -> Terminal:
    """Return a desk with a ledger, and a letter of Thornby in a file."""
    bare.file("letter.txt", invented_reports.LETTER)
    return bare.with_ledger()


def recorded(desk: Terminal) -> list[str]:
    """Return the ids of the reports in the ledger."""
    return [
        inspection["id"] for inspection in desk.says("inspections", "--json").json["inspections"]
    ]


def folder(desk: Terminal) -> str:
    """Return a folder with two reports, one in a folder below, and a file that is none."""
    below = desk.folder / "reports" / "2013"
    below.mkdir(parents=True)
    (below / "letter.TXT").write_text(invented_reports.LETTER, encoding="utf-8")
    (desk.folder / "reports" / "elmshire.toml").write_text(FACTS, encoding="utf-8")
    (desk.folder / "reports" / "shopping.md").write_text("Milk\n", encoding="utf-8")
    (desk.folder / "reports" / "map.png").write_bytes(b"\x89PNG")
    (desk.folder / "reports" / ".hidden.txt").write_text("Secret", encoding="utf-8")
    return "reports/"


def test_a_folder_is_brought_in_past_a_bad_file(desk: Terminal) -> None:
    """Every report below it is recorded, and a table says what came of each file."""
    result = desk.manager("import", folder(desk), "--yes")

    assert (result.code, result.err) == (1, "1 of 3 files were refused.\n")
    rows = " ".join(result.out[result.out.index("\nFiles\n") :].split())
    assert "reports/2013/letter.TXT thornby-2014 2 1 recorded #7 to #10" in rows
    assert "reports/elmshire.toml elmshire-2023 2 2 recorded #11 to #13" in rows
    assert "reports/shopping.md refused: this is a report of no known layout" in rows
    assert rows.count("reports/") == 3
    assert recorded(desk) == ["thornby-2014", "elmshire-2023"]


def test_each_report_is_a_transaction_of_its_own(desk: Terminal) -> None:
    """One can be taken back whole without the other; a command id given is one for each of them."""
    words = ("--command-id", "C1", "import", folder(desk), "--yes")

    first = desk.says("--by", "Sam Reed", *words)
    again = desk.says("--by", "Sam Reed", *words)

    with Ledger.open(desk.folder / "tracker.db") as record:
        commands = [entry.command for entry in record.entries()][6:]
    assert (first.code, again.code) == (1, 1)
    assert len(set(commands)) == 2
    assert all(command.startswith("C1") for command in commands)


def test_how_far_it_is_shows_on_a_terminal(desk: Terminal) -> None:
    """A bar for many, none for one."""
    many = desk.manager("import", folder(desk), keys="n\n")
    one = desk.manager("import", "letter.txt", keys="n\n")

    assert "Reading" in many.err
    assert "Reading" not in one.err


def test_a_folder_without_a_report_is_said_to_be_so(desk: Terminal) -> None:
    """Nothing found is no success."""
    (desk.folder / "empty").mkdir()

    result = desk.manager("import", "empty", "--yes")

    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("There is no report in empty (.docx, .htm, ")


def test_each_fact_can_be_traced_to_its_line(desk: Terminal) -> None:
    """The line as it is printed stands beside what it was read as, and points into the JSON."""
    table = desk.says("import", "letter.txt", "--dry-run", "--show-source")
    answer = desk.says("import", "letter.txt", "--dry-run", "--show-source", "--json").json

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


def test_the_same_file_again_is_known_by_its_bytes(desk: Terminal) -> None:
    """Although its facts were mended by hand before they were recorded."""
    facts = desk.says("import", "letter.txt", "--dry-run", "--format", "toml").out
    desk.file("mended.toml", facts.replace("Short Quality Screening", "A short screening"))
    desk.manager("import", "mended.toml", "--yes")

    result = desk.manager("import", "letter.txt", "--yes")

    assert result.code == 0
    assert "already recorded as thornby-2014 (entry #" in result.out
    assert "from the same file" in result.out


def test_a_reissue_shows_its_differences_and_stands_from_its_day(desk: Terminal) -> None:
    """Refused until it is said to be one; earlier dates keep the first text."""
    desk.file("elmshire.toml", FACTS)
    desk.file("anew.toml", changed("review the board\nand its papers", "review the papers"))
    desk.manager("import", "elmshire.toml", "--yes")

    refused = desk.manager("import", "anew.toml", "--yes")
    undated = desk.manager("import", "anew.toml", "--reissue", "--yes")
    result = desk.manager("import", "anew.toml", "--reissue", "--on", "2023-06-15", "--yes")

    texts = {
        as_of: desk.says("list", "--json", "--as-of", as_of).json["items"][0]["text"]
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


def test_a_recorded_report_prints_back_as_its_facts_file(desk: Terminal) -> None:
    """Letter for letter, and on a day before its publication there is none."""
    facts = desk.says("import", "letter.txt", "--dry-run", "--format", "toml").out
    desk.manager("import", "letter.txt", "--yes")

    back = desk.says("inspection", "thornby-2014", "--format", "toml")
    before = desk.says("inspection", "thornby", "--format", "toml", "--as-of", "2010-01-01")

    assert (back.code, back.out) == (0, facts)
    assert (before.code, before.out) == (3, "")


def test_a_report_of_no_one_service_needs_one_stated(desk: Terminal) -> None:
    """It can be looked at without; the service known here is found by its name."""
    desk.file(
        "thematic.toml",
        FACTS.replace('[service]\nid = "elmshire"\n', "").replace(
            'name = "Elmshire Youth Justice Service"\n\n[published]', "[published]"
        ),
    )

    looked = desk.says("import", "thematic.toml", "--dry-run", "--json").json
    without = desk.manager("import", "thematic.toml", "--yes")
    named = desk.manager(
        "import", "thematic.toml", "--service", "elmshire youth justice service", "--yes"
    )

    assert (looked["service"], looked["service_id"]) == (None, None)
    assert (without.code, "--service" in without.err) == (1, True)
    assert named.code == 0
    assert desk.says("list", "--json").json["items"][0]["service"] == "elmshire"


def test_a_report_of_ofsted_renames_no_service(desk: Terminal) -> None:
    """It is of the council's services for children, under whatever name it gives them."""
    desk.file("elmshire.toml", FACTS)
    ofsted = FACTS.replace("An inspect", "Ofsted: an inspect").replace(
        "elmshire-2023", "elm-ofsted"
    )
    desk.file("ofsted.toml", ofsted.replace("Elmshire Youth Justice Service", "Elmshire Council"))

    result = desk.manager("import", "elmshire.toml", "ofsted.toml", "--yes")

    names = {
        inspection["service"]
        for inspection in desk.says("inspections", "--json").json["inspections"]
    }
    assert (result.code, names) == (0, {"Elmshire Youth Justice Service"})


def test_a_report_that_no_reader_knows_gets_an_empty_facts_file(desk: Terminal) -> None:
    """It names the file and its digest; what is still empty is refused with its line."""
    desk.file("minutes.txt", "Minutes of a meeting.\n")

    refused = desk.manager("import", "minutes.txt", "--yes")
    blank = desk.says("import", "minutes.txt", "--layout", "by-hand")
    unfilled = desk.manager("import", desk.file("blank.toml", blank.out), "--yes")

    digest = hashlib.sha256(b"Minutes of a meeting.\n").hexdigest()
    assert "--layout by-hand" in refused.err
    assert (blank.code, f'sha256 = "{digest}"' in blank.out) == (0, True)
    assert (unfilled.code, unfilled.err[:24]) == (1, "blank.toml, line 4, 'id'")
    assert recorded(desk) == []


def test_a_layout_can_be_named(desk: Terminal) -> None:
    """The nearest reader, say; what it does not find it warns of. No other name is one."""
    desk.file("minutes.txt", "Minutes of a meeting.\n")

    named = desk.says("import", "minutes.txt", "--layout", "hmip-sqs", "--dry-run")
    unknown = desk.says("import", "minutes.txt", "--layout", "pamphlet", "--dry-run")

    assert (named.code, "Warning: No date of publication is printed." in named.out) == (0, True)
    assert unknown.err.startswith("There is no layout 'pamphlet'; there are ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("letter.txt --on 2023-01-01", "--on is the day a report was issued again"),
        ("letter.txt letter.txt --reissue", "--reissue is of one report"),
    ],
)
def test_options_that_do_not_fit_are_refused(desk: Terminal, words: str, sentence: str) -> None:
    """Nothing is read."""
    result = desk.manager("import", *words.split())

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(sentence)


def test_several_reports_for_a_program_are_a_list_and_the_refused_are_said(desk: Terminal) -> None:
    """Standard output stays JSON."""
    result = desk.says("import", folder(desk), "--dry-run", "--json")

    assert [row["id"] for row in json.loads(result.out)] == ["thornby-2014", "elmshire-2023"]
    assert result.code == 1
    assert result.err.splitlines()[-1] == "1 of 3 files were refused."
