"""Free text: what a person typed, and what is left of it after it is erased.

In the domain a text is a `str` or `Erased`. The stored bytes of an event hold only a salted
commitment to it. The text itself is stored beside them, so it can be erased for good and the chain
over the events still verifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

from tracker.domain.errors import OddTextError
from tracker.domain.vocabulary import NOTE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date
    from typing import Protocol

    from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

    from tracker.domain.vocabulary import ErasureReason

    class TextStore(Protocol):
        """Stores and finds the texts of an event; pydantic gets it as its context."""

        def keep(self, text: str) -> dict[str, object]:
            """Store a text and return its stored shape."""
            ...

        def find(self, stored: object) -> str | Erased:
            """Return the text that a stored shape commits to. Raises ValueError for others."""
            ...


_UNREADABLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""The categories of characters that only control, join or separate others."""


@dataclass(frozen=True, slots=True)
class Erased:
    """A text that is no longer shown: hidden on request, deleted once confirmed."""

    on: date
    reason: ErasureReason
    confirmed: bool = True

    def __str__(self) -> str:
        """The marker that every view shows instead, on every date."""
        word = "erased" if self.confirmed else "hidden"
        return f"[{word} {self.on.day} {self.on:%b %Y}: {self.reason}]"


def text_or_marker(text: str | Erased | None) -> str | None:
    """Return a text as every view shows it: an erased text as its marker, no text as null."""
    return None if text is None else str(text)


def _read(value: object, info: core_schema.ValidationInfo) -> str | Erased:
    store: TextStore | None = info.context
    if store is not None:
        return store.find(value)
    if isinstance(value, str | Erased):
        return value
    msg = "a text is expected here"
    raise ValueError(msg)


def _write(value: str | Erased, info: core_schema.SerializationInfo) -> object:
    store: TextStore | None = info.context
    return str(value) if store is None else store.keep(str(value))


class _StoredApart:
    """How pydantic reads, writes and publishes a text."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415 - not needed to read a text

        return core_schema.with_info_plain_validator_function(
            _read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _write, info_arg=True, when_used="json"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "object",
            "description": "A free text, stored apart: its number in the entry and "
            "SHA-256('tracker-text-v1\\n' + salt + text in UTF-8).",
            "properties": {
                "text": {"type": "integer", "minimum": 1},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            },
            "required": ["text", "sha256"],
            "additionalProperties": False,
        }


FreeText = Annotated[str | Erased, _StoredApart]
"""A text that a person typed or a report printed: stored apart from the event, and erasable."""


def texts_in(event: BaseModel) -> Iterator[str]:
    """Yield the free texts that an event has, in the order of its fields."""
    for name, field in type(event).model_fields.items():
        yield from _texts(getattr(event, name), is_free=_holds_free_text(field))


def _texts(value: object, *, is_free: bool) -> Iterator[str]:
    if isinstance(value, str):
        if is_free:
            yield value
    elif isinstance(value, tuple | list):
        for element in value:
            yield from _texts(element, is_free=is_free)
    elif hasattr(type(value), "model_fields"):
        yield from texts_in(cast("BaseModel", value))


def _holds_free_text(field: FieldInfo) -> bool:
    """Whether a field holds free text, on its own, in a list or as an option."""
    return _StoredApart in field.metadata or _mentions(cast("Hashable", field.annotation))


@cache
def _mentions(annotation: Hashable) -> bool:
    return _StoredApart in getattr(annotation, "__metadata__", ()) or any(
        map(_mentions, get_args(annotation))
    )


def clean(text: str, *, limit: int = NOTE, what: str = "text") -> str:
    """Return the text in Unicode's composed form (NFC), without spaces around it.

    Raises OddTextError if nothing readable is left, if it is longer than `limit` characters, or if
    it has a NUL or half a surrogate pair, which no file stores faithfully.
    """
    import unicodedata  # noqa: PLC0415 - not needed to read a text

    if "\x00" in text:
        raise OddTextError(what, "has a NUL character in it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise OddTextError(what, "has half a character in it (a lone surrogate)") from None
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise OddTextError(what, "is empty")
    if all(unicodedata.category(character) in _UNREADABLE for character in text):
        raise OddTextError(what, "has nothing in it that can be read")
    if len(text) > limit:
        raise OddTextError(what, f"has {len(text):,} characters; {limit:,} is the most")
    return text
