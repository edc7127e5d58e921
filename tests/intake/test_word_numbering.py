"""The numbers Word prints before its paragraphs are read as it prints them."""

from __future__ import annotations

import pytest
from word_files import LEVELS, lines, numbering, paragraph, text


def again(number: int, overrides: str = "") -> str:
    """Return the XML of another list that uses the same definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="5"/>{overrides}</w:num>'


def anew(level: int, start: int) -> str:
    """Return the XML by which a list starts a level anew."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def test_numbers_go_on_over_what_stands_between() -> None:
    """A list is one list, whatever paragraphs and tables interrupt it."""
    body = paragraph("one", 0) + paragraph("The Board should:") + paragraph("two", 0)

    assert lines(body, numbering(*LEVELS)) == ["1. one", "The Board should:", "2. two"]


def test_deeper_levels_begin_again_below_the_next_number() -> None:
    """And show the numbers above them."""
    at = [0, 1, 1, 2, 3, 2, 0, 1]
    body = "".join(paragraph("x", level) for level in at)

    texts = [line.split()[0] for line in lines(body, numbering(*LEVELS))]

    assert texts == ["1.", "1.1", "1.2", "(a)", "i)", "(b)", "2.", "2.1"]


def test_a_level_that_was_passed_over_counts_as_begun() -> None:
    """What stands below it shows its first number, and the next of it shows the second."""
    body = "".join(paragraph("x", level) for level in (1, 1, 0, 2, 1))

    texts = [line.split()[0] for line in lines(body, numbering(*LEVELS))]

    assert texts == ["1.1", "1.2", "2.", "(a)", "2.2"]


def test_lists_of_one_definition_count_on_until_one_starts_anew() -> None:
    """As Word does: only a start of its own begins a list again, and only once."""
    uses = again(2) + again(3, anew(0, 1)) + again(4, anew(0, 7))
    body = "".join(paragraph("x", 0, number) for number in (1, 1, 2, 3, 3, 1, 4, 4))

    texts = [line.split()[0] for line in lines(body, numbering(*LEVELS, uses=uses))]

    assert texts == ["1.", "2.", "3.", "1.", "2.", "3.", "7.", "8."]


@pytest.mark.parametrize(
    ("form", "shape", "start", "printed"),
    [
        ("decimal", "%1.", 4, "4. x"),
        ("decimal", "Recommendation %1:", 2, "Recommendation 2: x"),
        ("decimalZero", "%1", 7, "07 x"),
        ("upperLetter", "%1)", 3, "C) x"),
        ("lowerLetter", "%1.", 28, "bb. x"),
        ("lowerRoman", "(%1)", 9, "(ix) x"),
        ("upperRoman", "%1.", 4, "IV. x"),
        ("ordinal", "%1", 22, "22nd x"),
        ("cardinalText", "%1:", 3, "Three: x"),
        ("ordinalText", "%1:", 3, "Third: x"),
        ("none", "", 1, "x"),
        ("bullet", "\uf0b7", 1, "• x"),
        ("bullet", "\u2013", 1, "\u2013 x"),
    ],
)
def test_a_number_is_printed_in_its_own_shape(
    form: str, shape: str, start: int, printed: str
) -> None:
    """Digits, letters, Roman numbers, words, bullets, with what stands around them."""
    assert lines(paragraph("x", 0), numbering((form, shape), start=start)) == [printed]


def test_a_style_numbers_its_paragraphs() -> None:
    """Headings are numbered by their style, at the level that names it, or one it is based on."""
    style = (
        '<w:style w:type="paragraph" w:styleId="H{0}"><w:name w:val="heading {0}"/>{1}<w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles = style.format(1, "") + style.format(2, "")
    styles += '<w:style w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
    linked = numbering(*LEVELS)
    for level in (0, 1):
        mark = f'<w:lvl w:ilvl="{level}">'
        linked = linked.replace(mark, f'{mark}<w:pStyle w:val="H{level + 1}"/>')
    off = "<w:p><w:pPr><w:pStyle w:val='H1'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>"
    body = paragraph("a", style="H1") + paragraph("b", style="H2") + paragraph("c", style="Mine")

    texts = lines(f"{body}{off}{text('d')}</w:p>", linked, styles)

    assert texts == ["1. a", "1.1 b", "1.2 c", "d"]


def test_a_definition_that_names_a_style_has_that_styles_levels() -> None:
    """Word keeps the levels of a list style in one place."""
    numbered = numbering(*LEVELS) + (
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="6"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="Mine"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    assert lines(paragraph("x", 0, 9), numbered, styles) == ["1. x"]


def test_a_level_may_go_on_and_show_plain_digits() -> None:
    """A level told never to begin again does not, and one told to show digits shows no letters."""
    numbered = numbering(("upperRoman", "%1."), ("decimal", "%1.%2"), more="<w:isLgl/>")
    going_on = numbered.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>')
    body = "".join(paragraph("x", level) for level in (0, 1, 0, 1))

    assert [line.split()[0] for line in lines(body, going_on)] == ["1.", "1.1", "2.", "2.2"]
