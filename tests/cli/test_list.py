"""The plan, one item and the head, exactly as they are printed, and in every format."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, get_type_hints

import june_plan
import pytest
from command_runner import Terminal, printed

from tracker.queries.json_types.items import ItemShape

if TYPE_CHECKING:
    from command_runner import CommandResult


def refs(result: CommandResult) -> list[str]:
    """Return the references of the items listed as JSON."""
    return [item["ref"] for item in result.json["items"]]


def test_the_plan_is_listed_one_line_an_item(terminal: Terminal) -> None:
    """With what it is true of, the word beside the rating, and both dates where they differ."""
    assert printed(terminal.says("list")) == june_plan.HEADING + (
        "item                 RAG   status             owner     due                      done  "
        "what\n"
        "-------------------  ----  -----------------  --------  -----------------------  ----  "
        "-------------------------------\n"
        "elmshire-2023/1      red   in progress        Sam Reed  2023-06-30, 3 days late  50%   "
        "review the board and its papers\n"
        "elmshire-2023/2.1-a  none  awaiting response                                           "
        "reviews [[items]] were late\n"
        "\n"
        "2 items. How ratings work: tracker settings.\n"
    )


@pytest.mark.parametrize(
    ("to", "day", "due"),
    [
        ("2023-07-31", "2023-06-30", "2023-07-31, first 2023-06-30"),
        (
            "2023-07-31",
            "2023-07-01",
            "2023-07-31, first 2023-06-30, 1 day late (first date)",
        ),
        (
            "2023-07-31",
            "2023-08-02",
            "2023-07-31, first 2023-06-30, 2 days late (agreed date), 33 days late (first date)",
        ),
        ("2023-06-21", "2023-06-22", "2023-06-21, first 2023-06-30, 1 day late (agreed date)"),
    ],
)
def test_an_action_is_listed_against_both_dates(
    terminal: Terminal, to: str, day: str, due: str
) -> None:
    """The date first promised is never lost from sight."""
    dated = ("--on", "2023-06-21")
    terminal.manager("take-back", "15", "-m", "Not yet")
    terminal.manager("redate", "elm/1/1", "--to", to, "-m", "Why", *dated)
    terminal.says("--by", "Dana Okafor", "agree", "elm/1/1", *dated)

    result = terminal.says("list", "--status", "in-progress", "--as-of", day, "--format", "md")

    assert f"| Sam Reed | {due} |" in result.out


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ((), ["1", "2.1-a"]),
        (("--service", "ELM"), ["1", "2.1-a"]),
        (("--service", "Youth Justice"), ["1", "2.1-a"]),
        (("--service", "oakshire"), []),
        (("--inspection", "Elm"), ["1", "2.1-a"]),
        (("--inspection", "shire"), []),
        (("--status", "in-progress"), ["1"]),
        (("--status", "Awaiting Response"), ["2.1-a"]),
        (("--owner", "reed"), ["1"]),
        (("--owner", "okafor"), []),
        (("--addressee", "the board"), ["1"]),
        (("--rag", "red"), ["1"]),
        (("--rag", "none"), ["2.1-a"]),
        (("--kind", "area-for-improvement"), ["2.1-a"]),
        (("--theme", "pap"), ["1"]),
        (("--overdue",), ["1"]),
        (("--overdue", "--as-of", "2023-06-30"), []),
        (("--overdue", "--kind", "area-for-improvement"), []),
    ],
)
def test_the_plan_is_listed_as_it_is_asked_for(
    terminal: Terminal, words: tuple[str, ...], lines: list[str]
) -> None:
    """Every filter by itself, and several together."""
    terminal.manager("theme", "elm/1", "Papers", "--on", "2023-06-12")

    assert refs(terminal.says("list", "--json", *words)) == [f"elmshire-2023/{n}" for n in lines]


def test_whoever_was_renamed_is_found_by_either_name(terminal: Terminal) -> None:
    """An owner and a service alike, in the plan and in what is late."""
    terminal.manager("people", "rename", "sam", "Sam Hill")
    terminal.manager("services", "rename", "elmshire", "Elm and Oak Youth Justice Service")

    for words in (
        *(("--owner", "reed"), ("--owner", "hill")),
        *(("--service", "elmshire youth"), ("--service", "elm and oak")),
    ):
        assert "elmshire-2023/1" in refs(terminal.says("list", "--json", *words))
        late = terminal.says("late", "--json", *words).json["actions"]
        assert [row["ref"] for row in late] == ["elmshire-2023/1/1"]


def test_a_list_of_nothing_says_so(terminal: Terminal) -> None:
    """Because nothing fits, nothing had happened, or nothing was known."""
    ends = [
        (("--owner", "okafor"), "No items match."),
        (
            ("--as-of", "2020-01-01"),
            "Nothing had happened by 1 January 2020; the first entry takes effect in May 2023.",
        ),
        (
            ("--known-at", "2020-01-01"),
            "This ledger began on 1 June 2023; nothing was recorded by then.",
        ),
    ]

    for words, sentence in ends:
        result = terminal.says("list", *words)
        assert (result.code, result.out.splitlines()[-1]) == (0, sentence)


def test_a_list_is_labelled_where_it_lies_beyond_what_was_known(terminal: Terminal) -> None:
    """What is planned has not happened; what was expected may not have."""
    planned = terminal.says("list", "--as-of", "2024-02-01")
    expected = terminal.says("list", "--as-of", "2023-07-01", "--known-at", "2023-06-20")

    assert planned.out.startswith(
        "The plan on 1 Feb 2024 (planned, not yet happened), as known on 3 Jul"
    )
    assert expected.out.startswith(
        "The plan on 1 Jul 2023 (what was then expected), as known on 20 Jun"
    )


def test_every_format_says_the_same(terminal: Terminal) -> None:
    """Each is read by what it is for."""
    contract = terminal.says("list", "--json").json
    table = terminal.says("list", "--csv")
    tabs = terminal.says("list", "--format", "tsv")
    lines = terminal.says("list", "--format", "jsonl")
    web = terminal.says("list", "--format", "html")
    text = terminal.says("list", "--format", "md")

    rows = list(csv.DictReader(io.StringIO(table.out.removeprefix("\ufeff"))))
    assert [row["ref"] for row in rows] == [item["ref"] for item in contract["items"]]
    assert set(rows[0]) == set(get_type_hints(ItemShape)) == set(contract["items"][0])
    assert rows[0]["text"] == contract["items"][0]["text"] == "review the board\nand its papers"
    assert "The plan on 3 Jul 2023" in table.err
    assert len(list(csv.reader(io.StringIO(tabs.out), delimiter="\t"))) == 3
    assert [json.loads(line)["ref"] for line in lines.out.splitlines()] == refs(
        terminal.says("list", "--json")
    )
    assert cells(web.out)[-7:] == [
        *("elmshire-2023/2.1-a", "none", "awaiting response"),
        *("", "", "", "reviews [[items]] were late"),
    ]
    assert "| elmshire-2023/1 | red | in progress | Sam Reed |" in text.out


def cells(page: str) -> list[str]:
    """Return the text of every cell of a page's tables."""
    lines: list[str] = []

    class Reader(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's
            if tag in {"td", "th"}:
                lines.append("")
                self.inside = True

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag not in {"td", "th"}

        def handle_data(self, data: str) -> None:
            if self.inside:
                lines[-1] += data

    Reader().feed(page)
    return lines
