"""Where a sentence counts some of its cases, in whatever words: "11 of 26", "half of the 14"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Iterator

_THE: Final = r"(?:the\s+|these\s+|those\s+|a\s+total\s+of\s+|all\s+(?:the\s+)?|our\s+)?"
_NOT_BEFORE: Final = r"(?<![\w./-])"
_NOT_AFTER: Final = r"(?![\w/%]|\.\d|\s+per\s+cent)"
_COUNT: Final = rf"{_NOT_BEFORE}{NUMBER}{_NOT_AFTER}"
_ABOUT: Final = (
    r"\b(?P<about>(?:almost|nearly|about|around|approximately|roughly|over|under|more\s+than|"
    r"less\s+than|fewer\s+than|at\s+least|up\s+to)\s+(?:a\s+|one[-\s])?)?"
)
_WHOLE: Final = re.compile(
    r"(?P<every>\b(?:every|each)\s+)?(?P<vague>\b(?:(?:more|less|fewer)\s+than|at\s+least|up\s+to|"
    rf"almost|nearly|approximately)\s+)?(?P<but>\ball\s+but\s+)?{_NOT_BEFORE}(?P<part>{NUMBER})"
    r"(?:\s+(?:cases?|plans|assessments|reviews|reports|children))?"
    rf"\s+(?:\(\d{{1,3}}\s?(?:%|per\s+cent)\)\s+)?\(?(?:out\s+of|of)\s+{_THE}"
    rf"(?P<whole>{NUMBER}){_NOT_AFTER}",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    rf"{_ABOUT}(?P<share>half|(?:a\s+|one[-\s])?(?:third|quarter)|two[-\s]thirds|"
    rf"three[-\s]quarters)\s+of\s+{_THE}(?P<whole>{NUMBER}){_NOT_AFTER}(?=\s+[a-z])",
    re.IGNORECASE,
)
_OF_THE: Final = re.compile(
    rf"\bof\s+(?:the|these|those)\s+(?P<whole>{NUMBER}){_NOT_AFTER}(?P<which>[^.;:]{{0,140}}?),\s+"
    rf"(?:(?:we\s+(?:found|judged)\s+that|only|just|in|but|however)\s+){{0,3}}"
    rf"(?P<but>all\s+but\s+)?(?P<part>{NUMBER}){_NOT_AFTER}"
    r"(?!\s+(?:\(|(?:cases?\s+)?(?:out\s+)?of\b|(?:months?|weeks?|days?|years?|times?)\b))",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(
    rf"(?P<but>\ball\s+but\s+)?(?P<part>{_COUNT})\s+of\s+(?:them|these|those|which)\b"
    r"(?!\s+[\w-]*\d)|"
    rf"\bof\s+which\s+(?P<which>{_COUNT})|"
    r"(?:;|,\s+but|,\s+and(?=\s+only))\s+(?:but\s+)?(?:only\s+)?"
    rf"(?P<then>{_COUNT})(?=\s+(?:had|were|was|did)\b)",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(
    r"(?<![\w./-])(?P<part>\d{1,3})/(?P<whole>[1-9]\d{0,2})(?=\s+(?:relevant\s+)?"
    r"(?:cases|plans|assessments|reports|reviews)\b)"
)
_NONE: Final = re.compile(
    rf"\bnone\s+of\s+(?:the|these|those|our)\s+(?P<whole>{NUMBER}){_NOT_AFTER}", re.IGNORECASE
)
_BEGINS: Final = re.compile(
    rf"^(?:However,\s+|But\s+|Of\s+(?:these|those),?\s+)?(?:only\s+|just\s+)?(?P<part>{_COUNT})"
    r"(?=\s+(?:of\s+(?:them|these|those)\s+)?(?:had|were|was|did)\b)",
    re.IGNORECASE,
)
_CASES: Final = re.compile(
    rf"({_COUNT})\s+(?:[\w\u2019'-]+\s+){{0,3}}?(?:cases|plans|assessments|reports|reviews|psrs|"
    r"children|young\s+people)\b",
    re.IGNORECASE,
)
_FAULTY: Final = re.compile(
    r"\b(?:insufficient|inadequate|poor|not|unclear|other|remaining|rest)\b", re.IGNORECASE
)
_SHARES: Final = {
    "half": (1, 2),
    "third": (1, 3),
    "quarter": (1, 4),
    "two": (2, 3),
    "three": (3, 4),
}


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Some of so many, where it is printed; `part` is None if that is no whole number."""

    part: int | None
    whole: int
    start: int
    end: int
    none: bool = False
    """Whether none of them are counted: where that says that all were good, it is no figure."""


def case_counts(sentence: str, above: str = "") -> list[CaseCount]:
    """Return what a sentence counts, in the order of print; what is all of them is no count.

    `above` is the sentence before it: where that alone says of how many cases, and counts none of
    them, a bare number that begins this sentence is of those.
    """
    counts: list[CaseCount] = []
    every = [*_every(sentence, above), *_of_those(sentence, above)]
    for candidate in sorted(every, key=lambda count: (count.start, -count.end)):
        if not counts or candidate.start >= counts[-1].end:
            counts.append(candidate)
    return counts


def _every(sentence: str, above: str = "") -> Iterator[CaseCount]:
    whole: int | None
    for match in _WHOLE.finditer(sentence):
        part, whole = number(match["part"]), number(match["whole"])
        if not match["every"] and part is not None and whole:
            exact = None if match["vague"] else _left(part, whole, match["but"])
            yield CaseCount(exact, whole, match.start(), match.end())
    for match in _SLASHED.finditer(sentence):
        yield CaseCount(int(match["part"]), int(match["whole"]), match.start(), match.end())
    for match in _NONE.finditer(sentence):
        if whole := number(match["whole"]):
            yield CaseCount(0, whole, match.start(), match.end(), none=True)
    for match in _SHARE.finditer(sentence):
        whole = number(match["whole"])
        words = re.sub(r"^(?:a\s+|one[-\s])", "", match["share"].casefold())
        times, by = _SHARES[re.split(r"[-\s]", words)[0]]
        if whole and not match["about"]:
            part = None if whole * times % by else whole * times // by
            yield CaseCount(part, whole, match.start("share"), match.end())
    for match in _OF_THE.finditer(sentence):
        part, whole = number(match["part"]), number(match["whole"])
        if part is not None and whole:
            start = match.start("but") if match["but"] else match.start("part")
            faulty = _FAULTY.search(match["which"])
            left = None if faulty else _left(part, whole, match["but"])
            yield CaseCount(left, whole, start, match.end())
    for match in _OF_THEM.finditer(sentence):
        name = next(name for name in ("part", "which", "then") if match[name])
        totals = {number(total) for total in _CASES.findall(sentence[: match.start()])}
        if not totals and not any(_every(above)):
            totals = {number(total) for total in _CASES.findall(above)}
        part, whole = number(match[name]), totals.pop() if len(totals) == 1 else None
        if part is not None and whole and _WHOLE.search(sentence, 0, match.start()):
            if name != "then":
                yield CaseCount(None, whole, match.start(name), match.end())
            continue
        if part is not None and whole:
            start = match.start("but") if match["but"] else match.start(name)
            yield CaseCount(_left(part, whole, match["but"]), whole, start, match.end())


def _of_those(sentence: str, above: str) -> Iterator[CaseCount]:
    """A number that begins a sentence, of the cases that the sentence above it is about."""
    match = _BEGINS.match(sentence)
    totals = [number(total) for total in _CASES.findall(above)]
    if match and len(totals) == 1 and totals[0] and not any(_every(above)):
        part = number(match["part"])
        if part is not None and part <= totals[0]:
            yield CaseCount(part, totals[0], match.start("part"), match.end("part"))


def _left(part: int, whole: int, but: str | None) -> int | None:
    """What is counted; all but more than there are is nothing that can be known."""
    if not but:
        return part
    return whole - part if part <= whole else None
