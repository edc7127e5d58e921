"""Persons, roles and bodies on a day: their names, the roles they hold, and how they change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.free_text import Erased
from tracker.domain.parties import HeldRole, Party, fold_party, fold_people
from tracker.domain.vocabulary import ErasureReason, PartyId, PartyKind, Role

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

DAY = timedelta(days=1)
JANUARY, JUNE, DECEMBER = date(2023, 1, 9), date(2023, 6, 12), date(2023, 12, 31)
ADDED = e.PartyAdded(kind=PartyKind.PERSON, name="Ann Other")
CHAIR = e.RoleTaken(role=Role.CHAIR)


def said(event: e.AnyEvent, on: date = JANUARY, *, party_id: PartyId = g.CHAIR) -> Entry:
    """Return what was said about a party."""
    return g.entry(event, on=on, stream=f"party:{party_id}")


def known(*entries: Entry, on: date = DECEMBER) -> Party:
    """Return the party as it stood on a day."""
    answer = fold_party(g.recorded(*entries), on)
    assert answer is not None
    return answer


def test_a_party_is_known_from_its_first_day() -> None:
    """Before it there is nobody; a taken-back party never was."""
    entries = g.recorded(said(ADDED))

    assert fold_party(entries, JANUARY - DAY) is None
    assert fold_party(entries, JANUARY) == Party(g.CHAIR, PartyKind.PERSON, ("Ann Other",))
    assert fold_party((), DECEMBER) is None
    assert fold_party(g.recorded(said(ADDED), g.taken_back(1, stream="party:p1")), DECEMBER) is None
    assert fold_party(g.recorded(said(CHAIR)), DECEMBER) is None


def test_a_party_is_renamed_from_a_day_on() -> None:
    """The day before it goes by its old name; both are known."""
    entries = (said(ADDED), said(e.PartyRenamed(name="Ann Lee"), JUNE))

    assert known(*entries, on=JUNE - DAY).name == "Ann Other"
    assert known(*entries, on=JUNE).name == "Ann Lee"
    assert known(*entries).names == ("Ann Other", "Ann Lee")


def test_a_role_is_held_from_a_day_for_good() -> None:
    """Not the day before."""
    ann = known(said(ADDED), said(CHAIR, JUNE))

    assert ann.roles(JUNE - DAY) == frozenset()
    assert ann.roles(JUNE) == ann.roles(DECEMBER) == {Role.CHAIR}


def test_a_role_is_held_until_its_last_day() -> None:
    """The last day counts."""
    ann = known(said(ADDED), said(e.RoleTaken(role=Role.CHAIR, until=JUNE)))

    assert ann.roles(JUNE) == {Role.CHAIR}
    assert ann.roles(JUNE + DAY) == frozenset()


def test_a_role_ended_is_no_longer_held_on_that_day() -> None:
    """The entry's date is the first day without it; other roles stay."""
    ann = known(
        said(ADDED),
        said(CHAIR),
        said(e.RoleTaken(role=Role.MEMBER)),
        said(e.RoleEnded(role=Role.CHAIR), JUNE),
    )

    assert ann.roles(JUNE - DAY) == {Role.CHAIR, Role.MEMBER}
    assert ann.roles(JUNE) == {Role.MEMBER}


def test_a_role_ended_on_its_first_day_was_never_held() -> None:
    """There is no day left on which it was."""
    ann = known(said(ADDED), said(CHAIR, JUNE), said(e.RoleEnded(role=Role.CHAIR), JUNE))

    assert ann.held == ()


def test_a_role_ended_on_its_last_day_ends_a_day_earlier() -> None:
    """The day after its last day there is nothing left to end."""
    spell = (said(ADDED), said(e.RoleTaken(role=Role.CHAIR, until=JUNE)))

    on_it = known(*spell, said(e.RoleEnded(role=Role.CHAIR), JUNE))
    after = known(*spell, said(e.RoleEnded(role=Role.CHAIR), JUNE + DAY))

    assert on_it.held == (HeldRole(Role.CHAIR, JANUARY, JUNE - DAY),)
    assert after.held == (HeldRole(Role.CHAIR, JANUARY, JUNE),)


def test_a_role_ended_leaves_earlier_and_later_spells() -> None:
    """Somebody may be chair twice."""
    ann = known(
        said(ADDED),
        said(e.RoleTaken(role=Role.CHAIR, until=JANUARY + DAY)),
        said(CHAIR, JUNE),
        said(e.RoleEnded(role=Role.CHAIR), DECEMBER),
    )

    assert ann.held == (
        HeldRole(Role.CHAIR, JANUARY, JANUARY + DAY),
        HeldRole(Role.CHAIR, JUNE, DECEMBER - DAY),
    )


def test_a_role_may_be_older_than_the_record() -> None:
    """Added today, chair since January: the role is held from January on."""
    ann = known(said(ADDED, JUNE), said(CHAIR, JANUARY))

    assert ann.roles(JANUARY) == ann.roles(JUNE) == {Role.CHAIR}
    assert fold_party(g.recorded(said(ADDED, JUNE), said(CHAIR, JANUARY)), JANUARY) == Party(
        g.CHAIR, PartyKind.PERSON, ("Ann Other",), (HeldRole(Role.CHAIR, JANUARY),)
    )


def test_a_name_is_changed() -> None:
    """The same name changes nothing."""
    ann = known(said(ADDED))

    assert ann.rename("Ann Lee") == [e.PartyRenamed(name="Ann Lee")]
    assert ann.rename("Ann Other") == []


def test_a_role_is_taken() -> None:
    """For good, or until a last day; one day is enough."""
    ann = known(said(ADDED))

    assert ann.take_role(Role.CHAIR, on=JUNE, until=None) == [e.RoleTaken(role=Role.CHAIR)]
    assert ann.take_role(Role.CHAIR, on=JUNE, until=JUNE) == [
        e.RoleTaken(role=Role.CHAIR, until=JUNE)
    ]


def test_the_same_role_taken_again_records_nothing() -> None:
    """From the same day to the same day; otherwise it is held already."""
    ann = known(said(ADDED), said(CHAIR, JUNE))

    assert ann.take_role(Role.CHAIR, on=JUNE, until=None) == []
    with pytest.raises(RuleError, match="«p1» is chair on 12 June 2023 already"):
        ann.take_role(Role.CHAIR, on=JUNE, until=DECEMBER)
    with pytest.raises(RuleError, match="«p1» is chair on 31 December 2023 already"):
        ann.take_role(Role.CHAIR, on=DECEMBER, until=None)


@pytest.mark.parametrize("kind", [PartyKind.BODY, PartyKind.ROLE])
def test_only_a_person_holds_a_role(kind: PartyKind) -> None:
    """A body or a post has no rights of its own."""
    other = Party(g.POLICE, kind, ("Merseyside Police",))

    with pytest.raises(RuleError, match=f"«p5» is a {kind}; only a person is chair"):
        other.take_role(Role.CHAIR, on=JUNE, until=None)


def test_a_role_does_not_end_before_it_begins() -> None:
    """A spell has at least one day."""
    with pytest.raises(RuleError, match="cannot end on 11 June 2023, before it begins on 12 June"):
        known(said(ADDED)).take_role(Role.CHAIR, on=JUNE, until=JUNE - DAY)


def test_a_role_is_ended() -> None:
    """Only one that is held on the day."""
    ann = known(said(ADDED), said(CHAIR, JUNE))

    assert ann.end_role(Role.CHAIR, on=DECEMBER) == [e.RoleEnded(role=Role.CHAIR)]
    with pytest.raises(RuleError, match="«p1» is not chair on 11 June 2023"):
        ann.end_role(Role.CHAIR, on=JUNE - DAY)
    with pytest.raises(RuleError, match="«p1» is not clerk on 31 December 2023"):
        ann.end_role(Role.CLERK, on=DECEMBER)


def test_a_name_may_be_erased() -> None:
    """The marker stands for it; what the person did is still theirs."""
    gone = Erased(JUNE, ErasureReason.NAMES_A_PERSON)

    ann = known(said(e.PartyAdded(kind=PartyKind.PERSON, name=gone)))

    assert ann.name == "[erased 12 Jun 2023: names a person]"
    assert ann.id == g.CHAIR


def test_everybody_is_named_on_any_day() -> None:
    """Known on the day by the name of the day, later by the first name, unknown by the id."""
    streams = {
        "party:p1": g.recorded(said(ADDED), said(e.PartyRenamed(name="Ann Lee"), JUNE)),
        "party:p5": g.recorded(
            said(e.PartyAdded(kind=PartyKind.BODY, name="The police"), JUNE, party_id=g.POLICE)
        ),
        "board": g.recorded(g.entry(e.BoardMeetingFixed(day=JUNE), stream="board")),
    }

    early, late = fold_people(streams, JANUARY), fold_people(streams, JUNE)

    assert (early.name("p1"), late.name("p1")) == ("Ann Other", "Ann Lee")
    assert (early.name("p5"), late.name("p5")) == ("The police", "The police")
    assert late.name("p8") == "p8"
    assert (set(early.by_id), set(late.by_id)) == ({g.CHAIR}, {g.CHAIR, g.POLICE})
