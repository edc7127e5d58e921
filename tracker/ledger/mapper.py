"""Between an event and its stored bytes.

Writing gives the bytes pydantic makes of an event, under its name on the wire. Reading looks that
name up in the catalogue and nowhere else, brings old shapes up to date, and validates everything:
whatever a row holds, the answer is an entry or an error that names the position.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from tracker.domain.bitemporal import Entry, london_day
from tracker.domain.errors import DamagedEntryError, UnknownEventError
from tracker.domain.events import CATALOGUE, AnyEvent, ErasureAsked, TextErased
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import PartyId
from tracker.ledger.envelope import LedgerRow, NewRow
from tracker.ledger.eventsourcing_names import Mapper
from tracker.ledger.texts import StoredText, TextReader, TextWriter
from tracker.ledger.timestamps import parse_instant

if TYPE_CHECKING:
    from tracker.ledger.eventsourcing_names import StoredEvent

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
"""What someone else has installed to look into pydantic sees no text, and is not looked for."""

State: TypeAlias = dict[str, Any]
Upcasters: TypeAlias = dict[str, tuple[str, Callable[[State], State]]]

UPCASTERS: Upcasters = {}
"""For an old name the next one, and the pure function from its fields to the next one's.

One line each: `"note-made.v1": ("note-made.v2", note_made_v2)`. A line is never removed.
"""


FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What reading and upcasting may meet in a row that was damaged."""


class EntryMapper(Mapper[str]):
    """Events to rows and rows to entries, without the library's topics, cipher and compressor."""

    def __init__(self, salts: Callable[[], bytes], upcasters: Upcasters = UPCASTERS) -> None:
        self._salts = salts
        self._upcasters = upcasters

    def to_stored_event(self, domain_event: Any) -> NewRow:
        """Return the stored form of a numbered entry, with its texts beside it.

        What could not be read again is not to be recorded, so it is read here.
        """
        event: AnyEvent = domain_event.event
        writer = TextWriter(self._salts)
        state = event.model_dump_json(context=writer).encode()
        reader = TextReader(writer.texts, _never_erased)
        return NewRow(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=event.type,
            state=state,
            effective_on=domain_event.effective_on.isoformat(),
            texts=tuple(writer.texts),
            event=type(event).model_validate_json(state, strict=True, context=reader),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Return the entry of a row, for the library's repository."""
        if not isinstance(stored_event, LedgerRow):
            msg = "only rows of a ledger can be read"
            raise TypeError(msg)
        return self.read(stored_event)

    def read(self, row: LedgerRow) -> Entry:
        """Return the entry of a row.

        Raises UnknownEventError for a type that is not in the catalogue, or is newer than it, and
        DamagedEntryError for anything else that is not as it should be.
        """
        try:
            return Entry(
                position=row.position,
                stream=_string(row.originator_id, "stream"),
                effective_on=_day(row.effective_on),
                recorded_at=parse_instant(row.recorded_at),
                actor=PartyId(_string(row.actor, "actor")),
                command=_string(row.command, "command"),
                event=self._event(row),
            )
        except ValidationError as error:
            raise DamagedEntryError(row.position, first_fault(error)) from None
        except FAULTS as error:
            raise DamagedEntryError(row.position, str(error)) from error

    def event(self, topic: str, state: bytes, position: int, texts: object) -> AnyEvent:
        """Return the event stored as these bytes, its texts found in what has a `find`.

        Raises UnknownEventError, and ValueError and its like for bytes that are no such event.
        """
        if self._upcasters and any(old.encode() in state for old in self._upcasters):
            topic, state = self._brought_up_to_date(topic, state)
        if topic not in CATALOGUE:
            raise UnknownEventError(topic, position)
        return CATALOGUE[topic].model_validate_json(state, strict=True, context=texts)

    def _event(self, row: LedgerRow) -> AnyEvent:
        texts = [text for text in row.texts if text.n != 0]
        reader = TextReader(texts, lambda text: self._erased(text, row))
        topic, state = _string(row.topic, "type"), _bytes(row.state)
        event = self.event(topic, state, row.position, reader)
        if reader.unread:
            msg = "a text lies beside it that it does not name"
            raise ValueError(msg)
        return event

    def _brought_up_to_date(self, topic: str, state: bytes) -> tuple[str, bytes]:
        fields = json.loads(state)
        if fields["type"] != topic:
            msg = "it is stored under the name of another type"
            raise ValueError(msg)
        fields = self._up_to_date(fields)
        return fields["type"], json.dumps(fields).encode()

    def _up_to_date(self, fields: State) -> State:
        """Return the fields of an event, and of an event inside it, as today's classes say them."""
        while fields["type"] in self._upcasters:
            name, upcast = self._upcasters[fields["type"]]
            fields = {**upcast(fields), "type": name}
        if isinstance(inner := fields.get("event"), dict):
            fields = {**fields, "event": self._up_to_date(inner)}
        return fields

    def _erased(self, text: StoredText, row: LedgerRow) -> Erased:
        if (covering := row.erasures.get(text.hidden or 0)) is not None:
            erasure = self.read(covering)
            gone = text.salt is None and text.body is None
            match erasure.event:
                case ErasureAsked(reason=reason) if not gone:
                    return Erased(london_day(erasure.recorded_at), reason, confirmed=False)
                case TextErased(reason=reason) if gone:
                    return Erased(london_day(erasure.recorded_at), reason, confirmed=True)
                case _:
                    pass
        msg = f"its text {text.n} is neither there nor properly erased"
        raise ValueError(msg)


def _never_erased(text: StoredText) -> Erased:
    msg = f"its text {text.n} is new"
    raise ValueError(msg)


def _string(value: object, what: str) -> str:
    if not isinstance(value, str):
        msg = f"its {what} is missing or is not text"
        raise TypeError(msg)
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        msg = "its event is not stored as bytes"
        raise TypeError(msg)
    return value


def _day(value: object) -> date:
    text = _string(value, "date")
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        msg = "the day it took effect is not one"
        raise ValueError(msg)
    return day


def first_fault(error: ValidationError) -> str:
    """Return what is wrong, and where, without the value itself: it may be a text."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    what = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what
