"""Undoing one's own last command, as it is typed: a take-back of the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import june_plan
import pytest
from elmshire_facts import FACTS

if TYPE_CHECKING:
    from command_runner import Terminal

NEXT = june_plan.LAST + 1
WHY = ("-m", "A slip")
CHAIR = ("--by", "Dana Okafor")


def test_what_one_recorded_last_is_taken_back(terminal: Terminal) -> None:
    """In one sentence, which says what was taken back."""
    terminal.manager("log", "elm/1", "Wrong line")

    result = terminal.manager("undo", *WHY)

    assert (result.code, result.err) == (0, "")
    assert result.out == f"Recorded #{NEXT + 1}: elmshire-2023/1 took back #{NEXT}: A slip.\n"


def test_what_others_have_recorded_since_stays(terminal: Terminal) -> None:
    """Each undoes what is their own."""
    terminal.says(*CHAIR, "board", "add", "2023-09-11")
    terminal.manager("log", "elm/1", "By somebody else")

    result = terminal.says(*CHAIR, "undo", *WHY)

    assert result.out.startswith(f"Recorded #{NEXT + 2}: took back #{NEXT}: A slip.\n")


def test_the_whole_of_a_command_is_undone(terminal: Terminal) -> None:
    """The last entry first, as taking back --whole does it."""
    terminal.file("north.toml", FACTS.replace("elmshire", "north").replace("Elmshire", "North"))
    result = terminal.manager("import", "north.toml", "--yes")

    outcome = terminal.manager("undo", *WHY)

    assert result.code == 0
    last = terminal.says("head", "--json").json["position"]
    imported = (last - june_plan.LAST) // 2
    taken = [line.split("took back ")[1] for line in outcome.out.splitlines()]
    assert imported > 1
    assert taken == [f"#{NEXT + n}: A slip." for n in reversed(range(imported))]


def test_a_correction_undone_restores_what_stood(terminal: Terminal) -> None:
    """And undone once more, it stands again; the history tells all of it."""
    percent = []
    for _ in range(2):
        terminal.manager("undo", *WHY)
        percent.append(terminal.says("show", "elm/1/1", "--json").json["percent"])

    assert percent == [40, 50]
    entries = terminal.says("history", "elm/1/1", "--json").json["entries"]
    states = {entry["position"]: (entry["state"], entry["changed_by"]) for entry in entries}
    assert states[13] == ("corrected", june_plan.LAST)
    assert states[june_plan.LAST] == ("correction", None)
    assert states[NEXT] == ("taken back", NEXT + 1)
    assert states[NEXT + 1] == ("correction", None)


def test_an_earlier_knowledge_is_not_changed(terminal: Terminal) -> None:
    """What was known before the undoing is answered as before."""
    asked = (
        "show",
        "elm/1/1",
        "--known-at",
        str(june_plan.LAST),
        "--as-of",
        "2023-07-03",
        "--json",
    )
    before = terminal.says(*asked)

    terminal.manager("undo", *WHY)

    assert terminal.says(*asked) == before


def test_a_rehearsed_undoing_records_nothing(terminal: Terminal) -> None:
    """It says what would be taken back."""
    result = terminal.manager("undo", *WHY, "--dry-run")

    assert result.out == (
        f"Would record: elmshire-2023/1 took back #{june_plan.LAST}: A slip.\n"
        "Nothing was recorded (--dry-run).\n"
    )
    assert terminal.says("head", "--json").json["position"] == june_plan.LAST


@pytest.mark.parametrize(
    ("by", "words", "code", "sentence"),
    [
        ("Sam Reed", (), 2, "A reason is needed: -m TEXT or -F FILE."),
        (
            "Dana Okafor",
            WHY,
            1,
            (
                "#12 assigned an action on 12 June 2023; it is taken back, or its date corrected, "
                "only on that day. Ask for another date or withdraw the action."
            ),
        ),
        ("Pat New", WHY, 1, "Pat New has recorded nothing here to undo."),
    ],
)
def test_what_cannot_be_undone_says_why(
    terminal: Terminal, by: str, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """One sentence, its exit code, and nothing recorded."""
    terminal.manager("people", "add", "Pat New")
    before = terminal.says("head", "--json").json["position"]

    result = terminal.says("--by", by, "undo", *words)

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")
    assert terminal.says("head", "--json").json["position"] == before


def test_what_is_taken_back_already_is_not_undone(terminal: Terminal) -> None:
    """Somebody else has done it."""
    terminal.says(*CHAIR, "settings", "agree", "quiet-days", "30")
    taken = terminal.manager("take-back", str(NEXT), "-m", "Not agreed")

    result = terminal.says(*CHAIR, "undo", *WHY)

    assert taken.code == 0
    assert (result.code, result.err) == (1, f"Entry #{NEXT} is taken back already.\n")


def test_what_cannot_be_taken_back_is_not_undone(terminal: Terminal) -> None:
    """An erasure once asked for, or a ledger once begun."""
    terminal.manager("erase", "14", "--reason", "other")

    result = terminal.manager("undo", *WHY)

    assert (result.code, result.err) == (1, f"Entry #{NEXT} cannot be corrected or taken back.\n")
