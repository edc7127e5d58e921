"""The commands that change a plan, as they are typed: what each says, and how it refuses."""

from __future__ import annotations

import io
import sys

import june_plan
import pytest
from command_runner import Terminal

SAM = ("--by", "Sam Reed")
DANA = ("--by", "Dana Okafor")
MONDAY = "; took effect Monday 3 July 2023.\n"
NEXT = june_plan.LAST + 1
RECORDED = f"Recorded #{NEXT}: elmshire-2023/1"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("assign", "elm/1", "Print them", "--owner", "dana", "--due", "end of march"),
            "/2 assigned to Dana Okafor, due Sunday 31 March 2024: Print them",
        ),
        (
            ("assign", "elm/1", "X", "--owner", "p2", "--due", "4 july", "--with", "dana"),
            "/2 assigned to Sam Reed with Dana Okafor, due Tuesday 4 July 2023: X",
        ),
        (("log", "elm/1", "Raised"), " noted: Raised"),
        (
            ("log", "elm/1/1", "Bound.", "--percent", "80"),
            "/1 progressed to 80%: Bound",
        ),
        (("complete", "elm/1/1"), "/1 completed"),
        (("complete", "elm/1/1", "-m", "All bound"), "/1 completed: All bound"),
        (("withdraw", "elm/1/1", "-m", "Overtaken"), "/1 withdrawn: Overtaken"),
        (("reown", "elm/1/1", "--owner", "Dana Okafor"), "/1 now owned by Dana Okafor"),
        (("reown", "--from", "Sam Reed", "--owner", "dana"), "/1 now owned by Dana Okafor"),
        (("outcome", "elm/1", "Read by all"), " outcome stated: Read by all"),
        (
            ("outcome", "elm/1/1", "Read", "--measure", "readers", "--target", "9.0", "--at-least"),
            "/1 outcome stated: Read (counted by readers: at least 9.0)",
        ),
        (
            ("evidence", "elm/1", "Minutes", "--of", "12 june", "--link", "file 12"),
            " evidence filed, of 12 June 2023: Minutes (file 12)",
        ),
        (("theme", "elm/1", "papers", "the board"), " put under papers and the board"),
        (("link", "elm/2.1-a", "elm/1", "--as", "covered-by"), ""),
        (
            ("claim", "elm/1", "no-meaningful", "-m", "Late"),
            " service claims no meaningful progress: Late",
        ),
        (
            ("propose", "elm/1", "superseded", "-m", "See 2"),
            " proposed to close as superseded: See 2",
        ),
        (
            ("respond", "elm/1", "partly-agreed", "--part", "the first", "-m", "No money"),
            " partly agreed, in part: the first: No money",
        ),
    ],
)
def test_a_change_is_told_in_a_sentence(
    terminal: Terminal, words: tuple[str, ...], sentence: str
) -> None:
    """What was recorded, its number, and the date understood."""
    result = terminal.says(*SAM, *words)

    what = (
        f"{RECORDED}{sentence}"
        if sentence
        else (f"Recorded #{NEXT}: elmshire-2023/2.1-a covered by elmshire-2023/1")
    )
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{what}{MONDAY}"


def test_a_life_of_an_action_is_told(terminal: Terminal) -> None:
    """Put off, refused and agreed; done, taken up again; closed in two steps, and reopened."""
    terminal.says(*SAM, "people", "add", "Ines Palmer", "--role", "clerk")
    terminal.says(*SAM, "people", "add", "Ivy Nash", "--role", "inspector")
    ines = ("--by", "Ines Palmer", "--for", "Dana Okafor", "--minute", "7 of 3 July")
    steps = [
        ((*DANA, "refuse", "elm/1/1", "-m", "Urgent"), "/1 new date refused: Urgent"),
        (
            (*SAM, "redate", "elm/1/1", "--to", "in 2 weeks", "-m", "Ill"),
            "/1 asked to move the date to Monday 17 July 2023: Ill",
        ),
        (
            (*ines, "agree", "elm/1/1"),
            "/1 new date agreed: Monday 17 July 2023 (decided by Dana Okafor: 7 of 3 July)",
        ),
        ((*SAM, "complete", "elm/1/1"), "/1 completed"),
        ((*DANA, "reopen", "elm/1/1", "-m", "Not bound"), "/1 reopened: Not bound"),
        ((*SAM, "complete", "elm/1/1", "-m", "Bound"), "/1 completed: Bound"),
        (
            (*SAM, "propose", "elm/1", "implemented", "-m", "Bound"),
            " proposed to close as implemented: Bound",
        ),
        ((*DANA, "agree", "elm/1"), " closed as implemented"),
        (
            ("--by", "Ivy Nash", "judge", "elm/1", "good", "-m", "Seen"),
            " inspector judges good progress: Seen",
        ),
        ((*DANA, "reopen", "elm/1", "-m", "Late again"), " reopened: Late again"),
    ]

    results = [terminal.says(*words) for words, _ in steps]

    assert [(outcome.code, outcome.err) for outcome in results] == [(0, "")] * len(steps)
    for number, (result, (_, answer)) in enumerate(
        zip(results, steps, strict=True), start=NEXT + 4
    ):
        assert result.out == (f"Recorded #{number}: elmshire-2023/1{answer}{MONDAY}")


def test_a_reading_is_told_as_it_was_typed(terminal: Terminal) -> None:
    """Its decimals are kept; its date is the day it is of."""
    counted = ("--measure", "days", "--target", "2", "--at-most", "--on", "2023-06-12")
    terminal.says(*SAM, "outcome", "elm/1", "Read", *counted)

    result = terminal.says(*SAM, "measure", "elm/1", "3.50", "--on", "last friday")
    early = terminal.says(*SAM, "measure", "elm/1", "3.50", "--on", "2023-06-11")

    assert result.out.splitlines()[0] == (
        f"Recorded #{NEXT + 1}: elmshire-2023/1 measure read: 3.50; "
        "took effect Friday 30 June 2023."
    )
    assert (early.code, early.err) == (
        3,
        (
            'elmshire-2023/1 had no measure by 11 June 2023. To add one: tracker --by "Sam Reed" '
            "outcome elmshire-2023/1 WHAT --measure NAME --target N\n"
        ),
    )


def test_a_file_is_filed_by_its_name_and_digest(terminal: Terminal) -> None:
    """The file itself stays where it is."""
    terminal.file("minutes.txt", "agreed")

    result = terminal.says(
        *SAM, "evidence", "elm/1", "Minutes", "--of", "today", "--file", "minutes.txt"
    )
    filed = terminal.says("show", "elm/1", "--json").json["evidence"]

    assert result.out.startswith(
        f"{RECORDED} evidence filed, of 3 July 2023: Minutes (minutes.txt)"
    )
    assert filed == [
        {
            "ref": "elmshire-2023/1",
            "title": "Minutes",
            "of": "2023-07-03",
            "filed_on": "2023-07-03",
            "link": None,
            "file": "minutes.txt",
            "sha256": "9eace41237dcecc2fd793cf88494b80062add70fac8358316003ac38866257da",
        }
    ]


def test_several_changes_of_one_command_are_told_each(terminal: Terminal) -> None:
    """Or none is recorded."""
    result = terminal.says(*SAM, "respond", "elm/1", "elm/2.1-a", "not-agreed", "-m", "No money")
    terminal.says(*SAM, "withdraw", "elm/1/1", "-m", "No money")
    both = terminal.says(*SAM, "respond", "elm/1", "elm/2.1-a", "not-agreed", "-m", "No money")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "elmshire-2023/1 has open actions (elmshire-2023/1/1); "
        "withdraw them before it is not agreed.\n"
    )
    assert both.out == (
        f"Recorded #{NEXT + 1}: elmshire-2023/1 not agreed: No money{MONDAY}"
        f"Recorded #{NEXT + 2}: elmshire-2023/2.1-a not agreed: No money{MONDAY}"
    )


def test_a_back_dated_change_says_the_day_understood(terminal: Terminal) -> None:
    """With its weekday; what is still to come says so."""
    before = terminal.says(*SAM, "log", "elm/1", "Begun", "--on", "last tue")
    after = terminal.says(*SAM, "reown", "elm/1/1", "--owner", "dana", "--on", "1 sep")

    assert before.out.splitlines()[0].endswith("; took effect Tuesday 27 June 2023.")
    assert after.out.splitlines()[0].endswith("; takes effect Friday 1 September 2023.")


def test_what_is_recorded_already_is_said(terminal: Terminal) -> None:
    """Repeating is harmless."""
    terminal.says(*SAM, "log", "elm/1", "Raised")

    again = terminal.says(*SAM, "log", "elm/1", "Raised")

    assert (again.code, again.out) == (0, "Already recorded. Nothing to do.\n")


def test_a_repeated_command_says_what_it_recorded_then(terminal: Terminal) -> None:
    """And that it is not recorded twice."""
    words = ("--command-id", "note-7", *SAM, "log", "elm/1", "Raised")

    first, again = terminal.says(*words), terminal.says(*words)

    sentence = f"{RECORDED} noted: Raised{MONDAY}"
    assert first.out == sentence
    assert again.out == (f"{sentence}Already recorded with this command id. Nothing to do.\n")


def test_a_rehearsal_says_what_would_be_recorded(terminal: Terminal) -> None:
    """And refuses what would be refused."""
    result = terminal.says(*SAM, "complete", "elm/1/1", "--on", "yesterday", "--dry-run")
    refused = terminal.says(*DANA, "complete", "elm/1/1", "--dry-run")

    assert result.out == (
        "Would record: elmshire-2023/1/1 completed; took effect Sunday 2 July 2023.\n"
        "Nothing was recorded (--dry-run).\n"
    )
    assert (refused.code, refused.err) == (
        1,
        (
            "Only the manager or the clerk, or who owns the action, may complete; "
            "Dana Okafor is chair today.\n"
        ),
    )
    assert terminal.says("head", "--json").json["position"] == june_plan.LAST


def test_a_reason_comes_in_words_from_a_file_or_from_a_pipe(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once only."""
    name = terminal.file("why.txt", "\n  Overtaken\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Piped in")))

    from_file = terminal.says(*SAM, "withdraw", "elm/1/1", "-F", name)
    from_pipe = terminal.says(*SAM, "log", "elm/1", "-F", "-")
    both = terminal.says(*SAM, "log", "elm/1", "Raised", "-F", name)
    none = terminal.says(*SAM, "log", "elm/1")
    missing = terminal.says(*SAM, "propose", "elm/1", "superseded", "-F", "nowhere.txt")
    no_reason = terminal.says(*SAM, "propose", "elm/1", "superseded")

    assert from_file.out.startswith(f"{RECORDED}/1 withdrawn: Overtaken;")
    assert from_pipe.out.startswith(f"Recorded #{NEXT + 1}: elmshire-2023/1 noted: Piped in;")
    assert (both.code, both.err) == (2, "Give the text once: in words or from a file.\n")
    assert (none.code, none.err) == (
        2,
        "A note is needed: in words after the reference, or with -F FILE.\n",
    )
    assert (missing.code, missing.err) == (
        3,
        "nowhere.txt cannot be read (No such file or directory).\n",
    )
    assert (no_reason.code, no_reason.err) == (2, "A reason is needed: -m TEXT or -F FILE.\n")
