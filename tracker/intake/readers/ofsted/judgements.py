"""The judgements in Ofsted's tables: a name and a rating, woven together as a PDF gives them.

Name and rating are in two columns, and each may be wrapped. Their letters are all there in
order, so a row is read as the one name and the one rating that make up its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.pages import Line
    from tracker.intake.readers.layout import Draft

RATINGS: Final = (
    "Outstanding",
    "Good",
    "Requires improvement to be good",
    "Requires improvement",
    "Inadequate",
)
"""The ratings in Ofsted's words, the longer before the shorter that begins it."""

TALL: Final = 12
"""Over how many lines a row of the table may be wrapped."""
HEADED: Final = 4
"""The same for the heading of its findings."""
LONG: Final = 150
"""Letters of a line that are looked at to find such a heading."""
BEGUN: Final = 12
"""Letters by which the beginning of a name is known."""
ENOUGH: Final = 9
"""Letters a line has at the least to be the beginning of a name."""

_NUMBER: Final = re.compile(r"^(?P<number>[1-9](?:\.[1-9])?)\.?(?:\s+|$)(?P<rest>.*)$")
_SAID: Final = re.compile(
    r"(?:is|are)?(?:judgedtobe)?(outstanding|good|inadequate|requires?improvement(?:tobegood)?)"
)


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as it is printed: its number, if any, its name, its rating and its place."""

    index: int
    line: Line
    number: str | None
    name: str
    rating: str | None


def letters(text: str) -> str:
    """Return the letters of a text alone, in small letters."""
    return "".join(character for character in text.casefold() if character.isalpha())


def rating_said(text: str) -> str | None:
    """Return the rating that words such as "require improvement to be good" give, else None."""
    match = _SAID.fullmatch(letters(text))
    if match is None:
        return None
    words = re.sub("^require(?=i)", "requires", match[1])
    return next(word for word in RATINGS if letters(word) == words)


def rows(lines: Sequence[Line], names: Sequence[str]) -> list[JudgementRow]:
    """Return the judgements of the table in printed lines, none of them blank, in their order.

    The table ends where a name comes again, for that is the heading of its findings.
    """
    begun = [begins for index in range(len(lines)) if (begins := _begins(lines, index, names))]
    table: list[JudgementRow] = []
    for at, (index, number) in enumerate(begun):
        stop = begun[at + 1][0] if at + 1 < len(begun) else len(lines)
        row = _row(lines[index : min(stop, index + TALL)], names)
        if row and row[0] in {earlier.name for earlier in table}:
            break
        if row:
            table.append(JudgementRow(index, lines[index], number, *row))
    if any(row.rating is None for row in table):
        return _apart(lines, table)
    return table


def _begins(
    lines: Sequence[Line], index: int, names: Sequence[str]
) -> tuple[int, str | None] | None:
    """Where a judgement begins, and its number, which may be alone above its name."""
    numbered = _NUMBER.match(lines[index].text)
    text = numbered["rest"] if numbered else lines[index].text
    if numbered and not text:
        text = lines[index + 1].text if index + 1 < len(lines) else ""
    elif index and not numbered and re.fullmatch(r"[1-9](?:\.[1-9])?\.?", lines[index - 1].text):
        return None
    first = letters(text)
    if len(first) < ENOUGH or not any(letters(name).startswith(first[:BEGUN]) for name in names):
        return None
    return index, numbered["number"] if numbered else None


def _row(lines: Sequence[Line], names: Sequence[str]) -> tuple[str, str | None] | None:
    """The name and the rating that as many of these lines as possible make up."""
    best: tuple[str, str | None] | None = None
    whole = ""
    for line in lines:
        whole += letters(line.text)
        for name, rating in product(names, (*RATINGS, "")):
            if woven(whole, letters(name), letters(rating)):
                best = (name, rating or None)
    return best


def woven(whole: str, first: str, second: str) -> bool:
    """Whether a text is made of two others, the letters of each in their order."""
    if len(whole) != len(first) + len(second):
        return False
    reached = {0}
    for index, letter in enumerate(whole):
        reached = {
            taken
            for before in reached
            for taken, fits in (
                (before + 1, before < len(first) and first[before] == letter),
                (before, index - before < len(second) and second[index - before] == letter),
            )
            if fits
        }
    return len(first) in reached


def _apart(lines: Sequence[Line], rows: Sequence[JudgementRow]) -> list[JudgementRow]:
    """The rows with ratings that are apart from them, if there are as many, in their order."""
    stop = rows[-1].index + TALL + len(rows) * 2
    rest: list[str] = []
    words = [word for row in rows for word in map(letters, row.name.split()) if word]
    for word in (
        letters(word) for line in lines[rows[0].index : stop] for word in line.text.split()
    ):
        if words and word == words[0]:
            words.pop(0)
        else:
            rest.append(word)
    text, ratings = "".join(rest), []
    while rating_name := next(
        (rating for rating in RATINGS if text.startswith(letters(rating))), None
    ):
        ratings.append(rating_name)
        text = text.removeprefix(letters(rating_name))
    if words or len(ratings) != len(rows):
        return list(rows)
    return [
        JudgementRow(row.index, row.line, row.number, row.name, rating)
        for row, rating in zip(rows, ratings, strict=True)
    ]


def put_judgements(draft: Draft, rows: Sequence[JudgementRow]) -> None:
    """Put each judgement once, with its number as printed, and warn of what is not rated."""
    kept: dict[str, JudgementRow] = {}
    numbers: set[str | None] = set()
    for row in rows:
        first = kept.setdefault(letters(row.name), row)
        if first is not row:
            differs(draft, first, row.rating, row.line)
            continue
        number = row.number
        if number is not None and number in numbers:
            draft.warn(f"the number {number} is printed again; here it is left out.", row.line)
            number = None
        numbers.add(number)
        standard = {"number": number, "name": row.name, "rating": row.rating}
        draft.add("standards", {key: value for key, value in standard.items() if value}, row.line)
        if row.rating is None:
            draft.warn(f"no rating is printed for {row.name!r}.", row.line)


def differs(draft: Draft, kept: JudgementRow, rating: str | None, line: Line) -> None:
    """Warn of a rating that is another than the one kept; the longer form of one is no other."""
    if rating and kept.rating and not _same(rating, kept.rating):
        draft.warn(
            f"{kept.name!r} is rated {rating} here, but {kept.rating} on line "
            f"{kept.line.number}, which is kept.",
            line,
        )


def _same(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def check_headings(
    draft: Draft, lines: Sequence[Line], kept: Sequence[tuple[str, JudgementRow]]
) -> None:
    """Warn if the heading of the findings gives another rating than the table does.

    `kept` has what each judgement is called there.
    """
    names = [(letters(name).removeprefix("the"), row) for name, row in kept]
    texts = [letters(line.text[:LONG]) for line in lines]
    for index, line in enumerate(lines):
        first = texts[index].removeprefix("the")[:BEGUN]
        for name, row in names:
            if first and name.startswith(first):
                rating = _headed(texts[index : index + HEADED], name)
                differs(draft, row, rating, line)


def _headed(texts: Sequence[str], name: str) -> str | None:
    """The rating that a heading of this name gives, on its own line or on those below it."""
    whole, rating_text = "", None
    for text in texts:
        whole += text
        heading = whole.removeprefix("the")
        if heading.startswith(name):
            rating = rating_said(heading.removeprefix(name))
            if rating is None and heading != name:
                break
            rating_text = rating or rating_text
        elif not name.startswith(heading):
            break
    return rating_text


def missing(rows: Sequence[JudgementRow], names: Sequence[str]) -> Iterator[str]:
    """Yield the names of which there is no judgement."""
    known = {letters(row.name) for row in rows}
    yield from (name for name in names if letters(name) not in known)
