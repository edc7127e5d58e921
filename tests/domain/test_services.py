"""A service is an id with names over time; renamed and merged, it stays the same service."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.services import Service, fold_service
from tracker.domain.vocabulary import ServiceId

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

FIRST, THEN = date(2018, 3, 1), date(2023, 5, 31)
REGION = Service(ServiceId("merseyside"), ((FIRST, "Merseyside"),))
ADDED = e.ServiceAdded(name="Knowsley YOS")
RENAMED = e.ServiceRenamed(name="Knowsley YJS")
MERGED = e.ServiceMerged(into=ServiceId("merseyside"))


def said(event: e.AnyEvent, on: date) -> Entry:
    """Return what was said about the service."""
    return g.entry(event, on=on, stream="service:knowsley")


def known(*entries: Entry, on: date = THEN) -> Service:
    """Return the service as it stood on a day."""
    answer = fold_service(g.recorded(*entries), on)
    assert answer is not None
    return answer


def test_a_service_is_known_from_its_first_name_on() -> None:
    """Before it there is none."""
    entries = g.recorded(said(ADDED, FIRST))

    assert fold_service(entries, FIRST - timedelta(days=1)) is None
    assert fold_service(entries, FIRST) == Service(g.SERVICE, ((FIRST, "Knowsley YOS"),))
    assert fold_service((), THEN) is None


def test_a_service_goes_by_the_name_of_the_day() -> None:
    """All its names are kept, with the day each began."""
    entries = (said(ADDED, FIRST), said(RENAMED, THEN))

    assert known(*entries, on=THEN - timedelta(days=1)).name == "Knowsley YOS"
    assert known(*entries).name == "Knowsley YJS"
    assert known(*entries).names == ((FIRST, "Knowsley YOS"), (THEN, "Knowsley YJS"))


def test_an_older_name_may_be_learned_later() -> None:
    """A report of 2018 read after that of 2023 tells what it was called before."""
    knowsley = known(said(ADDED, THEN), said(RENAMED, FIRST))

    assert knowsley.names == ((FIRST, "Knowsley YJS"), (THEN, "Knowsley YOS"))


def test_a_service_is_merged() -> None:
    """What it became part of is known; it stays itself."""
    knowsley = known(said(ADDED, FIRST), said(MERGED, THEN))

    assert (knowsley.id, knowsley.merged_into) == (g.SERVICE, REGION.id)
    assert known(said(ADDED, FIRST), said(MERGED, THEN), on=FIRST).merged_into is None


def test_a_merger_may_be_older_than_the_record() -> None:
    """The record began with a later report."""
    assert known(said(ADDED, THEN), said(MERGED, FIRST)).merged_into == REGION.id


def test_a_service_is_renamed() -> None:
    """The same name changes nothing."""
    knowsley = known(said(ADDED, FIRST))

    assert knowsley.rename("Knowsley YJS") == [RENAMED]
    assert knowsley.rename("Knowsley YOS") == []


def test_a_service_is_merged_into_another() -> None:
    """Saying so twice records nothing."""
    knowsley = known(said(ADDED, FIRST))
    merged = known(said(ADDED, FIRST), said(MERGED, THEN))

    assert knowsley.merge(REGION) == [MERGED]
    assert merged.merge(REGION) == []


def test_a_service_is_not_merged_into_itself() -> None:
    """It would vanish."""
    knowsley = known(said(ADDED, FIRST))

    with pytest.raises(RuleError, match="Knowsley YOS cannot be merged into itself"):
        knowsley.merge(knowsley)


def test_a_service_is_merged_once() -> None:
    """What is part of another cannot join a third, and nothing joins what is no more."""
    merged = known(said(ADDED, FIRST), said(MERGED, THEN))
    third = Service(ServiceId("wirral"), ((FIRST, "Wirral"),))

    with pytest.raises(RuleError, match="Knowsley YOS became part of merseyside already"):
        merged.merge(third)
    with pytest.raises(RuleError, match="Knowsley YOS is itself part of merseyside by now"):
        third.merge(merged)
