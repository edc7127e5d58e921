"""Correcting and taking back, as they are typed."""

from __future__ import annotations

import june_plan
import pytest
from command_runner import Terminal
from elmshire_facts import FACTS

NEXT = june_plan.LAST + 1
WHY = ("-m", "A slip")
ONLY_THAT_DAY = (
    "#12 assigned an action on 12 June 2023; it is taken back, or its date corrected, "
    "only on that day. Ask for another date or withdraw the action."
)


def test_a_wrong_entry_is_put_right_in_one_sentence(terminal: Terminal) -> None:
    """Which says what stands now, and why; the number may be typed as it is printed."""
    result = terminal.manager("correct", "#14", "--text", "Begun late", "--on", "6 june", *WHY)

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"Recorded #{NEXT}: elmshire-2023/1 corrected #14 to “noted: Begun late”, "
        "took effect 6 June 2023: A slip.\n"
    )


def test_every_part_is_typed_as_it_was_first(terminal: Terminal) -> None:
    """Dates as people type them, words of the vocabulary with hyphens, a limit by its absence."""
    terminal.manager("settings", "agree", "re-dates-at-most", "3")
    terminal.manager("claim", "elm/1", "good", "-m", "Done")
    corrections = [
        ("15", "--to", "end of july", "--text", "Ill"),
        ("13", "--percent", "60"),
        ("12", "--with", "Dana Okafor", "--text", "Write them"),
        ("17", "--value", "none"),
        ("18", "--progress", "no-meaningful"),
        ("11", "--response", "not-agreed", "--text", "Moot", "--on", "11 june"),
        ("10", "--on", "yesterday"),
    ]

    results = [terminal.manager("correct", *words, *WHY) for words in corrections]

    lines = [result.out.partition(": ")[2] or result.err for result in results]
    one = "elmshire-2023/1/1"
    assert lines == [
        f"{one} corrected #15 to “asked to move the date to Monday 31 July 2023: Ill”: A slip.\n",
        f"{one} corrected #13 to “progressed to 60%: Half”: A slip.\n",
        (
            f"{one} corrected #12 to “assigned to Sam Reed with Dana Okafor, "
            "due Friday 30 June 2023: Write them”: A slip.\n"
        ),
        "corrected #17 to “re-dates-at-most is no limit”: A slip.\n",
        "elmshire-2023/1 corrected #18 to “service claims no meaningful progress: Done”: A slip.\n",
        (
            "elmshire-2023/1 is not agreed; an action needs another response first. "
            f"{one} was not assigned by 15 June 2023. {one} was not assigned by 30 June 2023. "
            "This would contradict "
            "#12 of 12 June 2023, #13 of 15 June 2023 and #15 of 30 June 2023.\n"
        ),
        "corrected #10, took effect 2 July 2023: A slip.\n",
    ]


def test_a_measure_counted_the_wrong_way_is_turned_round(terminal: Terminal) -> None:
    """By the option that first said which way is better; nothing else has it."""
    counted = ("--measure", "days", "--target", "5", "--at-least")
    terminal.manager("outcome", "elm/1", "Quicker", *counted)

    turned = terminal.manager("correct", "17", "--at-most", *WHY)
    refused = terminal.manager("correct", "13", "--at-most", *WHY)

    assert turned.out.startswith(
        "Recorded #18: elmshire-2023/1 corrected #17 to "
        "“outcome stated: Quicker (counted by days: at most 5)”: A slip.\n"
    )
    assert refused.code == 2
    assert refused.err == (
        "An entry like this has no direction to correct. What can be corrected: --on, --text, "
        "--percent.\n"
    )


def test_an_entry_is_moved_by_its_reference(terminal: Terminal) -> None:
    """Within its item, and to another."""
    terminal.manager("log", "elm/1", "Wrong line")

    within = terminal.manager("correct", "17", "--ref", "elm/1/1", *WHY)
    across = terminal.manager("correct", "17", "--ref", "elm/2.1-a", *WHY)

    assert within.out.startswith(
        f"Recorded #{NEXT + 1}: elmshire-2023/1/1 corrected #17 to “progressed: Wrong line”"
    )
    assert across.out == (
        "Recorded #19: elmshire-2023/1 took back #17: A slip.\n"
        "Recorded #20: elmshire-2023/2.1-a noted: Wrong line; took effect Monday 3 July 2023.\n"
    )


def test_a_correction_taken_back_restores_what_stood(terminal: Terminal) -> None:
    """The history shows all three."""
    before = terminal.says("show", "elm/1/1", "--known-at", "15", "--as-of", "today", "--json").json

    result = terminal.manager("take-back", "16", "-m", "It was right")

    after = terminal.says("show", "elm/1/1", "--json").json
    assert result.out == f"Recorded #{NEXT}: elmshire-2023/1 took back #16: It was right.\n"
    assert (before["percent"], after["percent"]) == (40, 40)
    states = {entry["position"]: entry["state"] for entry in after["history"]}
    assert (states[13], states[16], states[NEXT]) == ("stands", "taken back", "correction")


def test_an_import_is_taken_back_whole_and_made_again(terminal: Terminal) -> None:
    """Its actions come back with it."""
    terminal.file("elmshire.toml", FACTS)

    taken = terminal.manager("take-back", "7", "--whole", "-m", "Read from a draft")
    empty = terminal.says("list")
    again = terminal.manager("import", "elmshire.toml", "--yes")

    assert taken.out == (
        f"Recorded #{NEXT}: elmshire-2023/2.1-a took back #9: Read from a draft.\n"
        f"Recorded #{NEXT + 1}: elmshire-2023/1 took back #8: Read from a draft.\n"
        f"Recorded #{NEXT + 2}: elmshire-2023 took back #7: Read from a draft.\n"
    )
    assert empty.answer.endswith("\nNo items match.\n")
    assert again.code == 0
    assert terminal.says("show", "elm/1/1", "--json").json["percent"] == 50


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("correct", "14", *WHY),
            2,
            "Say what was wrong: give the right value, --on DATE or --ref REF.",
        ),
        (
            ("correct", "14", "--text", "Begun late"),
            2,
            "A reason is needed: -m TEXT or -F FILE.",
        ),
        (("correct", "99", "--text", "X", *WHY), 3, "There is no entry #99; the last is #16."),
        (("take-back", "99", *WHY), 3, "There is no entry #99; the last is #16."),
        (("take-back", "1", *WHY), 1, "Entry #1 cannot be corrected or taken back."),
        (
            ("take-back", "1", "--whole", *WHY),
            1,
            "Entry #1 cannot be corrected or taken back.",
        ),
        (
            ("take-back", "12", *WHY),
            1,
            ONLY_THAT_DAY,
        ),
        (
            ("correct", "12", "--due", "end of july", *WHY),
            1,
            ONLY_THAT_DAY,
        ),
        (
            ("correct", "14", "--due", "today", *WHY),
            2,
            "An entry like this has no due to correct. What can be corrected: --on, --text.",
        ),
        (
            ("correct", "14", "--owner", "nobody", *WHY),
            3,
            (
                "There is no one called 'nobody' here. To see everyone: tracker people. "
                'To add a person: tracker --by "Sam Reed" people add NAME'
            ),
        ),
    ],
)
def test_what_cannot_be_put_right_says_why(
    terminal: Terminal, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """One sentence, its exit code, and nothing recorded."""
    result = terminal.manager(*words)

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")
    assert terminal.says("head", "--json").json["position"] == june_plan.LAST


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "#", "1.5", "٣", "9" * 20, "0x1"])
@pytest.mark.parametrize("command", ["correct", "take-back"])
def test_an_entry_is_named_by_its_number(terminal: Terminal, command: str, number: str) -> None:
    """Anything else is a mistake in the words."""
    result = terminal.manager(command, *WHY, "--", number)

    assert (result.code, result.out) == (2, "")
    assert f"'{number}' is not the number of an entry, like 41. " in result.err
