"""The entries of one stream as what they add up to, day by day: the fold, written down.

A timeline has the days on which something changes, each with the state from then on until the
next; null is no state. That of an item has one for the item itself (part 0) and one for each of its
actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.domain import board_meetings, settings
from tracker.domain import events as e
from tracker.domain.bitemporal import EffectiveEntry, effective_entries
from tracker.domain.evolve import evolve
from tracker.domain.fast_replace import changed
from tracker.domain.inspection import INSPECTION, fold_inspection
from tracker.domain.item_history import creation_step, initial_item
from tracker.domain.parties import PARTY, first_names, fold_party
from tracker.domain.services import SERVICE, fold_service
from tracker.domain.vocabulary import Relation
from tracker.projection import stream_codecs as kept
from tracker.projection.codec import DAY
from tracker.projection.item_codec import encode_action, encode_item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation

BEGINNING: Final = 1
"""The first day there is, as an ordinal."""


class State(NamedTuple):
    """What counts from a day on, as it is stored; the kind of an action is null."""

    text: str
    service: str = ""
    kind: str | None = None
    serves: bool = False


Timeline = list[tuple[int, State | None]]
"""Days as ordinals, in order, each with the state from then on."""


class StreamFold:
    """An item while it is folded: its state, and the timelines of its parts so far."""

    def __init__(
        self, item: Recommendation | None = None, parts: dict[int, Timeline] | None = None
    ) -> None:
        """Begin with nothing; or with an item and, of the timelines of its parts, the ends."""
        self.item = item
        self.parts: dict[int, Timeline] = parts or {}
        self.day = max((line[-1][0] for line in self.parts.values()), default=0)

    def refold(self, entries: Sequence[Entry]) -> None:
        """Fold all entries, as corrected."""
        self.item, self.day, self.parts = None, 0, {}
        steps = effective_entries(entries)
        creation = creation_step(steps)
        if creation is not None:
            self.item = initial_item(creation, entries)
            for step in steps:
                self._take(step, first=step is creation)

    def extend(self, entry: Entry) -> bool:
        """Fold one more entry onto the others; false if everything has to be folded again."""
        if self.item is None or isinstance(entry.event, e.Mending | e.Erasing):
            return isinstance(entry.event, e.Erasing)
        if entry.effective_on.toordinal() < self.day:
            return False
        self._take(EffectiveEntry(entry, entry.effective_on, entry.event))
        return True

    def _take(self, step: EffectiveEntry, *, first: bool = False) -> None:
        before = self.item
        if before is None:
            return
        self.day = step.effective_on.toordinal()
        if first:
            day = max(step.effective_on, before.touched or step.effective_on)
            item = changed(before, touched=day)
        else:
            item = evolve(before, step)
        self.item = item
        for number, action in item.actions.items():
            if before.actions.get(number) is not action:
                self._put(number, State(encode_action(action), item.service))
        serves = any(link.relation is Relation.SERVES for link in item.links)
        self._put(0, State(encode_item(item), item.service, item.kind.value, serves))

    def _put(self, part: int, state: State) -> None:
        line = self.parts.setdefault(part, [])
        if line and line[-1][0] == self.day:
            line.pop()
        if not line or line[-1][1] != state:
            line.append((self.day, state))


def state_changes(entries: Sequence[Entry]) -> Timeline:
    """Return what the entries of any other stream add up to; nothing if no plan shows it."""
    at = _STATES.get(entries[0].stream.partition(":")[0])
    if at is None:
        return []
    days = {entry.effective_on for entry in entries}
    days |= {step.effective_on for step in effective_entries(entries)}
    line: Timeline = []
    for day in (BEGINNING, *sorted(on.toordinal() for on in days)):
        text = at(entries, DAY.read(day))
        state = None if text is None else State(text)
        if (line[-1][1] if line else None) != state:
            line.append((day, state))
    return line


def _party(entries: Sequence[Entry], on: date) -> str:
    return kept.encode_party(fold_party(entries, on), first_names(entries))


def _service(entries: Sequence[Entry], on: date) -> str | None:
    first = min(entry.effective_on for entry in entries)
    known = fold_service(entries, max(on, first))
    return None if known is None else kept.encode_service(known)


def _inspection(entries: Sequence[Entry], on: date) -> str | None:
    report = fold_inspection(entries, on)
    return None if report is None else kept.encode_report(report)


def _doubts(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    return [
        (entry.event.first, entry.position)
        for entry in entries
        if isinstance(entry.event, e.ClockAnomaly)
    ]


_STATES: Final[dict[str, Callable[[Sequence[Entry], date], str | None]]] = {
    PARTY.rstrip(":"): _party,
    SERVICE.rstrip(":"): _service,
    INSPECTION.rstrip(":"): _inspection,
    settings.STREAM: lambda entries, on: kept.encode_settings(settings.fold_settings(entries, on)),
    board_meetings.STREAM: lambda entries, on: kept.encode_meetings(
        board_meetings.fold_meetings(entries, on)
    ),
    "ledger": lambda entries, _: kept.encode_doubts(_doubts(entries)),
}
