"""A wrong entry is put right visibly, by whoever might record it, under the rules of recording."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import given as g
import pytest
from item_verbs import BEGUN
from office import Office

from tracker.domain import events as e
from tracker.domain.vocabulary import (
    ClosedAs,
    PartyKind,
    Progress,
    Response,
    Role,
    Setting,
)

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import PartyId

WHY = "Typed wrongly"
EARLIER = date(2023, 6, 20)


ONE: tuple[tuple[Entry, PartyId, dict[str, Any], dict[str, Any]], ...] = (
    (g.agreed(), g.CLERK, {"text": "With care"}, {"why": "With care"}),
    (
        g.answered(Response.PARTLY_AGREED),
        g.CLERK,
        {"part": " the rest ", "response": Response.PARTLY_AGREED},
        {"part": "the rest"},
    ),
    (g.noted(), g.CLERK, {"text": "Rather"}, {"note": "Rather"}),
    (
        g.assigned(2),
        g.MANAGER,
        {"text": "Rather", "owner": "The police", "with": ["The Clerk"]},
        {"what": "Rather", "owner": g.POLICE, "supporting": (g.CLERK,)},
    ),
    (g.progressed(), g.EDUCATION, {"text": "X", "percent": 60}, {"note": "X", "percent": 60}),
    (g.completed(), g.EDUCATION, {"text": "By letter"}, {"note": "By letter"}),
    (g.withdrawn(), g.CLERK, {"text": "Moot"}, {"why": "Moot"}),
    (g.reowned(), g.CHAIR, {"owner": "The Clerk"}, {"owner": g.CLERK}),
    (
        g.date_asked(),
        g.EDUCATION,
        {"text": "Ill", "to": date(2023, 11, 30)},
        {"reason": "Ill", "to": date(2023, 11, 30)},
    ),
    (g.evidence(action=1), g.EDUCATION, {"text": "Minutes"}, {"title": "Minutes"}),
    (
        g.evidence(),
        g.CLERK,
        {"of": date(2023, 6, 1), "link": "13"},
        {"of": date(2023, 6, 1), "link": "13"},
    ),
    (
        g.closure_proposed(ClosedAs.ALTERNATIVE),
        g.MANAGER,
        {"closed-as": ClosedAs.SUPERSEDED, "text": "See 4"},
        {"closed_as": ClosedAs.SUPERSEDED, "why": "See 4"},
    ),
    (
        g.claimed(),
        g.CLERK,
        {"progress": Progress.INSUFFICIENT},
        {"progress": Progress.INSUFFICIENT},
    ),
    (g.judged(), g.INSPECTOR, {"progress": Progress.GOOD}, {"progress": Progress.GOOD}),
    (
        g.outcome(),
        g.CLERK,
        {"text": "Fewer", "measure": "days", "unit": "d", "baseline": "9.50", "target": "3"},
        {
            "what": "Fewer",
            "measure": g.ATTENDANCE.model_copy(
                update={"name": "days", "unit": "d", "baseline": "9.50", "target": "3"}
            ),
        },
    ),
)


@pytest.mark.parametrize(
    ("entry", "by", "given", "now"), ONE, ids=[rows[0].event.type for rows in ONE]
)
def test_each_part_of_an_entry_can_be_put_right(
    office: Office, entry: Entry, by: PartyId, given: dict[str, Any], now: dict[str, Any]
) -> None:
    """By the option that first gave it; the entry stays, and the correction has its date."""
    (position,) = office.given(*BEGUN, entry)[len(BEGUN) :]

    receipt = office.by(by).correct(position, given=given, reason=WHY)

    (corrected,) = receipt.entries
    right = entry.event.model_copy(update=now)
    assert dict(corrected.event) == {
        "type": "entry-corrected.v1",
        "entry": position,
        "event": right,
        "on": None,
        "reason": WHY,
    }
    assert (corrected.stream, corrected.effective_on) == (entry.stream, entry.effective_on)
    assert office.record.entries(after=position - 1, upto=position)[0].event == entry.event


SETTLED = (
    (
        g.entry(e.SettingAgreed(setting=Setting.QUIET_DAYS, value=30), stream="settings"),
        {"value": "40"},
        {"value": 40},
    ),
    (
        g.entry(e.SettingAgreed(setting=Setting.RE_DATES_AT_MOST, value=3), stream="settings"),
        {"value": "none"},
        {"value": None},
    ),
    (
        g.entry(e.RoleTaken(role=Role.MEMBER), stream=f"party:{g.MANAGER}"),
        {"role": Role.VICE_CHAIR, "until": g.LATER},
        {"role": Role.VICE_CHAIR, "until": g.LATER},
    ),
    (
        g.entry(e.PartyRenamed(name="Plice"), stream=f"party:{g.POLICE}"),
        {"text": "Police"},
        {"name": "Police"},
    ),
    (
        g.entry(e.PartyAdded(kind=PartyKind.PERSON, name="A Court"), stream="party:p7"),
        {"kind": PartyKind.BODY},
        {"kind": PartyKind.BODY},
    ),
    (
        g.entry(e.ServiceRenamed(name="Nowsley"), stream="service:knowsley"),
        {"text": "Knowsley YJS"},
        {"name": "Knowsley YJS"},
    ),
)


@pytest.mark.parametrize(
    ("entry", "given", "now"), SETTLED, ids=[str(values[1]) for values in SETTLED]
)
def test_who_is_known_and_what_is_settled_can_be_put_right(
    office: Office, entry: Entry, given: dict[str, Any], now: dict[str, Any]
) -> None:
    """As an item can."""
    (position,) = office.given(entry)

    (corrected,) = office.by(g.MANAGER).correct(position, given=given, reason=WHY).entries

    assert dict(corrected.event)["event"] == entry.event.model_copy(update=now)


def test_a_date_is_put_right_and_the_words_stay(office: Office) -> None:
    """The plan of the days between is another, and what was known then is the same."""
    (done,) = office.given(*BEGUN, g.completed(on=EARLIER))[2:]
    right = date(2023, 6, 28)

    (corrected,) = office.by(g.EDUCATION).correct(done, given={}, on=right, reason=WHY).entries

    assert corrected.event == e.EntryCorrected(entry=done, on=right, reason=WHY)
    assert corrected.effective_on == right
    assert office.plan(on=EARLIER).items[g.REF].actions[1].is_open
    assert not office.plan(on=right).items[g.REF].actions[1].is_open
    assert not office.plan(on=EARLIER, known=done).items[g.REF].actions[1].is_open


def test_a_correction_is_corrected_at_its_root(office: Office) -> None:
    """The last word counts, whichever entry was named."""
    (note,) = office.given(g.noted("One"))
    clerk = office.by(g.CLERK)
    first = clerk.correct(note, given={"text": "Two"}, reason=WHY).entries[0].position

    (second,) = clerk.correct(first, given={"text": "Three"}, on=EARLIER, reason=WHY).entries
    (third,) = clerk.correct(second.position, given={"text": "Two"}, reason=WHY).entries

    assert [dict(x.event)["entry"] for x in (second, third)] == [note, note]
    assert third.effective_on == EARLIER
