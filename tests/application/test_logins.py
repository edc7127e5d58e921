"""Whose a login is: told in a file, and what counts on a server; never put right but anew."""

from __future__ import annotations

from datetime import date, timedelta

import given as g
import pytest
from command_runner import Terminal

from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.free_text import Erased
from tracker.domain.parties import fold_party
from tracker.domain.vocabulary import ErasureReason, PartyKind

JUNE = date(2023, 6, 12)
TODAY = "; took effect Monday 3 July 2023.\n"


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal with a ledger."""
    return bare.with_ledger()


def logins(terminal: Terminal) -> list[str | None]:
    """Return the login of everybody known, in the order they became known."""
    return [known["login"] for known in terminal.says("people", "--json").json["people"]]


def test_the_last_login_told_is_the_login() -> None:
    """One at a time, from its day on; with null there is none."""
    added = e.PartyAdded(kind=PartyKind.PERSON, name="Ann Other")
    bound = (e.LoginBound(login=login) for login in ("ann", "a.other", None))
    events: list[e.PartyEvent] = [added, *bound]
    entries = g.recorded(
        *(
            g.entry(event, on=JUNE + timedelta(days=number), stream="party:p9")
            for number, event in enumerate(events)
        )
    )

    stood = [fold_party(entries, JUNE + timedelta(days=number)) for number in range(4)]

    assert [known and known.login for known in stood] == [None, "ann", "a.other", None]


def test_a_login_is_told_in_a_file(terminal: Terminal) -> None:
    """The receipt, the list and the history say it; nothing else comes of it there."""
    result = terminal.manager("people", "login", "dana", "dokafor")

    assert (result.code, result.err) == (0, "")
    assert result.out == f"Recorded #7: Dana Okafor logs in as dokafor{TODAY}"
    assert logins(terminal) == ["dokafor", None]
    assert "chair since 2023-07-03    dokafor\n" in terminal.says("people").answer
    assert "logs in as dokafor" in terminal.says("history").out


def test_whoever_types_in_a_file_is_still_who_they_say(terminal: Terminal) -> None:
    """A file knows no logins: even one that is told as the chair's decides nothing there."""
    terminal.manager("people", "login", "dana", "dokafor")

    added = terminal.manager("people", "add", "Ines Palmer")

    assert added.code == 0
    assert terminal.says("history", "--json").json["entries"][-1]["by"] == "Sam Reed"


def test_saying_it_again_records_nothing(terminal: Terminal) -> None:
    """Also that there is none."""
    terminal.manager("people", "login", "dana", "dokafor")

    again = terminal.manager("people", "login", "dana", "dokafor")
    none = terminal.manager("people", "login", "sam")

    assert again.out == none.out == "Already recorded. Nothing to do.\n"


def test_a_login_is_taken_away_and_given_to_somebody_else(terminal: Terminal) -> None:
    """Without a login the command says that there is none any more."""
    terminal.manager("people", "login", "dana", "dokafor")

    away = terminal.manager("people", "login", "dana")
    given = terminal.manager("people", "login", "sam", "dokafor")

    assert f"Dana Okafor has no login any more{TODAY}" in away.out
    assert given.code == 0
    assert logins(terminal) == [None, "dokafor"]


def test_another_login_takes_the_place_of_the_one_before(terminal: Terminal) -> None:
    """Nobody has two."""
    terminal.manager("people", "login", "dana", "dokafor")
    terminal.manager("people", "login", "dana", "dana.okafor")

    assert logins(terminal) == ["dana.okafor", None]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("sam", "dokafor"),
            (
                "dokafor is Dana Okafor's login. "
                'To unlink it first: tracker --by "Sam Reed" people login p1'
            ),
        ),
        (
            ("police", "dokafor"),
            "Elmshire Police is an organisation; the manager or clerk records for it.",
        ),
        (("sam", " "), "The login is empty; nothing was recorded."),
    ],
)
def test_what_cannot_be_a_login_is_refused(
    terminal: Terminal, words: tuple[str, str], sentence: str
) -> None:
    """In one sentence, with nothing recorded."""
    terminal.manager("people", "login", "dana", "dokafor")
    terminal.manager("people", "add", "Elmshire Police", "--kind", "body")

    result = terminal.manager(
        "people", "login", *(words if words[0] != "police" else ("elm", words[1]))
    )

    assert (result.code, result.out, result.err) == (1, "", f"{sentence}\n")


def test_a_body_is_refused_a_login_by_the_domain() -> None:
    """Whoever asks."""
    known = fold_party([g.entry(e.PartyAdded(kind=PartyKind.BODY, name="Police"), on=JUNE)], JUNE)

    assert known is not None
    with pytest.raises(RuleError, match="the manager or clerk records for it"):
        known.bind_login("police")


def test_a_member_of_the_board_binds_no_login(terminal: Terminal) -> None:
    """It is for those who say who holds a role."""
    terminal.manager("people", "add", "Rae Moss", "--role", "member")

    result = terminal.says("--by", "Rae Moss", "people", "login", "Rae Moss", "rae")

    assert result.code == 1
    assert result.err.startswith("Only the chair, the vice chair, the manager or the clerk may add")


@pytest.mark.parametrize(
    "words",
    [
        ("correct", "7", "--text", "dana", "-m", "Mistyped"),
        ("correct", "7", "--on", "2023-07-01", "-m", "Earlier"),
        ("take-back", "7", "-m", "Mistyped"),
        ("undo", "-m", "Mistyped"),
    ],
)
def test_a_login_is_put_right_by_saying_it_anew(terminal: Terminal, words: tuple[str, ...]) -> None:
    """A server would not notice a correction: the command that binds is the only way."""
    terminal.manager("people", "login", "dana", "dokafor")

    result = terminal.manager(*words)

    assert (result.code, result.err) == (
        1,
        (
            "Entry #7 links a login; linking another one replaces it. "
            'To change it: tracker --by "Sam Reed" people login NAME LOGIN\n'
        ),
    )


def test_a_rehearsal_binds_nothing(terminal: Terminal) -> None:
    """It prints what would be recorded."""
    result = terminal.manager("people", "login", "dana", "dokafor", "--dry-run")

    assert result.out.endswith("\nNothing was recorded (--dry-run).\n")
    assert logins(terminal) == [None, None]


def test_a_login_that_was_erased_is_a_marker(terminal: Terminal) -> None:
    """It may be somebody's name."""
    terminal.manager("people", "login", "dana", "dokafor")
    terminal.manager("erase", "7", "--reason", "names-a-person")
    confirmed = terminal.says("--by", "Dana Okafor", "erase", "7", "--confirm", "--yes")

    assert (confirmed.code, confirmed.err) == (0, "")
    assert logins(terminal)[0] == str(Erased(date(2023, 7, 3), ErasureReason.NAMES_A_PERSON))
    assert terminal.manager("people", "login", "dana", "dana.okafor").code == 0
