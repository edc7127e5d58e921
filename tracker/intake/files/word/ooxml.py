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


def said(each: Element | None, path: str) -> str:
    """Return what a property says; nothing where it is missing."""
    found = each.find(path) if each is not None else None
    return found.get("val", "") if found is not None else ""


def on(each: Element | None, path: str) -> bool:
    """Whether a property is there and not switched off."""
    found = each.find(path) if each is not None else None
    return found is not None and found.get("val", "1") not in OFF


def removed(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted, so that it goes on in the next one."""
    mark = properties.find("rPr") if properties is not None else None
    return mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None)


def parts(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that something wraps."""
    for each in parent:
        if each.tag == name:
            yield each
        elif each.tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from parts(each, name)


def shown_of(each: Element) -> Element:
    """The first of several ways to show a thing; the others say the same again."""
    choice = each.find("Choice")
    fallback = each.find("Fallback")
    return choice if choice is not None else fallback if fallback is not None else each


def boxes_in(each: Element) -> list[Element]:
    """The boxes of text in a drawing, each once."""
    found: list[Element] = []
    waiting = [shown_of(each) if each.tag == "AlternateContent" else each]
    while waiting:
        one = waiting.pop()
        if one.tag == "txbxContent":
            found.append(one)
        elif one.tag == "AlternateContent":
            waiting.append(shown_of(one))
        else:
            waiting += reversed(list(one))
    return found


def symbol(code: str) -> str:
    """Return the letter of a symbol's code, whatever font it is drawn in."""
    found = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    if not found or found in _SURROGATES:
        return ""
    return _SYMBOLS.get(found, chr(found))
