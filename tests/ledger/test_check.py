"""The checker that is in every bundle, as an inspector runs it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest
from bundle_samples import bundle, everything, laid, lines, taken, with_lines
from spoilt_bundles import SPOILINGS

from tracker.domain import events as e
from tracker.ledger import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stores import SampleLedger

OPENINGS = "\x1b]0;title\x07\x9b31m\u202egnitirw\u2066\u200b\x00\ue000\u2028"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleLedger]:
    """A ledger with a little of everything."""
    ledger = everything(tmp_path_factory.mktemp("ledger"))
    with ledger.record:
        yield ledger


@pytest.fixture
def sound(sample: SampleLedger, tmp_path: Path) -> Path:
    """The bundle of that ledger, on the disk."""
    path = tmp_path / "plan.zip"
    path.write_bytes(bundle(sample, as_of=date(2026, 7, 31)))
    return path


def said(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return how the checker ends, and what it prints."""
    capsys.readouterr()
    try:
        code = check.main([str(word) for word in words])
    except SystemExit as left:
        code = int(left.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_sound_bundle_is_told_in_full(
    sample: SampleLedger, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was proved, the head to compare with the minutes, and the plan with its markers."""
    head = sample.record.head()

    code, out, err = said(capsys, sound)

    assert (code, err) == (0, "")
    assert f"Ledger: {sample.record.ledger_id} (made by tracker 0.1.0)\n" in out
    assert "A demonstration: its plan is illustrative" in out
    assert f"Unbroken: {head.position} entries, none missing, whole.\n" in out
    assert "Texts: 35 as recorded, 1 hidden, 3 erased.\n" in out
    assert "Heads given away before: 1, all of this history.\n" in out
    assert f"Head: {head.hash} recorded 2026-01-08T12:00:00.000005Z\n" in out
    assert f"The plan, true on 2026-07-31 (end of day), as known at #{head.position}:\n" in out
    assert (
        "    knowsley-2023/2/1 [in progress, first due 2026-06-30, agreed 2026-06-30, "
        "days late 31 and 31] Head of Education: Review every exclusion this term\n"
    ) in out
    assert "SOUND" in out


def test_the_head_in_the_minutes_is_found_wherever_it_stands(
    sample: SampleLedger, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In groups as it is printed, of the last entry or of an earlier one."""
    whole = sample.record.head(9).hash
    grouped = " ".join(whole[n : n + 8] for n in range(0, 64, 8)).upper()

    code, out, _ = said(capsys, sound, "--head", grouped)

    assert code == 0
    assert "The head given is that of entry #9: up to there all is as it was then.\n" in out


def test_a_head_of_another_history_is_an_alarm(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends as a spoiled bundle does."""
    code, _, err = said(capsys, sound, "--head", "0" * 64)

    assert (code, err) == (
        4,
        "SPOILED: the head given is not one of this history: it is not what it was then.\n",
    )


def test_the_plan_is_told_on_any_day_as_known_at_any_entry(
    sample: SampleLedger, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A position alone asks for the plan as it would have been printed then."""
    last = sample.record.head().position

    _, before, _ = said(capsys, sound, "--as-of", "2026-01-04")
    _, then, _ = said(capsys, sound, "--known-at", "#3")
    _, both, _ = said(capsys, sound, "--as-of", "2026-08-01", "--known-at", last)

    assert "knowsley-2023/2 [" not in before
    assert "The plan, true on 2026-01-05 (end of day), as known at #" in then
    assert "days late 32 and 32" in both


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.zip"], "nowhere.zip cannot be read"),
        (["."], ". cannot be read"),
        (["a\0b"], "cannot be read"),
        (["{}", "--head", "9f3c"], "there is no head in that"),
        (["{}", "--as-of", "31/03/2026"], "--as-of is a date like 2026-03-31"),
        (["{}", "--as-of", "2026-02-30"], "--as-of is a date like 2026-03-31"),
        (["{}", "--known-at", "0"], "--known-at is the position of an entry, like 1204"),
        (["{}", "--known-at", "999"], "There is no entry #999 in this bundle."),
        ([], "the following arguments are required: bundle"),
    ],
)
def test_what_is_asked_wrongly_ends_with_2(
    sound: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    """With a sentence, and without a traceback."""
    code, _, err = said(capsys, *(word.replace("{}", str(sound)) for word in words))

    assert code == 2
    assert sentence in err


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("cut short", "the file is no bundle, or is cut short"),
        ("compressed", "the file is no bundle: manifest.json is not where it should be"),
        ("more after it", "the end of the file is not a bundle's"),
        ("an entry left out", "entry #1 is missing, or is not in its place"),
        ("another actor", "entry #1 was changed: its hash is another"),
        ("no day", "the effective_on of entry #1 cannot be one"),
        ("an event with a space more", "entry #1 was changed: its hash is another"),
        ("the last entry left out", "there are 23 entries, not 24"),
        ("too deep", "line 1 of entries.jsonl is not JSON as the format has it"),
        ("a text changed", "text 1 of entry #2 is not the one that was recorded"),
        ("an erased text put back", "text 1 of entry #17 does not have the parts it should"),
        (
            "a head given away changed",
            "the head that entry #24 says was given away is another in anchors.jsonl",
        ),
        ("a status changed", "plan.json does not follow from the entries"),
        ("another digest", "README.txt is not the one the manifest names"),
    ],
)
def test_what_is_spoilt_is_named_in_a_sentence(
    sound: Path, capsys: pytest.CaptureFixture[str], way: str, sentence: str
) -> None:
    """The first fault, with the entry it is in, and 4."""
    sound.write_bytes(SPOILINGS[way](taken(sound.read_bytes()), 0))

    assert said(capsys, sound) == (4, "", f"SPOILED: {sentence}.\n")


def test_nothing_in_a_bundle_reaches_the_terminal_as_it_is(
    sample: SampleLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escapes, bells and turns of direction in texts and in faults are printed as their codes."""
    members = taken(bundle(sample))
    entries = lines(members, "entries.jsonl")
    entries[4]["originator"] = f"item:{OPENINGS}"
    entries[4]["version"] = 9
    path = tmp_path / "odd.zip"
    path.write_bytes(laid(with_lines(members, "entries.jsonl", entries)))

    code, _, err = said(capsys, path)

    assert code == 4
    assert (
        "\\u001b]0;title\\u0007\\u009b31m\\u202egnitirw\\u2066\\u200b\\u0000\\ue000\\u2028" in err
    )
    assert not set(OPENINGS) - set("]0;title31mgnitirw") & set(err)


def test_odd_texts_of_a_sound_bundle_are_printed_as_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody may have typed them; the record keeps them, the screen is not given them."""
    ledger = everything(tmp_path)
    with ledger.record:
        odd = OPENINGS.replace("\x00", "")
        ledger.append(
            e.ActionAssigned(action=9, what=odd, owner=g.POLICE, due=g.DUE), on=date(2026, 1, 8)
        )
        path = tmp_path / "odd.zip"
        path.write_bytes(bundle(ledger))

    code, out, _ = said(capsys, path)

    assert code == 0
    assert "\\u001b]0;title\\u0007" in out
    assert not set(odd) - set("]0;title31mgnitirw") & set(out)


def test_a_fault_nobody_thought_of_is_a_sentence_too(
    sound: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a bundle holds, nobody sees a traceback."""
    monkeypatch.setattr(check, "standing", lambda _: 1 / 0)

    assert said(capsys, sound) == (
        4,
        "",
        "SPOILED: in a way this checker does not know (ZeroDivisionError).\n",
    )


def test_an_entry_of_a_newer_program_is_named(sample: SampleLedger) -> None:
    """The plan of an item cannot be told where something happened that the checker cannot read."""
    members = taken(bundle(sample))
    entry = lines(members, "entries.jsonl")[-1]
    state = {"type": "action-forgotten.v1"}
    entry.update(originator="item:knowsley-2023/2", topic=state["type"], state=json.dumps(state))
    entry["event"] = state
    checker = check.Bundle.__new__(check.Bundle)

    with pytest.raises(check.SpoiledError, match="only a newer checker knows: action-forgotten"):
        checker._is_event(entry)
