"""Key questions answered in running text: what was done well enough, and in how many per cent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.passages import Passage, passage
from tracker.intake.readers.common.tokens import NUMBER

if TYPE_CHECKING:
    from tracker.intake.pages import Pages

_SUBJECTS: Final = (
    r"(?:assessment|planning|reviewing|(?:the\s+)?implementation and delivery of services|"
    r"(?:the\s+)?(?:service\s+)?delivery(?:\s+of\s+services)?|"
    r"(?:the\s+)?(?:Y\w+[\u2019']s\s+)?recommendations|(?:the\s+)?(?:YO[ST]|YJ[ST]|service))"
)
_STARTS: Final = re.compile(
    r"^(?:The|Assessment|Planning|Reviewing|Implementation|Service|Delivery)\b"
)
_ANSWERED: Final = re.compile(
    rf"^(?P<text>{_SUBJECTS}\s[^.?:]*?\b(?:sufficiently|effectively|focus(?:ed|es)?\s+on)\b[^.?:]*?)"
    r",?\s+in\s+(?:(?:only|just)\s+)?(?:(?P<percent>\d{1,3})\s*(?:%|per\s?cent)\s+of\s+"
    r"(?:the\s+)?(?:relevant\s+|inspected\s+)?cases\b|"
    rf"(?:all|the|{NUMBER})\b[^.?(]{{0,80}}\bcases\s+\((?P<share>\d{{1,3}})\s*(?:%|per\s?cent)\))",
    re.IGNORECASE,
)
LONGEST: Final = 400
"""Letters such a sentence has at the most."""
LINES: Final = 10
"""Over how many lines such a sentence is wrapped at the most."""


def prose_answer(pages: Pages, index: int) -> tuple[Passage, re.Match[str]] | None:
    """Return the answer to a key question that begins on a line, if one does.

    It is known by its words: who did what sufficiently or effectively, and in how many of the
    cases. What is said of less than a whole key question has no such words.
    """
    lines = pages.lines[index : index + LINES]
    if not _STARTS.match(lines[0].text):
        return None
    end = next((at for at, line in enumerate(lines) if line.blank), len(lines))
    text = passage(pages, lines[:end])
    match = _ANSWERED.match(text.text[:LONGEST])
    return (text, match) if match else None
