"""Heads read back from wherever somebody wrote them down."""

from __future__ import annotations

import pytest

from tracker.domain.errors import UsageError
from tracker.domain.head_text import (
    SavedHead,
    grouped_digits,
    head_statement,
    heads_from_argument,
    heads_from_text,
    parse_statement,
)

HEAD = "9f3c1a20" * 7 + "0badcafe"
OTHER = "00112233" * 8
LEDGER = "3f2a0c1e-5b7d-4e8f-9a01-23456789abcd"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (HEAD, SavedHead(HEAD)),
        (HEAD.upper(), SavedHead(HEAD)),
        (grouped_digits(HEAD), SavedHead(HEAD)),
        (f" {grouped_digits(HEAD)}@1204 ", SavedHead(HEAD, 1204)),
        (f"{HEAD}@#41", SavedHead(HEAD, 41)),
        ("9f3c1a20", SavedHead("9f3c1a20")),
        ("9f3c1a20@7", SavedHead("9f3c1a20", 7)),
    ],
)
def test_a_head_is_typed_whole_grouped_or_by_its_first_letters(typed: str, kept: SavedHead) -> None:
    """With its position after an @, if that is known."""
    assert heads_from_argument(typed) == [kept]


@pytest.mark.parametrize("typed", ["", "9f3c1a2", "9f3c1a2g", "41", HEAD + "0", "-", LEDGER])
def test_what_is_no_head_is_refused(typed: str) -> None:
    """Too short, too long, another letter, the id of the ledger."""
    with pytest.raises(UsageError, match="There is no head in that"):
        heads_from_argument(typed)


def test_only_a_whole_head_is_strong() -> None:
    """Letters that are left out may be anybody's."""
    assert not SavedHead(HEAD).is_weak
    assert SavedHead(HEAD[:-1]).is_weak


@pytest.mark.parametrize(
    "text",
    [
        f"ledger  entries  head  recorded\n{LEDGER}  1204  {grouped_digits(HEAD)}  31 Mar 2026",
        f'{{"position": 1204, "head": "{HEAD}", "ledger": "{LEDGER}"}}',
        f"{LEDGER},1204,{grouped_digits(HEAD)},31 Mar 2026 19:48:50 BST",
        f"> {LEDGER}\n> {grouped_digits(HEAD)[:35]}\n> {grouped_digits(HEAD)[36:]}\n",
        f"As recorded by: 1 May = #1204, head 9f3c1a20…\n\n{LEDGER} {grouped_digits(HEAD)}",
    ],
)
def test_a_head_is_found_in_what_was_printed(text: str) -> None:
    """A table, JSON, CSV, a quoted mail: the whole head once, with its ledger."""
    assert heads_from_text(text) == [SavedHead(HEAD, None, LEDGER)]


def test_the_line_above_every_view_holds_a_short_head() -> None:
    """Weak, but with its position; minutes may hold the older form of the line."""
    now = "The plan on 31 Mar 2026, as known on 14 Apr 2026 17:02:11 BST (#1204, head 9f3c1a20…)"
    once = "True on: 31 Mar 2026. As recorded by: 14 Apr 2026 17:02:11 BST = #1204, head 9f3c1a20…"

    assert heads_from_text(now) == [SavedHead("9f3c1a20", 1204)]
    assert heads_from_text(once) == [SavedHead("9f3c1a20", 1204)]


def test_every_head_of_a_text_is_found() -> None:
    """Minutes of a year hold several; of two ledgers none is guessed."""
    text = f"March: {HEAD}@12\nJune: {grouped_digits(OTHER)}\nMarch again: {HEAD}@12"

    assert heads_from_text(text) == [SavedHead(HEAD, 12), SavedHead(OTHER)]
    assert heads_from_text(f"{LEDGER} {LEDGER[::-1]} {HEAD}")[0].ledger == LEDGER


def test_a_text_without_a_head_is_refused() -> None:
    """Words of eight letters are not taken for one."""
    with pytest.raises(UsageError, match="There is no head in that"):
        heads_from_text("The board met in deadbeef hall; #41 was discussed.")


def test_a_statement_is_read_back_exactly() -> None:
    """Five lines; with another letter anywhere it is none."""
    statement = head_statement(ledger=LEDGER, position=1204, head=HEAD, recorded_at=None)

    assert parse_statement(statement) == SavedHead(HEAD, 1204, LEDGER)
    assert parse_statement(statement + "\n") is None
    assert parse_statement(statement.replace("entries: ", "entries:")) is None
    assert parse_statement(statement.replace("9f3c", "9F3C")) is None
