"""Every field of a TOML file has its line, however the file is written."""

from __future__ import annotations

import pytest

from tracker.intake.toml_positions import line_in, line_of, places

ODD = '''\
# A file that uses much of what TOML allows.

title = """
[[items]]
number = "not here"
"""
service = { id = "a", name = "b" }
published.text = "May"
samples = [
    # a remark
    { text = "a", cases = 1 },

    { text = "b", cases = 2 },
]
warnings = ["one", "two"]

[ "source" ]  # a remark with a ]
report = \'\'\'
]
\'\'\'
layout = "c"

[[standards]]
number = "1"
[[standards.questions]]
text = "first"
[[standards.questions]]
text = "second"

[[standards]]
number = "2"
[[standards.questions]]
text = "third"
[standards.more]
deep.er = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 3),
        (("service", "name"), 7),
        (("published", "text"), 8),
        (("samples",), 9),
        (("samples", 0, "text"), 11),
        (("samples", 1, "cases"), 13),
        (("warnings", 1), 15),
        (("source",), 17),
        (("source", "report"), 18),
        (("source", "layout"), 21),
        (("standards", 0), 23),
        (("standards", 0, "number"), 24),
        (("standards", 0, "questions", 0), 25),
        (("standards", 0, "questions", 1, "text"), 28),
        (("standards", 1, "number"), 31),
        (("standards", 1, "questions", 0, "text"), 33),
        (("standards", 1, "more"), 34),
        (("standards", 1, "more", "deep", "er"), 35),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_has_the_line_on_which_it_begins(
    path: tuple[str | int, ...], line: int, end: str
) -> None:
    """Text that looks like a header is none; an element has its own line where it stands alone."""
    assert places(ODD.replace("\n", end))[path] == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("standards", 1, "name"), 30),
        (("standards", 1, "questions", 0, "percent"), 32),
        (("source", "sha256"), 17),
        (("standards", 9, "name"), 23),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_what_is_missing_has_the_line_of_the_table_around_it(
    path: tuple[str | int, ...], line: int
) -> None:
    """And the first line where there is no such table."""
    assert line_of(path, places(ODD)) == line


def test_elements_that_share_lines_have_the_line_of_their_list() -> None:
    """Two on one line and one over two are not told apart by counting lines."""
    where = places("a = 1\nrows = [1, 2,\n  3, 4,\n  5]\n")

    assert [where["rows", place] for place in range(5)] == [2] * 5


def test_a_statement_without_a_findable_end_is_given_up() -> None:
    """A text of hundreds of lines that might each be its last costs no more than some tries."""
    where = places('a = 1\nb = """\n' + "]\n" * 600 + '"""\nc = 1\n')

    assert where["a",] == 1
    assert line_of(("c",), where) == 1


@pytest.mark.parametrize(
    ("message", "line"),
    [("Invalid value (at line 2, column 5)", 2), ("Unterminated string (at end of document)", 3)],
)
def test_the_line_of_what_is_no_toml_is_in_its_message(message: str, line: int) -> None:
    """The end of the document is its last line with anything on it."""
    assert line_in(message, "a\nb\nc\n\n") == line
