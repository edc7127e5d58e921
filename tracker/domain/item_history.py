"""The whole history of one item: its state on any day, and whether a new entry fits into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.bitemporal import effective_entries
from tracker.domain.errors import ImpossibleTimelineError
from tracker.domain.evolve import evolve
from tracker.domain.lazy_import import lazy_import
from tracker.domain.recommendation import ITEM, Recommendation
from tracker.domain.vocabulary import ItemRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import EffectiveEntry, Entry
else:
    e = lazy_import("tracker.domain.events")


def fold_item(entries: Sequence[Entry], as_of: date) -> Recommendation | None:
    """Return an item as it was at the end of a day, given these entries.

    None before its first entry takes effect. Its text, number and addressee come from the entry
    that created it, even before the day it was published.
    """
    steps = effective_entries(entries)
    if not steps or steps[0].effective_on > as_of:
        return None
    return _fold(steps, entries, as_of)


def _fold(
    steps: Sequence[EffectiveEntry], entries: Sequence[Entry], as_of: date
) -> Recommendation | None:
    creation = creation_step(steps)
    if creation is None:
        return None
    item = initial_item(creation, entries)
    if creation.effective_on <= as_of:
        item = replace(item, touched=creation.effective_on)
    for step in steps:
        if step.effective_on > as_of:
            break
        if step is not creation:
            item = evolve(item, step)
    return item


def creation_step(steps: Sequence[EffectiveEntry]) -> EffectiveEntry | None:
    """Return the step that created an item, from steps in the order in which they are folded."""
    return next((step for step in steps if isinstance(step.event, e.RecommendationMade)), None)


def first_service(entries: Iterable[Entry]) -> str:
    """Return the service an item was first created for; its rows stay under that for good."""
    services = (x.event.service for x in entries if isinstance(x.event, e.RecommendationMade))
    return next(services, "")


def initial_item(creation: EffectiveEntry, entries: Sequence[Entry]) -> Recommendation:
    """Return an item as it was created, before its other entries are folded."""
    event = creation.event
    if not isinstance(event, e.RecommendationMade):
        raise TypeError(event)
    recorded = [_plain(entry) for entry in entries]
    return Recommendation(
        ref=ItemRef(creation.entry.stream.removeprefix(ITEM)),
        inspection=event.inspection,
        service=event.service,
        number=event.number,
        kind=event.kind,
        text=event.text,
        addressee=event.addressee,
        standard=event.standard,
        published_on=creation.effective_on,
        next_action=1
        + max((r.action for r in recorded if isinstance(r, e.ActionAssigned)), default=0),
        next_outcome=1
        + max((r.outcome for r in recorded if isinstance(r, e.OutcomeStated)), default=0),
        next_evidence=1
        + max((r.evidence for r in recorded if isinstance(r, e.EvidenceFiled)), default=0),
    )


def _plain(entry: Entry) -> e.AnyEvent | None:
    return entry.event.event if isinstance(entry.event, e.EntryCorrected) else entry.event


@dataclass(frozen=True)
class ItemHistory:
    """All entries of one item, in order of position; the whole item is folded only once."""

    ref: ItemRef
    entries: tuple[Entry, ...]

    def at(self, as_of: date) -> Recommendation | None:
        """Return the item as it was at the end of a day."""
        return fold_item(self.entries, as_of)

    def before_command(self, on: date) -> Recommendation | None:
        """Return the item as a command dated on a day sees it, even before it was published."""
        if self._steps and on >= self.last_day:
            return self.complete
        return _fold(self._steps, self.entries, on)

    @property
    def creation(self) -> EffectiveEntry | None:
        """The entry that created it, unless it was taken back."""
        return creation_step(self._steps)

    @property
    def last_day(self) -> date:
        """The last day on which any of its entries takes effect."""
        return self._steps[-1].effective_on

    @cached_property
    def _steps(self) -> list[EffectiveEntry]:
        return effective_entries(self.entries)

    def contradictions(self) -> dict[tuple[int, str], str]:
        """Return every step, on any day, that contradicts the steps before it."""
        return _contradictions(self.complete)

    @cached_property
    def complete(self) -> Recommendation | None:
        """The item once all its entries have taken effect."""
        return _fold(self._steps, self.entries, self.last_day) if self._steps else None

    def _after(self, item: Recommendation | None, new: Sequence[Entry]) -> Recommendation | None:
        """Return the whole item with new entries: folded on to it if they all come last."""
        if item is None or not all(
            isinstance(x.event, e.ItemEvent) and x.effective_on >= self.last_day for x in new
        ):
            return replace(self, entries=(*self.entries, *new)).complete
        for step in effective_entries(new):
            item = evolve(item, step)
        return item

    def accept(self, new: Iterable[Entry]) -> None:
        """Refuse entries that would make the history contradict itself.

        Raises ImpossibleTimelineError with every new contradiction and its dates.
        """
        item = self.complete
        before = _contradictions(item)
        after = _contradictions(self._after(item, tuple(new)))
        sentences = [sentence for key, sentence in after.items() if key not in before]
        if sentences:
            raise ImpossibleTimelineError(dict.fromkeys(sentences))


def _contradictions(item: Recommendation | None) -> dict[tuple[int, str], str]:
    if item is None:
        return {}
    return {(c.position, c.sentence): c.sentence for c in item.conflicts}
