"""The key questions of each standard and the percentage of cases that were answered with yes.

The percentage is behind its question, below it, beside one of its lines, or in a column of
its own: then it is taken where there are as many of both. What is printed is kept, 104% as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import squash
from tracker.intake.readers.youth.prose_answers import prose_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_ASKS: Final = re.compile(
    r"^(?:%\s*\W?[Yy]es\b\W*|[-•*\u2013]\s*)?(?P<number>[1-4]\.[1-4]\.\d{1,2}\.?\s+)?"
    r"(?P<letter>[a-h][).]\s+)?"
    r"(?P<text>(?:Does|Do|Is|Are|Has|Have|Was|Were|Did|How well|To what extent)\b.*)$"
)
_STEM: Final = re.compile(r"^(?:Does|Do|Is|Are)\b[^?:]{8,160}:$")
_BRANCH: Final = re.compile(r"^(?:[-•*\u2013o]\s+|[a-c][).]\s+)?(?P<text>[a-z][^?]{3,200}\?.*)$")
_PERCENT: Final = re.compile(
    r"^\s*[^\w\s]{0,2}\s*(\d{1,4}(?:\.\d+)?)\s*(?:%|per ?cent)(?!\w)", re.IGNORECASE
)
_ALONE: Final = re.compile(
    r"^\W*(\d{1,4}(?:\.\d+)?)\s*(?:%|per ?cent)\W*(?:\(\d+\))?$", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"\s(\d{1,4}(?:\.\d+)?)\s*%$")
_ANNEX: Final = re.compile(r"^annexe?\b", re.IGNORECASE)
_UNASKED: Final = frozenset({"1.1", "1.2", "1.3", "1.4", "3.4", "4.1"})
"""The standards that are inspected without cases, or were in some years."""
MOST_LINES: Final = 5
WORDS: Final = 8
"""Words a question has at the least that no percentage and no number shows to be a key one."""


@dataclass(slots=True)
class _Question:
    """A question as printed, the line it begins on, and its percentage in words."""

    standard: str
    text: str
    line: Line
    printed: str | None
    printed_on: Line | None
    """The line its percentage is on."""
    sure: bool
    """Whether it is a key question even without a percentage."""
    stop: int
    """The place behind its last line."""
    annexed: bool


def put_questions(draft: Draft, pages: Pages, under: Sequence[str | None]) -> None:
    """Put the key questions of each standard; `under` is the standard of each line, if any.

    An annexe that prints more questions about a standard than its findings do breaks these down:
    there only a percentage that differs is warned of.
    """
    standards = {
        standard["number"]: index for index, standard in enumerate(draft.facts["standards"])
    }
    seen: dict[tuple[str, str], tuple[object, Line]] = {}
    asked_before: set[str] = set()
    questions = list(_columned(draft, pages, list(_all(pages, under, standards))))
    questions = questions or list(_narrated(pages, under, standards))
    for asked in questions:
        percent = _whole(draft, asked)
        key = (asked.standard, squash(asked.text))
        if asked.annexed and key not in seen and asked.standard in asked_before:
            continue
        known = seen.setdefault(key, (percent, asked.line))
        if known[1] is not asked.line:
            if percent is not None and known[0] is not None and known[0] != percent:
                draft.warn(
                    f"{percent}% is printed here for a question of {asked.standard}, but "
                    f"{known[0]}% on line {known[1].number}, which is kept.",
                    asked.line,
                )
            continue
        if not asked.annexed:
            asked_before.add(asked.standard)
        question: dict[str, object] = {"text": asked.text}
        if percent is not None:
            question["percent"] = percent
        at = standards[asked.standard]
        order = len(draft.facts["standards"][at].setdefault("questions", []))
        draft.put(question, asked.line, "standards", at, "questions", order)
        if percent is not None and asked.printed_on is not None:
            path = ("standards", at, "questions", order, "percent")
            draft.put(percent, asked.printed_on, *path)
        elif percent is None and asked.printed is None and asked.standard not in _UNASKED:
            draft.warn(f"no percentage is printed for a question of {asked.standard}.", asked.line)
    silent = [
        number
        for number, at in standards.items()
        if number in {*under} - _UNASKED and not draft.facts["standards"][at].get("questions")
    ]
    if silent:
        draft.warn(f"No key questions were found for these standards: {', '.join(silent)}.")


def _narrated(
    pages: Pages, under: Sequence[str | None], standards: dict[str, int]
) -> Iterator[_Question]:
    """The key questions of a report that asks none and tells in words how they are answered."""
    for index, (line, number) in enumerate(zip(pages.lines, under, strict=True)):
        if number in standards and not line.blank and (narrative := prose_answer(pages, index)):
            sentence, match = narrative
            which = "percent" if match["percent"] else "share"
            on, text, printed = sentence.line(match.start(which)), match["text"], match[which]
            told_of = str(number), text, line, printed, on
            yield _Question(*told_of, sure=True, stop=0, annexed=False)


def _all(
    pages: Pages, under: Sequence[str | None], standards: dict[str, int]
) -> Iterator[_Question]:
    """Every question under a standard, in the order of print."""
    annexed, stem = False, ""
    for index, (line, number) in enumerate(zip(pages.lines, under, strict=True)):
        annexed = annexed or bool(_ANNEX.match(line.text))
        if number is None or number not in standards or line.blank:
            continue
        if _STEM.match(line.text):
            stem = line.text.rstrip(":")
            continue
        asked = _ASKS.match(line.text)
        branch = _BRANCH.match(line.text) if stem and not asked else None
        if asked:
            stem = ""
        if branch:
            answer = _asked(pages, index, f"{stem} {branch['text']}")
        elif asked and not (asked["letter"] and annexed):
            answer = _asked(pages, index, asked["text"])
        else:
            continue
        if answer:
            text, printed, on, stop, apart = answer
            numbered = bool(asked and asked["number"])
            sure = numbered or (apart and _set_apart(pages.lines, index, stop, text))
            yield _Question(number, text, line, printed, on, sure, stop, annexed)


def _set_apart(lines: Sequence[Line], index: int, stop: int, text: str) -> bool:
    """Whether a question is a paragraph of its own, and no rhetorical one."""
    above = lines[index - 1] if index else None
    below = lines[stop] if stop < len(lines) else None
    return (
        len(text.split()) >= WORDS
        and (above is None or above.blank or above.text.endswith((".", ":", "?")))
        and (below is None or below.blank or below.text[:1].isupper())
    )


def _asked(
    pages: Pages, index: int, rest: str
) -> tuple[str, str | None, Line | None, int, bool] | None:
    """A question over its lines; None for what is no question.

    With it come its percentage as printed and the line of that, the place behind it, and whether
    nothing else is on its last line.
    """
    parts: list[str] = []
    beside: str | None = None
    on: Line | None = None
    here_is = pages.lines[index]
    ahead = [
        at
        for at in range(index + 1, min(index + 12, len(pages.lines)))
        if not pages.lines[at].blank
    ]
    for at in [*ahead[: MOST_LINES - 1], None]:
        question, mark, tail = rest.partition("?")
        if mark:
            text = pages.joined([*parts, question + mark])
            here = _PERCENT.match(tail)
            below = _ALONE.match(pages.lines[at].text) if at and not tail.strip() else None
            printed = here[1] if here else beside or (below[1] if below else None)
            last = ahead[len(parts) - 1] + 1 if parts else index + 1
            taken = below is not None and not here and not beside
            stop = at + 1 if taken and at else last
            on = here_is if here else on or (pages.lines[at] if taken and at else None)
            return text, printed, on, stop, not tail.strip()
        if match := _BESIDE.search(rest):
            beside, on, rest = match[1], here_is, rest[: match.start()]
        parts.append(rest)
        if at is None:
            return None
        here_is = pages.lines[at]
        rest = here_is.text
    return None


def _columned(draft: Draft, pages: Pages, questions: list[_Question]) -> Iterator[_Question]:
    """The questions, those that are together paired with the column of percentages below."""
    run: list[_Question] = []
    for index, asked in enumerate(questions):
        after = questions[index + 1] if index + 1 < len(questions) else None
        begins = next((at for at in range(asked.stop, len(pages.lines)) if _printed(pages, at)), 0)
        run.append(asked)
        if after is not None and after.line is pages.lines[begins] and asked.printed is None:
            continue
        column = _column(pages, asked.stop)
        own = pages.lines[asked.stop - 1]
        if len(run) > 1 and asked.printed is not None and _ALONE.match(own.text):
            column, asked.printed = [own, *column], None
        if len(run) > 1 and column:
            _pair(draft, run, column)
        yield from (question for question in run if question.printed is not None or question.sure)
        run = []


def _printed(pages: Pages, at: int) -> bool:
    return not pages.lines[at].blank


def _column(pages: Pages, start: int) -> list[Line]:
    """The percentages that are alone, each on a line from here on."""
    lines: list[Line] = []
    for line in pages.lines[start : start + 24]:
        if _ALONE.match(line.text):
            lines.append(line)
        elif not line.blank:
            break
    return lines


def _pair(draft: Draft, run: Sequence[_Question], column: Sequence[Line]) -> None:
    if len(run) == len(column):
        for question, line in zip(run, column, strict=True):
            alone = _ALONE.match(line.text)
            question.printed, question.printed_on = alone and alone[1], line
        return
    draft.warn(
        f"{len(run)} questions and {len(column)} percentages stand apart here; which belong "
        "together cannot be told, and none is taken.",
        run[0].line,
    )
    for question in run:
        question.sure = True


def _whole(draft: Draft, asked: _Question) -> int | None:
    if asked.printed is None:
        return None
    if not asked.printed.isdecimal():
        draft.warn(
            f"{asked.printed}% is printed for {asked.text!r}; that is no whole percentage.",
            asked.line,
        )
        return None
    return int(asked.printed)
