"""The table of ratings of a youth inspection: the service, the score and the overall rating."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.words import rating, rating_at_end, spelt, squash

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
_SCORE: Final = re.compile(rf"\bscore\b\s*:?\s*{_POINTS}\s*$", re.IGNORECASE)
_OVERALL: Final = re.compile(r"^overall(?:\s+rating)?\b\s*:?\s*(.*)$", re.IGNORECASE)
_WORDS: Final = r"(Outstanding|Good|Requires\s+improvement|Inadequate)"
_SAID: Final = re.compile(
    rf"(?:\brated\s+(?:overall\s+)?(?:as:?\s+)?|\boverall rating (?:of|is|was)\s+)"
    rf"[\u2018'“\"]?{_WORDS}\b"
)
_HISTORY: Final = re.compile(
    r"previous|last inspect|in 20\d\d|standard|resettlement|domain", re.IGNORECASE
)
NEAR: Final = 15


def ratings_table(pages: Pages) -> range:
    """Return the places of the lines that make the table of ratings; empty where there is none."""
    lines = pages.lines
    for start, line in enumerate(lines):
        below = [each.text for each in lines[start : start + 3 * NEAR] if not each.blank][:NEAR]
        begins = squash(line.text) in _TITLES or line.text.startswith("Fieldwork started")
        if begins and any(
            re.match(r"fieldwork started|overall rating|1\.1\b", text, re.IGNORECASE)
            for text in below
        ):
            for stop in range(start + 1, len(lines)):
                if _AFTER.match(squash(lines[stop].text)):
                    return range(start, stop)
            return range(start, len(lines))
    return range(0)


def put_overall(draft: Draft, pages: Pages, table: range) -> str | None:
    """Put the score and the overall rating, and return the name of the service, if printed."""
    lines = [line for line in pages.lines[table.start : table.stop] if not line.blank]
    _put_score(draft, lines)
    printed = _overall(lines)
    said = _said(pages)
    if printed:
        draft.put(printed[0], printed[1], "overall")
        for word, line in said:
            if word != printed[0]:
                draft.warn(
                    f"{word} is said here to be the overall rating, but {printed[0]} on line "
                    f"{printed[1].number}, which is kept.",
                    line,
                )
    elif said:
        draft.put(said[0][0], said[0][1], "overall")
        draft.warn(
            "the overall rating is taken from this sentence; no table prints it.", said[0][1]
        )
    else:
        draft.warn("No overall rating is printed.")
    return _service(draft, pages, lines)


def _put_score(draft: Draft, lines: Sequence[Line]) -> None:
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        text = line.text
        if after is not None and squash(text) in ("score", "overallscore"):
            text = f"{text} {after.text}"
        found = _SCORE.search(text)
        if found is None:
            continue
        points, of = int(found[1]), int(found[2])
        if points > of or not of:
            draft.warn(f"the score {points}/{of} is impossible.", line)
        else:
            draft.put({"points": points, "of": of}, line, "score")
        return
    draft.warn("No score is printed.", lines[0] if lines else None)


def _overall(lines: Sequence[Line]) -> tuple[str, Line] | None:
    for place, line in enumerate(lines):
        found = _OVERALL.match(line.text)
        if found is None:
            continue
        rest = re.sub(
            rf"\(?(?:score\s*:?\s*)?{_POINTS}\)?", "", found[1], flags=re.IGNORECASE
        ).strip()
        below = [each.text for each in lines[place + 1 : place + 4]]
        below = [
            text for text in below if not _SCORE.search(text) and not re.fullmatch(_POINTS, text)
        ]
        tries = [rest] if rest else below[:1]
        tries += [f"{rest} {below[0]}".strip()] if below and rest else [" ".join(below[:2])]
        word = next((word for text in tries if (word := rating(text))), None)
        if word:
            return word, line
    return None


def _said(pages: Pages) -> list[tuple[str, Line]]:
    """Where a sentence gives the overall rating of this inspection."""
    found: list[tuple[str, Line]] = []
    for place, line in enumerate(pages.lines):
        if "rat" not in line.text:
            continue
        passage = pages.joined(each for each in pages.lines[place : place + 2] if not each.blank)
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", passage):
            word = _SAID.search(sentence)
            if word and "overall" in sentence.casefold() and not _HISTORY.search(sentence):
                found.append((" ".join(word[1].split()), line))
    return found


def _service(draft: Draft, pages: Pages, lines: Sequence[Line]) -> str | None:
    """The name between the heading of the table and what it says first."""
    parts: list[Line] = []
    for line in lines[: NEAR // 2]:
        if re.match(r"fieldwork|score|overall|[1-4]\.|published", line.text, re.IGNORECASE):
            break
        if squash(line.text) not in _TITLES and not rating_at_end(line.text)[1]:
            parts.append(line)
    name = re.sub(r"^(?:name of )?service\s*:\s*", "", pages.joined(parts), flags=re.IGNORECASE)
    if not parts or not re.search(r"youth|service|team|justice|offending", name, re.IGNORECASE):
        return None
    draft.lines["service", "name"] = parts[0]
    return spelt(name, pages.text)
