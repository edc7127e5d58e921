"""Bundles made by somebody who knows how: what hides behind right hashes is found by both."""

from __future__ import annotations

import errno
import io
import json
import sys
from typing import TYPE_CHECKING

import given as g
import pytest
import second_checker
from bundle_samples import bundle, everything, laid, rehashed, taken, with_lines
from bundle_samples import lines as objects
from clock_notes import LAST, held_up
from stores import OPENED

from tracker.domain.head_text import grouped_digits
from tracker.domain.vocabulary import ItemRef
from tracker.ledger import check
from tracker.ledger.check import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bundle_samples import Lines, Members
    from stores import SampleLedger

ENTRIES, TEXTS = "entries.jsonl", "texts.jsonl"


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with a little of everything."""
    ledger = everything(tmp_path)
    with ledger.record:
        yield ledger


def faults(folder: Path, raw: bytes) -> tuple[str | None, bool]:
    """Return what the checker in the bundle finds, and whether the other one finds anything."""
    place = folder / "bundle.zip"
    place.write_bytes(raw)
    try:
        check.Bundle(str(place))
    except check.SpoiledError as spoiled:
        return str(spoiled), second_checker.fault(raw) is not None
    return None, second_checker.fault(raw) is not None


def as_header(members: Members, *positions: int) -> Members:
    """Give entries by their headers only, without their texts."""
    entries = objects(members, ENTRIES)
    for entry in entries:
        if entry["position"] in positions:
            entry["state_sha256"] = sha256(entry.pop("state").encode())
    last = {entry["command"]: entry["position"] for entry in entries}
    gone = {at for at in positions if at in last.values()} | set(positions)
    texts = [text for text in objects(members, TEXTS) if text["position"] not in gone]
    return with_lines(with_lines(members, ENTRIES, entries), TEXTS, texts)


def joined(sample: SampleLedger) -> ItemRef:
    """Record an item of another inspection that an item here is covered by; return which."""
    elsewhere = ItemRef("northshire-2022/1")
    for event in (g.made(ref=elsewhere).event, g.noted().event):
        sample.append(event, on=OPENED, stream=f"item:{elsewhere}")
    sample.append(g.linked(to=elsewhere).event, on=OPENED)
    return elsewhere


def of_item(entries: Lines, ref: str) -> list[int]:
    """Return the positions of the entries of an item."""
    return [entry["position"] for entry in entries if entry["originator"] == f"item:{ref}"]


def test_an_item_linked_with_one_shown_cannot_be_withheld(
    sample: SampleLedger, tmp_path: Path
) -> None:
    """That it covers, or is served by, would change what the plan says of the item shown."""
    elsewhere = joined(sample)
    members = taken(bundle(sample, inspection=g.INSPECTION))
    linked = of_item(objects(members, ENTRIES), elsewhere)

    text, by_other = faults(tmp_path, laid(as_header(members, *linked)))

    assert text is not None
    assert text.endswith(f"is linked with item:{elsewhere}, which is not given whole")
    assert by_other


def test_a_stream_is_given_whole_or_not(sample: SampleLedger, tmp_path: Path) -> None:
    """Half a history of an item could leave out that its action was withdrawn."""
    elsewhere = joined(sample)
    members = taken(bundle(sample, inspection=g.INSPECTION))
    *_, last = of_item(objects(members, ENTRIES), elsewhere)

    text, by_other = faults(tmp_path, laid(as_header(members, last)))

    assert text is not None
    assert text.endswith(f"but not all of item:{elsewhere}")
    assert by_other


def test_a_history_written_anew_with_its_kept_heads_left_is_found(
    sample: SampleLedger, tmp_path: Path
) -> None:
    """Leaving their list out does not help: each entry that gave a head away has to have one."""
    members = taken(bundle(sample))
    entries = objects(members, ENTRIES)
    entries[0]["actor"] = "p5"
    for entry in entries:
        if entry["command"] == entries[0]["command"]:
            entry["actor"] = "p5"
    anew = with_lines(members, ENTRIES, entries)

    left = faults(tmp_path, rehashed(anew))
    without = faults(tmp_path, rehashed({**anew, "anchors.jsonl": b""}))

    assert left == ("entry #23 is not as it was when its head was given away", True)
    assert without == (
        "the head that entry #24 says was given away is missing, or is not in its place",
        True,
    )


def test_a_number_of_thousands_of_digits_is_a_number(sample: SampleLedger, tmp_path: Path) -> None:
    """However long what orders the items is, the checker ends with a verdict of its own."""
    members = taken(bundle(sample))
    entries = objects(members, ENTRIES)
    answer = next(x for x in entries if x["topic"] == check.MADE)
    state = json.loads(answer["state"])
    state["number"] = "9" * 5_000
    answer["state"] = json.dumps(state)
    given = [x for x in entries if x["topic"] not in check.GAVE_HEAD]
    place = tmp_path / "bundle.zip"
    place.write_bytes(rehashed(with_lines(members, ENTRIES, given)))

    items = [{"inspection": "a", "standard": None, "number": n, "ref": n} for n in ("10", "9", "x")]
    items.append({**items[0], "number": "9" * 5_000, "ref": "long"})

    assert check.main([str(place)]) == 4
    assert [x["ref"] for x in sorted(items, key=check.in_print)] == ["x", "9", "10", "long"]


@pytest.mark.parametrize("hour", ["24:00:00", "23:60:00", "23:59:60", "23:59"])
def test_an_instant_has_an_hour_of_the_day(hour: str) -> None:
    """Some versions of Python read midnight as 24:00, and then two checkers would differ."""
    assert check.is_instant("2026-03-31T23:59:59.000000Z")
    assert not check.is_instant(f"2026-03-31T{hour}.000000Z")


class _Full(io.StringIO):
    """What is written to it does not get onto the disk."""

    def flush(self) -> None:
        """Say so."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_answer_that_is_not_written_is_no_sound_bundle(
    sample: SampleLedger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever keeps the answer in a file on a full disk is not told that all went well."""
    place = tmp_path / "bundle.zip"
    place.write_bytes(bundle(sample))
    monkeypatch.setattr(sys, "stdout", _Full())

    assert check.main([str(place)]) == 2
    assert "the answer not written: No space left on device." in capsys.readouterr().err


def test_times_in_doubt_are_told_to_whoever_has_the_bundle(
    sample: SampleLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was said of a wrong clock, why, and of which entries."""
    first = sample.record.head().position + 1
    held_up(sample)
    sample.on(LAST).acknowledge_clock(reason="A new battery\x1b[2J")
    place = tmp_path / "bundle.zip"
    place.write_bytes(raw := bundle(sample))

    code = check.main([str(place)])

    doubtful = f"#{first} to #{first + 1} and what was recorded just after"
    why = f"#{first + 2} says why: A new battery\\u001b[2J"
    assert (code, second_checker.fault(raw)) == (0, None)
    assert f"Times in doubt: {doubtful}; {why}\n" in capsys.readouterr().out


def test_the_minutes_are_read_as_they_were_printed(
    sample: SampleLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has the minutes pastes what stands there; every head in it has to hold."""
    place = tmp_path / "bundle.zip"
    place.write_bytes(bundle(sample))
    heads = [sample.record.head(at).hash for at in (9, 12)]
    minutes = "\n".join(
        f"head of #{n}: > {grouped_digits(head).upper()}" for n, head in enumerate(heads)
    )

    good = check.main([str(place), "--head", minutes])
    sentence = capsys.readouterr().out
    spoilt = check.main([str(place), "--head", f"{minutes}\n{'0' * 64}"])

    assert (good, spoilt) == (0, 4)
    assert "that of entry #9:" in sentence
    assert "that of entry #12:" in sentence
    with pytest.raises(SystemExit, match="2"):
        check.main([str(place), "--head", f"ledger {sample.record.ledger_id}, head {heads[0][:8]}"])
