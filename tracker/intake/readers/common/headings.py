"""The headings of a report: those a web page marks, those its contents list names.

A page saved from the web carries words of its site, and "Back to top" behind each heading. They
are taken out here; what they told of headings is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.list_points import ends, list_mark
from tracker.intake.readers.common.recommendations import addressee
from tracker.intake.readers.common.tokens import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tracker.intake.pages import Line, Pages

_BACK: Final = re.compile(r"\s*[(\[]?\bback to (?:the )?top\b[)\]]?\s*$", re.IGNORECASE)
_NOTED: Final = re.compile(r"(?<=\S)\s?\[\d{1,3}\](?!\()")
_SITE: Final = re.compile(
    r"^(?:skip to (?:main )?content|all content is available under|to view this licence|"
    r"or write to:|information policy team|the national archives,?$|kew,?$|london tw9|"
    r"or e-?mail:|this publication is available at|are you ok with cookies|we use small files|"
    r"https?://\S+$|print this page|share this page)",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(
    r"(?P<letters>(?:[Ss]tandard\s)?[A-Z]{1,2})\d(?=[.:]?\s+[A-Z]|[.:]?$)"
)
_CONTENTS: Final = ("contents", "contentspage", "tableofcontents", "onthispage")
_NUMBER: Final = re.compile(r"^(?:chapter\s+)?(?:\d{1,2}(?:\.\d{1,2})*)[.:]?\s+", re.IGNORECASE)
_LED: Final = re.compile(r"(?:\s*[.\u2026]{2,}[\s.]*|\s+)\d{1,3}$|\s*[.\u2026]{3,}$")
_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_PAGED: Final = re.compile(
    r"^(?:\d{1,3}\s+(?P<first>\S.{8,})|(?P<title>\S.{8,}?)\s+(?:page\s+)?\d{1,3})$", re.IGNORECASE
)
ENOUGH: Final = 30
"""By how many letters a running title is known."""
OFTEN: Final = 2
"""How often a heading is below the list that names it, at the most; a running one does more."""
LISTED: Final = 120
"""Within how many lines below its heading a contents list ends."""
LONGEST: Final = 90
"""Letters a heading has at the most."""
PROSE: Final = 45
"""Letters a line of a paragraph has at the least."""


def unlinked(pages: Pages) -> Pages:
    """Return the report without the words of its site, links back to the top and note marks."""
    lines: list[Line] = []
    for line in pages.lines:
        text = _NOTED.sub("", _BACK.sub("", line.text.replace(" | ", " ").replace("\t", " ")))
        lines.append(line._replace(text="" if _SITE.match(text) else text.strip()))
    return pages.of(lines)


def lettered(pages: Pages, raw: Pages) -> Pages:
    """Return a part of a report with the numbers of its standards as they are printed.

    The figure of "C1" may have been taken for the mark of a footnote.
    """
    printed = {line.number: match for line in raw.lines if (match := _LETTERED.match(line.text))}
    lines: list[Line] = []
    for line in pages.lines:
        match = printed.get(line.number)
        lost = match and line.text.startswith(match["letters"]) and match[0] not in line.text
        rest = line.text.removeprefix(match["letters"]) if match and lost else ""
        lines.append(line._replace(text=match[0] + rest) if match and lost else line)
    return pages.of(lines)


def pieces(text: str) -> list[str]:
    """Return a heading cut where a word of it is broken, as a PDF that joins its lines has them."""
    return re.split(r"(?<=[a-z]-) (?=[a-z])", text)


def turned(pages: Pages) -> Pages:
    """Return the report without the gap of a turned page within the name of an addressee."""
    kept: list[Line] = []
    for line in pages.lines:
        gap = kept and kept[-1].blank
        above = [earlier for earlier in kept[-8:] if not earlier.blank][-1:] if gap else []
        if above and above[0].page < line.page and _goes_on(kept, above[0], line):
            del kept[kept.index(above[0]) + 1 :]
        kept.append(line)
    return pages.of(kept)


def _goes_on(kept: Sequence[Line], first: Line, line: Line) -> bool:
    """Whether a line that is alone at the foot of a page begins the name on the next one."""
    index = kept.index(first)
    alone = index == 0 or kept[index - 1].blank
    begins = first.text[:1].isupper() and not re.search(r"[.:;?!]$", first.text)
    whole = re.match(r"(?:The|Each|Both|All|HM)\s", line.text)
    return (
        alone
        and begins
        and list_mark(first) is None
        and whole is None
        and addressee(line.text) is not None
        and addressee(f"{first.text} {line.text}") is not None
    )


def unheaded(pages: Pages, title: str) -> Pages:
    """Return the report without its title where it runs, over a line or two, beside a number."""
    whole = squash(_ARTICLE.sub("", title))
    lines = pages.lines
    gone: set[int] = set()
    for at, line in enumerate(lines):
        both = f"{line.text} {lines[at + 1].text}" if at + 1 < len(lines) else ""
        unnumbered = _beside_number(line.text)
        if len(whole) > ENOUGH / 2 and unnumbered[:ENOUGH] == whole[:ENOUGH]:
            gone.update([at] if len(unnumbered) <= len(whole) + ENOUGH else [])
        elif len(whole) > ENOUGH and _beside_number(both) == whole:
            gone.update([at, at + 1])
    return pages.of([line for at, line in enumerate(lines) if at not in gone])


def _beside_number(text: str) -> str:
    """The letters of a line but for the number of a page at its end or beginning; else nothing."""
    match = _PAGED.match(text)
    return squash(_ARTICLE.sub("", match["title"] or match["first"])) if match else ""


def closed(pages: Pages) -> Pages:
    """Return the report without empty lines within a numbered point, above the points in it."""
    kept: list[Line] = []
    empty: list[Line] = []
    numbered = within = False
    for line in pages.lines:
        if line.blank:
            empty.append(line)
            continue
        mark = list_mark(line)
        lesser = mark is not None and not (mark.number or "").isdecimal()
        above = kept[-1].text if kept else ""
        within = lesser and numbered and (within or above.endswith(":"))
        if mark is None and (empty or above.endswith(":")):
            numbered = False
        elif mark is not None and not lesser:
            numbered = True
        kept += [line] if within else [*empty, line]
        empty = []
    return pages.of([*kept, *empty])


def outline(raw: Pages, title: str) -> frozenset[str]:
    """Return the letters of every heading a report marks as one, or lists in its contents.

    Its title, which runs over its pages, is no heading.
    """
    lines = unlinked(raw).lines
    marked = {
        squash(line.text)
        for line, before in zip(lines, raw.lines, strict=True)
        if _BACK.search(before.text)
    }
    keys = {key for key in marked | _listed(lines) if key and "should" not in key}
    return frozenset(key for key in keys if len(key) < ENOUGH or key not in squash(title))


def _listed(lines: Sequence[Line]) -> set[str]:
    """What a contents list names that is below it again.

    The first such line ends the list, and so does a sentence.
    """
    start = next((at for at, line in enumerate(lines) if squash(line.text) in _CONTENTS), None)
    if start is None:
        return set()
    keys = [squash(line.text) for line in lines]
    listed: set[str] = set()
    for at in range(start + 1, min(start + LISTED, len(lines))):
        title = _LED.sub("", lines[at].text)
        key = squash(title)
        if key in listed or (len(title) > LONGEST and not _LED.search(lines[at].text)):
            break
        heads = bare(title)[:1].isupper() and len(title) <= LONGEST and not ends(title)
        if key and heads and 0 < keys[at + 1 :].count(key) <= OFTEN:
            listed.add(key)
    return listed


def bare(text: str) -> str:
    """Return a heading without its number and its colon."""
    return _NUMBER.sub("", text).rstrip(" :")


def stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line looks like a heading: short, unstopped, between a sentence and a paragraph."""
    text = lines[index].text
    if not text[:1].isupper() or len(text) > LONGEST or re.search(r"[.:;,?!%]$", text):
        return False
    above = next(
        (line for line in reversed(lines[max(index - 4, 0) : index]) if not line.blank), None
    )
    below = next((line for line in lines[index + 1 : index + 4] if not line.blank), None)
    return (
        (above is None or ends(above.text))
        and below is not None
        and len(below.text) > PROSE
        and below.text[:1].isupper()
        and list_mark(below) is None
        and not re.search(r"\bshould\b", text)
    )


def sections(
    lines: Sequence[Line], name: re.Pattern[str], heading: Callable[[int], bool]
) -> Iterator[range]:
    """Yield the places of each section under a heading of this name, up to the next heading."""
    for start, line in enumerate(lines):
        if line.text and not line.text[0].islower() and name.match(bare(line.text)):
            after = range(start + 1, len(lines))
            stop = next((at for at in after if lines[at].text and heading(at)), len(lines))
            yield range(start, stop)


def named(lines: Sequence[Line], index: int, known: re.Pattern[str], keys: Collection[str]) -> bool:
    """Whether a line is a heading by its name, or one of those the report itself tells of."""
    text = lines[index].text
    if len(text) > LONGEST or text[:1].islower() or text.endswith("."):
        return False
    return squash(text) in keys or bool(known.match(squash(bare(text))))
