"""What waits, on the command line: actions that are late, and decisions nobody has taken."""

from __future__ import annotations

import june_plan
from command_runner import Terminal, lines


def test_what_is_late_is_listed_by_both_dates(terminal: Terminal) -> None:
    """With its owner, its slips and how much is done."""
    result = terminal.says("late", "--owner", "reed")

    assert (result.code, lines(result.answer)[2:]) == (
        0,
        ["elmshire-2023/1/1 Sam Reed 2023-06-30 3 days 0 50% Write the papers"],
    )


def test_nothing_late_is_said_in_a_sentence(terminal: Terminal) -> None:
    """And another one where what is late is not what was asked for."""
    early, other = (
        terminal.says("late", "--as-of", "board"),
        terminal.says("late", "--owner", "Okafor"),
    )

    assert early.answer == "No action is late on 12 June 2023.\n"
    assert other.answer == "No matching action is late on 3 July 2023.\n"


def test_what_is_late_and_what_waits_are_contracts_too(terminal: Terminal) -> None:
    """Each an object with what it is true of and its list."""
    late, decisions = (
        terminal.says("late", "--json").json,
        terminal.says("decisions", "--json").json,
    )

    assert list(late) == ["as_of", "known_at", "position", "head", "actions"]
    assert list(decisions) == ["as_of", "known_at", "position", "head", "decisions"]
    assert [len(late["actions"]), len(decisions["decisions"])] == [1, 1]


def test_what_awaits_agreement_is_listed_with_who_may_decide(terminal: Terminal) -> None:
    """A date change with both dates; a closure with what it misses."""
    terminal.manager("complete", june_plan.ACTION)
    terminal.manager("propose", june_plan.REF, "implemented", "-m", "All written")

    result = terminal.says("decisions")

    assert lines(result.answer)[2:] == [
        (
            "elmshire-2023/1 to close as implemented Sam Reed 2023-07-03, today Dana Okafor "
            "All written; no evidence is filed"
        ),
    ]


def test_another_date_asked_for_is_listed_from_when_to_when(terminal: Terminal) -> None:
    """And how long it has waited."""
    result = terminal.says("decisions")

    assert lines(result.answer)[2:] == [
        (
            "elmshire-2023/1/1 from 2023-06-30 to 2023-07-31 Sam Reed "
            "2023-06-30, 3 days Dana Okafor Staff left"
        ),
    ]


def test_nothing_waiting_is_said_in_a_sentence(terminal: Terminal) -> None:
    """And another one where what waits is not what was asked for."""
    early = terminal.says("decisions", "--as-of", "2023-06-29")
    other = terminal.says("decisions", "--status", "closed")

    assert early.answer == "Nothing needs a decision on 29 June 2023.\n"
    assert other.answer == "Nothing that matches needs a decision on 3 July 2023.\n"
