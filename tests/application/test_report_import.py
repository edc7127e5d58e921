"""A report is recorded once, whatever it comes in as, and prints back as what it came from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import given as g
import pytest
from elmshire_facts import FACTS, read
from paths import SEEDS

from tracker.application.import_status import Differs, New, Same, Taken, command_id_for
from tracker.application.recorded_reports import recorded_report
from tracker.application.tracker import CommandActor, Tracker
from tracker.domain import events as e
from tracker.domain.errors import RefusedError
from tracker.domain.vocabulary import ErasureReason, InspectionId
from tracker.intake.facts_file import Proposal, read_facts, write_facts
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from office import Office

ID = InspectionId("elmshire-2023")
DIGEST, ANOTHER = "a" * 64, "b" * 64
ON = date(2023, 6, 20)


def report(*changes: tuple[str, str], digest: str | None = DIGEST) -> Proposal:
    """Return Elmshire's report with changes, read from a file with these bytes."""
    text = FACTS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text if digest is None else f'{text}sha256 = "{digest}"\n')


@pytest.fixture
def manager(office: Office) -> Tracker:
    """Return the manager's use cases, with the report recorded."""
    manager = office.by(g.MANAGER)
    manager.import_report(report())
    return manager


def position(office: Office) -> int:
    """Return the entry in which the report was published."""
    return office.record.stream(f"inspection:{ID}")[0].position


@pytest.mark.parametrize("name", ["knowsley-2023", "liverpool-2013"])
def test_a_recorded_report_prints_back_as_the_same_facts_file(office: Office, name: str) -> None:
    """Byte for byte, after whatever was recorded since."""
    text = (SEEDS / f"{name}.toml").read_text("utf-8")
    text = text.replace(f'id = "{name}"', f'id = "{name}-again"')
    manager = office.by(g.MANAGER)
    proposal = read_facts(text, name)

    manager.import_report(proposal)
    manager.log(f"{proposal.id}/{proposal.items[0].number}", "Raised")

    printed = recorded_report(office.plan(), proposal.id)
    assert printed is not None
    assert write_facts(printed) == text
    assert isinstance(manager.report_status(printed), Same)


def test_a_re_issue_prints_back_in_its_own_order_from_its_own_day(
    office: Office, manager: Tracker
) -> None:
    """And the first report before it; what is not published yet, not at all."""
    later = report(
        ('number = "1"\nkind', 'number = "9"\nkind'),
        ('number = "2.1-a"', 'number = "1"'),
        ("points = 2", "points = 1"),
        digest=ANOTHER,
    )
    manager.import_report(later, reissue=True, on=ON)

    plans = [office.plan(on=ON + timedelta(days=days)) for days in (-60, -1, 0, 300)]

    assert [recorded_report(plan, ID) for plan in plans] == [None, report(), later, later]


def test_a_report_put_right_prints_back_as_it_stands(office: Office, manager: Tracker) -> None:
    """With what was corrected; an erased text is its marker, and a date that was erased is not."""
    first, item = (
        office.record.stream(f"{kind}:{ID}{number}")[0]
        for kind, number in (("inspection", ""), ("item", "/1"))
    )
    assert isinstance(item.event, e.RecommendationMade)
    right = item.event.model_copy(update={"text": "review it"})
    office.given(g.corrected(item.position, right, stream=item.stream))

    corrected = recorded_report(office.plan(), ID)
    manager.ask_erasure(first.position, ErasureReason.NAMES_A_PERSON)
    erased = recorded_report(office.plan(), ID)

    assert corrected is not None
    assert corrected.items[0].text == "review it"
    assert erased is not None
    assert erased.title == "[hidden 3 Jul 2023: names a person]"
    assert (erased.published.text, erased.published.iso) == (None, "2023-05")
    assert isinstance(
        manager.report_status(report(("review the board\nand its papers", "review it"))), Same
    )


def test_the_same_bytes_record_nothing(office: Office, manager: Tracker) -> None:
    """Even where the facts were mended since, and under another name."""
    status = manager.report_status(
        report(('"elmshire-2023"', '"elmshire"'), ("points = 2", "points = 1")), digest=DIGEST
    )

    assert status == Same(ID, position(office), by_bytes=True)
    assert status.sentence == (
        f"already recorded as elmshire-2023 (entry #{position(office)}), from the same file."
    )
    assert manager.import_report(report(("points = 2", "points = 1")), digest=DIGEST).entries == ()


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [("review the board\nand", "review the\u00a0board and")],
        [('report = "An inspection in Elmshire"', 'report = "elmshire.pdf"')],
        [('layout = "made-up"', 'layout = "another"'), ('    "A first remark.",\n', "")],
        [('"elmshire-2023"', '"elmshire-inspected"')],
    ],
)
def test_the_same_inspection_in_another_format_records_nothing(
    office: Office, manager: Tracker, changes: list[tuple[str, str]]
) -> None:
    """And says which it is."""
    other = report(*changes, digest=ANOTHER)

    status = manager.report_status(other, digest=ANOTHER)

    assert status == Same(ID, position(office), by_bytes=False)
    assert status.sentence == (
        f"already recorded as elmshire-2023 (entry #{position(office)}), with the same facts."
    )
    assert manager.import_report(other, digest=ANOTHER).entries == ()


def test_the_first_report_is_known_again_after_its_re_issue(
    office: Office, manager: Tracker
) -> None:
    """In any format; and what stands since is said."""
    later = report(("points = 2", "points = 1"), digest=ANOTHER)
    entries = manager.import_report(later, reissue=True, on=ON).entries

    for status in (
        manager.report_status(report(), digest=DIGEST),
        manager.report_status(report(digest=None)),
    ):
        assert isinstance(status, Same)
        assert (status.position, status.reissued_at) == (position(office), entries[0].position)
        assert status.sentence.endswith(f"; re-issued since (entry #{entries[0].position}).")
    back = manager.import_report(report(), digest=DIGEST, reissue=True, on=ON)
    assert len(back.entries) == 1


def test_the_same_file_read_otherwise_is_no_re_issue(office: Office, manager: Tracker) -> None:
    """It was misread, or mended by hand: the import is taken back and made again."""
    mended = report(("points = 2", "points = 1"))
    at = position(office)
    sentence = (
        f"elmshire-2023 is recorded already (entry #{at}) and differs in 1 fact. "
        "It is of the same file, so it was misread or mended."
    )

    status = manager.report_status(mended)

    assert isinstance(status, Differs)
    assert (status.same_file, status.sentence) == (True, sentence)
    with office.refuses(
        f"elmshire-2023 is of the very file that is recorded already (entry #{at}); "
        f"a re-issue is another file. {sentence}",
        RefusedError,
    ):
        manager.import_report(mended, reissue=True, on=ON)


def test_an_id_taken_by_another_inspection_is_never_a_re_issue(
    office: Office, manager: Tracker
) -> None:
    """Whoever imports gives it another id."""
    other = report(("An inspectorate", "Another inspectorate"), digest=ANOTHER)
    at = position(office)
    sentence = (
        f"elmshire-2023 is the id of another inspection (entry #{at}: An inspection in Elmshire); "
        "give this one another id in its facts file."
    )

    assert manager.report_status(other) == Taken(ID, at, "An inspection in Elmshire")
    for reissue in (False, True):
        with office.refuses(sentence, RefusedError):
            manager.import_report(other, reissue=reissue)


def test_a_re_issue_of_the_next_year_is_known_by_what_it_is(
    office: Office, manager: Tracker
) -> None:
    """Its reader gives it the id of that year; it is recorded under the first."""
    later = report(
        ('"elmshire-2023"', '"elmshire-2024"'),
        ("May 2023", "January 2024"),
        ('"2023-05"', '"2024-01"'),
        digest=ANOTHER,
    )

    status = manager.report_status(later)
    entries = manager.import_report(later, reissue=True).entries

    assert isinstance(status, Differs)
    assert (status.inspection, status.differences) == (
        ID,
        ("published: was '2023-05', now '2024-01'",),
    )
    assert [(x.stream, x.effective_on) for x in entries] == [
        ("inspection:elmshire-2023", date(2024, 1, 31))
    ]
    assert set(office.plan(on=date(2024, 2, 1)).inspections) >= {ID}


def test_a_report_taken_back_is_new_again(office: Office, manager: Tracker) -> None:
    """Nothing of it stands."""
    manager.take_back(position(office), whole=True, reason="Read from a draft")

    assert manager.report_status(report(), digest=DIGEST) == New()
    assert len(manager.import_report(report(), digest=DIGEST).entries) == 4


def test_two_who_import_the_same_report_at_once_record_it_once(tmp_path: Path) -> None:
    """What was new when they looked is looked up again where nobody records in between."""
    path = tmp_path / "tracker.db"
    with Ledger.create(path) as record:
        Tracker.begin(record, service="Elmshire", chair="Dana Okafor", manager="Sam Reed")
    with Ledger.open(path) as one, Ledger.open(path) as other:
        first, second = (Tracker(record, CommandActor(by="Sam Reed")) for record in (one, other))
        assert (first.report_status(report()), second.report_status(report())) == (New(), New())

        receipt, again = first.import_report(report()), second.import_report(report())

        assert (len(receipt.entries), again.entries) == (4, ())


def test_a_command_with_several_reports_gives_each_its_own_id() -> None:
    """The same for the same report, whatever comes with it; another for another one."""
    one, other = report(), report(("points = 2", "points = 1"))

    ids = [command_id_for("monday", one), command_id_for("monday", other)]

    assert ids[0] == command_id_for("monday", report())
    assert len({*ids, command_id_for("tuesday", one)}) == 3
    assert ids[0].startswith("monday.")
    longest = command_id_for("x" * 80, one)
    assert (len(longest), longest != command_id_for(f"{'x' * 79}y", one)) == (80, True)


def test_a_report_of_several_is_recorded_once_under_its_command_id(office: Office) -> None:
    """Repeating the whole command is harmless, and says what it had recorded."""
    named = command_id_for("monday", report())

    first = office.by(g.MANAGER, command_id=named).import_report(report())
    again = office.by(g.MANAGER, command_id=named).import_report(report())

    assert (first.repeated, again.repeated) == (False, True)
    assert again.entries == first.entries
