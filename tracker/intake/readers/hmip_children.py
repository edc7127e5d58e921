"""Inspections of youth justice work with children and victims, HM Inspectorate of Probation.

They are published from 2025 on, as web pages and as PDFs; the pages print no date.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.children.key_questions import put_questions
from tracker.intake.readers.children.overall import put_overall
from tracker.intake.readers.children.standards import put_ratings, ratings_at, standards
from tracker.intake.readers.children.title import KIND, is_about, put_title, title
from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.count_check import check_announced, check_beyond
from tracker.intake.readers.common.fieldwork import passages, put_cases, put_visits
from tracker.intake.readers.common.front_page import put_published
from tracker.intake.readers.common.headings import (
    closed,
    lettered,
    named,
    outline,
    sections,
    turned,
    unheaded,
    unlinked,
)
from tracker.intake.readers.common.improvements import is_heading, put_improvements
from tracker.intake.readers.common.list_points import list_mark
from tracker.intake.readers.common.recommendations import addressee, put_recommendations
from tracker.intake.readers.common.tokens import as_spelled, rating_at_end, squash
from tracker.intake.readers.layout import Draft, ReportReading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "hmip-children-victims-2025"
TITLE: Final = "inspections of youth justice work with children and victims, from 2025"

_KNOWN: Final = re.compile(
    r"^(?:foreword\w{0,40}|(?:summaryof|our|overall|inspection)?ratings?|executivesummary|background|"
    r"introduction|contextual(?:facts|information)|keyfacts|ourrecommendations?|recommendations?|"
    r"strengths|areasforimprovement|workwith(?:children|victims)\w{0,20}|further(?:information|reading)|"
    r"acknowledge?ments|annexe?\w{0,60}|references|footnotes|notes|glossary|diversity\w{0,40}|"
    r"equity\w{0,50}|(?:good|effective)practice\w{0,30}|(?:how|about)(?:we|this)inspect\w{0,40}|"
    r"methodology|organisational(?:arrangements|delivery)\w{0,30}|leadership\w{0,40}|"
    r"(?:children|victims)s?(?:and\w{0,30})?(?:voices?|views|participation)\w{0,40}|participation\w{0,40}|"
    r"involvementof\w{0,60}|assessing|planning|deliver(?:y|ing)|victims|"
    r"(?:progress|previous|outstanding)\w{0,30}recommendations\w{0,40})$"
)
_RATINGS: Final = re.compile(
    r"^(?:(?:summary of|our|overall|inspection)\s+)?ratings(?:\s+table)?$", re.IGNORECASE
)
_ADVICE: Final = re.compile(r"^(?:our\s+)?recommendations?(?:\s+(?:for|to)\s.+)?$", re.IGNORECASE)
_NAME: Final = (
    r"[A-Z][\w\u2019'&()/., -]{2,120}?"
    r"(?:\bServices?\b|\bTeams?\b|\bYJ\w?S\b|\bYOS\b|\bYOT\b|\b[A-Z&]*JS\b)"
)
_IN: Final = re.compile(
    rf"\bwork with children and victims in (?:the )?(?P<name>{_NAME})(?=\s*\(|\s+across|[.,])"
)
_OF: Final = re.compile(
    rf"^Overall, (?:the )?(?P<name>{_NAME})(?:\s*\([^)]*\))?\s+(?:was|is|has been)\s+rated\b"
)


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    raw = unlinked(pages)
    titled = title(raw)
    if titled is None or is_about(raw, titled[2]):
        return 0.2 if squash(KIND) in squash(raw.text[:20_000]) else 0.0
    whole = squash(raw.text)
    signs = ("foreword", "ratings", "recommendations", "workwithvictims", "youthjusticeservice")
    lines = {squash(re.sub(r"^[\d.\s]+", "", line.text)) for line in raw.lines}
    score = sum(
        sign in lines or (len(sign) > len("recommendations") and sign in whole) for sign in signs
    )
    rated = "rated" in whole or "overallrating" in whole
    return min(0.4 + 0.1 * score + 0.1 * rated, 1.0)


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a report of this layout says; what is not printed is missing."""
    draft = Draft()
    given, raw = pages, unlinked(pages)
    draft.facts.update(standards=[], items=[], samples=[])
    draft.facts["inspectorate"] = "HM Inspectorate of Probation"
    place = put_title(draft, raw)
    pages = unheaded(lettered(body(raw), raw), draft.facts["title"])
    keys = outline(given, draft.facts["title"])
    lines = pages.lines
    put_published(draft, raw)

    def heads(at: int) -> bool:
        return named(lines, at, _KNOWN, keys) and addressee(lines[at].text) is None

    table = ratings_at(lines, sections(lines, _RATINGS, lambda at: _ends_table(lines, at)))
    put_overall(draft, pages, table)
    rated, areas = standards(lines, table, heads)
    where = put_ratings(draft, pages, rated)
    put_visits(draft, pages)
    put_cases(draft, pages, whole=True)
    under = _under(draft, lines, where, areas, table)
    put_questions(draft, pages, under)
    _recommendations(draft, pages, keys)
    check_announced(draft, pages)
    _improvements(draft, pages, under, heads)
    service = _service(draft, pages, table, place)
    line = draft.lines.get(("title",))
    draft.identify(place or service or "unknown", service, line)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _ends_table(lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends the table of ratings: the heading of a part that holds no ratings."""
    return bool(
        re.match(
            r"^(?:recommendations?|background|executivesummary|introduction|foreword|contextual\w*|"
            r"keyfindings|strengths|furtherinformation)$",
            squash(re.sub(r"^[\d.\s]+", "", lines[at].text)),
        )
    )


def _service(draft: Draft, pages: Pages, table: range, place: str | None) -> str | None:
    """The name of the service: from the table of ratings, or where the foreword names it."""
    printed = [line for line in pages.lines[table.start + 1 : table.stop] if line.text][:7]
    for line, text in (
        pair for both in pairwise(printed) for pair in _alone_or_joined(pages, both)
    ):
        named_so = re.fullmatch(_NAME + r"(?:\s*\([^)]*\))?", text)
        if named_so and not rating_at_end(text)[1] and not text.startswith("Work with"):
            draft.lines["service", "name"] = line
            return as_spelled(re.sub(r"\s*\([^)]*\)$", "", text), pages.text)
    for form in (_IN, _OF):
        for line, sentence in passages(pages):
            if match := form.search(sentence):
                draft.lines["service", "name"] = line
                return as_spelled(match["name"].strip(), pages.text)
    if place:
        match = re.search(
            rf"\b{re.escape(place)}\s+Youth (?:Justice|Offending) (?:Service|Team)\b",
            pages.joined(pages.lines),
        )
        return match[0] if match else None
    return None


def _alone_or_joined(pages: Pages, both: tuple[Line, Line]) -> Iterator[tuple[Line, str]]:
    """A line that may name the service, and the same with the line below it, without its label."""
    for text in (both[0].text, pages.joined(both)):
        yield both[0], re.sub(r"^(?:name of )?service\s*:\s*", "", text, flags=re.IGNORECASE)


def _under(
    draft: Draft,
    lines: Sequence[Line],
    where: dict[int, int],
    areas: dict[int, str],
    table: range,
) -> list[int | None]:
    """The standard each line is under, by its place in the list of standards."""
    victims = [
        at
        for at, standard in enumerate(draft.facts["standards"])
        if "victim" in standard["name"].casefold()
    ]
    now: int | None = None
    under: list[int | None] = []
    for index, line in enumerate(lines):
        if index == table.stop:
            now = None
        if index in where:
            now = where[index]
        elif index in areas:
            now = victims[0] if areas[index] == "victims" and victims else None
        elif re.match(
            r"^(?:recommendations?|background|furtherinformation|annexe?\w*)$", squash(line.text)
        ):
            now = None
        under.append(now)
    return under


def _recommendations(draft: Draft, pages: Pages, keys: Collection[str]) -> None:
    """Put the recommendations of the section that has points below its heading."""
    pages = closed(turned(pages))
    lines = pages.lines

    def ends(at: int) -> bool:
        text = lines[at].text
        heads = named(lines, at, _KNOWN, keys) and addressee(text) is None
        return heads and not is_heading(text)

    for section in sections(lines, _ADVICE, ends):
        texts = [lines[at] for at in section[1:] if lines[at].text]
        if any(list_mark(line) or addressee(line.text) for line in texts):
            put_recommendations(draft, pages, section, ends)
            check_beyond(draft, lines[section.stop :], _ADVICE)
            return
    draft.warn("No section of recommendations was found.")


def _improvements(
    draft: Draft, pages: Pages, under: Sequence[int | None], heads: Callable[[int], bool]
) -> None:
    """Put the areas for improvement, under the number of their standard where it has one."""
    known = draft.facts["standards"]
    numbers = [None if at is None else known[at].get("number") for at in under]
    names = ["" if at is None else known[at]["name"] for at in under]
    put_improvements(draft, pages, numbers, names, heads)
    for item in draft.facts["items"]:
        item["number"] = item["number"].casefold()
