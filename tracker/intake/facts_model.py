"""The parts of a facts file: the facts of a report as `tracker.domain.events` declares them.

A part narrows the types of the fact it is made from: a text is plain text of limited length, a date
exists, a count has a limit. Any fault is refused. If the report contradicts itself, its facts are
recorded as printed, with a warning.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date
from typing import TYPE_CHECKING, Annotated, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from tracker.domain import events as recorded
from tracker.domain.errors import OddTextError, joined
from tracker.domain.free_text import clean
from tracker.domain.partial_dates import first_day, last_day
from tracker.domain.vocabulary import NOTE, TITLE, Kind

if TYPE_CHECKING:
    from collections.abc import Callable


def fault(sentence: str, *field: str | int) -> PydanticCustomError:
    """Return a fault for pydantic to report, found in this field of the part."""
    return PydanticCustomError("fault", "{fault}", {"fault": sentence, "field": field})


def _cleaned(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        try:
            return clean(text.replace("\r\n", "\n").replace("\r", "\n"), limit=limit)
        except OddTextError as odd:
            raise fault(str(odd)) from None

    return check


def _exists(printed: str) -> str:
    try:
        first_day(printed)
    except ValueError:
        raise fault(f"{printed} is a date that does not exist") from None
    return printed


def _kind(word: str) -> str:
    try:
        return Kind.read(word).value
    except ValueError:
        raise fault(f"{word[:60]!r} is not one of {joined(Kind)}") from None


Title: TypeAlias = Annotated[str, AfterValidator(_cleaned(TITLE))]
Text: TypeAlias = Annotated[str, AfterValidator(_cleaned(NOTE))]
DateText: TypeAlias = Annotated[recorded.PartialDate, AfterValidator(_exists)]
KindWord: TypeAlias = Annotated[str, AfterValidator(_kind)]
Count: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000)]


class ServiceNamed(recorded.Fact):
    """The service a report is about, under the name the report gives it."""

    id: recorded.Service
    name: Title


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years a report may be of: those in which any other date may be typed."""


class Published(recorded.PrintedDate):
    """The date of publication, as precise as printed; `stated` is a day that is not printed."""

    text: Title | None = None
    iso: DateText | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.iso and self.text and not _says(self.text, self.iso):
            raise fault(f"{self.iso} is not what the text {self.text!r} says", "iso")
        if self.iso and not FIRST_YEAR <= int(self.iso[:4]) <= LAST_YEAR:
            raise fault(f"{self.iso} is not between {FIRST_YEAR} and {LAST_YEAR}", "iso")
        if self.stated and not FIRST_YEAR <= self.stated.year <= LAST_YEAR:
            raise fault(f"{self.stated} is not between {FIRST_YEAR} and {LAST_YEAR}", "stated")
        if self.stated and not self.allows(self.stated):
            raise fault(f"{self.stated} is not in {self.iso}, which is printed", "stated")
        return self

    def allows(self, day: date) -> bool:
        """Whether a day agrees with what is printed."""
        return self.iso is None or first_day(self.iso) <= day <= last_day(self.iso)


_MONTHS = {name.lower() for name in (*month_name[1:], *month_abbr[1:])}
_FIRST_YEAR = 1000


def _says(text: str, iso: str) -> bool:
    """Whether a printed date can mean this: its year, its month by name and its day, if given."""
    year, month, day = [*map(int, iso.split("-")), None, None][:3]
    numbers = {int(digits) for digits in re.findall(r"[0-9]{1,4}", text)}
    months = {word[:3] for word in re.findall(r"[a-z]+", text.lower()) if word in _MONTHS}
    return (
        (year in numbers or all(number < _FIRST_YEAR for number in numbers))
        and (month is None or not months or month_abbr[month].lower() in months)
        and (day is None or not numbers or day in numbers)
    )


class ProposedFieldwork(recorded.Fieldwork):
    """The first and last day of the inspectors' visit, as precise as printed."""

    start: DateText | None = None
    end: DateText | None = None


class ProposedScore(recorded.Score):
    """Points printed, of how many."""

    points: Count
    of: Annotated[Count, Field(ge=1)]


class ProposedQuestion(recorded.KeyQuestion):
    """A key question and the percentage of cases answered with yes, as printed."""

    text: Text
    percent: Count | None = None


class ProposedStandard(recorded.Standard):
    """A standard inspected: its number, its name and its rating, each as printed."""

    name: Title
    rating: Title | None = None
    questions: tuple[ProposedQuestion, ...] = ()


class ProposedCaseFigure(recorded.CaseFigure):
    """How many cases were good enough, of how many, and the paragraph that says so."""

    sufficient: Count
    of: Count
    text: Text


class ProposedSample(recorded.Sample):
    """How many cases of a kind were looked at."""

    text: Text
    cases: Count


class ProposedItem(recorded.Fact):
    """What has to be carried out, under the report's own number and in its words."""

    number: recorded.ItemNumber
    kind: KindWord
    standard: recorded.StandardNumber | None = None
    addressee: Title | None = None
    text: Text


class ProposedSource(recorded.Source):
    """The report the facts are of, the layout it was read by, and the digest of its bytes."""

    report: Title
