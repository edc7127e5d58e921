"""Parties, services, reports, numbers, meetings and doubtful times as the register writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tracker.domain.inspection import INSPECTION, Inspection
from tracker.domain.parties import PARTY, Held, Party
from tracker.domain.services import SERVICE, Service
from tracker.domain.settings import Settings
from tracker.domain.vocabulary import InspectionId, PartyId, PartyKind, Role, ServiceId
from tracker.projection.codec import DAY, SAME, TEXTS, Many, Of, Shape, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Printed(NamedTuple):
    """When a report was published, as `events.PrintedDate`."""

    text: str | None = None
    iso: str | None = None
    stated: date | None = None


class Score(NamedTuple):
    """A score as printed, as `events.Score`."""

    points: int
    of: int


class Front(NamedTuple):
    """The facts of a report that a list of reports gives, as `events.ReportPrinted` has them."""

    service: ServiceId
    title: str
    published: Printed = Printed()
    score: Score | None = None
    overall: str | None = None


_PARTY: Final = Shape(
    Party,
    kind=Of(PartyKind),
    names=TEXTS,
    held=Many(Shape(Held, role=Of(Role), since=DAY, until=DAY)),
    login=SAME,
)
_REPORT: Final = Shape(
    Inspection,
    facts=Shape(
        Front,
        service=SAME,
        title=SAME,
        published=Shape(Printed, text=SAME, iso=SAME, stated=DAY),
        score=Shape(Score, points=SAME, of=SAME),
        overall=SAME,
    ),
    published_on=DAY,
    position=SAME,
    reissued_on=DAY,
)
_SETTINGS: Final = Shape(Settings, **dict.fromkeys(Settings._fields, SAME))


def party_state(known: Party | None, first: Iterable[object]) -> str:
    """Return a party; where it is not known yet, by the name it will be made known by."""
    return packed([None, list(first)] if known is None else [_PARTY.write(known)])


def party_read(stream: str, state: str) -> tuple[Party, bool]:
    """Return a party, and whether it is known yet."""
    party_id = PartyId(stream.removeprefix(PARTY))
    known, *first = unpacked(state)
    if known is None:
        return Party(party_id, PartyKind.PERSON, tuple(first[0])), False
    return _PARTY.read(known, id=party_id), True


def service_state(known: Service) -> str:
    """Return a service."""
    names = [[since.toordinal(), name] for since, name in known.names]
    return packed([names, *filter(None, [known.merged_into])])


def service_read(stream: str, state: str) -> Service:
    """Return a service."""
    names, *merged = unpacked(state)
    dated_names = tuple((DAY.read(since), name) for since, name in names)
    return Service(ServiceId(stream.removeprefix(SERVICE)), dated_names, *merged)


def report_state(report: Inspection) -> str:
    """Return a report: of its facts those in front."""
    return packed(_REPORT.write(report))


def report_read(stream: str, state: str) -> Inspection:
    """Return a report, with a `Front` for its facts."""
    known: Inspection = _REPORT.read(
        unpacked(state), id=InspectionId(stream.removeprefix(INSPECTION))
    )
    return known


def settings_state(known: Settings) -> str:
    """Return the numbers of the rules."""
    return packed(_SETTINGS.write(known))


def settings_read(state: str) -> Settings:
    """Return the numbers of the rules."""
    known: Settings = _SETTINGS.read(unpacked(state))
    return known


def meetings_state(known: Iterable[date]) -> str:
    """Return the days of meetings."""
    return packed([DAY.write(day) for day in known])


def meetings_read(state: str) -> tuple[date, ...]:
    """Return the days of meetings."""
    return tuple(map(DAY.read, unpacked(state)))


def doubts_state(known: Iterable[tuple[int, int]]) -> str:
    """Return the times in doubt: of each the first entry, and the entry that says so."""
    return packed([list(pair) for pair in known])


def doubts_read(state: str) -> list[tuple[int, int]]:
    """Return the times in doubt."""
    pairs: Any = unpacked(state)
    return [(first, position) for first, position in pairs]
