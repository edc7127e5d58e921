"""The recommendations of a youth inspection: numbered on, addressed to one body after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.numerals import letters
from tracker.intake.readers.common.list_points import (
    ListMark,
    ListPoint,
    ends,
    list_mark,
    usual_width,
)
from tracker.intake.readers.common.list_rules import (
    begins_on,
    goes_on,
    undone,
    warn_of_others,
    within,
)
from tracker.intake.readers.common.tokens import NUMBER, number, squash

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_ADDRESSED: Final = re.compile(
    r"^(?P<who>[A-Z“\"'\u2018].{1,250}?)\s+(?:should|must|needs? to|ought to)\b(?P<rest>[^.:]*):?$"
)
_ASKED: Final = re.compile(r"^(?:we recommend|it is recommended) that:?\s+", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"^(?:To |For )?(?P<who>(?:[Tt]he |All |Both |Each )?[A-Z][^.:;?]{2,200}):$"
)
_ITSELF: Final = re.compile(r"^(?P<who>[A-Z][^.;:]{2,160}?)\s+(?:should|must)\s")
_SECTION: Final = re.compile(
    r"^recommendations?\s+(?:for|to)\s+(?P<who>the .{3,120}|[A-Z].{3,120}?):?$", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    rf"\b(?:made|make|makes|are|following)\s+({NUMBER})\s+(?:\w+\s+)?recommendations?\b",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"\b(?:board|service|council|authority|police|chair|head|director|manager|team|committee|"
    r"partnership|commissioner|ministry|department|trust|court|agency)s?\b",
    re.IGNORECASE,
)
_BODY_ENDS: Final = re.compile(rf"(?:{_BODY.pattern}|\bpartners)$", re.IGNORECASE)
_NOT_BODIES: Final = re.compile(
    r"recommend|inspection|findings|practice example|key question", re.IGNORECASE
)
LONGEST: Final = 5
"""Over how many lines an addressee may be wrapped."""
SHORT: Final = 120
"""Letters an addressee has at the most where no `should` shows it to be one."""
MOST: Final = 500
"""How many recommendations a report makes at the most."""
SKIPPED: Final = 3
"""How far a printed number may run ahead of its place and still be one."""


class _RecommendationList:
    """The recommendations gathered so far, and what the next one may look like."""

    def __init__(self, pages: Pages, draft: Draft) -> None:
        self.pages, self.draft = pages, draft
        self.points: list[tuple[ListPoint, tuple[str, Line] | None]] = []
        self.addressee: tuple[str, Line] | None = None
        self.numbered: bool | None = None
        self.first: ListPoint | None = None
        self.last = 0

    def begins(self, list_mark: ListMark, line: Line) -> bool:
        """Whether a mark begins the next recommendation, and is no part of the one before it."""
        if list_mark.number is None:
            above = self.points[-1][0] if self.points else None
            if self.numbered is None or self.first is None:
                return True
            deeper = above is not None and line.indent > above.line.indent + 1
            return (
                not self.numbered and not deeper and not within(above, self.first, list_mark, line)
            )
        if not list_mark.number.isdecimal() or self.numbered is False:
            return False
        value = int(list_mark.number)
        fresh = self.numbered is None
        if list_mark.bare:
            return value == self.last + 1 or (value == 1 and fresh)
        return self.last < value <= self.last + SKIPPED or (value == 1 and fresh) or not self.last

    def begin(self, list_mark: ListMark, line: Line) -> None:
        """Begin a recommendation."""
        self.numbered = list_mark.number is not None
        if list_mark.number is not None:
            value = int(list_mark.number)
            if self.points and value > self.last + 1:
                self.draft.warn(f"the number {value} follows {self.last}.", line)
            self.last = value
        point = ListPoint(line, list_mark, [list_mark.rest], [line])
        self.points.append((point, self.addressee))
        self.first = self.first or point

    def head(self, stray: list[Line]) -> None:
        """Take a short line alone above a point for its addressee, if it names a body."""
        text = self.pages.joined(stray)
        if text.endswith(":"):
            if not self.address(text, stray[0]):
                self.addressee = None
                self.draft.warn("what stands here is taken for no addressee.", stray[0])
            return
        if not text or (ends(text) and not self.points) or _NOT_BODIES.search(text):
            return
        if _BODY.search(text) and len(text) <= SHORT and not re.search(r"[.:;?!]$", text):
            self.addressee, self.numbered = (text, stray[0]), None
        elif self.points:
            self.draft.warn("what stands here is taken for no addressee.", stray[0])

    def address(self, text: str, line: Line) -> bool:
        """Take a paragraph for the addressee of what follows, if it is one."""
        body = addressee(text)
        if body is None:
            return False
        self.addressee, self.numbered = (body[0], line), None
        if body[1]:
            self.draft.warn(f"{body[1]!r} stands between the addressee and its points.", line)
        return True


def addressee(text: str) -> tuple[str, str] | None:
    """Return the body a line addresses, and the words between it and its points."""
    text = text.strip()
    if asked := _ASKED.match(text):
        text = text[asked.end() :]
        text = text[:1].upper() + text[1:]
    match = _ADDRESSED.match(text)
    if match and (text.endswith(":") or not match["rest"].strip()) and "." not in match["who"]:
        return (
            None
            if _NOT_BODIES.search(match["who"])
            else (match["who"].rstrip(" ,"), match["rest"].strip())
        )
    named = _NAMED.match(text)
    if named and not _NOT_BODIES.search(text):
        return named["who"], ""
    return None


def put_recommendations(
    draft: Draft, pages: Pages, section: range, heading: Callable[[int], bool]
) -> None:
    """Put each recommendation of the section, with its number, its addressee and its text."""
    lines = pages.lines
    listed = _RecommendationList(pages, draft)
    title = _SECTION.match(lines[section.start].text)
    if title:
        listed.addressee = title["who"], lines[section.start]
    width = usual_width(lines)
    above: list[Line] = []
    stray: list[Line] = []
    point: ListPoint | None = None
    gap, skip = False, 0
    for index in section[1:]:
        line = lines[index]
        if skip:
            skip -= 1
            continue
        if line.blank:
            gap = True
            continue
        if heading(index):
            break
        begun = list_mark(line)
        body = _wrapped(pages, index, section.stop, begun.rest if begun else line.text)
        if body and body[1] and point and not gap and undone(point.lines[-1].text):
            body = None
        if body and (begun is None or (begun.bullet and begun.number is None)):
            listed.address(*_whole(pages, stray, body[0], line))
            point, skip, stray = None, body[1], []
        elif begun and listed.begins(begun, line):
            listed.head(stray)
            stray = []
            listed.begin(begun, line)
            point = listed.points[-1][0]
        elif point and goes_on(point, line, gap=gap, width=width):
            point.parts.append(line.text)
            point.lines.append(line)
        elif not re.fullmatch(r"\d{1,3}", line.text):
            above = above if listed.points else [*above, line]
            apart = point or (gap and not line.text[0].islower())
            stray = [line] if apart else [*stray, line]
            point = None
        gap = False
    _put(draft, pages, listed)
    _counted(draft, pages.joined(above), len(listed.points), lines[section.start])


def _wrapped(pages: Pages, index: int, stop: int, first: str) -> tuple[str, int] | None:
    """An addressee that begins on a line and may be wrapped; and how many more lines it takes."""
    parts: list[str] = []
    gap = False
    for more, line in enumerate(pages.lines[index : min(stop, index + LONGEST)]):
        if line.blank:
            gap = True
            continue
        if more and (list_mark(line) or (gap and not line.text[0].islower())):
            break
        parts.append(line.text if more else first)
        text = pages.joined(parts)
        if addressee(text):
            return text, more
        if re.search(r"[.:;?!]$", text):
            break
    return None


def _whole(pages: Pages, stray: list[Line], body: str, line: Line) -> tuple[str, Line]:
    """An addressee with the line above it, where that begins it: "The chair of the", "Board".

    With it comes the line it begins on.
    """
    ended = [at for at, line in enumerate(stray, start=1) if ends(line.text)]
    left = stray[ended[-1] :] if ended else stray
    above = pages.joined(left)
    names = re.match(r"(?:The|Each|Both)\s", above) or (
        _BODY.search(above) and not _BODY_ENDS.search(above) and len(above) <= SHORT
    )
    begins = names and not re.search(r"[.:;?!]$", above)
    alone = re.match(r"(?:The|Each|Both|All|HM)\s", body)
    both = f"{above} {body}"
    return (both, left[0]) if begins and not alone and addressee(both) else (body, line)


def _put(draft: Draft, pages: Pages, listed: _RecommendationList) -> None:
    """Put the points; a number that begins again for each body is told apart by a letter."""
    times: dict[str, int] = {}
    if len(listed.points) > MOST:
        draft.warn(f"{MOST} recommendations were found; the rest is left out.")
    for index, (point, who) in enumerate(listed.points[:MOST], start=1):
        printed = point.mark.number
        text = point.text(pages)
        if not text:
            draft.warn("a number without words is left out.", point.line)
            continue
        if printed is None:
            draft.warn(
                "no numbers are printed from here; they are counted.", listed.points[0][0].line
            )
        plain = str(int(printed)) if printed else str(index)
        times[plain] = times.get(plain, 0) + 1
        number = plain if times[plain] == 1 else f"{plain}-{letters(times[plain])}"
        if number != plain:
            draft.warn(f"{plain} is printed again; here it is {number}.", point.line)
        item = {"number": number, "kind": "recommendation", "text": text}
        itself = _ITSELF.match(text)
        named = itself["who"] if itself and _names_body(itself["who"]) else None
        begins = begins_on(point)
        warn_of_others(draft, text, begins)
        body = who or (named and (named, begins))
        if body is None:
            draft.warn(f"recommendation {number} is addressed to nobody in print.", point.line)
        else:
            item["addressee"] = body[0]
        draft.add("items", item, begins)
        if body and body[1] is not begins:
            draft.put(body[0], body[1], "items", len(draft.facts["items"]) - 1, "addressee")


def _names_body(subject: str) -> bool:
    """Whether the subject of a sentence is a body, and no thing that is to be done."""
    return "," not in subject and bool(subject.startswith("The ") or _BODY.search(subject))


def _counted(draft: Draft, intro: str, count: int, line: Line) -> None:
    stated = _COUNTED.search(intro)
    stated_count = number(stated[1]) if stated else None
    if stated_count is not None and stated_count != count:
        draft.warn(f"{stated[1]} recommendations are announced, and {count} found.", line)  # type: ignore[index]
    if not count and "norecommendation" not in squash(intro):
        draft.warn("no recommendation was found in this section.", line)
