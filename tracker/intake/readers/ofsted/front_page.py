"""What is at the front of Ofsted's reports on children's services: place, title and dates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.headings import pieces
from tracker.intake.readers.common.printed_dates import PrintedDay, printed_date, printed_range
from tracker.intake.readers.common.tokens import as_spelled, slug, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

FRONT: Final = 90
"""Within how many printed lines the front of a report ends."""
LONGEST: Final = 10
"""Over how many lines a title may be wrapped."""
LONG: Final = 180
"""Letters a heading has at the most."""
PLACE: Final = 80
"""Letters the name of a council has at the most."""

_DATES: Final = re.compile(
    r"^(?:inspection\s+date\s?s?|dates?\s+of\s+(?:the\s+)?inspection)\b\s*:?\s*(.*)$", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    r"^(?:(?:report|date)\s+(?:of\s+)?)?publi(?:shed|cation)(?:\s+date)?\b\s*(?:on\b)?\s*:?\s*(.*)$",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    r"[Dd]ear\s|(?:[Rr]e:?\s+)?(?:Monitoring|Focused) (?:[Vv]isit|[Ii]nspection) (?:to|of)\b|"
    r"[Jj]oint\s+[Tt]argeted\s+[Aa]rea"
)
_NO_PLACE: Final = re.compile(
    r"ofsted|raising standards|improving lives|www\.|\.uk|@|inspect|report|publish|dear\b|"
    r"piccadilly|agora|telephone|\d|[:;?!]|\.$",
    re.IGNORECASE,
)
_COUNCIL: Final = re.compile(r"\b(?:council|borough|authority|corporation|trust)\b", re.IGNORECASE)
_ABOUT: Final = (
    r"^the\s+",
    r"^council\s+of\s+(?:the\s+)?",
    r"^(?:(?:london|royal|metropolitan)\s+)*borough\s+(?:council\s+)?of\s+",
    r"^(?:royal\s+)?county\s+of\s+|^city\s+(?:and\s+\w+\s+)?of\s+(?!london\b)",
    r"\s+(?:(?:metropolitan|county|city|borough|district|unitary)\s+)*(?:council|corporation)$",
    r"\s+(?:metropolitan|london)?\s*borough$",
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, the place it names, if any, and the lines it is on."""

    text: str
    match: re.Match[str]
    line: Line
    last: Line
    start: int
    stop: int


def front(pages: Pages) -> list[Line]:
    """Return the printed lines of the front, footnote marks taken off."""
    return [line for line in pages.lines if not line.blank][:FRONT]


def plain(text: str) -> str:
    """Return a line without the mark of a footnote glued to its end."""
    return re.sub(r"(?<=[a-z)\u2019'])[\d⁰¹²³⁴-⁹]{1,2}$", "", text)


def unheaded(pages: Pages) -> Pages:
    """Return a report without the running lines that say whose inspection it is and when."""
    running = re.compile(r"inspection of .{2,90}services(?:\s+\d{1,3})?$", re.IGNORECASE)
    dates = {squash(match[1]) for line in front(pages) if (match := _DATES.match(line.text))}
    lines = [line for line in pages.lines if not line.blank]
    heads = [line for line in lines if running.match(line.text)]
    often = Counter(re.sub(r"\d+$", "", squash(line.text)) for line in heads)
    gone = {line for line in heads if often[re.sub(r"\d+$", "", squash(line.text))] > 1}
    for around in (lines, lines[::-1]):
        for line, after in pairwise(around):
            if line in gone and (
                re.fullmatch(r"\d{1,3}", after.text) or squash(after.text) in dates
            ):
                gone.add(after)
    return pages.of([line for line in pages.lines if line not in gone])


def shaped(text: str) -> bool:
    """Whether a line has the shape of a heading: short, a capital first, no stop at its end."""
    return len(text) <= LONG and text[:1].isupper() and not text.endswith((".", ",", ";"))


def title(pages: Pages, pattern: re.Pattern[str]) -> Title | None:
    """Return the first title that a pattern fits whole, over as many lines as it fits."""
    lines = front(pages)
    for start, line in enumerate(lines):
        if not re.match(r"(?:re-?\s?)?inspection\b", line.text, re.IGNORECASE):
            continue
        best: Title | None = None
        for stop in range(start + 1, min(start + LONGEST, len(lines)) + 1):
            parts = (piece for line in lines[start:stop] for piece in pieces(plain(line.text)))
            text = pages.joined(parts).rstrip(" .:")
            if match := pattern.match(text):
                best = Title(
                    as_spelled(text, pages.text), match, line, lines[stop - 1], start, stop
                )
        if best:
            return best
    return None


def council(pages: Pages, heading: Title | None) -> tuple[str, Line] | None:
    """Return the name of the council, as it is above the title or straight below it."""
    lines = front(pages)
    start, stop = (heading.start, heading.stop) if heading else (0, 0)
    above = [index for index in range(start - 1, -1, -1) if _place(lines[index].text)]
    if above:
        first = above[0]
        while first and _goes_on(lines[first - 1].text, lines[first].text):
            first -= 1
        return _name(pages, lines[first : above[0] + 1])
    below = lines[stop : stop + 2]
    if below and _place(below[0].text) and _COUNCIL.search(below[0].text):
        return _name(pages, below[:1])
    return None


def _place(text: str) -> bool:
    text = plain(text)
    words = text.split()
    return (
        0 < len(text) <= PLACE
        and text[:1].isupper()
        and not _NO_PLACE.search(text)
        and all(word[:1].isupper() or word.casefold() in SMALL for word in words)
    )


SMALL: Final = ("&", "of", "and", "the", "upon", "on", "with", "in", "for", "le", "under", "by")
"""The small words within a name."""


def _goes_on(above: str, text: str) -> bool:
    """Whether a name begins on the line above."""
    return _place(above) and (
        above.casefold().split()[-1] in (*SMALL, "borough") or text[0].islower()
    )


def _name(pages: Pages, lines: Sequence[Line]) -> tuple[str, Line]:
    text = pages.joined(plain(line.text) for line in lines)
    return as_spelled(text, pages.text), lines[0]


def short(name: str) -> str:
    """Return the place a council is of: "London Borough of Anytown" is of Anytown."""
    text = re.sub(r"[\u2019']s$", "", " ".join(name.split()))
    for about in _ABOUT:
        text = re.sub(about, "", text, flags=re.IGNORECASE) or text
    return text


def put_identity(
    draft: Draft, name: tuple[str, Line | None] | None, place: str | None = None
) -> None:
    """Put the service and the id, which says of whose report it is: `anytown-ofsted-2014`.

    `place` is that of a service whose name says more than the place.
    """
    line = name[1] if name else None
    place = slug(short(place or name[0]))[:40].strip("-") if name else ""
    if name is None:
        draft.warn("No name of the local authority is printed.")
    draft.called(f"{place or 'unknown'}-ofsted")
    draft.put(place or "unknown", line, "service", "id")
    draft.put(name[0] if name else "unknown", line, "service", "name")


def dated(pages: Pages) -> bool:
    """Whether the front says when the inspection was."""
    return any(_DATES.match(line.text) for line in front(pages))


def put_fieldwork(draft: Draft, pages: Pages) -> None:
    """Put the first and the last day of the inspection; of several periods, the outermost days."""
    lines = front(pages)
    for index, line in enumerate(lines):
        named = _DATES.match(line.text)
        if named is None:
            continue
        text = named[1]
        for more in lines[index + 1 : index + 3]:
            if _whole(text) or ":" in more.text or not re.search(r"\d", more.text):
                break
            text = f"{text} {more.text}".strip()
        text = re.sub(r"\b([0-3]) (\d)(?=\s+[A-Z])", r"\1\2", text)
        periods = _periods(text)
        if not periods:
            continue
        draft.period(
            periods[0][0], periods[-1][1] or (periods[-1][0] if periods[1:] else None), line
        )
        if periods[1:]:
            draft.warn("the inspection was in more than one part; all are within the dates.", line)
        return
    draft.warn("No date of the inspection is printed.")


def _whole(text: str) -> bool:
    return bool(re.search(r"(?:19|20)\d\d\W*$", text))


def _periods(text: str) -> list[tuple[PrintedDay, PrintedDay | None]]:
    periods: list[tuple[PrintedDay, PrintedDay | None]] = []
    while period := printed_range(text):
        periods.append(period)
        text = text.partition(period[0].text)[2] if period[0].text in text else ""
    return periods


def published(pages: Pages) -> tuple[PrintedDay, Line] | None:
    """Return the date of publication that the front prints, if it prints one."""
    lines = front(pages)
    for index, line in enumerate(lines):
        named = _PUBLISHED.match(line.text)
        if named is None or "copyright" in squash(line.text):
            continue
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        text = named[1] or after
        date = printed_date(text[:60]) or (printed_date(f"{text} {after}"[:60]))
        if date:
            return date, line
    return None


def put_published(draft: Draft, pages: Pages) -> None:
    """Put the date of publication as precisely as printed; warn if there is none."""
    date_line = published(pages)
    if date_line is None:
        draft.warn("No date of publication is printed.")
        return
    draft.put(date_line[0].text, date_line[1], "published", "text")
    draft.date(*date_line, "published", "iso")


def is_letter(pages: Pages) -> bool:
    """Whether this is a letter after a visit, or a report of several inspectorates."""
    return any(_LETTER.match(line.text) for line in front(pages))
