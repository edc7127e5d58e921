"""Whether the cases a sentence counts were good enough, or were not: it decides by its words."""

from __future__ import annotations

import re
from typing import Final

_NOUNS: Final = frozenset(
    {"cases", "case", "plans", "plan", "assessments", "reports", "reviews", "psrs", "orders"}
    | {"sentences", "interventions", "children", "people", "victims", "screenings", "referrals"}
    | {"decisions"}
)
_VERBS: Final = frozenset(
    {"was", "were", "had", "has", "have", "is", "are", "did", "there", "we", "it", "this", "no"}
    | {"not", "none", "where", "which", "that", "in"}
)
_DUE: Final = re.compile(
    r"\b(?:when|where|as|which|that|who)\s+(?:they\s+|it\s+|this\s+)?should\s+have\b[^,;]*",
    re.IGNORECASE,
)
_NO_FAULT: Final = re.compile(
    r"\b(?:no|without|not\s+any|free\s+of)\s+(?:\w+\s+)?(?:concerns?|problems?|delays?|gaps?|"
    r"issues?|difficult\w+|deficien\w+|deficits?|errors?|faults?)\b|"
    r"\b(?:not|n[\u2019']t)\s+(?:been\s+)?(?:late|delayed|missed|overlooked)\b",
    re.IGNORECASE,
)
_BAD: Final = re.compile(
    r"\bnot\b(?!\s+only)|n[\u2019']t\b|\b(?:never|without|lack(?:ed|ing|s)?|"
    r"fail(?:ed|ing|s|ures?)?|insufficient(?:ly)?|inadequate(?:ly)?|unsatisfactor(?:y|ily)|"
    r"inappropriate(?:ly)?|ineffective(?:ly)?|poor(?:ly)?|unclear|incomplete|inaccurate|missing|"
    r"missed|absent|omitted|omissions?|overlooked|ignored|neglected|under-?estimated|"
    r"too\s+(?:late|low|high|generic|little|few)|late|delayed|weak(?:ness(?:es)?)?|"
    r"deficien\w+|deficits?|inconsistent(?:ly)?|concerns?|problems?|gaps|errors|"
    r"needed\s+(?:to\s+be\s+)?(?:improve\w*|better|more)|required\s+improvement|"
    r"could\s+have\s+been\s+better|should\s+have|out\s+of\s+date|outdated|no\b|none\b|nobody\b|nothing\b)",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(
    r"\bneither\b|\b(?:not|no|never|n[\u2019']t)\b[^,]*?\b(?:insufficient|inadequate|poor|unclear|"
    r"unsatisfactory|ineffective|inappropriate|weak|reoffend\w*|harmed|breached)\b|"
    r"\bnot\b[^,]*\b(?:not|without)\b|\b(?:had|have|has)\s+reoffended\b",
    re.IGNORECASE,
)
_GOOD: Final = re.compile(
    r"\b(?:sufficient|good|adequate|satisfactor|effective|appropriate|well|clear|timely|on\s+time|"
    r"accurate|thorough|complete|review|assess|consider|address|involv|produc|includ|recogni|"
    r"identif|taken|met|manag|engag|plan|deliver|provid|shar|agree|right|proper|positive|support|"
    r"record|undertaken|done|attention|seen|explain|understood|impact|quality)",
    re.IGNORECASE,
)
_NEUTRAL: Final = re.compile(
    r"\b(?:boys|girls|males?|females?|white|black|asian|ethnic|aged|years\s+old|looked\s+after|"
    r"care-experienced|child\s+protection\s+plans?|custodial|custody|referral\s+orders?|"
    r"community\s+resolutions?|cautions?|convicted|sentenced)\b",
    re.IGNORECASE,
)
_QUALIFIED: Final = re.compile(
    r"^(?:where|in\s+which|that|which|when|who|whose|requiring)\b[^,;]*", re.IGNORECASE
)
_CLAUSE: Final = re.compile(
    r";|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bwhilst\b|\bwhile\b|\bwhereas\b|"
    r",\s+and\s+(?=in\b)|,?\s+and\s+(?=in\s+(?:a\s+further|another)\b)|"
    r",\s+(?:mainly\s+|usually\s+|often\s+)?because\b|:\s",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(
    r"^\W*(?:(?:and|also|overall|however|there (?:were|was|are)|we (?:found|saw|noted|judged)|"
    r"this (?:was|had been) the case|it was|in|of|only|just|that|for example|as many as)\W*)*$",
    re.IGNORECASE,
)
NEAR: Final = 40
"""Within how many letters of its number the noun stands that is counted."""


def is_sufficient(before: str, after: str) -> bool | None:
    """Return whether a count is of cases that were good enough; None if it cannot be known.

    `before` and `after` are the words of the sentence around the count.
    """
    tail = _tail(after)
    head = _CLAUSE.split(before)[-1]
    qualified = _QUALIFIED.match(tail)
    beyond = _CLAUSE.split(tail[qualified.end() :] if qualified else tail)[0]
    verdict = _said(head, beyond)
    if qualified and not verdict:
        verdict = qualified[0]
    verdict = _DUE.sub(" ", verdict)
    if _BOTH.search(verdict):
        return None
    plain, praised = _NO_FAULT.subn(" ", verdict)
    if _BAD.search(plain):
        return None if praised else False
    if not praised and _NEUTRAL.search(verdict) and not _GOOD.search(verdict):
        return None
    return True


def _said(head: str, beyond: str) -> str:
    """What is said of the cases: before the count, behind it, or both."""
    parts = (re.sub(r"(?i)^.*?\b(?:where|when|if)\b[^,]*,", "", head), beyond)
    return " ".join(part for part in parts if not _EMPTY.match(part)).strip(" .,")


def _tail(after: str) -> str:
    """What follows the noun that is counted; all of it where no noun is near."""
    for word in re.finditer(r"[\w\u2019'-]+", after[: 2 * NEAR]):
        plain = word[0].casefold()
        if word.start() > NEAR or plain in _VERBS:
            break
        if plain in _NOUNS:
            return after[word.end() :].lstrip(" ,").removeprefix("of ").lstrip()
    return after
