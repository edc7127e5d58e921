"""The ratings of the standards in the table at the front, beside their names or apart from them.

The table is often a picture, and its text comes out as columns: the names together, then their
ratings, or the other way round. They are paired where there are as many of both and nothing else
can be meant; where not, no rating is taken from there, and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.tokens import rating, rating_at_end
from tracker.intake.readers.youth.standards import StandardHeading, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.pages import Line
    from tracker.intake.readers.layout import Draft

_OVERALL: Final = re.compile(r"^overall\b(?!.*\bnot\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rated:
    """A rating alone on its line, or over two."""

    word: str
    line: Line


def rated_standards(draft: Draft, lines: Sequence[Line], table: range) -> list[StandardHeading]:
    """Return the standards of the table, each with its rating where it is certain.

    A rating before the first name, where another follows the last, is the overall one.
    """
    names: list[StandardHeading] = []
    words: list[_Rated] = []
    headings: list[StandardHeading] = []
    parts = list(_parts(lines, table))
    apart = [
        isinstance(part, StandardHeading) for part in parts if not getattr(part, "rating", None)
    ]
    if apart and not apart[0] and not apart[-1]:
        parts.remove(next(part for part in parts if isinstance(part, _Rated)))
    names_first = not apart or apart[0] or not apart[-1]
    for part in [*parts, None]:
        if part is None or (names and words and isinstance(part, StandardHeading) is names_first):
            headings.extend(_paired(draft, names, words, names_first=names_first))
            names, words = [], []
        if isinstance(part, StandardHeading):
            (headings if part.rating else names).append(part)
        elif part is not None:
            words.append(part)
    return headings


def _parts(lines: Sequence[Line], table: range) -> Iterator[StandardHeading | _Rated]:
    """The names and the ratings of the table in the order of print, without the overall rating."""
    skip: Line | None = None
    overall = False
    places = [index for index in table if not lines[index].blank]
    for at, index in enumerate(places):
        line = lines[index]
        if skip is not None:
            skip = None if line is skip else skip
            continue
        if named := heading(lines, index):
            skip = named.ends if named.ends is not line else None
            overall = False
            yield named
            continue
        if _OVERALL.match(line.text):
            overall = rating_at_end(line.text)[1] is None
            continue
        after = lines[places[at + 1]] if at + 1 < len(places) else None
        word = rating(line.text)
        if word is None and after is not None and (word := rating(f"{line.text} {after.text}")):
            skip = after
        if word and not overall:
            yield _Rated(word, line)
        overall = overall and not word


def _paired(
    draft: Draft, names: Sequence[StandardHeading], words: Sequence[_Rated], *, names_first: bool
) -> Iterator[StandardHeading]:
    """Each name with its rating, if they can be told; else without."""
    if len(words) == 1 and names:
        own = names[-1] if names_first else names[0]
        for name in names:
            only = name is own
            yield replace(name, rating=words[0].word, rated_on=words[0].line) if only else name
        return
    certain = len(names) == len(words)
    if names and words and not certain:
        draft.warn(
            f"{len(names)} standards and {len(words)} ratings stand apart here; which belong "
            "together cannot be told, and no rating is taken from here.",
            names[0].line,
        )
    for index, name in enumerate(names):
        word = words[index] if certain else None
        yield replace(name, rating=word.word, rated_on=word.line) if word else name
