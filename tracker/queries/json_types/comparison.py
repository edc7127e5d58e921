"""The shapes of the JSON answer that compares services: a contract, as in `items`."""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class ComparedShape(TypedDict):
    """The figures of a service, or of a whole region: then `service` and `name` are null.

    `region` is null for services in no region. A figure is null if it has nothing to be computed
    from, or if `suppressed` names it. An item covered by another is not counted; the other one is.
    Percentages are whole numbers, halves rounded up. Means have two decimals.
    `items`: items in the plan on the day, `open` and `closed`, whatever they were closed as.
    `median_days_to_close`: whole days from publication to closing, for closed items. An item closed
    before publication counts as 0.
    `first_date_reached`: items whose first date has come. This is the latest first date of their
    actions. Withdrawn actions are left out; actions ended by the closing are included.
    `closed_by_first_date_percent`: the share of these that were closed by that date and still are.
    `ever_closed`: items closed now or before. `reopened_percent`: the share of these ever reopened.
    `actions`: actions ever assigned, including withdrawn ones and those of covered items.
    `slips_per_action`: how often these were postponed, divided by their number.
    `claimed_and_judged`: items with both a claim and a judgement. `mean_gap`: for these, how many
    steps the latest claim is above the latest judgement; negative if it is below.
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
    """The output of `tracker services compare --json`.

    `suppress_below` is null if small numbers are shown. A figure is suppressed if it is based on
    fewer than that but more than none, or if such a figure could be worked out from it and the
    figures of the region.
    """

    suppress_below: int | None
    regions: list[ComparedShape]
    services: list[ComparedShape]
