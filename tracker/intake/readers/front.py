"""What stands at the front of a youth inspection report, and when the inspectors were there."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.dates import Printed, printed_date, printed_range
from tracker.intake.readers.words import spelt, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

TITLE: Final = re.compile(
    r"^(?:an?\s+)?(?:joint\s+)?inspection\s+of\s+(?:the\s+)?youth\s+(?:offending|justice)\b"
    r"(?!\s+work\s+with)",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(
    r"^(?P<kind>.*?\b(?:services?|teams?))\s*(?:\bin\b\s*:?|\bof\b|:|\u2013|-)\s*(?P<place>[A-Z].*)$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"\b(?:HM|Her Majesty.?s|His Majesty.?s)\s+Inspectorate|^Published", re.IGNORECASE
)
_GLUED: Final = re.compile(r"(?<=[a-z])(?=(?:HM|Her|His) (?:Majesty.?s )?Inspectorate)")
_OPENS: Final = re.compile(r"^(?:an?\s+)?(?:joint\s+)?inspection\b", re.IGNORECASE)
FRONT: Final = 90
"""Within how many printed lines the front of a report ends."""


def openings(raw: Pages) -> list[int]:
    """Return the places, among the printed lines of the front, where such a title begins."""
    lines = [line.text for line in raw.lines if not line.blank][: FRONT + 1]
    return [
        place
        for place, (text, after) in enumerate(pairwise(lines))
        if _OPENS.match(text) and TITLE.match(f"{text} {after}")
    ]


def put_title(draft: Draft, raw: Pages) -> str | None:
    """Put the title and the kind, and return the place the report is of, if it is printed."""
    lines = [line for line in raw.lines if not line.blank][:FRONT]
    for start in openings(raw)[:1]:
        line = lines[start]
        parts: list[str] = []
        for after in lines[start : start + 5]:
            part, *glued = _GLUED.split(after.text)
            placed = _PLACED.match(raw.joined(parts))
            gap = parts and after.number > lines[start + len(parts) - 1].number + 1
            if _WHO.match(part) or printed_date(part) or squash(part) == "contents":
                break
            if placed and gap:
                break
            parts.append(part)
            if glued:
                break
        printed = re.sub(r"\s+\d{1,3}$", "", raw.joined(parts))
        title = spelt(printed.rstrip(" ,:-"), raw.text)[:300]
        placed = _PLACED.match(title)
        draft.put(title, line, "title")
        kind = re.sub(r"^an?\s+", "", placed["kind"] if placed else title, flags=re.IGNORECASE)
        draft.put(kind[:1].upper() + kind[1:], line, "kind")
        return placed["place"].strip() if placed else None
    return None


def put_published(draft: Draft, raw: Pages) -> None:
    """Put the date of publication as precisely as printed; warn where there is none."""
    lines = [line for line in raw.lines if not line.blank]
    front = next(
        (at for at, line in enumerate(lines) if squash(line.text) in ("contents", "foreword")),
        min(FRONT, len(lines)),
    )
    for at, line in enumerate(lines):
        named = re.match(
            r"publi(?:shed|cation)(?:\s+date)?\s*(?::|\bon\b|\bin\b|(?=\d|[A-Z]))",
            line.text,
            re.IGNORECASE,
        )
        text = _GLUED.split(line.text)[-1]
        if at >= front and not named:
            continue
        if named or _WHO.search(text):
            both = f"{text} {lines[at + 1].text}" if at + 1 < len(lines) else text
            found = printed_date(text) or (printed_date(both) if _ends_in_date(both) else None)
        else:
            found = printed_date(text)
            found = found if found and squash(found.text) == squash(text) else None
        if found is None or re.search(r"copyright|fieldwork|between", text, re.IGNORECASE):
            continue
        draft.put(found.text, line, "published", "text")
        draft.date(found, line, "published", "iso")
        return
    draft.warn("No date of publication is printed.")


def _ends_in_date(text: str) -> bool:
    found = printed_date(text)
    return found is not None and text.endswith(found.text)


def put_fieldwork(draft: Draft, pages: Pages, began: Sequence[Line]) -> None:
    """Put when the fieldwork began and ended, as precisely as anything in print says."""
    found: list[tuple[Printed, Printed | None, Line]] = []
    for place, line in enumerate(pages.lines):
        if not re.search(r"\bfieldwork\b", line.text, re.IGNORECASE):
            continue
        text = line.text if line in began else _passage(pages, place)
        text = text[text.casefold().index("fieldwork") :]
        sentence = re.split(r"(?<=[a-z\d)])\.\s+(?=[A-Z])", text)[0]
        dates = (
            None
            if re.search(r"previous|last inspect", sentence, re.IGNORECASE)
            else printed_range(sentence)
        )
        if dates:
            found.append((*dates, line))
    if not found:
        draft.warn("No date of the fieldwork is printed.")
        return
    best = max(found, key=lambda each: (len(each[0].iso or ""), each[1] is not None))
    draft.period(*best)
    for start, _, line in found:
        if start.iso and best[0].iso and not best[0].iso.startswith(start.iso):
            draft.warn(
                f"the fieldwork began {start.text} here, but {best[0].text} on line "
                f"{best[2].number}, which is kept.",
                line,
            )


def _passage(pages: Pages, place: int) -> str:
    """A line and those after it, up to the end of the paragraph."""
    parts: list[Line] = []
    for line in pages.lines[place : place + 6]:
        if line.blank:
            break
        parts.append(line)
    return pages.joined(parts)
