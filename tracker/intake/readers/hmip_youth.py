"""Youth inspections of HM Inspectorate of Probation, 2018 to 2024: single and joint, rated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.front_page import (
    covered,
    is_annual,
    openings,
    put_fieldwork,
    put_published,
    put_title,
    unheaded,
)
from tracker.intake.readers.common.improvements import is_heading, put_improvements
from tracker.intake.readers.common.passages import own_lines
from tracker.intake.readers.common.recommendations import addressee, put_recommendations
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.layout import Draft, ReportReading
from tracker.intake.readers.youth.overall import put_overall, ratings_table
from tracker.intake.readers.youth.questions import put_questions
from tracker.intake.readers.youth.ratings_table import rated_standards
from tracker.intake.readers.youth.samples import put_samples
from tracker.intake.readers.youth.standards import NAMES, headings, is_domain, put_standards

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "hmip-youth-2018"
TITLE: Final = "youth inspections of HM Inspectorate of Probation, 2018 to 2024"

_SECTIONS: Final = re.compile(
    r"^(?:foreword|overallfindings|background|introduction|contextualfacts|keyfacts|"
    r"contextualinformation|furtherinformation|acknowledgements|annexe?\w{0,60}|diversity|"
    r"resettlement|ourapproach|methodology|glossary|involvementofchildren\w{0,60}|"
    r"(?:good|effective|poor)?practiceexamples?\w{0,30}|recommendations|strengths|keyfindings|"
    r"ratings|summaryofratings|keydata|inspectionresults|inspectiondata)$"
)
_WITHIN: Final = ("strengths", "keyfindings", "keydata")
"""Headings within what is said of a standard."""
ENOUGH: Final = 20_000
"""How many lines are looked at to recognise a report."""
_HALF: Final = 0.5


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    if is_annual(pages):
        return 0.1
    titled = bool(openings(pages)) or covered(pages) is not None
    whole = "".join(squash(line.text) for line in pages.lines[:ENOUGH])
    standards = sum(
        any(f"{number.replace('.', '')}{squash(name)}" in whole for name in names)
        for number, names in NAMES.items()
    )
    return _HALF * titled + min(standards, 10) / 20


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a report of this layout says; what is not printed is missing."""
    draft = Draft()
    raw, pages = pages, unheaded(body(pages))
    draft.facts.update(standards=[], items=[], samples=[])
    draft.facts["inspectorate"] = "HM Inspectorate of Probation"
    place = put_title(draft, raw)
    draft.facts.setdefault("title", TITLE)
    draft.facts.setdefault("kind", "Youth inspection")
    put_published(draft, raw)
    table = ratings_table(pages)
    rated = [*rated_standards(draft, pages.lines, table), *headings(pages.lines, table)]
    put_fieldwork(draft, pages, pages.lines[table.start : table.stop])
    service = put_overall(draft, pages, table)
    put_standards(draft, rated, table)
    numbers = {heading.index: heading.number for heading in rated if heading.index not in table}
    under, sections = _under(pages.lines, numbers)
    put_questions(draft, pages, under)
    put_samples(draft, pages)
    tops = {heading.index for heading in rated}
    start = _recommendations(pages.lines)
    if start is None:
        draft.warn("No section of recommendations was found.")
    else:
        stop = range(start, len(pages.lines))
        put_recommendations(draft, pages, stop, lambda at: _heads(pages.lines, at, tops))
    put_improvements(draft, pages, under, sections, lambda at: _heads(pages.lines, at, tops))
    known = place or re.sub(r"\s*youth .*$", "", service or "", flags=re.IGNORECASE)
    own = own_lines(draft)
    draft.identify(known or "unknown", service, draft.lines.get(("title",)))
    draft.lines.update(own)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _heads(lines: Sequence[Line], index: int, tops: Collection[int]) -> bool:
    """Whether a line heads something else than the list above it."""
    text = lines[index].text
    return (
        index in tops
        or is_heading(text)
        or is_domain(text)
        or _is_section(text)
        or text.startswith("Our rating")
    )


def _is_section(text: str) -> bool:
    """Whether a line heads a section; the end of a sentence that says no more does not."""
    ends = text[:1].islower() or text.endswith(".")
    return not ends and bool(_SECTIONS.match(squash(text)))


def _under(lines: Sequence[Line], numbers: dict[int, str]) -> tuple[list[str | None], list[str]]:
    """The standard each line is under, if any, and the heading it is below."""
    standard: str | None = None
    section = ""
    under: list[str | None] = []
    sections: list[str] = []
    for index, line in enumerate(lines):
        if index in numbers:
            standard, section = numbers[index], line.text
        elif is_domain(line.text):
            standard, section = None, line.text
        elif _is_section(line.text) and (short := squash(line.text)) not in _WITHIN:
            standard, section = (standard if "practiceexample" in short else None), line.text
        under.append(standard)
        sections.append(section)
    return under, sections


def _recommendations(lines: Sequence[Line]) -> int | None:
    """Where the section of recommendations begins: its heading, with points or bodies below it."""
    for index, line in enumerate(lines):
        if not re.match(
            r"^(?:our\s+)?recommendations?(?:\s+(?:for|to)\s.+)?:?$", line.text, re.IGNORECASE
        ):
            continue
        below = [line.text for line in lines[index + 1 : index + 40] if not line.blank]
        if any(
            re.match(r"\W{0,2}\d{1,2}[.)]?\s|[•▪●-]\s", text) or addressee(text) for text in below
        ):
            return index
    return None
