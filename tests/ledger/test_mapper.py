"""Events to stored bytes and back: nothing is guessed, imported or passed over."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import hypothesis
import hypothesis.strategies as st
import ledgers
import pytest
from mapper_rows import MAPPER, row, written
from sample_events import SAMPLES

from tracker.domain.bitemporal import Entry
from tracker.domain.errors import DamagedEntryError, TrackerError, UnknownEventError
from tracker.domain.events import (
    AnyEvent,
    EntryCorrected,
    ErasureAsked,
    NoteMade,
)
from tracker.domain.vocabulary import ErasureReason, PartyId
from tracker.ledger.envelope import LedgerRow, NumberedEntry
from tracker.ledger.mapper import EntryMapper, State, Upcasters
from tracker.ledger.texts import StoredText


def damaged(**fields: Any) -> LedgerRow:
    """Return a note's row with something in it that does not belong there."""
    return replace(row(NoteMade(note="Raised")), **fields)


def with_state(event: AnyEvent, **fields: Any) -> LedgerRow:
    """Return an event's row with other fields in its stored bytes; None leaves one out."""
    found = row(event)
    state = {**json.loads(found.state), **fields}
    kept = {name: value for name, value in state.items() if value is not None}
    return replace(found, state=json.dumps(kept).encode())


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: str(event.type))
def test_every_event_is_read_as_it_was_written(event: AnyEvent) -> None:
    """Nothing of an event or of its envelope is lost on the way to the bytes and back."""
    expected = Entry(
        position=41,
        stream=ledgers.ITEM,
        effective_on=ledgers.BOARD,
        recorded_at=datetime(2026, 3, 31, 16, 2, 11, 123456, tzinfo=UTC),
        actor=PartyId("p1"),
        command="c1",
        event=event,
    )

    assert MAPPER.read(row(event)) == expected


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: str(event.type))
def test_no_text_stands_in_the_stored_bytes(event: AnyEvent) -> None:
    """What can name a child lies apart, numbered from 1 without a gap."""
    new = written(event)

    assert new.topic == event.type
    assert [text.n for text in new.texts] == list(range(1, len(new.texts) + 1))
    assert not [text for text in new.texts if json.dumps(text.body).encode() in new.state]


def test_the_stored_bytes_of_a_note_never_change() -> None:
    """Changing a stored form without a new version would break every ledger's hashes."""
    new = EntryMapper(lambda: bytes(32)).to_stored_event(
        NumberedEntry(ledgers.ITEM, 1, ledgers.BOARD, NoteMade(note="Raised"))
    )

    assert new.state == (
        b'{"type":"note-made.v1","note":{"text":1,"sha256":'
        b'"df04c65cf062d1b2b055f5830d3c05b93a8a72019d39301d8654754008226eb5"}}'
    )


@pytest.mark.parametrize(
    "topic", ["note-made.v2", "note-made", "rumour-heard.v1", "", "os:system", "antigravity:fly"]
)
def test_a_type_outside_the_catalogue_is_refused_and_nothing_is_imported(topic: str) -> None:
    """What a newer version wrote is not guessed at, and a row never names code to run."""
    modules = set(sys.modules)

    with pytest.raises(UnknownEventError, match=rf"#41 is a '{topic}'.*newer version"):
        MAPPER.read(damaged(topic=topic))

    assert set(sys.modules) == modules


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (with_state(NoteMade(note="Raised"), note=None), "note: Field required"),
        (with_state(NoteMade(note="Raised"), mood="glum"), "mood: Extra inputs"),
        (with_state(NoteMade(note="Raised"), note="Raised"), "note: a text is not stored as one"),
        (with_state(NoteMade(note="Raised"), type="note-made.v2"), "type: Input should be"),
        (with_state(ErasureAsked(entry=1, reason=ErasureReason.OTHER), entry="1"), "entry: "),
        (damaged(topic="response-given.v1"), "type: Input"),
        (damaged(topic=7), "its type is missing or is not text"),
        (damaged(state="{}"), "not stored as bytes"),
        (damaged(state=None), "not stored as bytes"),
        (damaged(state=b"\xff\xfe"), "JSON"),
        (damaged(state=b"{"), "JSON"),
        (damaged(state=b"[" * 100_000), "JSON"),
        (damaged(state=b""), "JSON"),
        (damaged(texts=()), "its text 1 is missing"),
        (damaged(effective_on="2026-02-30"), "day is out of range"),
        (damaged(effective_on="20260331"), "day it took effect"),
        (damaged(effective_on=None), "its date is missing"),
        (damaged(recorded_at="2026-03-31"), "instant"),
        (damaged(recorded_at="2026-03-31T16:02:11Z"), "instant"),
        (damaged(recorded_at="yesterdayZ"), "Invalid isoformat"),
        (damaged(recorded_at=None), "instant"),
        (damaged(actor=None), "its actor is missing"),
        (damaged(command=b"c1"), "its command is missing"),
        (damaged(originator_id=5), "its stream is missing"),
    ],
    ids=range(24),
)
def test_a_damaged_row_is_refused_by_its_position(found: LedgerRow, fault: str) -> None:
    """Whatever stands in a row, a person is told which entry is damaged and how."""
    with pytest.raises(DamagedEntryError, match=rf"Entry #41 cannot be read: .*{fault}"):
        MAPPER.read(found)


def test_a_damaged_text_is_not_repeated_in_the_error() -> None:
    """An error goes to logs and screens, where a text that names a child has no place."""
    found = row(NoteMade(note="Raised"))
    changed = replace(found, texts=(replace(found.texts[0], body="Her name"),))

    with pytest.raises(DamagedEntryError, match="its text 1 is not the one") as caught:
        MAPPER.read(changed)

    assert "Her name" not in str(caught.getrepr(showlocals=False, style="native"))


def test_a_text_that_the_event_does_not_name_is_refused() -> None:
    """A text put beside an entry later is in no hash."""
    found = row(NoteMade(note="Raised"))
    smuggled = StoredText(2, bytes(32), "and agreed")

    with pytest.raises(DamagedEntryError, match="does not name"):
        MAPPER.read(replace(found, texts=(*found.texts, smuggled)))


def test_who_was_logged_in_is_no_text_of_the_event() -> None:
    """Text 0 lies beside the last entry of a save and belongs to the save."""
    found = row(NoteMade(note="Raised"))
    login = StoredText(0, bytes(32), ledgers.LOGIN)

    assert MAPPER.read(replace(found, texts=(login, *found.texts))) == MAPPER.read(found)


NOTE = row(NoteMade(note="Raised"))


def rumour_v2(fields: State) -> State:
    """Bring a rumour to its second shape: what was `heard` is a `note`."""
    return {"note": fields["heard"]}


OLD: Upcasters = {
    "rumour.v1": ("rumour.v2", rumour_v2),
    "rumour.v2": ("note-made.v1", lambda fields: fields),
}


def as_rumour(found: LedgerRow) -> LedgerRow:
    """Return a note's row as it would have been stored in its first shape."""
    fields = json.loads(found.state)
    state = {"type": "rumour.v1", "heard": fields["note"]}
    return replace(found, topic="rumour.v1", state=json.dumps(state).encode())


def test_an_old_shape_is_brought_up_to_date_step_by_step() -> None:
    """Old entries stay readable; each step is one line in a table."""
    mapper = EntryMapper(ledgers.counted_salts(), OLD)

    assert mapper.read(as_rumour(NOTE)) == MAPPER.read(NOTE)


def test_an_old_shape_inside_a_correction_is_brought_up_to_date() -> None:
    """A correction holds a whole event, which grows old with its kind."""
    mapper = EntryMapper(ledgers.counted_salts(), OLD)
    correction = row(EntryCorrected(entry=1, event=NoteMade(note="Raised"), reason="wrong"))
    fields = json.loads(correction.state)
    fields["event"] = json.loads(
        as_rumour(replace(NOTE, state=json.dumps(fields["event"]).encode())).state
    )

    entry = mapper.read(replace(correction, state=json.dumps(fields).encode()))

    assert entry == MAPPER.read(correction)


@pytest.mark.parametrize(
    "state",
    [
        b'["rumour.v1"]',
        b'{"type":"rumour.v1"}',
        b'{"type":"rumour.v2","x":"rumour.v1"}',
        b"rumour.v1",
    ],
)
def test_a_damaged_old_shape_is_refused_by_its_position(state: bytes) -> None:
    """Bringing up to date is no way around the checks."""
    mapper = EntryMapper(ledgers.counted_salts(), OLD)

    with pytest.raises(DamagedEntryError, match="#41"):
        mapper.read(replace(as_rumour(NOTE), state=state))


ANYTHING = st.none() | st.integers() | st.floats() | st.text() | st.binary()


@hypothesis.settings(max_examples=300)
@hypothesis.given(
    field=st.sampled_from(
        ["originator_id", "topic", "state", "effective_on", "recorded_at", "actor", "command"]
    ),
    value=ANYTHING,
)
def test_whatever_stands_in_a_row_there_is_an_entry_or_an_error_of_ours(
    field: str, value: object
) -> None:
    """Reading is total: no traceback, whatever somebody put into the file."""
    changed = replace(NOTE, **{field: value})  # type: ignore[arg-type] # that is the point

    try:
        entry: object = MAPPER.read(changed)
    except TrackerError as error:
        entry = error

    assert isinstance(entry, Entry | UnknownEventError | DamagedEntryError)


@hypothesis.settings(max_examples=300)
@hypothesis.given(at=st.integers(min_value=0), byte=st.integers(0, 255))
def test_whatever_one_byte_becomes_there_is_an_entry_or_an_error_of_ours(
    at: int, byte: int
) -> None:
    """One damaged byte of an event is never a traceback."""
    state = bytearray(NOTE.state)
    state[at % len(state)] = byte

    try:
        entry: object = MAPPER.read(replace(NOTE, state=bytes(state)))
    except TrackerError as error:
        entry = error

    assert entry == MAPPER.read(NOTE) or isinstance(entry, DamagedEntryError)
