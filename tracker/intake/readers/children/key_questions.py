"""The key questions of a report on work with children and victims, and the percentages they had.

A question that no percentage answers says nothing of the service, and is no fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_ASKS: Final = re.compile(
    r"^(?:[-•*\u2013]\s*)?(?P<number>[A-Z]{0,2}\d(?:\.\d{1,2}){1,2}\.?:?\s+)?(?:[a-h][).]\s+)?"
    r"(?P<text>(?:Does|Do|Is|Are|Has|Have|Was|Were|Did|How (?:well|effectively)|To what extent)\b"
    r".*)$"
)
_KEY: Final = re.compile(r"\bkey questions?\b\W*$", re.IGNORECASE)
_PERCENT: Final = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)")
_ORGANISED: Final = re.compile(r"\borganisational\b", re.IGNORECASE)
"""The questions that no percentage answers in any report."""
_NONE: Final = re.compile(
    r"^\W*(?:n/?a|not (?:applicable|scored|rated)|[-\u2013\u2014])\W*$", re.IGNORECASE
)
_PARTED: Final = re.compile(r"\d(?:\n(?:per\s)?cent\b|\n%|\s+per\ncent\b)", re.IGNORECASE)
"""A percentage that is cut by the end of a line."""
_USUAL: Final = re.compile(
    r"(?:Does (?:assessing|planning|(?:the )?deliver)|Is work with victims\b)"
)
"""How the key questions of most reports begin."""
_ALONE: Final = re.compile(r"^\W*\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent)(?:\W+\d{1,3}\s?%)*\W*$")
MOST_LINES: Final = 6


def put_questions(draft: Draft, pages: Pages, under: Sequence[int | None]) -> None:
    """Put each answered question once under its standard; `under` is that of each line, if any."""
    numbers = {
        standard["number"]: at
        for at, standard in enumerate(draft.facts["standards"])
        if "number" in standard
    }
    seen: dict[tuple[int, str], tuple[int | None, Line]] = {}
    unanswered: dict[tuple[int, str], Line] = {}
    headed = False
    for index, line in enumerate(pages.lines):
        asked = _ASKS.match(line.text)
        headed = bool(_KEY.search(line.text)) or (headed and (line.blank or asked is not None))
        if asked is None:
            headed = headed or _goes_on(pages.lines, index)
            continue
        question = _asked(pages, index, asked)
        number = (asked["number"] or "").strip(" .:")
        stem = next((n for n in numbers if number and number.startswith(n)), None)
        at = numbers[stem] if stem else under[index]
        usual = bool(number or headed or _USUAL.match(asked["text"]))
        if question is None and usual and re.search(r"[?%]", line.text):
            draft.warn("what looks like a key question here is not read as one.", line)
        if question is None or at is None or not (question[1] or usual):
            continue
        text, percents = question
        if not percents:
            if not _ORGANISED.search(text) and not _answered_by_none(pages.lines, index):
                unanswered.setdefault((at, squash(text)), line)
            continue
        percent = _whole(draft, text, percents, line)
        known = seen.setdefault((at, squash(text)), (percent, line))
        if known[1] is line:
            fact = {"text": text} if percent is None else {"text": text, "percent": percent}
            order = len(draft.facts["standards"][at].setdefault("questions", []))
            draft.put(fact, line, "standards", at, "questions", order)
        elif percent is not None and known[0] is not None and known[0] != percent:
            draft.warn(
                f"{percent}% is printed here for a question, but {known[0]}% on line "
                f"{known[1].number}, which is kept.",
                line,
            )
    for key, line in unanswered.items():
        if key not in seen:
            draft.warn("no percentage is printed for this key question.", line)


def _answered_by_none(lines: Sequence[Line], index: int) -> bool:
    """Whether it is printed that there is no percentage."""
    ahead = [line.text for line in lines[index + 1 : index + MOST_LINES] if line.text]
    asked = next((at for at, text in enumerate([lines[index].text, *ahead]) if "?" in text), None)
    return asked is not None and any(_NONE.match(text) for text in ahead[asked : asked + 1])


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is of the list of key questions above it: a wrapped one, or its percentage."""
    text = lines[index].text
    above = [line.text for line in lines[max(index - MOST_LINES, 0) : index] if line.text]
    asked = next((at for at, line in enumerate(reversed(above)) if _ASKS.match(line)), None)
    return asked is not None and bool(text.endswith("?") or _ALONE.match(text))


def _asked(pages: Pages, index: int, asked: re.Match[str]) -> tuple[str, list[str]] | None:
    """A question over its lines and the percentages printed with it; None for what is none."""
    parts: list[str] = []
    percents: list[str] = []
    rest = asked["text"]
    ahead = [line for line in pages.lines[index + 1 : index + 12] if not line.blank]
    for after in [*ahead[:MOST_LINES], None]:
        question, mark, tail = rest.partition("?")
        beside = _PERCENT.search(question)
        if beside and beside.end() == len(question.rstrip()):
            percents, question = [*percents, beside[1]], question[: beside.start()]
        parts.append(question.strip() + mark)
        if mark:
            if after is not None and _PARTED.search(f"{tail}\n{after.text}"):
                tail = f"{tail} {after.text}"
            percents += _PERCENT.findall(tail)
            if after is not None and not percents and _ALONE.match(after.text):
                percents = _PERCENT.findall(after.text)
            prose = re.search(r"[a-z]{3}", re.sub(r"per ?cent|yes", "", tail, flags=re.IGNORECASE))
            return None if prose else (pages.joined(parts), percents)
        if after is None or _ASKS.match(after.text):
            return None
        rest = after.text
    return None


def _whole(draft: Draft, text: str, percents: list[str], line: Line) -> int | None:
    """The percentage, if it is one and whole."""
    if len(percents) > 1 or not percents[0].isdecimal():
        printed = " and ".join(f"{percent}%" for percent in percents)
        draft.warn(f"{printed} is printed for {text!r}; that is no one whole percentage.", line)
        return None
    return int(percents[0])
