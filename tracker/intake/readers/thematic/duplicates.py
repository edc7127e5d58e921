"""Recommendations that a thematic report prints more than once: in a summary and in a chapter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.pages import Line
    from tracker.intake.readers.layout import Draft

ALIKE: Final = 0.9
"""How alike two texts are that are one recommendation printed twice."""
NEARLY: Final = 0.6
"""The same for two texts under the same number."""
ENDS: Final = 20
"""Letters at the beginning or the end that two texts share which are compared at all."""
COMPARED: Final = 20
"""How many texts that share them are compared."""
MOST: Final = 500
"""How many recommendations a report makes at the most."""

_Item = dict[str, Any]


@dataclass(slots=True)
class DuplicateFilter:
    """The recommendations of a report so far, to be found by number, beginning and end."""

    items: list[_Item] = field(default_factory=list)
    texts: dict[str, _Item] = field(default_factory=dict)
    near: dict[object, list[_Item]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(self, draft: Draft, item: _Item, line: Line) -> None:
        """Keep a recommendation; a number printed before gets a letter behind it and a warning."""
        if len(self.items) == MOST:
            draft.warn(f"{MOST} recommendations were found; the rest is left out.")
            return
        self._note(item)
        plain = item["number"].partition("-")[0]
        if item["number"] in self.used:
            item["number"] = next(letter for letter in _lettered(plain) if letter not in self.used)
            draft.warn(f"{plain} is printed again; here it is {item['number']}.", line)
        self.used.add(item["number"])
        self.items.append(item)
        draft.add("items", item, line)

    def _note(self, item: _Item) -> None:
        text = squash(item["text"])
        self.texts.setdefault(text, item)
        for key in _keys(item, text):
            self.near.setdefault(key, []).append(item)

    def known(self, draft: Draft, item: _Item, line: Line) -> bool:
        """Whether a recommendation is above already; one that reads otherwise is warned of."""
        text = squash(item["text"])
        if text in self.texts:
            return True
        by_number, *by_words = _keys(item, text)
        pairs = [(other, NEARLY) for other in self.near.get(by_number, [])[:COMPARED]]
        pairs += [(other, ALIKE) for key in by_words for other in self.near.get(key, [])[:COMPARED]]
        for other, enough in pairs:
            if _alike(item["text"], other["text"]) >= enough:
                draft.warn(f"recommendation {other['number']} reads otherwise here.", line)
                return True
        return False


def _keys(item: _Item, text: str) -> tuple[object, ...]:
    """By what it may be found again: its printed number and its body, its first and last words."""
    printed = item["number"].partition("-")[0]
    return (printed, item.get("addressee")), ("begins", text[:ENDS]), ("ends", text[-ENDS:])


def _alike(first: str, second: str) -> float:
    """How alike two texts are, from 0 to 1; 0 at once for those with few words in common."""
    words = Counter(first.casefold().split()), Counter(second.casefold().split())
    if 2 * (words[0] & words[1]).total() < (words[0] + words[1]).total() * NEARLY / 2:
        return 0.0
    return SequenceMatcher(None, squash(first), squash(second), autojunk=False).ratio()


def _lettered(plain: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from (f"{plain}-{letter}" for letter in letters[1:])
    yield from (f"{plain}-{first}{second}" for first in letters for second in letters)
