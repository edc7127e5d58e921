"""A proposal becomes what is to be recorded, and states no day that it does not know."""

from __future__ import annotations

from datetime import date

import pytest
from elmshire_facts import FACTS, changed, read, refusal

from tracker.domain.errors import RefusedError
from tracker.domain.events import (
    CaseFigure,
    Fieldwork,
    InspectionPublished,
    KeyQuestion,
    PrintedDate,
    RecommendationMade,
    Sample,
    Score,
    Source,
    Standard,
)
from tracker.domain.vocabulary import InspectionId, Kind, ServiceId
from tracker.intake.facts_file import FactsError


def test_facts_become_the_events_to_record() -> None:
    """The publication on the last day of its month, and an item each, in the words printed."""
    effective_on, published, rows = read().events()

    assert effective_on == date(2023, 5, 31)
    assert published == InspectionPublished(
        service=ServiceId("elmshire"),
        inspectorate="An inspectorate",
        title="An inspection in Elmshire",
        kind="Inspection",
        published=PrintedDate(text="May 2023", iso="2023-05"),
        fieldwork=Fieldwork(start="2023-01-09", end="2023-01-13"),
        score=Score(points=2, of=3),
        overall="Good",
        standards=(
            Standard(
                number="2.1",
                name="Assessment",
                rating="Good",
                questions=(
                    KeyQuestion(text="Is the child safe?", percent=67),
                    KeyQuestion(text="Are others?", percent=75),
                ),
            ),
            Standard(number="1.1", name="Governance"),
        ),
        case_figures=(
            CaseFigure(paragraph="2.4", sufficient=15, of=26, text="plans had been reviewed"),
        ),
        samples=(Sample(text="court cases", cases=34),),
        source=Source(report="An inspection in Elmshire", layout="made-up"),
        warnings=("A first remark.", "A second one."),
    )
    assert rows == (
        RecommendationMade(
            inspection=InspectionId("elmshire-2023"),
            service=ServiceId("elmshire"),
            number="1",
            kind=Kind.RECOMMENDATION,
            text="review the board\nand its papers",
            addressee="The Board",
        ),
        RecommendationMade(
            inspection=InspectionId("elmshire-2023"),
            service=ServiceId("elmshire"),
            number="2.1-a",
            kind=Kind.AREA_FOR_IMPROVEMENT,
            text="reviews [[items]] were late",
            standard="2.1",
        ),
    )


def test_facts_have_the_published_json_shape() -> None:
    """The service by its name, null where nothing is printed, points beside a rating."""
    assert read().as_json() == {
        "id": "elmshire-2023",
        "service": "Elmshire Youth Justice Service",
        "service_id": "elmshire",
        "inspectorate": "An inspectorate",
        "title": "An inspection in Elmshire",
        "kind": "Inspection",
        "published": {"text": "May 2023", "iso": "2023-05"},
        "published_stated": None,
        "fieldwork": {"start": "2023-01-09", "end": "2023-01-13"},
        "score": {"points": 2, "of": 3},
        "overall": "Good",
        "standards": [
            {
                "number": "2.1",
                "name": "Assessment",
                "rating": "Good",
                "points": 2,
                "questions": [
                    {"text": "Is the child safe?", "percent": 67},
                    {"text": "Are others?", "percent": 75},
                ],
            },
            {
                "number": "1.1",
                "name": "Governance",
                "rating": None,
                "points": None,
                "questions": [],
            },
        ],
        "case_figures": [
            {"paragraph": "2.4", "sufficient": 15, "of": 26, "text": "plans had been reviewed"}
        ],
        "samples": [{"text": "court cases", "cases": 34}],
        "items": [
            {
                "number": "1",
                "kind": "recommendation",
                "standard": None,
                "addressee": "The Board",
                "text": "review the board\nand its papers",
            },
            {
                "number": "2.1-a",
                "kind": "area for improvement",
                "standard": "2.1",
                "addressee": None,
                "text": "reviews [[items]] were late",
            },
        ],
        "warnings": ["A first remark.", "A second one."],
    }


@pytest.mark.parametrize("iso", ["2022-05", "2023-06", "2023-05-11"])
def test_a_date_must_be_what_its_text_says(iso: str) -> None:
    """Another year or month, or a day that is not printed, is no reading of `May 2023`."""
    assert refusal(changed('iso = "2023-05"', f'iso = "{iso}"')) == (
        f"elmshire.toml, line 17, 'iso' of published: {iso} is not what the text 'May 2023' says."
    )


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20th November 2013", "2013-11-20"),
        ("20/11/2013", "2013-11-20"),
        ("DECEMBER 2018", "2018-12"),
        ("20 Tachwedd 2013", "2013-11-20"),
        ("Spring 2023", "2023"),
        ("9 Sept 2021", "2021-09-09"),
    ],
)
def test_a_date_may_be_printed_in_many_ways(text: str, iso: str) -> None:
    """Only a clear contradiction is one."""
    facts = FACTS.replace('"May 2023"', f'"{text}"').replace('"2023-05"', f'"{iso}"')

    assert read(facts).published.iso == iso


def test_facts_on_the_edge_contradict_nothing() -> None:
    """All the points there are, an end printed as the month of the start, the month's last day."""
    full = read(changed("points = 2", "points = 3"))
    month = read(changed('end = "2023-01-13"', 'end = "2023-01"'))

    assert full.score is not None
    assert full.score.points == full.score.of == 3
    assert month.fieldwork.end == "2023-01"
    assert full.with_stated(date(2023, 5, 31)).events()[0] == date(2023, 5, 31)


def test_line_ends_within_a_text_are_all_alike() -> None:
    """However the file they came from was saved."""
    proposal = read(changed('"plans had been reviewed"', r'"one\r\ntwo\rthree\nfour"'))

    assert proposal.case_figures[0].text == "one\ntwo\nthree\nfour"


def test_a_report_without_a_date_asks_for_one_when_it_is_to_be_recorded() -> None:
    """It can be read and shown; a day can be stated, and is kept as stated, not printed."""
    undated = read(FACTS.replace('[published]\ntext = "May 2023"\niso = "2023-05"\n', ""))

    with pytest.raises(RefusedError, match=r"elmshire-2023, published: .* no date"):
        undated.events()
    effective_on, published, _ = undated.with_stated(date(2023, 5, 11)).events()

    assert effective_on == date(2023, 5, 11)
    assert published.published == PrintedDate(stated=date(2023, 5, 11))


def test_a_stated_day_agrees_with_what_is_printed() -> None:
    """Within the month it is added; outside it is refused; a day printed already stays as it is."""
    printed = read()
    to_the_day = read(FACTS.replace('"May 2023"', '"11 May 2023"').replace('-05"', '-05-11"'))

    assert printed.with_stated(date(2023, 5, 11)).events()[0] == date(2023, 5, 11)
    with pytest.raises(FactsError, match="2023-06-01 is not in 2023-05, which is printed"):
        printed.with_stated(date(2023, 6, 1))
    assert to_the_day.with_stated(date(2023, 5, 11)) == to_the_day
