"""Erasing texts that name a child: hidden when one person asks, deleted when another confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.correction_targets import entry_at, original_of
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.errors import RuleError, party_mark
from tracker.domain.lazy_import import lazy_import

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application import erasure_copies as copies
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import ErasureReason
else:
    copies = lazy_import("tracker.application.erasure_copies")


class ErasureCommands(UseCases):
    """The verbs about texts that should never have been written."""

    def ask_erasure(self, position: int, reason: ErasureReason) -> Receipt:
        """Ask for the texts of an entry to be erased; they are hidden from now on."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            roots = _same_words(unit, original_of(unit, position))
            if not any(_has_texts(unit, at) for root in roots for at in _about(unit, root)):
                raise RuleError(f"Entry #{position} holds no text that could be erased.")
            return [
                PlannedEntry(
                    root.stream, e.ErasureAsked(entry=root.position, reason=reason), unit.today
                )
                for root in roots
                if not _is_hidden(unit, root)
            ]

        def hide(unit: CommandContext, entries: Sequence[Entry]) -> None:
            for entry in entries:
                unit.record.hide(covered_by(unit, entry), entry.position)

        return self.run_command(decide, after=hide)

    def confirm_erasure(self, position: int) -> Receipt:
        """Confirm an erasure that another person asked for: the texts are destroyed."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            last_words = [
                _last_word(unit, root) for root in _same_words(unit, original_of(unit, position))
            ]
            asked = [x for x in last_words if x is not None and isinstance(x.event, e.ErasureAsked)]
            if not any(last_words):
                raise RuleError(f"No one has asked for the texts of #{position} to be erased.")
            if any(entry.actor == unit.actor.id for entry in asked):
                raise RuleError(
                    f"This erasure was asked for by {party_mark(unit.actor.id)}; "
                    "another person has to confirm it."
                )
            return [_erased(unit, entry) for entry in asked]

        def erase(unit: CommandContext, entries: Sequence[Entry]) -> None:
            for entry in entries:
                unit.record.erase(covered_by(unit, entry), entry.position)

        return self.run_command(decide, after=erase)

    def copies(self, position: int) -> copies.CopyLocations:
        """Return where there may be copies of an entry's texts that erasing does not delete."""
        with self.record.reading():
            unit = CommandContext(self.record, self.acting, None)
            roots = _same_words(unit, original_of(unit, position))
            return copies.copy_locations(unit, [(root, _about(unit, root)) for root in roots])


def _erased(unit: CommandContext, asked: Entry) -> PlannedEntry:
    if not isinstance(asked.event, e.ErasureAsked):
        raise TypeError(asked)
    event = e.TextErased(entry=asked.event.entry, reason=asked.event.reason)
    return PlannedEntry(asked.stream, event, unit.today)


def _same_words(unit: CommandContext, root: Entry) -> list[Entry]:
    """An entry, and the entries it was moved from or to: each has the same words."""
    same, waiting = {root.position: root}, [root]
    while waiting:
        for other in _moved(unit, waiting.pop()):
            if other.position not in same:
                same[other.position] = other
                waiting.append(other)
    return list(same.values())


def _moved(unit: CommandContext, root: Entry) -> Iterator[Entry]:
    """What an entry was moved from, and what it was moved to: facts of other streams."""
    entries: list[Entry] = []
    first, *rest = unit.record.command(root.command)
    if isinstance(first.event, e.EntryTakenBack) and rest == [root]:
        entries.append(entry_at(unit, first.event.entry))
    for entry in unit.record.stream(root.stream):
        if isinstance(entry.event, e.EntryTakenBack) and entry.event.entry == root.position:
            entries += unit.record.command(entry.command)
    for entry in entries:
        if isinstance(entry.event, e.PlainEvent) and entry.stream != root.stream:
            yield entry


def _last_word(unit: CommandContext, root: Entry) -> Entry | None:
    """The last step of erasing an entry's texts: asked for or confirmed; null if neither."""
    erasings = [
        x
        for x in unit.record.stream(root.stream)
        if isinstance(x.event, e.Erasing) and x.event.entry == root.position
    ]
    return erasings[-1] if erasings else None


def _has_texts(unit: CommandContext, position: int) -> bool:
    """Whether an entry has texts, erased or not; the login, number 0, does not count."""
    return any(text.n for text in unit.record.row(position).texts)


def _is_hidden(unit: CommandContext, root: Entry) -> bool:
    """Whether an erasure was asked for after the last text about the entry was recorded."""
    last = _last_word(unit, root)
    return last is not None and max(_about(unit, root)) < last.position


def covered_by(unit: CommandContext, erasing: Entry) -> list[int]:
    """The entries whose texts an erasure covers: the one it names, and every correction of it."""
    if not isinstance(erasing.event, e.Erasing):
        raise TypeError(erasing)
    return _about(unit, original_of(unit, erasing.event.entry))


def _about(unit: CommandContext, root: Entry) -> list[int]:
    corrections = [
        x.position
        for x in unit.record.stream(root.stream)
        if isinstance(x.event, e.Mending) and original_of(unit, x.position) == root
    ]
    return [root.position, *corrections]
