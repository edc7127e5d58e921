"""The plan that the checker recomputes is the one the program tells, on any day, as ever known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
import second_checker
from bundle_samples import bundle, everything, tell
from stores import OPENED, undone

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import ClosedAs, ErasureReason, ItemRef, Relation, Response
from tracker.ledger import check
from tracker.queries.item_detail import item_detail_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stores import SampleLedger

    from tracker.queries.folded_plan import FoldedPlan

OTHER = f"item:{g.OTHER}"
SAVES = st.lists(st.integers(1, 3), min_size=1, max_size=3)
SAME: tuple[str, ...] = ("ref", "response", "status", "closed_as", "covered_by", "first_due")
SAME += (
    "due",
    "slips",
    "days_late_first",
    "days_late",
    "percent",
    "actions_total",
    "actions_complete",
)
SAME_OF_ACTION = ("ref", "status", "first_due", "due", "days_late_first", "days_late", "percent")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleLedger]:
    """A ledger with a little of everything."""
    ledger = everything(tmp_path_factory.mktemp("ledger"))
    with ledger.record:
        yield ledger


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a bundle lies for the checker to read."""
    return tmp_path_factory.mktemp("bundles") / "bundle.zip"


def by_the_program(plan: FoldedPlan) -> list[dict[str, Any]]:
    """Return of `show --json` what the checker gives too."""
    every = []
    for item in plan.items.values():
        detail: dict[str, Any] = {**item_detail_json(plan, item)}
        actions = [
            {
                **{name: action[name] for name in SAME_OF_ACTION},
                "what": action["what"],
                "owner": action["owner"],
                "slips": len(action["slips"]),
            }
            for action in detail["actions"]
        ]
        same = {name: detail[name] for name in SAME}
        every.append(
            {**same, "text": detail["text"], "owners": detail["owners"], "actions": actions}
        )
    return every


def by_the_checker(checked_bundle: check.Bundle, as_of: str, position: int) -> list[dict[str, Any]]:
    """Return the same of a bundle, with texts and names in place of what stands for them."""
    names = checked_bundle.names(as_of, position)
    every = []
    for item in checked_bundle.items(as_of, position):
        answer = item["told"]
        actions = [
            {
                **{name: action[name] for name in (*SAME_OF_ACTION, "slips")},
                "what": checked_bundle.texts[counted["what"]["sha256"]],
                "owner": names.get(action["owner"], action["owner"]),
            }
            for action, (_, counted) in zip(answer["actions"], item["counting"], strict=True)
        ]
        text = checked_bundle.texts[item["text"]["sha256"]]
        owners = [names.get(owner, owner) for owner in answer["owners"]]
        same = {name: answer[name] for name in SAME}
        every.append({**same, "text": text, "owners": owners, "actions": actions})
    return every


COURSES = {
    "a take-back of a take-back of a take-back": (
        g.progressed(1, 50),
        g.taken_back(4),
        g.taken_back(5),
        g.taken_back(6),
    ),
    "a correction of what was corrected": (
        g.progressed(1, 50),
        g.corrected(4, e.ActionCompleted(action=1)),
        g.corrected(4, to=date(2026, 1, 20)),
        g.taken_back(6),
        g.taken_back(4),
        g.corrected(4, to=date(2026, 1, 2)),
    ),
    "re-issued when it is closed": (
        g.closure_proposed(ClosedAs.ALTERNATIVE),
        g.closure_agreed(ClosedAs.ALTERNATIVE),
        g.noted(),
        g.reissued(),
        g.progressed(1, 80),
    ),
    "not agreed while an action is open, then once it is withdrawn": (
        g.answered(Response.NOT_AGREED),
        g.withdrawn(),
        g.answered(Response.NOT_AGREED),
        g.reopened(),
        g.assigned(2),
    ),
    "what was asked ends with the closing": (
        g.date_asked(),
        g.closure_proposed(ClosedAs.ALTERNATIVE),
        g.closure_agreed(ClosedAs.ALTERNATIVE),
        g.item_reopened(),
        g.reopened(),
        g.date_agreed(),
    ),
    "what was asked ends with the action": (
        g.date_asked(),
        g.withdrawn(),
        g.reopened(),
        g.date_agreed(),
        g.date_asked(),
        g.completed(),
        g.date_agreed(),
        g.date_asked(),
        g.reopened(),
        g.date_agreed(),
    ),
    "progress after the end": (
        g.progressed(1, 40),
        g.completed(),
        g.progressed(1, 60),
        g.reopened(),
        g.withdrawn(),
        g.progressed(1, 70),
        g.reowned(),
        g.reopened(),
    ),
    "put off, and brought forward": (
        g.date_asked(),
        g.date_agreed(),
        g.date_asked(to=g.DUE),
        g.date_agreed(to=g.DUE),
        g.date_asked(),
        g.date_refused(),
        g.date_agreed(),
    ),
    "covered in a row, and in a circle": (
        g.linked(),
        g.linked(Relation.SERVES, action=1),
        g.linked(Relation.SERVES, action=1),
        g.linked(to=g.EARLIER),
        g.linked(Relation.SERVES, action=7),
    ),
    "implemented while an action is open": (
        g.closure_proposed(),
        g.completed(),
        g.closure_proposed(),
        g.reopened(),
        g.closure_agreed(),
        g.closure_refused(),
        g.closure_agreed(),
    ),
}
"""What follows `made`, `agreed` and `assigned`, #1 to #3, a day after another."""


@pytest.mark.parametrize("course", COURSES)
def test_every_rule_of_the_plan_is_told_alike(
    sample: SampleLedger, place: Path, course: str
) -> None:
    """On each day, as known at each entry."""
    days = [OPENED + n * random_stories.DAY for n in range(len(COURSES[course]))]
    steps = [x._replace(effective_on=on) for x, on in zip(COURSES[course], days, strict=True)]
    story = (g.made(on=OPENED), g.agreed(on=OPENED), g.assigned(on=OPENED), *steps)
    with undone(sample):
        first = sample.record.head().position
        sample.append(g.linked(to=ItemRef("knowsley-2018/4")).event, on=OPENED, stream=OTHER)
        tell(sample, story, g.EARLIER, [1])
        tracker = Tracker(sample.record)
        place.write_bytes(bundle(sample))
        checked_bundle = check.Bundle(str(place))
        for position in range(first + 1, sample.record.head().position + 1):
            for as_of in (*days, OPENED + 400 * random_stories.DAY):
                plan = tracker.folded_plan(tracker.moment(as_of, position))

                rows = by_the_checker(checked_bundle, as_of.isoformat(), position)
                assert rows == by_the_program(plan)


def test_texts_erased_again_and_again_are_told_alike(sample: SampleLedger, place: Path) -> None:
    """What is corrected after an erasure stands until somebody asks for that, too."""
    with undone(sample):
        tracker = sample.manager
        tracker.log(f"{g.REF}/1", "First", percent=1)
        entry = sample.record.head().position
        for _ in range(2):
            for words in ("Second", "Third"):
                tracker.correct(entry, reason=words, given={"text": words})
                _sound(sample, place)
                tracker.ask_erasure(entry, ErasureReason.OTHER)
                _sound(sample, place)
            sample.by("Jo Chair").confirm_erasure(entry)
            _sound(sample, place)


def test_what_is_recorded_beside_a_take_back_was_not_moved_by_it(
    sample: SampleLedger, place: Path
) -> None:
    """Only what is said anew of another item was moved: of nothing else are the texts hidden."""
    with undone(sample):
        sample.manager.log(f"{g.REF}/1", "First", percent=1)
        first = sample.record.head().position
        sample.append(e.EntryTakenBack(entry=first, reason="Wrong item"), on=OPENED)
        again = e.EntryTakenBack(entry=first + 1, reason="Wrong item")
        sample.append(again, e.NoteMade(note="Second"), on=OPENED)

        sample.manager.ask_erasure(first + 3, ErasureReason.OTHER)

        asked = sample.record.entries(after=first + 3)
        assert [x.event for x in asked] == [
            e.ErasureAsked(entry=first + 3, reason=ErasureReason.OTHER)
        ]
        _sound(sample, place)


def _sound(sample: SampleLedger, place: Path) -> None:
    place.write_bytes(raw := bundle(sample))
    check.Bundle(str(place))
    assert second_checker.fault(raw) is None


def same_plan(sample: SampleLedger, place: Path, data: st.DataObject) -> None:
    """Two stories, some of their texts hidden or erased: at random pairs there is no difference."""
    with undone(sample):
        first = sample.record.head().position
        tell(sample, data.draw(random_stories.stories()), g.EARLIER, data.draw(SAVES))
        tell(sample, data.draw(random_stories.stories(3)), g.OTHER, data.draw(SAVES))
        _erased(sample, first, data)
        tracker = Tracker(sample.record)
        place.write_bytes(bundle(sample))
        checked_bundle = check.Bundle(str(place))
        last = sample.record.head().position
        for _ in range(3):
            as_of: date = data.draw(random_stories.AS_OF)
            position = data.draw(st.integers(first, last) | st.just(last))
            plan = tracker.folded_plan(tracker.moment(as_of, position))

            assert by_the_checker(checked_bundle, as_of.isoformat(), position) == by_the_program(
                plan
            )


def _erased(sample: SampleLedger, first: int, data: st.DataObject) -> None:
    """Let texts be hidden, and of those some be gone."""
    positions = [x.position for x in sample.record.entries(after=first)]
    worded = [at for at in positions if any(text.n for text in sample.record.row(at).texts)]
    for position in data.draw(st.lists(st.sampled_from(worded), max_size=3)):
        sample.clock.instant += random_stories.DAY
        sample.manager.ask_erasure(position, ErasureReason.NAMES_A_CHILD)
        if data.draw(st.booleans()):
            sample.by("Jo Chair").confirm_erasure(position)


ASKED = hypothesis.given(st.data())


@hypothesis.settings(max_examples=200)
@ASKED
def test_the_plan_recomputed_is_the_plan_told(
    sample: SampleLedger, place: Path, data: st.DataObject
) -> None:
    """Over random stories at 600 random pairs of day and position: 0 differences."""
    same_plan(sample, place, data)


@pytest.mark.soak
@random_stories.soaked
@ASKED
def test_the_plan_recomputed_is_the_plan_told_soaked(
    sample: SampleLedger, place: Path, data: st.DataObject
) -> None:
    """The same, on many times more."""
    same_plan(sample, place, data)
