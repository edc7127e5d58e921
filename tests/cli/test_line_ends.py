"""Where a line ends: at the terminal's edge in tables, nowhere in documents."""

from __future__ import annotations

import re

import pytest
from command_runner import KNOWSLEY, NOW, Terminal

from tracker.cli.main import run
from tracker.cli.session import STAGE, Stage
from tracker.presentation.render import render
from tracker.presentation.sheet import Sheet


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger just begun."""
    return bare.with_ledger()


def at_a_narrow_terminal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what is printed where a line has 50 characters."""
    token = STAGE.set(Stage(NOW, 50))
    try:
        run(list(words))
    finally:
        STAGE.reset(token)
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.usefixtures("terminal")
def test_a_document_keeps_its_paragraphs_at_any_terminal(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """What it is true of is one, not one a line of the screen."""
    sentence = at_a_narrow_terminal(capsys, "people", "list", "--format", form)

    assert re.search(r"The plan on 3 Jul 2023, .*#6, head [0-9a-f]{8}…", sentence)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("words", [(), ("people", "list")])
def test_a_heading_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """The overview's too."""
    sentence = at_a_narrow_terminal(capsys, *words)

    assert max(map(len, sentence.splitlines()[:3])) <= 50


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the over-representation of", ["the over-", "representation", "of"]),
        ("a care-experienced child", ["a care-", "experienced", "child"]),
        ("knowsley-2023/1.3-b", ["knowsley-2023/1", ".3-b"]),
        ("abcdefghijklmnopq", ["abcdefghijklmno", "pq"]),
        ("at most 2-3", ["at most 2-3"]),
    ],
)
def test_a_word_too_long_for_a_line_is_parted_after_a_hyphen(text: str, lines: list[str]) -> None:
    """Within a word only where it has none, and no figures are parted from each other."""
    sheet = Sheet(("what",), [(text,)], widths={"what": 15}, headed=False)

    printed = "".join(render([sheet], form="table", width=15))

    assert printed.splitlines() == lines


def test_a_page_is_called_what_its_facts_are_of(terminal: Terminal) -> None:
    """Not by the first table under them; and each fact is a line where no table is drawn."""
    terminal.manager("import", KNOWSLEY, "--yes")

    page = terminal.says("show", "knowsley-2023/2", "--format", "html").out
    plain = terminal.says("show", "knowsley-2023/2", "--format", "plain").answer

    assert "<title>knowsley-2023/2</title>" in page
    assert "<h1>knowsley-2023/2</h1>" in page
    assert plain.splitlines()[0].startswith("knowsley-2023/2: continue to challenge schools")
    assert plain.splitlines()[1] == "kind: recommendation"
