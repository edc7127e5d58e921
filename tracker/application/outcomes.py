"""What shows that it helped, and what belongs together: one method a verb."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.input_cleaning import clean_decimal, clean_optional
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain.errors import (
    AmbiguousError,
    NotFoundError,
    RuleError,
    UsageError,
    joined,
    long_date,
)
from tracker.domain.events import Measure
from tracker.domain.free_text import clean
from tracker.domain.hints import hint
from tracker.domain.vocabulary import TITLE, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import Direction, ItemRef


class OutcomeCommands(UseCases):
    """The verbs about outcomes, evidence and what belongs together."""

    def outcome(
        self,
        ref: str,
        what: str,
        *,
        measure: str | None = None,
        target: str | None = None,
        direction: Direction | None = None,
        baseline: str | None = None,
        unit_of: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """State what should be better, and how it is counted."""
        what = clean(what, what="outcome")
        counted: Measure | None = None
        if measure is not None:
            if target is None or direction is None:
                raise UsageError(
                    "A measure has a target, and says which way.", hint=hint("name-target")
                )
            counted = Measure(
                name=clean(measure, limit=TITLE, what="name of the measure"),
                unit=clean_optional(unit_of, limit=TITLE, what="unit"),
                baseline=None if baseline is None else clean_decimal(baseline, what="baseline"),
                target=clean_decimal(target, what="target"),
                direction=direction,
            )
        elif any(part is not None for part in (target, direction, baseline, unit_of)):
            raise UsageError(
                "A target, baseline or unit belongs to a measure.",
                hint=hint("name-measure"),
            )

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            taken = {name.casefold() for name in _measures(item).values()}
            if counted is not None and str(counted.name).casefold() in taken:
                raise RuleError(f"{item.ref} has a measure of that name already.")
            events = item.state_outcome(what, action=reference.action, measure=counted, on=unit.on)
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def measure(
        self, ref: str, value: str, *, measure: str | None = None, on: date | None = None
    ) -> Receipt:
        """Give a reading of a measure of an item or action."""
        value = clean_decimal(value, what="value")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            outcome = _named_measure(item, reference.action, measure, unit.on)
            return unit.planned(item, item.read_measure(outcome, value, on=unit.on))

        return self.run_command(decide, on)

    def evidence(
        self,
        ref: str,
        title: str,
        *,
        of: date,
        link: str | None = None,
        file: str | None = None,
        sha256: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """File proof of an item or action."""
        title = clean(title, limit=TITLE, what="title")
        link = clean_optional(link, what="link")
        file = clean_optional(file, limit=TITLE, what="file name")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            events = item.file_evidence(
                title,
                of=of,
                action=reference.action,
                link=link,
                file=file,
                sha256=sha256,
                on=unit.on,
            )
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def link(self, ref: str, to: str, relation: Relation, *, on: date | None = None) -> Receipt:
        """Say what an item, or one of its actions, belongs with."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            other = unit.only_item(to)
            if relation is Relation.COVERED_BY:
                _refuse_circle(unit, item, other)
            events = item.link(other, relation, action=reference.action, on=unit.on)
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def theme(self, ref: str, themes: Sequence[str], *, on: date | None = None) -> Receipt:
        """Put an item under themes."""
        named = [clean(theme, limit=TITLE, what="theme") for theme in themes]

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item = unit.only_item(ref)
            return unit.planned(item, item.give_themes(named, on=unit.on))

        return self.run_command(decide, on)


def _measures(item: Recommendation, action: int | None = None) -> dict[int, str]:
    """The name of each measure, by its outcome: of an item, or of one of its actions."""
    return {
        number: str(outcome.measure.name)
        for number, outcome in item.outcomes.items()
        if outcome.measure is not None and (action is None or outcome.action == action)
    }


def _named_measure(item: Recommendation, action: int | None, name: str | None, on: date) -> int:
    """The number of the one outcome whose measure goes by a name or begins with it."""
    measures = _measures(item, action)
    if name is not None:
        wanted = name.strip().casefold()
        begins = {
            n: called for n, called in measures.items() if called.casefold().startswith(wanted)
        }
        measures = {
            n: called for n, called in begins.items() if called.casefold() == wanted
        } or begins
    if len(measures) == 1:
        return next(iter(measures))
    if not measures:
        called = "" if name is None else f" called '{name}'"
        raise NotFoundError(
            f"{item.ref} had no measure{called} by {long_date(on)}.",
            hint=hint("add-measure", ref=item.ref),
        )
    names = joined(measures.values())
    raise AmbiguousError(f"{item.ref} has several measures: {names}.", hint=hint("choose-measure"))


def _refuse_circle(unit: CommandContext, item: Recommendation, other: Recommendation) -> None:
    """Refuse a link that would form a circle, on its day or with what takes effect later."""
    for on in (unit.on, date.max):
        passed: set[ItemRef] = set()
        seen = unit.timeline(other.ref).before_command(on)
        while seen is not None and (ref := seen.covered_by) is not None and ref not in passed:
            if ref == item.ref:
                raise RuleError(f"{other.ref} is itself covered by {item.ref}.")
            passed.add(ref)
            seen = unit.timeline(ref).before_command(on)
