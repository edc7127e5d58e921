"""A text that names a child: hidden everywhere once somebody asks, gone once somebody agrees."""

from __future__ import annotations

import json
from datetime import date

import given as g
import ledgers
from item_verbs import ACTION, BEGUN, OTHER, REF
from office import Office, events_of

from tracker.domain import events as e
from tracker.domain.errors import NotFoundError, RightError, RuleError
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason
from tracker.queries.history import history_entries
from tracker.queries.item_detail import item_detail_json

CHILD = "Zebedee Quillfeather"
REASON = ErasureReason.NAMES_A_CHILD
HIDDEN = Erased(g.TODAY, REASON, confirmed=False)
GONE = Erased(g.TODAY, REASON, confirmed=True)


def views(office: Office) -> str:
    """Return everything that can be read, on early and late days, as known early and late."""
    values: list[object] = []
    for known in range(17, office.record.head().position + 1):
        for day in (g.BOARD, g.TODAY, date(2030, 1, 1)):
            plan = office.plan(on=day, known=known)
            values += [item_detail_json(plan, item) for item in plan.items.values()]
            values += history_entries(plan)
    return json.dumps(values)


def held(office: Office) -> bool:
    """Whether the name of the child is anywhere in the ledger."""
    return bool(ledgers.held(office.place, CHILD.split()[1]))


def test_a_text_is_hidden_at_once_everywhere(office: Office) -> None:
    """On every day, as known on every day, before anybody confirms."""
    note = office.given(g.noted(f"Spoke with {CHILD}"))[-1]
    assert CHILD in views(office)

    receipt = office.by(g.EDUCATION).ask_erasure(note, REASON)

    assert events_of(receipt) == (e.ErasureAsked(entry=note, reason=REASON),)
    assert receipt.entries[0].stream == f"item:{REF}"
    assert CHILD not in views(office)
    assert str(HIDDEN) == "[hidden 3 Jul 2023: names a child]"
    assert str(HIDDEN) in views(office)


def test_a_text_is_gone_once_somebody_else_confirms(office: Office) -> None:
    """No byte of it is left, and the history is the one it was."""
    note = office.given(g.noted(f"Spoke with {CHILD}"), g.noted("Another"))[0]
    heads = [office.record.head(position) for position in range(note + 2)]
    office.by(g.EDUCATION).ask_erasure(note, REASON)
    assert held(office)

    receipt = office.by(g.INSPECTOR).confirm_erasure(note)

    assert events_of(receipt) == (e.TextErased(entry=note, reason=REASON),)
    assert not held(office)
    assert [office.record.head(position) for position in range(note + 2)] == heads
    assert office.record.stream(f"item:{REF}")[1].event == e.NoteMade(note=GONE)
    assert str(GONE) in views(office)


def test_nobody_confirms_the_erasure_they_asked_for(office: Office) -> None:
    """It takes two, whoever they are."""
    note = office.given(g.noted())[-1]
    chair = office.by(g.CHAIR)
    chair.ask_erasure(note, REASON)

    sentence = "This erasure was asked for by The Chair; another person has to confirm it."
    with office.refuses(sentence, RuleError):
        chair.confirm_erasure(note)
    assert office.by(g.EDUCATION).confirm_erasure(note).entries


def test_anybody_but_a_body_may_ask(office: Office) -> None:
    """Nobody sits behind the keyboard of one."""
    note = office.given(g.noted())[-1]

    sentence = "The police is an organisation; the manager or clerk records for it."
    with office.refuses(sentence, RightError):
        office.by(g.POLICE).ask_erasure(note, REASON)


def test_an_erasure_is_asked_for_before_it_is_confirmed(office: Office) -> None:
    """And of an entry there is."""
    note = office.given(g.noted())[-1]
    chair = office.by(g.CHAIR)

    with office.refuses(f"No one has asked for the texts of #{note} to be erased.", RuleError):
        chair.confirm_erasure(note)
    with office.refuses("There is no entry #99; the last is #18.", NotFoundError):
        chair.confirm_erasure(99)
    with office.refuses("There is no entry #99; the last is #18.", NotFoundError):
        chair.ask_erasure(99, REASON)


def test_asking_and_confirming_again_is_quiet(office: Office) -> None:
    """Whoever says it again, and for whatever reason."""
    note = office.given(g.noted())[-1]
    asked = office.by(g.CHAIR).ask_erasure(note, REASON).entries[0].position

    assert office.by(g.CLERK).ask_erasure(note, ErasureReason.OTHER).entries == ()
    assert office.by(g.CLERK).ask_erasure(asked, REASON).entries == ()
    gone = office.by(g.CLERK).confirm_erasure(asked).entries[0].position
    assert office.by(g.CLERK).confirm_erasure(note).entries == ()
    assert office.by(g.CHAIR).confirm_erasure(gone).entries == ()
    assert office.by(g.CHAIR).ask_erasure(note, REASON).entries == ()


def test_the_corrections_of_an_entry_go_with_it(office: Office) -> None:
    """Also where they were taken back, and whichever of them was named; and their reasons."""
    note = office.given(g.noted(f"About {CHILD}"))[-1]
    clerk = office.by(g.CLERK)
    first = clerk.correct(note, given={"text": f"By {CHILD}"}, reason=f"{CHILD} said").entries[0]
    clerk.take_back(first.position, reason=f"Not {CHILD}")
    other = clerk.log(REF, "Raised").entries[0].position

    office.by(g.CHAIR).ask_erasure(first.position, REASON)
    assert CHILD not in views(office)
    clerk.confirm_erasure(note)
    assert not held(office)
    assert office.record.entries(after=other - 1, upto=other)[0].event == e.NoteMade(note="Raised")


def test_a_name_put_back_by_a_correction_is_erased_again(office: Office) -> None:
    """What was said after the first asking was not covered by it."""
    note = office.given(g.noted(f"About {CHILD}"))[-1]
    clerk, chair = office.by(g.CLERK), office.by(g.CHAIR)
    chair.ask_erasure(note, REASON)
    clerk.confirm_erasure(note)
    clerk.correct(note, given={"text": f"Rather about {CHILD}"}, reason="Unclear")
    assert CHILD in views(office)

    assert len(chair.ask_erasure(note, REASON).entries) == 1
    assert CHILD not in views(office)
    clerk.confirm_erasure(note)
    assert not held(office)


def test_words_that_were_moved_are_erased_in_both_places(office: Office) -> None:
    """Whichever of them is named."""
    note = office.given(*BEGUN, g.noted(f"About {CHILD}"))[-1]
    clerk = office.by(g.CLERK)
    there = clerk.correct(note, given={}, ref=OTHER, reason="Wrong line").entries[1].position
    back = clerk.correct(there, given={}, ref=ACTION, reason="Wrong line").entries[1].position

    asked = office.by(g.CHAIR).ask_erasure(there, REASON)

    erased = {x.event.entry for x in asked.entries if isinstance(x.event, e.ErasureAsked)}
    assert erased == {note, there, back}
    assert CHILD not in views(office)
    assert len(clerk.confirm_erasure(note).entries) == 3
    assert not held(office)


def test_all_texts_of_an_entry_and_none_of_its_facts_are_erased(office: Office) -> None:
    """Its numbers and dates stay in the plan."""
    positions = office.given(*BEGUN, g.progressed(), g.outcome())
    chair, clerk = office.by(g.CHAIR), office.by(g.CLERK)
    for position in positions:
        if any(text.n for text in office.record.row(position).texts):
            chair.ask_erasure(position, REASON)
            clerk.confirm_erasure(position)

    action, measure = office.item().actions[1], office.item().outcomes[1].measure

    assert (action.what, action.percent, action.due) == (GONE, 50, g.DUE)
    assert measure is not None
    assert (measure.name, measure.unit, measure.target) == (GONE, GONE, "98")


def test_an_erased_entry_is_put_right_with_new_words_only(office: Office) -> None:
    """Its marker is no text of anybody's; its date is corrected all the same."""
    note, stated = office.given(g.noted(), g.outcome())
    chair, clerk = office.by(g.CHAIR), office.by(g.CLERK)
    for position in (note, stated):
        chair.ask_erasure(position, REASON)

    sentence = "The words of this entry were erased; give it new ones."
    for given in ({"target": "90"}, {"text": "X"}, {"text": "X", "measure": "days"}):
        with office.refuses(sentence, RuleError):
            clerk.correct(stated, given=given, reason="Mistyped")
    with office.refuses(sentence, RuleError):
        clerk.correct(note, given={}, ref=OTHER, reason="Wrong line")
    every = {"text": "X", "measure": "days", "unit": "d"}
    assert clerk.correct(stated, given=every, reason="Mistyped").entries
    assert clerk.correct(note, given={}, on=date(2023, 6, 20), reason="Mistyped").entries
    assert clerk.correct(note, given={"text": "X"}, reason="Mistyped").entries


def test_an_erasure_is_not_corrected_or_taken_back(office: Office) -> None:
    """What is gone does not come back."""
    note = office.given(g.noted())[-1]
    asked = office.by(g.CHAIR).ask_erasure(note, REASON).entries[0].position
    gone = office.by(g.CLERK).confirm_erasure(note).entries[0].position

    for position in (asked, gone):
        sentence = f"Entry #{position} cannot be corrected or taken back."
        for whole in (False, True):
            with office.refuses(sentence, RuleError):
                office.by(g.CLERK).take_back(position, whole=whole, reason="Keep it")
        with office.refuses(sentence, RuleError):
            office.by(g.CLERK).correct(position, given={"text": "X"}, reason="Keep it")


def test_the_name_of_a_party_is_erased_and_its_deeds_stay(office: Office) -> None:
    """An opaque id stands behind it."""
    office.given(*BEGUN)
    added = office.record.stream(f"party:{g.EDUCATION}")[0].position

    office.by(g.CHAIR).ask_erasure(added, ErasureReason.NAMES_A_PERSON)

    plan = office.plan()
    assert plan.name(g.EDUCATION) == "[hidden 3 Jul 2023: names a person]"
    assert plan.items[g.REF].actions[1].owner == g.EDUCATION
    assert office.by(g.EDUCATION).log(ACTION, "Still here").entries


def test_a_rehearsed_erasure_hides_and_erases_nothing(office: Office) -> None:
    """It says what it would record."""
    note = office.given(g.noted(f"About {CHILD}"))[-1]

    assert office.by(g.CHAIR, dry_run=True).ask_erasure(note, REASON).dry_run
    assert CHILD in views(office)
    office.by(g.CHAIR).ask_erasure(note, REASON)
    assert office.by(g.CLERK, dry_run=True).confirm_erasure(note).dry_run
    assert held(office)
    assert office.record.stream(f"item:{REF}")[1].event == e.NoteMade(note=HIDDEN)
