"""The tour shows in a minute what the program is for, and may be taken again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command_runner import CommandResult, Terminal
from paths import ROOT, python_path

from tracker.cli.commands import tour
from tracker.cli.commands.tour import READING, WIDTH
from tracker.cli.main import run
from tracker.domain import events as e
from tracker.ledger.ledger import Ledger

LONGEST = 250
"""Lines of the tour, at most: it is read, not scrolled."""

BANNER = "A demonstration ledger: its plan is illustrative, its instants are played."


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal in a folder without a ledger."""
    return bare


@dataclass(frozen=True)
class Toured:
    """A folder in which the tour was taken twice, by the clock of this computer."""

    folder: Path
    first: CommandResult
    second: CommandResult


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """Take the tour in an empty folder, and once more."""
    folder = tmp_path_factory.mktemp("tour")
    command = [sys.executable, "-m", "tracker.cli.main", "tour"]
    environment = {**os.environ, "PYTHONPATH": python_path(ROOT), "PYTHONIOENCODING": "utf-8"}

    def once() -> CommandResult:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False
        )
        return CommandResult(done.returncode, done.stdout.decode(), done.stderr.decode())

    return Toured(folder, once(), once())


def taken(capsys: pytest.CaptureFixture[str], *words: str) -> CommandResult:
    """Return what the tour says."""
    code = run(["tour", *words])
    captured = capsys.readouterr()
    return CommandResult(code, captured.out, captured.err)


def steps(result: CommandResult) -> list[tuple[str, str]]:
    """Return each command shown, with what it answered."""
    shown = re.split(r"^\$ ", result.out, flags=re.MULTILINE)[1:]
    return [(command, answer) for command, _, answer in (each.partition("\n") for each in shown)]


def verb(command: str) -> str:
    """Return the word of a command that says what it does."""
    return re.sub(r'^tracker( --\S+ "[^"]*")*', "", command).split()[0]


def views(result: CommandResult) -> list[tuple[str, str]]:
    """Return the commands shown that read, each with its answer up to the next remark."""
    pairs = [(command, answer) for command, answer in steps(result) if verb(command) in READING]
    *most, (last, answer) = pairs
    return [*most, (last, answer.partition("\nThe ledger is kept")[0])]


def test_the_tour_is_taken_from_an_empty_folder(toured: Toured) -> None:
    """It says that the plan is invented, keeps its ledger, and says how to go on."""
    result = toured.first

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(
        "An illustrative plan for two real reports. The reports are real, the plan is invented.\n"
    )
    assert result.out.endswith(
        "The ledger is kept: explore it with  tracker --ledger tour.db list\n"
        "Start your own with                 tracker init\n"
    )
    assert [path.name for path in toured.folder.iterdir()] == ["tour.db"]
    assert len(result.out.splitlines()) < LONGEST


def test_the_tour_shows_what_the_program_is_for(toured: Toured) -> None:
    """A plan begun, kept honestly, judged, and read as it was and as it was known."""
    shown = steps(toured.first)

    verbs = [verb(command) for command, _ in shown]
    assert verbs == [
        *(
            "import",
            "assign",
            "log",
            "reschedule",
            "refuse",
            "reschedule",
            "agree",
            "close",
            "refuse",
        ),
        *("list", "list", "list", "list", "list", "changes", "show"),
    ]
    late = shown[verbs.index("log")][1]
    assert "progressed to 60%" in late
    assert "took effect Wednesday 13 September 2023." in late
    assert "new date refused" in shown[4][1]
    assert "(decided by The Chair: 7 of 14 December)" in shown[6][1]
    assert "closure refused" in shown[8][1]


def test_the_tour_shows_the_plan_on_three_dates(toured: Toured) -> None:
    """And the same date as it was known on two days."""
    lists = [answer for command, answer in steps(toured.first) if verb(command) == "list"]

    headed = [re.findall(r"The plan on (\d+ \w+ \d+), .*\(#(\d+)", answer) for answer in lists]
    assert headed == [
        [("15 Jun 2023", "62")],
        [("14 Dec 2023", "62")],
        [("19 Mar 2024", "62")],
        [("14 Sep 2023", "50")],
        [("14 Sep 2023", "51")],
    ]
    assert len(set(lists[:3])) == 3
    assert [re.findall(r" (\d+)% ", answer) for answer in lists[3:]] == [["40"], ["60"]]


def test_the_tour_shows_what_changed_between_two_boards(toured: Toured) -> None:
    """What was recorded late stands apart, as learned since."""
    (changes,) = [answer for command, answer in steps(toured.first) if verb(command) == "changes"]

    changed, learned = changes.partition("\nHappened before the first date")[::2]
    sentence = changed.partition("\nChanged")[2]
    assert sorted(re.findall(r"#(\d+)", sentence)) == ["52", "53", "54", "55", "56", "57"]
    assert re.findall(r"#(\d+) ", learned) == ["51"]


def test_the_tour_shows_the_claim_beside_the_judgement(toured: Toured) -> None:
    """With the slip, the measure not met, the evidence and the history."""
    shown = " ".join(steps(toured.first)[-1][1].split())

    for words in (
        "progress claimed good, judged reasonable: 1 step apart",
        "the service's claim good The Manager 2024-03-11",
        "the inspector's judgement reasonable The Inspector 2024-03-18",
        "knowsley-2023/2/1 2023-12-14 2024-02-29 Two schools",
        "24 (2023-12-22) not met",
        "https://example.org/reviews",
        "rating amber: complete with a measure not met",
    ):
        assert words in shown


def test_every_view_of_the_tour_says_that_it_is_a_demonstration(toured: Toured) -> None:
    """And fits the page: nobody is shown a table broken by their terminal."""
    shown = [answer for _, answer in views(toured.first)]

    assert [BANNER in answer for answer in shown] == [True] * 7
    assert [line for text in shown for line in text.splitlines() if len(line) > WIDTH] == []


def test_a_second_tour_shows_the_same_views(toured: Toured) -> None:
    """To the last letter; nothing is played again."""
    assert (toured.second.code, toured.second.err) == (0, "")
    assert views(toured.second) == views(toured.first)
    assert {verb(command) for command, _ in steps(toured.second)} <= READING
    with Ledger.open(toured.folder / "tour.db") as record:
        assert record.head().position == 62


def test_the_ledger_of_the_tour_is_explored_as_any_other(
    toured: Toured, terminal: Terminal
) -> None:
    """It says on every page that it is a demonstration; its first entry says so."""
    path = toured.folder / "tour.db"

    result = terminal.says("--ledger", str(path), "history", "--as-of", "2024-03-19")

    assert result.code == 0
    assert BANNER in result.out
    with Ledger.open(path) as record:
        assert record.entries(upto=1)[0].event == e.LedgerBegun(demonstration=True)


def test_the_tour_refuses_a_real_ledger(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing illustrative ever lands among what was promised."""
    terminal.says("init", "--service", "A Service", "--chair", "Dana", "--manager", "Sam")
    before = (terminal.folder / "tracker.db").read_bytes()

    result = taken(capsys, "tracker.db")

    assert (result.code, result.out, result.err) == (
        1,
        "",
        "tracker.db is a real ledger; the tour plays only in one of its own.\n",
    )
    assert (terminal.folder / "tracker.db").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "code", "sentence"),
    [
        ("story.txt", 4, "The ledger story.txt is not a ledger: it is another kind of file"),
        ("nowhere/tour.db", 1, "nowhere/tour.db cannot be reached: no such file or directory."),
        (".", 2, "is a directory"),
    ],
)
def test_the_tour_plays_in_nothing_else(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], path: str, code: int, sentence: str
) -> None:
    """One sentence, and what is there stays as it is."""
    terminal.file("story.txt", "Once upon a time")

    result = taken(capsys, path)

    assert (result.code, result.out) == (code, "")
    assert sentence in result.err.replace(f"{terminal.folder}/", "")
    assert len(result.err.splitlines()) == 1
    assert sorted(file.name for file in terminal.folder.iterdir()) == ["story.txt"]


def test_a_tour_that_is_left_keeps_no_half_of_its_story(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one plays it whole."""
    play = tour._play

    def leave_at_the_agreement(step: dict[str, Any], ledger: Path) -> None:
        if " agree " in step["run"]:
            raise KeyboardInterrupt
        play(step, ledger)

    with monkeypatch.context() as left:
        left.setattr(tour, "_play", leave_at_the_agreement)
        stopped = taken(capsys)

    assert (stopped.code, stopped.err) == (1, "Stopped; nothing was recorded.\n")
    assert list(terminal.folder.iterdir()) == []
    assert len(views(taken(capsys))) == 7
