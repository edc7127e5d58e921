"""How a table is laid out: to the width there is, whole where another program reads."""

from __future__ import annotations

import subprocess
import sys

from paths import ROOT

from tracker.presentation.render import render
from tracker.presentation.sheet import Sheet


def test_a_table_fits_the_terminal_and_is_whole_in_a_pipe() -> None:
    """Long columns wrap to the width, from as wide as they may be down to 12 characters."""
    row, why = ("know/1", "x" * 200, "y" * 200, "2026-03-31"), "Y" * 40
    sheet = Sheet(
        ("Ref", "What is asked", why, "Due"), [row], widths={why: 60, "What is asked": 50}
    )

    tables = [
        "".join(render([sheet], form="table", width=width)).split("\n")
        for width in (None, 200, 81, 80, 10)
    ]

    rules = [next(line for line in lines if "--" in line).split() for lines in tables]
    widths = [(200, 200), (50, 60), (29, 30), (29, 29), (12, 12)]
    assert [list(map(len, rule)) for rule in rules] == [[6, *pair, 10] for pair in widths]
    assert all("".join(lines).count("y") == 200 for lines in tables)
    assert tables[0][2:] == ["  ".join(row), ""]


def test_a_column_is_cut_to_the_room_left_and_whole_in_a_pipe() -> None:
    """One line a row on a terminal; everything where another program reads."""
    sheet = Sheet(("Ref", "What"), [("know/1", "review the board " * 9)], cut="What")

    narrow, piped = (
        "".join(render([sheet], form="table", width=width)).split("\n") for width in (40, None)
    )

    assert narrow[2] == "know/1  review the board review the boa…"
    assert len(narrow[2]) == 40
    assert piped[2].count("review") == 9


def test_a_table_without_a_head_prints_no_names() -> None:
    """Facts about one thing need no names above them, but a file names its columns."""
    sheet = Sheet(("about", "said"), [("kind", "recommendation")], headed=False)

    table, csv = ("".join(render([sheet], form=form)) for form in ("table", "csv"))

    assert table == "kind  recommendation\n"
    assert csv == "about,said\r\nkind,recommendation\r\n"


def test_a_table_says_heading_title_rows_and_remarks_in_turn() -> None:
    """Everything a reader needs stands in the order it is read aloud."""
    sheet = Sheet(("Ref", "RAG"), [("know/1", "Red"), ("know/2", "")], "The plan")

    texts = {
        form: "".join(render([sheet], form=form, heading=["True on: today"], remarks=["One late."]))
        for form in ("table", "plain", "md")
    }

    assert texts["table"] == (
        "True on: today\n\nThe plan\nRef     RAG\n------  ---\nknow/1  Red\nknow/2\n\nOne late.\n"
    )
    assert texts["plain"] == (
        "True on: today\n\nThe plan\n\nRef: know/1\nRAG: Red\n\nRef: know/2\nRAG:\n\nOne late.\n"
    )
    assert texts["md"] == (
        "True on: today\n\n## The plan\n\n| Ref | RAG |\n| --- | --- |\n| know/1 | Red |\n"
        "| know/2 |  |\n\nOne late.\n"
    )


def test_tabulate_is_loaded_only_for_a_table() -> None:
    """Reading a plan in any other way does not wait for it."""
    script = (
        "import sys; from tracker.presentation.render import *; s = Sheet(('a',), [('b',)])\n"
        "for form in ('plain', 'csv', 'tsv', 'md', 'html'): list(render([s], form=form))\n"
        "print('tabulate' in sys.modules, 'pydantic' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False False\n"
