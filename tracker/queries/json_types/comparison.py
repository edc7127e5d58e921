"""The shapes of the JSON answer about services side by side: a contract, as in `shapes`."""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class ComparedShape(TypedDict):
    """A service, or a region as a whole: then `service` and `name` are null.

    `region` is null for what no region was given. A figure is null where it rests on nothing, and
    where it is named in `suppressed`. Items covered by another are not counted, that one is; all
    percentages are whole, halves up; means have two decimals.
    `items`: in the plan on the day, `open` and `closed`, whatever they were closed as.
    `median_days_to_close`: whole days from publication to closing, of the closed; 0 if before.
    `first_date_reached`: items whose first date has come, the latest of their actions: those
    withdrawn are left out, those that the closing ended are not.
    `closed_by_first_date_percent`: of these, closed by that date and still closed.
    `ever_closed`: items closed now or before. `reopened_percent`: of these, ever reopened.
    `actions`: ever assigned, covered items and withdrawn actions included. `slips_per_action`: how
    often these were put off, divided by them.
    `claimed_and_judged`: items with both. `mean_gap`: of these, the steps by which the latest claim
    is above the latest judgement; below it is negative.
    """

    region: str | None
    service: str | None
    name: str | None
    items: int | None
    open: int | None
    closed: int | None
    median_days_to_close: int | None
    first_date_reached: int | None
    closed_by_first_date_percent: int | None
    ever_closed: int | None
    reopened_percent: int | None
    actions: int | None
    slips_per_action: str | None
    claimed_and_judged: int | None
    mean_gap: str | None
    suppressed: list[str]


class ServicesComparedShape(MomentShape):
    """The answer of `tracker services compare --json`.

    `suppress_below` is null where small numbers are shown. Suppressed is what rests on fewer, but
    not none, and whatever else would let it be reckoned from its region.
    """

    suppress_below: int | None
    regions: list[ComparedShape]
    services: list[ComparedShape]
