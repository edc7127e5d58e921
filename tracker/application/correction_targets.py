"""Entries by their position, and the fact that a correction, take-back or erasure is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain.bitemporal import corrections_in_force, effective_entries
from tracker.domain.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from tracker.application.command_context import CommandContext
    from tracker.domain.bitemporal import EffectiveEntry, Entry


def entry_at(unit: CommandContext, position: int) -> Entry:
    """Return the entry at a position. Raises NotFoundError beyond the end."""
    entries = unit.record.entries(after=position - 1, upto=position) if position > 0 else []
    if not entries:
        last = unit.record.head().position
        raise NotFoundError(f"There is no entry #{position}; the last is #{last}.")
    return entries[0]


def original_of(unit: CommandContext, position: int) -> Entry:
    """Return the fact an entry is about in the end: itself, or what it corrects."""
    entry = entry_at(unit, position)
    while not isinstance(entry.event, e.PlainEvent):
        entry = entry_at(unit, entry.event.entry)
    return entry


def original_event(root: Entry) -> e.PlainEvent:
    """Return what a fact said at first."""
    if not isinstance(root.event, e.PlainEvent):
        raise TypeError(root)
    return root.event


def effective_version(unit: CommandContext, root: Entry) -> EffectiveEntry:
    """Return a fact as it is now. Raises RuleError for one that is taken back."""
    for stands in effective_entries(unit.record.stream(root.stream)):
        if stands.position == root.position:
            return stands
    raise RuleError(
        f"Entry #{root.position} is taken back; take its take-back back before correcting it."
    )


def is_taken_back(unit: CommandContext, entry: Entry) -> bool:
    """Whether a take-back of an entry is in force."""
    entries = unit.record.stream(entry.stream)
    live = corrections_in_force(entries)
    return any(
        isinstance(x.event, e.EntryTakenBack)
        and x.event.entry == entry.position
        and x.position in live
        for x in entries
    )
