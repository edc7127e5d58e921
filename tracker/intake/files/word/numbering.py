"""The numbers Word prints before its paragraphs: they are counted, and are nowhere in the text.

Each list is defined in levels; a paragraph says which list and level it is of, or its style does.
Lists that share a definition count on together, until one of them starts again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tracker.intake.files.word.ooxml import OFF, attribute_at, is_on
from tracker.intake.numerals import letters, roman

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

FURTHEST: Final = 20
"""How many styles may be based on each other, and lists named by each other."""

_ALPHABET: Final = 26
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "·": "•", "§": "▪"}
_ONES: Final = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"),
    *("Eleven", "Twelve"),
)
_ORDINALS: Final = (
    *("Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"),
    *("Ninth", "Tenth", "Eleventh", "Twelfth"),
)


class Styles:
    """The styles of a Word file, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles from their part; none if it is missing."""
        elements = root.iterfind("style") if root is not None else ()
        self.styles = {element.get("styleId", ""): element for element in elements}
        self.usual = next(
            (
                key
                for key, style in self.styles.items()
                if style.get("type") == "paragraph" and style.get("default", "0") not in OFF
            ),
            "",
        )

    def chain(self, style: str) -> Iterator[tuple[str, Element]]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(FURTHEST):
            if style not in self.styles:
                return
            yield style, self.styles[style]
            style = attribute_at(self.styles[style], "basedOn")

    def name(self, style: str) -> str:
        """Return what a style is called, in small letters."""
        definition = self.styles.get(style)
        return attribute_at(definition, "name").casefold()

    def says(self, style: str, path: str) -> bool:
        """Whether a style, or one it is based on, switches something on."""
        for _, definition in self.chain(style):
            if definition.find(path) is not None:
                return is_on(definition, path)
        return False


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is printed, and from what it counts."""

    start: int
    form: str
    text: str
    restart: int | None
    plain: bool
    style: str

    def count(self, number: int, *, plain: bool) -> str:
        """Return a number as this level prints it."""
        match "decimal" if plain else self.form:
            case "lowerLetter" | "upperLetter" as form if number > 0:
                times, letter = divmod(number - 1, _ALPHABET)
                shown = letters(letter + 1) * min(times + 1, FURTHEST)
                return shown.upper() if form[0] == "u" else shown
            case "lowerRoman":
                return roman(number)
            case "upperRoman":
                return roman(number).upper()
            case "decimalZero":
                return f"{number:02}"
            case "ordinal":
                ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
                return f"{number}{'th' if number % 100 // 10 == 1 else ending}"
            case "cardinalText" if 0 <= number < len(_ONES):
                return _ONES[number]
            case "ordinalText" if 0 <= number < len(_ORDINALS):
                return _ORDINALS[number]
            case "none":
                return ""
            case _:
                return str(number)


@dataclass(slots=True)
class _NumberedList:
    """One use of a list: its definition, and the levels it starts again or prints otherwise."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class ListNumbering:
    """The lists of a Word file, counted paragraph by paragraph in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Take the lists from their part; none if it is missing."""
        self.styles = styles
        self.definitions: dict[str, dict[int, _Level]] = {}
        self.links: dict[str, str] = {}
        self.lists: dict[str, _NumberedList] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.used: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == "abstractNum":
                key = element.get("abstractNumId", "")
                self.definitions[key] = _levels(element)
                self.links[key] = attribute_at(element, "numStyleLink")
            elif element.tag == "num":
                self.lists[element.get("numId", "")] = _list(element)

    def mark(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """Return what is printed before the next paragraph, and its level; None outside a list."""
        named = self._named(properties, style or self.styles.usual)
        if named is None:
            return None
        key, at = named
        numbered = self.lists[key]
        definition = self._definition(numbered)
        levels = {**self.definitions.get(definition, {}), **numbered.levels}
        if at not in levels:
            return None
        counts = self.counts.setdefault(definition, {})
        if (key, at) not in self.used:
            self.used.add((key, at))
            if at in numbered.starts:
                counts.pop(at, None)
        for one in (one for one in sorted(levels) if one <= at):
            if one not in counts:
                counts[one] = numbered.starts.get(one, levels[one].start)
            elif one == at:
                counts[one] += 1
        for deeper in [other for other in counts if other > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]
        return _shown(levels, at, counts), at

    def _named(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, said by itself or else by its style."""
        key = attribute_at(properties, "numPr/numId")
        level = attribute_at(properties, "numPr/ilvl")
        for name, definition in self.styles.chain(style) if not key else ():
            key = attribute_at(definition, "pPr/numPr/numId")
            if key in self.lists and not level:
                levels = self.definitions.get(self._definition(self.lists[key]), {})
                linked = (str(at) for at, one in levels.items() if one.style == name)
                level = next(linked, "") or attribute_at(definition, "pPr/numPr/ilvl")
            if key:
                break
        return (key, _number(level, 0)) if key in self.lists and key != "0" else None

    def _definition(self, numbered: _NumberedList) -> str:
        """The definition that holds the levels, where one only names a style that has them."""
        key = numbered.definition
        for _ in range(FURTHEST):
            style = self.styles.styles.get(self.links.get(key, ""))
            linked = self.lists.get(attribute_at(style, "pPr/numPr/numId"))
            if linked is None or linked.definition == key:
                return key
            key = linked.definition
        return key


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _levels(element: Element) -> dict[int, _Level]:
    return {_number(one.get("ilvl", ""), 0): _level(one) for one in element.iterfind("lvl")}


def _level(element: Element) -> _Level:
    restart = attribute_at(element, "lvlRestart")
    text = "" if is_on(element, "rPr/vanish") else attribute_at(element, "lvlText")
    form = attribute_at(element, "numFmt") or "decimal"
    if form == "bullet" and not text.strip() and not is_on(element, "rPr/vanish"):
        text = "•"
    return _Level(
        start=_number(attribute_at(element, "start"), 1),
        form=form,
        text=text,
        restart=_number(restart, 0) if restart else None,
        plain=is_on(element, "isLgl"),
        style=attribute_at(element, "pStyle"),
    )


def _list(element: Element) -> _NumberedList:
    definition = _NumberedList(attribute_at(element, "abstractNumId"))
    for override in element.iterfind("lvlOverride"):
        at = _number(override.get("ilvl", ""), 0)
        if (level := override.find("lvl")) is not None:
            definition.levels[at] = _level(level)
        if (start := attribute_at(override, "startOverride")) != "":
            definition.starts[at] = _number(start, 1)
    return definition


def _shown(levels: dict[int, _Level], at: int, counts: dict[int, int]) -> str:
    """What a level prints: its bullet, or its text with the number of each level it names."""
    level = levels[at]
    if level.form == "bullet":
        bullet = "".join(_BULLETS.get(character, character) for character in level.text)
        return "◦" if at and bullet == "•" else bullet

    def number(match: re.Match[str]) -> str:
        one = int(match[1]) - 1
        if one not in levels or one > at:
            return ""
        return levels[one].count(counts.get(one, levels[one].start), plain=level.plain)

    return re.sub(r"%([1-9])", number, level.text)
