"""What an item is made of: its answer, outcomes, evidence, closure, views and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.vocabulary import Direction

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.free_text import Erased
    from tracker.domain.vocabulary import (
        ClosedAs,
        ItemRef,
        PartyId,
        Progress,
        Relation,
        Response,
    )


class Minute(NamedTuple):
    """Whose decision another person entered, and its minute."""

    decided_by: PartyId
    minute: str | Erased


class OutcomeMeasure(NamedTuple):
    """How an outcome is counted, its decimals as typed. No baseline is null, no unit neither."""

    name: str | Erased
    unit: str | Erased | None
    baseline: str | None
    target: str
    direction: Direction


class Conflict(NamedTuple):
    """A recorded step that contradicts what was there before it, with its sentence."""

    position: int
    on: date
    sentence: str


class Answer(NamedTuple):
    """The service's response, in force from a day."""

    response: Response
    on: date
    by: PartyId
    part: str | Erased | None = None
    why: str | Erased | None = None
    minuted: Minute | None = None


class Measurement(NamedTuple):
    """A dated reading of a measure, its decimals as typed."""

    on: date
    value: str
    position: int


class Outcome(NamedTuple):
    """What should be better, and how it is counted, if it is."""

    number: int
    what: str | Erased
    action: int | None
    measure: OutcomeMeasure | None
    readings: tuple[Measurement, ...] = ()

    @property
    def latest(self) -> str | None:
        """The latest reading, or the baseline while there is none."""
        if self.readings:
            return self.readings[-1].value
        return None if self.measure is None else self.measure.baseline

    @property
    def met(self) -> bool | None:
        """Whether the target is met; null if nothing is counted. No reading meets no target."""
        if self.measure is None:
            return None
        if self.latest is None:
            return False
        from decimal import Decimal  # noqa: PLC0415 - few plans count anything

        value, target = Decimal(self.latest), Decimal(self.measure.target)
        if self.measure.direction is Direction.AT_LEAST:
            return value >= target
        return value <= target


class Evidence(NamedTuple):
    """Proof filed: where it is, and the date it is of."""

    number: int
    action: int | None
    title: str | Erased
    of: date
    filed_on: date
    link: str | Erased | None
    file: str | Erased | None
    sha256: str | None


class ProposedClosure(NamedTuple):
    """A closure proposed and not yet answered."""

    closed_as: ClosedAs
    why: str | Erased
    by: PartyId
    on: date


class Closure(NamedTuple):
    """An agreed closure: as what, when, who agreed it, who proposed it."""

    closed_as: ClosedAs
    on: date
    by: PartyId
    proposed_by: PartyId | None
    minuted: Minute | None = None


class ProgressView(NamedTuple):
    """A claim or a judgement of progress."""

    progress: Progress
    why: str | Erased
    by: PartyId
    on: date
    minuted: Minute | None = None


class Link(NamedTuple):
    """What this item, or one of its actions, belongs with."""

    relation: Relation
    to: ItemRef
    action: int | None
