"""The standards of a youth inspection: known by number, each with its rating as printed.

The same number stands in the table of ratings and again above its findings, sometimes in an annex
too; where those differ the table stands and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.words import rating, rating_at_end, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.pages import Line
    from tracker.intake.readers.layout import Draft

_CASES: Final = ("Assessment", "Planning", "Implementation and delivery", "Reviewing")
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "1.1": ("Governance and leadership",),
    "1.2": ("Staff",),
    "1.3": ("Partnerships and services",),
    "1.4": ("Information and facilities",),
    **{f"2.{place}": (name,) for place, name in enumerate(_CASES, start=1)},
    **{f"3.{place}": (name,) for place, name in enumerate(_CASES[:3], start=1)},
    "3.4": (
        "Out-of-court disposal policy and provision",
        "Out-of-court disposals policy and provision",
        "Policy and provision",
        "Joint working",
    ),
    "4.1": ("Resettlement policy and provision", "Resettlement"),
}
"""The names a standard goes by, by its number; two domains have standards of the same name."""

EXPECTED: Final = tuple(number for number in NAMES if number != "4.1")
_NUMBERED: Final = re.compile(
    r"^(?:standard\s+)?([1-4])\s?\.\s?([1-4])\s?\.?\s+(\S.*)$", re.IGNORECASE
)
_DOMAIN: Final = re.compile(r"^(?:domain\s+(?:one|two|three|four|\d)\b\W*|[1-4]\W+)", re.IGNORECASE)
_DOMAINS: Final = frozenset(
    ("organisationaldelivery", "courtdisposals", "outofcourtdisposals", "resettlement")
)
_STOPS: Final = ("strengths", "areasforimprovement", "keyfindings", "recommendations")
IN_TABLE: Final = 3
"""Within how many printed lines below its name a rating stands in the table of ratings."""
ABOVE_FINDINGS: Final = 10
"""The same above the findings, where the standard is spelt out first."""
LONGEST: Final = 70
"""Letters the name of a standard we do not know may have."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A standard's number and name where they are printed, and the rating found with them."""

    place: int
    line: Line
    number: str
    name: str
    rating: str | None
    rated_on: Line | None


def headings(lines: Sequence[Line], table: range) -> list[Heading]:
    """Return every place where a standard is named; `table` is where the ratings are printed."""
    return [
        found
        for place, line in enumerate(lines)
        if (numbered := _NUMBERED.match(line.text))
        and (found := _heading(lines, place, numbered, within=place in table))
    ]


def is_domain(text: str) -> bool:
    """Whether a line is the heading of a domain, such as "1. Organisational delivery"."""
    found = _DOMAIN.match(text)
    return found is not None and squash(text[found.end() :]) in _DOMAINS


def _heading(
    lines: Sequence[Line], place: int, numbered: re.Match[str], *, within: bool
) -> Heading | None:
    number = f"{numbered[1]}.{numbered[2]}"
    ahead = [line for line in lines[place + 1 : place + 20] if not line.blank]
    text, used = numbered[3].strip(), 0
    name, rest = _named(number, text)
    while name is None and used < min(2, len(ahead)) and _unfinished(number, text):
        text, used = f"{text} {ahead[used].text}", used + 1
        name, rest = _named(number, text)
    if name is None:
        text, used = numbered[3].strip(), 0
        name, rest = _unknown(text)
    limit = IN_TABLE if within else ABOVE_FINDINGS
    found, rated_on = _rated(rest, lines[place], ahead[used : used + limit], within=within)
    known = squash(name or "") in {squash(each) for each in NAMES.get(number, ())}
    if name is None or (found is None and not (known and not rest)):
        return None
    return Heading(place, lines[place], number, name, found, rated_on)


def _named(number: str, text: str) -> tuple[str | None, str]:
    """The standard's name as we know it at the start of a text, and what follows it."""
    before, found = rating_at_end(text)
    for name in NAMES.get(number, ()):
        if squash(before) == squash(name):
            printed = before if before.casefold() == name.casefold() else name
            return printed, found or ""
        if squash(before) == squash(name) + "requires":
            return name, "Requires"
    return None, ""


def _unfinished(number: str, text: str) -> bool:
    return any(
        squash(name).startswith(squash(text)) and squash(name) != squash(text)
        for name in NAMES.get(number, ())
    )


def _unknown(text: str) -> tuple[str | None, str]:
    before, found = rating_at_end(text)
    fits = before[:1].isupper() and len(before) <= LONGEST and not re.search(r"[.:;?,%]", before)
    return (before, found or "") if fits else (None, "")


def _rated(
    rest: str, line: Line, ahead: Sequence[Line], *, within: bool
) -> tuple[str | None, Line | None]:
    """The rating that follows a standard's name, and the line it is on."""
    if found := rating(rest):
        return found, line
    if rest and ahead and (found := rating(f"{rest} {ahead[0].text}")):
        return found, line
    for below, after in zip(ahead, [*ahead[1:], None], strict=False):
        if _NUMBERED.match(below.text) or is_domain(below.text) or squash(below.text) in _STOPS:
            break
        text = f"{below.text} {after.text}" if after else below.text
        if found := rating(below.text) or (rating(text) if after else None):
            return found, below
        sentence, found = rating_at_end(below.text)
        if found and (within or sentence.endswith(".")):
            return found, below
    return None, None


def put_standards(draft: Draft, found: Sequence[Heading], table: range) -> None:
    """Put each standard once, by number, and warn of those that differ or are missing."""
    numbers = sorted({each.number for each in found})
    for number in numbers:
        named = sorted(
            (each for each in found if each.number == number),
            key=lambda each: (each.place not in table, each.place),
        )
        rated = [each for each in named if each.rating is not None]
        first = named[0]
        standard: dict[str, object] = {"number": number, "name": first.name}
        if rated:
            standard["rating"] = rated[0].rating
            for other in _differing(rated):
                draft.warn(
                    f"{number} is rated {other.rating} here, but {rated[0].rating} on line "
                    f"{rated[0].line.number}, which is kept.",
                    other.rated_on,
                )
        else:
            draft.warn(f"no rating is printed for {number} {first.name}.", first.line)
        draft.add("standards", standard, (rated or named)[0].rated_on or first.line)
    missing = [number for number in EXPECTED if number not in numbers]
    if missing:
        draft.warn(f"Of the twelve standards these were not found: {', '.join(missing)}.")


def _differing(rated: Sequence[Heading]) -> Iterator[Heading]:
    for each in rated[1:]:
        if each.rating != rated[0].rating:
            yield each
