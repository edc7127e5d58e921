"""Finds contact details in a text: e-mail addresses and telephone numbers.

None of them should come in with a report. The patterns leave alone the many other figures that a
report prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMAIL = r"(?<![\w.+'-])[\w.+'-]{1,64} ?(?:@|\[at\]|\(at\)) ?[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_EXTENSION = r"(?:[ ,;(]*\b(?:ext(?:ension|n)?\.?|x):? ?\d{2,5}\)?)?"
_GAP = r"[ \u00a0\n.\u2010-\u2013-]{0,2}"
_ABROAD = r"\(?(?:\+|\b00)44\)?[ -]?(?:\(0\))?[ -]?\(?[1-35789]\d{1,9}\)?"
_NUMBER = rf"(?:{_ABROAD}|(?<!\d)(?:\(0\d{{2,5}}\)|0\d{{2,10}}))(?:{_GAP}\d+){{0,4}}"
_LABEL = r"\b(?:tel(?:ephone)?|phone|mobile|mob|fax|textphone|minicom|switchboard|call)"
_LABELLED = (
    rf"{_LABEL}(?: (?:no|number|us on|on))?[.:]*[ \t]*(?!(?:19|20)\d\d\b)"
    rf"(?:{_GAP}\d+|\(\d+\)){{1,5}}"
)
_FOREIGN = r"\+\d{1,3}(?:[ ()-]{0,2}\d+){2,6}"
_CONTACT = (
    rf"(?i)(?P<email>{_EMAIL})|(?P<labelled>{_LABELLED}){_EXTENSION}"
    rf"|(?<![\w/.£$€#-])(?P<number>{_NUMBER}){_EXTENSION}"
    rf"|(?<!\w)(?P<foreign>{_FOREIGN}){_EXTENSION}|\bext\. ?\d{{3,5}}\b"
)
_LEAST = r"(?i)@|[\[(]at[\])]|\d(?:\D*\d){2}"
"""Found in every text that has one. Most texts have none, and skip the slow pattern."""

_COUNTED = r"(?i)(?:\b(?:ref|reference|case|urn|isbn|issn|id|crn)\b[\w .:-]{0,8}|#)$"
_HELPLINE = r"08\d\d ?(?:11 ?11|46 ?4\d)"
_DIALLED = (10, 11)
"""Digits of a number dialled within the country, including its leading 0."""
_LABELLED_DIGITS = range(6, 14)


def find_contacts(text: str) -> list[str]:
    """Return every e-mail address and telephone number printed in a text, as printed."""
    return [match.group().strip(" ,;\n") for match in contact_matches(text)]


def without_contacts(text: str) -> str:
    """Return the text without its e-mail addresses and telephone numbers."""
    pieces, end = [], 0
    for match in contact_matches(text):
        pieces.append(text[end : match.start()])
        end = match.end()
    left = "".join([*pieces, text[end:]])
    return re.sub(r"[ \t]+(?=[,.;)]|$)|(?<=[ \t])[ \t]+", "", left).strip() if pieces else text


def contact_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each, in the order of the text."""
    if not re.search(_LEAST, text):
        return
    for match in re.finditer(_CONTACT, text):
        if match["number"] is not None and not _is_dialled(text, match):
            continue
        if match["labelled"] is not None and not _is_labelled(match["labelled"]):
            continue
        if match["foreign"] is not None and len(_digits(match["foreign"])) < _DIALLED[0]:
            continue
        yield match


def _is_dialled(text: str, match: re.Match[str]) -> bool:
    number = match["number"]
    if re.fullmatch(_HELPLINE, number):
        return True
    digits = re.sub(r"^(?:0044|44)0?", "0", _digits(number))
    wrong_start = digits[1:2] in {"0", "4", "6"}
    after = text[match.end() : match.end() + 1]
    if wrong_start or len(digits) not in _DIALLED or after in {"/", "%"} or after.isalnum():
        return False
    return not re.search(_COUNTED, text[max(0, match.start() - 24) : match.start()])


def _is_labelled(words: str) -> bool:
    return len(_digits(words)) in _LABELLED_DIGITS


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
