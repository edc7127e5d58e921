"""Services side by side, and the regions they lie in, at one moment: for an inspectorate.

What is counted, for a service and for a region as one:

- *Items* are those in the plan on the day, not yet published ones included. One that is covered by
  another counts once, as that one: it shows its status and has none of its own. What a merged
  service was asked stays with it, where it was recorded.
- *Closed* is what stands closed on the day, whatever it was closed as; *open* is the rest.
- *Days to close* is the median, in whole days, from publication to closing; closed before is 0.
- *Closed by the first date* is the share of the items whose first date has come that were closed on
  or before it and still are. Open ones are among them: of the closed alone, whoever closes only
  what is easy would look best. An item's first date is the latest of its actions, withdrawn ones
  left out; one that the closing itself ended keeps its date.
- *Reopened* is the share of the items ever closed that were reopened, closed again or not.
- *Slips per action* is how often actions were put off, divided by all that were assigned: under
  covered items too, and those withdrawn, because withdrawing hides no slip.
- *Claim against judgement* is by how many steps the latest claim is above the latest judgement, in
  the mean of the items that have both.

Small numbers are suppressed on request: figures that rest on few, and those that would tell them.
What follows from each other is hidden together; `suppression` says of which services.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from tracker.domain.vocabulary import ServiceId
from tracker.queries.suppression import NOTHING, Suppressed, suppressed_cells
from tracker.queries.tally import Tally, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tracker.queries.json_types.comparison import ComparedShape
    from tracker.queries.plan import Plan

ITEMS: Final = ("items", "open", "closed", "median_days_to_close")
DATES: Final = ("first_date_reached", "closed_by_first_date_percent")
EVER: Final = ("ever_closed", "reopened_percent")
ACTIONS: Final = ("actions", "slips_per_action")
VIEWS: Final = ("claimed_and_judged", "mean_gap")
FAMILIES: Final[Mapping[tuple[str, ...], Callable[[Tally], tuple[int, ...]]]] = {
    ITEMS: lambda tally: (tally.items, tally.open, tally.closed),
    DATES: lambda tally: (tally.reached,),
    EVER: lambda tally: (tally.ever_closed,),
    ACTIONS: lambda tally: (tally.actions,),
    VIEWS: lambda tally: (tally.viewed,),
}
"""The figures that are shown or hidden together, and what they rest on."""

FOLLOW: Final = {DATES: ITEMS, EVER: ITEMS}
"""The families that would tell of another: hidden wherever that is."""


def compare_services(
    plan: Plan,
    tally_of: Mapping[ServiceId, Tally],
    regions: Mapping[str, Iterable[str]],
    least: int | None,
) -> tuple[list[ComparedShape], list[ComparedShape]]:
    """Return the lines of the regions, in their order, and those of the services, in that order.

    What is in no region comes last. What rests on fewer than `least` is suppressed.
    """
    grouped: dict[str | None, dict[ServiceId, Tally]] = {name: {} for name in (*regions, None)}
    home = {service: name for name, services in regions.items() for service in services}
    for service, tally in tally_of.items():
        grouped[home.get(service)][service] = tally
    as_one, per_service = [], []
    for region, services in grouped.items():
        if not services:
            continue
        whole_region = total(services.values())
        whole, parts = _suppressed(services, least)
        as_one.append(_line(region, None, None, whole_region, whole))
        per_service += [
            _line(region, service, plan.service_name(service), tally, parts[service])
            for service, tally in services.items()
        ]
    return plan.resolve_texts((as_one, per_service))


def _suppressed(
    services: Mapping[ServiceId, Tally], least: int | None
) -> tuple[set[str], dict[ServiceId, set[str]]]:
    """The figures that are not shown: of the region, and of each of its services."""
    whole: set[str] = set()
    parts: dict[ServiceId, set[str]] = {service: set() for service in services}
    done = dict[tuple[str, ...], Suppressed]()
    for family, rests_on in FAMILIES.items() if least else ():
        counts = {str(service): rests_on(tally) for service, tally in services.items()}
        also = done[FOLLOW[family]] if family in FOLLOW else NOTHING
        done[family] = suppressed_cells(counts, least or 0, also)
        whole.update(family if done[family].total else ())
        for service in done[family].parts:
            parts[ServiceId(service)].update(family)
    return whole, parts


def _line(
    region: str | None, service: str | None, name: str | None, tally: Tally, hide: set[str]
) -> ComparedShape:
    line: ComparedShape = {
        "region": region,
        "service": service,
        "name": name,
        "items": tally.items,
        "open": tally.open,
        "closed": tally.closed,
        "median_days_to_close": _median(tally.days),
        "first_date_reached": tally.reached,
        "closed_by_first_date_percent": _percent(tally.in_time, tally.reached),
        "ever_closed": tally.ever_closed,
        "reopened_percent": _percent(tally.reopened, tally.ever_closed),
        "actions": tally.actions,
        "slips_per_action": _mean(tally.slips, tally.actions),
        "claimed_and_judged": tally.viewed,
        "mean_gap": _mean(tally.steps, tally.viewed),
        "suppressed": [figure for family in FAMILIES for figure in family if figure in hide],
    }
    for figure in hide:
        line[figure] = None  # type: ignore[literal-required]  # they are names of its figures
    return line


def _percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None


def _median(days: list[int]) -> int | None:
    if not days:
        return None
    upper, lower = sorted(days)[len(days) // 2], sorted(days)[(len(days) - 1) // 2]
    return (lower + upper + 1) // 2


def _mean(total: int, count: int) -> str | None:
    """Two decimals, halves away from nothing."""
    if not count:
        return None
    return str((Decimal(total) / count).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0)
