"""The past on the command line: what happened, and what changed between two boards."""

from __future__ import annotations

import re

import click
import june_plan
import pytest
from command_runner import Terminal, lines

from tracker.cli.main import COMMANDS, cli

PLAYED = "A demonstration ledger: its plan is illustrative, its instants are played.\n"


def test_the_history_of_an_action_is_told_in_a_table(terminal: Terminal) -> None:
    """When it took effect, when it was recorded, by whom, and what."""
    result = terminal.says("history", "elm/1/1", "--known-at", "15")

    assert result.code == 0
    assert lines(result.answer)[0] == "elmshire-2023/1/1"
    assert lines(result.answer)[3:] == [
        (
            "12 Jun 2023 12 Jun 2023 #12 Dana Okafor "
            "assigned to Sam Reed, due Friday 30 June 2023: Write the papers"
        ),
        ("15 Jun 2023 20 Jun 2023 #13 Sam Reed progressed to 40%: Half"),
        (
            "30 Jun 2023 30 Jun 2023 #15 Sam Reed asked to move the date to Monday 31 July 2023: "
            "Staff left"
        ),
    ]


def test_a_history_marks_what_became_of_an_entry(terminal: Terminal) -> None:
    """It stands as corrected, beside what it said, and its correction has a row of its own."""
    result = terminal.says("history", "elm/1/1", "--format", "plain")

    texts = [line for line in result.answer.splitlines() if line.startswith("what: ")]
    assert texts[1:3] == [
        "what: progressed to 50%: Half [corrected by #16] [it said: progressed to 40%: Half]",
        "what: corrected #13 to “progressed to 50%: Half”: A slip",
    ]


def test_the_history_of_the_ledger_says_what_it_is_true_of(terminal: Terminal) -> None:
    """The pair and the head it was resolved to, then every entry."""
    result = terminal.says("history", "--known-at", "14", "--json")

    assert [result.json[name] for name in ("as_of", "known_at", "position")] == [
        "2023-06-20",
        "2023-06-20T09:00:00.000001Z",
        14,
    ]
    assert len(result.json["head"]) == 64
    assert [entry["position"] for entry in result.json["entries"]] == [
        *(7, 8, 9, 1, 2, 3, 4, 5, 6),
        *(14, 10, 11, 12, 13),
    ]
    assert result.json["entries"][0]["took_effect_text"] == "May 2023"


def test_the_history_can_follow_the_record(terminal: Terminal) -> None:
    """One line of JSON an entry, in the order of the positions."""
    result = terminal.says("history", "elm/1", "--by-record", "--format", "jsonl")

    positions = [re.findall(r'"position":(\d+)', line) for line in result.out.splitlines()]
    assert positions == [["8"], ["11"], ["12"], ["13"], ["14"], ["15"], ["16"]]


def test_a_spreadsheet_is_given_every_field(terminal: Terminal) -> None:
    """Under the names of the JSON; what it is true of goes to standard error."""
    result = terminal.says("history", "elm/2.1-a", "--csv")

    columns, row = result.out.removeprefix("\ufeff").splitlines()
    assert columns == (
        "position,took_effect,took_effect_text,recorded_at,by,for,minute,ref,type,what,"
        "state,changed_by,was,command"
    )
    assert row.startswith("9,2023-05-31,May 2023,2023-06-01T09:00:00.000001Z,Sam Reed,,,")
    assert result.err.startswith("The plan on 3 Jul 2023, as known on ")


@pytest.mark.parametrize("command", [["history"], ["history", "elm/1"], ["late"], ["decisions"]])
def test_a_day_before_everything_is_said_in_a_sentence(
    terminal: Terminal, command: list[str]
) -> None:
    """There is nothing to show, and nothing is wrong."""
    result = terminal.says(*command, "--as-of", "2020-01-01")

    assert (result.code, result.answer) == (
        0,
        "Nothing had happened by 1 January 2020; the first entry takes effect in May 2023.\n",
    )


@pytest.mark.parametrize(
    "command",
    [
        ["history", "--known-at", "2020-01-01"],
        ["late", "--known-at", "2020-01-01"],
        ["decisions", "--known-at", "2020-01-01"],
        ["diff", "elm/1", "--from", "2020-01-01", "--to", "2020-01-02"],
        ["diff", "--from", "2020-01-01", "--to", "today", "--known-at", "2020-01-01"],
    ],
)
def test_knowledge_from_before_the_ledger_is_said_in_a_sentence(
    terminal: Terminal, command: list[str]
) -> None:
    """Also of a reference that nobody could know then."""
    result = terminal.says(*command)

    assert (result.code, result.answer) == (
        0,
        "This ledger began on 1 June 2023; nothing was recorded by then.\n",
    )


def test_an_action_of_which_nothing_had_happened_is_said_in_a_sentence(terminal: Terminal) -> None:
    """The ledger has other things of that day."""
    result = terminal.says("history", june_plan.ACTION, "--as-of", "2023-06-05")

    assert (result.code, result.answer) == (
        0,
        "Nothing about elmshire-2023/1/1 had happened by 5 June 2023.\n",
    )


def test_what_is_not_there_is_not_found(terminal: Terminal) -> None:
    """With what is there instead."""
    result = terminal.says("history", "elm/9")

    assert (result.code, result.out) == (3, "")
    assert result.err == "elmshire-2023 has no item 9; it has 1, 2.1-a.\n"


def test_two_boards_are_compared(terminal: Terminal) -> None:
    """Both days with their positions; what the first could not know stands apart."""
    result = terminal.says("diff", "--from", "board", "--to", "today")

    assert result.code == 0
    assert re.sub(r"[0-9a-f]{8}…", "HEAD", result.out).startswith(
        "From the plan on 12 Jun 2023, as known on 12 Jun 2023 10:00:00 BST (#12, head HEAD)\n"
        "To the plan on 3 Jul 2023, as known on 3 Jul 2023 10:00:00 BST (#16, head HEAD)\n" + PLAYED
    )
    assert [line for line in lines(result.answer) if not line.startswith("-")] == [
        "Changed: elmshire-2023/1/1",
        "change what took effect entry by",
        (
            "asked asked to move the date to Monday 31 July 2023: Staff left 30 Jun 2023 #15 Sam "
            "Reed"
        ),
        "progressed progressed to 50%: Half 15 Jun 2023 #13 Sam Reed",
        "",
        "Happened before the first date, recorded later: elmshire-2023/1",
        "change what took effect entry by recorded was known as",
        "progressed noted: Begun in time 5 Jun 2023 #14 Sam Reed 20 Jun 2023",
    ]


def test_two_days_are_compared_with_one_knowledge(terminal: Terminal) -> None:
    """Then nothing is learned since, and what was known later is not told."""
    words = ("--from", "12/6/2023", "--to", "3 july 2023", "--known-at", "15", "--json")

    answer = terminal.says("diff", *words).json

    assert [answer[end]["position"] for end in ("from", "to")] == [15, 15]
    assert [answer[end]["as_of"] for end in ("from", "to")] == ["2023-06-12", "2023-07-03"]
    assert [change["what"] for change in answer["changes"]] == [
        "asked to move the date to Monday 31 July 2023: Staff left",
        "progressed to 40%: Half",
    ]
    assert answer["learned_since"] == []


def test_what_the_first_board_was_told_otherwise_is_shown_beside_it(terminal: Terminal) -> None:
    """The correction by its number, and what was known before it."""
    words = ("--from", "20/6/2023", "--to", "today", "--format", "plain")

    result = terminal.says("diff", june_plan.ACTION, *words)

    assert result.answer.endswith(
        "change: progressed\nref: elmshire-2023/1/1\nwhat: progressed to 50%: Half\n"
        "took effect: 15 Jun 2023\nentry: #13\nby: Sam Reed\n"
        "recorded: 20 Jun 2023\n"
        "was known as: corrected by #16; progressed to 40%: Half\n"
    )


def test_a_spreadsheet_of_changes_names_both_its_tables(terminal: Terminal) -> None:
    """Also where one is empty."""
    result = terminal.says("diff", "elm/2.1-a", "--from", "board", "--to", "today", "--csv")

    assert result.out.removeprefix("\ufeff").splitlines() == [
        "Changed",
        "category,ref,what,took_effect,took_effect_text,entry,by",
        "",
        '"Happened before the first date, recorded later"',
        "category,ref,what,took_effect,took_effect_text,entry,by,recorded_at,state,changed_by,was",
    ]


def test_two_days_on_which_the_plan_is_the_same(terminal: Terminal) -> None:
    """Is a sentence, and no fault."""
    result = terminal.says("diff", "--from", "1/7/2023", "--to", "2/7/2023")

    assert (result.code, result.answer) == (
        0,
        "Nothing changed between 1 July 2023 and 2 July 2023.\n",
    )


def test_the_first_day_has_to_be_before_the_last(terminal: Terminal) -> None:
    """The words were mixed up, or there was one board only."""
    result = terminal.says("diff", "--from", "board", "--to", "12 june 2023")

    assert (result.code, result.err) == (
        2,
        (
            "--from 12 June 2023 is not before --to 12 June 2023; "
            "what changed is what took effect after the first day.\n"
        ),
    )


def test_nobody_knows_what_will_be_known(terminal: Terminal) -> None:
    """A day to come is compared with one knowledge only."""
    refused = terminal.says("diff", "--from", "board", "--to", "2023-07-31")
    planned = terminal.says("diff", "--from", "board", "--to", "2023-07-31", "--known-at", "today")

    assert (refused.code, refused.err) == (
        2,
        (
            "31 July 2023 is in the future, so what is known then is not recorded yet. "
            "--known-at takes a day or an instant in the past.\n"
        ),
    )
    assert "31 Jul 2023 (planned, not yet happened)" in planned.out


@pytest.mark.parametrize("name", ["history", "changes", "late", "decisions"])
def test_the_help_of_a_command_is_that_of_the_list(name: str) -> None:
    """Its first line, and an example under it."""
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.help is not None
    first = command.help.partition("\n")[0]
    assert first == f"{COMMANDS[name]}."
    assert f"tracker {name}" in command.help
