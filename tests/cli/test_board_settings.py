"""The days on which the board meets, and the numbers of the rules, on the command line."""

from __future__ import annotations

import pytest
from command_runner import Terminal

from tracker.domain.settings import Settings
from tracker.domain.vocabulary import Setting
from tracker.queries.directory import MEANINGS


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger."""
    return bare.with_ledger()


def test_board_days_are_typed_as_days_to_come(terminal: Terminal) -> None:
    """And listed as they are seen from the day asked of."""
    terminal.manager("board", "add", "3 july", "12 march", "next friday", "--on", "2023-01-05")
    terminal.manager("board", "add", "2023-06-12")
    terminal.manager("board", "move", "12 march", "--to", "19 march")

    result = terminal.says("board")

    assert result.answer == (
        "meeting     weekday  when\n"
        "----------  -------  -----\n"
        "2023-06-12  Monday   past\n"
        "2023-07-03  Monday   today\n"
        "2023-07-07  Friday   next\n"
        "2024-03-19  Tuesday  later\n"
    )
    assert terminal.says("board", "--json", "--as-of", "2023-01-05").json["meetings"] == [
        {"day": "2023-07-03", "when": "next"},
        {"day": "2023-07-07", "when": "later"},
        {"day": "2024-03-12", "when": "later"},
    ]


def test_a_board_without_meetings_says_how_to_fix_one(terminal: Terminal) -> None:
    """An empty list leads on."""
    assert terminal.says("board").out.endswith(
        "\nNo board meeting is booked: tracker board add DATE\n"
    )


def test_fixing_a_day_twice_records_nothing(terminal: Terminal) -> None:
    """Saying it again is harmless."""
    terminal.manager("board", "add", "2024-03-12")

    result = terminal.manager("board", "add", "2024-03-12")

    assert (result.code, result.out) == (0, "Already recorded. Nothing to do.\n")


def test_settings_are_listed_with_the_printed_rule(terminal: Terminal) -> None:
    """Each number says what it decides; the rule is that of the day, with its numbers."""
    terminal.manager("settings", "agree", "quiet-days", "30")
    terminal.manager("settings", "agree", "re-dates-at-most", "2")
    terminal.manager("settings", "agree", "re-dates-at-most", "none")

    answer = terminal.says("settings", "--json").json

    rule = Settings(quiet_days=30).numbers.rule
    assert answer["rule"] == rule
    assert [(setting["name"], setting["value"]) for setting in answer["settings"]] == [
        ("due-soon-days", 28),
        ("half-done-percent", 50),
        ("quiet-days", 30),
        ("plan-deadline-days", 28),
        ("re-dates-at-most", None),
        ("re-date-days-at-most", None),
        ("name-check", 1),
    ]
    assert terminal.says("settings").out.endswith(f"\nRating of progress. {rule}\n")


def test_every_number_of_the_rules_has_a_meaning() -> None:
    """Nobody agrees a number without knowing what it decides."""
    assert list(MEANINGS) == list(Setting)
