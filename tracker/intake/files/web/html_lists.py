"""The lists of a web page: what a browser prints before each of their points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.intake.files.web.boilerplate import attribute
from tracker.intake.numerals import letters, roman

if TYPE_CHECKING:
    from bs4.element import Tag

BULLET: Final = "•"

_STYLES: Final = {
    "a": "a", "lower-alpha": "a", "lower-latin": "a", "A": "A", "upper-alpha": "A",
    "upper-latin": "A", "i": "i", "lower-roman": "i", "I": "I", "upper-roman": "I",
    "none": "none",
}  # fmt: skip


@dataclass(slots=True)
class HtmlList:
    """A list being shown: how its points are marked, and the number of the next."""

    style: str
    next: int = 1
    step: int = 1

    def mark(self, point: Tag, depth: int) -> str:
        """Return what is printed before a point."""
        if self.style == BULLET:
            return "◦" if depth else BULLET
        if (value := number(attribute(point, "value"))) is not None:
            self.next = value
        count, self.next = self.next, self.next + self.step
        match self.style:
            case "a" | "A" if count > 0:
                shown = letters(count)
            case "i" | "I":
                shown = roman(count)
            case "none":
                return ""
            case _:
                shown = str(count)
        return f"{shown.upper() if self.style in 'AI' else shown}."


def list_of(tag: Tag) -> HtmlList:
    """Return the list that a tag opens."""
    bullets = tag.name == "ul"
    css = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", attribute(tag, "style"))
    named = css[1] if css else attribute(tag, "type")
    style = _STYLES.get(named, BULLET if bullets else "1")
    step = -1 if tag.has_attr("reversed") and not bullets else 1
    points = len(tag.find_all("li", recursive=False)) if step < 0 else 1
    start = number(attribute(tag, "start"))
    return HtmlList(style, points if start is None else start, step)


def number(text: str) -> int | None:
    """Return the whole number that an attribute says; None if it says none."""
    match = re.match(r"\s*(-?\d{1,6})(?!\d)", text)
    return int(match[1]) if match else None
