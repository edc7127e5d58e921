"""How many cases the inspectors looked at, and whether their parts add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.words import NUMBER, number

if TYPE_CHECKING:
    from tracker.intake.pages import Pages
    from tracker.intake.readers.layout import Draft

_LOOKED: Final = re.compile(
    r"detailed look at\s+(?P<text>[^.;(]+?)(?=\s+(?:managed|supervised|held|delivered)\b|[.;(]|$)",
    re.IGNORECASE,
)
_INSPECTED: Final = re.compile(
    r"\b(?:inspected|examined|looked at|reviewed)\s+(?:a sample of\s+|a total of\s+)?"
    rf"(?P<count>{NUMBER})\s+(?P<text>(?:[\w\u2019'-]+\s+){{0,4}}?"
    r"(?:cases|out-of-court disposals|disposals)\b[^.;]*?)(?=[.;]|$)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(
    r"\b(?:consisted of|comprised|were made up of|included)\s+(?P<text>[^.;]+)", re.IGNORECASE
)
_COUNT: Final = re.compile(rf"\b({NUMBER})\s+(?=[a-z])", re.IGNORECASE)


def put_samples(draft: Draft, pages: Pages) -> None:
    """Put each sample of cases once, as printed; warn where its parts do not add up."""
    seen: set[str] = set()
    for place, line in enumerate(pages.lines):
        if not re.search(
            r"\b(?:detailed look|inspected|examined|looked at|reviewed|took a)\b",
            line.text,
            re.IGNORECASE,
        ):
            continue
        below = pages.lines[place : place + 6]
        end = next((at for at, each in enumerate(below) if each.blank), len(below))
        passage = pages.joined(below[:end])
        for found in (_LOOKED.search(passage), _INSPECTED.search(passage)):
            if found is None or found["text"] in seen or found.start() > len(line.text):
                continue
            text = " ".join(found["text"].split()).rstrip(" ,")
            counts = _counts(text) if found.re is _LOOKED else [number(found["count"]) or 0]
            if not counts:
                continue
            seen.add(found["text"])
            draft.add("samples", {"text": text, "cases": sum(counts)}, line)
            parts = _PARTS.match(
                passage[found.end() :].lstrip(". ").removeprefix("These ").removeprefix("They ")
            )
            if parts and (many := _counts(parts["text"])) and sum(many) != sum(counts):
                draft.warn(
                    f"{sum(counts)} cases are said to be of {parts['text']!r}: {sum(many)}.", line
                )


def _counts(text: str) -> list[int]:
    """The counts in a text; a total that stands first is the only one."""
    counts = [count for each in _COUNT.findall(text) if (count := number(each)) is not None]
    return (
        counts[:1] if re.match(rf"{NUMBER}\s+(?:\w+\s+)?cases\b", text, re.IGNORECASE) else counts
    )
