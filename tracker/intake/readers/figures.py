"""Case figures in running text: how many of how many cases were good enough, with the right sign.

A figure counts what was good, or what was not; the sentence decides, and where it cannot be told
nothing is taken and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tracker.intake.readers.words import NUMBER, number, unquoted

_OF: Final = (
    r"\s+(?:\(\d{1,3}%\)\s+)?(?:out\s+of|of)\s+"
    r"(?:the\s+|these\s+|those\s+|a\s+total\s+of\s+|all\s+)?"
)
_FIGURE: Final = re.compile(
    rf"(?P<but>\ball\s+but\s+)?(?<![\w./-])(?P<part>{NUMBER})(?:\s+cases)?{_OF}(?P<whole>{NUMBER})(?![\w./]|\.\d)",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"\s*(?P<between>(?:[\w\u2019'-]+\s+){0,4}?)(?P<noun>[\w\u2019'-]+)(?P<rest>.*)", re.DOTALL
)
_CASES: Final = frozenset(
    [
        "cases",
        "case",
        "plans",
        "plan",
        "assessments",
        "reports",
        "reviews",
        "psrs",
        "orders",
        "sentences",
        "interventions",
        "children",
        "people",
        "victims",
        "screenings",
        "referrals",
        "decisions",
    ]
)
_PEOPLE: Final = re.compile(
    r"^\W*(?:[\w\u2019'-]+\s+){0,2}(?:staff|managers?|practitioners?|workers?|officers?|members?|inspectors?|"
    r"interviewees|respondents|yots|teams|partners|volunteers|parents|carers|years|months|weeks|days)\b",
    re.IGNORECASE,
)
_BAD: Final = re.compile(
    r"\bnot\b(?!\s+only)|\bn[\u2019']t\b|n[\u2019']t\b|\b(?:never|neither|without|lack(?:ed|ing|s)?|fail(?:ed|ing|s)?|"
    r"insufficient(?:ly)?|inadequate(?:ly)?|unsatisfactor(?:y|ily)|inappropriate(?:ly)?|ineffective(?:ly)?|"
    r"poor(?:ly)?|unclear|incomplete|inaccurate|missing|missed|absent|omitted|overlooked|"
    r"underestimated|under-estimated|too\s+(?:late|low|high|generic)|late|weak|deficien\w+|"
    r"needed\s+(?:to\s+be\s+)?improve\w*|required\s+improvement|should\s+have|no\b)",
    re.IGNORECASE,
)
_QUALIFIED: Final = re.compile(
    r"^(?:where|in which|that|which|when|who|whose|requiring)\b[^,;]*", re.IGNORECASE
)
_CLAUSE: Final = re.compile(
    r";|\bbut\b|\bhowever\b|\balthough\b|\bwhilst\b|\bwhile\b|\bwhereas\b|,\s+and\s+(?=in\b)|"
    r",\s+(?:mainly\s+)?because\b",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(
    r"^\W*(?:(?:and|also|overall|however|there (?:were|was|are)|we (?:found|saw|noted|judged)|"
    r"this (?:was|had been) the case|it was|in|only|that|just)\W*)*$",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    rf"\bin\s+(?:a\s+further\s+|another\s+)?({NUMBER})\s+(?:other\s+)?cases?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many cases were good enough, of how many, in the sentence that prints it.

    `sufficient` is None where the sentence does not tell which of them were good.
    """

    printed: str
    sufficient: int | None
    of: int
    text: str


def figures(paragraph: str) -> list[Figure]:
    """Return the case figures of a paragraph, without what it quotes of single cases."""
    return [
        figure
        for sentence in sentences(unquoted(paragraph))
        for found in _FIGURE.finditer(sentence)
        if (figure := _figure(sentence, found))
    ]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [
        each.strip()
        for each in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"\u2018'(\d])", text)
        if each.strip()
    ]


def unfitting(paragraph: str, figure: Figure) -> list[int]:
    """Return the counts printed after a figure for the cases it leaves, if they exceed those."""
    if figure.sufficient is None:
        return []
    after = unquoted(paragraph).partition(figure.printed)[2].partition(".")[2]
    next_figure = _FIGURE.search(after)
    counts = [
        number(each) or 0
        for each in _REST.findall(after[: next_figure.start() if next_figure else None])
    ]
    left = figure.of - figure.sufficient
    return counts if len(counts) > 1 and sum(counts) > left else []


def _figure(sentence: str, found: re.Match[str]) -> Figure | None:
    part, whole = number(found["part"]), number(found["whole"])
    if part is None or whole is None or part > whole or whole == 0:
        return None
    after = sentence[found.end() :]
    if _PEOPLE.match(after) or re.search(r"\bscored?\b|\brated\b", sentence, re.IGNORECASE):
        return None
    good = _is_good(sentence[: found.start()], after)
    if found["but"]:
        part = whole - part
    sufficient = None if good is None else part if good else whole - part
    return Figure(found[0], sufficient, whole, sentence)


def _is_good(before: str, after: str) -> bool | None:
    """Whether a figure counts what was good enough; None where the sentence says both."""
    tail = _tail(after)
    head = _CLAUSE.split(before)[-1]
    qualified = _QUALIFIED.match(tail)
    beyond = _CLAUSE.split(tail[qualified.end() :] if qualified else tail)[0]
    said = _said(head, beyond)
    if qualified and not said:
        said = qualified[0]
    bad = len(_BAD.findall(said))
    if bad > 1:
        return (
            None
            if re.search(r"\bnot\b[^,]*\b(?:insufficient|inadequate|poor|unclear)", said)
            else False
        )
    return not bad


def _said(head: str, beyond: str) -> str:
    """What is said of the cases: before the figure, behind it, or both."""
    parts = (re.sub(r"(?i)^.*?\b(?:where|when|if)\b[^,]*,", "", head), beyond)
    return " ".join(part for part in parts if not _EMPTY.match(part)).strip(" .,")


def _tail(after: str) -> str:
    """What follows the noun that is counted."""
    words = after.lstrip()
    found = _NOUN.match(words)
    while found:
        if found["noun"].casefold() in _CASES:
            return found["rest"].lstrip(" ,").removeprefix("of ").lstrip()
        step = re.match(r"[\w\u2019'-]+\s+", words)
        if step is None or len(after) - len(words) > 40:  # noqa: PLR2004 - a noun stands near its number
            break
        words = words[step.end() :]
        found = _NOUN.match(words)
    return after
