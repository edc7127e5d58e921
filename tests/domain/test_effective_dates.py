"""When an entry took effect is told as precisely as it is printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
import sample_plans

from tracker.domain import events as e
from tracker.domain.vocabulary import InspectionId
from tracker.queries.history import history_entries

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

EARLIER = date(2023, 6, 20)


def published(iso: str | None, *, on: date, stated: date | None = None) -> tuple[Entry, ...]:
    """Return a report, its service and one of its items, as an import records them."""
    sample = e.InspectionPublished(
        service=g.SERVICE,
        inspectorate="An inspectorate",
        title="An inspection",
        kind="full",
        published=e.PrintedDate(text="Spring", iso=iso, stated=stated),
        fieldwork=e.Fieldwork(),
        source=e.Source(report="report.txt", layout="youth-2018"),
    )
    service = e.ServiceAdded(name="Knowsley")
    return (
        g.entry(sample, on=on, stream=f"inspection:{g.INSPECTION}"),
        g.entry(service, on=on, stream=f"service:{g.SERVICE}"),
        g.made(on=on),
    )


@pytest.mark.parametrize(
    ("iso", "on", "text"),
    [
        ("2023-05", g.PUBLISHED, "May 2023"),
        ("2022", date(2022, 12, 31), "2022"),
        ("2023-05-31", g.PUBLISHED, "31 May 2023"),
        (None, g.PUBLISHED, "31 May 2023"),
    ],
)
def test_a_publication_is_told_as_precisely_as_it_is_printed(
    iso: str | None, on: date, text: str
) -> None:
    """A month printed without a day has none in any view: not its report, service nor items."""
    rows = history_entries(sample_plans.plan(*published(iso, on=on)))

    assert [row["took_effect_text"] for row in rows[:3]] == [text] * 3
    assert rows[0]["took_effect"] == on.isoformat()


def test_a_day_that_was_stated_is_not_told_as_printed() -> None:
    """It decides when the publication took effect; the print still has no day."""
    stated = date(2023, 5, 11)

    rows = history_entries(sample_plans.plan(*published("2023-05", on=stated, stated=stated)))

    assert (rows[0]["took_effect"], rows[0]["took_effect_text"]) == ("2023-05-11", "May 2023")


def test_what_is_recorded_apart_from_a_publication_has_its_day() -> None:
    """The end of the month is that day for a note; and a corrected date is the day corrected to."""
    report, service, entry = published("2023-05", on=g.PUBLISHED)
    note = g.noted(on=g.PUBLISHED)._replace(command="another")
    renamed = g.corrected(2, to=EARLIER, stream=service.stream)

    rows = history_entries(sample_plans.plan(report, service, entry, note, renamed), by_record=True)

    assert [row["took_effect_text"] for row in rows[:4]] == [
        "May 2023",
        "20 Jun 2023",
        "May 2023",
        "31 May 2023",
    ]


def test_an_item_of_another_report_keeps_its_own_day() -> None:
    """Two reports imported at once are each as precise as they are printed."""
    other = g.made(ref=g.EARLIER, on=g.PUBLISHED)
    assert InspectionId(g.EARLIER.partition("/")[0]) != g.INSPECTION

    rows = history_entries(sample_plans.plan(*published("2023-05", on=g.PUBLISHED), other))

    assert rows[3]["took_effect_text"] == "31 May 2023"
