"""What a report was found to say: a proposal, to be read and mended before it is recorded.

What contradicts itself in print stands. Only the date of publication, and the service where the
report is of no one service, may still be missing.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Final, Self

from pydantic import model_validator

from tracker.domain import events as recorded
from tracker.domain.errors import FactsError, UndatedReportError
from tracker.domain.events import InspectionPublished, RecommendationMade
from tracker.domain.hints import hint
from tracker.domain.partial_dates import published_effective
from tracker.domain.report_checks import points_under
from tracker.domain.vocabulary import Kind, ServiceId
from tracker.intake.facts_model import (
    FIRST_YEAR,
    ProposedCaseFigure,
    ProposedFieldwork,
    ProposedItem,
    ProposedSample,
    ProposedScore,
    ProposedSource,
    ProposedStandard,
    Published,
    ServiceNamed,
    Text,
    Title,
    fault,
)

NO_SERVICE: Final = "the report is not about one service"


class Proposal(recorded.Fact):
    """The facts of one published report, as they are proposed for the record."""

    id: recorded.Inspection
    inspectorate: Title
    title: Title
    kind: Title
    overall: Title | None = None
    service: ServiceNamed | None = None
    published: Published = Published()
    fieldwork: ProposedFieldwork = ProposedFieldwork()
    score: ProposedScore | None = None
    standards: tuple[ProposedStandard, ...] = ()
    case_figures: tuple[ProposedCaseFigure, ...] = ()
    samples: tuple[ProposedSample, ...] = ()
    items: tuple[ProposedItem, ...] = ()
    warnings: tuple[Text, ...] = ()
    source: ProposedSource

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        known = _unlike(
            "standards", [standard.number for standard in self.standards if standard.number]
        )
        _unlike("items", [item.number for item in self.items])
        for index, item in enumerate(self.items):
            if item.standard is not None and item.standard not in known:
                sentence = f"{item.standard} is not among the standards of this file"
                raise fault(sentence, "items", index, "standard")
        return self

    def with_stated(self, day: date) -> Proposal:
        """Return the proposal with a day of publication that the report does not print.

        A day that is printed already changes nothing. Raises FactsError when the report prints
        another day, month or year.
        """
        published = self.published
        if published.iso == day.isoformat():
            return self
        if not published.allows(day):
            sentence = f"{day} is not in {published.iso}, which is printed"
            raise FactsError(self.id, sentence, field="published")
        return self.model_copy(update={"published": published.model_copy(update={"stated": day})})

    def with_service(self, service: ServiceNamed) -> Proposal:
        """Return the proposal with the service that carries a report of no one service out.

        A service that is printed already changes nothing. Raises FactsError when another is.
        """
        if self.service is None:
            return self.model_copy(update={"service": service})
        if service.id == self.service.id:
            return self
        sentence = f"the report is of {self.service.name}, not of {service.name}"
        raise FactsError(self.id, sentence, field="service")

    @property
    def dated(self) -> bool:
        """Whether a date of publication is printed, or was stated."""
        return self.published.iso is not None or self.published.stated is not None

    def provisional(self) -> Proposal:
        """Return the proposal with a stand-in for what may still be missing, to do its sums."""
        published = self.published if self.dated else Published(stated=date(FIRST_YEAR, 1, 1))
        service = self.service or ServiceNamed(id=ServiceId("any"), name="any")
        return self.model_copy(update={"published": published, "service": service})

    def events(self) -> tuple[date, InspectionPublished, tuple[RecommendationMade, ...]]:
        """Return the day the publication takes effect, and what there is to record of it.

        Raises FactsError when no date of publication is printed and none was stated, or when the
        report is of no one service and none was stated.
        """
        service = self.service
        if service is None:
            raise FactsError(self.id, NO_SERVICE, field="service", hint=hint("name-service"))
        facts = self.model_dump(mode="json", exclude={"id", "items", "service"})
        publication = InspectionPublished.model_validate_json(
            json.dumps({**facts, "service": service.id})
        )
        try:
            effective_on = published_effective(publication.published)
        except UndatedReportError as undated:
            raise FactsError(self.id, str(undated), field="published", hint=undated.hint) from None
        return effective_on, publication, tuple(self._made(item, service.id) for item in self.items)

    def _made(self, item: ProposedItem, service: ServiceId) -> RecommendationMade:
        return RecommendationMade(
            inspection=self.id,
            service=service,
            number=item.number,
            kind=Kind(item.kind),
            text=item.text,
            addressee=item.addressee,
            standard=item.standard,
        )

    def as_json(self) -> dict[str, object]:
        """Return the proposal in the published shape of `import --dry-run --json`.

        `service` is the service's name; `published` is as printed, and a day that was only
        stated is apart from it.
        """
        facts = self.model_dump(mode="json")
        return {
            "id": self.id,
            "service": self.service and self.service.name,
            "service_id": self.service and self.service.id,
            "inspectorate": self.inspectorate,
            "title": self.title,
            "kind": self.kind,
            "published": {"text": self.published.text, "iso": self.published.iso},
            "published_stated": facts["published"]["stated"],
            "fieldwork": facts["fieldwork"],
            "score": facts["score"],
            "overall": self.overall,
            "standards": [
                {
                    "number": standard.number,
                    "name": standard.name,
                    "rating": standard.rating,
                    "points": points_under(self, standard.number, standard.rating),
                    "questions": [asked.model_dump(mode="json") for asked in standard.questions],
                }
                for standard in self.standards
            ],
            "case_figures": facts["case_figures"],
            "samples": facts["samples"],
            "items": facts["items"],
            "warnings": facts["warnings"],
        }


def _unlike(name: str, numbers: list[str]) -> dict[str, int]:
    """The place of each number; a fault where one is used twice."""
    places: dict[str, int] = {}
    for index, number in enumerate(numbers):
        if number in places:
            sentence = f"{number} is already the number of {name[:-1]} {places[number] + 1}"
            raise fault(sentence, name, index, "number")
        places[number] = index
    return places
