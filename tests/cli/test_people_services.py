"""The commands for people and services, and what all such groups share."""

from __future__ import annotations

import pytest
from command_runner import Terminal

from tracker.cli.commands.board import board
from tracker.cli.commands.people import people
from tracker.cli.commands.services import services
from tracker.cli.commands.settings import settings
from tracker.cli.main import COMMANDS

GROUPS = (people, services, board, settings)
EVERY = [(str(group.name), name) for group in GROUPS for name in group.commands]
TODAY = "; took effect Monday 3 July 2023.\n"


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger."""
    return bare.with_ledger()


def test_people_are_listed_with_the_roles_of_the_day(terminal: Terminal) -> None:
    """A role that is over is not held; a role with a last day says so."""
    terminal.manager("people", "add", "Ines Palmer", "--role", "clerk")
    terminal.manager("people", "role", "ines", "clerk", "--end")
    terminal.manager("people", "role", "ines", "vice-chair", "--until", "end of march")
    terminal.manager("people", "add", "Elmshire Police", "--kind", "body")

    result = terminal.says("people", "list")

    assert result.code == 0
    assert result.answer == (
        "id  name             kind    roles                                         login\n"
        "--  ---------------  ------  --------------------------------------------  -----\n"
        "p1  Dana Okafor      person  chair since 2023-07-03\n"
        "p2  Sam Reed         person  manager since 2023-07-03\n"
        "p3  Ines Palmer      person  vice chair since 2023-07-03 until 2024-03-31\n"
        "p4  Elmshire Police  body\n"
    )


def test_people_as_another_program_reads_them(terminal: Terminal) -> None:
    """Every name, the latest last, and each role with its first and last day."""
    terminal.manager("people", "add", "Ines Palmer", "--on", "2023-06-12")
    terminal.manager("people", "rename", "ines", "Ines Hall")
    terminal.manager("people", "role", "ines", "member", "--until", "2024-03-31")

    known = terminal.says("people", "--json").json["people"]
    before = terminal.says("people", "--json", "--as-of", "2023-06-12").json["people"]

    assert known[2] == {
        "id": "p3",
        "name": "Ines Hall",
        "kind": "person",
        "names": ["Ines Palmer", "Ines Hall"],
        "login": None,
        "roles": [{"role": "member", "since": "2023-07-03", "until": "2024-03-31"}],
    }
    assert before == [{**known[2], "name": "Ines Palmer", "names": ["Ines Palmer"], "roles": []}]


@pytest.mark.parametrize("group", ["people", "services", "board", "settings"])
def test_the_name_of_a_group_alone_is_its_list(terminal: Terminal, group: str) -> None:
    """With the options of the list, too."""
    assert terminal.says(group) == terminal.says(group, "list")
    assert terminal.says(group, "--csv") == terminal.says(group, "list", "--csv")


@pytest.mark.parametrize("group", ["people", "board"])
def test_a_list_says_when_it_lies_before_everything(terminal: Terminal, group: str) -> None:
    """Nothing is no failure."""
    result = terminal.says(group, "--as-of", "2020-01-01")

    assert result.code == 0
    assert (
        "Nothing had happened by 1 January 2020; the first entry takes effect on 3 July 2023.\n"
        in result.out
    )


def test_somebody_is_made_known_with_a_role(terminal: Terminal) -> None:
    """Two entries of one command, each in a sentence."""
    result = terminal.manager("people", "add", "Ines Palmer", "--role", "clerk")

    assert (result.code, result.err) == (0, "")
    assert result.out.count(TODAY) == 2
    assert "Ines Palmer added (person)" in result.out
    assert "became clerk" in result.out


def test_a_rehearsal_records_nothing(terminal: Terminal) -> None:
    """It prints what would be recorded."""
    result = terminal.manager("people", "add", "Ines Palmer", "--dry-run")

    assert result.out.endswith("\nNothing was recorded (--dry-run).\n")
    assert len(terminal.says("people", "--json").json["people"]) == 2


def test_services_are_listed_with_their_names_and_reports(terminal: Terminal) -> None:
    """What a service was called before, what it became part of, and what is about it."""
    terminal.manager(
        "services", "rename", "elmshire", "Elmshire Youth Partnership", "--on", "yesterday"
    )
    terminal.manager("import", terminal.report("oakshire"), "--yes")
    terminal.manager("services", "merge", "elmshire", "--into", "oakshire")

    result = terminal.says("services", "--json")

    assert result.json["services"] == [
        {
            "id": "elmshire",
            "name": "Elmshire Youth Justice Service",
            "names": [
                {"name": "Elmshire Youth Partnership", "since": "2023-07-02"},
                {"name": "Elmshire Youth Justice Service", "since": "2023-07-03"},
            ],
            "merged_into": "oakshire",
            "inspections": [],
        },
        {
            "id": "oakshire",
            "name": "Oakshire Youth Justice Service",
            "names": [{"name": "Oakshire Youth Justice Service", "since": "2023-05-31"}],
            "merged_into": None,
            "inspections": ["oakshire-2023"],
        },
    ]
    assert terminal.says("services", "--format", "plain").answer.startswith(
        "id: elmshire\n"
        "name: Elmshire Youth Justice Service\n"
        "names before: Elmshire Youth Partnership (from 2023-07-02)\n"
        "part of: oakshire\n"
    )


REFUSED = [
    (1, "people add dana\tokafor", "Dana Okafor is already known, as a person."),
    (
        1,
        "people role sam manager --until 2024-01-01",
        "Sam Reed is manager on 3 July 2023 already.",
    ),
    (1, "people role sam clerk --end", "Sam Reed is not clerk on 3 July 2023."),
    (
        1,
        "people role sam clerk --until 2022-01-01 --on 2023-01-01",
        "A role cannot end on 1 January 2022, before it begins on 1 January 2023.",
    ),
    (
        2,
        "people role sam clerk --until 2024-01-01 --end",
        "Give --until DATE for a role that is taken, or --end for one that is over.",
    ),
    (2, "people add Police --kind body --role clerk", "Only a person is clerk; this is a body."),
    (
        3,
        "people rename ines Ines",
        (
            "There is no one called 'ines' here. To see everyone: tracker people. "
            'To add a person: tracker --by "Sam Reed" people add NAME'
        ),
    ),
    (
        1,
        "services merge elmshire --into elmshire",
        "Elmshire Youth Justice Service cannot be merged into itself.",
    ),
    (3, "services rename oak Oak", "No service here is called 'oak'; there are elmshire."),
    (1, "board move 2024-03-12 --to 2024-03-19", "The board does not meet on 12 March 2024."),
    (
        2,
        "board add 12/13/2024",
        "'12/13/2024' does not exist: the months are 1 to 12, as in 2026-03-31 or 31/3/2026.",
    ),
    (1, "settings agree quiet-days none", "quiet-days needs a number."),
    (
        2,
        "settings agree quiet-days 10001",
        "'10001' is no number for a rule; give one up to 10,000, or none.",
    ),
    (
        2,
        "settings agree quiet-days some",
        "'some' is no number for a rule; give one up to 10,000, or none.",
    ),
]


@pytest.mark.parametrize(("code", "words", "sentence"), REFUSED)
def test_what_is_refused_is_refused_in_one_sentence(
    terminal: Terminal, code: int, words: str, sentence: str
) -> None:
    """With the exit code that goes with it, and nothing recorded."""
    typed = [word.replace("\t", " ") for word in words.split(" ")]

    result = terminal.manager(*typed)

    assert (result.code, result.out, result.err) == (code, "", f"{sentence}\n")
    assert terminal.says("people", "--json").json["position"] == 6


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "Ines Palmer"),
        ("people", "rename", "rae", "Rae Hall"),
        ("people", "role", "rae", "chair"),
        ("services", "rename", "elmshire", "Elmshire"),
        ("board", "add", "2024-03-12"),
        ("settings", "agree", "quiet-days", "30"),
    ],
)
def test_a_member_of_the_board_changes_none_of_this(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    """Who may is said, and what the person is."""
    terminal.manager("people", "add", "Rae Moss", "--role", "member")

    result = terminal.says("--by", "Rae Moss", *words)

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("Only the ")
    assert result.err.endswith("; Rae Moss is member today.\n")


@pytest.mark.parametrize(("group", "name"), EVERY)
def test_every_command_of_a_group_is_helped_and_exemplified(
    terminal: Terminal, group: str, name: str
) -> None:
    """The example is of that command."""
    result = terminal.says(group, name, "--help")

    assert result.code == 0
    assert f"  tracker {group} {name} " in result.out
    assert "Example" in result.out


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_says_what_the_list_of_commands_says(terminal: Terminal, group: object) -> None:
    """And shows an example of its own."""
    name = str(getattr(group, "name", ""))

    result = terminal.says(name, "--help")

    assert result.code == 0
    assert f"\n  {COMMANDS[name]}.\n" in result.out
    assert f"      tracker {name}\n" in result.out
