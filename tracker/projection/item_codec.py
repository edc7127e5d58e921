"""One item and its actions as the read model writes them, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tracker.domain.action import Action, DateChange
from tracker.domain.fast_replace import changed
from tracker.domain.item_parts import (
    Answer,
    Closure,
    Conflict,
    Evidence,
    Link,
    Measurement,
    Minute,
    Outcome,
    OutcomeMeasure,
    ProgressView,
    ProposedClosure,
)
from tracker.domain.recommendation import Recommendation
from tracker.domain.vocabulary import (
    ClosedAs,
    Direction,
    ItemRef,
    Kind,
    Progress,
    Relation,
    Response,
    ServiceId,
)
from tracker.projection.codec import (
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    ByNumberCodec,
    EnumCodec,
    RecordCodec,
    TupleCodec,
    damaged_rows_raise,
    decode,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_MINUTE: Final = RecordCodec(Minute, decided_by=TEXT, minute=TEXT)
_ANSWER: Final = RecordCodec(
    partial(Answer, part=None, why=None, minuted=None),
    response=EnumCodec(Response),
    on=DAY,
    by=TEXT,
    part=TEXT,
    why=TEXT,
    minuted=_MINUTE,
)
_MEASURE: Final = RecordCodec(
    partial(OutcomeMeasure, unit=None, baseline=None),
    name=TEXT,
    target=TEXT,
    direction=EnumCodec(Direction),
    unit=TEXT,
    baseline=TEXT,
)
_OUTCOME: Final = RecordCodec(
    partial(Outcome, action=None, measure=None),
    number=NUMBER,
    what=TEXT,
    action=NUMBER,
    measure=_MEASURE,
    readings=TupleCodec(RecordCodec(Measurement, on=DAY, value=TEXT, position=NUMBER)),
)
_EVIDENCE: Final = RecordCodec(
    partial(Evidence, action=None, link=None, file=None, sha256=None),
    number=NUMBER,
    title=TEXT,
    of=DAY,
    filed_on=DAY,
    action=NUMBER,
    link=TEXT,
    file=TEXT,
    sha256=TEXT,
)
_VIEW: Final = RecordCodec(
    ProgressView, progress=EnumCodec(Progress), why=TEXT, by=TEXT, on=DAY, minuted=_MINUTE
)
_CLOSURE: Final = RecordCodec(
    partial(Closure, proposed_by=None),
    closed_as=EnumCodec(ClosedAs),
    on=DAY,
    by=TEXT,
    proposed_by=TEXT,
    minuted=_MINUTE,
)
_ITEM: Final = RecordCodec(
    partial(Recommendation, addressee=None, standard=None),
    inspection=TEXT,
    number=TEXT,
    kind=EnumCodec(Kind),
    text=TEXT,
    addressee=TEXT,
    standard=TEXT,
    published_on=DAY,
    touched=DAY,
    answer=_ANSWER,
    evidence=ByNumberCodec(_EVIDENCE),
    outcomes=ByNumberCodec(_OUTCOME),
    themes=TEXTS,
    claims=TupleCodec(_VIEW),
    judgements=TupleCodec(_VIEW),
    proposal=RecordCodec(ProposedClosure, closed_as=EnumCodec(ClosedAs), why=TEXT, by=TEXT, on=DAY),
    closure=_CLOSURE,
    times_reopened=NUMBER,
    links=TupleCodec(
        RecordCodec(
            partial(Link, action=None), relation=EnumCodec(Relation), to=TEXT, action=NUMBER
        )
    ),
    conflicts=TupleCodec(RecordCodec(Conflict, position=NUMBER, on=DAY, sentence=TEXT)),
    reissued_on=DAY,
    dropped_on=DAY,
)
_CHANGE: Final = RecordCodec(
    DateChange,
    was=DAY,
    to=DAY,
    reason=TEXT,
    asked_by=TEXT,
    asked_at=NUMBER,
    asked_on=DAY,
    agreed_by=TEXT,
    on=DAY,
)
_ACTION: Final = RecordCodec(
    partial(Action, supporting=()),
    what=TEXT,
    owner=TEXT,
    due=DAY,
    first_due=DAY,
    assigned_on=DAY,
    assigned_at=NUMBER,
    touched=DAY,
    started=FLAG,
    percent=NUMBER,
    completed_on=DAY,
    withdrawn_on=DAY,
    asked=_CHANGE,
    date_changes=TupleCodec(_CHANGE),
    supporting=TEXTS,
    ended_by_closure=FLAG,
)

item_positions: Final = _ITEM.positions
action_positions: Final = _ACTION.positions
"""The positions of fields in the stored list of an item, and in that of an action."""


def encode_item(item: Recommendation) -> str:
    """Return an item without its actions, as it is stored.

    When it was touched is left out where one of its actions was touched then and none later.
    """
    if item.touched == _last_touched(item.actions):
        item = changed(item, touched=None)
    return encode(_ITEM.write(item))


@damaged_rows_raise()
def decode_item(
    ref: str, service: str, state: str, actions: Iterable[tuple[int, str]]
) -> Recommendation:
    """Return an item with its actions, given by number, in the order in which they are folded.

    What commands alone need (`latest`, next numbers) is not kept.
    """
    every = [_decode_action(number, text) for number, text in actions]
    every.sort(key=lambda action: (action.assigned_on, action.assigned_at))
    by_number = {action.number: action for action in every}
    own = {"ref": ItemRef(ref), "service": ServiceId(service), "actions": by_number}
    item: Recommendation = _ITEM.read(decode(state), **own)
    return item if item.touched else changed(item, touched=_last_touched(by_number))


def encode_action(action: Action) -> str:
    """Return an action as it is stored."""
    return encode(_ACTION.write(action))


def _decode_action(number: int, state: str) -> Action:
    """Return an action of an item."""
    action: Action = _ACTION.read(decode(state), number=number)
    return action


def _last_touched(actions: Mapping[int, Action]) -> date | None:
    return max((action.touched for action in actions.values()), default=None)
