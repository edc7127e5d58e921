"""Thematic inspections of HM Inspectorate of Probation, alone or joint: of no one service.

They rate nothing. Their recommendations are numbered on from one body to the next, and often
are twice: in a summary and in a chapter of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.count_check import check_announced, check_beyond
from tracker.intake.readers.common.fieldwork import put_cases, put_visits
from tracker.intake.readers.common.front_page import openings, put_published
from tracker.intake.readers.common.headings import (
    closed,
    named,
    outline,
    sections,
    stands_alone,
    turned,
    unheaded,
    unlinked,
)
from tracker.intake.readers.common.list_points import list_mark
from tracker.intake.readers.common.recommendations import addressee, put_recommendations
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.layout import Draft, ReportReading
from tracker.intake.readers.thematic.duplicates import DuplicateFilter
from tracker.intake.readers.thematic.front_page import front, kind, put_front

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "hmip-thematic"
TITLE: Final = "thematic inspections of HM Inspectorate of Probation"

_ADVICE: Final = re.compile(
    r"^(?:(?:our|key|summary of|list of|full list of|the)\s+)?(?:conclusions? and )?"
    r"recommendations?(?:\s+(?:for|to)\s.+| in full| and (?:conclusions?|next steps))?$",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(
    r"^(?:foreword\w{0,40}|executivesummary|introduction|background\w{0,30}|context|contextualfacts|"
    r"keyfacts|keyfindings|findings|conclusions?|methodology|aims?(?:and\w{0,40})?|scope\w{0,40}|"
    r"whythis\w{0,40}|reportoutline|annexe?\w{0,60}|appendi(?:x|ces)\w{0,60}|references|glossary\w{0,40}|"
    r"further(?:information|reading)|footnotes|endnotes|notes|acknowledgements?|"
    r"ourapproach|aboutthis\w{0,40}|chapter\d*\w{0,60}|(?:good|effective)practice\w{0,30}|policy\w{0,60}|"
    r"leadership\w{0,60}|governance\w{0,60}|roleof\w{0,60}|standards|whatwefound|nextsteps|"
    r"(?:our|key|summaryof|listof|fulllistof|the)?(?:conclusionsand)?recommendations?|"
    r"(?:outstanding|previous|progress|implementationof)\w{0,40}recommendations\w{0,60}|"
    r"recommendations(?:from|in|made|of)\w{0,60}|recommendationsfor\w{3,60})$"
)
_OTHERWISE: Final = re.compile(
    r"^(?:press release|news|(?:news|media) release|blog|(?:youth )?annual report|"
    r"effective practice guide|action plan|corporate plan|business plan|consultation|"
    r"guidance manual|academic insights|research (?:&|and) analysis|notes? to editors|minutes|"
    r"agenda)\b|"
    r"^based on:|\bannual report\b|\beffective practice guide\b|\baction plan\b|"
    r"\bjoint targeted area\b",
    re.IGNORECASE,
)
_PREFACED: Final = re.compile(
    r"^(?:we|it is|the inspectorates?|inspectors|this inspection)\s+(?:therefore\s+)?recommend\w*"
    r"(?:\s+that)?:?\s+(?=.*(?:should\b.*)?:$)",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"^(?:(?i:recommendation|rec\.?)|R)\s?(\d{1,2})(?:\s*[:.)\u2013-]\s*|\s+(?=[A-Z])|$)"
)
_TO: Final = re.compile(r"^(?:To|For)\s+(?=[a-z].{3,160}:$)")
_JOINTLY: Final = re.compile(r"^([A-Z].{2,200}? should jointly)$")
AROUND: Final = 100
"""How many lines above a section are seen with it."""


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    raw = unlinked(pages)
    top = front(raw)
    if any(_OTHERWISE.search(line.text) for line in top):
        return 0.1
    whole = squash(pages.text[:200_000])
    probation = re.search(r"inspectorateofprobation|hmiprobation|inspectorofprobation", whole)
    report_kind = kind(raw, top)
    heads = {squash(re.sub(r"^[\d.\s]+", "", line.text)) for line in raw.lines if line.text}
    advice = any(_ADVICE.match(re.sub(r"^[\d.\s]+", "", line.text)) for line in raw.lines)
    bodies = any(addressee(line.text) for line in _lines(raw))
    signs = sum(
        heading in heads for heading in ("foreword", "executivesummary", "introduction", "contents")
    )
    sure = (
        0.4 * bool(report_kind)
        + 0.1 * bool(probation)
        + 0.2 * advice
        + 0.2 * bodies
        + 0.05 * min(signs, 2)
    )
    rates = any(
        re.match(r"overall rating\b|score\b.{0,8}\d+/\d+", line.text, re.IGNORECASE)
        for line in raw.lines
    )
    one = openings(raw) or rates or "workwithchildrenandvictimsin" in whole[:20_000]
    if report_kind is None or not probation or one or "shortqualityscreening" in whole[:5_000]:
        return min(sure, 0.3 if report_kind else 0.1)
    return min(sure, 1.0)


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a report of this layout says; it names no service and gives no ratings."""
    draft = Draft()
    given, raw = pages, unlinked(pages)
    pages = body(raw)
    draft.facts.update(items=[], samples=[])
    short = put_front(draft, raw)
    put_published(draft, raw)
    put_visits(draft, pages)
    put_cases(draft, pages, whole=False)
    keys = outline(given, draft.facts["title"])
    pages = unheaded(closed(turned(pages.of(_lines(pages)))), draft.facts["title"])
    lines = pages.lines

    def heads(at: int) -> bool:
        return addressee(lines[at].text) is None and (
            named(lines, at, _KNOWN, keys) or stands_alone(lines, at)
        )

    _put_advice(draft, pages, raw.joined(raw.lines), heads)
    check_announced(draft, pages)
    draft.called(f"thematic-{short}")
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _lines(pages: Pages) -> list[Line]:
    """The lines with a recommendation's label as its number, and a body without its preface."""
    lines: list[Line] = []
    for line in pages.lines:
        text = _LABELLED.sub(r"\1. ", line.text).strip()
        text = _JOINTLY.sub(r"\1:", _TO.sub("", _PREFACED.sub("", text)))
        lines.append(line._replace(text=text[:1].upper() + text[1:] if text != line.text else text))
    return lines


def _put_advice(draft: Draft, pages: Pages, printed: str, heads: Callable[[int], bool]) -> None:
    """Put each recommendation once, from every section that holds some, in the order of print."""
    lines = pages.lines
    kept = DuplicateFilter()
    empty: Draft | None = None
    for section in sections(lines, _ADVICE, heads):
        texts = [lines[at] for at in section[1:] if lines[at].text]
        if not any(list_mark(line) or addressee(line.text) for line in texts):
            continue
        scratch = _read(pages, section, heads)
        new = [pair for pair in _items(scratch) if not kept.known(draft, *pair)]
        if new:
            draft.warned.update(scratch.warned)
            check_beyond(draft, lines[section.stop : section.stop + AROUND], _ADVICE)
        elif not kept.items:
            empty = scratch
        for item, line in new:
            _as_printed(item, printed)
            kept.add(draft, item, line)
    if not kept.items:
        draft.warned.update(empty.warned if empty else {})
        draft.warn("No section of recommendations was found.")


def _read(pages: Pages, section: range, heads: Callable[[int], bool]) -> Draft:
    """The recommendations of one section, read with the lines around it alone."""
    scratch = Draft(facts={"items": []})
    first = max(section.start - AROUND, 0)
    part = pages.of(pages.lines[first : section.stop + AROUND])
    within = range(section.start - first, section.stop - first)
    put_recommendations(scratch, part, within, lambda at: heads(at + first))
    return scratch


def _as_printed(item: dict[str, Any], printed: str) -> None:
    """Give an addressee back the small letter it has in the middle of its sentence."""
    who = item.get("addressee", "")
    small = who[:1].lower() + who[1:]
    if who not in printed and small in printed:
        item["addressee"] = small


def _items(scratch: Draft) -> Iterator[tuple[dict[str, Any], Line]]:
    for at, item in enumerate(scratch.facts["items"]):
        yield item, scratch.lines["items", at]
