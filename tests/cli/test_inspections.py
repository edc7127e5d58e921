"""Reports are listed and shown as they print themselves, with their sums done again."""

from __future__ import annotations

import pytest
from command_runner import KNOWSLEY, LIVERPOOL, RATED, Terminal
from elmshire_facts import FACTS

from tracker.cli.main import COMMANDS


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger, and the facts of Elmshire in a file."""
    bare.file("elmshire.toml", FACTS)
    return bare.with_ledger()


def test_reports_are_listed_with_their_dates_as_printed(terminal: Terminal) -> None:
    """A month stays a month: no day is made up for it."""
    terminal.manager("import", "elmshire.toml", LIVERPOOL, "--yes")

    result = terminal.says("inspections", "--csv")
    one = terminal.says("inspections", "--service", "ELM", "--json").json["inspections"]

    assert result.out.removeprefix("\ufeff").splitlines() == [
        "id,service,title,published,overall,score,items,closed",
        (
            "liverpool-2013,Liverpool Youth Offending Service,"
            "Report of Short Quality Screening (SQS) of youth offending work in Liverpool,"
            "20th November 2013,,,2,0"
        ),
        (
            "elmshire-2023,Elmshire Youth Justice Service,An inspection in Elmshire,"
            "May 2023,Good,2 of 3,2,0"
        ),
    ]
    assert one == [
        {
            "id": "elmshire-2023",
            "service": "Elmshire Youth Justice Service",
            "service_id": "elmshire",
            "title": "An inspection in Elmshire",
            "published": {"text": "May 2023", "iso": "2023-05"},
            "published_stated": None,
            "score": {"points": 2, "of": 3},
            "overall": "Good",
            "reissued_on": None,
            "items": 2,
            "closed": 0,
        }
    ]


def test_an_item_closed_is_counted_with_its_report(terminal: Terminal) -> None:
    """On the days from its closure on, and on no day before."""
    terminal.manager("import", "elmshire.toml", "--yes", "--published", "2023-05-11")
    terminal.manager("respond", "elm/1", "agreed", "--on", "2023-06-01")
    terminal.manager("propose", "elm/1", "no-further-action", "-m", "Moot.", "--on", "2023-06-01")
    terminal.says("--by", "Dana Okafor", "agree", "elm/1", "--on", "2023-06-12")

    (before,) = terminal.says("inspections", "--json", "--as-of", "2023-06-11").json["inspections"]
    (after,) = terminal.says("inspections", "--json", "--as-of", "2023-06-12").json["inspections"]

    assert (before["items"], before["closed"]) == (2, 0)
    assert (after["items"], after["closed"]) == (2, 1)


def test_no_report_says_how_to_bring_one_in(terminal: Terminal) -> None:
    """An empty list leads on."""
    result = terminal.says("inspections")

    assert result.code == 0
    assert result.out.endswith("\nNo reports yet. To import one: tracker import REPORT\n")


def test_a_report_is_shown_with_its_sums_done_again(terminal: Terminal) -> None:
    """What agrees is said too, and the beginning of its id is enough."""
    terminal.manager("import", KNOWSLEY, "--yes")

    result = terminal.says("inspection", "know")

    assert result.code == 0
    assert "\nSum of the ratings: 29 of 36, as printed.\n" in result.out
    assert (
        "\n2.4, lowest key question 75%, by the bands as recalled: Good, as printed.\n"
        in result.out
    )
    assert "\naction plan due  28 June 2023 (28 days after the end of May 2023; " in result.out
    assert "31 May" not in result.out


def test_a_report_as_another_program_reads_it(terminal: Terminal) -> None:
    """The same names as the proposal's, and what only the record knows beside them."""
    terminal.file("rated.toml", RATED)
    terminal.manager("import", "rated.toml", "--yes")

    proposed = terminal.says("import", "rated.toml", "--dry-run", "--json").json
    proposed.pop("sources")
    shown = terminal.says("inspection", "elmshire-2023", "--json").json
    items = [{k: v for k, v in item.items() if k != "ref"} for item in shown["items"]]

    assert {**{name: shown[name] for name in proposed}, "items": items} == proposed
    assert [item["ref"] for item in shown["items"]] == ["elmshire-2023/1", "elmshire-2023/2.1-a"]
    assert shown["checks"][0] == {
        "what": "sum of the ratings",
        "printed": "2 of 3",
        "reckoned": "2 of 6",
        "agrees": False,
    }
    assert shown["action_plan_due"] == "2023-06-28"
    assert shown.keys() - proposed.keys() == {
        "as_of",
        "known_at",
        "position",
        "head",
        "checks",
        "reissued_on",
        "action_plan_due",
        "action_plan_due_basis",
    }


def test_the_action_plan_is_due_by_the_setting_of_the_day(terminal: Terminal) -> None:
    """Another number agreed later changes no earlier view."""
    terminal.manager("import", LIVERPOOL, "--yes")
    terminal.manager("settings", "agree", "plan-deadline-days", "40")

    now = terminal.says("inspection", "liv", "--json").json
    before = terminal.says("inspection", "liv", "--json", "--as-of", "2023-07-02").json

    assert (now["action_plan_due"], now["action_plan_due_basis"]) == (
        "2013-12-30",
        "40 days after 20 November 2013; not printed in the report; a setting (plan-deadline-days)",
    )
    assert before["action_plan_due"] == "2013-12-18"


def test_warnings_are_shown_with_the_report(terminal: Terminal) -> None:
    """What it contradicts itself in stands under it, and is not corrected."""
    terminal.manager("import", "elmshire.toml", "--yes")

    result = terminal.says("inspection", "elmshire-2023")

    assert result.out.endswith("\nWarning: A first remark.\nWarning: A second one.\n")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("elm",), 2, "'elm' could be elmshire-2023 or elmshire-2024; type a little more."),
        (("oak",), 3, "No inspection here begins with 'oak'; it has elmshire-2023, elmshire-2024."),
    ],
)
def test_an_id_that_is_not_one_report_lists_the_candidates(
    terminal: Terminal, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """Nothing is guessed."""
    terminal.manager("import", "elmshire.toml", "--yes")
    later = terminal.file("later.toml", FACTS.replace("2023", "2024"))
    terminal.manager("import", later, "--yes")

    result = terminal.says("inspection", *words)

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2023-05-30", "elmshire-2023 was not published by 30 May 2023."),
        (
            "2000-01-01",
            (
                "Nothing had happened by 1 January 2000; "
                "the first entry takes effect on 20 November 2013."
            ),
        ),
    ],
)
def test_a_report_not_yet_published_says_so(terminal: Terminal, day: str, sentence: str) -> None:
    """Nothing is no failure."""
    terminal.manager("import", "elmshire.toml", LIVERPOOL, "--yes")

    result = terminal.says("inspection", "elm", "--as-of", day)

    assert result.code == 0
    assert result.out.endswith(f"\n{sentence}\n")


@pytest.mark.parametrize("name", ["import", "inspections", "inspection"])
def test_every_command_about_reports_is_helped_and_exemplified(
    terminal: Terminal, name: str
) -> None:
    """Its help begins with the line of the list of commands."""
    result = terminal.says(name, "--help")

    assert result.code == 0
    assert f"\n  {COMMANDS[name]}.\n" in result.out
    assert "\n  Examples:\n" in result.out
    assert f"      tracker {name} " in result.out
