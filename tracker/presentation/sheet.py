"""A table to be printed, and texts made safe to print: what every format begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Sheet(NamedTuple):
    """A table: its columns, and a text for each of them in every row.

    `widths` names the columns a table may wrap, each with the most characters a line of it has.
    `cut` names one that a table of a bounded width shortens to the room left, on one line; it is
    whole in every other format. `once` names one that a table says in its title instead, where it
    is the same in every row. Without `headed` a table prints no names above its columns.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    title: str = ""
    widths: Mapping[str, int] = {}
    cut: str | None = None
    once: str | None = None
    headed: bool = True


def safe(text: str) -> str:
    r"""Return the text composed (NFC), with what could drive a terminal visible, as `\x1b`.

    That is every control character but newline and tab, what turns the direction of writing, the
    line and paragraph separators, and half characters (lone surrogates).
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return UNSEEN.sub(_visible, text)


def one_line(text: str) -> str:
    """Return the safe text with every run of newlines and tabs as one space."""
    return re.sub("[\t\n]+", " ", safe(text))


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - two digits


def spaced(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks that say anything, with an empty line between them."""
    between = ""
    for block in filter(None, blocks):
        yield f"{between}{block}\n"
        between = "\n"
