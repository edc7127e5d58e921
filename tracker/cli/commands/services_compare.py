"""Compare services side by side, by the regions of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import MOST_BYTES, reading, written
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import UsageError
from tracker.presentation.cells import counted as counted_of
from tracker.presentation.sheet import Sheet
from tracker.presentation.tabular_export import FILES
from tracker.queries.item_row import moment_json
from tracker.queries.service_comparison import FAMILIES, compare_services
from tracker.queries.tally import tally_services

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.queries.json_types.comparison import ComparedShape, ServicesComparedShape

FIELDS = ("region", "service", "name", *(figure for family in FAMILIES for figure in family))
"""The columns for spreadsheets and other programs."""


FIGURES = {
    "items": ("items", None),
    "open": ("open", None),
    "closed": ("closed", None),
    "median days": ("median_days_to_close", None),
    "by first date": ("closed_by_first_date_percent", "first_date_reached"),
    "reopened": ("reopened_percent", "ever_closed"),
    "actions": ("actions", None),
    "slips each": ("slips_per_action", None),
    "claim above judgement": ("mean_gap", "claimed_and_judged"),
}
"""The columns for people: a figure, and perhaps of how many it is."""


HIDDEN = "c"
"""Printed for a figure that is suppressed."""


Regions = dict[str, list[str]]


@click.command("compare")
@click.option("--service", metavar="NAME", help="Only this service, by id or name.")
@click.option("--regions", "file", metavar="FILE", help="Which services a region has, in TOML.")
@click.option(
    "--suppress-below",
    "least",
    metavar="N",
    type=click.IntRange(min=2),
    help="Suppress figures that rest on fewer, and any that reveal them.",
)
@reading
def services_compare(
    view: ReadingView, service: str | None, *, file: str | None, least: int | None
) -> None:
    """Compare services, and regions, by how they carry out what was asked of them.

    Items open and closed; the median of days from publication to closing; closed by the first date,
    of the items whose first date has come; reopened, of those ever closed; how often an action was
    put off; by how many steps the claim is above the judgement, in the mean of those with both.

    FILE says which services a region has, by their ids: "North West" = ["knowsley", "liverpool"].

    \b
    Examples:
        tracker services compare
        tracker services compare --as-of 2026-03-31 --suppress-below 5 --csv
        tracker services compare --regions regions.toml --known-at 2026-03-31
    """
    regions = {} if file is None else read_regions(file)
    _known(view, regions)
    with view.stored_plan() as whole:
        plan = whole.restricted_to(service)
        counts = tally_services(plan, plan.item_counts())
        as_one, per_service = compare_services(plan, counts, regions, least)
        answer: ServicesComparedShape = {
            **moment_json(plan),
            "suppress_below": least,
            "regions": as_one,
            "services": per_service,
        }
        remarks = (
            _remarks(as_one, per_service, least)
            if per_service
            else [view.nothing_recorded_yet(whole) or "No items match."]
        )
    lines = [*as_one, *per_service]
    view.show(
        plan,
        [_every_figure(lines)] if view.form in FILES else _sheets(as_one, per_service),
        answer={"lines": lines} if view.form == "jsonl" else answer,
        records="lines",
        remarks=remarks,
    )


def read_regions(file: str) -> Regions:
    """Return the services of each region, as a file says: `region = [service, …]`; - is input.

    Raises UsageError with the fault, NotFoundError if it cannot be read.
    """
    import tomllib

    text, name = written(None, file) or "", "standard input" if file == "-" else file
    if len(text) > MOST_BYTES:
        raise UsageError(f"{name} is larger than {MOST_BYTES} bytes, which no list of regions is.")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{name} is not TOML: {error}.") from None
    home: dict[str, str] = {}
    for region, services in table.items():
        if not isinstance(services, list) or not all(isinstance(x, str) for x in services):
            raise UsageError(f'{name}: {region} is not a list of services: region = ["service"].')
        for service in services:
            if service in home:
                where = " and ".join(dict.fromkeys((home[service], region)))
                raise UsageError(
                    f"{name}: {service} is in {where}; a service is in one region, once."
                )
            home[service] = region
    return table


def _known(view: ReadingView, regions: Regions) -> None:
    """Refuse a service that the ledger does not know of, whenever it came to know of it."""
    named = [service for services in regions.values() for service in services]
    if not named:
        return
    with view.session.stored_plan(view.session.moment(None, None)) as now:
        strangers = [service for service in named if service not in now.services]
    if strangers:
        raise UsageError(
            f"No service of this ledger has the id {' or '.join(strangers)}; "
            "tracker services shows their ids."
        )


def _remarks(
    as_one: Sequence[ComparedShape], per_service: Sequence[ComparedShape], least: int | None
) -> list[str]:
    regions = len([line for line in as_one if line["region"] is not None])
    within = f" in {counted_of(regions, 'region')}" if regions else ""
    services = counted_of(len(per_service), "service")
    lines = [f"{services}{within}. Items covered by another count as that one."]
    if any(line["suppressed"] for line in (*as_one, *per_service)):
        lines.append(
            f"{HIDDEN}: suppressed. It rests on fewer than {least}, or tells a figure that does. "
            "Other dates or regions printed beside these may still tell it."
        )
    return lines


def _sheets(as_one: Sequence[ComparedShape], per_service: Sequence[ComparedShape]) -> list[Sheet]:
    if not per_service:
        return []
    widths = {"region": 24, "service": 32}
    if all(line["region"] is None for line in as_one):
        rows = [
            (line["name"] or "all of them", *_figures(line)) for line in (*per_service, *as_one)
        ]
        return [Sheet(("service", *FIGURES), rows, widths=widths)]
    regions = [(_region(line), *_figures(line)) for line in as_one]
    services = [(_region(line), line["name"] or "", *_figures(line)) for line in per_service]
    return [
        Sheet(("region", *FIGURES), regions, "Regions", widths),
        Sheet(("region", "service", *FIGURES), services, "Services", widths),
    ]


def _region(line: ComparedShape) -> str:
    return "no region" if line["region"] is None else line["region"]


def _figures(line: ComparedShape) -> Iterator[str]:
    for name, base in FIGURES.values():
        if name in line["suppressed"]:
            yield HIDDEN
        else:
            value, of = _told(line, name), "" if base is None else f" of {_told(line, base)}"
            yield value and value + of


def _told(line: Mapping[str, object], name: str) -> str:
    value = line[name]
    sign = "%" if name.endswith("_percent") else ""
    return "" if value is None else f"{value}{sign}"


def _every_figure(lines: Sequence[ComparedShape]) -> Sheet:
    rows = [
        [HIDDEN if name in line["suppressed"] else _cell(line, name) for name in FIELDS]
        for line in lines
    ]
    return Sheet(FIELDS, rows)


def _cell(line: Mapping[str, object], name: str) -> str:
    return "" if line[name] is None else str(line[name])
