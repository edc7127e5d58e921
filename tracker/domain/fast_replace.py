"""Changes fields of frozen values quickly, for folding.

`dataclasses.replace` looks at every field of a value each time, which is half the cost of folding a
long history. Type checkers see `changed` as that function, so a field that does not exist or has
another type is an error. The values must be frozen dataclasses without slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as changed
else:

    def changed(value: object, /, **parts: object) -> object:
        """Return a copy of a value with some fields changed."""
        new = object.__new__(type(value))
        vars(new).update(vars(value), **parts)
        return new


__all__ = ["changed"]
