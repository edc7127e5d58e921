"""One page that PDFium has opened, and what may be asked of it: places in points, turned upright.

The questions are put to PDFium's C functions directly: pypdfium2 has none for single letters, and
its declarations check each argument, which takes longer than the answer.
"""

from __future__ import annotations

import ctypes
from collections import deque
from functools import lru_cache
from itertools import compress, repeat
from math import hypot
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

TINY: Final = 2.0
"""The em, in points, of what no one can read."""
UNPAINTED: Final = 3
"""PDFium's number for letters that are not painted at all."""
SHAPE: Final = 2
"""PDFium's number for an object that is a drawn shape."""
MOST_SHAPES: Final = 10_000
"""Objects of a page among which shapes are looked for."""

_POINTER: Final = ctypes.c_void_p
_WHOLE: Final = ctypes.c_int


class Box(NamedTuple):
    """The sides of something printed."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, left: float, foot: float) -> bool:
        """Whether a place is within it."""
        return self.left <= left < self.right and self.bottom <= foot < self.top


class CharacterStyle(NamedTuple):
    """How a line stands: where it begins, its foot and end, its em if it can be read, its parts."""

    left: float
    foot: float
    right: float
    em: float | None
    parts: int


@lru_cache(maxsize=1)
def _questions() -> dict[str, Callable[..., Any]]:
    from pypdfium2 import raw  # type: ignore[import-untyped] # noqa: PLC0415 - an extra, no types

    places = {
        "GetCharOrigin": (_WHOLE, _WHOLE, _POINTER, _POINTER),
        "GetCharBox": (_WHOLE, _WHOLE, *[_POINTER] * 4),
        "GetLooseCharBox": (_WHOLE, _WHOLE, _POINTER),
        "GetRect": (_WHOLE, _WHOLE, *[_POINTER] * 4),
        "CountRects": (_WHOLE, _WHOLE, _WHOLE),
        "GetMatrix": (_WHOLE, _WHOLE, _POINTER),
        "GetFontSize": (ctypes.c_double, _WHOLE),
        "GetTextObject": (_POINTER, _WHOLE),
        "IsGenerated": (_WHOLE, _WHOLE),
    }
    functions: dict[str, Callable[..., Any]] = {}
    for name, (answer, *arguments) in places.items():
        kind = ctypes.PYFUNCTYPE(answer, _POINTER, *arguments)
        functions[name] = kind(_address(getattr(raw, f"FPDFText_{name}")))
    mode = ctypes.PYFUNCTYPE(_WHOLE, _POINTER)
    functions["Mode"] = mode(_address(raw.FPDFTextObj_GetTextRenderMode))
    return functions


def _ask(question: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Put a question for many letters; the answers stand where the arguments say."""
    deque(map(question, *arguments), maxlen=0)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, _POINTER).value or 0


def _in_units(text: str) -> str:
    """A text in which each place is one that PDFium counts: rare letters take two of them."""
    if text.isascii() or len(units := text.encode("utf-16-le")) == 2 * len(text):
        return text
    return "".join(map(chr, memoryview(units).cast("H")))


class Page:
    """The text of one page and where its letters stand; who opened the page closes it."""

    def __init__(self, page: Any, text_page: Any) -> None:
        """Take a page and its text from pypdfium2."""
        self.text: str = _in_units(text_page.get_text_range())
        self._page = page
        self._raw = text_page.raw
        self._at = _address(text_page.raw)
        self._plain: bool = text_page.count_chars() == len(self.text)
        self._turn: int = page.get_rotation() // 90
        self._four = (ctypes.c_double * 4)()
        self._first = ctypes.addressof(self._four)
        self._matrix = (ctypes.c_float * 6)()
        self._to_matrix = ctypes.addressof(self._matrix)
        ask = _questions()
        self._origin, self._box, self._rect = (
            ask["GetCharOrigin"],
            ask["GetCharBox"],
            ask["GetRect"],
        )
        self._count, self._size = ask["CountRects"], ask["GetFontSize"]
        self._matrix_of, self._object = ask["GetMatrix"], ask["GetTextObject"]
        self._loose = ask["GetLooseCharBox"]
        self._mode, self._generated = ask["Mode"], ask["IsGenerated"]
        self.sheet = self._turned(*page.get_bbox())
        """The sides of the paper; what stands beyond them cannot be seen."""

    def em(self, position: int) -> float | None:
        """Return the em of the letter at a place of the text; None if no one can read it."""
        index = position if self._plain else self._index(position)
        self._matrix_of(self._at, index, self._to_matrix)
        along, up, across, high, _, _ = self._matrix
        for _ in range(self._turn):
            along, up = up, -along
        em: float = self._size(self._at, index) * hypot(across, high)
        if em < TINY or along <= 0 or abs(up) > along / 50:
            return None
        printed = self._object(self._at, index)
        return None if printed and self._mode(printed) == UNPAINTED else em

    def origin(self, position: int) -> tuple[float, float]:
        """Return where a letter begins, and the line it is on."""
        index = position if self._plain else self._index(position)
        first, four = self._first, self._four
        self._origin(self._at, index, first, first + 8)
        if self._turn:
            return self._turned(four[0], four[1], four[0], four[1])[:2]
        return four[0], four[1]

    def box(self, position: int) -> Box:
        """Return the sides of what is painted of a letter."""
        index = position if self._plain else self._index(position)
        first = self._first
        self._box(self._at, index, first, first + 16, first + 8, first + 24)
        return self._turned(*self._four) if self._turn else Box(*self._four)

    def room(self, position: int) -> tuple[float, float]:
        """Return where the room a letter takes in its line begins and ends."""
        index = position if self._plain else self._index(position)
        self._loose(self._at, index, self._to_matrix)
        left, top, right, bottom, _, _ = self._matrix
        turned = self._turned(left, bottom, right, top)
        return turned.left, turned.right

    def lines(self, spans: Sequence[tuple[int, int]]) -> Iterator[CharacterStyle]:
        """Return how each line is on the page, from its first place to its last but one.

        Each question is put for all lines together: one by one takes twice as long.
        """
        middles = [(start + stop) >> 1 for start, stop in spans]
        middles = [middle + (self.text[middle] == " ") for middle in middles]
        if self._turn or not self._plain:
            for (start, stop), middle in zip(spans, middles, strict=True):
                right = self.box(stop - 1).right
                yield CharacterStyle(
                    *self.origin(start), right, self.em(middle), self.parts(start, stop)
                )
            return
        at, count = self._at, len(spans)
        firsts = [start for start, _ in spans]
        lasts = [stop - 1 for _, stop in spans]
        room = (ctypes.c_double * (6 * count))()
        columns = [ctypes.addressof(room) + 8 * count * column for column in range(6)]
        lefts, feet, *sides = (range(column, column + 8 * count, 8) for column in columns)
        _ask(self._origin, repeat(at), firsts, lefts, feet)
        _ask(self._box, repeat(at), lasts, *sides)
        values = memoryview(room).cast("B").cast("d").tolist()
        parts = map(self._count, repeat(at), firsts, (stop - start for start, stop in spans))
        ems = self._ems(middles)
        rights = values[3 * count : 4 * count]
        yield from map(CharacterStyle, values, values[count:], rights, ems, parts)

    def _ems(self, places: Sequence[int]) -> Iterator[float | None]:
        """The em at each place; None if no one can read it."""
        count = len(places)
        room = (ctypes.c_float * (6 * count))()
        first = ctypes.addressof(room)
        _ask(self._matrix_of, repeat(self._at), places, range(first, first + 24 * count, 24))
        values = memoryview(room).cast("B").cast("f").tolist()
        sizes = map(self._size, repeat(self._at), places)
        modes = map(self._mode, map(self._object, repeat(self._at), places))
        for along, up, across, high, size, mode in zip(
            values[::6], values[1::6], values[2::6], values[3::6], sizes, modes, strict=True
        ):
            em = size * hypot(across, high)
            seen = em >= TINY and along > 0 and abs(up) <= along / 50 and mode != UNPAINTED
            yield em if seen else None

    def parts(self, start: int, stop: int) -> int:
        """Return in how many parts a line was printed; `part` then tells of each."""
        first, last = start, stop - 1
        if not self._plain:
            first, last = self._index(first), self._index(last)
        return int(self._count(self._at, first, last - first + 1))

    def part(self, part: int) -> Sequence[float]:
        """Return the sides of a part of the line last asked for."""
        first = self._first
        self._rect(self._at, part, first, first + 24, first + 16, first + 8)
        return self._turned(*self._four) if self._turn else tuple(self._four)

    def added(self, places: Sequence[int]) -> list[int]:
        """Return those letters among some that PDFium has put in of its own."""
        if not self._plain:
            return []
        return list(compress(places, map(self._generated, repeat(self._at), places)))

    def shapes(self) -> Iterator[Box]:
        """Return the sides of every shape that is drawn on the page."""
        from pypdfium2 import raw  # noqa: PLC0415 - an extra

        sides = tuple(ctypes.c_float() for _ in range(4))
        for at in range(min(raw.FPDFPage_CountObjects(self._page.raw), MOST_SHAPES)):
            shape = raw.FPDFPage_GetObject(self._page.raw, at)
            if raw.FPDFPageObj_GetType(shape) == SHAPE:
                raw.FPDFPageObj_GetBounds(shape, *sides)
                yield self._turned(*(side.value for side in sides))

    def _index(self, index: int) -> int:
        """The number PDFium has for a letter of the text."""
        from pypdfium2 import raw  # noqa: PLC0415 - an extra

        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._raw, index))

    def _turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as it lies on the page when the page is turned for reading."""
        for _ in range(self._turn):
            left, bottom, right, top = bottom, -right, top, -left
        return Box(left, bottom, right, top)
