"""What is recorded is looked at again: one line beside the answer, which decides nothing."""

from __future__ import annotations

import sys

import june_plan
import pytest
from command_runner import CommandResult, Terminal

NEXT = june_plan.LAST + 1
NOTE = "Jamie Smith has moved"
WAY_OUT = f". To erase the text: tracker erase {NEXT} --reason names-a-child"
READS = 'Check this: "Jamie Smith" looks like a person\'s name'
LINE = f"{READS}{WAY_OUT}\n"


def chair(terminal: Terminal, *words: str) -> CommandResult:
    """Return what a command answers the chair."""
    return terminal.says("--by", "Dana Okafor", *words)


def test_a_name_in_a_note_is_remarked_on_and_recorded(terminal: Terminal) -> None:
    """One line on standard error, the way out in it; the answer and the code are as ever."""
    result = terminal.manager("log", "elm/1", NOTE)

    assert (result.code, result.err) == (0, LINE)
    assert result.out.startswith(f"Recorded #{NEXT}: elmshire-2023/1 noted: {NOTE};")
    assert NOTE in terminal.says("history", "elm/1").out


@pytest.mark.parametrize(
    "words",
    [
        ("log", "elm/1/1", NOTE, "--percent", "60"),
        ("assign", "elm/1", NOTE, "--owner", "dana", "--due", "end of march"),
        ("respond", "elm/1", "partly-agreed", "--part", NOTE, "-m", "No money"),
        ("respond", "elm/2.1-a", "not-agreed", "-m", NOTE),
        ("complete", "elm/1/1", "-m", NOTE),
        ("withdraw", "elm/1/1", "-m", NOTE),
        ("correct", "15", "--text", NOTE, "-m", "A slip"),
        ("outcome", "elm/1", NOTE),
        ("outcome", "elm/1", "Read", "--measure", NOTE, "--target", "9", "--at-least"),
        ("evidence", "elm/1", NOTE, "--of", "12 june", "--link", "file 12"),
        ("evidence", "elm/1", "Plan", "--of", "12 june", "--link", "Jamie Smith's file"),
        ("theme", "elm/1", NOTE),
        ("claim", "elm/1", "good", "-m", NOTE),
        ("propose", "elm/1", "superseded", "-m", NOTE),
        ("correct", "14", "--text", NOTE, "-m", "A slip"),
        ("correct", "14", "--text", "Begun late", "-m", NOTE),
        ("take-back", "14", "-m", NOTE),
    ],
)
def test_every_text_that_is_typed_is_looked_at(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Whichever command records it, and whichever part of it the text is."""
    result = terminal.manager(*words)

    assert (result.code, result.err) == (0, LINE)


def test_decisions_and_minutes_are_looked_at(terminal: Terminal) -> None:
    """What the chair says of a date, and the minute of it that somebody else enters."""
    refused = chair(terminal, "refuse", "elm/1/1", "-m", NOTE)
    minuted = terminal.says(
        *("--by", "Sam Reed", "--for", "Dana Okafor", "--minute", f"7: {NOTE}"),
        *("reopen", "elm/1/1", "-m", "Again"),
    )

    assert refused.err == LINE
    assert minuted.code == 1  # the action is open; nothing was recorded, and nothing is remarked
    assert "Look again" not in minuted.err


def test_one_line_tells_how_much_there_is(terminal: Terminal) -> None:
    """The first words are quoted, the others counted, and each entry that holds some is named."""
    note = "Jamie Smith, DOB 12/3/2009, and JS"

    several = terminal.manager("log", "elm/1", note)
    both = terminal.manager(
        "respond", "elm/1", "elm/2.1-a", "partly-agreed", "-m", NOTE, "--part", "X"
    )

    assert several.err == f"{READS} (and 2 more){WAY_OUT}\n"
    way_out = WAY_OUT.replace(str(NEXT), str(NEXT + 1))
    assert both.err == f"{READS}{way_out} (and so #{NEXT + 2})\n"


def test_a_rehearsal_remarks_on_it_too(terminal: Terminal) -> None:
    """Before anything is recorded, so that there is nothing to erase."""
    result = terminal.manager("log", "elm/1", NOTE, "--dry-run")

    assert (result.code, result.err) == (0, f"{READS}.\n")
    assert "Nothing was recorded (--dry-run)." in result.out


@pytest.mark.parametrize(
    "words",
    [
        ("log", "elm/1", "Sam Reed met Dana, SR to write to Merseyside Police"),
        ("log", "elm/1", "Child A's plan: 11 of 26 by 31.03.2024, Amber in Q1"),
        ("people", "add", "Jamie Smith"),
        ("people", "rename", "Sam Reed", "Jamie Smith"),
        ("services", "rename", "elmshire", "Jamie Smith House"),
        ("board", "add", "2024-03-12"),
        ("erase", "14", "--reason", "names-a-child"),
    ],
)
def test_names_by_right_and_plain_words_pass(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Whoever has a part in this ledger may be named; making somebody known names them."""
    result = terminal.manager(*words)

    assert (result.code, result.err) == (0, "")


def test_the_check_is_off_where_a_board_agreed_so(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said then, and what would say it is not even loaded; it can be on again."""
    off = terminal.manager("settings", "agree", "name-check", "off")
    for module in (
        "tracker.cli.personal_data_notice",
        "tracker.domain.personal_data",
        "tracker.domain.person_names",
    ):
        monkeypatch.delitem(sys.modules, module, raising=False)
    quiet = terminal.manager("log", "elm/1", NOTE)
    loaded = "tracker.cli.personal_data_notice" in sys.modules
    terminal.manager("settings", "agree", "name-check", "on")
    again = terminal.manager("log", "elm/1", f"{NOTE} again")

    assert f"#{NEXT}: name-check is off;" in off.out
    assert (quiet.code, quiet.err, loaded) == (0, "", False)
    assert again.err.startswith(READS)


@pytest.mark.parametrize("value", ["none", "2", "yes", ""])
def test_the_check_is_on_or_off(terminal: Terminal, value: str) -> None:
    """It is no number and no limit."""
    result = terminal.manager("settings", "agree", "name-check", value)

    assert (result.code, result.err) == (2, f"'{value}' is neither on nor off.\n")


def test_other_settings_are_neither_on_nor_off(terminal: Terminal) -> None:
    """Only the check is a switch."""
    result = terminal.manager("settings", "agree", "quiet-days", "on")

    assert result.err == "'on' is no number for a rule; give one up to 10,000, or none.\n"


def test_nothing_typed_drives_the_terminal(terminal: Terminal) -> None:
    """The words are quoted as text, on one line, and cut where they run on."""
    odd = terminal.manager("log", "elm/1", "case no. 123\u202e45 of Jamie Smi\x1b[31mth")
    long = terminal.manager("log", "elm/1", f"seen by Jamie {'X' + 'y' * 80} today")

    assert (odd.code, odd.err.count("\n")) == (0, 1)
    assert odd.err.isprintable() or odd.err[:-1].isprintable()
    assert f'"Jamie X{"y" * 52}…" looks like' in long.err


def test_a_closed_standard_error_stops_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remark is lost; the record and the answer are not."""
    with monkeypatch.context() as closed:
        closed.setattr(sys.stderr, "write", _broken)
        result = terminal.manager("log", "elm/1", NOTE)

    assert (result.code, result.out.startswith(f"Recorded #{NEXT}")) == (0, True)


def _broken(*_: object) -> int:
    raise BrokenPipeError
