"""The points under the headings of Ofsted's reports that say what has to improve.

Each is kept under its own number, or else counted on, with the body it is addressed to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.domain.vocabulary import NOTE, TITLE
from tracker.intake.readers.common.list_points import usual_width
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.ofsted.points import points

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.intake.pages import Pages
    from tracker.intake.readers.layout import Draft

AREA: Final = "area for improvement"
PRIORITY: Final = "priority action"
RECOMMENDATION: Final = "recommendation"
"""The kinds of points there are."""

_SHOULD: Final = r"(?:\s\([A-Z]+\))?)\s(?:should|must|needs?\sto)\b"
_OFFICE: Final = re.compile(
    r"^(?P<who>(?:The\s)?(?:(?:independent|corporate)\s)?(?:chair|director|leader|lead\smember|"
    r"chief\sexecutive)\b[^.,;:]{0,80}?" + _SHOULD,
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"^(?P<who>The\s[A-Z]*SCB|(?:(?!(?:that|of|between|from|by|with|in|ensure)\s)[\w\u2019'-]+\s){0,6}?"
    r"(?:board|authority|council|partnership|partners|agencies|trust|police|managers|leaders|"
    r"members)" + _SHOULD,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that points are under: where it is, their kind, and whom it addresses."""

    index: int
    kind: str
    addressee: str | None = None


def put_items(
    draft: Draft,
    pages: Pages,
    sections: Sequence[Section],
    stops: Callable[[str], bool],
    *,
    numbered: bool,
) -> None:
    """Put the points of each section as items, under their own numbers or else counted on.

    `stops` says whether a line heads something else. Where points are usually `numbered`, those
    without numbers are warned of.
    """
    used: set[str] = set()
    counted = 0
    width = usual_width(pages.lines)
    last = {squash(line.text): index for index, line in enumerate(pages.lines)}
    heads = {section.index for section in sections}
    for section in sections:
        heading = pages.lines[section.index]
        listed, none = points(draft, pages, section.index, stops, width)
        again = last[squash(heading.text)] > section.index or _next(pages, section.index) in heads
        if not listed and not none and not again:
            draft.warn("no point was found below this heading.", heading)
        if numbered and listed and listed[0].mark.number is None:
            draft.warn("no numbers are printed for these points; they are counted.", listed[0].line)
        for point in listed:
            counted += 1
            text = point.text(pages)
            if len(text) > NOTE:
                draft.warn("this point is too long to be one, and is left out.", point.line)
                continue
            number = _free(str(int(point.mark.number or counted)), used)
            if point.mark.number and number != point.mark.number.lstrip("0"):
                draft.warn(
                    f"{point.mark.number} is printed again; here it is {number}.", point.line
                )
            itself = _OFFICE.match(text) or _BODY.match(text)
            who = itself["who"][:TITLE] if itself else section.addressee
            item = {"number": number, "kind": section.kind, "addressee": who, "text": text}
            draft.add("items", {key: value for key, value in item.items() if value}, point.line)


def _next(pages: Pages, index: int) -> int | None:
    """The place of the next printed line."""
    after = range(index + 1, len(pages.lines))
    return next((at for at in after if not pages.lines[at].blank), None)


def _free(number: str, used: set[str]) -> str:
    """The number, or with the first letter that makes it one not used before."""
    tries = (number, *(f"{number}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
    free = next(
        (candidate for candidate in tries if candidate not in used), f"{number}-{len(used)}"
    )
    used.add(free)
    return free
