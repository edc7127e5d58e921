"""Case figures in running text: how many of how many cases were good enough, with the right sign.

A figure counts what was good, or what was not; the sentence decides, and where it cannot be known
nothing is taken and a warning says so. A share without its cases, such as 83%, is no figure, nor
is all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import NUMBER, number, unquoted
from tracker.intake.readers.letters.counts import case_counts
from tracker.intake.readers.letters.polarity import is_sufficient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.readers.letters.counts import CaseCount

_PEOPLE: Final = re.compile(
    r"^\W*(?!the\b|a\b|an\b|his\b|her\b|their\b)"
    r"(?:(?!and\b|cases?\b|plans\b|reviews\b|reports\b)[\w\u2019'-]+\s+){0,2}(?:staff|managers?|"
    r"practitioners?|workers?|officers?|members?|inspectors?|interviewees|respondents|yots|teams|"
    r"partners|volunteers|parents|carers|years|months|weeks|days|sessions|meetings)\b",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"\bscored?\b|\brated\b|\brates?\b", re.IGNORECASE)
_REST: Final = re.compile(
    rf"\b(?:in\s+(?:a\s+further\s+|another\s+)?({NUMBER})(?:(?=\s*,)|\s+(?:other\s+|more\s+|"
    r"further\s+)?(?:cases?|plans|assessments|reviews|reports)\b|"
    r"(?=\s+(?:it|there|this|they|the|no|none|a|an|neither|nothing)\b))|"
    rf"the\s+(?:other|remaining)\s+({NUMBER})\b)",
    re.IGNORECASE,
)
LONGEST: Final = 1500
"""Letters a sentence has at the most."""


@dataclass(frozen=True, slots=True)
class CaseFigureText:
    """How many cases were good enough, of how many, in the sentence that prints it.

    `sufficient` is None if the sentence does not tell which of them were good; `rest` are the
    counts printed after it for the cases it leaves, if they do not agree.
    """

    printed: str
    sufficient: int | None
    of: int
    text: str
    at: int
    """Where in the paragraph its sentence begins."""
    counted_at: int
    """Where in the paragraph it is printed."""
    rest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in one line of print, where it begins in the paragraph, and what it counts."""

    text: str
    at: int
    printed: str
    counts: list[CaseCount]

    def place(self, count: CaseCount) -> int:
        """Where in the paragraph a count is printed."""
        words = self.text[count.start : count.end].split()
        match = re.search(r"\s+".join(map(re.escape, words)), self.printed)
        return self.at + (match.start() if match else 0)


def figures(paragraph: str) -> list[CaseFigureText]:
    """Return the case figures of a paragraph, without what it quotes of single cases."""
    sentences = list(_said(paragraph))
    return [
        figure
        for index, sentence in enumerate(sentences)
        for at in range(len(sentence.counts))
        if (figure := _figure(sentence, at, _until(sentences[index + 1 : index + 5])))
    ]


def _said(paragraph: str) -> Iterator[_Sentence]:
    """The sentences of a paragraph that are no longer than sentences are."""
    at, above = 0, ""
    plain = unquoted(paragraph)
    for printed in sentences(plain):
        at = plain.index(printed, at)
        text = " ".join(printed.split())
        if len(text) <= LONGEST:
            yield _Sentence(text, at, printed, case_counts(text, above))
            above = text
        at += len(printed)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [
        sentence.strip()
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"\u2018'(\d])", text)
        if sentence.strip()
    ]


def _until(below: Sequence[_Sentence]) -> str:
    """The sentences that follow a figure, up to the next one that has another."""
    parts: list[str] = []
    for line in below:
        parts.append(line.text[: line.counts[0].start] if line.counts else line.text)
        if line.counts:
            break
    return " ".join(parts)


def _figure(counted: _Sentence, at: int, below: str) -> CaseFigureText | None:
    sentence, counts, count = counted.text, counted.counts, counted.counts[at]
    after = sentence[count.end :]
    if _PEOPLE.match(after) or _MARKS.search(sentence):
        return None
    begins = counts[at - 1].end if at else 0
    ends = counts[at + 1].start if at + 1 < len(counts) else len(sentence)
    printed = sentence[count.start : count.end].strip()
    before = sentence[begins : count.start] if at else sentence[: count.start]
    sign = is_sufficient(before, sentence[count.end : ends])
    sufficient: int | None = None
    if count.part is not None and sign is not None and (sign or count.part <= count.whole):
        sufficient = count.part if sign else count.whole - count.part
    if count.none and sufficient:
        return None
    last = sufficient is not None and at == len(counts) - 1
    rest = _rest(f"{after} {below}", count.whole, sufficient or 0) if last else ()
    return CaseFigureText(
        printed, sufficient, count.whole, sentence, counted.at, counted.place(count), rest
    )


def _rest(below: str, whole: int, sufficient: int) -> tuple[int, ...]:
    """The counts of the cases that a figure leaves, as the words behind it give them.

    Only where they do not agree: reasons of more cases than are left, or another remainder.
    """
    matches = [
        match for match in _REST.finditer(below) if (number(match[1] or match[2]) or 0) <= whole
    ]
    rest = tuple(number(match[1] or match[2]) or 0 for match in matches)
    remainder = bool(matches) and matches[0][2] is not None
    left = whole - sufficient
    if remainder:
        return rest[:1] if rest[0] != left else ()
    return rest if len(rest) > 1 and sum(rest) > left else ()
