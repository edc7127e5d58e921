"""An entry recorded against the wrong item or action is moved to the right one, visibly."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
from item_verbs import ACTION, BEGUN, OTHER, REF
from office import Office, events_of

from tracker.domain import events as e
from tracker.domain.errors import NotFoundError, RightError, RuleError, UsageError

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

WHY = "The wrong line"
SECOND = "knowsley-2023/2/2"
TWO = (*BEGUN, g.assigned(2, owner=g.CLERK))
ELSEWHERE = g.assigned()._replace(stream=f"item:{g.OTHER}")


@pytest.mark.parametrize(
    ("entry", "ref", "right"),
    [
        (g.progressed(), SECOND, e.ActionProgressed(action=2, note="Under way", percent=50)),
        (g.completed(), SECOND, e.ActionCompleted(action=2)),
        (g.withdrawn(), SECOND, e.ActionWithdrawn(action=2, why="Overtaken")),
        (g.reowned(), SECOND, e.ActionReowned(action=2, owner=g.POLICE)),
        (
            g.date_asked(),
            SECOND,
            e.DateChangeAsked(action=2, to=g.LATER, reason="Staff left"),
        ),
        (g.evidence(action=1), SECOND, g.evidence(action=2).event),
        (g.evidence(action=1), REF, g.evidence().event),
        (g.evidence(), ACTION, g.evidence(action=1).event),
        (g.noted("Under way"), ACTION, e.ActionProgressed(action=1, note="Under way")),
        (g.progressed(1, None), REF, e.NoteMade(note="Under way")),
    ],
)
def test_an_entry_is_moved_within_its_item(
    office: Office, entry: Entry, ref: str, right: e.ItemEvent
) -> None:
    """To another action, or between an action and the item itself: one correction."""
    position = office.given(*TWO, entry)[-1]

    receipt = office.by(g.MANAGER).correct(position, given={}, ref=ref, reason=WHY)

    (event,) = events_of(receipt)
    assert event == e.EntryCorrected.model_validate(
        {"entry": position, "event": right, "reason": WHY}
    )


def test_an_entry_moved_may_be_put_right_at_once(office: Office) -> None:
    """A note that becomes progress may say how much."""
    note = office.given(*TWO, g.noted())[-1]
    manager = office.by(g.MANAGER)

    manager.correct(note, given={"percent": 40}, ref=SECOND, on=date(2023, 6, 20), reason=WHY)

    action = office.item().actions[2]
    assert (action.percent, action.touched) == (40, date(2023, 6, 20))


@pytest.mark.parametrize(
    ("entry", "ref", "right"),
    [
        (g.noted(), OTHER, e.NoteMade(note="Raised with the council")),
        (
            g.noted(),
            f"{OTHER}/1",
            e.ActionProgressed(action=1, note="Raised with the council"),
        ),
        (
            g.progressed(),
            f"{OTHER}/1",
            e.ActionProgressed(action=1, note="Under way", percent=50),
        ),
        (g.progressed(1, None), OTHER, e.NoteMade(note="Under way")),
        (g.evidence(action=1), OTHER, g.evidence().event),
    ],
)
def test_an_entry_is_moved_to_another_item(
    office: Office, entry: Entry, ref: str, right: e.ItemEvent
) -> None:
    """Taken back where it stood and recorded where it belongs, at one instant."""
    position = office.given(*TWO, ELSEWHERE, entry)[-1]

    receipt = office.by(g.MANAGER).correct(position, given={}, ref=ref, reason=WHY)

    assert [(x.stream, x.event, x.effective_on) for x in receipt.entries] == [
        (f"item:{REF}", e.EntryTakenBack(entry=position, reason=WHY), g.TODAY),
        (f"item:{OTHER}", right, g.BOARD),
    ]
    assert len({entry.recorded_at for entry in receipt.entries}) == 1


def test_a_move_is_taken_back_whole(office: Office) -> None:
    """It stands again where it stood."""
    note = office.given(g.noted())[-1]
    manager = office.by(g.MANAGER)
    before = office.item()
    moved = manager.correct(note, given={}, ref=OTHER, reason=WHY).entries

    manager.take_back(moved[0].position, whole=True, reason="It was right")

    assert office.item() == before
    assert office.item(g.OTHER).touched == g.PUBLISHED


@pytest.mark.parametrize(
    ("entry", "ref", "kind", "sentence"),
    [
        (
            g.progressed(),
            REF,
            RuleError,
            "Progress in percent belongs to an action: name one, as knowsley-2023/2/1.",
        ),
        (
            g.progressed(),
            OTHER,
            RuleError,
            "Progress in percent belongs to an action: name one, as knowsley-2023/1.3-b/1.",
        ),
        (
            g.completed(),
            REF,
            UsageError,
            "Such an entry is about an action: name one, as knowsley-2023/2/1.",
        ),
        (
            g.claimed(),
            ACTION,
            UsageError,
            "Such an entry is about an item, not one of its actions.",
        ),
        (
            g.assigned(3),
            ACTION,
            UsageError,
            "This entry cannot be moved. Take it back and record it again.",
        ),
        (
            g.claimed(),
            OTHER,
            RuleError,
            (
                "Only a note, progress or evidence is moved to another item; "
                "take the entry back and record it there."
            ),
        ),
        (
            g.noted(),
            "knowsley-2023/9",
            NotFoundError,
            "knowsley-2023 has no item 9; it has 1.3-b, 2.",
        ),
        (
            g.noted(),
            "knowsley-2023/2/9",
            NotFoundError,
            "knowsley-2023/2 has no action 9; it has 1 and 2.",
        ),
    ],
)
def test_an_entry_is_not_moved_where_it_cannot_be(
    office: Office,
    entry: Entry,
    ref: str,
    kind: type[RuleError | UsageError | NotFoundError],
    sentence: str,
) -> None:
    """The sentence names what it is about."""
    position = office.given(*TWO, entry)[-1]

    with office.refuses(sentence, kind):
        office.by(g.MANAGER).correct(position, given={}, ref=ref, reason=WHY)


def test_an_entry_is_moved_to_what_one_may_record_only(office: Office) -> None:
    """An owner moves nothing to somebody else's action, here or elsewhere."""
    theirs = ELSEWHERE._replace(event=g.assigned(owner=g.CLERK).event)
    progress = office.given(*TWO, theirs, g.progressed(1, None))[-1]
    owner = office.by(g.EDUCATION)

    sentence = (
        "Only the manager or the clerk, or who owns the action, may log; "
        "Head of Education holds no role today."
    )
    for ref in (SECOND, f"{OTHER}/1", REF):
        with office.refuses(sentence, RightError):
            owner.correct(progress, given={}, ref=ref, reason=WHY)


def test_an_entry_is_not_moved_before_its_action_began(office: Office) -> None:
    """It takes its date along."""
    note = office.given(*TWO, g.noted()._replace(effective_on=g.PUBLISHED))[-1]

    with office.refuses("knowsley-2023/2/1 was not assigned by 31 May 2023.", RuleError):
        office.by(g.MANAGER).correct(note, given={}, ref=ACTION, reason=WHY)
