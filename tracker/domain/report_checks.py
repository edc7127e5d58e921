"""Checks a report's arithmetic: it does the sums again and corrects nothing.

The points and the bands are the inspectorate's published practice for its youth inspections of 2018
to 2024 as we recall it; they are not printed in the report. A report that does not fit them is
shown with a warning, and the printed figure is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from tracker.domain.partial_dates import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.events import ReportPrinted, Standard
    from tracker.domain.free_text import Erased
    from tracker.domain.inspection import Inspection

RATINGS: Final = ("Inadequate", "Requires improvement", "Good", "Outstanding")
"""The four ratings, each worth its index in points: Inadequate 0 to Outstanding 3."""

PERCENT_FROM: Final = (0, 50, 65, 80)
"""The percentage at which each rating's band begins, for the lowest key question."""

POINTS_FROM: Final = (0, 7, 19, 31)
"""The points, of 36, at which each rating's band begins, for the overall rating."""

FULL_SCORE: Final = 36
"""The only scale of points whose bands are known: twelve standards of at most 3 points."""

NOT_COUNTED: Final = frozenset({"4.1"})
"""Resettlement policy and provision does not contribute to the overall rating."""

SCORED: Final = frozenset(
    {f"{domain}.{number}" for domain in (1, 2, 3) for number in (1, 2, 3, 4)} | NOT_COUNTED
)
"""The numbers of the standards whose ratings are worth points."""

UNSCORED: Final = frozenset({"hmip-children-victims-2025", "ofsted-sif", "ofsted-ilacs"})
"""The layouts of reports whose ratings are worth no points."""

FULL_PERCENT: Final = 100

SUM: Final = "sum of the ratings"
"""The name of the check of the score."""


class Sourced(Protocol):
    """Where facts came from."""

    @property
    def layout(self) -> str:
        """The id of the layout that read them."""
        ...


class RatedReport(Protocol):
    """The facts that show which framework a report rates by, whether proposed or published."""

    @property
    def inspectorate(self) -> str | Erased:
        """Who inspected."""
        ...

    @property
    def source(self) -> Sourced:
        """Where they came from."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """One sum of the report, done again: the printed figure beside the calculated one."""

    what: str
    printed: str
    reckoned: str
    agrees: bool
    field: tuple[str | int, ...] = field(default=("overall",), compare=False)
    """The path of the printed fact: names, and places in lists from 0."""

    @property
    def sentence(self) -> str:
        """The check in words; a difference is a warning, never a correction."""
        if self.agrees:
            return f"{self.what}: {self.printed}, as printed."
        return (
            f"{self.what}: {self.reckoned}, but {self.printed} is printed; "
            "the print stands, and this is a warning."
        )


def points(rating: str | Erased | None) -> int | None:
    """Return the points of a rating, 0 to 3; None if it is not one of the four.

    Case and blank space do not matter: reports print "Requires improvement" over two lines.
    """
    if not isinstance(rating, str):
        return None
    letters = "".join(rating.casefold().split())
    for worth, word in enumerate(RATINGS):
        if letters == "".join(word.casefold().split()):
            return worth
    return None


def by_ofsted(inspectorate: str | Erased) -> bool:
    """Whether Ofsted, which inspects councils' services for children, did the inspection."""
    return "ofsted" in str(inspectorate).casefold()


def points_under(facts: RatedReport, number: str | None, rating: str | Erased | None) -> int | None:
    """Return the points of a standard's rating; None if its framework gives no points.

    Only the youth inspections of HM Inspectorate of Probation of 2018 to 2024 do. Their standards
    are numbered 1.1 to 4.1, as are some of Ofsted's judgements and of the framework of 2025.
    """
    unscored = facts.source.layout in UNSCORED or by_ofsted(facts.inspectorate)
    return points(rating) if number in SCORED and not unscored else None


def check_report(inspection: Inspection) -> list[Check]:
    """Do the report's sums again: the score, each standard with percentages, the overall rating.

    There is no check of a figure that is not printed, is not one of the four ratings or was erased.
    An impossible figure, such as 104% or 9 of 8 cases, is a check that does not agree.
    """
    facts = inspection.facts
    return [*_score(facts), *_standards(facts), *_overall(facts), *_impossible(facts)]


def _sum(facts: ReportPrinted) -> tuple[int, int] | None:
    """The points of the standards that count, and the most possible; None if any has no points."""
    worth = [
        points_under(facts, standard.number, standard.rating)
        for standard in facts.standards
        if standard.number not in NOT_COUNTED
    ]
    known = [point for point in worth if point is not None]
    if not worth or len(known) < len(worth):
        return None
    return sum(known), len(worth) * (len(RATINGS) - 1)


def _score(facts: ReportPrinted) -> Iterator[Check]:
    reckoned = _sum(facts)
    if facts.score is None or reckoned is None:
        return
    printed = (facts.score.points, facts.score.of)
    yield Check(
        what=SUM,
        printed="{} of {}".format(*printed),
        reckoned="{} of {}".format(*reckoned),
        agrees=printed == reckoned,
        field=("score",),
    )


def _standards(facts: ReportPrinted) -> Iterator[Check]:
    for index, standard in enumerate(facts.standards):
        percents = [asked.percent for asked in standard.questions if asked.percent is not None]
        scored = points_under(facts, standard.number, standard.rating) is not None
        if scored and percents and max(percents) <= FULL_PERCENT:
            lowest = min(percents)
            what = f"{_called(standard)}, lowest key question {lowest}%, by the bands as recalled"
            field = ("standards", index, "rating")
            yield from _banded(what, standard.rating, lowest, PERCENT_FROM, field)


def _overall(facts: ReportPrinted) -> Iterator[Check]:
    score = (facts.score.points, facts.score.of) if facts.score else _sum(facts)
    if score is not None and score[1] == FULL_SCORE:
        what = f"overall, {score[0]} of {FULL_SCORE}, by the bands as recalled"
        yield from _banded(what, facts.overall, score[0], POINTS_FROM, ("overall",))


def _banded(
    what: str,
    printed: str | Erased | None,
    value: int,
    begins: Sequence[int],
    field: tuple[str | int, ...],
) -> Iterator[Check]:
    worth = points(printed)
    if isinstance(printed, str) and worth is not None:
        band = max(sum(value >= start for start in begins) - 1, 0)
        yield Check(what, printed, RATINGS[band], agrees=worth == band, field=field)


def _impossible(facts: ReportPrinted) -> Iterator[Check]:
    """Yield what is printed but impossible: a part above its whole, an end before its start."""
    start, end = facts.fieldwork.start, facts.fieldwork.end
    if start and end and last_day(end) < first_day(start):
        yield _odd("end of the fieldwork", end, f"{start} or later", "fieldwork", "end")
    if facts.score and facts.score.points > facts.score.of:
        printed = f"{facts.score.points} of {facts.score.of}"
        yield _odd("score", printed, f"at most {facts.score.of}", "score")
    for index, standard in enumerate(facts.standards):
        for below, asked in enumerate(standard.questions):
            if asked.percent is not None and asked.percent > FULL_PERCENT:
                what = f"{_called(standard)}, key question {below + 1}"
                field = ("standards", index, "questions", below)
                yield _odd(what, f"{asked.percent}%", "at most 100%", *field)
    for index, figure in enumerate(facts.case_figures):
        if figure.sufficient > figure.of:
            what = f"paragraph {figure.paragraph}" if figure.paragraph else "case figure"
            printed = f"{figure.sufficient} of {figure.of}"
            yield _odd(what, printed, f"at most {figure.of}", "case_figures", index)


def _odd(what: str, printed: str, reckoned: str, *field: str | int) -> Check:
    return Check(what, printed, reckoned, agrees=False, field=field)


def _called(standard: Standard) -> str:
    return standard.number or str(standard.name)
