"""A facts file reads back as it was written, and a faulty one is refused with a sentence."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date

import hypothesis
import pytest
from elmshire_facts import FACTS, changed, read, refusal
from hypothesis import strategies as st

from tracker.intake.facts_file import MOST_BYTES, FactsError, propose, read_facts, write_facts

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\t\"'\\[]#=")),
    min_size=1,
    max_size=60,
).filter(lambda text: "\x00" not in text and any(c.isprintable() and c > " " for c in text))


@hypothesis.given(
    texts=st.lists(TEXTS, min_size=5, max_size=5),
    stated=st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)
@hypothesis.settings(max_examples=150, deadline=None, derandomize=True)
def test_what_is_written_reads_back_the_same(texts: list[str], stated: date | None) -> None:
    """Whatever the texts hold: quotes, line breaks, brackets, control characters."""
    facts = {
        "id": "a",
        "inspectorate": texts[0],
        "title": texts[1],
        "kind": "Letter",
        "service": {"id": "b", "name": texts[2]},
        "published": {"stated": stated.isoformat()} if stated else {},
        "items": [{"number": "i", "kind": "key concern", "text": texts[3]}],
        "warnings": texts[4:],
        "source": {"report": texts[1], "layout": "c"},
    }
    proposal = propose(facts, "made up")

    assert read_facts(write_facts(proposal), "written") == proposal


def test_whole_facts_read_back_the_same() -> None:
    """Every field there is, written and read."""
    assert read(write_facts(read())) == read()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_either_line_end_are_accepted(mark: str, end: str) -> None:
    """Files saved by any editor read alike, as text or as bytes."""
    text = mark + FACTS.replace("\n", end)

    assert read_facts(text, "f") == read_facts(text.encode(), "f") == read()


def test_dates_without_quotes_are_understood() -> None:
    """TOML has dates of its own, and a person may well write one."""
    text = FACTS.replace('"2023-01-09"', "2023-01-09")

    assert read(text) == read()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("points = 2", "points = 4"),
        ("sufficient = 15", "sufficient = 27"),
        ("percent = 75", "percent = 101"),
        ('"2023-01-13"', '"2022-12"'),
    ],
)
def test_what_a_report_contradicts_itself_in_is_kept(before: str, after: str) -> None:
    """The print stands: it is written back as it was read, and the sums done again tell of it."""
    text = FACTS.replace(before, after)

    kept = read(text)

    assert kept != read()
    assert read(write_facts(kept)) == kept


NEEDS_INT = "a whole number is expected here."
NEEDS_TEXT = "a text in quotes is expected here."
ODD_NUMBER = "'2.1 A' is not the report's own number, such as 2 or 1.3-b."
ODD_DATE = "'May 2023' is not a date as precise as printed: 2023, 2023-05 or 2023-05-11."
ODD_KIND = (
    "'area of improvement' is not one of recommendation, area for improvement, "
    "area requiring improvement, key concern or priority action."
)
ITEM = '"reviews [[items]] were late"'


@pytest.mark.parametrize(
    ("before", "after", "field", "fault"),
    [
        ("title =", "titel =", "'titel'", "there is no such field; did you mean title?"),
        ("score", "scores", "'scores'", "there is no such field; did you mean score?"),
        ("of = 3", "max = 3", "'max' of score", "there is no such field; there are points and of."),
        ("points = 2", 'points = "2"', "'points' of score", NEEDS_INT),
        ("points = 2", "points = 2.0", "'points' of score", NEEDS_INT),
        ("points = 2", "points = true", "'points' of score", NEEDS_INT),
        ('rating = "Good"', "rating = 2", "'rating' of standard 1", NEEDS_TEXT),
        ('"A second one."', "22", "warning 2", NEEDS_TEXT),
        ("[service]", "[[service]]", "'service'", "a table is expected here."),
        ("[[samples]]", "[samples]", "'samples'", "a list is expected here."),
        ('"area for improvement"', '"area of improvement"', "'kind' of item 2", ODD_KIND),
        ('"2.1-a"', '"2.1 A"', "'number' of item 2", ODD_NUMBER),
        ('"2.1-a"', '"1" # twice', "'number' of item 2", "1 is already the number of item 1."),
        (
            'number = "1.1"',
            'number = "2.1"#',
            "'number' of standard 2",
            "2.1 is already the number of standard 1.",
        ),
        (
            'standard = "2.1"',
            'standard = "2.2"',
            "'standard' of item 2",
            "2.2 is not among the standards of this file.",
        ),
        (
            '"2023-01-09"',
            '"2023-02-30"',
            "'start' of fieldwork",
            "2023-02-30 is a date that does not exist.",
        ),
        ('"2023-05"', '"May 2023" # iso', "'iso' of published", ODD_DATE),
        (
            "[fieldwork]",
            "stated = 2023-06-01\n[fieldwork]",
            "'stated' of published",
            "2023-06-01 is not in 2023-05, which is printed.",
        ),
        (ITEM, '" "', "'text' of item 2", "The text is empty; nothing was recorded."),
        (
            ITEM,
            '"a\\u0000b"',
            "'text' of item 2",
            "The text has a NUL character in it; nothing was recorded.",
        ),
        (
            '"Elmshire Youth Justice Service"',
            f'"{"x" * 301}"',
            "'name' of service",
            "The text has 301 characters; 300 is the most; nothing was recorded.",
        ),
        (
            'id = "elmshire"',
            f'id = "{"x" * 61}"',
            "'id' of service",
            "this is too long; 60 characters are the most.",
        ),
    ],
)
def test_a_fault_is_one_sentence_with_its_line_and_field(
    before: str, after: str, field: str, fault: str
) -> None:
    """The file, the line, the field, and what is wrong there."""
    facts = changed(before, after)
    line = facts[: facts.index(after)].count("\n") + 1

    assert refusal(facts) == f"elmshire.toml, line {line}, {field}: {fault}"


@pytest.mark.parametrize(
    ("lost", "header", "field"),
    [
        ('kind = "Inspection"\n', "", "'kind'"),
        ('name = "Elmshire Youth Justice Service"\n', "[service]", "'name' of service"),
        ('name = "Governance"\n', '[[standards]]\nnumber = "1.1"', "'name' of standard 2"),
        ("cases = 34\n", "[[samples]]", "'cases' of sample 1"),
        ('kind = "area for improvement"\n', '[[items]]\nnumber = "2.1-a"', "'kind' of item 2"),
    ],
)
def test_a_missing_field_is_named_with_the_line_of_its_table(
    lost: str, header: str, field: str
) -> None:
    """At the top that is the first line."""
    facts = changed(lost, "")
    line = facts[: facts.index(header)].count("\n") + 1

    assert refusal(facts) == f"elmshire.toml, line {line}, {field}: this field is missing."


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        (
            FACTS.encode().replace(b"Board", b"B\xf6ard"),
            "elmshire.toml, line 57: this is not UTF-8.",
        ),
        ("title = '\udc80'", "elmshire.toml, line 1: this is not UTF-8."),
        (b"x" * (MOST_BYTES + 1), "elmshire.toml: the file is too large; 5 MB is the most."),
        (b"", "elmshire.toml, line 1, 'id': this field is missing."),
        (
            "a = " + "[" * 3000 + "]" * 3000,
            "elmshire.toml: a number is too long, or its lists lie too deep, to be read.",
        ),
        (
            "a = " + "9" * 5000,
            "elmshire.toml: a number is too long, or its lists lie too deep, to be read.",
        ),
        (
            "a = 0x" + "f" * 9000,
            "elmshire.toml: a number is too long, or its lists lie too deep, to be read.",
        ),
    ],
)
def test_a_file_that_is_no_facts_file_gets_a_sentence(stored: str | bytes, sentence: str) -> None:
    """Bytes of another kind, too many of them, or none."""
    assert refusal(stored) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("[service]", "[service", "line 11: this is not valid TOML: Expected ']'"),
        ("2023-01-13", '2023"-01-13', "line 21: this is not valid TOML: Expected newline"),
        ("points = 2", "of = 2", "line 25: this is not valid TOML: Cannot overwrite a value"),
        ('"made-up"', '"""made-up', f"line {FACTS.count(chr(10))}: this is not valid TOML: Unter"),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(before: str, after: str, sentence: str) -> None:
    """The last line, where a text has no end."""
    assert refusal(changed(before, after)).startswith(f"elmshire.toml, {sentence}")


def test_facts_that_a_reader_found_are_checked_without_a_file() -> None:
    """There is no line then, and half a character from a damaged report has a sentence too."""
    facts = tomllib.loads(FACTS)

    assert propose(facts, "report.txt") == read()
    with pytest.raises(FactsError, match=r"^report.txt, 'kind': this field is missing.$"):
        propose({key: facts[key] for key in facts if key != "kind"}, "report.txt")
    with pytest.raises(FactsError, match=r"^report.txt: a text has half a character"):
        propose(facts | {"title": "\udc80"}, "report.txt")


@hypothesis.given(data=st.data())
@hypothesis.settings(max_examples=300)
def test_spoilt_facts_are_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    """Lines lost, doubled or mangled end in nothing else."""
    lines = FACTS.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    spoilt = [lines[at] * 2, f"{lines[at]}\n{lines[at]}", lines[at][: at % 9]]
    lines[at] = data.draw(st.sampled_from(spoilt) | st.text(max_size=12))

    try:
        sentence = write_facts(read_facts("\n".join(lines), "spoilt.toml"))
    except FactsError as refused:
        sentence = refused.sentence

    assert sentence.startswith(("spoilt.toml, line ", "id = "))


def test_reading_facts_needs_neither_the_ledger_nor_the_command_line() -> None:
    """What proposes cannot record."""
    code = (
        "import sys, tracker.intake.facts_file; print({'click', 'eventsourcing'} & {*sys.modules})"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "set()\n"
