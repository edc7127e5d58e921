"""The ratings of the standards in a report on work with children and victims.

A standard may be numbered ("2.1", "V1") or only named; the same one stands in the table of ratings
and above its findings. Where the two differ the table stands and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tracker.intake.readers.common.fieldwork import passages
from tracker.intake.readers.common.tokens import rating, rating_at_end, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracker.intake.pages import Line, Pages
    from tracker.intake.readers.layout import Draft

_NUMBERED: Final = re.compile(
    r"^(?:standard\s+)?(?P<number>[A-Z]{0,2}\s?\d(?:\s?\.\s?\d){0,2}|(?<=standard )[A-Z])"
    r"\s?[.:\u2013-]?\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"^(?:does|do|is|are|has|have|was|were|did|how|to what)\b", re.IGNORECASE)
_KNOWN: Final = {
    "children": r"workwithchildren|children",
    "victims": r"(?:workwith)?victims?(?:work)?|workwithvictims?\w{0,12}",
    "assessing": r"assess(?:ing|ments?)",
    "planning": r"planning",
    "delivery": r"deliver(?:y|ing)|(?:implementationand)?delivery",
    "organisation": r"organisational(?:arrangements|delivery)\w{0,30}",
    "leadership": r"(?:governanceand)?leadership",
}
"""What the standards are called, by what they are about, in letters alone."""

EXPECTED: Final = ("assessing", "planning", "delivery", "victims")
_AREA: Final = re.compile(
    r"^(?:\d{1,2}[.:]?\s+|(?:domain|part|section)\s+\w+\W+)?(?:the quality of )?work (?:done )?"
    r"with (?P<area>children|victims)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
OVERALL: Final = re.compile(r"^overall(?:\s+rating)?\b\W*(?P<rest>.*)$", re.IGNORECASE)
WORD: Final = r"[\u2018'“\"]?(Outstanding|Good|Requires\s+improvement|Inadequate)\b"
TOLD: Final = re.compile(
    r"\b(?P<name>assessing|planning|delivery|work with victims|work with children)\b[^.;,]{0,40}?"
    rf"\b(?:was|is|were)\s+(?:also\s+)?rated\s+(?:as:?\s+)?{WORD}",
    re.IGNORECASE,
)
PAST: Final = re.compile(r"\bprevious|\blast inspect|\bin 20\d\d\b|\bhad been\b", re.IGNORECASE)
_ITS: Final = re.compile(r"^(?:our |the )?rating(?: for .{3,40}? is)?\W+", re.IGNORECASE)
_HEADS: Final = re.compile(r"fieldwork|score|standard|published|rating|service\b", re.IGNORECASE)
BELOW: Final = 3
"""Within how many printed lines below an unknown name its rating stands."""
FAR: Final = 8
"""The same below a name that is known, where the standard may be spelt out first."""
LONGEST: Final = 70
"""Letters the name of a standard may have."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A standard where it is printed: its place, number, name, area and the rating with it."""

    place: int
    line: Line
    number: str | None
    name: str
    area: str | None
    rating: str | None
    tabled: bool = False

    @property
    def about(self) -> str:
        """What it is about, whatever it is called."""
        key = squash(self.name)
        return next((each for each, form in _KNOWN.items() if re.fullmatch(form, key)), key)

    def is_of(self, other: Rated) -> bool:
        """Whether both are the same standard, by number or, where one has none, by name."""
        if self.number and other.number:
            return self.number == other.number
        areas = self.area is None or other.area is None or self.area == other.area
        return self.about == other.about and (areas or self.about in _KNOWN)


def ratings_at(lines: Sequence[Line], found: Iterator[range]) -> range:
    """Return the section that holds the table of ratings; empty where there is none."""
    for section in found:
        texts = [each.text for each in lines[section.start : section.stop]]
        if any(rating_at_end(text)[1] for text in texts) and len(section) > BELOW:
            return section
    return range(0)


def standards(
    lines: Sequence[Line], table: range, heading: Callable[[int], bool]
) -> tuple[list[Rated], dict[int, str]]:
    """Return every standard where it is printed, the table's first; and where areas begin."""
    found: list[Rated] = []
    areas: dict[int, str] = {}
    area: str | None = None
    for place, line in enumerate(lines):
        if place in (table.start, table.stop):
            area = None
        begun = _AREA.match(rating_at_end(line.text)[0]) if line.text else None
        if begun and not re.search(r"[.;?]|\bwas\b|\bis\b", begun["rest"]):
            area = begun["area"].casefold()
            areas[place] = area
        each = _standard(lines, place, area, heading, within=place in table)
        if each:
            found.append(each)
    return sorted(found, key=lambda each: (not each.tabled, each.place)), areas


def _standard(
    lines: Sequence[Line],
    place: int,
    area: str | None,
    heading: Callable[[int], bool],
    *,
    within: bool,
) -> Rated | None:
    line = lines[place]
    numbered = _NUMBERED.match(line.text)
    number = re.sub(r"\s", "", numbered["number"]).upper() if numbered else None
    whole = numbered["name"] if numbered else line.text
    text, beside = rating_at_end(whole)
    if beside is None and re.search(r"\sRequires$", text):
        text, beside = text.removesuffix("Requires").rstrip(" :"), _split(lines, place)
    name = re.sub(r"\s*[:\u2013-]?\s*(?:our )?rating\W*$", "", text, flags=re.IGNORECASE).strip(
        " :"
    )
    if _ASKS.match(name) or not name[:1].isupper() or len(name) > LONGEST:
        return None
    if re.search(r"[.;?,%]", name) or OVERALL.match(name) or rating(name):
        return None
    known = Rated(place, line, number, name, area, None).about in _KNOWN
    if not known and beside is None and not (numbered and (within or "." in str(number))):
        return None
    if not known and not numbered and (not within or _HEADS.match(name)):
        return None
    found = beside or _below(lines, place, heading, FAR if known else BELOW)
    if found is None and not known:
        return None
    return Rated(place, line, number, name, area, found, within)


def _split(lines: Sequence[Line], place: int) -> str | None:
    after = next((each for each in lines[place + 1 : place + 3] if not each.blank), None)
    return rating(f"Requires {after.text}") if after else None


def _below(
    lines: Sequence[Line], place: int, heading: Callable[[int], bool], limit: int
) -> str | None:
    """The rating that stands alone below a standard's name, before anything else is headed."""
    ahead = [at for at in range(place + 1, min(place + 24, len(lines))) if lines[at].text][:limit]
    for at in ahead:
        if OVERALL.match(lines[at].text):
            return None
        text = _ITS.sub("", lines[at].text)
        found = rating(text) or (_split(lines, at) if squash(text) == "requires" else None)
        if found:
            return found
        before, ended = rating_at_end(text)
        if ended and before.endswith("."):
            return ended
        named = squash(before)
        other = any(re.fullmatch(form, named) for form in _KNOWN.values())
        if heading(at) or _NUMBERED.match(lines[at].text) or other:
            return None
    return None


def put_ratings(draft: Draft, pages: Pages, found: Sequence[Rated]) -> dict[int, int]:
    """Put each standard once; return the place in the list for each place it is printed at."""
    kept: list[Rated] = []
    where: dict[int, int] = {}
    told = dict(_told(pages))
    for each in found:
        numbered = each.number and (each.tabled or re.search(r"[.A-Z]", each.number))
        at = _place(kept, each)
        if at is not None and each.tabled and each.rating != kept[at].rating:
            at = None if bool(each.number) != bool(kept[at].number) else at
        if at is None:
            if each.rating is None and not re.search(r"[.A-Z]", each.number or ""):
                continue
            kept.append(each)
            where[each.place] = len(kept) - 1
            continue
        where[each.place] = at
        first = kept[at]
        if each.rating and first.rating and each.rating != first.rating:
            draft.warn(
                f"{first.name} is rated {each.rating} here, but {first.rating} on line "
                f"{first.line.number}, which is kept.",
                each.line,
            )
        used = any(each.number == other.number for other in kept)
        if first.number is None and numbered and first.tabled and not used:
            kept[at] = replace(each, rating=first.rating)
        elif each.rating and not first.rating:
            kept[at] = replace(first, line=each.line, rating=each.rating)
    for about, (word, name, line) in told.items():
        at = next((at for at, each in enumerate(kept) if each.about == about), None)
        if at is not None and kept[at].rating and kept[at].rating != word:
            draft.warn(
                f"{name} is said here to be rated {word}, but {kept[at].rating} is kept.", line
            )
        elif at is not None and kept[at].rating is None:
            kept[at] = replace(kept[at], line=line, rating=word)
            draft.warn(f"the rating of {name} is taken from this sentence.", line)
        elif at is None:
            kept.append(Rated(-1, line, None, name[:1].upper() + name[1:], None, word))
            draft.warn(f"the rating of {name} is taken from this sentence.", line)
    for each in kept:
        fact = {"number": each.number, "name": each.name, "rating": each.rating}
        draft.add("standards", {key: val for key, val in fact.items() if val}, each.line)
        if each.rating is None:
            draft.warn(f"no rating is printed for {each.number} {each.name}.", each.line)
    found_of = {each.about for each in kept}
    if missing := [name for name in EXPECTED if name not in found_of]:
        draft.warn(f"Of the standards expected these were not found: {', '.join(missing)}.")
    return where


def _place(kept: Sequence[Rated], each: Rated) -> int | None:
    """Where a standard stands among those known: by its number first, then by its name.

    Below the table a number may be that of a chapter; there the name decides.
    """
    same = (at for at, other in enumerate(kept) if each.number and other.number == each.number)
    alike = (at for at, other in enumerate(kept) if each.is_of(other))
    called = (
        at
        for at, other in enumerate(kept)
        if other.tabled and not each.tabled and other.about == each.about and each.about in _KNOWN
    )
    return next(same, next(alike, next(called, None)))


def _told(pages: Pages) -> Iterator[tuple[str, tuple[str, str, Line]]]:
    """What sentences say of the rating of a standard, the first of each."""
    seen: set[str] = set()
    for line, sentence in passages(pages):
        for found in TOLD.finditer("" if PAST.search(sentence) else sentence):
            name = found["name"].casefold()
            about = next(each for each in _KNOWN if re.fullmatch(_KNOWN[each], squash(name)))
            if about not in seen:
                seen.add(about)
                yield about, (" ".join(found[2].split()), name, line)
