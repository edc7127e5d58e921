"""Small invented youth inspections, put together of the parts that a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading

NAMES = {
    "1.1": "Governance and leadership",
    "1.2": "Staff",
    "1.3": "Partnerships and services",
    "1.4": "Information and facilities",
    "2.1": "Assessment",
    "2.2": "Planning",
    "2.3": "Implementation and delivery",
    "2.4": "Reviewing",
    "3.1": "Assessment",
    "3.2": "Planning",
    "3.3": "Implementation and delivery",
    "3.4": "Joint working",
}
DOMAINS = {
    "1.1": "1. Organisational delivery",
    "2.1": "2. Court disposals",
    "3.1": "3. Out-of-court disposals",
    "4.1": "4. Resettlement",
}
FRONT = """An inspection of youth offending services in
Winterbourne
HM Inspectorate of Probation, November 2021
"""
WHO = "Winterbourne Youth Offending Service"
ALL_GOOD = dict.fromkeys(NAMES, "Good")
"""Every standard rated Good: 24 of 36."""
OPEN = f"""Ratings
{WHO}
Fieldwork started May 2021
Score 24/36
Overall rating
Good
"""
ITEMS = f"""Recommendations
We have made one recommendation.
The {WHO} should:
1. keep its promises.
"""


def table(rated: dict[str, str], names: dict[str, str] | None = None, opening: str = OPEN) -> str:
    """Return a table of ratings, each below its name."""
    names = names or NAMES
    lines: list[str] = []
    for number, word in rated.items():
        lines += [DOMAINS[number]] if number in DOMAINS else []
        lines += [f"{number} {names[number]}", word]
    return opening + "\n".join(lines) + "\n"


def report(
    *, front: str = FRONT, ratings: str | None = None, items: str = ITEMS, findings: str = ""
) -> str:
    """Return a whole report of its parts."""
    return f"{front}{table(ALL_GOOD) if ratings is None else ratings}{items}{findings}"


def rated(reading: ReportReading) -> dict[str, str | None]:
    """Return the rating of each standard."""
    return {standard["number"]: standard.get("rating") for standard in reading.facts["standards"]}


def asked(reading: ReportReading, number: str) -> list[tuple[str, int | None]]:
    """Return the first words and the percentage of each question of a standard."""
    return [
        (row["text"], row.get("percent"))
        for standard in reading.facts["standards"]
        if standard["number"] == number
        for row in standard.get("questions", [])
    ]


def items(reading: ReportReading) -> list[tuple[str, str | None, str]]:
    """Return number, addressee and text of each item."""
    return [
        (item["number"], item.get("addressee"), item["text"]) for item in reading.facts["items"]
    ]


def plain(reading: ReportReading) -> dict[str, Any]:
    """Return all the facts but those of the layout."""
    return {key: value for key, value in reading.facts.items() if key not in ("source", "warnings")}
