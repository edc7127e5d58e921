"""Values as lists, and back: how the read model writes what the domain folds.

Each kind of value has a shape, which names its fields in the order of the list. What is at the
end of a list and is null, false or empty is left out. Dates are ordinals; null is null.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import IntegrityError
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum
    from typing import Protocol

    class Codec(Protocol):
        """How one field is written and read; null never comes here."""

        def write(self, value: Any, /) -> Any:
            """Return a value as JSON."""

        def read(self, value: Any, /) -> Any:
            """Return the value of JSON."""


class DamagedRowError(IntegrityError):
    """A stored row is not as the read model writes it. The record is not affected."""

    def __init__(self) -> None:
        """Say what is damaged and what is not."""
        super().__init__(
            "The read model cannot be read; the record is apart from it.",
            hint=hint("rebuild"),
        )


@contextmanager
def damaged_rows_raise() -> Iterator[None]:
    """Report what decoding meets in rows that were changed from outside as DamagedRowError.

    Decode rows in this block, and do nothing else.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise DamagedRowError from error


class Identity:
    """What JSON has itself, of one type."""

    def __init__(self, kind: type) -> None:
        """Take the type."""
        self._kind = kind

    def write(self, value: Any) -> Any:
        """Return it."""
        return value

    def read(self, value: Any) -> Any:
        """Return it. Raises TypeError for another type."""
        if type(value) is not self._kind:
            raise TypeError(value)
        return value


class DateCodec:
    """A date, as its ordinal."""

    def write(self, value: date) -> int:
        """Return its ordinal."""
        return value.toordinal()

    def read(self, value: int) -> date:
        """Return the date."""
        return date.fromordinal(value)


class EnumCodec:
    """A word of the vocabulary."""

    def __init__(self, words: type[Enum]) -> None:
        """Take the enumeration it is of."""
        self.read = words

    def write(self, value: Enum) -> Any:
        """Return the word."""
        return value.value


class TupleCodec:
    """A tuple of values of one shape."""

    def __init__(self, codec: Codec) -> None:
        """Take the shape."""
        self._each = codec

    def write(self, value: Any) -> list[Any]:
        """Return a list."""
        return [self._each.write(element) for element in value]

    def read(self, value: list[Any]) -> tuple[Any, ...]:
        """Return a tuple. Raises TypeError for what is no list."""
        if type(value) is not list:
            raise TypeError(value)
        return tuple([self._each.read(element) for element in value])


class ByNumberCodec(TupleCodec):
    """Values by their own number, in the order they came in."""

    def write(self, value: Any) -> list[Any]:
        """Return a list."""
        return super().write(value.values())

    def read(self, value: list[Any]) -> Any:
        """Return them by number."""
        return {element.number: element for element in super().read(value)}


class RecordCodec:
    """A value with two fields or more. What a list does not say is as the class has it."""

    def __init__(self, make: Callable[..., Any], /, **fields: Codec) -> None:
        """Take the class, and its fields in the order of the list."""
        self._make = make
        self._fields = tuple(fields.items())
        self._taken = attrgetter(*fields)
        self._writes = [None if isinstance(c, Identity) else c.write for c in fields.values()]

    def positions(self, *names: str) -> tuple[int, ...]:
        """Return the positions of fields in the list."""
        order = [name for name, _ in self._fields]
        return tuple(map(order.index, names))

    def write(self, value: Any) -> list[Any]:
        """Return its fields as a list."""
        values = [
            field if write is None or field is None else write(field)
            for field, write in zip(self._taken(value), self._writes, strict=True)
        ]
        while values and (values[-1] is None or values[-1] is False or values[-1] == []):
            values.pop()
        return values

    def read(self, value: list[Any], **more: Any) -> Any:
        """Return the value of a list; `more` are fields that are stored elsewhere."""
        if len(value) > len(self._fields):
            raise ValueError(value)
        for (name, codec), field in zip(self._fields, value, strict=False):
            if field is not None:
                more[name] = codec.read(field)
        return self._make(**more)


TEXT, NUMBER, FLAG = Identity(str), Identity(int), Identity(bool)
DAY, TEXTS = DateCodec(), TupleCodec(TEXT)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(state: object) -> str:
    """Return a state as it is stored."""
    return _ENCODER.encode(state)


def decode(state: str) -> Any:
    """Return a state that was stored."""
    return json.loads(state)
