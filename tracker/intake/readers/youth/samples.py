"""How many cases the inspectors looked at, and whether their parts add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.passages import Passage, passage
from tracker.intake.readers.common.tokens import NUMBER, number, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_SAYS: Final = ("detailed ", "inspected", "examined", "looked at", "reviewed", "took a")
"""What a line says that may print a sample."""
_LOOKED: Final = re.compile(
    r"detailed look at\s+(?P<text>[^.;(]+?)(?=\s+(?:managed|supervised|held|delivered)\b|[.;(]|$)",
    re.IGNORECASE,
)
_INSPECTED: Final = re.compile(
    r"\b(?:inspected|examined|looked at|reviewed|examination of)\s+"
    r"(?:a (?:sample|total) of\s+)?"
    rf"(?P<count>{NUMBER})\s+(?P<text>(?:[\w\u2019'-]+\s+){{0,4}}?"
    r"(?:cases?|out-of-court disposals|disposals)\b[^.;]*?)(?=[.;]|$)",
    re.IGNORECASE,
)
_AND: Final = re.compile(rf"\s+and\s+(?=(?:{NUMBER})\s+[a-z-]+)", re.IGNORECASE)
_PARTS: Final = re.compile(
    r"\b(?:consisted of|comprised|were made up of|included)\s+(?P<text>[^.;]+)", re.IGNORECASE
)
_COUNT: Final = re.compile(rf"\b({NUMBER})\s+(?=[a-z])", re.IGNORECASE)
_KINDS: Final = (
    ("out of court", re.compile(r"out[- ]of[- ]court|caution|resolutions", re.IGNORECASE)),
    ("court", re.compile(r"\bcourts?\b|community sentence|post-court|court orders", re.IGNORECASE)),
)
_GENERAL: Final = re.compile(
    r"^(?:(?:post-)?court|out[- ]of[- ]court)\s+(?:disposals?|cases?|orders?|sentences?)\b",
    re.IGNORECASE,
)
PARAGRAPH: Final = 12
"""Over how many lines a passage is read: a column is narrow."""
MOST: Final = 200
"""How many samples a report has at the most."""


def put_samples(draft: Draft, pages: Pages) -> None:
    """Put each sample of cases once, as printed.

    Where its parts do not add up, and where an annexe gives another count of the same cases, a
    warning says so.
    """
    seen: set[str] = set()
    totals: dict[str, tuple[int, Line]] = {}
    for mention, match in _mentions(pages):
        for text, counts in _each(match):
            line = mention.line(_begins(match, text))
            if not counts or squash(text) in seen or len(seen) > MOST:
                continue
            kind = next((kind for kind, words in _KINDS if words.search(text)), None)
            known = totals.get(kind or "")
            if known and _GENERAL.match(text):
                if known[0] != sum(counts):
                    draft.warn(
                        f"{sum(counts)} {kind} cases are printed here, but {known[0]} on line "
                        f"{known[1].number}, which is kept.",
                        line,
                    )
                continue
            seen.add(squash(text))
            if kind:
                totals.setdefault(kind, (sum(counts), line))
            draft.add("samples", {"text": text, "cases": sum(counts)}, line)
            parts = _PARTS.match(
                mention.text[match.end() :]
                .lstrip(". ")
                .removeprefix("These ")
                .removeprefix("They ")
            )
            if parts and (many := _counts(parts["text"])) and sum(many) != sum(counts):
                draft.warn(
                    f"{sum(counts)} cases are said to be of {parts['text']!r}: {sum(many)}.", line
                )


def _begins(match: re.Match[str], text: str) -> int:
    """Where in its passage a sample is counted: before its words, or in them."""
    at = match.string.find(text, match.start())
    if match.re is _INSPECTED and at == match.start("text"):
        return match.start("count")
    return max(at, match.start())


def _mentions(pages: Pages) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every passage that may print a sample."""
    for index, line in enumerate(pages.lines):
        text = line.text.casefold()
        if not any(word in text for word in _SAYS):
            continue
        below = pages.lines[index : index + PARAGRAPH]
        end = next((at for at, line in enumerate(below) if line.blank), len(below))
        whole = passage(pages, below[:end])
        for match in (_LOOKED.search(whole.text), _INSPECTED.search(whole.text)):
            if match is not None and match.start() <= len(line.text):
                yield whole, match


def _each(match: re.Match[str]) -> Iterator[tuple[str, list[int]]]:
    """The samples of a passage: what was looked at, and how many."""
    text = " ".join(match["text"].split()).rstrip(" ,")
    if match.re is _LOOKED:
        yield text, _counts(text)
        return
    first, *others = _AND.split(text) if _GENERAL.match(text) else [text]
    yield first, [number(match["count"]) or 0]
    for other in others:
        count = _COUNT.match(other)
        if count and _GENERAL.match(other[count.end() :]):
            yield other[count.end() :], [number(count[1]) or 0]


def _counts(text: str) -> list[int]:
    """The counts in a text; a total that comes first is the only one."""
    counts = [count for word in _COUNT.findall(text) if (count := number(word)) is not None]
    return (
        counts[:1] if re.match(rf"{NUMBER}\s+(?:\w+\s+)?cases\b", text, re.IGNORECASE) else counts
    )
