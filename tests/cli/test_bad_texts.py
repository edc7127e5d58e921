"""Texts that attack whoever reads them are kept as they are, and shown as nothing but text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import hostile_text
import pytest
import refused_commands
from refused_commands import REF, PublicCounter, typed

from tracker.domain.free_text import clean
from tracker.domain.vocabulary import NOTE, TITLE
from tracker.intake.facts_file import read_facts
from tracker.presentation.render import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

READING = (
    ("list",),
    ("show", "oak/1"),
    ("show", "oak/1/1"),
    ("show", "oak/2.1-a"),
    ("history",),
    ("history", "oak/1", "--by-record"),
    ("diff", "--from", "2023-05-01", "--to", "2023-07-03", "--known-at", "today"),
    ("diff", "--from", "2023-07-02", "--to", "2023-07-03"),
    ("late",),
    ("decisions",),
    ("inspections",),
    ("inspection", "oak"),
    ("people",),
    ("services",),
    ("board",),
    ("settings",),
    ("head",),
)
ELEMENTS = {
    *("html lang=en-GB", "head", "meta charset=utf-8", "title", "body", "h1", "p", "table"),
    *("caption", "thead", "tbody", "tr", "th scope=col", "th scope=row", "td"),
}
NOTES = {
    "action": ("assign", REF, "{}", "--owner", "Sam Reed", "--due", "2023-09-29"),
    "note": ("log", REF, "{}"),
    "outcome": ("outcome", REF, "{}"),
    "part": ("respond", REF, "partly-agreed", "-m", "Why", "--part", "{}"),
    "reason": ("propose", REF, "superseded", "-m", "{}"),
    "link": ("evidence", REF, "Title", "--of", "today", "--link", "{}"),
}
TITLES = {
    "name": ("people", "add", "{}"),
    "name of the service": ("init", "new.db", "--chair", "A", "--manager", "B", "--service", "{}"),
    "name of the chair": ("init", "new.db", "--service", "A", "--manager", "B", "--chair", "{}"),
    "title": ("evidence", REF, "{}", "--of", "today", "--link", "file 12"),
    "theme": ("theme", REF, "{}"),
    "minute": ("--for", "Dana Okafor", "--minute", "{}", "respond", REF, "agreed"),
    "name of the measure": (
        "outcome",
        REF,
        "What",
        "--target",
        "5",
        "--at-most",
        "--measure",
        "{}",
    ),
}
"""A command for each text, which it calls so; the first sort may be longer than the second."""


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> PublicCounter:
    """Return a terminal with the ledger, at which the manager types."""
    counter = refused_commands.counter(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("TRACKER_BY", "Sam Reed")
    return counter


@pytest.fixture
def poisoned(terminal: PublicCounter) -> PublicCounter:
    """Return a terminal with the attack in every text of its ledger."""
    hostile_text.record(terminal)
    return terminal


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_that_drives_a_terminal_is_printed(poisoned: PublicCounter, form: str) -> None:
    """By no reading command, in no format, on no stream; and no text is left out."""
    shown = set()
    for words in READING:
        result = poisoned.says(*words, "--format", form)

        assert result.code == 0, result.err
        assert hostile_text.unseen(result, form) == set(), words
        shown |= hostile_text.found(result.out + result.err)
    assert shown == set(hostile_text.PLACES) - {"report"}


def test_the_first_words_and_the_rehearsals_are_safe_too(poisoned: PublicCounter) -> None:
    """The overview, what an import found and its facts file, the help."""
    for words in ((), ("--help",), ("import", "oakshire.toml", "--dry-run")):
        result = poisoned.says(*words)

        assert result.code == 0
        assert hostile_text.unseen(result, "table") == set()
    for form in ("json", "toml"):
        result = poisoned.says("import", "oakshire.toml", "--dry-run", "--format", form)
        assert hostile_text.unseen(result, form) == set()
    assert "report" in hostile_text.found(result.out)
    assert read_facts(result.out, "printed") == read_facts(hostile_text.facts(), "oakshire.toml")


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(poisoned: PublicCounter, form: str, mark: str) -> None:
    """A spreadsheet reckons nothing out, and no text adds a column."""
    for words in READING:
        result = poisoned.says(*words, "--format", form)

        rows = list(
            csv.reader(io.StringIO(result.out.removeprefix("\ufeff"), newline=""), delimiter=mark)
        )
        assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r\n]", cell)]
        attacked = [row for row in rows if hostile_text.found("".join(row))]
        assert {len(row) for row in attacked} <= {len(row) for row in rows if row not in attacked}


def test_no_text_is_an_element_of_a_document(poisoned: PublicCounter) -> None:
    """In HTML there are our elements and none else."""
    for words in READING:
        result = poisoned.says(*words, "--format", "html")

        assert hostile_text.DocumentElements(result.out).found <= ELEMENTS


def test_no_text_marks_up_a_document(poisoned: PublicCounter) -> None:
    """In Markdown every sign that would do so is taken at its word."""
    for words in READING:
        result = poisoned.says(*words, "--format", "md")

        assert not re.search(r"(?<!\\)(?:[*`~\[]|\]\()|<|&#", result.out)


def test_another_program_reads_every_text_as_it_was_typed(poisoned: PublicCounter) -> None:
    """JSON escapes and changes nothing."""
    item, report = (
        poisoned.says("show", "oak/1", "--json"),
        poisoned.says("inspection", "oak", "--json"),
    )

    assert item.json["answer"]["why"] == clean(hostile_text.text("why"))
    assert item.json["evidence"][0]["link"] == clean(hostile_text.text("link"))
    assert item.json["themes"] == [clean(hostile_text.text("theme"))]
    assert item.json["owners"] == [clean(hostile_text.text("owner"))]
    assert report.json["title"] == clean(hostile_text.text("title")).replace("\r\n", "\n")


@pytest.mark.parametrize("what", [*NOTES, *TITLES])
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is empty; nothing was recorded."),
        (" \n\t\u00a0 ", "is empty; nothing was recorded."),
        ("\u200b\ufeff\u202e", "has nothing in it that can be read; nothing was recorded."),
        ("A\x00B", "has a NUL character in it; nothing was recorded."),
        ("A\ud800", "has half a character in it (a lone surrogate); nothing was recorded."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(
    terminal: PublicCounter, what: str, text: str, fault: str
) -> None:
    """Wherever a text is typed; the sentence says which text it is."""
    words = [word.format(text) for word in (NOTES | TITLES)[what]]

    terminal.refuses(*words, code=1, says=f"The {what} {fault}")


@pytest.mark.parametrize("what", [*NOTES, *TITLES])
def test_a_text_beyond_its_length_is_refused(terminal: PublicCounter, what: str) -> None:
    """One character too many."""
    most = NOTE if what in NOTES else TITLE
    words = [word.format("x" * (most + 1)) for word in (NOTES | TITLES)[what]]

    terminal.refuses(
        *words, code=1, says=f"The {what} has {most + 1:,} characters; {most:,} is the most"
    )


def test_a_correction_is_held_to_the_same(terminal: PublicCounter) -> None:
    """What cannot be typed at first cannot be typed afterwards."""
    before = refused_commands.files(terminal.folder)
    for text, fault in (("A\x00B", "NUL"), ("", "is empty"), ("x" * 20_001, "is the most")):
        for entry in range(1, len(terminal.entries()) + 1):
            result = terminal.says("correct", str(entry), "--text", text, "-m", "Why")
            assert result.code in {1, 2}
            assert result.err.count("\n") == 1
        terminal.refuses("correct", "15", "--text", "A", "-m", text, code=1, says=fault)
    assert refused_commands.files(terminal.folder) == before


def test_a_sentence_repeats_what_was_typed_safely(terminal: PublicCounter) -> None:
    """References, names, dates, words, numbers and names of files come back as text."""
    odd = hostile_text.ATTACK
    file = odd.replace("/", "")
    for words in (
        (odd,),
        ("show", odd),
        ("inspection", odd),
        ("list", "--as-of", odd),
        ("list", "--known-at", odd),
        ("list", "--status", odd),
        ("list", "--format", odd),
        ("--ledger", file, "list"),
        ("--by", odd, "log", REF, "A note"),
        ("--command-id", odd, "log", REF, "A note"),
        ("log", REF, "A note", "--on", odd),
        ("log", f"{REF}/1", "A note", "--percent", odd),
        ("log", REF, "-F", file),
        ("respond", REF, odd),
        ("assign", REF, "What", "--owner", odd, "--due", "today"),
        ("measure", REF, "--", odd),
        ("measure", REF, "5", "--measure", odd),
        ("evidence", REF, "Title", "--of", "today", "--file", file),
        ("take-back", odd, "-m", "Why"),
        ("import", file),
        ("import", f"{file}.toml"),
        ("settings", "agree", "quiet-days", odd),
        ("people", "role", odd, "clerk"),
        ("services", "rename", odd, "New"),
        ("init", f"{file}/none", "--service", "A", "--chair", "B", "--manager", "C"),
        ("tour", f"{file}/none"),
    ):
        result = terminal.says(*words)

        assert result.code in {1, 2, 3}
        assert hostile_text.unseen(result, "table") == set()
        assert result.err.count("\n") == 1, result.err
        assert "itself failed" not in result.err


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A shell hands over whatever bytes it is given; the program itself refuses them."""
    (tmp_path / "tracker.db").write_bytes(refused_commands.begun(demonstration=False))
    before = refused_commands.files(tmp_path)
    for words, code, sentence in (
        ((b"--by", b"Sam Reed", b"log", REF.encode(), b"caf\xe9"), 1, "The note has half a char"),
        ((b"--by", b"caf\xe9", b"log", REF.encode(), b"A note"), 3, "called 'caf\\udce9'"),
        ((b"show", b"caf\xe9/1"), 2, "'caf\\udce9/1' is not a reference"),
        ((b"--ledger", b"caf\xe9.db", b"list"), 3, "caf\\udce9.db"),
        ((b"caf\xe9",), 2, "command 'caf\\udce9'"),
    ):
        result = typed(tmp_path, *words)

        refused_commands.assert_one_sentence(result, code, sentence)
    assert refused_commands.files(tmp_path) == before
