"""Frozen values that are folded: another value with some parts changed, made quickly.

`dataclasses.replace` looks at every field of a value each time, which is half the cost of a fold
over a long history. To a type checker `changed` is that function, so a part that does not exist or
has another type is an error. The values must be frozen dataclasses without slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as changed
else:

    def changed(value: object, /, **parts: object) -> object:
        """Return another value like this one, with some parts changed."""
        new = object.__new__(type(value))
        vars(new).update(vars(value), **parts)
        return new


__all__ = ["changed"]
