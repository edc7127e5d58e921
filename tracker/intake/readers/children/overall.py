"""The overall rating of a report on work with children and victims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.children.standards import OVERALL, PAST, TOLD, WORD
from tracker.intake.readers.common.fieldwork import passages
from tracker.intake.readers.common.tokens import rating

if TYPE_CHECKING:
    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_SAID: Final = re.compile(
    r"(?:\b(?:was|is|were|are|been|be|service|YJS)\s+(?:overall\s+)?rated\s+(?:overall\s+)?(?:as:?\s+)?|"
    rf"\boverall rating\s+(?:of|is|was):?\s+){WORD}"
)


def put_overall(draft: Draft, pages: Pages, table: range) -> None:
    """Put the overall rating: from the table, from such a line, or from a sentence that says it."""
    lines = [line for line in pages.lines if not line.blank]
    printed: tuple[str, Line] | None = None
    for index, line in enumerate(lines):
        match = OVERALL.match(line.text)
        below = [line.text for line in lines[index + 1 : index + 3]]
        if match and not (match["rest"] and match["rest"][:1].islower()):
            rest = match["rest"]
            tries = (
                [rest, f"{rest} {' '.join(below[:1])}"] if rest else [*below[:1], " ".join(below)]
            )
            word = next((word for text in tries if (word := rating(text))), None)
            if word:
                printed = word, line
                break
    statements = [
        (" ".join(match[1].split()), line)
        for line, sentence in passages(pages)
        if (match := _SAID.search(sentence))
        and re.search(r"\boverall\b", sentence, re.IGNORECASE)
        and not PAST.search(sentence)
        and not TOLD.search(sentence)
    ]
    if printed is None and not statements:
        draft.warn("No overall rating is printed.", pages.lines[table.start] if table else None)
        return
    if printed is None:
        draft.warn(
            "the overall rating is taken from this sentence; no table prints it.", statements[0][1]
        )
    word, line = printed or statements[0]
    draft.put(word, line, "overall")
    for other, there in statements:
        if other != word:
            draft.warn(
                f"{other} is said here to be the overall rating, but {word} on line "
                f"{line.number}, which is kept.",
                there,
            )
