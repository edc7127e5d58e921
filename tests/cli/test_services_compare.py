"""The comparison of services: its formats, the regions in a file, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import june_plan
import pytest
from command_runner import Terminal, lines
from loaded_modules import loaded

from tracker.cli.commands.services_compare import FIELDS

COMPARE = ("services", "compare")
COLUMNS = (
    "service items open closed median days by first date reopened actions slips each "
    "claim above judgement"
)
NOTE = "Items covered by another count as that one."


@pytest.fixture
def two(terminal: Terminal) -> Terminal:
    """Return a terminal whose ledger has a second service, with one item of its own closed."""
    terminal.manager("import", terminal.report("oakshire"), "--yes")
    terminal.manager("respond", "oakshire-2023/1", "not-agreed", "-m", "It is for the council")
    terminal.manager("propose", "oakshire-2023/1", "superseded", "-m", "Overtaken")
    terminal.says("--by", "Dana Okafor", "agree", "oakshire-2023/1")
    return terminal


def regions(terminal: Terminal, text: str) -> tuple[str, str]:
    """Return the option that names a file of regions."""
    return ("--regions", terminal.file("regions.toml", text))


def test_services_are_compared_line_by_line(two: Terminal) -> None:
    """Each with its figures, and all of them as one."""
    result = two.says(*COMPARE)

    assert (result.code, result.err) == (0, "")
    assert [line for line in lines(result.answer) if not line.startswith("-")] == [
        COLUMNS,
        "Elmshire Youth Justice Service 2 2 0 0% of 1 1 0.00",
        "Oakshire Youth Justice Service 2 1 1 33 0% of 1 0",
        "all of them 4 3 1 33 0% of 1 0% of 1 1 0.00",
        "",
        f"2 services. {NOTE}",
    ]


def test_regions_stand_before_their_services(two: Terminal) -> None:
    """In the order of the file; what it does not name is in no region, and comes last."""
    result = two.says(*COMPARE, *regions(two, '"The North" = ["oakshire"]\n"Empty" = []\n'))

    texts = lines(result.out)
    assert f"2 services in 1 region. {NOTE}" in texts
    start = texts.index("Regions")
    assert [line.split(" ")[:3] for line in texts[start + 3 : start + 5]] == [
        ["The", "North", "2"],
        ["no", "region", "2"],
    ]
    assert [line.split(" ")[:3] for line in texts if "Justice" in line] == [
        ["The", "North", "Oakshire"],
        ["no", "region", "Elmshire"],
    ]


def test_json_gives_regions_and_services_apart(two: Terminal) -> None:
    """A figure that is suppressed is null, and named."""
    answer = two.says(*COMPARE, "--json", "--suppress-below", "2").json

    assert list(answer) == [
        *("as_of", "known_at", "position", "head", "suppress_below", "regions", "services")
    ]
    assert answer["suppress_below"] == 2
    assert [service["service"] for service in answer["services"]] == ["elmshire", "oakshire"]
    elmshire, _ = answer["services"]
    assert (elmshire["actions"], elmshire["suppressed"][-2:]) == (
        None,
        ["actions", "slips_per_action"],
    )


def test_every_other_format_has_the_same_lines(two: Terminal) -> None:
    """A file for spreadsheets has every figure under its name, `c` where it is suppressed."""
    csv = two.says(*COMPARE, "--csv", "--suppress-below", "2")
    jsonl = two.says(*COMPARE, "--format", "jsonl")

    first, *rows = csv.out.lstrip("\ufeff").splitlines()
    assert first == ",".join(FIELDS)
    assert rows[0] == ",,,c,c,c,c,c,c,c,c,c,c,0,"
    assert rows[1].startswith(",elmshire,Elmshire Youth Justice Service,")
    assert "c: suppressed. It rests on fewer than 2" in csv.err
    every: list[Any] = [json.loads(line) for line in jsonl.out.splitlines()]
    assert [row["service"] for row in every] == [None, "elmshire", "oakshire"]
    for form in ("plain", "tsv", "md", "html"):
        assert "Oakshire Youth Justice Service" in two.says(*COMPARE, "--format", form).out


def test_one_service_is_compared_alone(two: Terminal) -> None:
    """By a part of its id or name; where none fits, that is said."""
    one, none = two.says(*COMPARE, "--service", "oak"), two.says(*COMPARE, "--service", "leeds")

    assert "Elmshire Youth Justice Service" not in one.out
    assert f"1 service. {NOTE}" in one.out
    assert none.answer == "No items match.\n"


def test_services_are_compared_on_any_date_as_known_on_any(two: Terminal) -> None:
    """In June there was one report; before everything there is nothing."""
    then = two.says(*COMPARE, "--known-at", str(june_plan.LAST), "--json").json
    never = two.says(*COMPARE, "--as-of", "2020-01-01")

    assert [service["service"] for service in then["services"]] == ["elmshire"]
    assert never.answer.startswith("Nothing had happened by 1 January 2020")


def test_a_file_may_name_a_service_that_was_not_known_then(two: Terminal) -> None:
    """The same regions serve for every date."""
    north = regions(two, 'North = ["oakshire", "elmshire"]')

    answer = two.says(*COMPARE, *north, "--known-at", str(june_plan.LAST), "--json").json

    assert [service["region"] for service in answer["services"]] == ["North"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'North = ["elm", "oak"]',
            "No service of this ledger has the id elm or oak; tracker services shows their ids.",
        ),
        (
            'North = ["elmshire"]\nSouth = ["elmshire"]',
            "regions.toml: elmshire is in North and South; a service is in one region, once.",
        ),
        (
            'North = ["elmshire", "elmshire"]',
            "regions.toml: elmshire is in North; a service is in one region, once.",
        ),
        (
            'North = "elmshire"',
            'regions.toml: North is not a list of services: region = ["service"].',
        ),
        (
            "[North]\nelmshire = 1",
            'regions.toml: North is not a list of services: region = ["service"].',
        ),
        (
            "North = [1]",
            'regions.toml: North is not a list of services: region = ["service"].',
        ),
        ("North", "regions.toml is not TOML: "),
        ("x = " + "[" * 50_000, "regions.toml is not TOML: "),
        ("#" * 100_001, "regions.toml is larger than 100000 bytes, which no list of regions is."),
    ],
)
def test_a_file_of_regions_that_makes_no_sense_is_refused(
    terminal: Terminal, text: str, sentence: str
) -> None:
    """In one sentence, as wrong usage."""
    result = terminal.says(*COMPARE, *regions(terminal, text))

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(sentence)
    assert result.err.count("\n") == 1


def test_a_file_of_regions_that_is_not_there_is_not_found(terminal: Terminal) -> None:
    """Nor is one that is no text."""
    (terminal.folder / "picture").write_bytes(b"\xff\xfe\x00")

    missing = terminal.says(*COMPARE, "--regions", "nowhere.toml")
    picture = terminal.says(*COMPARE, "--regions", "picture")

    assert (missing.code, missing.err.split(" (")[0]) == (3, "nowhere.toml cannot be read")
    assert (picture.code, picture.err) == (
        2,
        "picture is not UTF-8 text. In Notepad: Save As, encoding UTF-8.\n",
    )


def test_fewer_than_two_are_not_suppressed(terminal: Terminal) -> None:
    """Fewer than one are none."""
    assert terminal.says(*COMPARE, "--suppress-below", "1").code == 2


def test_comparing_loads_neither_pydantic_nor_eventsourcing(terminal: Terminal) -> None:
    """It asks the read model."""
    modules = loaded(["services", "compare", "--json"], terminal.folder)

    assert "tracker.queries.stored_plan" in modules
    assert not modules.intersection({"eventsourcing", "pydantic", "tabulate"})
