"""One item or action, whole, the head for the minutes, and what a person sees first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import june_plan
import pytest
from command_runner import Terminal, lines, printed

if TYPE_CHECKING:
    from pathlib import Path


def test_an_item_is_shown_whole(terminal: Terminal) -> None:
    """Its facts, its actions and its history; nothing stands for what there is none of."""
    assert lines(printed(terminal.says("show", "elm/1"))) == [
        *lines(june_plan.HEADING),
        "elmshire-2023/1 review the board and its papers",
        "kind recommendation",
        "service Elmshire Youth Justice Service",
        "addressed to The Board",
        "published May 2023",
        "response agreed",
        "status in progress",
        "rating red: 3 days late against the agreed date",
        "",
        "Actions",
        "action RAG status owner first due due done what",
        "----------------- --- ----------- -------- ---------- ---------- ---- ----------------",
        "elmshire-2023/1/1 red in progress Sam Reed 2023-06-30 2023-06-30 50% Write the papers",
        "",
        "History",
        "took effect entry by what",
        "----------- ----- ----------- ---------------------------------------------------------",
        "May 2023 #8 Sam Reed recommendation made: review the board and its papers",
        "5 Jun 2023 #14 Sam Reed noted: Begun in time",
        "12 Jun 2023 #11 Sam Reed agreed",
        "12 Jun 2023 #12 Dana Okafor assigned to Sam Reed, due Friday 30 June 2023: Write the",
        "papers",
        "15 Jun 2023 #13 Sam Reed progressed to 50%: Half [corrected by #16] [it said:",
        "progressed to 40%: Half]",
        "15 Jun 2023 #16 Sam Reed corrected #13 to “progressed to 50%: Half”: A slip",
        "30 Jun 2023 #15 Sam Reed asked to move the date to Monday 31 July 2023: Staff left",
    ]


def test_an_action_is_shown_whole(terminal: Terminal) -> None:
    """With both dates, and what awaits an answer."""
    sentence = printed(terminal.says("show", "ELM/1/1"))

    assert lines(sentence)[3:13] == [
        "elmshire-2023/1/1 Write the papers",
        "owner Sam Reed",
        "status in progress",
        "done 50%",
        "rating red: 3 days late against the agreed date",
        "assigned 2023-06-12",
        "first due 2023-06-30",
        "due 2023-06-30",
        "late 3 days (first date), 3 days (agreed date)",
        "awaits an answer 2023-07-31 asked for by Sam Reed: Staff left",
    ]


def test_everything_there_is_about_an_item_is_shown(terminal: Terminal) -> None:
    """Claim beside judgement with the gap, outcomes against targets, evidence, slips, closure."""
    terminal.manager("people", "add", "Ivy Nash", "--role", "inspector")
    terminal.says("--by", "Dana Okafor", "agree", "elm/1/1")
    counted = ("--measure", "readers", "--target", "9", "--at-least", "--baseline", "2")
    terminal.manager("outcome", "elm/1", "Read by all", *counted)
    terminal.manager("measure", "elm/1", "8.50")
    terminal.manager("evidence", "elm/1/1", "Minutes", "--of", "12 june", "--link", "file 12")
    terminal.manager("theme", "elm/1", "papers")
    terminal.manager("claim", "elm/1", "good", "-m", "Written")
    terminal.says("--by", "Ivy Nash", "judge", "elm/1", "insufficient", "-m", "Unread")
    terminal.manager("propose", "elm/1", "alternative", "-m", "Read aloud")
    terminal.manager("link", "elm/2.1-a", "elm/1", "--as", "covered-by")

    texts = lines(terminal.says("show", "elm/1").answer)
    covered = lines(terminal.says("show", "elm/2.1-a").answer)

    for line in (
        "themes papers",
        "progress claimed good, judged insufficient: 2 steps apart",
        "elmshire-2023/1/1 2023-06-30 2023-07-31 Staff left Sam Reed Dana Okafor 2023-07-03",
        "elmshire-2023/1 Read by all readers 2 at least 9 8.50 (2023-07-03) not met",
        "elmshire-2023/1/1 Minutes 2023-06-12 2023-07-03 file 12",
        "the service's claim good Sam Reed 2023-07-03 Written",
        "the inspector's judgement insufficient Ivy Nash 2023-07-03 Unread",
        "elmshire-2023/2.1-a covered by elmshire-2023/1",
    ):
        assert line in texts
    assert "Missing: elmshire-2023/1/1 is open; readers is not met." in " ".join(texts)
    assert "status closure proposed" in covered
    assert "covered by elmshire-2023/1" in covered


def test_a_month_stays_a_month_before_it_has_come(terminal: Terminal) -> None:
    """A plan begun on the draft says that it is not yet published, and never a day."""
    terminal.manager("log", "elm/1", "Begun on the draft", "--on", "2023-04-03")

    texts = lines(terminal.says("show", "elm/1", "--as-of", "2023-04-03").answer)

    assert texts[4:6] == ["published May 2023", "not yet published on this day"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("elm/1/1", "--as-of", "2023-06-11"),
            "elmshire-2023/1/1 was not assigned by 11 June 2023.",
        ),
        (("elm/1", "--as-of", "2023-05-30"), None),
    ],
)
def test_what_was_not_there_on_that_day_is_said(
    terminal: Terminal, words: tuple[str, ...], sentence: str | None
) -> None:
    """Nothing is no failure."""
    result = terminal.says("show", *words)
    asked = terminal.says("show", *words, "--json")

    nothing = "Nothing had happened by 30 May 2023; the first entry takes effect in May 2023."
    assert (result.code, result.answer) == (0, f"{sentence or nothing}\n")
    assert list(asked.json) == ["as_of", "known_at", "position", "head", "ref"]


@pytest.mark.parametrize(
    ("ref", "code", "sentence"),
    [
        ("elm/9", 3, "elmshire-2023 has no item 9; it has 1, 2.1-a."),
        ("elm/1/9", 3, "elmshire-2023/1 has no action 9; it has 1."),
        ("oak/1", 3, "No inspection here begins with 'oak'; it has elmshire-2023."),
        (
            "elm",
            2,
            (
                "'elm' is not a reference; one looks like knowsley-2023/2, "
                "or knowsley-2023/2/4 for an action."
            ),
        ),
    ],
)
def test_what_is_not_in_the_plan_is_not_shown(
    terminal: Terminal, ref: str, code: int, sentence: str
) -> None:
    """The sentence says what there is."""
    result = terminal.says("show", ref)

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")


def test_the_head_is_printed_for_the_minutes(terminal: Terminal) -> None:
    """Whole, in groups that can be read aloud; the same for ever at a position."""
    now = terminal.says("head")
    early = terminal.says("head", "--known-at", "7", "--json").json
    whole = terminal.says("head", "--json").json

    groups = " ".join(re.findall(".{8}", whole["head"]))
    assert lines(now.answer) == [
        f"ledger {whole['ledger']}",
        "entries 16",
        f"head {groups}",
        "recorded 3 Jul 2023 10:00:00 BST",
    ]
    assert (early["position"], early["as_of"]) == (9, "2023-06-01")
    terminal.manager("log", "elm/1", "Raised")
    assert terminal.says("head", "--known-at", "16", "--json").json["head"] == whole["head"]


def test_a_person_sees_first_what_needs_attention(terminal: Terminal) -> None:
    """With the command that shows each."""
    terminal.manager("board", "add", "2023-09-11")

    assert terminal.says().answer == (
        "Elmshire Youth Justice Service: 1 report, 2 items\n"
        "Rating of progress: 1 red, 1 not rated\n"
        "\n"
        "1 late:  tracker late\n"
        "  elmshire-2023/1/1  3 days late  Sam Reed: Write the papers\n"
        "\n"
        "1 needing a decision:  tracker decisions\n"
        "  elmshire-2023/1/1  date change, asked by Sam Reed\n"
        "\n"
        "1 awaiting response:  tracker list --status awaiting-response\n"
        "  elmshire-2023/2.1-a\n"
        "\n"
        "Next board: Monday 11 September 2023\n"
    )


def test_a_person_without_a_ledger_sees_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And one with an empty one how to go on."""
    terminal = Terminal(tmp_path, monkeypatch, capsys)

    nothing = terminal.says()
    begun = terminal.with_ledger().says()

    assert (nothing.code, nothing.err) == (0, "")
    assert nothing.out == (
        "There is no ledger here yet.\n\n"
        "See what this is for, in a minute:  tracker tour\n"
        "Start one for your service:         tracker init\n"
        "Every command:                      tracker --help\n"
    )
    assert begun.answer == (
        "Elmshire Youth Justice Service: 0 reports, 0 items\n"
        "Import a report:  tracker import REPORT\n"
    )
