"""Services to compare: items of several of them, with what was recorded about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import sample_plans

from tracker.domain import events as e
from tracker.domain.vocabulary import InspectionId, ItemRef, Kind, ServiceId
from tracker.queries.service_comparison import compare_services
from tracker.queries.tally import tally_services

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tracker.domain.bitemporal import Entry
    from tracker.queries.folded_plan import FoldedPlan
    from tracker.queries.json_types.comparison import ComparedShape

Lines = tuple[list["ComparedShape"], list["ComparedShape"]]


def item(service: str, number: int, *about: Entry) -> list[Entry]:
    """Return an item of a service, published in May 2023, and what was recorded about it."""
    recommendation_made = e.RecommendationMade(
        inspection=InspectionId(f"{service}-2023"),
        service=ServiceId(service),
        number=str(number),
        kind=Kind.RECOMMENDATION,
        text="Teach every child",
        addressee=None,
    )
    stream = f"item:{ref(service, number)}"
    begun = g.entry(recommendation_made, on=g.PUBLISHED)
    return [entry._replace(stream=stream) for entry in (begun, *about)]


def ref(service: str, number: int) -> ItemRef:
    """Return the reference of an item of a service."""
    return ItemRef(f"{service}-2023/{number}")


def lines(
    plan: FoldedPlan, regions: Mapping[str, Iterable[str]], least: int | None = None
) -> Lines:
    """Return the lines of the regions and of the services of a plan."""
    every = [*plan.item_counts()]
    return compare_services(plan, tally_services(plan, every), regions, least)


def line(*entries: Entry, on: date = g.TODAY) -> ComparedShape:
    """Return the line of the only service there is."""
    (service_line,) = lines(sample_plans.plan(*entries, on=on), {})[1]
    return service_line
