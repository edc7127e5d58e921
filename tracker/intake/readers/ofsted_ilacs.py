"""Ofsted's inspections of local authority children's services (ILACS), 2018 on.

Judgements have no numbers and points no numbers of their own. No date of publication is printed,
and since April 2026 no overall effectiveness.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.layout import Draft, ReportReading
from tracker.intake.readers.ofsted import front_page
from tracker.intake.readers.ofsted.items import AREA, PRIORITY, Section, put_items
from tracker.intake.readers.ofsted.judgements import (
    JudgementRow,
    check_headings,
    letters,
    put_judgements,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "ofsted-ilacs"
TITLE: Final = "inspections of local authority children's services by Ofsted, 2018 on"

OVERALL: Final = "Overall effectiveness"
_AREAS: Final = (
    "impact of leaders on social work practice with children and families",
    "impact of leaders on practice with children and families",
    "experiences and progress of children who need help and protection",
    "experiences and progress of children in care and care leavers",
    "experiences and progress of children in care",
    "experiences and progress of care leavers",
)
NAMES: Final = (
    *(f"The {area}" for area in _AREAS),
    *(f"{area[:1].upper()}{area[1:]}" for area in _AREAS),
    OVERALL,
)
"""The judgements of the table, as the years have named them."""

WITHOUT_OVERALL: Final = "2026-04"
"""Since when no overall effectiveness is judged."""

_REPORT: Final = re.compile(
    r"^(?P<first>(?:re-?\s?)?inspection of )(?:the )?(?P<place>(?-i:[A-Z]).{2,70}?[ \u2019's]+)??"
    r"(?P<last>(?:local authority )?children.?s (?:social care )?services)$",
    re.IGNORECASE,
)
_KINDS: Final = (
    (re.compile(r"^areas?forimprovement$|^whatneedstoimprove(?!inthisarea)\w{0,12}$"), AREA),
    (re.compile(r"^(?:areas?for)?priorityactions?$"), PRIORITY),
)
"""The headings that points are under, as letters alone, and of which kind the points are."""
_OTHERS: Final = re.compile(
    r"^(?:the)?(?:experiencesandprogressof|impactofleaders|overalleffectiveness|summary$|"
    r"mainfindings|findings$|whatisworkingwell|servicesfor|inspectionfindings|"
    r"informationabout|officeforstandardsineducation)|^judgement\w*grade|^\w*crowncopyright"
)
_LEAST: Final = 2
"""How many rated judgements show a table of this layout."""


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    lines = front_page.front(pages)
    rated_rows = [row for row in rows(lines, NAMES) if row.rating and not row.number]
    judged = [row for row in rated_rows if row.name != OVERALL]
    titled = front_page.title(pages, _REPORT) is not None
    if not titled and not judged:
        return 0.0
    led = any(re.match(r"lead\s+inspector\b", line.text, re.IGNORECASE) for line in lines)
    sure = (
        0.2 * titled + 0.25 * (len(judged) >= _LEAST) + 0.35 * front_page.dated(pages) + 0.2 * led
    )
    return min(sure, 0.3) if front_page.is_letter(pages) else sure


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a report of this layout says; what is not printed is missing."""
    draft = Draft()
    raw, pages = pages, body(front_page.unheaded(pages))
    draft.facts.update(standards=[], items=[])
    draft.facts["inspectorate"] = "Ofsted"
    service, place = _put_title(draft, raw)
    front_page.put_fieldwork(draft, raw)
    front_page.put_published(draft, raw)
    judgements = rows(front_page.front(raw), NAMES)
    _put_overall(draft, judgements)
    judged = [row for row in judgements if row.name != OVERALL]
    put_judgements(draft, judged)
    _missed(draft, judged)
    printed = [line for line in pages.lines if not line.blank]
    after = [line for line in printed if judgements and line.number > judgements[-1].line.number]
    check_headings(draft, after, [(row.name, row) for row in judgements])
    sections = [
        Section(at, kind) for at, line in enumerate(pages.lines) if (kind := _kind(line.text))
    ]
    put_items(draft, pages, sections, _heads, numbered=False)
    if not sections:
        draft.warn("No section says what needs to improve.")
    front_page.put_identity(draft, service, place)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _put_title(draft: Draft, raw: Pages) -> tuple[tuple[str, Line] | None, str | None]:
    """Put the title and the kind; return the name of the service as printed, and its place.

    Where the title names the place, what it is an inspection of is the service.
    """
    title = front_page.title(raw, _REPORT)
    above = front_page.council(raw, title)
    if title is None:
        draft.warn("No title is printed.")
        draft.facts.update(title=TITLE, kind="Inspection of local authority children's services")
        return above, None
    draft.put(title.text, title.line, "title")
    place = title.match["place"]
    draft.put(title.match["first"] + title.match["last"], title.line, "kind")
    if above or not place:
        return above, None
    return (title.text[title.match.start("place") :], title.line), place.strip()


def _put_overall(draft: Draft, rows: Sequence[JudgementRow]) -> None:
    rated = next((row for row in rows if row.name == OVERALL and row.rating), None)
    if rated:
        draft.put(rated.rating, rated.line, "overall")
        return
    began = draft.facts.get("fieldwork", {}).get("start", "")
    if not began or began[: len(WITHOUT_OVERALL)] < WITHOUT_OVERALL:
        draft.warn("No overall effectiveness is printed.")


def _missed(draft: Draft, judged: Sequence[JudgementRow]) -> None:
    """Warn of each of the judgements every report has that was not found."""
    known = " ".join(letters(row.name) for row in judged)
    for part in ("impact of leaders", "help and protection", "children in care", "care leavers"):
        if letters(part) not in known:
            draft.warn(f"No judgement on {part!r} was found.")


def _kind(text: str) -> str | None:
    """The kind of the points below a heading; None if a line is no such heading."""
    if not front_page.shaped(text):
        return None
    return next((kind for heading, kind in _KINDS if heading.match(squash(text))), None)


def _heads(text: str) -> bool:
    """Whether a line heads something else than the points above it."""
    return _kind(text) is not None or bool(_OTHERS.match(squash(text)))
