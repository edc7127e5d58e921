"""Small words of the reports, read as printed or as a PDF has broken them: ratings and numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from tracker.domain.report_checks import RATINGS

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBER: Final = (
    rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?"
    rf"|(?:{'|'.join(sorted(_ONES, key=len, reverse=True))}))"
)
"""A count in digits or words, as a regular expression without groups."""


_SIGNS: Final = re.compile(r"[\W_]+")
_ASCII_SIGNS: Final = dict.fromkeys(at for at in range(128) if not chr(at).isalnum())


def squash(text: str) -> str:
    """Return the letters and digits of a text alone, in small letters: how broken words match."""
    return _squashed(text) if len(text) <= LINE else _letters(text.casefold())


LINE: Final = 200
"""Letters of a text that is looked at again and again, by one part of a reader after another."""


@lru_cache(maxsize=16_384)
def _squashed(text: str) -> str:
    return _letters(text.casefold())


def _letters(text: str) -> str:
    """A text without its signs; where it is plain, that is soon done."""
    return text.translate(_ASCII_SIGNS) if text.isascii() else _SIGNS.sub("", text)


_RATINGS: Final = {squash(word): word for word in RATINGS} | {
    "requiresimprovementtobegood": "Requires improvement",
}
_SPACED: Final = r"\s*".join
_TAIL: Final = re.compile(
    r"(?:^|\s)["
    r"\u2018'\"“]?("
    + "|".join(_SPACED(word.replace(" ", "")) for word in RATINGS)
    + r")[.\u2019'\"”]*$"
)


def rating(text: str) -> str | None:
    """Return the rating that a line is, however it is quoted, spaced or stopped; else None."""
    if not text.lstrip(" \u2018'\"“•*-")[:1].isupper():
        return None
    return _RATINGS.get(squash(re.sub(r"^(?:overall )?rating\s*:?", "", text, flags=re.IGNORECASE)))


def rating_at_end(text: str) -> tuple[str, str | None]:
    """Return what stands before a rating at the end of a line, and the rating if there is one."""
    match = _TAIL.search(text)
    if match is None:
        return text, None
    return text[: match.start()].rstrip(" :\u2013-"), _RATINGS[squash(match[1])]


def number(text: str) -> int | None:
    """Return the count that digits or words say: 22, "twenty-two"; else None."""
    words = text.casefold().replace("-", " ").split()
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if not words or not all(word in _ONES or word in _TENS for word in words):
        return None
    return sum(
        _ONES.index(word) if word in _ONES else 10 * (_TENS.index(word) + 2) for word in words
    )


def slug(text: str) -> str:
    """Return a name as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def as_spelled(phrase: str, text: str) -> str:
    """Return a phrase without the stray blanks a PDF has put in, if the text elsewhere has none."""
    phrase = re.sub(r"(\w) -(?=\w)", r"\1-", phrase)
    whole = "".join(phrase.split())
    letters = re.compile(r"\b" + r"[ ]?".join(map(re.escape, whole)) + r"\b")
    lines = (line for line in text.split("\n") if whole in line.replace(" ", ""))
    spellings = [word for line in lines for word in letters.findall(line)] if len(whole) > 1 else []
    return (
        min([phrase, *spellings], key=lambda spelling: spelling.count(" ")) if spellings else phrase
    )


_QUOTED: Final = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<=[:,] )\u2018[^\u2018]*?(?:[.!?]\u2019|\u2019[.!?]|$)"
)


def unquoted(text: str) -> str:
    """Return a text with blanks for what it quotes, for that is of a single case or person.

    A quotation in single marks is known by the colon or comma before it. What is left keeps its
    place.
    """
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
