"""Whatever is typed wrongly gets one sentence and its exit code, and nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import refused_commands
from refused_commands import CHANGES, NONE_SUCH, ODD, REF, PublicCounter

from tracker.cli.main import COMMANDS, LONGEST

if TYPE_CHECKING:
    from pathlib import Path

NO_DATE = [
    ("2023-02-30", "does not exist: the days of February 2023 are 1 to 28."),
    ("31/9/2023", "does not exist: the days of September 2023 are 1 to 30."),
    ("2023-13-01", "does not exist: the months are 1 to 12"),
    ("9999-12-31", "is outside the years 1900 to 2199."),
    ("in 9999 months", "is outside the years 1900 to 2199."),
    ("99999999999999999999", "is not understood as a date"),
    ("\u0662\u0660\u0662\u0663-01-01", "is not understood as a date"),
    ("", "is not understood as a date"),
    ("the day after", "is not understood as a date"),
    ("board", "names no meeting"),
    ("1/2/23", "has a year of two digits; write all four."),
    ("monday", "may be today or a week away; write today, last Monday or next Monday."),
]


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> PublicCounter:
    """Return a terminal with the ledger, at which the manager types."""
    counter = refused_commands.counter(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("TRACKER_BY", "Sam Reed")
    return counter


@pytest.mark.parametrize("verb", CHANGES)
def test_an_unknown_reference_is_not_found(terminal: PublicCounter, verb: str) -> None:
    """Every verb says what there is instead."""
    for ref, sentence in NONE_SUCH:
        words = [word.format(ref) for word in CHANGES[verb]]

        terminal.refuses(*words, code=3, says=sentence)


@pytest.mark.parametrize("verb", CHANGES)
def test_what_is_no_reference_is_refused(terminal: PublicCounter, verb: str) -> None:
    """Slips of the finger, of another script and of a shell are named, and never looked up."""
    for ref in ODD:
        words = [word.format(ref) for word in CHANGES[verb]]

        terminal.refuses(
            *words, code=2, says="' is not a reference; one looks like knowsley-2023/2"
        )


@pytest.mark.parametrize("verb", [*CHANGES, "show", "history"])
def test_an_ambiguous_reference_lists_its_candidates(terminal: PublicCounter, verb: str) -> None:
    """Nobody's item is guessed."""
    words = [word.format("elm/1") for word in CHANGES.get(verb, (verb, "{}"))]

    terminal.refuses(
        *words, code=2, says="'elm' could be elmford-2023 or elmshire-2023; type a little more."
    )


@pytest.mark.parametrize("reading", ["show", "history"])
def test_asking_for_an_unknown_reference_is_not_found(
    terminal: PublicCounter, reading: str
) -> None:
    """As for a change; what is no reference is refused as one."""
    for ref, sentence in NONE_SUCH:
        terminal.refuses(reading, "--", ref, code=3, says=sentence)
    for ref in ODD:
        terminal.refuses(reading, "--", ref, code=2, says="is not a reference")


@pytest.mark.parametrize("typed", ["oakshire", "", "elms/1", "\x1b]0;x\x07", "k" * 100_000])
def test_an_unknown_report_is_not_found(terminal: PublicCounter, typed: str) -> None:
    """An empty text, as from a variable never set, begins no report."""
    terminal.refuses("inspection", typed, code=3, says="it has elmford-2023, elmshire-2023.")


@pytest.mark.parametrize("name", ["Nobody", "", "p99", "\u00abp99\u00bb", "Sam\u200b", "x" * 9000])
def test_an_unknown_party_is_not_found(terminal: PublicCounter, name: str) -> None:
    """Whether it is to act, to decide, to own or to help."""
    due = ("--due", "2023-09-29")
    for words in (
        ("--by", name, "log", REF, "A note"),
        ("--for", name, "--minute", "7", "agree", REF),
        ("assign", REF, "What", "--owner", name, *due),
        ("assign", REF, "What", "--owner", "Sam Reed", "--with", name, *due),
        ("reown", "--from", name, "--owner", "Sam Reed"),
        ("people", "rename", name, "Another"),
        ("people", "role", name, "clerk"),
    ):
        terminal.refuses(*words, code=3, says="There is no one called '")


def test_an_ambiguous_party_lists_its_candidates(terminal: PublicCounter) -> None:
    """Two are called Sam."""
    both = "'Sam' could be Sam Reed (p2, person) or Sam Weller (p3, person); type a little more."

    terminal.refuses("reown", f"{REF}/1", "--owner", "Sam", code=2, says=both)
    terminal.refuses("--by", "Sam", "log", REF, "A note", code=2, says=both)


def test_whoever_acts_has_to_be_known(
    terminal: PublicCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing new is said, and an empty --by does not fall back on somebody else."""
    again = ("log", REF, "Said before")
    terminal.says(*again)
    terminal.refuses("--by", "", *again, code=3, says="There is no one called '' here")
    monkeypatch.setenv("TRACKER_BY", "Nobody")

    terminal.refuses(
        *again,
        code=3,
        says="There is no one called 'Nobody' here. To see everyone: tracker people.",
    )
    monkeypatch.delenv("TRACKER_BY")
    terminal.refuses(
        *again, code=2, says="Who is recording this? Give --by NAME, or set TRACKER_BY."
    )


@pytest.mark.parametrize("service", ["nowhere", "", "elm"])
def test_an_unknown_service_is_not_found(terminal: PublicCounter, service: str) -> None:
    """The services there are stand in the sentence."""
    there = "; there are elmshire, elmford."

    terminal.refuses("services", "rename", service, "Another", code=3, says=there)
    terminal.refuses("services", "merge", "elmshire", "--into", service, code=3, says=there)


@pytest.mark.parametrize(("typed", "fault"), NO_DATE)
def test_a_date_that_does_not_exist_or_is_ambiguous_is_refused(
    terminal: PublicCounter, typed: str, fault: str
) -> None:
    """Wherever a date is typed; a day is never guessed between two readings."""
    for words in (
        ("log", REF, "A note", "--on", typed),
        ("assign", REF, "What", "--owner", "Sam Reed", "--due", typed),
        ("redate", f"{REF}/1", "--to", typed, "-m", "Why"),
        ("evidence", REF, "Title", "--link", "file 12", "--of", typed),
        ("people", "role", "Sam Weller", "clerk", "--until", typed),
        ("board", "add", typed),
        ("board", "move", typed, "--to", "2023-10-31"),
        ("correct", "15", "--on", typed, "-m", "Why"),
        ("diff", "--from", typed, "--to", "today"),
    ):
        terminal.refuses(*words, code=2, says=f"'{typed}' {fault}")


@pytest.mark.parametrize(
    ("typed", "code", "fault"),
    [
        ("99999999999999999999", 2, "cannot be used here: ISO only"),
        ("0", 2, "is no position: entries are counted from 1."),
        ("-1", 2, "cannot be used here: ISO only"),
        ("1e3", 2, "cannot be used here: ISO only"),
        ("\uff11", 2, "cannot be used here: ISO only"),
        ("999", 3, "There is no entry #999 in this ledger."),
        ("2023-02-29", 2, "does not exist: the days of February 2023 are 1 to 28."),
        (
            "2199-12-31",
            2,
            "31 December 2199 is in the future, so what is known then is ",
        ),
        ("2023-03-26T01:30", 2, "does not exist: clocks in London went forward over it."),
        ("2022-10-30T01:30", 2, "comes twice in London; write 2022-10-30T01:30:00+01:00 or "),
        ("2023-07-03T99:99", 2, "has no such time of day or offset."),
    ],
)
def test_knowledge_that_nobody_has_is_refused(
    terminal: PublicCounter, typed: str, code: int, fault: str
) -> None:
    """A position past the end, an hour that is none or comes twice, a day to come."""
    for reading in ("list", "history", "late", "inspections", "people", "head"):
        terminal.refuses(reading, "--known-at", typed, code=code, says=fault)


@pytest.mark.parametrize("entry", ["0", "-1", "1e3", "#0", "", "1.0", "9" * 40, "\uff11", "x"])
def test_what_is_no_number_of_an_entry_is_refused(terminal: PublicCounter, entry: str) -> None:
    """An entry is typed as it is printed, or without its sign."""
    fault = "is not the number of an entry, like 41. See tracker"

    terminal.refuses("take-back", "-m", "Why", "--", entry, code=2, says=fault)
    terminal.refuses("correct", "-m", "Why", "--text", "x", "--", entry, code=2, says=fault)


def test_an_entry_past_the_end_is_not_found(terminal: PublicCounter) -> None:
    """As is one that nobody will ever reach."""
    for entry in ("999", str(2**53 - 1)):
        terminal.refuses(
            "take-back", entry, "-m", "Why", code=3, says=f"There is no entry #{entry}"
        )


@pytest.mark.parametrize(
    "value", ["1e5", "NaN", "inf", "1_000", "1" + "0" * 30, "", ".5", "5.", "1,5", "0x10", "5%"]
)
def test_what_is_no_decimal_is_refused(terminal: PublicCounter, value: str) -> None:
    """A reading is kept exactly as typed, so that it has to be a plain number."""
    fault = "is not a number written like 84.9 or -2; nothing was recorded."
    counted = ("outcome", REF, "Better", "--measure", "rate", "--at-most", "--target")

    terminal.refuses("measure", REF, "--", value, code=1, says=fault)
    terminal.refuses(*counted, value, code=1, says=fault)
    terminal.refuses(*counted, "5", "--baseline", value, code=1, says=fault)


@pytest.mark.parametrize("value", ["1e3", "-1", "101", "5.0", "", "0x1", "1" * 40])
def test_what_is_no_percentage_is_refused(terminal: PublicCounter, value: str) -> None:
    """Whole numbers from 0 to 100."""
    terminal.refuses("log", f"{REF}/1", "A note", "--percent", value, code=2, says="'--percent'")


def test_digits_are_kept_as_typed(terminal: PublicCounter) -> None:
    """A leading nought or a trailing one is part of what somebody reported."""
    result = terminal.says("measure", REF, "00.50")

    assert result.code == 0
    assert "measure read: 00.50;" in result.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agree", REF), "No closure of elmshire-2023/1 was proposed by 3 July 2023."),
        (("agree", f"{REF}/1"), "No other date for elmshire-2023/1/1 was asked for."),
        (("propose", REF, "implemented", "-m", "Why"), "while elmshire-2023/1/1 is open."),
        (("respond", REF, "not-agreed"), "Not agreed says why. Give -m TEXT."),
        (("redate", f"{REF}/1", "--to", "2023-09-29", "-m", "Why"), "due on 29 September 2023 alr"),
        (("log", REF, "A note", "--percent", "5"), "Progress in percent belongs to an action"),
        (("link", REF, REF, "--as", "covered-by"), "elmshire-2023/1 cannot be linked to itself."),
        (("--by", "Sam Weller", "board", "add", "2023-09-29"), "Sam Weller holds no role today."),
        (("--for", "Dana Okafor", "--minute", "7", "log", REF, "x"), "Only a response, a decision"),
        (("judge", REF, "good", "-m", "Why"), "Only the inspector"),
        (("people", "add", "Sam Reed"), "Sam Reed is already known, as a person."),
    ],
)
def test_a_rule_broken_is_refused_with_the_rule(
    terminal: PublicCounter, words: tuple[str, ...], sentence: str
) -> None:
    """The sentence is the rule."""
    terminal.refuses(*words, code=1, says=sentence)


def test_a_command_repeated_with_the_same_id_is_done_once(terminal: PublicCounter) -> None:
    """Whatever it says the second time, what it recorded is told again."""
    first = terminal.says("--command-id", "night-1", "log", REF, "Once")
    recorded = len(terminal.entries())

    again = [
        terminal.says("--command-id", "night-1", "log", REF, note) for note in ("Once", "Twice")
    ]

    assert first.code == 0
    assert {outcome.code for outcome in again} == {0}
    for result in again:
        assert result.out.startswith(first.out.partition("\n")[0])
        assert result.out.endswith("Already recorded with this command id. Nothing to do.\n")
    assert len(terminal.entries()) == recorded


@pytest.mark.parametrize("command", ["", " ", "a b", "\udcff", "\uff11", "a/b", "a" * 81])
def test_an_odd_command_id_is_refused(terminal: PublicCounter, command: str) -> None:
    """Also where nothing new is said: a variable never set makes no repeat harmless."""
    for words in (("log", REF, "A note"), ("respond", REF, "agreed")):
        terminal.refuses(
            "--command-id", command, *words, code=2, says="A command id has 1 to 80 letter"
        )


def test_a_note_may_look_like_an_option(terminal: PublicCounter) -> None:
    """After two hyphens everything is text."""
    result = terminal.says("log", REF, "--", "-5")

    assert (result.code, result.err) == (0, "")
    assert "noted: -5;" in result.out


@pytest.mark.parametrize("word", ["x" * 120_000, "\x1b[31m" * 9000, "\n" * 9000])
def test_a_text_where_a_word_belongs_is_not_repeated_whole(
    terminal: PublicCounter, word: str
) -> None:
    """The sentence keeps its beginning and its end, and stays one line."""
    for words in (("show", word), ("--by", word, "log", REF, "A note"), (word,)):
        result = terminal.says(*words)

        assert result.code in {2, 3}
        assert len(result.err) <= LONGEST + len(" … \n")
        assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_an_unknown_option_names_the_help(terminal: PublicCounter, command: str) -> None:
    """Of every command."""
    words = [word for word in (command, "--nonsense\x1b[31m") if word]

    terminal.refuses(*words, code=2, says="No such option")
