"""The key questions of each standard and the percentage of cases that were answered with yes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.words import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_ASKS: Final = re.compile(
    r"^(?:[-•*\u2013]\s*)?(?P<number>[1-4]\.[1-4]\.\d{1,2}\.?\s+)?(?:[a-h][).]\s+)?"
    r"(?P<text>(?:Does|Do|Is|Are|Has|Have|Was|Were|Did|How well|To what extent)\b.*)$"
)
_PERCENT: Final = re.compile(
    r"^\s*[^\w\s]{0,2}\s*(\d{1,4}(?:\.\d+)?)\s*(?:%|per ?cent)(?!\w)", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"\s(\d{1,4}(?:\.\d+)?)\s*%$")
MOST_LINES: Final = 5
MOST: Final = 100


def put_questions(draft: Draft, pages: Pages, under: Sequence[str | None]) -> None:
    """Put the key questions of each standard; `under` is the standard of each line, if any."""
    standards = {each["number"]: place for place, each in enumerate(draft.facts["standards"])}
    seen: dict[tuple[str, str], tuple[object, Line]] = {}
    for place, (line, number) in enumerate(zip(pages.lines, under, strict=True)):
        asked = _ASKS.match(line.text) if number in standards else None
        if asked is None or number is None:
            continue
        found = _asked(pages, place, asked)
        if found is None:
            continue
        text, printed = found
        percent = _whole(draft, text, printed, line)
        known = seen.setdefault((number, squash(text)), (percent, line))
        if known[1] is not line:
            if percent is not None and known[0] is not None and known[0] != percent:
                draft.warn(
                    f"{percent}% is printed here for a question of {number}, but {known[0]}% on "
                    f"line {known[1].number}, which is kept.",
                    line,
                )
            continue
        question: dict[str, object] = {"text": text}
        if percent is not None:
            question["percent"] = percent
        at = standards[number]
        order = len(draft.facts["standards"][at].setdefault("questions", []))
        draft.put(question, line, "standards", at, "questions", order)


def _asked(pages: Pages, place: int, asked: re.Match[str]) -> tuple[str, str | None] | None:
    """A question over its lines, and the percentage as printed; None for what is no key question.

    The percentage stands behind the question, under it, or beside one of its lines.
    """
    parts: list[str] = []
    beside: str | None = None
    rest = asked["text"]
    ahead = [line for line in pages.lines[place + 1 : place + 12] if not line.blank]
    for after in [*ahead[: MOST_LINES - 1], None]:
        question, mark, tail = rest.partition("?")
        if mark:
            text = pages.joined([*parts, question + mark])
            below = _PERCENT.match(after.text) if after and not tail.strip() else None
            printed = _PERCENT.match(tail) or below
            if printed and (
                not below or re.fullmatch(r"\W*[\d.]+\s*(?:%|per ?cent)\W*", below.string)
            ):
                return text, printed[1]
            return (text, beside) if beside or asked["number"] else None
        if found := _BESIDE.search(rest):
            beside, rest = found[1], rest[: found.start()]
        parts.append(rest)
        if after is None:
            return None
        rest = after.text
    return None


def _whole(draft: Draft, text: str, printed: str | None, line: Line) -> int | None:
    if printed is None:
        return None
    if not printed.isdecimal() or int(printed) > MOST:
        draft.warn(f"{printed}% is printed for {text!r}; that is no whole percentage.", line)
        return None
    return int(printed)
