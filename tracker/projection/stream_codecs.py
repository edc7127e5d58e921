"""Parties, services, reports, numbers, meetings and doubtful times, as the read model has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tracker.domain.inspection import INSPECTION, Inspection
from tracker.domain.parties import PARTY, HeldRole, Party
from tracker.domain.services import SERVICE, Service
from tracker.domain.settings import Settings
from tracker.domain.vocabulary import InspectionId, PartyId, PartyKind, Role, ServiceId
from tracker.projection.codec import (
    DAY,
    NUMBER,
    TEXT,
    TEXTS,
    EnumCodec,
    RecordCodec,
    TupleCodec,
    damaged_rows_raise,
    decode,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class StoredPublication(NamedTuple):
    """When a report was published, as `events.PrintedDate`."""

    text: str | None = None
    iso: str | None = None
    stated: date | None = None


class StoredScore(NamedTuple):
    """A score as printed, as `events.Score`."""

    points: int
    of: int


class StoredReport(NamedTuple):
    """The facts of a report that a list of reports gives, as `events.ReportPrinted` has them."""

    service: ServiceId
    title: str
    published: StoredPublication = StoredPublication()
    score: StoredScore | None = None
    overall: str | None = None


_PARTY: Final = RecordCodec(
    Party,
    kind=EnumCodec(PartyKind),
    names=TEXTS,
    held=TupleCodec(RecordCodec(HeldRole, role=EnumCodec(Role), since=DAY, until=DAY)),
    login=TEXT,
)
_REPORT: Final = RecordCodec(
    Inspection,
    facts=RecordCodec(
        StoredReport,
        service=TEXT,
        title=TEXT,
        published=RecordCodec(StoredPublication, text=TEXT, iso=TEXT, stated=DAY),
        score=RecordCodec(StoredScore, points=NUMBER, of=NUMBER),
        overall=TEXT,
    ),
    published_on=DAY,
    position=NUMBER,
    reissued_on=DAY,
)
_SETTINGS: Final = RecordCodec(Settings, **dict.fromkeys(Settings._fields, NUMBER))


def encode_party(known: Party | None, first: Iterable[object]) -> str:
    """Return a party; one not known yet has the name it will be added with."""
    return encode([None, list(first)] if known is None else [_PARTY.write(known)])


@damaged_rows_raise()
def decode_party(stream: str, state: str) -> tuple[Party, bool]:
    """Return a party, and whether it is known yet."""
    party_id = PartyId(stream.removeprefix(PARTY))
    known, *first = decode(state)
    if known is None:
        return Party(party_id, PartyKind.PERSON, tuple(first[0])), False
    return _PARTY.read(known, id=party_id), True


def encode_service(known: Service) -> str:
    """Return a service."""
    names = [[since.toordinal(), name] for since, name in known.names]
    return encode([names, *filter(None, [known.merged_into])])


@damaged_rows_raise()
def decode_service(stream: str, state: str) -> Service:
    """Return a service."""
    names, *merged = decode(state)
    dated_names = tuple((DAY.read(since), name) for since, name in names)
    return Service(ServiceId(stream.removeprefix(SERVICE)), dated_names, *merged)


def encode_report(report: Inspection) -> str:
    """Return a report: of its facts those in front."""
    return encode(_REPORT.write(report))


@damaged_rows_raise()
def decode_report(stream: str, state: str) -> Inspection:
    """Return a report, with a `StoredReport` for its facts."""
    known: Inspection = _REPORT.read(
        decode(state), id=InspectionId(stream.removeprefix(INSPECTION))
    )
    return known


def encode_settings(known: Settings) -> str:
    """Return the numbers of the rules."""
    return encode(_SETTINGS.write(known))


@damaged_rows_raise()
def decode_settings(state: str) -> Settings:
    """Return the numbers of the rules."""
    known: Settings = _SETTINGS.read(decode(state))
    return known


def encode_meetings(known: Iterable[date]) -> str:
    """Return the days of meetings."""
    return encode([DAY.write(day) for day in known])


@damaged_rows_raise()
def decode_meetings(state: str) -> tuple[date, ...]:
    """Return the days of meetings."""
    return tuple(map(DAY.read, decode(state)))


def encode_doubts(known: Iterable[tuple[int, int]]) -> str:
    """Return the times in doubt: of each the first entry, and the entry that says so."""
    return encode([list(pair) for pair in known])


@damaged_rows_raise()
def decode_doubts(state: str) -> list[tuple[int, int]]:
    """Return the times in doubt."""
    pairs: Any = decode(state)
    return [(first, position) for first, position in pairs]
