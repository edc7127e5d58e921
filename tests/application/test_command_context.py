"""One command from reading to recording: who acts, on what, and that it is done once."""

from __future__ import annotations

import given as g
import pytest
from item_verbs import ACTION, BEGUN, REF
from office import Office, events_of

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.errors import (
    AmbiguousError,
    NotFoundError,
    RefusedError,
    RightError,
    RuleError,
    UsageError,
)
from tracker.domain.services import service_id
from tracker.domain.vocabulary import PartyKind, Role


@pytest.mark.parametrize(
    "typed", ["The police", "p5", "P5", "the  POLICE ", "The pol", "the p", "Old Bill"]
)
def test_a_party_is_found_by_its_id_its_names_and_their_beginning(
    office: Office, typed: str
) -> None:
    """In either case, and however many blanks are typed; by a former name too."""
    named = [e.PartyRenamed(name="Old Bill"), e.PartyRenamed(name="The police")]
    office.given(*(g.entry(party_renamed, stream=f"party:{g.POLICE}") for party_renamed in named))

    assert Tracker(office.record).find_party(typed).id == g.POLICE


def test_a_name_somebody_bears_goes_before_one_somebody_bore(office: Office) -> None:
    """Whoever is called so today is meant."""
    renamed = e.PartyRenamed(name="Former Head")
    office.given(g.entry(renamed, stream=f"party:{g.EDUCATION}"))
    office.by(g.CHAIR).add_party("Head of Education", PartyKind.ROLE)

    find = Tracker(office.record).find_party
    assert find("head of education").id == "p7"
    assert find("Former Head").id == g.EDUCATION


def test_a_name_is_found_however_its_accents_are_composed(office: Office) -> None:
    """One keyboard sends a letter with its accent, another the two apart."""
    office.by(g.CHAIR).add_party("Zoe\u0301 Marsh", PartyKind.PERSON)

    find = Tracker(office.record).find_party
    assert find("Zo\u00e9").id == find("ZOE\u0301 MARSH").id == "p7"


def test_an_ambiguous_name_lists_its_candidates(office: Office) -> None:
    """With what tells them apart."""
    sentence = (
        "'the' could be The Chair (p1, person), The Manager (p2, person), The Clerk (p3, person), "
        "The Inspector (p4, person) or The police (p5, body); type a little more."
    )
    with office.refuses(sentence, AmbiguousError):
        office.by("the").log(REF, "Raised")  # type: ignore[arg-type]  # typed, not an id


@pytest.mark.parametrize("typed", ["Nobody", "", "   ", "head of educationx", "p9", "\udcff"])
def test_a_name_nobody_bears_is_not_found(office: Office, typed: str) -> None:
    """The sentence says how to look, and how to make somebody known."""
    sentence = f"There is no one called '{typed}' here."
    with office.refuses(sentence, NotFoundError):
        office.by(g.CHAIR).reassign_all(old=typed, owner="The police")
    assert NotFoundError.exit_code == 3


def test_no_two_go_by_one_name(office: Office) -> None:
    """Neither by being made known, nor by being renamed; calling oneself the same is quiet."""
    chair = office.by(g.CHAIR)

    with office.refuses("The police is already known, as a body.", RuleError):
        chair.add_party("the POLICE", PartyKind.PERSON)
    with office.refuses("The police is already known, as a body.", RuleError):
        chair.rename_party("The Clerk", "The Police")
    with office.refuses("Fire Service is a body; only a person is clerk.", RuleError):
        chair.add_party("Fire Service", PartyKind.BODY, role=Role.CLERK)
    assert chair.rename_party("The Clerk", "The Clerk").entries == ()


def test_a_ledger_is_not_left_to_nobody(office: Office) -> None:
    """Neither by ending the last role, nor by taking it back."""
    clerk = office.by(g.CLERK)
    clerk.end_role("The Chair", Role.CHAIR)
    clerk.end_role("The Manager", Role.MANAGER)

    sentence = (
        "There must be the chair, the vice chair, the manager or the clerk: "
        "give the role to another person first."
    )
    with office.refuses(sentence, RuleError):
        clerk.end_role("The Clerk", Role.CLERK)
    for entry in office.record.stream(f"party:{g.CLERK}"):
        with office.refuses(sentence, RuleError):
            clerk.take_back(entry.position, reason="Left")


def test_nobody_takes_their_own_name_off_the_record(office: Office) -> None:
    """Or the next thing they record would be refused for want of a name."""
    clerk = office.by(g.CLERK)
    made_known, *_ = office.record.stream(f"party:{g.CLERK}")

    sentence = "No one may take their own name off the record. Another person has to."
    with office.refuses(sentence, RuleError):
        clerk.take_back(made_known.position, reason="Left")


def test_whoever_records_has_to_be_named(office: Office) -> None:
    """Asking needs nobody."""
    nobody = Tracker(office.record)

    with office.refuses("Who is recording this?", UsageError):
        nobody.log(REF, "Raised")
    assert nobody.folded_plan().items


def test_a_role_counts_on_the_day_it_is_recorded(office: Office) -> None:
    """Not on the day that the entry is dated."""
    ended = g.entry(e.RoleEnded(role=Role.CLERK), stream=f"party:{g.CLERK}")
    office.given(ended)

    sentence = "Only the manager or the clerk may add themes; The Clerk holds no role today."
    with office.refuses(sentence, RightError):
        office.by(g.CLERK).theme(REF, ["education"], on=g.PUBLISHED)


@pytest.mark.parametrize(
    ("ref", "kind", "sentence"),
    [
        (
            "know/2",
            AmbiguousError,
            "'know' could be knowsley-2018 or knowsley-2023; type a little more.",
        ),
        (
            "leeds/2",
            NotFoundError,
            "No inspection here begins with 'leeds'; it has knowsley-2018, knowsley-2023.",
        ),
        ("knowsley-2023/9", NotFoundError, "knowsley-2023 has no item 9; it has 1.3-b, 2."),
        ("knowsley-2023/2/7", NotFoundError, "knowsley-2023/2 has no action 7; it has 1."),
        (
            "knowsley-2023/1.3-b/1",
            NotFoundError,
            "knowsley-2023/1.3-b has no action 1; it has none.",
        ),
        (
            REF,
            UsageError,
            "knowsley-2023/2 is an item; name one of its actions, as knowsley-2023/2/1.",
        ),
    ],
)
def test_a_reference_that_names_no_action_says_what_there_is(
    office: Office, ref: str, kind: type[UsageError], sentence: str
) -> None:
    """Nothing is guessed."""
    office.given(*BEGUN)

    with office.refuses(sentence, kind):
        office.by(g.MANAGER).complete(ref)


@pytest.mark.parametrize("typed", ["knowsley-2023", "2", "know 2", "know/2/0", "know/2/x", "", "/"])
def test_what_is_no_reference_says_what_one_looks_like(office: Office, typed: str) -> None:
    """Usage, not something that is missing."""
    sentence = (
        f"'{typed}' is not a reference; one looks like knowsley-2023/2, "
        "or knowsley-2023/2/4 for an action."
    )
    with office.refuses(sentence, UsageError):
        office.by(g.MANAGER).log(typed, "Raised")


def test_an_item_is_no_action_where_an_item_is_meant(office: Office) -> None:
    """It says which item was meant perhaps."""
    office.given(*BEGUN)

    sentence = "knowsley-2023/2/1 is an action; this is about the item knowsley-2023/2."
    with office.refuses(sentence, UsageError):
        office.by(g.MANAGER).theme(ACTION, ["education"])


def test_an_inspection_taken_back_has_no_items(office: Office) -> None:
    """Those that stand are named, and no others."""
    manager = office.by(g.MANAGER)
    positions = [x.position for x in office.record.stream(f"item:{g.REF}")]
    other = [x.position for x in office.record.stream(f"item:{g.OTHER}")]

    manager.take_back(positions[0], reason="Another report")
    with office.refuses("knowsley-2023 has no item 2; it has 1.3-b.", NotFoundError):
        manager.log(REF, "Raised")
    manager.take_back(other[0], reason="Another report")
    with office.refuses("knowsley-2023 has no items now: they were taken back.", NotFoundError):
        manager.log(REF, "Raised")


def test_a_command_repeated_is_done_once(office: Office) -> None:
    """Its receipt is the first one's, and says so; even if other words come with it."""
    clerk = office.by(g.CLERK, command_id="note-7")
    first = clerk.log(REF, "Raised")
    head = office.record.head()

    again = clerk.log(REF, "Something else")
    by_another = office.by(g.INSPECTOR, command_id="note-7").log(REF, "Raised")

    assert (first.repeated, again.repeated, by_another.repeated) == (False, True, True)
    assert first.entries == again.entries == by_another.entries
    assert events_of(again) == (e.NoteMade(note="Raised"),)
    assert office.record.head() == head


def test_a_command_that_was_refused_may_be_tried_again(office: Office) -> None:
    """Its id has recorded nothing."""
    clerk = office.by(g.CLERK, command_id="done-7")
    with office.refuses("knowsley-2023/2 has no action 1; it has none.", NotFoundError):
        clerk.complete(ACTION)
    office.given(*(x._replace(recorded_at=office.now) for x in BEGUN))

    receipt = clerk.complete(ACTION)

    assert (receipt.repeated, receipt.entries[0].command) == (False, "done-7")


def test_a_rehearsed_command_may_be_done_in_earnest(office: Office) -> None:
    """A rehearsal uses up no id."""
    rehearsed = office.by(g.CLERK, command_id="note-7", dry_run=True).log(REF, "Raised")
    receipt = office.by(g.CLERK, command_id="note-7").log(REF, "Raised")

    assert (rehearsed.dry_run, receipt.dry_run, receipt.repeated) == (True, False, False)


@pytest.mark.parametrize("command_id", ["note 7", "", "é", "x" * 81])
def test_a_command_id_that_cannot_be_kept_is_refused(office: Office, command_id: str) -> None:
    """Where none is given one is made up; an empty one is a mistake."""
    sentence = (
        "A command id has 1 to 80 letters, digits, dots, underscores and hyphens; "
        "nothing was recorded."
    )
    with office.refuses(sentence, UsageError):
        office.by(g.CLERK, command_id=command_id).log(REF, "Raised")
    assert len(office.by(g.CLERK).log(REF, "Raised").entries[0].command) == 32


def test_all_entries_of_a_command_share_its_instant_and_id(office: Office) -> None:
    """And the actor: one save is never split."""
    chair = office.by(g.CHAIR, command_id="new-clerk")
    receipt = chair.add_party("Ines Palmer", PartyKind.PERSON, role=Role.CLERK)

    shared = {(x.recorded_at, x.command, x.actor) for x in receipt.entries}
    assert (len(receipt.entries), len(shared)) == (2, 1)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "\udcff", "x" * 20_001])
def test_a_text_that_cannot_be_kept_is_refused(office: Office, text: str) -> None:
    """One sentence, whatever came through the shell."""
    with pytest.raises(RefusedError, match=r"^The note .*; nothing was recorded\.$"):
        office.by(g.CLERK).log(REF, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Knowsley Youth Justice Service", "knowsley"),
        ("Windsor & Maidenhead YOT", "windsor-maidenhead"),
        ("Youth Justice Service", "youth-justice-service"),
        ("Ynys Môn", "ynys-m-n"),
        ("青年", "service"),
    ],
)
def test_the_id_of_a_service_is_its_place(name: str, text: str) -> None:
    """Without the words that all services share."""
    assert service_id(name) == text
