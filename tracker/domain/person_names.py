"""Guesses names and initials of people in a text, and ignores places, bodies and headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.domain.name_lists import (
    ABBREVIATIONS,
    DOUBTFUL,
    GIVEN,
    INSTITUTIONS,
    ORDINARY,
    SURNAMES,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Found = Iterator[tuple[int, str]]

_WORD = r"[^\W\d_a-z]\w*(?:['-][^\W\d_]\w+)*"
_NAMED = rf"(?P<name>{_WORD}(?: {_WORD})?)"
_RUN = re.compile(rf"(?<![\w@/.-]){_WORD}(?: {_WORD})*")
_KIN = (
    r"(?:(?:step|grand|god|half-)?(?:mother|father|mum|mam|dad|brother|sister|son|daughter|parent)"
    r"|nan|gran|uncle|aunt|auntie|cousin|girlfriend|boyfriend)"
)
_WHICH = r"(?:own|older|younger|elder|birth|foster|late)"
_HONOURED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Revd?|Cllr|Councillor|Sgt|PC|PCSO|DC|DS|DI|HHJ"
    rf"|Sir|Dame|Judge)\b\.? (?:(?:[A-Z]\.? ?){{1,3}}(?= ?{_WORD}))? ?{_NAMED}"
)
_OF_KIN = re.compile(
    rf"\b(?P<name>[^\W\d_][^\W\d_]+)(?:'s|s') (?:{_WHICH} )?"
    rf"(?P<kin>{_KIN}|family|siblings?|carers?)\b"
)
_KIN_OF = re.compile(
    r"\b(?i:his|her|their|the|whose|older|younger|by|from|to|with|child's|boy's|girl's) "
    rf"(?:{_WHICH} )?{_KIN},? {_NAMED}"
)
_CALLED = re.compile(
    r"\b(?i:boy|girl|child|young (?:person|man|woman)|lad|teenager|pupil|student|youth|baby|officer"
    rf"|worker|{_KIN}),? (?:(?:is|was|who is) )?(?:called|named|known as) {_NAMED}"
)
_NAME_IS = re.compile(rf"\b(?i:his|her|their|child's|real|first|full) name(?: is|:) {_NAMED}")
_CHILD = re.compile(
    r"\b(?i:young person|boy|girl|lad|teenager|pupil) (?P<name>[^\W\d_a-z][a-z]{2,}) "
    r"(?:is|was|has|had|who|and (?:his|her))\b"
)
_UNDERGONE = re.compile(
    r" (?:(?:was|is|has been|had been|who was) (?:not |also |now |again )?(?:arrested|charged"
    r"|bailed|sentenced|convicted|remanded|excluded|stabbed|assaulted|missing|released"
    r"|in custody|1\d\b)"
    r"|(?:has |had )?(?:breached|reoffended|absconded|disclosed|turned 1\d|pleaded)\b"
    r"|lives (?:with|at|in)\b|,? ?aged 1?\d\b|,? \(?1\d\)|, 1\d,)"
)
_INITIALED = re.compile(
    rf"(?<![\w.'-])(?:(?:[B-HJ-Z]|[A-Z]\.|[A-Z]{{2}}) ?)(?:[A-Z]\. ?)?(?<=[ .])(?P<name>{_WORD})"
    rf"|\b(?P<before>{_WORD}), [A-Z]\b(?!')"
)
_FAMILY = re.compile(rf"\b(?P<name>{_WORD}) (?:family|brothers|siblings|twins)\b")
_UNCASED = re.compile(r"\b(?=([^\W\d_]{3,}) ([^\W\d_]'?[^\W\d_]{2,})\b)")
_DOTTED = re.compile(r"(?<![\w.])[A-Z]\.(?: ?[A-Z]\.){1,2}(?!\w)|(?<![\w.])[A-Z]\.[A-Z](?![\w.])")
_PAIR = re.compile(r"(?<![\w/&.'+@#-])[A-Z]{2}(?![\w/&+@-]|\.\w|'(?!s\b)| ?\d)")
_KINS_OF_INITIALS = re.compile(rf"(?<![\w/&-])(?P<name>[A-Z]{{1,3}})'s (?:{_WHICH} )?{_KIN}\b")
_LABEL = re.compile(
    r"\b(?:child|person|yp|case|pupil|boy|girl|sibling|client|mother) $", re.IGNORECASE
)
_INSTITUTED = re.compile(
    r"(?:'s)? (?i:trust|foundation|training|inquiry|hospital|school|law|academy|house|rule)\b"
)
_NOUN = re.compile(r"(?:ant|ent|er|or|ee|ist|man|person|one|body|ren|child)$")
_POSSESSIVE = re.compile(r"'s?$")
_NAMELESS = {"St", "Saint", "Queen", "King", "Prince", "Princess", "Lord", "Lady", "Operation"}
_NAMELESS |= {"Project", "Storm", "HMP", "HMYOI", "YOI", "Lake", "Mount", "Port", "Camp", "New"}
_CHILDREN = {"YP", "CYP", "LAC", "CLA", "CIN"}
"""Abbreviations used for any child."""

_MOST = 3
"""The most words of a name to quote; a person may have more."""


def find_names(text: str) -> Found:
    """Yield words that look like a person's name, each with its place in the text."""
    for run in _RUN.finditer(text):
        yield from _in_run(text, run)
    for honoured in _HONOURED.finditer(text):
        if _is_free(honoured["name"]):
            yield honoured.start(), _bare(honoured.group())
    yield from _by_kin(text)
    for pattern in (_CALLED, _NAME_IS, _CHILD):
        for called in pattern.finditer(text):
            if _is_free(called["name"]):
                yield called.start("name"), _bare(called["name"])
    for initialed in _INITIALED.finditer(text):
        surname = initialed["name"] or initialed["before"]
        if _bare(surname) in SURNAMES:
            yield initialed.start(), _bare(initialed.group())
    for family in _FAMILY.finditer(text):
        if family["name"] in SURNAMES - GIVEN - DOUBTFUL:
            yield family.start(), family.group()
    for pair in _UNCASED.finditer(text):
        cased = pair[1].istitle() and pair[2].istitle()
        if not cased and pair[1].capitalize() in GIVEN and pair[2].capitalize() in SURNAMES:
            yield pair.start(), f"{pair[1]} {pair[2]}"


def find_initials(text: str) -> Found:
    """Yield letters that look like a person's initials, each with their place in the text."""
    if text.isupper():
        return
    for dotted in _DOTTED.finditer(text):
        if re.sub(r"[. ]", "", dotted.group()) not in ABBREVIATIONS:
            yield dotted.start(), dotted.group()
    for pair in _PAIR.finditer(text):
        if pair.group() not in ABBREVIATIONS:
            yield pair.start(), pair.group()
    for one in _KINS_OF_INITIALS.finditer(text):
        letters = one["name"]
        labelled = _LABEL.search(text[max(0, one.start() - 12) : one.start()])
        if letters not in _CHILDREN and not (len(letters) == 1 and labelled):
            yield one.start(), letters


def _in_run(text: str, run: re.Match[str]) -> Found:
    """Yield the name in a run of capitalised words, unless the run names an institution."""
    words = [_bare(word) for word in run.group().split(" ")]
    if INSTITUTIONS.intersection(words) or _INSTITUTED.match(text, run.end()):
        return
    for at, word in enumerate(words):
        first = word.partition("-")[0]
        if at and words[at - 1] in _NAMELESS:
            continue
        if first in GIVEN or (word in DOUBTFUL and _means_somebody(text, run, words, at)):
            start, last = at, at + 1
            while last < min(len(words), at + _MOST) and _is_surname(words[last]):
                last += 1
        elif at and _ends_name(words[at - 1 : at + 2]):
            start, last = at - 1, at + 1
        else:
            continue
        before = sum(len(word) + 1 for word in run.group().split(" ")[:start])
        yield run.start() + before, " ".join(words[start:last])
        return


def _means_somebody(text: str, run: re.Match[str], words: list[str], at: int) -> bool:
    """Whether a word that may be a given name is one, judging by what follows it."""
    if at + 1 < len(words):
        return not SURNAMES.isdisjoint(words[at + 1].split("-"))
    return bool(_UNDERGONE.match(text, run.end()))


def _ends_name(words: list[str]) -> bool:
    """Whether the second word is a family name, and the first an ordinary word before it."""
    first, second, *after = words
    return second in SURNAMES and _is_surname(first) and not any(map(_is_surname, after))


def _by_kin(text: str) -> Found:
    """Yield family members: “Jamie's mother”, “his brother Kyle”."""
    for kin in _OF_KIN.finditer(text):
        name = kin["name"]
        listed = name.capitalize() in GIVEN or name in DOUBTFUL | SURNAMES
        likely = re.fullmatch(_KIN, kin["kin"]) and _is_free(name) and not _NOUN.search(name)
        if listed or likely:
            yield kin.start(), kin.group()
    for kin in _KIN_OF.finditer(text):
        if _is_free(kin["name"]):
            yield kin.start("name"), _bare(kin["name"])


def _is_free(name: str) -> bool:
    """Whether a name is not an ordinary word, an abbreviation or an organisation."""
    first = _bare(name.partition(" ")[0])
    return _is_surname(first) and not re.fullmatch(_KIN, first, re.IGNORECASE)


def _is_surname(word: str) -> bool:
    plain = word not in ORDINARY and word not in INSTITUTIONS
    return plain and word[:1].isupper() and not (word.isupper() and len(word) > 1)


def _bare(word: str) -> str:
    """Return a word without its possessive 's."""
    return _POSSESSIVE.sub("", word.strip())


def is_known(words: str, known: Collection[str]) -> bool:
    """Whether words are a name that is allowed here, part of one, or its initials."""
    bare_words = {
        word for word in re.findall(r"[\w'-]+", _owner(words).casefold()) if word not in _TITLES
    }
    for name in known:
        parts = [_bare(word) for word in re.findall(r"[\w'-]+", name.casefold())]
        if bare_words <= {*parts, "".join(part[0] for part in parts)}:
            return True
    return False


_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sgt", "pc"}
_TITLES |= {"dc", "ds", "di", "pcso", "hhj", "judge", "sir", "dame", "cllr", "councillor"}


def _owner(words: str) -> str:
    """Return the person the words are about: `Sam` of “Sam's mother”, `AB` of “A. B.”."""
    if re.fullmatch(r"(?:[A-Z]\. ?)+[A-Z]?\.?", words):
        return re.sub(r"[. ]", "", words)
    return re.split(r"'s? ", words, maxsplit=1)[0]
