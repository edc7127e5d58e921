"""Which items a reading command is asked about."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Choice
from tracker.domain.vocabulary import Kind, Rag, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ItemRef
    from tracker.register.plan import Plan


@dataclass(frozen=True, slots=True)
class Wanted:
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

    def refs(self, plan: Plan) -> list[ItemRef]:
        """Return the references of the items that fit, in the order of the plan."""
        return [ref for ref, item in plan.items.items() if self._fits(plan, item)]

    def owned(self, plan: Plan, name: str) -> bool:
        """Whether who goes by a name is the owner asked for, by that or a former name."""
        if self.owner is None:
            return True
        bearers = (party for party in plan.people.by_id.values() if party.name == name)
        former = (str(once) for party in bearers for once in party.names)
        return _among(self.owner, (name, *former))

    def _fits(self, plan: Plan, item: Recommendation) -> bool:
        figures = plan.figures(item)
        owners = [plan.name(owner) for owner in figures.owners]
        known = plan.services.get(item.service)
        called = () if known is None else (str(name) for _, name in known.names)
        addressee = "" if item.addressee is None else str(item.addressee)
        return all(
            (
                self.service is None or _among(self.service, (item.service, *called)),
                self.inspection is None or item.inspection.startswith(self.inspection.lower()),
                self.status is None or plan.status(item) is self.status,
                self.owner is None or any(self.owned(plan, name) for name in owners),
                self.addressee is None or _among(self.addressee, (addressee,)),
                self.rag is None or plan.rating(item).rag is self.rag,
                self.theme is None or _among(self.theme, map(str, item.themes)),
                self.kind is None or item.kind is self.kind,
                not self.overdue or figures.days_late_first > 0 or figures.days_late > 0,
            )
        )


def _among(wanted: str, names: Any) -> bool:
    """Whether the words asked for stand in one of the names, in either case."""
    return any(wanted.casefold() in name.casefold() for name in names)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a reading command its filters; it receives them as `wanted`."""

    @click.option("--service", metavar="NAME", help="Only this service, by id or name.")
    @click.option("--inspection", metavar="ID", help="Only this report, or ids that begin so.")
    @click.option("--status", type=Choice(Status), help="Only what stands there.")
    @click.option("--owner", metavar="NAME", help="Only what they answer for.")
    @click.option("--addressee", metavar="NAME", help="Only what is addressed to them.")
    @click.option("--rag", type=Choice(Rag), help="Only this rating of progress.")
    @click.option("--theme", metavar="THEME", help="Only what is under this theme.")
    @click.option("--kind", type=Choice(Kind), help="Only this kind of item.")
    @click.option("--overdue", is_flag=True, help="Only what is late, by either date.")
    @functools.wraps(command)
    def asks(*args: Any, **given: Any) -> None:
        fields = Wanted.__dataclass_fields__
        wanted = Wanted(**{name: given.pop(name) for name in fields})
        command(*args, wanted=wanted, **given)

    return asks
