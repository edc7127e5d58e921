"""Lines as running text that still knows which line each of its words is on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft
    from tracker.intake.toml_positions import Path


@dataclass(frozen=True)
class Passage:
    """A passage, its words healed over the lines it was printed on."""

    text: str
    lines: tuple[Line, ...]
    before: str = ""
    """What is on its first line before it, such as its number."""

    @property
    def first(self) -> Line:
        """The line it begins on."""
        return self.lines[0]

    @cached_property
    def _ends(self) -> list[int]:
        """How many letters and digits are printed up to the end of each line."""
        return list(accumulate(len(squash(line.text)) for line in self.lines))

    @cached_property
    def _letters(self) -> list[int]:
        """How many letters and digits are on its lines before each place of the text."""
        counts = (len(squash(word)) for word in self.text)
        return list(accumulate(counts, initial=len(squash(self.before))))

    def line(self, at: int) -> Line:
        """Return the line that holds the first letter or digit from this place of the text on.

        Healing takes hyphens and blanks away and never a letter, so that letters can be counted.
        """
        index = bisect_right(self._ends, self._letters[min(at, len(self.text))])
        return self.lines[min(index, len(self.lines) - 1)]


def own_lines(draft: Draft) -> dict[Path, Line]:
    """Return the lines that the name of the service and its place were read from, if known.

    A service that is named by its place alone is named there.
    """
    anchor = draft.lines.get(("service", "id"))
    name = draft.lines.get(("service", "name"), anchor)
    lines = {("service", "id"): anchor, ("service", "name"): name}
    return {path: line for path, line in lines.items() if line is not None}


def passage(pages: Pages, lines: Sequence[Line], before: str = "") -> Passage:
    """Return lines as a passage, without what stands before it on the first of them."""
    texts = [line.text for line in lines]
    if before and texts:
        texts[0] = texts[0].removeprefix(before)
    return Passage(pages.joined(texts), tuple(lines), before)
