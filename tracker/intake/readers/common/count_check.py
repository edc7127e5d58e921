"""Whether all recommendations were found: as many as a report says, and none below their end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.fieldwork import passages
from tracker.intake.readers.common.headings import bare
from tracker.intake.readers.common.list_points import list_mark
from tracker.intake.readers.common.recommendations import addressee
from tracker.intake.readers.common.tokens import NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_SAID: Final = re.compile(
    rf"\b(?:we|report|inspection)\s+(?:have\s+|has\s+|therefore\s+)*(?:made|makes?)\s+({NUMBER})\s+"
    r"(?:(?!of\b|to\b|for\b)[\w-]+\s+)?recommendations\b(?!\s+(?:to|for)\b)",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\bprevious|\blast\b|\bearlier\b|\bthen\b|\b(?:in|of|since) (?:19|20)\d\d\b", re.IGNORECASE
)
BEYOND: Final = 8
"""Within how many printed lines below the end of a section more of it is looked for."""


def check_beyond(draft: Draft, lines: Sequence[Line], name: re.Pattern[str]) -> None:
    """Warn if a body is addressed, with points, straight below the end of a section.

    A heading of this name begins another such section.
    """
    printed = [line for line in lines[: BEYOND * 3] if not line.blank][: BEYOND + 1]
    for line, below in pairwise(printed):
        if name.match(bare(line.text)):
            return
        if line.text.endswith("should:") and addressee(line.text) and list_mark(below):
            draft.warn("recommendations stand here that are taken for none.", line)
            return


def check_announced(draft: Draft, pages: Pages) -> None:
    """Warn of the first sentence that says another number of recommendations than was found."""
    count = sum(item["kind"] == "recommendation" for item in draft.facts["items"])
    if any("are announced" in sentence for _, sentence in draft.warned):
        return
    for line, sentence in passages(pages):
        match = _SAID.search(sentence)
        if match and not _PAST.search(sentence) and number(match[1]) not in (None, count):
            draft.warn(f"{match[1]} recommendations are announced, and {count} found.", line)
            return
