"""The standards of a youth inspection: known by number, each with its rating as printed.

The same number is in the table of ratings and again above its findings, sometimes in an annex
too; where those differ the table stands and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import rating, rating_at_end, squash

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
    **{f"2.{index}": (name,) for index, name in enumerate(_CASES, start=1)},
    **{f"3.{index}": (name,) for index, name in enumerate(_CASES[:3], start=1)},
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
NUMBERED: Final = re.compile(
    r"^(?:standard\s+|[PR]\s+)?([1-4])\s?\.\s?([1-4])\s?\.?(?:\s+(\S.*))?$", re.IGNORECASE
)
"""A line that begins with the number of a standard, or is one alone, perhaps behind an icon."""
_COLUMN: Final = re.compile(r"\s+%\s*(?:of\s+)?[\u2018'“\"]?(?:yes|cases)\b.*$", re.IGNORECASE)
"""The head of the column of percentages, where it is beside the name of a standard."""
_DOMAIN: Final = re.compile(r"^(?:domain\s+(?:one|two|three|four|\d)\b\W*|[1-4]\W+)", re.IGNORECASE)
_DOMAINS: Final = frozenset(
    ("organisationaldelivery", "courtdisposals", "outofcourtdisposals", "resettlement")
)
_STOPS: Final = ("strengths", "areasforimprovement", "keyfindings", "recommendations")
ABOVE_FINDINGS: Final = 10
"""Within how many printed lines below its name a rating stands, where the standard is spelt out."""
LONGEST: Final = 70
"""Letters the name of a standard we do not know may have."""


@dataclass(frozen=True, slots=True)
class StandardHeading:
    """A standard's number and name where they are printed, and the rating found with them.

    `ends` is the last line that they take.
    """

    index: int
    line: Line
    number: str
    name: str
    rating: str | None
    rated_on: Line | None
    ends: Line


def headings(lines: Sequence[Line], table: range) -> list[StandardHeading]:
    """Return every place outside the table of ratings where a standard is named."""
    return [
        headed
        for index, line in enumerate(lines)
        if index not in table
        and NUMBERED.match(line.text)
        and (headed := heading(lines, index, ABOVE_FINDINGS))
    ]


def is_domain(text: str) -> bool:
    """Whether a line is the heading of a domain, such as "1. Organisational delivery"."""
    match = _DOMAIN.match(text)
    return match is not None and squash(text[match.end() :]) in _DOMAINS


def heading(lines: Sequence[Line], index: int, within: int = 0) -> StandardHeading | None:
    """Return the standard that is named at a place, if one is, its name healed over its lines.

    Its rating is on the same lines, or on one of as many printed lines below as `within`.
    """
    numbered = NUMBERED.match(lines[index].text)
    if numbered is None:
        return None
    number = f"{numbered[1]}.{numbered[2]}"
    named = _COLUMN.sub("", numbered[3] or "")
    ahead = [line for line in lines[index + 1 : index + 20] if not line.blank]
    text, used = named.strip(), 0
    if not text and ahead:
        text, used = ahead[0].text, 1
    whole, most = text, used + 2
    name, rest = _named(number, text)
    while name is None and used < min(most, len(ahead)) and _unfinished(number, text):
        text, used = f"{text} {ahead[used].text}", used + 1
        name, rest = _named(number, text)
    if name is None:
        text, used = whole, most - 2
        name, rest = _unknown(text)
    if name is None or (not numbered[3] and squash(name) not in _known(number)):
        return None
    grade, rated_on, last = _beside(rest, lines[index], ahead[used:])
    if grade is None and within:
        grade, rated_on = _below(ahead[used : used + within])
    if grade is None and not (squash(name) in _known(number) and not rest):
        return None
    ends = ahead[used + last - 1] if used + last else lines[index]
    return StandardHeading(index, lines[index], number, name, grade, rated_on, ends)


def _known(number: str) -> set[str]:
    return {squash(name) for name in NAMES.get(number, ())}


def _named(number: str, text: str) -> tuple[str | None, str]:
    """The standard's name as we know it at the start of a text, and what follows it."""
    before, grade = rating_at_end(text)
    for name in NAMES.get(number, ()):
        if squash(before) == squash(name):
            printed = before if before.casefold() == name.casefold() else name
            return printed, grade or ""
        if squash(before) == squash(name) + "requires":
            return name, "Requires"
    return None, ""


def _unfinished(number: str, text: str) -> bool:
    return any(
        squash(name).startswith(squash(text)) and squash(name) != squash(text)
        for name in NAMES.get(number, ())
    )


def _unknown(text: str) -> tuple[str | None, str]:
    before, grade = rating_at_end(text)
    fits = before[:1].isupper() and len(before) <= LONGEST and not re.search(r"[.:;?,%]", before)
    return (before, grade or "") if fits else (None, "")


def _beside(rest: str, line: Line, ahead: Sequence[Line]) -> tuple[str | None, Line | None, int]:
    """The rating on the same line as a name, and how many more lines it takes."""
    if grade := rating(rest):
        return grade, line, 0
    if rest and ahead and (grade := rating(f"{rest} {ahead[0].text}")):
        return grade, line, 1
    return None, None, 0


def _below(ahead: Sequence[Line]) -> tuple[str | None, Line | None]:
    """The rating on one of the lines below a name, and that line."""
    for below, after in zip(ahead, [*ahead[1:], None], strict=False):
        if NUMBERED.match(below.text) or is_domain(below.text) or squash(below.text) in _STOPS:
            break
        text = f"{below.text} {after.text}" if after else below.text
        if grade := rating(below.text) or (rating(text) if after else None):
            return grade, below
        sentence, grade = rating_at_end(below.text)
        if grade and sentence.endswith("."):
            return grade, below
    return None, None


def put_standards(draft: Draft, headings: Sequence[StandardHeading], table: range) -> None:
    """Put each standard once, by number, and warn of those that differ or are missing."""
    numbers = sorted({heading_.number for heading_ in headings})
    for number in numbers:
        named = sorted(
            (heading_ for heading_ in headings if heading_.number == number),
            key=lambda heading_: (heading_.index not in table, heading_.index),
        )
        rated = [heading_ for heading_ in named if heading_.rating is not None]
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
        index = len(draft.facts["standards"])
        draft.add("standards", standard, first.line)
        if rated and rated[0].rated_on not in (first.line, None):
            draft.put(rated[0].rating, rated[0].rated_on, "standards", index, "rating")
    missing = [number for number in EXPECTED if number not in numbers]
    if missing:
        draft.warn(f"Of the twelve standards these were not found: {', '.join(missing)}.")


def _differing(rated: Sequence[StandardHeading]) -> Iterator[StandardHeading]:
    for other in rated[1:]:
        if other.rating != rated[0].rating:
            yield other
