"""A PDF is read as lines in the order in which a person reads them, or refused in a sentence."""

from __future__ import annotations

import hashlib

import pytest
from hostile_pdfs import page, stream
from pdf_printer import printed

from tracker.intake.files.pdf.line_layout import lines
from tracker.intake.files.pdf.pdf_reader import read_pdf
from tracker.intake.files.pdf.text_runs import TextRun

FOX = "The board meets often and hears from every one of the partners it has."
LONG = "\n".join([f"{FOX} It is minuted."] * 3)


def drawn(*words: tuple[float, float, float, str], before: str = "") -> bytes:
    """Return a PDF of one page with words at places: left, foot, size, text; in this order."""
    rows = (f"BT /F {size} Tf {left} {foot} Td ({text}) Tj ET" for left, foot, size, text in words)
    return page(stream("\n".join((before, *rows)).encode("latin-1")))


def texts(content: bytes) -> list[str]:
    """Return the lines of a PDF."""
    return read_pdf(content, "report.pdf").text.split("\n")


def test_lines_keep_their_page_and_paragraphs_their_gap() -> None:
    """A blank line stands where print leaves more room than between lines, and nowhere else."""
    content = printed(f"{LONG}\n\nA second paragraph.\fNext page.")

    pages = read_pdf(content, "report.pdf")

    assert [line.text for line in pages.lines][2:] == [
        f"{FOX} It is minuted.",
        "",
        "A second paragraph.",
        "Next page.",
    ]
    assert [(line.number, line.page) for line in pages.lines][-2:] == [(5, 1), (6, 2)]
    assert pages.sha256 == hashlib.sha256(content).hexdigest()


def test_two_columns_are_read_one_after_the_other_below_what_spans_them() -> None:
    """Whether a maker prints them column by column, or both line by line."""
    left = [(50, 700 - 14 * at, 10, f"Left {at} of a column of some words") for at in range(6)]
    right = [(320, 700 - 14 * at, 10, f"Right {at} of a column of some words") for at in range(6)]
    heading = (50, 730, 10, "A heading over the whole of the page and both of its columns " * 2)
    foot = (50, 600, 10, "What stands below both of the columns of this page of paper " * 2)
    by_lines = [rows for both in zip(left, right, strict=True) for rows in both]

    one = texts(drawn(heading, *left, *right, foot))
    other = texts(drawn(heading, *by_lines, foot))

    assert one == other
    assert [text[:7] for text in one if text] == [
        "A headi",
        *(f"Left {at} " for at in range(6)),
        *(f"Right {at}" for at in range(6)),
        "What st",
    ]


def test_what_is_printed_out_of_turn_is_read_in_its_place() -> None:
    """A header printed last comes first, and a footer printed first comes last."""
    body = [(50, 700 - 14 * at, 10, f"Line {at} of the report, with its words") for at in range(5)]

    sentences = texts(drawn((50, 40, 8, "Page 7"), *body, (50, 780, 8, "Inspection of Ashmere")))

    assert [sentences[0], sentences[-1]] == ["Inspection of Ashmere", "Page 7"]
    assert [text for text in sentences if text.startswith("Line")] == [rows[3] for rows in body]


def test_a_table_is_read_row_by_row() -> None:
    """A cell wrapped in its column stays together; a rating stands behind its name."""
    sentences = texts(
        drawn(
            (50, 700, 11, "1.1 Governance and leadership"),
            (400, 700, 11, "Requires"),
            (400, 686, 11, "improvement"),
            (50, 660, 11, "1.2 Staff"),
            (400, 660, 11, "Good"),
            (50, 634, 11, "3.4 Out-of-court disposal policy and"),
            (50, 620, 11, "provision"),
            (400, 627, 11, "Outstanding"),
        )
    )

    assert [text for text in sentences if text] == [
        "1.1 Governance and leadership Requires",
        "improvement",
        "1.2 Staff Good",
        "3.4 Out-of-court disposal policy and",
        "provision",
        "Outstanding",
    ]


def test_ratings_printed_after_all_the_names_come_beside_them() -> None:
    """Some makers print a table column by column."""
    names = [(50, 700 - 20 * at, 11, f"1.{at} Staff") for at in range(4)]
    ratings = [(400, 700 - 20 * at, 11, "Requires improvement") for at in range(4)]

    sentences = texts(drawn(*names, *ratings))

    assert sentences == [f"1.{at} Staff Requires improvement" for at in range(4)]


def test_raised_figures_are_marked_and_raised_letters_are_not() -> None:
    """The mark of a footnote never becomes a figure of the word before it; 4th stays a date."""
    sentences = texts(
        drawn(
            (50, 700, 11, "Our rating"),
            (102, 704, 6, "1"),
            (110, 700, 11, "is of 4"),
            (140, 704, 6, "th"),
            (150, 700, 11, "May 2021"),
            (197, 704, 6, "12"),
            (50, 100, 6, "1"),
            (56, 97, 9, "The rating is driven by the lowest."),
        )
    )

    assert sentences == [
        "Our rating¹ is of 4th May 2021¹²",
        "",
        "¹ The rating is driven by the lowest.",
    ]


def test_rare_letters_do_not_shift_what_follows_them() -> None:
    """Letters that PDFium counts twice leave every other letter its place."""
    assert texts(printed("A \U0001d400 of it\nRated Good¹\n\nEnd")) == [
        "A \U0001d400 of it",
        "Rated Good¹",
        "",
        "End",
    ]


def test_words_torn_by_odd_kerning_are_healed() -> None:
    """A gap no wider than a hair is no blank, where the maker printed none."""
    torn_words = (
        "BT /F 12 Tf 50 700 Td [(We rated Partners) -150 (hips in Stoke) -140 (-on-Trent"
        " as Requires i) -140 (mprovement in this year)] TJ ET"
    )

    sentences = texts(page(stream(torn_words.encode())))

    assert sentences == [
        "We rated Partnerships in Stoke-on-Trent as Requires improvement in this year"
    ]


def test_words_broken_at_the_ends_of_lines_are_whole_on_the_first() -> None:
    """The report's own words decide whether a hyphen is the word's or the line's."""
    report = (
        "Governance of this multi-agency partnership needs supervision and improve-\n"
        "ment. The improvement of supervision is for all, and so is multi-\n"
        "agency training. There is gover-\nnance, and the part-\nnership is clear that super-\n"
        "vision is to be regu-\nlar."
    )

    pages = read_pdf(printed(report), "report.pdf")

    assert pages.lines[0].text.endswith("and improvement.")
    assert pages.lines[1].text.endswith("is multi-agency")
    assert "".join(pages.text.split()).endswith("supervisionistoberegular.")


@pytest.mark.parametrize("unseen", [(700, 650, 11, "Beside"), (50, 650, 1, "Too small")])
def test_what_nobody_can_see_is_not_read(unseen: tuple[float, float, float, str]) -> None:
    """Words beside the paper or too small for any eye are no part of the report."""
    assert texts(drawn((50, 700, 11, "Seen"), unseen)) == ["Seen"]


def test_what_is_turned_or_not_painted_is_not_read() -> None:
    """A stamp across the page and the hidden words behind a picture are left out."""
    stamp = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET"
    hidden = "BT /F 11 Tf 3 Tr 50 600 Td (Overall rating Inadequate) Tj 0 Tr ET"

    assert texts(drawn((50, 700, 11, "Seen"), before=f"{stamp}\n{hidden}")) == ["Seen"]


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    """A wide table printed along the long side of the paper has its lines in order."""
    words = b"BT /F 12 Tf 0 1 -1 0 100 50 Tm (First line) Tj ET BT /F 12 Tf 0 1 -1 0 114 50 Tm"
    content = page(stream(words + b" (Second line) Tj ET")).replace(
        b"/MediaBox", b"/Rotate 90/MediaBox"
    )

    assert texts(content) == ["First line", "Second line"]


def test_bullets_stand_before_their_points_however_they_are_printed() -> None:
    """Written after the words, or drawn as a dot: a point begins with a bullet."""
    heading = (50, 720, 11, "Areas for improvement:")
    words = [(70, 700 - 14 * at, 11, f"Point {at} of the list") for at in range(3)]
    marks = [(55, foot, 11, "-") for _, foot, _, _ in words]
    squares = "\n".join(f"58 {foot + 3} 3 3 re f" for _, foot, _, _ in words)

    written = texts(drawn(heading, *words, *marks))
    painted = texts(drawn(heading, *words, before=squares))

    assert [text for text in written if text][1:] == [
        f"- Point {at} of the list" for at in range(3)
    ]
    assert [sentence for sentence in painted if sentence][1:] == [
        f"• Point {at} of the list" for at in range(3)
    ]


def test_a_line_knows_how_far_in_its_column_it_begins() -> None:
    """An inner list of the right-hand column is indented from that column."""
    column = [
        (left, 700 - 14 * at, 10, f"Line {at} of a column of some words")
        for left in (50, 320)
        for at in range(5)
    ]
    inner = (340, 620, 10, "An inner line of the column")

    rows = read_pdf(drawn(*column, inner), "report.pdf").lines

    assert {line.indent for line in rows if line.text.startswith("Line")} == {0}
    assert 3 <= rows[-1].indent <= 5


def test_a_heading_wrapped_in_a_narrow_column_is_one_line() -> None:
    """Two lines of large print are one heading only where the first is full."""
    body = [(50, 600 - 13 * at, 10, "Words of a report, to here") for at in range(9)]
    full = (50, 700, 14, "Areas requiring"), (50, 683, 14, "improvement")
    short = (50, 700, 14, "Good"), (50, 683, 14, "Key strengths")

    assert texts(drawn(*full, *body))[0] == "Areas requiring improvement"
    assert texts(drawn(*short, *body))[:2] == ["Good", "Key strengths"]


def test_odd_bullets_ligatures_and_hidden_marks_are_plain() -> None:
    """What a font of symbols prints is a bullet; soft hyphens and zero-width marks are gone."""
    row = [TextRun("\uf0b7 of\u200b\ufb01ce sta\u00adff", 50, 200, 700, 11)]

    assert [line.text for line in lines([[row]])] == ["• of\ufb01ce staff".replace("\ufb01", "fi")]
