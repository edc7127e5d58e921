"""Erasing a text that names a child: two people, one line each, and nothing left to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal

NOTE = "Ellis Vane was excluded"


def chair(terminal: Terminal, *words: str) -> CommandResult:
    """Return what a command answers the chair."""
    return terminal.says("--by", "Dana Okafor", *words)


def noted(terminal: Terminal) -> str:
    """Record a note that names a child, and return its entry's number."""
    result = terminal.manager("log", "elm/1", NOTE)
    return result.out.partition("#")[2].partition(":")[0]


def test_a_text_is_hidden_when_one_asks_and_gone_when_another_confirms(terminal: Terminal) -> None:
    """The marker stands in its place at once; the bytes go with the second person's word."""
    entry = noted(terminal)
    path = terminal.folder / "tracker.db"

    asked = terminal.manager("erase", entry, "--reason", "names-a-child")
    hidden = terminal.says("history", "elm/1").out
    there = NOTE.encode() in path.read_bytes()
    confirmed = chair(terminal, "erase", entry, "--confirm", "--yes")

    assert (asked.code, confirmed.code) == (0, 0)
    assert there
    assert NOTE not in hidden
    assert "hidden" in hidden
    assert NOTE.encode() not in path.read_bytes()
    assert "[erased 3 Jul 2023: names a child]" in terminal.says("history", "elm/1").out


def test_nobody_confirms_the_erasure_they_asked_for(terminal: Terminal) -> None:
    """Two people, so that nothing inconvenient is quietly destroyed."""
    entry = noted(terminal)
    terminal.manager("erase", entry, "--reason", "other")

    result = terminal.manager("erase", entry, "--confirm", "--yes")

    assert (result.code, result.err) == (
        1,
        "This erasure was asked for by Sam Reed; another person has to confirm it.\n",
    )


def test_asking_and_confirming_are_two_commands(terminal: Terminal) -> None:
    """Neither both at once nor neither; and nobody is destroyed without a question."""
    entry = noted(terminal)
    ask = "Give --reason to ask for an erasure, or --confirm to confirm another person's.\n"

    both = terminal.manager("erase", entry, "--reason", "other", "--confirm")
    neither = terminal.manager("erase", entry)
    terminal.manager("erase", entry, "--reason", "other")
    unasked = chair(terminal, "erase", entry, "--confirm")

    assert [(both.code, both.err), (neither.code, neither.err)] == [(2, ask), (2, ask)]
    assert (unasked.code, unasked.err) == (
        2,
        "There is no terminal to ask on: give --yes to destroy the texts.\n",
    )


def test_a_rehearsal_erases_nothing(terminal: Terminal) -> None:
    """What would be recorded is said, and everything is still to be read."""
    entry = noted(terminal)

    result = terminal.manager("erase", entry, "--reason", "names-a-person", "--dry-run")

    assert (result.code, "Nothing was recorded" in result.out) == (0, True)
    assert NOTE in terminal.says("history", "elm/1").out
