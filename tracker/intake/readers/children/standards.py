"""The ratings of the standards in a report on work with children and victims.

A standard may be numbered ("2.1", "V1") or only named; the same one is in the table of ratings
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
class RatedStandard:
    """A standard where it is printed: its place, number, name, area and the rating with it."""

    index: int
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
        return next((name for name, form in _KNOWN.items() if re.fullmatch(form, key)), key)

    def is_of(self, other: RatedStandard) -> bool:
        """Whether both are the same standard, by number or, where one has none, by name."""
        if self.number and other.number:
            return self.number == other.number
        areas = self.area is None or other.area is None or self.area == other.area
        return self.about == other.about and (areas or self.about in _KNOWN)


def ratings_at(lines: Sequence[Line], sections: Iterator[range]) -> range:
    """Return the section that holds the table of ratings; empty if there is none."""
    for section in sections:
        texts = [line.text for line in lines[section.start : section.stop]]
        if any(rating_at_end(text)[1] for text in texts) and len(section) > BELOW:
            return section
    return range(0)


def standards(
    lines: Sequence[Line], table: range, heading: Callable[[int], bool]
) -> tuple[list[RatedStandard], dict[int, str]]:
    """Return every standard where it is printed, the table's first; and where areas begin."""
    rated: list[RatedStandard] = []
    areas: dict[int, str] = {}
    area: str | None = None
    for index, line in enumerate(lines):
        if index in (table.start, table.stop):
            area = None
        begun = _AREA.match(rating_at_end(line.text)[0]) if line.text else None
        if begun and not re.search(r"[.;?]|\bwas\b|\bis\b", begun["rest"]):
            area = begun["area"].casefold()
            areas[index] = area
        standard = _standard(lines, index, area, heading, within=index in table)
        if standard:
            rated.append(standard)
    return sorted(rated, key=lambda rated: (not rated.tabled, rated.index)), areas


def _standard(
    lines: Sequence[Line],
    index: int,
    area: str | None,
    heading: Callable[[int], bool],
    *,
    within: bool,
) -> RatedStandard | None:
    line = lines[index]
    numbered = _NUMBERED.match(line.text)
    number = re.sub(r"\s", "", numbered["number"]).upper() if numbered else None
    whole = numbered["name"] if numbered else line.text
    text, beside = rating_at_end(whole)
    if beside is None and re.search(r"\sRequires$", text):
        text, beside = text.removesuffix("Requires").rstrip(" :"), _split(lines, index)
    name = re.sub(r"\s*[:\u2013-]?\s*(?:our )?rating\W*$", "", text, flags=re.IGNORECASE).strip(
        " :"
    )
    if _ASKS.match(name) or not name[:1].isupper() or len(name) > LONGEST:
        return None
    if re.search(r"[.;?,%]", name) or OVERALL.match(name) or rating(name):
        return None
    known = RatedStandard(index, line, number, name, area, None).about in _KNOWN
    if not known and beside is None and not (numbered and (within or "." in str(number))):
        return None
    if not known and not numbered and (not within or _HEADS.match(name)):
        return None
    printed_rating = beside or _below(lines, index, heading, FAR if known else BELOW)
    if printed_rating is None and not known:
        return None
    return RatedStandard(index, line, number, name, area, printed_rating, within)


def _split(lines: Sequence[Line], index: int) -> str | None:
    after = next((line for line in lines[index + 1 : index + 3] if not line.blank), None)
    return rating(f"Requires {after.text}") if after else None


def _below(
    lines: Sequence[Line], index: int, heading: Callable[[int], bool], limit: int
) -> str | None:
    """The rating that is alone below a standard's name, before anything else is headed."""
    ahead = [at for at in range(index + 1, min(index + 24, len(lines))) if lines[at].text][:limit]
    for at in ahead:
        if OVERALL.match(lines[at].text):
            return None
        text = _ITS.sub("", lines[at].text)
        printed_rating = rating(text) or (_split(lines, at) if squash(text) == "requires" else None)
        if printed_rating:
            return printed_rating
        before, ended = rating_at_end(text)
        if ended and before.endswith("."):
            return ended
        named = squash(before)
        other = any(re.fullmatch(form, named) for form in _KNOWN.values())
        if heading(at) or _NUMBERED.match(lines[at].text) or other:
            return None
    return None


def put_ratings(draft: Draft, pages: Pages, printed: Sequence[RatedStandard]) -> dict[int, int]:
    """Put each standard once; return the place in the list for each place it is printed at."""
    kept: list[RatedStandard] = []
    where: dict[int, int] = {}
    in_prose = dict(_ratings_in_prose(pages))
    for rated in printed:
        numbered = rated.number and (rated.tabled or re.search(r"[.A-Z]", rated.number))
        at = _place(kept, rated)
        if at is not None and rated.tabled and rated.rating != kept[at].rating:
            at = None if bool(rated.number) != bool(kept[at].number) else at
        if at is None:
            if rated.rating is None and not re.search(r"[.A-Z]", rated.number or ""):
                continue
            kept.append(rated)
            where[rated.index] = len(kept) - 1
            continue
        where[rated.index] = at
        first = kept[at]
        if rated.rating and first.rating and rated.rating != first.rating:
            draft.warn(
                f"{first.name} is rated {rated.rating} here, but {first.rating} on line "
                f"{first.line.number}, which is kept.",
                rated.line,
            )
        used = any(rated.number == other.number for other in kept)
        if first.number is None and numbered and first.tabled and not used:
            kept[at] = replace(rated, rating=first.rating)
        elif rated.rating and not first.rating:
            kept[at] = replace(first, line=rated.line, rating=rated.rating)
    for about, (word, name, line) in in_prose.items():
        at = next((at for at, rated in enumerate(kept) if rated.about == about), None)
        if at is not None and kept[at].rating and kept[at].rating != word:
            draft.warn(
                f"{name} is said here to be rated {word}, but {kept[at].rating} is kept.", line
            )
        elif at is not None and kept[at].rating is None:
            kept[at] = replace(kept[at], line=line, rating=word)
            draft.warn(f"the rating of {name} is taken from this sentence.", line)
        elif at is None:
            kept.append(RatedStandard(-1, line, None, name[:1].upper() + name[1:], None, word))
            draft.warn(f"the rating of {name} is taken from this sentence.", line)
    for rated in kept:
        fact = {"number": rated.number, "name": rated.name, "rating": rated.rating}
        draft.add("standards", {key: val for key, val in fact.items() if val}, rated.line)
        if rated.rating is None:
            draft.warn(f"no rating is printed for {rated.number} {rated.name}.", rated.line)
    found_of = {rated.about for rated in kept}
    if missing := [name for name in EXPECTED if name not in found_of]:
        draft.warn(f"Of the standards expected these were not found: {', '.join(missing)}.")
    return where


def _place(kept: Sequence[RatedStandard], rated: RatedStandard) -> int | None:
    """Where a standard stands among those known: by its number first, then by its name.

    Below the table a number may be that of a chapter; there the name decides.
    """
    same = (at for at, other in enumerate(kept) if rated.number and other.number == rated.number)
    alike = (at for at, other in enumerate(kept) if rated.is_of(other))
    called = (
        at
        for at, other in enumerate(kept)
        if other.tabled
        and not rated.tabled
        and other.about == rated.about
        and rated.about in _KNOWN
    )
    return next(same, next(alike, next(called, None)))


def _ratings_in_prose(pages: Pages) -> Iterator[tuple[str, tuple[str, str, Line]]]:
    """What sentences say of the rating of a standard, the first of each."""
    seen: set[str] = set()
    for line, sentence in passages(pages):
        for match in TOLD.finditer("" if PAST.search(sentence) else sentence):
            name = match["name"].casefold()
            about = next(
                known_name
                for known_name in _KNOWN
                if re.fullmatch(_KNOWN[known_name], squash(name))
            )
            if about not in seen:
                seen.add(about)
                yield about, (" ".join(match[2].split()), name, line)
