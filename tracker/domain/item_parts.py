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
    """Who took a decision that another person entered, and its minute."""

    decided_by: PartyId
    minute: str | Erased


class OutcomeMeasure(NamedTuple):
    """How an outcome is measured, with decimals as typed. `baseline` and `unit` may be null."""

    name: str | Erased
    unit: str | Erased | None
    baseline: str | None
    target: str
    direction: Direction


class Conflict(NamedTuple):
    """A recorded step that contradicts the steps before it, and the sentence that explains it."""

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
    """A dated measurement, with its decimals as typed."""

    on: date
    value: str
    position: int


class Outcome(NamedTuple):
    """What should be better, and how it is measured, if it is."""

    number: int
    what: str | Erased
    action: int | None
    measure: OutcomeMeasure | None
    readings: tuple[Measurement, ...] = ()

    @property
    def latest(self) -> str | None:
        """The latest measurement, or the baseline if there is none."""
        if self.readings:
            return self.readings[-1].value
        return None if self.measure is None else self.measure.baseline

    @property
    def met(self) -> bool | None:
        """Whether the target is met: null without a measure, false if there is no figure yet."""
        if self.measure is None:
            return None
        if self.latest is None:
            return False
        from decimal import Decimal  # noqa: PLC0415 - few plans have measures

        value, target = Decimal(self.latest), Decimal(self.measure.target)
        if self.measure.direction is Direction.AT_LEAST:
            return value >= target
        return value <= target


class Evidence(NamedTuple):
    """Evidence on file: where it is, and the date it is of."""

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
    """A link from this item, or one of its actions, to another item."""

    relation: Relation
    to: ItemRef
    action: int | None
