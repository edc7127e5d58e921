"""Which items a reading command is asked about."""

from __future__ import annotations

import functools
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tracker.cli.options import Choice
from tracker.domain.vocabulary import Kind, Rag, Status
from tracker.queries.folded_plan import ServiceMatcher, contains_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.domain.free_text import Erased
    from tracker.domain.recommendation import Recommendation
    from tracker.queries.folded_plan import FoldedPlan


class ItemFilter(NamedTuple):
    """What is asked for; what is null asks for everything."""

    service: str | None
    inspection: str | None
    status: Status | None
    owner: str | None
    addressee: str | None
    rag: Rag | None
    theme: str | None
    kind: Kind | None
    overdue: bool

    def plan(self, plan: FoldedPlan) -> FoldedPlan:
        """Return the plan in which what is asked for is looked for."""
        return plan.restricted_to(
            self.service,
            None if self.inspection is None else self.inspection.lower(),
            None if self.kind is None else self.kind.value,
        )

    def items(self, plan: FoldedPlan) -> Iterator[Recommendation]:
        """Yield the items that fit, in the order of the plan."""
        return (item for item in plan.items.values() if self._fits(plan, item))

    def owned(self, plan: FoldedPlan, name: str) -> bool:
        """Whether who goes by a name is the owner asked for, by that or a former name."""
        if self.owner is None:
            return True
        bearers = [party.names for party in plan.people.by_id.values()]
        names = plan.resolve_texts([[str(once) for once in bearer] for bearer in bearers])
        former = (
            once
            for former_names in names
            if former_names and former_names[-1] == name
            for once in former_names
        )
        return contains_words(self.owner, (name, *former))

    def _fits(self, plan: FoldedPlan, item: Recommendation) -> bool:
        return (
            (self.service is None or item.service in ServiceMatcher(plan, self.service))
            and (self.inspection is None or item.inspection.startswith(self.inspection.lower()))
            and (self.kind is None or item.kind is self.kind)
            and (self.status is None or plan.status(item) is self.status)
            and (self.addressee is None or self._says(plan, self.addressee, item.addressee))
            and (self.theme is None or any(self._says(plan, self.theme, x) for x in item.themes))
            and (self.owner is None or any(map(partial(self.owned, plan), _owners(plan, item))))
            and (not self.overdue or _is_late(plan, item))
            and (self.rag is None or plan.rating(item).rag is self.rag)
        )

    def _says(self, plan: FoldedPlan, wanted: str, text: str | Erased | None) -> bool:
        return contains_words(wanted, plan.resolve_texts([str(text or "")]))


def _owners(plan: FoldedPlan, item: Recommendation) -> list[str]:
    return plan.resolve_texts([plan.name(owner) for owner in plan.figures(item).owners])


def _is_late(plan: FoldedPlan, item: Recommendation) -> bool:
    figures = plan.figures(item)
    return figures.days_late_first > 0 or figures.days_late > 0


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a reading command its filters; it receives them as `wanted`."""

    @click.option("--service", metavar="NAME", help="Only this service, by id or name.")
    @click.option("--inspection", metavar="ID", help="Only this report, or ids that begin so.")
    @click.option("--status", type=Choice(Status), help="Only items with this status.")
    @click.option("--owner", metavar="NAME", help="Only items this party owns.")
    @click.option("--addressee", metavar="NAME", help="Only items addressed to this body.")
    @click.option("--rag", type=Choice(Rag), help="Only this rating of progress.")
    @click.option("--theme", metavar="THEME", help="Only items with this theme.")
    @click.option("--kind", type=Choice(Kind), help="Only this kind of item.")
    @click.option("--overdue", is_flag=True, help="Only what is late, by either date.")
    @functools.wraps(command)
    def asks(*args: Any, **given: Any) -> None:
        wanted = ItemFilter(*(given.pop(name) for name in ItemFilter._fields))
        command(*args, wanted=wanted, **given)

    return asks
