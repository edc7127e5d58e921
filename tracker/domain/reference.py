"""References: what a person types to name an item or an action, and what it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError, joined
from tracker.domain.hints import hint
from tracker.domain.vocabulary import InspectionId, ItemRef

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SHAPE = re.compile(r"([a-z0-9-]+)/([a-z0-9.-]+)(?:/([1-9][0-9]{0,5}))?")
_SHOWN = 8


class Reference(NamedTuple):
    """An item, and perhaps one of its actions."""

    item: ItemRef
    action: int | None = None

    def __str__(self) -> str:
        """The reference as it is typed."""
        return self.item if self.action is None else f"{self.item}/{self.action}"

    @property
    def inspection(self) -> InspectionId:
        """The inspection it belongs to."""
        return InspectionId(self.item.partition("/")[0])


def parse_reference(typed: str) -> tuple[str, str, int | None]:
    """Return the start of an inspection's id, the item's number and the action's, as typed.

    Raises UsageError for anything that is not a reference.
    """
    shape = _SHAPE.fullmatch(typed.strip().lower())
    if shape is None:
        raise UsageError(
            f"'{typed}' is not a reference; one looks like knowsley-2023/2, "
            "or knowsley-2023/2/4 for an action."
        )
    start, number, action = shape.groups()
    return start, number, None if action is None else int(action)


def no_such_item(inspection: InspectionId, number: str, known: Iterable[ItemRef]) -> NotFoundError:
    """Return the error for an item that an inspection does not have, listing those it has."""
    numbers = sorted(ref.partition("/")[2] for ref in known)
    return NotFoundError(f"{inspection} has no item {number}; it has {_some(numbers)}.")


def resolve_inspection(start: str, known: Collection[InspectionId]) -> InspectionId:
    """Return the one inspection whose id starts with what was typed.

    Raises AmbiguousError with the candidates, NotFoundError if there is none.
    """
    if start in known:
        return InspectionId(start)
    matches = sorted(i for i in known if start and i.startswith(start))
    if len(matches) > 1:
        raise AmbiguousError(f"'{start}' could be {joined(matches)}; type a little more.")
    if not matches:
        there = f"it has {_some(sorted(known))}" if known else "it has none yet"
        raise NotFoundError(
            f"No inspection here begins with '{start}'; {there}.",
            hint=None if known else hint("import-report"),
        )
    return matches[0]


def _some(words: Iterable[str]) -> str:
    every = list(words)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more
