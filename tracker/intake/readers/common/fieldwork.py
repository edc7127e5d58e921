"""When the inspectors were there, and how many cases they looked at, as sentences say it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.list_points import usual_width
from tracker.intake.readers.common.printed_dates import (
    PrintedDay,
    exactness,
    printed_date,
    printed_range,
)
from tracker.intake.readers.common.tokens import NUMBER, number, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_MONTHS: Final = re.compile(rf"\b({_MONTH})(?:,\s*{_MONTH})+,?\s+and\s+({_MONTH})\b")
_THERE: Final = re.compile(
    r"\bfieldwork\b|\b(?:this|our|the) (?:joint |thematic )*inspection (?:took place|visited|was "
    r"(?:carried out|conducted|undertaken|held))|\b(?:we|inspectors) (?:visited|were on site|"
    r"(?:carried out|conducted) (?:our|this|the) inspection)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:previous(?:ly)?|last inspect\w*|earlier inspection|published|pilots?)\b", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"^fieldwork(?: (?:started|began|start date|dates?|period|took place))?\W*$", re.IGNORECASE
)
_WEEKS: Final = re.compile(r"\bweeks?\s+(?:commencing|beginning|starting|of)\b", re.IGNORECASE)
_ENDED: Final = re.compile(r"\b(?:ended|finished|concluded|was completed)\b(.*)", re.IGNORECASE)
_NOUNS: Final = (
    r"(?:(?!were\b|was\b|and\b|in\b)[\w\u2019'-]+\s+){0,5}?"
    r"(?:cases?|disposals|case files|files)\b(?:\s+(?:of|involving|relating to|with)\s+(?:children|"
    r"victims|boys|girls)\b)?"
)
_WHOSE: Final = (
    r"(?:children|victims|(?:young\s+)?people\s+(?:who|that)\s+(?:had|have|were)\b[^.;,]{0,60}?"
    r"\bvictims?)"
)
_OF: Final = r"(?:the\s+cases\s+of|(?:the\s+)?work\s+(?:done\s+)?with)"
_COUNTED: Final = rf"{NUMBER}\s+{_NOUNS}|{_OF}\s+{NUMBER}\s+{_WHOSE}"
_VERBS: Final = (
    r"(?:inspected|examined|assessed|reviewed|looked (?:in detail )?at|sampled|read|"
    r"took a detailed look at)"
)
_LOOKED: Final = re.compile(
    rf"\b(?:we|inspectors|(?:inspection\s+)?team)\s+(?:[^.;]{{0,160}}?\band\s+)?(?:also\s+|have\s+)*{_VERBS}\s+"
    r"(?:in detail\s+)?(?:a (?:total|sample) of\s+)?"
    rf"(?P<list>(?:{_COUNTED})(?:(?:\s+(?:who|that|which|managed|supervised)\b[^.;:,]{{0,80}}?)?"
    rf"\s*,?\s*(?:and|as well as|alongside)?\s+(?:{_COUNTED}))*)",
    re.IGNORECASE,
)
_WERE: Final = re.compile(
    rf"^(?:In total,?\s+|Overall,?\s+|A total of\s+)?(?P<list>(?:{_COUNTED})"
    rf"(?:\s*,?\s*and\s*(?:{_COUNTED}))*)\s+were\s+{_VERBS}\b",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    rf"(?P<of>{_OF}\s+)?(?P<count>{NUMBER})\s+(?P<text>{_NOUNS}|{_WHOSE})",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\bprevious|\blast inspect|\bearlier\b|\bin (?:19|20)\d\d,? we\b", re.IGNORECASE
)
EARLY: Final = 0.6
"""How much of a full line a heading fills at the most."""
PARAGRAPH: Final = 8
"""Over how many lines a paragraph is followed."""


def passages(pages: Pages) -> Iterator[tuple[Line, str]]:
    """Yield each sentence of the report with the line it begins on."""
    lines = pages.lines
    full = usual_width(lines) * EARLY
    begins = True
    for index, line in enumerate(lines):
        if begins and not line.blank:
            parts: list[Line] = []
            for after in lines[index : index + PARAGRAPH * 5]:
                if after.blank or (parts and _ends(parts[-1], after, full)):
                    break
                parts.append(after)
                if len(parts) >= PARAGRAPH and _stops(after):
                    break
            yield from _sentences(pages, parts)
        below = lines[index + 1] if index + 1 < len(lines) else None
        begins = line.blank or _stops(line) or (below is not None and _ends(line, below, full))


def _ends(line: Line, below: Line, full: float) -> bool:
    """Whether a short line without a stop is a heading above the line below it."""
    return len(line.text) < full and not _stops(line) and below.text[:1].isupper()


def _stops(line: Line) -> bool:
    return bool(re.search(r"[.:;?!\u2019'\")]$", line.text))


def _sentences(pages: Pages, parts: list[Line]) -> Iterator[tuple[Line, str]]:
    """The sentences of a paragraph that begin on its first lines up to the first that stops."""
    text = pages.joined(parts)
    own = 0
    for line in parts:
        own += len(line.text) + 1
        if _stops(line):
            break
    at = 0
    for sentence in re.split(r"(?<=[a-z\d)%\u2019'][.?!])\s+(?=[A-Z\u2018“])", text):
        if at < own:
            yield _line(parts, at), sentence
        at += len(sentence) + 1


def _line(parts: list[Line], at: int) -> Line:
    """The line a place of the joined text is on, nearly."""
    for line in parts:
        if at < len(line.text):
            return line
        at -= len(line.text) + 1
    return parts[-1]


def put_visits(draft: Draft, pages: Pages) -> None:
    """Put when the fieldwork began and ended, as precisely as printed; warn if nothing says it."""
    visits: list[tuple[PrintedDay, PrintedDay | None, Line, bool]] = []
    for line, sentence in [*_labelled(pages), *passages(pages)]:
        there = _THERE.search(sentence)
        if there is None or _OTHER.search(sentence):
            continue
        dates = _dates(sentence[there.start() :]) or _dates(sentence[: there.start()])
        if dates:
            visits.append((*dates, line, there[0].casefold() == "fieldwork"))
    if not visits:
        draft.warn("No date of the fieldwork is printed.")
        return
    plain = [visit for visit in visits if visit[3]] or visits[:1]
    first, last, kept, _ = max(plain, key=lambda visit: exactness(visit[0], visit[1]))
    draft.period(first, last, kept)
    draft.began_elsewhere(first, kept, ((start, line) for start, _, line, _ in plain))


def _labelled(pages: Pages) -> Iterator[tuple[Line, str]]:
    """What is below a label alone on its line, as the cells of a table may do."""
    printed = [line for line in pages.lines if not line.blank]
    for line, below in pairwise(printed):
        if _LABEL.match(line.text):
            yield line, f"{line.text} {below.text}"


def _dates(sentence: str) -> tuple[PrintedDay, PrintedDay | None] | None:
    sentence = _MONTHS.sub(r"\1 to \2", sentence)
    dates = printed_range(sentence)
    if dates is None:
        return None
    if _WEEKS.search(sentence):
        return dates[0], None
    ended = _ENDED.search(sentence)
    last = printed_date(ended[1]) if ended else None
    return (dates[0], last) if dates[1] is None and last and last != dates[0] else dates


def put_cases(draft: Draft, pages: Pages, *, whole: bool) -> None:
    """Put the cases looked at: all that are told of, or those of the first sentence that tells.

    `whole` is for a report on one service; in one on many a later figure is of a part.
    """
    seen: set[str] = set()
    for line, sentence in _with_subjects(pages):
        match = _LOOKED.search(sentence) or _WERE.search(sentence)
        if match is None or _PAST.search(sentence):
            continue
        for sample in _EACH.finditer(match["list"]):
            whose = " ".join(sample["text"].split())
            text = f"cases of {whose}" if sample["of"] else whose
            if (key := _of(text)) not in seen:
                seen.add(key)
                draft.add("samples", {"text": text, "cases": number(sample["count"])}, line)
        if not whole:
            return
    if not seen:
        draft.warn("No number of cases inspected was found.")


def _with_subjects(pages: Pages) -> Iterator[tuple[Line, str]]:
    """Each sentence; "They" at its beginning is the inspectors, if the sentence before has them."""
    before = ""
    for line, sentence in passages(pages):
        theirs = re.search(r"\b(?:we|inspectors)\b", before, re.IGNORECASE)
        before = re.sub(r"^They\b", "Inspectors", sentence) if theirs else sentence
        yield line, before


def _of(text: str) -> str:
    """Whose cases they are: one figure for victims, one for all others that are named alike."""
    return "victims" if "victim" in text.casefold() else squash(text)
