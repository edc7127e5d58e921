"""A copy of the record to give away: what is in it, and what happens when it cannot be made."""

from __future__ import annotations

import base64
import hashlib
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import given as g
import pytest
import second_checker
from bundle_samples import CHILD, PROGRAM, bundle, everything, export, for_bundles, lines, taken
from stores import OPENED, SampleLedger

from tracker.cli.receipt import print_receipt
from tracker.cli.session import Session
from tracker.domain import events as e
from tracker.domain.errors import NotFoundError, RightError
from tracker.domain.vocabulary import PartyKind, Relation, Role
from tracker.ledger import check

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def sample(store: str, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with a little of everything, on each kind of store."""
    folder = tmp_path / "ledger"
    folder.mkdir()
    ledger = everything(folder, store)
    with ledger.record:
        yield ledger


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for bundles."""
    return for_bundles(tmp_path)


# What is in it.


def test_a_bundle_holds_the_whole_record_and_is_recorded(sample: SampleLedger, out: Path) -> None:
    """Up to the entry before its own, by its head and by the digest of its file."""
    head = sample.record.head()

    event = export(sample, out / "plan.zip")

    raw = (out / "plan.zip").read_bytes()
    checked_bundle = check.Bundle(str(out / "plan.zip"))
    digest = hashlib.sha256(raw).hexdigest()
    assert event == e.ExportMade(
        position=head.position, head=head.hash, sha256=digest, file="plan.zip"
    )
    assert (checked_bundle.manifest["head"], len(checked_bundle.entries)) == (
        head.hash,
        head.position,
    )
    assert all("state" in entry for entry in checked_bundle.entries)
    assert second_checker.fault(raw) is None
    assert [path.name for path in out.iterdir()] == ["plan.zip"]


def test_the_same_record_gives_the_same_bytes(sample: SampleLedger) -> None:
    """Nothing in a bundle depends on when, where or in what folder it is made."""
    first = bundle(sample, as_of=g.DUE)
    sample.clock.instant += timedelta(days=9)

    assert bundle(sample, as_of=g.DUE) == first


def test_a_bundle_is_an_ordinary_zip(sample: SampleLedger, out: Path) -> None:
    """Any program opens it: eight files in order, stored as they are, for their owner only."""
    export(sample, out / "plan.zip")

    with zipfile.ZipFile(out / "plan.zip") as archive:
        every = archive.infolist()
        assert archive.testzip() is None

    assert tuple(each.filename for each in every) == check.MEMBERS
    assert {member.compress_type for member in every} == {zipfile.ZIP_STORED}
    assert {each.date_time for each in every} == {(1980, 1, 1, 0, 0, 0)}
    assert {stat.S_IMODE(each.external_attr >> 16) for each in every} == {0o600}
    assert stat.S_IMODE((out / "plan.zip").stat().st_mode) == 0o600


def test_the_papers_in_a_bundle_are_those_of_the_program(sample: SampleLedger) -> None:
    """The manual as it is published, the checker as it is tested, and how to begin."""
    root = Path(check.__file__).parents[2]

    members = taken(bundle(sample))

    assert members["FORMAT.md"] == (root / "docs" / "FORMAT.md").read_bytes()
    assert members["check.py"] == Path(check.__file__).read_bytes()
    assert members["README.txt"].count(b"python3 -I check.py BUNDLE.zip") == 2


def test_what_is_hidden_or_erased_is_in_no_bundle(sample: SampleLedger) -> None:
    """In no spelling; but each text that is not there is accounted for by an entry."""
    raw = bundle(sample)

    texts = lines(taken(raw), "texts.jsonl")
    for words in (CHILD, "Spoke with the school"):
        encoded = base64.b64encode(words.encode())
        assert all(form not in raw for form in (words.encode(), words.encode("utf-16-le"), encoded))
    assert b"Kept as it is" in raw
    assert [line for line in texts if "text" not in line] == [
        {"position": 17, "n": 1, "erased": 22},
        {"position": 18, "n": 1, "hidden": 23},
        {"position": 20, "n": 1, "erased": 22},
        {"position": 20, "n": 2, "erased": 22},
    ]


def test_a_bundle_of_one_inspection_has_only_headers_of_the_rest(
    sample: SampleLedger, out: Path
) -> None:
    """The chain is still proved; what was said about the other inspection is not given away."""
    other = "item:knowsley-2018/4"
    sample.append(g.made(ref=g.EARLIER).event, on=OPENED, stream=other)
    secret = e.NoteMade(note="Of the other inspection")
    sample.append(secret, on=OPENED, stream=other)

    event = export(sample, out / "one.zip", inspection="knowsley")

    raw = (out / "one.zip").read_bytes()
    checked_bundle = check.Bundle(str(out / "one.zip"))
    headers = {x["originator"] for x in checked_bundle.entries if "state" not in x}
    assert event.inspection == checked_bundle.manifest["inspection"] == "knowsley-2023"
    assert headers == {other}
    assert b"Of the other inspection" not in raw
    assert second_checker.fault(raw) is None
    assert {item["ref"] for item in checked_bundle.items("2026-12-31", 5**2)} == {g.REF, g.OTHER}


def test_what_an_item_elsewhere_is_joined_to_comes_along(sample: SampleLedger, out: Path) -> None:
    """An item covered by one of another inspection shows that one's status: it must be there."""
    sample.append(g.made(ref=g.EARLIER).event, on=OPENED, stream=f"item:{g.EARLIER}")
    link = e.RecommendationLinked(relation=Relation.COVERED_BY, to=g.EARLIER)
    sample.append(link, on=OPENED, stream=f"item:{g.OTHER}")

    export(sample, out / "one.zip", inspection=g.INSPECTION)

    checked_bundle = check.Bundle(str(out / "one.zip"))
    assert all("state" in entry for entry in checked_bundle.entries)
    assert [item["ref"] for item in checked_bundle.plan["items"]] == [g.OTHER, g.REF]
    assert checked_bundle.plan["items"][0]["covered_by"] == g.EARLIER


def test_an_export_is_a_head_that_the_next_one_holds(sample: SampleLedger, out: Path) -> None:
    """Whoever holds the first bundle can hold the second to it."""
    first = export(sample, out / "first.zip")
    export(sample, out / "second.zip")

    checked_bundle = check.Bundle(str(out / "second.zip"))

    assert {"entry": 25, "position": 24, "head": first.head} in checked_bundle.anchors
    assert check.main([str(out / "second.zip"), "--head", first.head]) == 0


# Who, and what is said.


def test_an_inspector_may_export_and_a_body_may_not(sample: SampleLedger, out: Path) -> None:
    """Reading and exporting is anybody's; somebody has to be at the keyboard."""
    sample.manager.add_party("Ida Inspector", PartyKind.PERSON, role=Role.INSPECTOR)
    sample.by("Ida Inspector").export(out / "plan.zip", program=PROGRAM)

    with pytest.raises(RightError, match="is an organisation"):
        sample.by("Merseyside Police").export(out / "again.zip", program=PROGRAM)

    assert [path.name for path in out.iterdir()] == ["plan.zip"]


def test_the_command_says_what_it_wrote(
    sample: SampleLedger, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the head, and with the digest that proves which file it was."""
    receipt = sample.manager.export(out / "plan.zip", program=PROGRAM)

    print_receipt(receipt, sample.manager.folded_plan(), Session())

    digest = hashlib.sha256((out / "plan.zip").read_bytes()).hexdigest()
    assert capsys.readouterr().out == (
        "Recorded #25: exported the whole ledger up to #24: plan.zip; took effect "
        "Friday 9 January 2026.\n"
        f"Its head is {sample.record.head(24).hash}; the SHA-256 of the file is {digest}.\n"
    )


def test_a_rehearsal_records_and_leaves_nothing(sample: SampleLedger, out: Path) -> None:
    """It says what would be exported."""
    head = sample.record.head()

    result = sample.typed("--by", "Sam Manager", "export", str(out / "plan.zip"), "--dry-run")

    assert result.code == 0
    assert "Would record: exported the whole ledger up to #24: plan.zip" in result.out
    assert sample.record.head() == head
    assert list(out.iterdir()) == []


def test_an_export_is_never_corrected_or_taken_back(sample: SampleLedger, out: Path) -> None:
    """A copy that was made was made; only the name of its file can be erased."""
    export(sample, out / "plan.zip")

    result = sample.typed("--by", "Sam Manager", "take-back", "25", "-m", "It was never sent")

    assert (result.code, result.err) == (1, "Entry #25 cannot be corrected or taken back.\n")


def test_an_inspection_nobody_knows_is_not_found(sample: SampleLedger, out: Path) -> None:
    """Nothing is recorded and nothing left."""
    with pytest.raises(NotFoundError, match="No inspection here begins with 'leeds'"):
        export(sample, out / "plan.zip", inspection="leeds")

    assert list(out.iterdir()) == []
