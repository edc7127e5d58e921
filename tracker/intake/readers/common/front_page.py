"""What is at the front of a youth inspection report, and when the inspectors were there."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.passages import Passage, passage
from tracker.intake.readers.common.printed_dates import (
    PrintedDay,
    exactness,
    printed_date,
    printed_range,
)
from tracker.intake.readers.common.tokens import as_spelled, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_INSPECTION: Final = r"(?:an?\s+|the\s+)?(?:joint\s+|single\s+)?(?:re-?)?inspection"
TITLE: Final = re.compile(
    rf"^{_INSPECTION}\s+of\s+(?:the\s+)?(?:small(?:er)?\s+)?youth\s+(?:offending|justice)\b"
    r"(?!\s+work\s+with)",
    re.IGNORECASE,
)
COVER: Final = re.compile(r"^(?:single|joint|full joint) inspection report$", re.IGNORECASE)
"""The title of the reports of late 2019, below the name of the service."""
_SERVICE: Final = re.compile(
    r"\b(?:youth (?:offending|justice)\b.*\b(?:services?|teams?)|YOS|YOT|YJS)\b", re.IGNORECASE
)
_PLACED: Final = re.compile(
    r"^(?P<kind>.*?\b(?:services?|teams?|youth (?:offending|justice)))\s*"
    r"(?:\bin\b\s*:?|\bof\b|:|\u2013|-)\s*(?:the\s+)?(?P<place>(?!the$)[A-Z].*)$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"\b(?:HM|Her Majesty.?s|His Majesty.?s)\s+Inspectorate|^Published", re.IGNORECASE
)
_GLUED: Final = re.compile(r"(?<=[a-z])(?=(?:HM|Her|His) (?:Majesty.?s )?Inspectorate)")
_OPENS: Final = re.compile(rf"^{_INSPECTION}\b", re.IGNORECASE)
_WEEKS: Final = re.compile(
    r"\bweeks\s+(?:of|beginning|commencing|starting)\b[^.]*?\d\s+and\b", re.IGNORECASE
)
MENTIONS: Final = 60
"""How many mentions of the fieldwork are looked at."""
PARAGRAPH: Final = 16
"""Over how many lines a paragraph that dates the fieldwork is read: a column is narrow."""
FRONT: Final = 90
"""Within how many printed lines the front of a report ends."""
ABOVE: Final = 10
"""Within how many printed lines an annual report says that it is one."""


def openings(raw: Pages) -> list[int]:
    """Return the places, among the printed lines of the front, where such a title begins."""
    lines = list(islice((line.text for line in raw.lines if line.text), FRONT + 1))
    return [
        index
        for index, (text, after) in enumerate(pairwise(lines))
        if _OPENS.match(text) and TITLE.match(f"{text} {after}")
    ]


def is_annual(raw: Pages) -> bool:
    """Whether this is a report on all the inspections of a year."""
    top = islice((line.text for line in raw.lines if line.text), ABOVE)
    return any(re.match(r"(?:youth )?annual report\b", text, re.IGNORECASE) for text in top)


def covered(raw: Pages) -> tuple[Line, Line] | None:
    """Return the title of a cover of late 2019 and the name of the service above it, if any."""
    lines = [line for line in raw.lines if not line.blank][:FRONT]
    for above, line in pairwise(lines):
        if COVER.match(line.text) and _SERVICE.search(above.text):
            return line, above
    return None


def put_title(draft: Draft, raw: Pages) -> str | None:
    """Put the title and the kind, and return the place the report is of, if it is printed."""
    if cover := covered(raw):
        line, service = cover
        draft.put(line.text, line, "title")
        draft.put(line.text, line, "kind")
        draft.lines["service", "id"] = draft.lines["service", "name"] = service
        return re.sub(r"\s*\b(?:youth|YOS|YOT|YJS)\b.*$", "", service.text, flags=re.IGNORECASE)
    lines = [line for line in raw.lines if not line.blank][:FRONT]
    for start in openings(raw)[:1]:
        line = lines[start]
        parts: list[str] = []
        for after in lines[start : start + 5]:
            part, *glued = _GLUED.split(after.text)
            placed = _PLACED.match(raw.joined(parts))
            gap = parts and after.number > lines[start + len(parts) - 1].number + 1
            led = parts and (_OPENS.match(part) or _WHO.search(part))
            if led or _WHO.match(part) or printed_date(part) or squash(part) == "contents":
                break
            if placed and gap:
                break
            parts.append(part)
            if glued:
                break
        printed = re.sub(r"\s+\d{1,3}$", "", raw.joined(parts))
        title = as_spelled(printed.rstrip(" ,:-"), raw.text)[:300]
        placed = _PLACED.match(title)
        if placed:
            title = title[: placed.start("place")] + as_spelled(placed["place"], raw.text)
            placed = _PLACED.match(title)
        if placed:
            text = Passage(title, tuple(lines[start : start + len(parts)]))
            draft.lines["service", "id"] = text.line(placed.start("place"))
        draft.put(title, line, "title")
        kind = re.sub(r"^an?\s+", "", placed["kind"] if placed else title, flags=re.IGNORECASE)
        draft.put(kind[:1].upper() + kind[1:], line, "kind")
        return placed["place"].strip() if placed else None
    return None


def unheaded(pages: Pages) -> Pages:
    """Return the report without running headers that a page cut elsewhere has left in its text."""
    return pages.of(
        [
            line
            for line in pages.lines
            if not (TITLE.match(line.text) and re.search(r"\s\d{1,3}$", line.text))
        ]
    )


def put_published(draft: Draft, raw: Pages) -> None:
    """Put the date of publication as precisely as printed; warn if there is none."""
    lines = [line for line in raw.lines if not line.blank]
    front = next(
        (at for at, line in enumerate(lines) if squash(line.text) in ("contents", "foreword")),
        min(FRONT, len(lines)),
    )
    for at, line in enumerate(lines):
        named = re.match(
            r"(?:date of )?publi(?:shed|cation)(?:\s+date)?\s*(?::|\bon\b|\bin\b|(?=\d|[A-Z]))",
            line.text,
            re.IGNORECASE,
        )
        text = _GLUED.split(line.text)[-1]
        if at >= front and not named:
            continue
        on = line
        if named or _WHO.search(text):
            both = f"{text} {lines[at + 1].text}" if at + 1 < len(lines) else text
            date = printed_date(text) or (printed_date(both) if _ends_in_date(both) else None)
            on = lines[at + 1] if date and date.at > len(text) else line
        else:
            date = printed_date(text)
            date = date if date and squash(date.text) == squash(text) else None
        if date is None or re.search(r"copyright|fieldwork|between", text, re.IGNORECASE):
            continue
        draft.put(date.text, on, "published", "text")
        draft.date(date, on, "published", "iso")
        return
    draft.warn("No date of publication is printed.")


def _ends_in_date(text: str) -> bool:
    date = printed_date(text)
    return date is not None and text.endswith(date.text)


def put_fieldwork(draft: Draft, pages: Pages, began: Sequence[Line]) -> None:
    """Put when the fieldwork began and ended, as precisely as anything in print says."""
    visits: list[tuple[PrintedDay, PrintedDay | None, Passage, int]] = []
    mentions = [
        index for index, line in enumerate(pages.lines) if "fieldwork" in line.text.casefold()
    ]
    for mention in mentions[:MENTIONS]:
        line = pages.lines[mention]
        around = passage(pages, [line] if line in began else _paragraph(pages, mention))
        begins = around.text.casefold().index("fieldwork")
        text = around.text[begins:]
        sentence = re.split(r"(?<=[a-z\d)])\.\s+(?=[A-Z])", text)[0]
        if _WEEKS.search(sentence):
            sentence = sentence.partition(" and ")[0]
        dates = (
            None
            if re.search(r"previous|last inspect", sentence, re.IGNORECASE)
            else printed_range(sentence)
        )
        if dates:
            visits.append((*dates, around, begins))
    if not visits:
        draft.warn("No date of the fieldwork is printed.")
        return
    best = max(visits, key=lambda visit: exactness(visit[0], visit[1]))
    first, last, around, begins = best
    kept = around.line(begins + first.at)
    draft.date(first, kept, "fieldwork", "start")
    if last is not None:
        draft.date(last, around.line(begins + last.at), "fieldwork", "end")
    for start, _, around, begins in visits:
        line = around.line(begins + start.at)
        if start.iso is None and line is not kept:
            draft.warn(f"{start.text!r} has a date that does not exist.", line)
        draft.began_elsewhere(first, kept, [(start, line)])


def _paragraph(pages: Pages, index: int) -> list[Line]:
    """A line and those after it, up to the end of the paragraph."""
    parts: list[Line] = []
    for line in pages.lines[index : index + PARAGRAPH]:
        if line.blank:
            break
        parts.append(line)
    return parts
