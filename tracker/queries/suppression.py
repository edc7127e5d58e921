"""Which lines of a table are not shown, so that no small number can be read from it or reckoned.

A line stands for one part of a total. What is said of it can be reckoned from each other, and so it
is hidden whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The parts that are not shown, and whether their total is not."""

    parts: AbstractSet[str] = field(default_factory=frozenset)
    total: bool = False


NOTHING: Final = Suppressed()


def suppressed_cells(
    parts: Mapping[str, Sequence[int]], least: int, also: Suppressed = NOTHING
) -> Suppressed:
    """Return what is not shown of a table in which each part has these counts.

    Hidden is what counts fewer than `least`, but for 0: there is no one to be known; and what is
    hidden `also`, because another table would tell of it. What is left of a total when all that is
    shown is taken from it is a number as well. So others are hidden too, the smallest first, until
    what is left is of two parts at least, counts `least` or more, and is more than one for each.
    Where no one is left to hide, the total is hidden.
    """
    hide = {part for part, counts in parts.items() if _small(counts, least)} | also.parts
    if also.total or _small(_sums(parts.values()), least):
        return Suppressed(hide, total=True)
    others = [part for part, counts in parts.items() if part not in hide and any(counts)]
    others.sort(key=lambda part: sum(parts[part]), reverse=True)
    while _reveals([parts[part] for part in hide], least):
        if not others:
            return Suppressed(hide, total=True)
        hide.add(others.pop())
    return Suppressed(hide)


def _reveals(counts: Sequence[Sequence[int]], least: int) -> bool:
    """Whether what counts together add up to tells of one of them, or is a small number."""
    sums = _sums(counts)
    return any(sums) and (len(counts) == 1 or _small(sums, least) or max(sums) <= len(counts))


def _sums(every: Iterable[Sequence[int]]) -> list[int]:
    return [sum(counts) for counts in zip(*every, strict=True)]


def _small(counts: Iterable[int], least: int) -> bool:
    return any(0 < count < least for count in counts)
