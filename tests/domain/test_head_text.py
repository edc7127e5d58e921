"""Heads read back from wherever somebody wrote them down."""

from __future__ import annotations

import pytest

from tracker.domain.errors import UsageError
from tracker.domain.head_text import Kept, grouped, read_stated, stated, typed_heads, written_heads

HEAD = "9f3c1a20" * 7 + "0badcafe"
OTHER = "00112233" * 8
LEDGER = "3f2a0c1e-5b7d-4e8f-9a01-23456789abcd"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (HEAD, Kept(HEAD)),
        (HEAD.upper(), Kept(HEAD)),
        (grouped(HEAD), Kept(HEAD)),
        (f" {grouped(HEAD)}@1204 ", Kept(HEAD, 1204)),
        (f"{HEAD}@#41", Kept(HEAD, 41)),
        ("9f3c1a20", Kept("9f3c1a20")),
        ("9f3c1a20@7", Kept("9f3c1a20", 7)),
    ],
)
def test_a_head_is_typed_whole_grouped_or_by_its_first_letters(typed: str, kept: Kept) -> None:
    """With its position after an @, if that is known."""
    assert typed_heads(typed) == [kept]


@pytest.mark.parametrize("typed", ["", "9f3c1a2", "9f3c1a2g", "41", HEAD + "0", "-", LEDGER])
def test_what_is_no_head_is_refused(typed: str) -> None:
    """Too short, too long, another letter, the id of the ledger."""
    with pytest.raises(UsageError, match="There is no head in that"):
        typed_heads(typed)


def test_only_a_whole_head_is_strong() -> None:
    """Letters that are left out may be anybody's."""
    assert not Kept(HEAD).is_weak
    assert Kept(HEAD[:-1]).is_weak


@pytest.mark.parametrize(
    "text",
    [
        f"ledger  entries  head  recorded\n{LEDGER}  1204  {grouped(HEAD)}  31 Mar 2026",
        f'{{"position": 1204, "head": "{HEAD}", "ledger": "{LEDGER}"}}',
        f"{LEDGER},1204,{grouped(HEAD)},31 Mar 2026 19:48:50 BST",
        f"> {LEDGER}\n> {grouped(HEAD)[:35]}\n> {grouped(HEAD)[36:]}\n",
        f"As recorded by: 1 May = #1204, head 9f3c1a20…\n\n{LEDGER} {grouped(HEAD)}",
    ],
)
def test_a_head_is_found_in_what_was_printed(text: str) -> None:
    """A table, JSON, CSV, a quoted mail: the whole head once, with its ledger."""
    assert written_heads(text) == [Kept(HEAD, None, LEDGER)]


def test_the_line_above_every_view_holds_a_short_head() -> None:
    """Weak, but with its position."""
    text = "True on: 31 Mar 2026. As recorded by: 14 Apr 2026 17:02:11 BST = #1204, head 9f3c1a20…"

    assert written_heads(text) == [Kept("9f3c1a20", 1204)]


def test_every_head_of_a_text_is_found() -> None:
    """Minutes of a year hold several; of two ledgers none is guessed."""
    text = f"March: {HEAD}@12\nJune: {grouped(OTHER)}\nMarch again: {HEAD}@12"

    assert written_heads(text) == [Kept(HEAD, 12), Kept(OTHER)]
    assert written_heads(f"{LEDGER} {LEDGER[::-1]} {HEAD}")[0].ledger == LEDGER


def test_a_text_without_a_head_is_refused() -> None:
    """Words of eight letters are not taken for one."""
    with pytest.raises(UsageError, match="There is no head in that"):
        written_heads("The board met in deadbeef hall; #41 was discussed.")


def test_a_statement_is_read_back_exactly() -> None:
    """Five lines; with another letter anywhere it is none."""
    statement = stated(ledger=LEDGER, position=1204, head=HEAD, recorded_at=None)

    assert read_stated(statement) == Kept(HEAD, 1204, LEDGER)
    assert read_stated(statement + "\n") is None
    assert read_stated(statement.replace("entries: ", "entries:")) is None
    assert read_stated(statement.replace("9f3c", "9F3C")) is None
