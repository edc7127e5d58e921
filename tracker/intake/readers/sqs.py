"""Letters of the Short Quality Screening, 2012 to 2017: no ratings, figures in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.dates import printed_date, printed_range
from tracker.intake.readers.figures import figures, unfitting
from tracker.intake.readers.furniture import body
from tracker.intake.readers.layout import Draft, Reading
from tracker.intake.readers.letter import Paragraph, areas, commentary
from tracker.intake.readers.words import NUMBER, number, spelt, squash

if TYPE_CHECKING:
    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "hmip-sqs"
TITLE: Final = "Short Quality Screening letters of HM Inspectorate of Probation"

ENOUGH: Final = 1_000_000
"""How many letters are looked at to recognise a letter."""
_SIGNS: Final = (
    ("Short Quality Screening", 0.4),
    ("Report of Short Quality Screening", 0.2),
    ("Commentary on the inspection", 0.2),
    ("Areas requiring improvement", 0.2),
    ("Publication date", 0.1),
)
_TITLE: Final = re.compile(
    r"^(?:report\s+of\s+(?:the\s+)?)?short\s+quality\s+screening\b", re.IGNORECASE
)
_PLACE: Final = re.compile(r"\b(?:work|services?)\s+in:?\s+(?:the\s+)?(?P<place>[A-Z].*)$")
_PUBLISHED: Final = re.compile(
    r"^(?:publication\s+date|date\s+of\s+publication|published)\s*:?\s*(.*)$", re.IGNORECASE
)
_HELD: Final = re.compile(
    r"(?:conducted|carried out|undertaken|took place|held|inspection)\b[^.]{0,60}?"
    r"\b(?:during|from|on|between|in|over)\b(?P<dates>.*)",
    re.IGNORECASE,
)
_SAMPLE: Final = re.compile(
    rf"\bsample of\s+(?P<count>{NUMBER})\s+(?P<text>[^.;]*?\bcases?\b[^.;]*)", re.IGNORECASE
)
_SUPERVISED: Final = re.compile(
    r"\b(?:supervised|managed)\s+by\s+(?:the\s+)?(?P<name>[A-Z][^.,;]*?\b(?:Service|Team|YOS|YOT|Services))\b"
)


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    whole = squash(pages.text[:ENOUGH])
    return min(sum(worth for sign, worth in _SIGNS if squash(sign) in whole), 1.0)


def read(pages: Pages, name: str) -> Reading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a letter says; it has no ratings, no score and no recommendations."""
    draft = Draft()
    raw, pages = pages, body(pages)
    draft.facts.update(case_figures=[], samples=[], items=[])
    draft.facts["inspectorate"] = "HM Inspectorate of Probation"
    draft.facts["kind"] = "Short Quality Screening"
    place = _title(draft, raw)
    _published(draft, raw)
    _fieldwork(draft, pages)
    service = _sample(draft, pages)
    for paragraph in commentary(pages):
        _figures(draft, paragraph)
    areas(draft, pages)
    dates = draft.facts.get("published", {}), draft.facts.get("fieldwork", {})
    years = re.findall(r"\d{4}", f"{dates[0].get('text', '')} {dates[1].get('start', '')}")
    line = draft.lines.get(("title",))
    draft.identify(place or service or "unknown", service, line, years[0] if years else None)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _title(draft: Draft, raw: Pages) -> str | None:
    lines = raw.lines
    for start, line in enumerate(lines):
        if not _TITLE.match(line.text):
            continue
        parts: list[Line] = []
        for after in lines[start : start + 5]:
            if _PLACE.search(raw.joined(parts)) and (after.blank or after.text.startswith("This ")):
                break
            parts.append(after)
        title = spelt(raw.joined(parts).rstrip(" .:"), raw.text)
        draft.put(title, line, "title")
        placed = _PLACE.search(title)
        return placed["place"].strip() if placed else None
    draft.facts["title"] = "Report of Short Quality Screening"
    draft.warn("No title is printed.")
    return None


def _published(draft: Draft, raw: Pages) -> None:
    lines = [line for line in raw.lines if not line.blank]
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        named = _PUBLISHED.match(line.text)
        if named is None:
            continue
        text = named[1] or (after.text if after else "")
        found = printed_date(text[:60])
        if found is None and named[1] and after:
            found = printed_date(f"{text} {after.text}"[:60])
        if found is not None:
            draft.put(found.text, line, "published", "text")
            draft.date(found, line, "published", "iso")
            return
    draft.warn("No date of publication is printed.")


def _fieldwork(draft: Draft, pages: Pages) -> None:
    for passage, line in _passages(pages):
        held = (
            _HELD.search(passage)
            if re.search(r"SQS|inspection|screening", passage, re.IGNORECASE)
            else None
        )
        sentence = re.split(r"(?<=\d{4})\.", held["dates"])[0] if held else ""
        found = printed_range(sentence) if not re.search(r"previous", sentence) else None
        if found is None:
            continue
        draft.period(*found, line)
        return
    draft.warn("No date of the inspection is printed.")


def _sample(draft: Draft, pages: Pages) -> str | None:
    """Put the sample of cases, and return the name of the service that supervised them."""
    for passage, line in _passages(pages):
        found = _SAMPLE.search(passage)
        if found is None:
            continue
        text = " ".join(found["text"].split())
        draft.add("samples", {"text": text, "cases": number(found["count"])}, line)
        named = _SUPERVISED.search(text)
        if named:
            draft.lines["service", "name"] = line
            return spelt(named["name"], pages.text)
        return None
    draft.warn("No sample of cases is printed.")
    return None


def _passages(pages: Pages) -> list[tuple[str, Line]]:
    """The paragraphs of the letter, each with the line it begins on."""
    found: list[list[Line]] = [[]]
    for line in pages.lines:
        if line.blank:
            found.append([])
        else:
            found[-1].append(line)
    return [(pages.joined(each), each[0]) for each in found if each]


def _figures(draft: Draft, paragraph: Paragraph) -> None:
    for figure in figures(paragraph.text):
        named = f"paragraph {paragraph.number}: " if paragraph.number else ""
        if figure.sufficient is None:
            draft.warn(
                f"{named}{figure.printed!r} may count what was good or what was not.",
                paragraph.line,
            )
            continue
        fact: dict[str, object] = {"paragraph": paragraph.number} if paragraph.number else {}
        fact |= {"sufficient": figure.sufficient, "of": figure.of, "text": figure.text}
        draft.add("case_figures", fact, paragraph.line)
        rest = unfitting(paragraph.text, figure)
        if rest:
            counts = f"{', '.join(map(str, rest[:-1]))} and {rest[-1]}"
            draft.warn(
                f"{named}{figure.sufficient} of {figure.of} leaves "
                f"{figure.of - figure.sufficient}; "
                f"the cases printed for the rest are {counts}, {sum(rest)} together.",
                paragraph.line,
            )
