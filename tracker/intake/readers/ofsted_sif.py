"""Ofsted's single inspections of children's services and reviews of the LSCB, 2013 to 2018."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.boilerplate import body
from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.layout import Draft, ReportReading
from tracker.intake.readers.ofsted import front_page
from tracker.intake.readers.ofsted.items import AREA, PRIORITY, RECOMMENDATION, Section, put_items
from tracker.intake.readers.ofsted.judgements import (
    JudgementRow,
    check_headings,
    differs,
    missing,
    put_judgements,
    rating_said,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages

LAYOUT: Final = "ofsted-sif"
TITLE: Final = "single inspections of children's services by Ofsted, 2013 to 2018"

NAMES: Final = (
    "Children who need help and protection",
    "Children looked after and achieving permanence",
    "Adoption performance",
    "Experiences and progress of care leavers",
    "Leadership, management and governance",
)
"""The judgements of the table."""

_PROGRESS: Final = "The experiences and progress of "
_HEADED: Final = {
    NAMES[0]: _PROGRESS + NAMES[0],
    NAMES[1]: _PROGRESS + NAMES[1],
    NAMES[2]: "The graded judgement for adoption performance is that it",
    NAMES[3]: "The graded judgement about the experience and progress of care leavers is that it",
    NAMES[4]: NAMES[4],
}
"""What each is called above its findings."""

_REPORT: Final = re.compile(
    r"^(?P<kind>(?:re-?\s?)?inspection of services for children in need of help and protection,? "
    r"children looked after and care leavers)"
    r"(?:,? and (?:the )?(?P<review>review of the effectiveness of the local safeguarding children "
    r"board(?: \(LSCB\))?))?$",
    re.IGNORECASE,
)
_OVERALL: Final = re.compile(
    r"^(?:the\s+overall\s+judgement\s+is\s+(?:that\s+)?(?:children.s\s+services\s+)?"
    r"|overall\s+effectiveness\s*:?\s*"
    r"|children.s\s+services\s+in\s+(?P<place>[^.;:]{3,60}?)\s+(?=are\b|require))"
    r"(?P<rating>(?:is\s+|are\s+)?(?:good|outstanding|inadequate|requires?\s+improvement(?:\s+to\s+be\s+good)?))\b",
    re.IGNORECASE,
)
_BOARD: Final = re.compile(
    r"^(?!outstanding|good|inadequate|requires|improvement)"
    r"(?P<name>(?:the\s+)?(?:effectiveness\s+of\s+the\s+)?(?:(?-i:[A-Z])[\w\u2019'-]+\s+){0,5}?"
    r"(?:(?:local\s+)?safeguarding\s+children\s+board|LSCB)(?:\s+\([A-Z]+\))?)\s*"
    r"(?::\s*(?:the\s+LSCB\s+)?)?"
    r"(?P<rating>(?:(?:is|are)\s+)?(?:judged\s+to\s+be\s+)?(?:good|outstanding|inadequate|"
    r"requires?\s+improvement(?:\s+to\s+be\s+good)?))(?:\s+because\b:?)?\.?$",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"^(?:the )?(?:(?-i:[A-Z])[\w\u2019'-]+ ){0,5}?"
    r"(?:local )?safeguarding children board(?: \([A-Z]+\))?$",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"^what does (?P<who>.{3,60}?) need to improve\W*$", re.IGNORECASE)
_TO: Final = re.compile(
    r"^recommendations? (?:for|to) (?P<who>(?:the )?.{3,80}?):?$", re.IGNORECASE
)
_KINDS: Final = (
    (re.compile(r"^(?:areas?for)?priority(?:and)?(?:immediate)?actions?$"), PRIORITY),
    (re.compile(r"^areas?forimprovement$"), AREA),
    (re.compile(r"^recommendations?$"), RECOMMENDATION),
)
"""The headings that points are under, as letters alone, and of which kind the points are."""
_OTHERS: Final = re.compile(
    r"^(?:the)?(?:localauthority|lscb|(?:\w{0,40}?)safeguardingchildrenboard(?:lscb)?)(?:s?strengths)?$|"
    r"^(?:progresssince|summaryfor|summaryoffindings|informationabout|inspectionjudgement|"
    r"inspectionfindings|keyjudgement|keyfindings|whattheinspection|executivesummary|contents|annex|"
    r"(?:the)?experiencesandprogress|(?:the)?gradedjudg|strengths|ourexpectations|"
    r"whatdoes\w*needtoimprove|theeffectivenessof|recommendations(?:for|to)(?:the)?\w{3,40}$)"
)
_TOGETHER: Final = 4
"""Over how many lines a judgement in a sentence may be wrapped."""


def recognises(pages: Pages) -> float:
    """Return how sure it is, from 0 to 1, that a report is of this layout."""
    judged = [row for row in rows(front_page.front(pages), NAMES) if row.rating]
    titled = front_page.title(pages, _REPORT) is not None
    if not titled and not judged:
        return 0.0
    sure = (
        0.25 * titled
        + 0.04 * len(judged)
        + 0.3 * front_page.dated(pages)
        + 0.25 * (front_page.published(pages) is not None)
    )
    return min(sure, 0.3) if front_page.is_letter(pages) else min(sure, 1.0)


def read(pages: Pages, name: str) -> ReportReading:  # noqa: ARG001 - the protocol hands every reader the file's name
    """Return what a report of this layout says; what is not printed is missing."""
    draft = Draft()
    raw, pages = pages, body(front_page.unheaded(pages))
    draft.facts.update(standards=[], items=[])
    draft.facts["inspectorate"] = "Ofsted"
    title = front_page.title(raw, _REPORT)
    if title is None:
        draft.warn("No title is printed.")
        draft.facts.update(title=TITLE, kind="Single inspection of children's services")
    else:
        draft.put(title.text, title.line, "title")
        draft.put(title.match["kind"], title.line, "kind")
    front_page.put_fieldwork(draft, raw)
    front_page.put_published(draft, raw)
    place = _put_overall(draft, raw)
    judgements = rows(front_page.front(raw), NAMES)
    put_judgements(draft, judgements)
    if gone := list(missing(judgements, NAMES)):
        draft.warn(f"Of the five judgements these were not found: {', '.join(gone)}.")
    printed = [line for line in pages.lines if not line.blank]
    after = [line for line in printed if judgements and line.number > judgements[-1].line.number]
    check_headings(draft, after, [(_HEADED[row.name], row) for row in judgements])
    _put_board(draft, printed, expected=bool(title and title.match["review"]))
    sections = _sections(pages.lines, title.last.number if title else 0)
    put_items(draft, pages, sections, _heads, numbered=True)
    if not sections:
        draft.warn("No section says what has to improve.")
    front_page.put_identity(draft, front_page.council(raw, title) or place)
    draft.facts["source"] = {"report": draft.facts["title"], "layout": LAYOUT}
    return draft.done(raw.sha256)


def _put_overall(draft: Draft, raw: Pages) -> tuple[str, Line] | None:
    """Put the overall judgement from the sentence at the front; return the place it names."""
    lines = front_page.front(raw)
    for start, line in enumerate(lines):
        text = raw.joined(front_page.plain(line.text) for line in lines[start : start + _TOGETHER])
        if match := _OVERALL.match(text):
            draft.put(rating_said(match["rating"]), line, "overall")
            return (match["place"], line) if match["place"] else None
    draft.warn("No overall judgement is printed.")
    return None


def _put_board(draft: Draft, lines: Sequence[Line], *, expected: bool) -> None:
    """Put the judgement on the Local Safeguarding Children Board, which has no number."""
    kept: JudgementRow | None = None
    for index, line in enumerate(lines):
        near = " ".join(line.text for line in lines[index : index + 2]).casefold()
        if "lscb" not in near and "safeguarding" not in near:
            continue
        for stop in range(_TOGETHER, 0, -1):
            text = " ".join(front_page.plain(line.text) for line in lines[index : index + stop])
            match = _BOARD.match(text)
            if match is None:
                continue
            name, rating = " ".join(match["name"].split()), rating_said(match["rating"])
            if kept is not None:
                differs(draft, kept, rating, line)
            else:
                kept = JudgementRow(index, line, None, name, rating)
                draft.add("standards", {"name": name, "rating": rating}, line)
            break
    if kept is None and expected:
        draft.warn("No judgement on the Local Safeguarding Children Board is printed.")


def _sections(lines: Sequence[Line], front: int) -> list[Section]:
    """The headings that points are under, each with the body that the headings above it name.

    The title names the Board too; the line it ends on is `front`.
    """
    sections: list[Section] = []
    part: str | None = None
    for index, line in enumerate(lines):
        text = front_page.plain(line.text)
        if named := _ASKS.match(text) or _TO.match(text):
            part = _capital(named["who"])
            if not _follows(lines, index):
                sections.append(Section(index, RECOMMENDATION if _TO.match(text) else AREA, part))
        elif line.number > front and _is_part(lines, index):
            below = lines[index + 1].text if index + 1 < len(lines) else ""
            part = f"{text} {below}" if re.fullmatch(r"\([A-Z]+\)", below) else text
        elif kind := _kind(text):
            sections.append(Section(index, kind, part))
    return sections


def _follows(lines: Sequence[Line], index: int) -> bool:
    """Whether the next heading says of which kind the points are."""
    ahead = [line.text for line in lines[index + 1 : index + 6] if line.text]
    return any(_kind(text) for text in ahead[:2])


def _is_part(lines: Sequence[Line], index: int) -> bool:
    """Whether a line heads the part on a body, and is no entry of a contents list or of prose."""
    text = front_page.plain(lines[index].text)
    if not front_page.shaped(text) or not (
        _PART.match(text[: front_page.PLACE]) or squash(text) == "thelocalauthority"
    ):
        return False
    ahead = next((line.text for line in lines[index + 1 : index + 4] if line.text), "")
    above = next((line.text for line in lines[:index][:-4:-1] if line.text), ".")
    return not ahead.isdecimal() and above.split()[-1] not in front_page.SMALL and above[-1] != ","


def _capital(who: str) -> str:
    return who[:1].upper() + who[1:]


def _kind(text: str) -> str | None:
    """The kind of the points below a heading; None if a line is no such heading."""
    if not front_page.shaped(text):
        return None
    return next((kind for heading, kind in _KINDS if heading.match(squash(text))), None)


def _heads(text: str) -> bool:
    """Whether a line heads something else than the points above it."""
    text = front_page.plain(text)
    return _kind(text) is not None or bool(_OTHERS.match(squash(text)))
