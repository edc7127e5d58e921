"""Texts beside the entries: what the commitment in an event holds them to."""

from __future__ import annotations

import hashlib
from datetime import date

import ledgers
import pytest

from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.texts import StoredText, TextReader, TextWriter, commitment

SALT = bytes(range(32))
BODY = "Grüße an die Leitung 👋"
ERASED = Erased(date(2026, 10, 9), ErasureReason.NAMES_A_CHILD)


def never(text: StoredText) -> Erased:
    """Stand for a reader that has to do with no erasure."""
    raise AssertionError(text)


def test_a_commitment_is_what_its_published_form_says() -> None:
    """SHA-256 of a fixed line, the salt and the text in UTF-8, so that anybody can check it."""
    expected = hashlib.sha256(b"tracker-text-v1\n" + SALT + BODY.encode("utf-8")).hexdigest()

    assert commitment(SALT, BODY) == expected


def test_texts_are_numbered_in_their_order() -> None:
    """Numbers count the texts of one entry from 1."""
    writer = TextWriter(ledgers.counted_salts())

    stored = [writer.keep("first"), writer.keep("second")]

    assert [shape["text"] for shape in stored] == [1, 2]
    assert [(text.n, text.body) for text in writer.texts] == [(1, "first"), (2, "second")]


def test_the_same_text_kept_twice_has_two_salts_and_two_commitments() -> None:
    """Nobody can tell from the record that the same was said twice."""
    writer = TextWriter(ledgers.counted_salts())

    stored = [writer.keep(BODY)["sha256"] for _ in range(1_000)]

    assert len(set(stored)) == 1_000
    assert len({text.salt for text in writer.texts}) == 1_000


def test_what_was_kept_is_found() -> None:
    """A text comes back exactly as it was kept."""
    writer = TextWriter(ledgers.counted_salts())
    stored = [writer.keep(BODY), writer.keep("two")]
    reader = TextReader(writer.texts, never)

    assert [reader.find(shape) for shape in stored] == [BODY, "two"]
    assert not reader.unread


def test_a_text_that_nobody_asked_for_is_noticed() -> None:
    """A text put beside an entry later is in no commitment, and must not go unseen."""
    reader = TextReader([StoredText(1, SALT, "a"), StoredText(2, SALT, "smuggled in")], never)

    reader.find({"text": 1, "sha256": commitment(SALT, "a")})

    assert reader.unread == {2}


@pytest.mark.parametrize(
    "text",
    [
        StoredText(1, SALT, "another"),
        StoredText(1, bytes(32), BODY),
        StoredText(1, SALT[:31], chr(SALT[31]) + BODY),
        StoredText(1, None, BODY),
        StoredText(1, SALT, None),
        StoredText(1, "salt", BODY),  # type: ignore[arg-type] # as a damaged file may have it
        StoredText(1, SALT, b"bytes"),  # type: ignore[arg-type] # as a damaged file may have it
        StoredText(1, SALT, "\ud800"),
        StoredText(2, SALT, BODY),
    ],
    ids=range(9),
)
def test_another_text_than_the_one_committed_to_is_refused(text: StoredText) -> None:
    """A changed, missing or differently cut text never reads as if it had been recorded."""
    reader = TextReader([text], never)

    with pytest.raises(ValueError, match=r"its text 1 is|surrogates"):
        reader.find({"text": 1, "sha256": commitment(SALT, BODY)})


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "a text",
        ["a text"],
        {},
        {"text": 1},
        {"text": "1", "sha256": "ab"},
        {"text": True, "sha256": "ab"},
        {"text": 1, "sha256": None},
        {"text": 1, "sha256": "ab", "more": 1},
    ],
    ids=repr,
)
def test_any_other_shape_is_refused(stored: object) -> None:
    """A text stands in an event as a number and a commitment, and as nothing else."""
    reader = TextReader([StoredText(1, SALT, BODY)], never)

    with pytest.raises(ValueError, match="not stored as one"):
        reader.find(stored)


def test_a_hidden_text_is_found_as_what_is_left_of_it() -> None:
    """Once a text is hidden no reader gets it, though it still lies there."""
    reader = TextReader([StoredText(1, SALT, BODY, hidden=7)], lambda _: ERASED)

    assert reader.find({"text": 1, "sha256": commitment(SALT, BODY)}) == ERASED
