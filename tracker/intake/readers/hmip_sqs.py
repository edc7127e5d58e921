"""Letters of the Short Quality Screening, 2012 to 2017: no ratings, figures in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import joined
from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.list_points import ends
from tracker.intake.readers.common.passages import Passage, own_lines, passage
from tracker.intake.readers.common.printed_dates import printed_date, printed_range
from tracker.intake.readers.common.tokens import NUMBER, as_spelled, number, squash
from tracker.intake.readers.layout import Draft, ReportReading
from tracker.intake.readers.letters.case_figures import figures, sentences
from tracker.intake.readers.letters.paragraphs import Paragraph, areas, commentary

if TYPE_CHECKING:
    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "hmip-sqs"
TITLE: Final = "Short Quality Screening letters of HM Inspectorate of Probation"

ENOUGH: Final = 1_000_000
"""How many letters are looked at to recognise a letter."""
NEAR: Final = 60
"""Within how many letters of its label the date of publication stands."""
FAR: Final = 200
"""Within how many letters of its verb the dates of a visit stand."""
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
_LABELLED: Final = re.compile(
    r"\b(?:publication\s+date|date\s+of\s+publication)\s*:\s*(\S.*)$", re.IGNORECASE
)
"""The same behind other labels, where a page has lost the ends of its lines."""
_GOES_ON: Final = re.compile(r"^(?!This\b|The\b|Context\b|Summary\b|We\b)\S")
_HELD: Final = re.compile(
    r"(?:conducted|carried out|undertaken|took place|held|inspection)\b[^.]{0,60}?"
    r"\b(?:during|from|on|between|in|over)\b(?P<dates>.*)",
    re.IGNORECASE,
)
_SAMPLE: Final = re.compile(
    r"\b(?:sample of|we (?:examined|inspected|assessed|looked at|reviewed))\s+(?:a total of\s+)?"
    rf"(?P<count>{NUMBER})\s+(?P<text>[^.;]*?\bcases?\b[^.;]*)",
    re.IGNORECASE,
)
_SUPERVISED: Final = re.compile(
    r"\b(?:supervised|managed)\s+by\s+(?:the\s+)?(?P<name>[A-Z][^.,;]*?\b(?:Service|Team|YOS|YOT|Services))\b"
)


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    whole = squash(pages.text[:ENOUGH])
    return min(sum(worth for sign, worth in _SIGNS if squash(sign) in whole), 1.0)


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
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
    line = draft.lines.get(("title",))
    own = own_lines(draft)
    draft.identify(place or service or "unknown", service, line)
    draft.lines.update(own)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _title(draft: Draft, raw: Pages) -> str | None:
    lines = raw.lines
    for start, line in enumerate(lines):
        if not _TITLE.match(line.text):
            continue
        parts: list[Line] = []
        for after in lines[start : start + 5]:
            if _PLACE.search(raw.joined(parts)) and not _GOES_ON.match(after.text):
                break
            parts.append(after)
        title = as_spelled(raw.joined(parts).rstrip(" .:"), raw.text)[:300].rstrip()
        draft.put(title, line, "title")
        placed = _PLACE.search(title)
        if placed:
            text = Passage(title, tuple(parts))
            draft.lines["service", "id"] = text.line(placed.start("place"))
        return placed["place"].strip() if placed else None
    draft.facts["title"] = "Report of Short Quality Screening"
    draft.warn("No title is printed.")
    return None


def _published(draft: Draft, raw: Pages) -> None:
    lines = [line for line in raw.lines if not line.blank]
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        named = _PUBLISHED.match(line.text) or _LABELLED.search(line.text)
        if named is None:
            continue
        both = passage(raw, [line, after] if after else [line])
        date = printed_date(both.text[: named.start(1) + NEAR], named.start())
        if date is not None:
            draft.put(date.text, both.line(date.at), "published", "text")
            draft.date(date, both.line(date.at), "published", "iso")
            return
    draft.warn("No date of publication is printed.")


def _fieldwork(draft: Draft, pages: Pages) -> None:
    for paragraph in _passages(pages):
        at = 0
        for sentence in sentences(paragraph.text):
            at = paragraph.text.index(sentence, at)
            held = _HELD.search(sentence)
            ours = re.search(r"SQS|inspection|screening", sentence, re.IGNORECASE)
            dates = printed_range(held["dates"][:FAR]) if held and ours else None
            if held and dates and not re.search(r"\b(?:previous|last)\b", sentence):
                for day, end in zip(dates, ("start", "end"), strict=True):
                    if day is not None:
                        line = paragraph.line(at + held.start("dates") + day.at)
                        draft.date(day, line, "fieldwork", end)
                return
            at += len(sentence)
    draft.warn("No date of the inspection is printed.")


def _sample(draft: Draft, pages: Pages) -> str | None:
    """Put the sample of cases, and return the name of the service that supervised them."""
    for paragraph in _passages(pages):
        match = _SAMPLE.search(paragraph.text)
        if match is None:
            continue
        text = " ".join(match["text"].split())
        line = paragraph.line(match.start("count"))
        draft.add("samples", {"text": text, "cases": number(match["count"])}, line)
        named = _SUPERVISED.search(paragraph.text, match.start(), match.end())
        if named:
            draft.lines["service", "name"] = paragraph.line(named.start("name"))
            return as_spelled(named["name"], pages.text)
        return None
    draft.warn("No sample of cases is printed.")
    return None


def _passages(pages: Pages) -> list[Passage]:
    """The paragraphs of the letter, whole over a gap."""
    groups: list[list[Line]] = [[]]
    gap = False
    for line in pages.lines:
        if line.blank:
            gap = True
            continue
        last = groups[-1][-1] if groups[-1] else None
        if gap and (last is None or ends(last.text) or line.text[:1].isupper()):
            groups.append([])
        groups[-1].append(line)
        gap = False
    return [passage(pages, group) for group in groups if group]


def _figures(draft: Draft, paragraph: Paragraph) -> None:
    for figure in figures(paragraph.passage.text):
        named = f"paragraph {paragraph.number}: " if paragraph.number else ""
        if figure.sufficient is None:
            draft.warn(
                f"{named}{figure.printed!r} does not tell how many were good.",
                paragraph.passage.line(figure.counted_at),
            )
            continue
        fact: dict[str, object] = {"paragraph": paragraph.number} if paragraph.number else {}
        fact |= {"sufficient": figure.sufficient, "of": figure.of, "text": figure.text}
        begins, printed = map(paragraph.passage.line, (figure.at, figure.counted_at))
        index = len(draft.facts["case_figures"])
        draft.add("case_figures", fact, begins)
        if printed is not begins:
            draft.lines["case_figures", index, "sufficient"] = printed
        if figure.rest:
            counts = joined(map(str, figure.rest), last="and")
            together = f", {sum(figure.rest)} together" if figure.rest[1:] else ""
            draft.warn(
                f"{named}{figure.sufficient} of {figure.of} leaves "
                f"{figure.of - figure.sufficient}; "
                f"the cases printed for the rest are {counts}{together}.",
                printed,
            )
