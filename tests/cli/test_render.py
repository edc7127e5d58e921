"""What is printed holds nothing but text, in every format."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from itertools import product

import hypothesis
import pytest
from hostile_text import UNSEEN
from hypothesis import strategies as st

from tracker.presentation.render import FORMATS, render
from tracker.presentation.sheet import Sheet, one_line, safe

STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
FORMULAS = [
    *map("".join, product("=+-@\uff1d\uff0b\uff0d\uff20", ["1+1", "cmd|' /C c'!A0", "-5", "A1"])),
    *map("".join, product("\t\r\n\x00 '", ["=1+1", "+A1", "@SUM(A1:A9)", '=LINK("http://x.t")'])),
    *("\t1", "\n1", "''=1", "=", "-", "=1;=2", 'x";=1'),
]
CONTROLS = [
    *(f"a{unseen}b" for unseen in UNSEEN),
    *("\x1b[2J\x1b[H", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://x.test\x1b\\go"),
    *("\x1b]52;c;aGk=\x07", "\x1bPq#0\x1b\\", "\x1b[6n", "\x1bc", "\x1b(0", "\x9b1m", "\x9dt\x9c"),
    *("done\rlate", "abc\b\b\bxyz", "a\x0bb\x0cc", "\u202edetelpmoc", "\u2066a\u2069", "\ud83d"),
    *("Red\nGreen\x1b[1A", "a\u2028b\u2029c", "\x1b[1000D", "\x1b[?25l", "\x1b[8mhidden", "\x90x"),
]
TAGS = ["script", "img src=x onerror=alert(1)", "svg/onload=alert(1)", "iframe", "a href=//x.test"]
MARKUP = [
    *(f"{before}<{tag}>{after}" for before, after, tag in product(("", "</td>"), ("", "x"), TAGS)),
    *(f"{quote}><{tag}>" for quote, tag in product(("'", '"', "</title>", "</p>", "-->"), TAGS)),
    *("a|b", r"a\|b", "a\\\\|b", "\\", "|", "||", "a\\", "`a|b`", "**bold**", "_soft_", "~~gone~~"),
    *("[go](http://x.test)", "![x](http://x.test/x.png)", "[x]: http://x.test", "<http://x.test>"),
    *("# Head", "- item", "+ item", "* item", "1. one", "2) two", "> said", "---", "===", "***"),
    *("```", "~~~", "    code", "&lt;b&gt;", "&#x3c;b>", "&amp;", "$x^2$", "<!-- b -->c", "\u1fef"),
    *("http://x.test/a_b", "WWW.x.test/a_b"),
]
PAYLOADS = [*FORMULAS, *CONTROLS, *MARKUP]


def shown(*rows: tuple[str, ...], form: str, width: int | None = None) -> str:
    """Return a sheet of rows, as it is printed; the first column is the one that wraps."""
    columns = tuple(f"Column {count}" for count in range(1, len(rows[0]) + 1))
    sheet = Sheet(columns, rows, widths={"Column 1": 60})
    answer = {"items": [dict(zip(columns, row, strict=True)) for row in rows]}
    return "".join(render([sheet], form=form, answer=answer, records="items", width=width))


def read(text: str, mark: str) -> list[list[str]]:
    """Return the rows of an export as a program reads them, with our own mark taken away."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return [[re.sub(f"^'(?='* *[{STARTS}\t\n])", "", cell) for cell in row] for row in rows]


class HtmlElements(HTMLParser):
    """The elements of a document, with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.add((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.texts.append(data)


def test_there_are_enough_payloads_of_each_sort() -> None:
    """The lists are as long as the rule asks: 60 formulas, 100 controls, 60 pieces of markup."""
    sizes = [len(set(payloads)) for payloads in (FORMULAS, CONTROLS, MARKUP)]

    assert all(size >= least for size, least in zip(sizes, (60, 100, 60), strict=True)), sizes


@pytest.mark.parametrize("form", FORMATS)
def test_no_output_holds_anything_that_drives_a_terminal(form: str) -> None:
    """Of every payload, in every place a text can stand, only what can be seen is printed."""
    sheets = [Sheet((text, "b"), [(text, "x")], title=text, widths={text: 20}) for text in PAYLOADS]

    for width in (None, 40):
        pieces = render(
            sheets,
            form=form,
            heading=PAYLOADS,
            remarks=PAYLOADS,
            answer={"items": PAYLOADS},
            records="items",
            width=width,
        )
        text = "".join(pieces)

        assert text.encode("utf-8")
        assert not set(text.replace("\r\n", "\n") if form == "csv" else text) & set(UNSEEN)


def test_what_is_unseen_is_spelt_out_and_the_rest_left() -> None:
    """Escapes become visible, composed characters stay one, newlines and tabs are text."""
    assert safe("\x1b[2J\x9b\u202e\ud800") == r"\x1b[2J\x9b\u202e\ud800"
    assert safe("Cafe\u0301\n\t– 3 ½ 👍") == "Café\n\t– 3 ½ 👍"  # noqa: RUF001 - a dash people type
    assert one_line("one\n\n\ttwo  three") == "one two  three"


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_no_field_begins_as_a_formula(form: str, mark: str) -> None:
    """A spreadsheet finds nothing to reckon out, wherever else it may split the line."""
    text = shown(*((payload, f"x{payload}") for payload in PAYLOADS), form=form)

    fields = [
        field for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) for field in row
    ]
    bare = re.sub('"(?:[^"]|"")*"', "", text)

    assert not [field for field in fields if re.match(f"\\s*[{STARTS}]|[\t\r\n\x00]", field)]
    assert not re.search(f"[,;\t] *[{STARTS}]", bare)


def test_an_export_reads_back_as_the_text() -> None:
    """Taking away the mark before a formula restores every payload; a signed number has none."""
    rows = [(payload, "0012") for payload in PAYLOADS] + [("-5", "+2.5"), ("'-5", "''=1")]

    assert read(shown(*rows, form="csv"), ",")[1:] == [[safe(a), safe(b)] for a, b in rows]
    assert read(shown(*rows, form="tsv"), "\t")[1:] == [[one_line(a), one_line(b)] for a, b in rows]
    assert shown(("-5", "+2.5", "-5%"), form="csv").endswith("\r\n-5,+2.5,'-5%\r\n")


@hypothesis.given(st.lists(st.tuples(st.text(), st.text(alphabet="'\"=,; \n\ta")), min_size=1))
def test_any_text_reads_back_from_an_export(rows: list[tuple[str, str]]) -> None:
    """No text changes its neighbours: CSV and TSV give back the rows they were made of."""
    assert read(shown(*rows, form="csv"), ",")[1:] == [[safe(a), safe(b)] for a, b in rows]
    assert read(shown(*rows, form="tsv"), "\t")[1:] == [[one_line(a), one_line(b)] for a, b in rows]


def test_csv_begins_with_a_mark_only_when_asked_and_parts_its_sheets() -> None:
    """Lines end as RFC 4180 says; several sheets carry their titles, one carries none."""
    sheets = [Sheet(("a", "b"), [("1", "x;y")], "First"), Sheet(("c",), [("",)], "=Second")]

    assert "".join(render(sheets[:1], form="csv", bom=True)) == '\ufeffa,b\r\n1,"x;y"\r\n'
    assert "".join(render(sheets, form="csv")) == (
        'First\r\na,b\r\n1,"x;y"\r\n\r\n\'=Second\r\nc\r\n""\r\n'
    )


@hypothesis.given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(PAYLOADS),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_json_is_the_same_value_and_drives_nothing(value: object) -> None:
    """JSON loads back equal, in one piece and by the line, and holds no control character."""
    whole = "".join(render([], form="json", answer={"items": [value, value]}))
    lines = "".join(render([], form="jsonl", answer={"items": [value, value]}, records="items"))

    assert json.loads(whole) == {"items": [value, value]}
    assert [json.loads(line) for line in lines.split("\n")[:-1]] == [value, value]
    assert not set(whole + lines) & set(UNSEEN)


def test_json_is_indented_and_its_lines_are_compact() -> None:
    """People read the one, programs the other; letters with accents stay letters."""
    answer = {"as_of": "2026-03-31", "items": [{"ref": "know/1", "owner": "Zoë\x9b"}]}

    assert "".join(render([], form="json", answer=answer)).splitlines()[1] == (
        '  "as_of": "2026-03-31",'
    )
    assert list(render([], form="jsonl", answer=answer, records="items")) == [
        '{"ref":"know/1","owner":"Zoë\\u009b"}\n'
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_a_text_and_marks_nothing_up(payload: str) -> None:
    """A row keeps its columns, no character of markup is left bare, and the text reads as typed."""
    row = shown((payload, "x"), form="md").split("\n")[2]
    gaps = re.sub(r"\\.|[^|]", "", row)

    cell = row.removeprefix("| ").removesuffix(" | x |")
    bare = re.sub(r"\\.", "x", cell)
    text = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell))

    assert gaps == "|||"
    assert not re.search(
        r"[\\`*_\[\]|~<>$^]|^[#+=-]|^[0-9]+[.)]|&(?!(?:amp|lt|gt);)|://|(?i:www)\.", bare
    )
    assert text == one_line(payload).strip()


def test_html_has_no_element_but_ours() -> None:
    """Every payload, in a heading, title, column, cell or remark, is text in the document."""
    page = HtmlElements()
    sheets = [Sheet((text, "b"), [(text, text)], title=text) for text in PAYLOADS]

    page.feed("".join(render(sheets, form="html", heading=PAYLOADS, remarks=PAYLOADS)))

    plain = ("head", "title", "body", "h1", "p", "table", "caption", "thead", "tbody", "tr", "td")
    ours = {(name, ()) for name in plain} | {
        ("html", (("lang", "en-GB"),)),
        ("meta", (("charset", "utf-8"),)),
        ("th", (("scope", "col"),)),
        ("th", (("scope", "row"),)),
    }
    assert page.found == ours
    assert {one_line(payload) for payload in PAYLOADS} <= set(page.texts)


def test_a_table_shows_a_text_as_it_was_typed() -> None:
    """No text is read as a number or a truth, alone in its column or wrapped; blanks are kept."""
    for text in ("0012", "1e5", "False", "True", "1_000", "-0", "nan", "1,000.50", "", " a  b"):
        for width in (None, 80):
            row = shown(("x" * 9, text), (text, text), form="table", width=width).split("\n")[3]
            assert row == f"{text:11}{text}".rstrip()


def test_no_text_forges_a_line_of_a_record() -> None:
    """A newline in a value does not begin a line that looks like another value."""
    assert shown(("done\nColumn 2: closed", "open"), form="plain") == (
        "Column 1: done Column 2: closed\nColumn 2: open\n"
    )
    assert list(render([Sheet(("a\nb",), [], "Plan\nRed")], form="plain")) == ["Plan Red\n"]


@pytest.mark.parametrize("form", ["xml", "json", "jsonl"])
def test_what_cannot_be_printed_is_a_fault_of_the_caller(form: str) -> None:
    """A format that does not exist, or JSON with no answer, is never printed as nothing."""
    with pytest.raises(ValueError, match=f"nothing to print as {form}"):
        render([], form=form)
