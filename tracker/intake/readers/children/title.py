"""The front of a report on work with children and victims: its title, and the place it is of."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.headings import pieces
from tracker.intake.readers.common.printed_dates import printed_date
from tracker.intake.readers.common.tokens import as_spelled

if TYPE_CHECKING:
    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

KIND: Final = "inspection of youth justice work with children and victims"
_OPENS: Final = re.compile(r"^(?:an?\s+)?(?:joint\s+)?inspection\b", re.IGNORECASE)
_TITLED: Final = re.compile(
    rf"^(?:an?\s+)?(?P<kind>(?:joint\s+)?{KIND})\s*(?:\bin\b|:|\u2013|-)\s*:?\s*(?P<place>[A-Z].*)$",
    re.IGNORECASE,
)
_WORD: Final = r"(?:[A-Z][\w\u2019'-]*,?|and|of|the|upon|with|&)"
_ABOUT: Final = re.compile(
    r"^(?:agenda\b|minutes\b|(?:date of )?meeting\b|report (?:of|to|by|author)\b|wards? affected\b|"
    r"key decision\b|cabinet\b|(?:\d+[.)]?\s*)?purpose of (?:the |this )?(?:report|paper)|"
    r".{0,60}\bcommittee$|(?:news|media|press) release\b|.{0,60}\b(?:improvement|action) plan$)",
    re.IGNORECASE,
)
"""What is above the title where it is only named."""
_PLACE: Final = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_STOPS: Final = re.compile(
    r"^(?:published|contents|foreword|ratings|acknowledg|this inspection|the role of|report|©|isbn|"
    r"fieldwork|skip to|library image|(?:HM|his majesty\u2019s) inspect)",
    re.IGNORECASE,
)
_SITE: Final = re.compile(
    r"\s*(?:[\u2013|-]\s*)?(?:HM|His Majesty.?s) Inspectorate of Probation.*$", re.IGNORECASE
)


def title(raw: Pages) -> tuple[str, re.Match[str], Line] | None:
    """The title at the front, over its lines, cut into kind and place; with the first line."""
    lines = [line for line in raw.lines if not line.blank][:90]
    for start, line in enumerate(lines):
        if not _OPENS.match(line.text):
            continue
        parts: list[Line] = []
        for after in lines[start : start + 5]:
            whole = _TITLED.match(
                raw.joined(piece for part in parts for piece in pieces(part.text))
            )
            gap = bool(parts) and after.number > parts[-1].number + 1
            loose = gap and raw.lines[-1].page == 1
            ended = loose or not _PLACE.fullmatch(after.text)
            if whole and ended and not re.search(r"(?:\band|\bof|\bthe|,|-)$", whole[0]):
                break
            if parts and (_STOPS.match(after.text) or printed_date(after.text)):
                break
            parts.append(after)
        text = raw.joined(piece for part in parts for piece in pieces(part.text))
        text = _SITE.sub("", re.sub(r"\s+\d{1,3}$", "", text)).rstrip(" ,:-")
        match = _TITLED.match(text)
        if match:
            return text, match, line
    return None


def put_title(draft: Draft, raw: Pages) -> str | None:
    """Put the title and the kind, and return the place the report is of."""
    titled = title(raw)
    if titled is None:
        draft.warn("No title is printed.")
        draft.facts.update(title=KIND[:1].upper() + KIND[1:], kind=KIND[:1].upper() + KIND[1:])
        return None
    text, match, line = titled
    draft.put(as_spelled(text, raw.text)[:300], line, "title")
    draft.put(match["kind"][:1].upper() + match["kind"][1:], line, "kind")
    return as_spelled(match["place"].strip(), raw.text)


def is_about(raw: Pages, first: Line) -> bool:
    """Whether this is a committee's paper, a plan or news that names such a report somewhere.

    `first` is the line the title begins on.
    """
    above = takewhile(lambda line: line is not first, raw.lines)
    return any(_ABOUT.match(line.text) for line in above)
