"""Facts files: a fault is named with its line, a proposal is printed, none is recorded."""

from __future__ import annotations

import json

import pytest
from command_runner import FOUND, LIVERPOOL, Terminal
from elmshire_facts import FACTS, changed

from tracker.intake.facts_file import read_facts


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger, and the facts of Elmshire in a file."""
    bare.file("elmshire.toml", FACTS)
    return bare.with_ledger()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            'text = "reviews [[items]] were late"\n',
            "",
            "odd.toml, line 62, 'text' of item 2: this field is missing.",
        ),
        (
            'iso = "2023-05"',
            'iso = "2023-06"',
            "odd.toml, line 17, 'iso' of published: 2023-06 is not what the text 'May 2023' says.",
        ),
        (
            'standard = "2.1"',
            'standard = "2.9"',
            "odd.toml, line 65, 'standard' of item 2: 2.9 is not among the standards of this file.",
        ),
        (
            "[score]",
            "[score",
            (
                "odd.toml, line 23: this is not valid TOML: "
                "Expected ']' at the end of a table declaration."
            ),
        ),
    ],
)
def test_a_fault_in_a_facts_file_is_named_with_its_line(
    bare: Terminal, before: str, after: str, sentence: str
) -> None:
    """So that a person can mend it; a rehearsal finds it, too."""
    bare.file("odd.toml", changed(before, after))

    result = bare.says("import", "odd.toml", "--dry-run")

    assert (result.code, result.out, result.err) == (1, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("letter.odt", 1, "letter.odt: the name of a report ends in .pdf"),
        ("report.pdf", 3, "report.pdf cannot be read (No such file or directory)."),
        ("missing.toml", 3, "missing.toml cannot be read (No such file or directory)."),
        ("folder.toml", 3, "There is no report in folder.toml (.docx, .htm, .html, .md, .pdf or "),
    ],
)
def test_what_cannot_be_read_is_said(
    terminal: Terminal, name: str, code: int, sentence: str
) -> None:
    """Another kind of file is refused; one that is not there is not found."""
    (terminal.folder / "folder.toml").mkdir()
    terminal.file("letter.odt", "A letter.")

    result = terminal.manager("import", name, "--yes")

    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(sentence)


def test_a_proposal_is_printed_for_another_program(bare: Terminal) -> None:
    """One report is an object, several are a list; no ledger is needed."""
    bare.file("elmshire.toml", FACTS)

    one = bare.says("import", "elmshire.toml", "--dry-run", "--json")
    several = bare.says("import", "elmshire.toml", LIVERPOOL, "--dry-run", "--format", "json")

    assert (one.code, one.err) == (0, "")
    facts = read_facts(FACTS, "elmshire.toml").as_json()
    assert one.json == {**json.loads(json.dumps(facts)), "sources": None}
    assert [row["id"] for row in several.json] == ["elmshire-2023", "liverpool-2013"]
    assert several.json[0] == one.json


def test_a_facts_file_is_printed_to_be_mended(bare: Terminal) -> None:
    """It reads back as the same proposal, and nothing in it drives a terminal."""
    bare.file("elmshire.toml", changed('"Is the child safe?"', '"Is the child \\u009b2J safe?"'))

    result = bare.says("import", "elmshire.toml", "--dry-run", "--format", "toml")
    again = bare.says(
        "import", bare.file("again.toml", result.out), "--dry-run", "--format", "toml"
    )

    assert result.code == 0
    assert "Is the child \\u009b2J safe?" in result.out
    assert again == result


def test_a_rehearsal_shows_the_same_and_records_nothing(bare: Terminal) -> None:
    """No ledger is needed to look at a report."""
    bare.file("elmshire.toml", FACTS)

    result = bare.says("import", "elmshire.toml", "--dry-run")

    assert (result.code, result.err) == (0, "")
    assert result.out == f"{FOUND}Nothing was recorded (--dry-run).\n"
    assert [path.name for path in bare.folder.iterdir()] == ["elmshire.toml"]


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        (2, "elmshire.toml --json", "--format json prints what was found; give --dry-run with it."),
        (
            2,
            "elmshire.toml elmshire.toml --dry-run --format toml",
            "A facts file is of one report; give one with --format toml.",
        ),
        (
            2,
            "elmshire.toml elmshire.toml --published 2023-05-11",
            "--published is of one report; give its file alone.",
        ),
        (
            1,
            "elmshire.toml --published 2023-06-01",
            "elmshire-2023, published: 2023-06-01 is not in 2023-05, which is printed.",
        ),
        (2, "", "Missing argument 'REPORT...'. See tracker import --help."),
    ],
)
def test_what_does_not_go_together_is_refused(
    terminal: Terminal, code: int, words: str, sentence: str
) -> None:
    """Nothing is read or recorded by half."""
    result = terminal.manager("import", *words.split())

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")
