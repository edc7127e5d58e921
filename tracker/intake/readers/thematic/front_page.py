"""What is at the front of a thematic report: its title, its kind, who inspected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.printed_dates import printed_date
from tracker.intake.readers.common.tokens import as_spelled, slug, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_MAJESTY: Final = r"(?:HM|His Majesty[\u2019']s|Her Majesty[\u2019']s)"
_INSPECTORATE: Final = re.compile(
    rf"(?:{_MAJESTY}\s+Inspectorate\s+of\s+(?:Probation|Prisons|Constabulary(?:\s+and\s+Fire\s+"
    rf"(?:&|and)\s+Rescue\s+Services?)?)|{_MAJESTY}\s+Crown\s+Prosecution\s+Service\s+Inspectorate|"
    r"HMI\s+(?:Probation|Prisons|Constabulary)|\bHM(?:IC|ICFRS|CPSI|IP)\b|\bOfsted\b|\bEstyn\b|"
    r"\bCare\s+Quality\s+Commission\b|\bCQC\b|\bHealthcare\s+Inspectorate\s+Wales\b|"
    r"\bCare\s+Inspectorate\s+Wales\b)"
)
_KIND: Final = re.compile(
    r"^(?:an?\s+)?(?P<kind>joint\s+thematic\s+(?:inspection|review)|thematic\s+(?:inspection|review)|"
    rf"joint\s+inspection|inspection(?=\s+by\s+(?:{_MAJESTY}|HMI)))\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"[:\u2013-]\s*(?:an?\s+)?(?P<kind>(?:joint\s+)?thematic\s+(?:inspection|review)|joint\s+inspection)\b",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"^(?:contents(?:page)?|tableofcontents|foreword.*|acknowledgements?|executivesummary|introduction|"
    r"theroleof.*|thisinspectionwas.*|crowncopyright.*|onthispage|summary|keyfacts|contextualfacts|"
    r"thisreport.*|youmayreuse.*|aboutthisreport)$"
)
_SKIPPED: Final = re.compile(
    r"^(?:published\b.*|library image.*|isbn\b.*|\d{1,3}|under embargo.*|youth|probation|report|"
    r"final report|thematic report|home|menu|search|documents?|reports?|promoting .*)$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"(?:[:,\u2013-]|\b(?:and|of|in|the|for|with|on|to|by|an?))$", re.IGNORECASE
)
OURS: Final = "HM Inspectorate of Probation"
"""Whose reports they are, where a report does not say."""
FRONT: Final = 40
"""Within how many printed lines the front ends, if nothing ends it before."""
LONGEST: Final = 300
"""Letters a title has at the most."""
SHORT: Final = 40
"""Letters of an id's words."""


def front(raw: Pages) -> list[Line]:
    """Return the printed lines of the front: those above the contents and the foreword."""
    lines = [line for line in raw.lines if not line.blank][:FRONT]
    stop = next((at for at, line in enumerate(lines) if _OVER.match(squash(line.text))), len(lines))
    return lines[:stop]


def kind(raw: Pages, lines: Sequence[Line]) -> tuple[str, Line] | None:
    """Return what the front says the report is, and where: "Joint thematic inspection"."""
    for at, line in enumerate(lines):
        text = raw.joined(lines[at : at + 2]) if len(line.text) < SHORT else line.text
        both = raw.joined(lines[at : at + 2])
        within = _WITHIN.search(both)
        here = within and within.start() < len(line.text)
        match = _KIND.match(text) or (within if here else None)
        if match and not line.text.endswith("."):
            word = " ".join(match["kind"].split())
            return word[:1].upper() + word[1:], line
    return None


def put_front(draft: Draft, raw: Pages) -> str:
    """Put the title, the kind and the inspectorate; return the words an id is made of."""
    lines = front(raw)
    report_kind = kind(raw, lines)
    if report_kind:
        draft.put(*report_kind, "kind")
    else:
        draft.facts["kind"] = "Thematic inspection"
        draft.warn("The front does not say what kind of inspection it was.")
    _put_inspectorate(draft, raw, lines)
    titled = _title(raw, lines)
    if titled is None:
        draft.warn("No title is printed.")
        draft.facts["title"] = draft.facts["kind"]
        return "unknown"
    title = as_spelled(titled[0], raw.text)[:LONGEST]
    draft.put(title, titled[1], "title")
    return _short(title)


def _put_inspectorate(draft: Draft, raw: Pages, lines: Sequence[Line]) -> None:
    """Put the inspectorate the front names first; warn if it names others beside it."""
    text = raw.joined(lines)
    names: dict[str, None] = {}
    for match in _INSPECTORATE.finditer(text):
        names.setdefault(" ".join(match[0].split()))
    elsewhere = _INSPECTORATE.search(raw.text[:20_000])
    first = next(iter(names), " ".join(elsewhere[0].split()) if elsewhere else OURS)
    if not names and elsewhere is None:
        draft.warn("No inspectorate is named.")
    line = next((line for line in lines if first.split()[-1] in line.text), None)
    draft.put(first, line, "inspectorate")
    if len(names) > 1:
        others = ", ".join(list(names)[1:])
        draft.warn(f"{first} is named first and kept; also named are {others}.", line)


def _title(raw: Pages, lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The title over its lines: what the front says beside its kind, its date and its names."""
    plain = [index for index in range(len(lines)) if not _aside(raw, lines, index)]
    called = [index for index in plain if _KIND.match(lines[index].text)]
    at = next(iter(called or plain), len(lines))
    parts: list[Line] = []
    for index in range(at, len(lines)):
        line = lines[index]
        text = raw.joined(parts)
        goes_on = line.text[:1].islower()
        if parts and not goes_on and (_aside(raw, lines, index) or line.text.startswith("©")):
            break
        gap = parts and line.number > parts[-1].number + 1
        again = squash(f"{text} {line.text}") in squash(raw.text[len(text) + 200 :])
        if gap and not (_GOES_ON.search(text) or goes_on or again):
            break
        if parts and line.text.endswith(".") and len(line.text) > SHORT:
            break
        parts.append(line)
    title = re.sub(
        r"\s*[\u2013|]\s*HM Inspectorate of Probation$|\s+\d{1,3}$", "", raw.joined(parts)
    )
    title = title.rstrip(" ,:-\u2013")
    return (title, parts[0]) if title else None


def _aside(raw: Pages, lines: Sequence[Line], at: int) -> bool:
    """Whether a line of the front is no title: a date, a name, a kind, or who inspected."""
    text = lines[at].text
    date = printed_date(text)
    if _SKIPPED.match(text) or (date and len(squash(text)) <= len(squash(date.text)) + 2):
        return True
    names = re.sub(
        rf"{_INSPECTORATE.pattern}|{_MAJESTY}|\bInspectorate\b|\bof\b|\bProbation\b|\band\b|\bby\b|\bthe\b|"
        r"\bFire\b|\bRescue Services?\b|\bConstabulary\b",
        "",
        text.replace(date.text, "") if date else text,
    )
    if not squash(names):
        return True
    match = _KIND.match(raw.joined(lines[at : at + 2]) if len(text) < SHORT else text)
    if match is None:
        return False
    rest = match["rest"].strip(" :\u2013-")
    itself = _KIND.match(text)
    alone = itself is None or not itself["rest"].strip(" :\u2013-")
    of = rest.casefold().startswith(("of ", "into ", "on ", "examining "))
    return (alone and not of) or rest.casefold().startswith(("by ", "report", "led by"))


def _short(title: str) -> str:
    """The first words of a title that an id has room for, without what every title says."""
    plain = re.sub(
        r"^(?:an?\s+)?(?:joint\s+)?(?:thematic\s+)?(?:inspection|review)\s*(?:of|into|on|:)\s*(?:the\s+)?|"
        r"^(?:the|an?)\s+",
        "",
        title,
        flags=re.IGNORECASE,
    )
    words: list[str] = []
    for word in slug(plain).split("-"):
        if len("-".join([*words, word])) > SHORT:
            break
        words.append(word)
    while len(words) > 1 and words[-1] in (
        "of",
        "the",
        "in",
        "and",
        "for",
        "with",
        "to",
        "a",
        "on",
    ):
        words.pop()
    return "-".join(words) or "unknown"
