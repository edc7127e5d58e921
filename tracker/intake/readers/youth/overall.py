"""The table of ratings of a youth inspection: the service, the score and the overall rating."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.passages import passage
from tracker.intake.readers.common.tokens import as_spelled, rating, rating_at_end, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_TITLES: Final = ("ratings", "summaryofratings", "ourratings", "overallratings")
_AFTER: Final = re.compile(
    r"^(?:recommendations|background|overallfindings|introduction|contextualfacts|executivesummary|"
    r"domainone\w*|foreword|keyfindings)$"
)
_POINTS: Final = r"(\d{1,3})\s*(?:/|out of)\s*(\d{1,3})"
_SCORE: Final = re.compile(rf"\bscore\b\s*:?\s*{_POINTS}(?=\s*$|\s+overall\b)", re.IGNORECASE)
_SCORED: Final = re.compile(r"\bscore\W*$", re.IGNORECASE)
_OVERALL: Final = re.compile(r"^overall(?:\s+rating)?\b\s*:?\s*(.*)$", re.IGNORECASE)
_WORDS: Final = r"(Outstanding|Good|Requires\s+improvement|Inadequate)"
_SAID: Final = re.compile(
    rf"(?:\brated\s+(?:overall\s+)?(?:as:?\s+)?|\boverall rating (?:of|is|was)\s+|"
    rf"\b(?:we\s+)?rated?\s[^.]{{0,100}}?\bas:?\s+)"
    rf"[\u2018'“\"]?{_WORDS}\b"
)
_HISTORY: Final = re.compile(
    r"previous|last inspect|in 20\d\d|standard|resettlement|domain", re.IGNORECASE
)
_FIRST: Final = re.compile(r"^(?:[PR]\s+)?1\s?\.\s?1\b(?!\.\d)")
_INSIDE: Final = re.compile(
    r"fieldwork started|overall rating|score\b|(?:[PR]\s+)?1\.1\b", re.IGNORECASE
)
_BESIDE: Final = re.compile(
    rf"\s+(?:(?:overall\s+)?score\b\s*:?\s*(?:{_POINTS})?|fieldwork\s+started\b.*)$", re.IGNORECASE
)
"""What may be on the same line behind the name of the service."""
_COVER: Final = re.compile(r"^overall rating for the \w+", re.IGNORECASE)
NEAR: Final = 15
LONGEST: Final = 60
"""Letters a heading has at the most."""
SCORED_SINCE: Final = "2020-03"
"""The month from which reports print a score."""


def ratings_table(pages: Pages) -> range:
    """Return the places of the lines that make the table of ratings; empty if there is none."""
    lines = pages.lines
    stops = [
        at for at, line in enumerate(lines) if _short(line) and _AFTER.match(squash(line.text))
    ]
    for start, line in enumerate(lines):
        begins = _short(line) and squash(line.text) in _TITLES
        if not begins and not line.text.startswith("Fieldwork started"):
            continue
        after = bisect_right(stops, start)
        stop = stops[after] if after < len(stops) else len(lines)
        inside = [
            line.text for line in lines[start : min(stop, start + 3 * NEAR)] if not line.blank
        ]
        if any(_INSIDE.match(text) for text in inside[: NEAR + 1]):
            return range(start, _told_again(lines, start, stop))
    return range(0)


def _short(line: Line) -> bool:
    return 0 < len(line.text) <= LONGEST and not line.text[0].islower()


def _told_again(lines: Sequence[Line], start: int, stop: int) -> int:
    """Where the table ends at the latest: where the first standard is named a second time."""
    named = [at for at in range(start, stop) if _FIRST.match(lines[at].text)]
    return named[1] if len(named) > 1 else stop


def put_overall(draft: Draft, pages: Pages, table: range) -> str | None:
    """Put the score and the overall rating, and return the name of the service, if printed."""
    lines = [line for line in pages.lines[table.start : table.stop] if not line.blank]
    _put_score(draft, lines)
    printed = _overall(lines) or _on_cover(pages)
    statements = _said(pages)
    if printed:
        draft.put(printed[0], printed[1], "overall")
        for word, line in statements:
            if word != printed[0]:
                draft.warn(
                    f"{word} is said here to be the overall rating, but {printed[0]} on line "
                    f"{printed[1].number}, which is kept.",
                    line,
                )
    elif statements:
        draft.put(statements[0][0], statements[0][1], "overall")
        draft.warn(
            "the overall rating is taken from this sentence; no table prints it.", statements[0][1]
        )
    else:
        draft.warn("No overall rating is printed.")
    return _service(draft, pages, lines)


def _put_score(draft: Draft, lines: Sequence[Line]) -> None:
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        text = line.text
        if after is not None and _SCORED.search(text):
            text = f"{text} {after.text}"
        match = _SCORE.search(text)
        if match is None:
            continue
        points, of = int(match[1]), int(match[2])
        if after is not None and match.start(1) > len(line.text):
            line = after  # noqa: PLW2901 - the figures stand on the line below their name
        if of:
            draft.put({"points": points, "of": of}, line, "score")
        else:
            draft.warn(f"the score {points}/{of} is impossible.", line)
        return
    if draft.facts.get("published", {}).get("iso", SCORED_SINCE) >= SCORED_SINCE:
        draft.warn("No score is printed.", lines[0] if lines else None)


def _overall(lines: Sequence[Line]) -> tuple[str, Line] | None:
    for index, line in enumerate(lines):
        match = _OVERALL.match(line.text)
        if match is None:
            continue
        rest = re.sub(
            rf"\(?(?:score\s*:?\s*)?{_POINTS}\)?", "", match[1], flags=re.IGNORECASE
        ).strip()
        below = [
            line
            for line in lines[index + 1 : index + 4]
            if not _SCORE.search(line.text) and not re.fullmatch(_POINTS, line.text)
        ]
        first = [(rest, line)] if rest else []
        tries = [*first, *((line.text, line) for line in below)][:2]
        both = " ".join(text for text, _ in tries)
        word = rating(tries[0][0]) or rating(both) if tries else None
        if word:
            return word, tries[0][1]
    return None


def _on_cover(pages: Pages) -> tuple[str, Line] | None:
    """The overall rating on the first page of a report of 2019."""
    lines = [line for line in pages.lines[: 3 * NEAR] if not line.blank]
    for line, after in pairwise(lines):
        if _COVER.match(line.text):
            if word := rating(after.text):
                return word, after
            word = rating_at_end(line.text)[1]
            return (word, line) if word else None
    return None


def _said(pages: Pages) -> list[tuple[str, Line]]:
    """Where a sentence gives the overall rating of this inspection."""
    statements: list[tuple[str, Line]] = []
    for index, line in enumerate(pages.lines):
        if "rat" not in line.text:
            continue
        text = passage(pages, [line for line in pages.lines[index : index + 2] if not line.blank])
        at = 0
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text.text):
            at = text.text.index(sentence, at)
            word = _SAID.search(sentence)
            if word and "overall" in sentence.casefold() and not _HISTORY.search(sentence):
                statements.append((" ".join(word[1].split()), text.line(at + word.start(1))))
    return statements


def _service(draft: Draft, pages: Pages, lines: Sequence[Line]) -> str | None:
    """The name between the heading of the table and what it says first."""
    parts: list[Line] = []
    for line in lines[: NEAR // 2]:
        if re.match(r"fieldwork|score|overall|[1-4]\.|published", line.text, re.IGNORECASE):
            break
        if squash(line.text) not in _TITLES and not rating_at_end(line.text)[1]:
            parts.append(line)
            if _BESIDE.search(line.text):
                break
    name = re.sub(r"^(?:name of )?service\s*:\s*", "", pages.joined(parts), flags=re.IGNORECASE)
    name = _BESIDE.sub("", name)
    if not parts or not re.search(r"youth|service|team|justice|offending", name, re.IGNORECASE):
        return None
    draft.lines["service", "name"] = parts[0]
    return as_spelled(name, pages.text)
