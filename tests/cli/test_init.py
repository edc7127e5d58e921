"""A ledger is begun whole, in one place, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

import pytest
from command_runner import Terminal

from tracker.domain import events as e
from tracker.domain.vocabulary import PartyKind, Role
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = ("--service", "Elmshire Youth Justice Service")
NAMES = (*SERVICE, "--chair", "Dana Okafor", "--manager", "Sam Reed")


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal in a folder without a ledger."""
    return bare


def left(terminal: Terminal) -> list[str]:
    """Return the name of everything in the folder."""
    return sorted(path.name for path in terminal.folder.iterdir())


def begun(path: Path) -> list[e.AnyEvent]:
    """Return everything a ledger was begun with."""
    with Ledger.open(path) as record:
        return [entry.event for entry in record.entries()]


def test_init_says_what_it_began(terminal: Terminal) -> None:
    """What was begun, the head to write down, and what to type next."""
    result = terminal.says("init", *NAMES, "--on", "2023-06-12")

    assert (result.code, result.err) == (0, "")
    assert re.sub("[0-9a-f]{64}", "HEAD", result.out) == (
        "Started a ledger for Elmshire Youth Justice Service in tracker.db, "
        "from Monday 12 June 2023.\n"
        "Chair: Dana Okafor. Manager: Sam Reed, who recorded this.\n"
        "Head: #6, HEAD\n"
        'Next, import a report:    tracker --by "Sam Reed" import REPORT\n'
        'Then answer it:           tracker --by "Sam Reed" respond REF agreed\n'
    )


def test_a_ledger_begins_with_its_service_chair_and_manager(terminal: Terminal) -> None:
    """It is no demonstration, and the manager it names has recorded it."""
    terminal.says("init", *NAMES)

    assert begun(terminal.folder / "tracker.db") == [
        e.LedgerBegun(demonstration=False),
        e.ServiceAdded(name="Elmshire Youth Justice Service"),
        e.PartyAdded(kind=PartyKind.PERSON, name="Dana Okafor"),
        e.RoleTaken(role=Role.CHAIR),
        e.PartyAdded(kind=PartyKind.PERSON, name="Sam Reed"),
        e.RoleTaken(role=Role.MANAGER),
    ]
    with Ledger.open(terminal.folder / "tracker.db") as record:
        assert {entry.actor for entry in record.entries()} == {"p2"}


def test_beginning_a_ledger_remembers_nobody(terminal: Terminal) -> None:
    """Whoever types next says who they are."""
    terminal.says("init", *NAMES)

    assert left(terminal) == ["tracker.db"]


@pytest.mark.parametrize(
    ("words", "environment", "place"),
    [
        (("--ledger", "b.db", "init", "a.db"), "c.db", "a.db"),
        (("--ledger", "b.db", "init"), "c.db", "b.db"),
        (("init",), "c.db", "c.db"),
        (("init",), "", "tracker.db"),
    ],
)
def test_a_ledger_is_made_where_it_is_asked_for(
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    environment: str,
    place: str,
) -> None:
    """By the argument, else by --ledger, else by TRACKER_LEDGER, else in this folder."""
    monkeypatch.setenv("TRACKER_LEDGER", environment)

    result = terminal.says(*words, *NAMES)

    assert result.code == 0
    assert left(terminal) == [place]


def test_the_next_step_names_a_ledger_that_is_not_found_by_itself(terminal: Terminal) -> None:
    """What is printed can be typed as it stands."""
    result = terminal.says(
        "init", "the plan.db", *SERVICE, "--chair", "Dana", "--manager", 'Sam "X"'
    )

    assert 'tracker --ledger "the plan.db" --by \'Sam "X"\' import REPORT\n' in result.out


def test_what_is_missing_is_named_where_nobody_can_be_asked(terminal: Terminal) -> None:
    """A script that forgot a name learns which."""
    result = terminal.says("init", "--manager", "Sam Reed")

    assert (result.code, result.out) == (2, "")
    assert result.err == "init needs --service NAME and --chair NAME.\n"
    assert left(terminal) == []


def test_what_is_missing_is_asked_for_on_a_terminal(terminal: Terminal) -> None:
    """Only what was not given, and on standard error."""
    result = terminal.says("init", *SERVICE, "--on", "2023-06-12", keys="Dana Okafor\nSam Reed\n")

    assert result.code == 0
    assert "Chair: Dana Okafor. Manager: Sam Reed, who recorded this.\n" in result.out
    assert result.err == (
        "Who chairs its management board: Who manages the service, and records this: "
    )


def test_stopping_in_a_question_leaves_nothing(terminal: Terminal) -> None:
    """Ctrl-C ends it with one sentence."""
    result = terminal.says("init", *SERVICE, keys="Dana Okafor\n")

    assert result.code == 1
    assert result.err.endswith("Stopped; nothing was recorded.\n")
    assert left(terminal) == []


def test_what_is_there_already_is_left_as_it_is(terminal: Terminal) -> None:
    """A ledger, or any other file; and nobody is asked for names first."""
    terminal.file("notes.txt", "Ours.")

    result = terminal.says("init", "notes.txt", keys="")

    assert (result.code, result.out) == (1, "")
    assert result.err == "notes.txt exists already; init only begins what is not there yet.\n"
    assert (terminal.folder / "notes.txt").read_text(encoding="utf-8") == "Ours."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("   ", "The name of the chair is empty; nothing was recorded."),
        ("D" * 301, "The name of the chair has 301 characters; 300 is the most; nothing"),
        ("Dana\x00", "The name of the chair has a NUL character in it; nothing was recorded."),
        ("Dana \ud800", "The name of the chair has half a character in it (a lone surrogate)"),
        ("sam reed ", "The chair and the manager must be two people: no one agrees their own "),
    ],
)
def test_a_name_that_cannot_be_kept_leaves_no_file(
    terminal: Terminal, name: str, sentence: str
) -> None:
    """The refusal says why, and the same command can be typed again."""
    result = terminal.says("init", *SERVICE, "--chair", name, "--manager", "Sam Reed")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(sentence)
    assert left(terminal) == []


def test_a_day_that_is_not_understood_leaves_no_file(terminal: Terminal) -> None:
    """It is a fault of the words typed."""
    result = terminal.says("init", *NAMES, "--on", "someday")

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("'someday' is not understood as a date; ")
    assert left(terminal) == []


def test_a_failure_on_the_way_leaves_no_file(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger is begun whole or not at all; what lies beside it is not touched."""
    terminal.file("tracker.db.old", "Ours.")

    def stopped(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "head", stopped)

    result = terminal.says("init", *NAMES)

    assert (result.code, result.err) == (1, "Stopped; nothing was recorded.\n")
    assert left(terminal) == ["tracker.db.old"]


def test_a_folder_that_is_not_there_is_not_made(terminal: Terminal) -> None:
    """A ledger is begun in a folder somebody chose."""
    result = terminal.says("init", "nowhere/tracker.db", *NAMES)

    assert result.code == 1
    assert result.err.endswith("nowhere/tracker.db cannot be reached: no such file or directory.\n")
    assert left(terminal) == []


def test_init_shows_an_example(terminal: Terminal) -> None:
    """Its help begins with the line of the list of commands."""
    result = terminal.says("init", "--help")

    assert result.code == 0
    assert "Start a ledger with its first people." in result.out
    assert 'tracker init --service "Knowsley Youth Justice Service"' in result.out
