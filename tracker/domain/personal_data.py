"""Finds what looks like personal data, so that a person can check it.

It only guesses, and decides nothing. It is made to raise few false alarms: a board's own words are
full of capitals that are no one's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain import contact_details, person_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class PersonalDataMatch(NamedTuple):
    """Words of a text, from `start`, and what they look like: “a person's name”."""

    start: int
    words: str
    like: str


NAME, INITIALS, BIRTH = "a person's name", "a person's initials", "a date of birth"
CASE, CONTACT, POSTCODE, HOME = "a case number", "contact details", "a postcode", "a home address"

# Other ways to identify a person.

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTH},? \d{{2,4}})"
)
_BIRTH = (
    rf"(?i)(?:\bd\.? ?o\.? ?b\b\.?|\bdates? of birth\b|\bbirth ?da(?:te|y)\b|\bborn\b|\bb\.)"
    rf"[\s:,(-]*(?:(?:on|in|is|was)\b[\s:]*)?{_DAY}|\baged?:? ?\d{{1,2}},? ?[([]{_DAY}"
)
_OF = (
    r"\b(?:case|client|child|children's?|(?:young )?person|yp|file|referral|custody|crime|urn|upn"
    r"|pnc|crn|noms?|nomis|nino|delius|child ?view|core\+?|mosaic|liquidlogic|lcs|eclipse|yj|yot"
    r"|care ?director|care ?works|capita|assetplus|youth justice|yos|yjs|nhs|hospital|pupil)"
)
_NO = r"(?:id|nos?|number|ref|reference|record|urn|identifier)\b\.?(?: (?:no|number)\b\.?)?"
_ID = r"(?=[\w/-]*\d{3})[a-z0-9][\w/-]{2,19}(?<![/-])"
_CASE_NUMBER = (
    rf"(?i){_OF} ?{_NO}(?: is)?[\s:#]*{_ID}"
    rf"|{_OF}[:#\s]+(?!(?:19|20)\d\d\b)(?=[\w/-]*\d{{4}})[a-z]{{0,3}}\d[\w/-]{{3,19}}"
    rf"|\bref(?:erence)?\b\.?(?: (?:no|number)\b\.?)?[\s:#]*"
    rf"(?:(?:yot|yjs|yos|yj|case|yp)[/-]{_ID}|\d{{5,10}}\b)"
)
_NUMBER_ALONE = (
    r"(?<![\w/-])(?:\d{2}(?:\d{2})?/\d{1,7}[A-Z]"  # Police National Computer number
    r"|\d{3}[ -]\d{3}[ -]\d{4}"  # NHS number
    r"|[A-Z]\d{11}[A-Z0-9]"  # unique pupil number
    r"|[A-Z]\d{4}[A-Z]{2}|[A-Z]\d{6}"  # prison or probation number
    r"|[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"  # National Insurance number
    r"|(?:YOT|YOS|YJS|YJ|YP)[/-](?=[\w/-]*\d{3})[\w/-]{3,16})(?![\w/-])"
)
_POSTCODE = r"(?<![\w/-])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![\w/-])"
_HOME = (
    r"\b(?i:liv(?:es|ed|ing) (?:at|on|in)|home address(?: is)?:?|address:|moved to) "
    r"(?:flat \d+,? )?\d{1,4}[a-z]?,? (?:[A-Z][a-z']+ ?){1,3}"
)
_NUMBERED = (
    (2, _BIRTH, BIRTH),
    (3, _CASE_NUMBER, CASE),
    (3, _NUMBER_ALONE, CASE),
    (1, _HOME, HOME),
    (2, _POSTCODE, POSTCODE),
)
"""Patterns with the fewest digits each can match: a text with fewer digits skips it."""

# One case described.

_QUOTED = r"[\u201c\"]([^\u201d\"]+)[\u201d\"]|\u2018([^\u2018]{40,}?)\u2019(?!\w)"
_ONE_CASE = (
    r"(?i)\b(?:in (?:one|another|this|a further) (?:case|instance|example)\b|(?:this|one) "
    r"(?:child|boy|girl|young person|parent|carer|victim) (?:said|told|was|had|is|has|who|aged)\b"
    r"|(?:an|one|the|another) (?:\w+ )?(?:inspector|case manager|practitioner) "
    r"(?:\w+ )?(?:noted|commented|said|told|wrote|observed)\b"
    r"|\b1?\d[- ]year[- ]old (?:boy|girl|child|male|female)\b|\b(?:practice|case) example\b)"
)
_WORDS_QUOTED = 8
"""A quotation of at least this many words quotes a person; a shorter one is a term."""


def quotes_a_case(text: str) -> bool:
    """Whether a passage quotes a person at length, or describes a single case."""
    quoted = (match[1] or match[2] for match in re.finditer(_QUOTED, text))
    return bool(re.search(_ONE_CASE, text)) or any(len(q.split()) >= _WORDS_QUOTED for q in quoted)


_PLAIN = str.maketrans("\u2018\u2019\u00a0\u2013_", "'' - ")


def find_personal_data(text: str, known: Collection[str] = ()) -> tuple[PersonalDataMatch, ...]:
    """Return what in a text looks like personal data, in the order of the text.

    `known` are the names that are allowed: those of the parties of this ledger.
    """
    plain = text.translate(_PLAIN)
    findings = [
        *(PersonalDataMatch(at, words, NAME) for at, words in person_names.find_names(plain)),
        *(
            PersonalDataMatch(at, words, INITIALS)
            for at, words in person_names.find_initials(plain)
        ),
    ]
    findings = [finding for finding in findings if not person_names.is_known(finding.words, known)]
    digits = sum(map(str.isdecimal, plain))
    for least, pattern, like in _NUMBERED:
        if digits >= least:
            matches = re.finditer(pattern, plain)
            findings += [PersonalDataMatch(m.start(), m.group().strip(), like) for m in matches]
    findings += [
        PersonalDataMatch(m.start(), m.group().strip(" ,;\n"), CONTACT)
        for m in contact_details.contact_matches(text)
    ]
    return tuple(_apart(findings))


def _apart(findings: list[PersonalDataMatch]) -> Iterator[PersonalDataMatch]:
    """Yield findings in the order of the text; of two in one place, the longer."""
    end = -1
    for finding in sorted(findings, key=lambda one: (one.start, -len(one.words))):
        if finding.start >= end:
            yield finding
            end = finding.start + len(finding.words)
