"""Hiding, erasing and binding on a server: what the three functions refuse of who calls them.

Each runs with the owner's rights, so it asks for everything: the entry that says so, recorded in
the same transaction by the same login; the positions it is about; and for erasing somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import server_forger
from server_forger import note

if TYPE_CHECKING:
    from postgres_server import Server
    from server_forger import Hand, OldSharedLedger

HIDDEN = "texts are hidden by who asks for it"
ERASED = "texts are erased by two"
BOUND = "a login is given by the entry just recorded"
OWN = "nobody changes their own login, or takes that of somebody else"


def asked(entry: object) -> dict[str, Any]:
    """Return what asks for the texts of an entry to be erased."""
    return {"type": "erasure-asked.v1", "entry": entry, "reason": "names-a-child"}


def confirmed(entry: object) -> dict[str, Any]:
    """Return what confirms it."""
    return {"type": "text-erased.v1", "entry": entry, "reason": "names-a-child"}


def mended(entry: int) -> dict[str, Any]:
    """Return what corrects an entry."""
    return {"type": "entry-corrected.v1", "entry": entry}


def given(login: str | None) -> dict[str, Any]:
    """Return what says that somebody logs in so."""
    return {"type": "login-bound.v1", "login": None if login is None else note(login)["note"]}


def hides(hand: Hand, event: dict[str, Any], positions: Any, asking: Any = None) -> None:
    """Record an entry, and have texts hidden by it or by another."""
    with hand.connection.transaction():
        position = hand.put(event)["position"]
        hand.ask("SELECT hide_texts(%s, %s)", positions, position if asking is None else asking)


def erases(hand: Hand, event: dict[str, Any], positions: Any, confirming: Any = None) -> None:
    """Record an entry, and have texts erased by it or by another."""
    with hand.connection.transaction():
        position = hand.put(event)["position"]
        hand.ask("SELECT erase_texts(%s, %s)", positions, confirming or position)


def binds(hand: Hand, login: str | None, party: str, **wrong: Any) -> None:
    """Record whose a login is, and have the server know it."""
    texts = () if login is None else (login,)
    with hand.connection.transaction():
        named = {"stream": f"party:{party}", **wrong}
        position = hand.put(given(login), *texts, **named)["position"]
        hand.ask("SELECT bind_login(%s)", position)


@pytest.fixture
def ledger(server: Server) -> OldSharedLedger:
    """Return a ledger that several logins share."""
    return server_forger.shared(server)


def texts(ledger: OldSharedLedger) -> dict[tuple[int, int], tuple[bool, int | None]]:
    """Return which texts, but of who was logged in, are there, and what hides them."""
    return {
        (position, n): (body is not None, hidden)
        for position, n, _, body, hidden in ledger.held()["texts"]
        if n
    }


def test_one_asks_and_another_confirms(ledger: OldSharedLedger) -> None:
    """Then the text and its salt are gone, those of a correction of a correction too."""
    with ledger.by("ann") as ann, ledger.by("bob") as bob:
        ann.record(mended(1) | note("Better") | {"type": "entry-corrected.v1"}, "Better")
        ann.record(mended(3) | note("Best") | {"type": "entry-corrected.v1"}, "Best")
        hides(ann, asked(1), [1, 3, 4])
        before = texts(ledger)
        erases(bob, confirmed(1), [1, 3, 4])

    other = {(2, 1): (True, None)}
    assert before == {(1, 1): (True, 5), (3, 1): (True, 5), (4, 1): (True, 5)} | other
    assert texts(ledger) == {(1, 1): (False, 6), (3, 1): (False, 6), (4, 1): (False, 6)} | other
    assert ledger.first_bad() is None


@pytest.mark.parametrize(
    ("event", "positions", "asking"),
    [
        (asked(1), [2], None),
        (asked(1), [1, 2], None),
        (asked(1), [], None),
        (asked(1), None, None),
        (asked(1), [None], None),
        (asked(1), [1, None], None),
        (asked(1), [99], None),
        (asked(1), [3], None),
        (asked(1), [1], 1),
        (asked(1), [1], 99),
        (asked(99), [1], None),
        (asked(None), [1], None),
        (asked("1 or more"), [1], None),
        (confirmed(1), [1], None),
        (note("Not this"), [1], None),
        (mended(3), [3], None),
    ],
)
def test_nothing_is_hidden_that_is_not_asked_for(
    ledger: OldSharedLedger, event: dict[str, Any], positions: Any, asking: int | None
) -> None:
    """Only by an entry that asks, and only what it names."""
    held = ledger.held()

    with ledger.by("ann") as ann, pytest.raises(psycopg.Error, match=f"{HIDDEN}|bigint"):
        hides(ann, event, positions, asking)

    assert ledger.held() == held


@pytest.mark.parametrize("null", ["NULL::bigint[], 3", "ARRAY[1], NULL", "NULL, NULL"])
def test_nothing_is_hidden_or_erased_by_what_is_not_given(
    ledger: OldSharedLedger, null: str
) -> None:
    """A null lets nothing through."""
    with ledger.by("ann") as ann:
        for function, sentence in (("hide_texts", HIDDEN), ("erase_texts", ERASED)):
            with pytest.raises(psycopg.Error, match=sentence), ann.connection.transaction():
                ann.ask(f"SELECT {function}({null})")
        with pytest.raises(psycopg.Error, match=BOUND):
            ann.ask("SELECT bind_login(NULL)")


def test_what_was_asked_long_ago_hides_nothing_more(ledger: OldSharedLedger) -> None:
    """Neither who asked nor somebody else calls the function afterwards."""
    with ledger.by("ann") as ann, ledger.by("bob") as bob:
        hides(ann, asked(1), [1])
        ann.record(mended(1) | note("Better") | {"type": "entry-corrected.v1"}, "Better")
        for hand in (ann, bob):
            for positions in ([1], [4], [1, 4]):
                with pytest.raises(psycopg.Error, match=HIDDEN):
                    hand.ask("SELECT hide_texts(%s, 3)", positions)

    assert texts(ledger) == {(1, 1): (True, 3), (2, 1): (True, None), (4, 1): (True, None)}


@pytest.mark.parametrize(
    ("event", "positions", "confirming"),
    [
        (confirmed(1), [2], None),
        (confirmed(1), [1, 2], None),
        (confirmed(2), [2], None),
        (confirmed(1), [], None),
        (confirmed(1), None, None),
        (confirmed(1), [1, None], None),
        (confirmed(1), [1], 3),
        (confirmed(1), [1], 99),
        (confirmed(None), [1], None),
        (asked(1), [1], None),
        (note("Not this"), [1], None),
    ],
)
def test_nothing_is_erased_that_is_not_confirmed(
    ledger: OldSharedLedger, event: dict[str, Any], positions: Any, confirming: int | None
) -> None:
    """Only what somebody asked for, and only by an entry that confirms it."""
    with ledger.by("ann") as ann:
        hides(ann, asked(1), [1])
    held = ledger.held()

    with ledger.by("bob") as bob, pytest.raises(psycopg.Error, match=ERASED):
        erases(bob, event, positions, confirming)

    assert ledger.held() == held


def test_nobody_erases_alone(ledger: OldSharedLedger) -> None:
    """Not with one login, not with a second login, not by asking once more after somebody."""
    second = ledger.server.login(ledger.schema, "ann2")
    with ledger.by() as owner:
        owner.ask("INSERT INTO bound VALUES (1, %s, 'p1')", second)
    with ledger.by("ann") as ann, ledger.by("ann2") as again, ledger.by("bob") as bob:
        again.party = ann.party
        hides(ann, asked(1), [1])
        for hand in (ann, again):
            with pytest.raises(psycopg.Error, match=ERASED):
                erases(hand, confirmed(1), [1])
        hides(bob, asked(2), [2])
        hides(ann, asked(2), [2])
        with pytest.raises(psycopg.Error, match=ERASED):
            erases(ann, confirmed(2), [2])

    assert all(there for there, _ in texts(ledger).values())


def test_nothing_is_confirmed_afterwards(ledger: OldSharedLedger) -> None:
    """The function is called with its entry, or not at all; not twice either."""
    with ledger.by("ann") as ann, ledger.by("bob") as bob, ledger.by("cat") as cat:
        hides(ann, asked(1), [1])
        bob.record(confirmed(1))
        for hand in (ann, bob, cat):
            with pytest.raises(psycopg.Error, match=ERASED):
                hand.ask("SELECT erase_texts(ARRAY[1], 4)")

    assert texts(ledger)[1, 1] == (True, 3)


def test_who_was_logged_in_is_never_hidden_or_erased(ledger: OldSharedLedger) -> None:
    """Text 0 stays, whatever is asked of its entry."""
    with ledger.by("ann") as ann, ledger.by("bob") as bob:
        hides(ann, asked(1), [1])
        erases(bob, confirmed(1), [1])

    logged = [row for row in ledger.held()["texts"] if row[1] == 0]
    assert [(body is not None, hidden) for *_, body, hidden in logged] == [(True, None)] * 4


def test_a_login_is_given_and_taken_by_somebody_else(ledger: OldSharedLedger) -> None:
    """By an entry that says so, and only in its own transaction."""
    with ledger.by("bob") as bob:
        binds(bob, "new", "p4")
        binds(bob, None, "p3")
        with pytest.raises(psycopg.Error, match=BOUND):
            bob.ask("SELECT bind_login(3)")

    known = {
        party: login.removeprefix(ledger.name("")) for _, login, party in ledger.held()["bound"]
    }
    assert known == {"p1": "ann", "p2": "bob", "p4": "new"}


@pytest.mark.parametrize(
    ("login", "party", "wrong"),
    [
        ("ann", "p2", {}),  # nobody takes a second name
        ("new", "p1", {}),  # nor gives their own to another login
        (None, "p1", {}),  # nor throws their own away
        ("bob", "p4", {}),  # nor takes the login of somebody else
        ("new", "p4", {"topic": "note-made.v1"}),
        ("new", "p4", {"stream": "item:elmshire-2023/1"}),
        ("new", "p4", {"actor": "p2"}),
    ],
)
def test_nobody_gives_themselves_another_name(
    ledger: OldSharedLedger, login: str | None, party: str, wrong: dict[str, Any]
) -> None:
    """Logins are given by somebody who is known already, and none is taken from anybody."""
    held, whole = ledger.held(), {"ann": ledger.name("ann"), "bob": ledger.name("bob")}

    with ledger.by("ann") as ann, pytest.raises(psycopg.Error, match=f"{BOUND}|{OWN}|the name"):
        binds(ann, whole.get(login or "", login), party, **wrong)

    assert ledger.held() == held
