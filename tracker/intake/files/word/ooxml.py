"""Small things a Word file says of itself, found in its XML once namespaces are taken off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

OFF: Final = frozenset({"0", "false", "off"})
"""What switches a property off."""

_SYMBOLS: Final = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0D8: "➢", 0xF02D: "-"}
_SURROGATES: Final = range(0xD800, 0xE000)


def attribute_at(element: Element | None, path: str) -> str:
    """Return what a property says; nothing if it is missing."""
    child = element.find(path) if element is not None else None
    return child.get("val", "") if child is not None else ""


def is_on(element: Element | None, path: str) -> bool:
    """Whether a property is there and not switched off."""
    child = element.find(path) if element is not None else None
    return child is not None and child.get("val", "1") not in OFF


def removed(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted, so that it goes on in the next one."""
    mark = properties.find("rPr") if properties is not None else None
    return mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None)


def parts(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that something wraps."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from parts(child, name)


def fallback_or_choice(element: Element) -> Element:
    """The first of several ways to show a thing; the others say the same again."""
    choice = element.find("Choice")
    fallback = element.find("Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def boxes_in(element: Element) -> list[Element]:
    """The boxes of text in a drawing, each once."""
    boxes: list[Element] = []
    waiting = [fallback_or_choice(element) if element.tag == "AlternateContent" else element]
    while waiting:
        one = waiting.pop()
        if one.tag == "txbxContent":
            boxes.append(one)
        elif one.tag == "AlternateContent":
            waiting.append(fallback_or_choice(one))
        else:
            waiting += reversed(list(one))
    return boxes


def symbol(code: str) -> str:
    """Return the letter of a symbol's code, whatever font it is drawn in."""
    match = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    if not match or match in _SURROGATES:
        return ""
    return _SYMBOLS.get(match, chr(match))
