"""The receipt of a command: what was recorded, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import pytest
from elmshire_facts import read
from item_verbs import ACTION, BEGUN, OTHER, REF
from office import Office

from tracker.cli.receipt import print_receipt
from tracker.cli.session import Session
from tracker.domain.vocabulary import ErasureReason, PartyKind, Response, Role

if TYPE_CHECKING:
    from tracker.application.tracker import Receipt

MONDAY = "took effect Monday 3 July 2023"


def told(
    office: Office, receipt: Receipt, capsys: pytest.CaptureFixture[str], *, brief: bool = False
) -> str:
    """Return what is said of a receipt."""
    print_receipt(receipt, office.by(g.CLERK).folded_plan(), Session(), brief=brief)
    return capsys.readouterr().out


def test_one_entry_is_taken_back_by_its_number(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words to type stand under it."""
    receipt = office.by(g.CLERK).log(REF, "Raised")

    assert told(office, receipt, capsys) == (
        f"Recorded #18: knowsley-2023/2 noted: Raised; {MONDAY}.\n"
        "To undo this: tracker take-back 18 -m WHY\n"
    )
    assert told(office, receipt, capsys, brief=True) == (
        f"Recorded #18: knowsley-2023/2 noted: Raised; {MONDAY}.\n"
    )


def test_the_undo_command_names_the_ledger_and_the_person_that_were_given(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can be copied and run in another folder, for another ledger than the nearest."""
    receipt = office.by(g.CLERK).log(REF, "Raised")
    session = Session(ledger="our ledger.db", by="The Clerk")

    print_receipt(receipt, office.by(g.CLERK).folded_plan(), session)

    assert capsys.readouterr().out.splitlines()[1] == (
        'To undo this: tracker --ledger "our ledger.db" --by "The Clerk" take-back 18 -m WHY'
    )


def test_several_entries_are_taken_back_whole(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are told one by one while they are few."""
    receipt = office.by(g.CHAIR).add_party("Ines Palmer", PartyKind.PERSON, role=Role.CLERK)

    assert told(office, receipt, capsys) == (
        f"Recorded #18: Ines Palmer added (person); {MONDAY}.\n"
        f"Recorded #19: Ines Palmer became clerk; {MONDAY}.\n"
        "To undo this: tracker take-back 18 --whole -m WHY\n"
    )


def test_somebody_new_is_told_by_name_though_only_rehearsed(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is shown an id that nobody has."""
    rehearsing = office.by(g.CHAIR, dry_run=True)
    receipt = rehearsing.add_party("Ines Palmer", PartyKind.PERSON, role=Role.CLERK)

    assert told(office, receipt, capsys).splitlines()[1] == (
        f"Would record: Ines Palmer became clerk; {MONDAY}."
    )


def test_many_entries_are_counted(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """The first is told, with as much of its date as is printed."""
    office.given(*(g.assigned(n) for n in range(1, 8)))
    receipt = office.by(g.CHAIR).reassign_all(old="Head of Education", owner="The police")

    assert told(office, receipt, capsys) == (
        "Recorded #25 to #31: knowsley-2023/2/1 now owned by The police; "
        f"{MONDAY}; and 6 entries more.\n"
        "To undo this: tracker take-back 25 --whole -m WHY\n"
    )


def test_an_import_says_the_month_that_is_printed(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a day that is not."""
    receipt = office.by(g.MANAGER).import_report(read())

    assert "took effect May 2023" in told(office, receipt, capsys)


def test_a_correction_says_what_stands_now(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """And its date, where that was put right."""
    note = office.given(g.noted())[-1]
    clerk = office.by(g.CLERK)

    receipt = clerk.correct(note, given={"text": "Rather"}, on=g.PUBLISHED, reason="Misheard")

    assert told(office, receipt, capsys) == (
        "Recorded #19: knowsley-2023/2 corrected #18 to “noted: Rather”, "
        "took effect 31 May 2023: Misheard.\n"
        "To undo this: tracker take-back 19 -m WHY\n"
    )


def test_a_move_is_taken_back_whole(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Or the entry would stand nowhere."""
    note = office.given(g.noted())[-1]

    receipt = office.by(g.CLERK).correct(note, given={}, ref=OTHER, reason="Wrong line")

    assert told(office, receipt, capsys) == (
        "Recorded #19: knowsley-2023/2 took back #18: Wrong line.\n"
        "Recorded #20: knowsley-2023/1.3-b noted: Raised with the council; "
        "took effect Monday 12 June 2023.\n"
        "To undo this: tracker take-back 19 --whole -m WHY\n"
    )


def test_a_minuted_decision_says_who_decided(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the minute."""
    office.given(*BEGUN, g.date_asked())
    receipt = office.minuting(g.CHAIR).refuse(ACTION, why="Urgent")

    assert told(office, receipt, capsys).splitlines()[0] == (
        "Recorded #21: knowsley-2023/2/1 new date refused: Urgent "
        f"(decided by The Chair: Minute 7 of 12 June); {MONDAY}."
    )


def test_an_erasure_is_not_taken_back(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what comes next instead."""
    note = office.given(g.noted())[-1]
    asked = office.by(g.CHAIR).ask_erasure(note, ErasureReason.NAMES_A_CHILD)
    hidden = told(office, asked, capsys)
    gone = told(office, office.by(g.CLERK).confirm_erasure(note), capsys)

    assert hidden == (
        "Recorded #19: knowsley-2023/2 asked to erase the texts of #18: names a child.\n"
        "The text is hidden now. Another person has to confirm: tracker erase 18 --confirm\n"
    )
    assert gone == (
        "Recorded #20: knowsley-2023/2 erased the texts of #18: names a child.\n"
        "The text has been deleted for good.\n"
    )


def test_what_was_recorded_before_or_only_rehearsed_is_not_taken_back(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what changes nothing has nothing to be told."""
    clerk = office.by(g.CLERK, command_id="note-7")
    clerk.log(REF, "Raised")
    rehearsed = office.by(g.MANAGER, dry_run=True).respond([OTHER], Response.AGREED)

    assert told(office, clerk.log(REF, "Raised"), capsys) == (
        f"Recorded #18: knowsley-2023/2 noted: Raised; {MONDAY}.\n"
        "Already recorded with this command id. Nothing to do.\n"
    )
    assert told(office, rehearsed, capsys) == (
        f"Would record: knowsley-2023/1.3-b agreed; {MONDAY}.\nNothing was recorded (--dry-run).\n"
    )
    assert told(office, office.by(g.CLERK).log(REF, "Raised"), capsys) == (
        "Already recorded. Nothing to do.\n"
    )


def test_who_an_entry_is_about_is_not_taken_for_who_mended_it(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """The manager takes back a name; whose it was did nothing."""
    added = office.by(g.CHAIR).add_party("Ines Palmer", PartyKind.PERSON).entries[0]

    corrected = office.by(g.CHAIR).correct(
        added.position, given={"text": "Inés Palmer"}, reason="Misheard"
    )
    taken = office.by(g.CHAIR).take_back(added.position, reason="Nobody knows her")

    assert told(office, corrected, capsys, brief=True) == (
        "Recorded #19: about Ines Palmer: corrected #18 to "
        "“Inés Palmer added (person)”: Misheard.\n"
    )
    assert told(office, taken, capsys, brief=True) == (
        "Recorded #20: about Ines Palmer: took back #18: Nobody knows her.\n"
    )


def test_a_new_name_is_told_of_the_one_before(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever reads it learns who that was."""
    renamed = office.by(g.CHAIR).rename_party("The Clerk", "The Secretary")

    assert told(office, renamed, capsys, brief=True) == (
        f"Recorded #18: The Clerk renamed: The Secretary; {MONDAY}.\n"
    )
