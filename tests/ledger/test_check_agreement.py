"""Two checkers, written apart from one page of format, come to the same verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import hypothesis
import hypothesis.strategies as st
import pytest
import random_stories
import second_checker
from bundle_samples import bundle, everything, rehashed, taken, tell, with_lines
from bundle_samples import lines as objects
from spoilt_bundles import SPOILINGS, ways
from stores import undone

from tracker.ledger import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stores import SampleLedger

    from tracker.domain.bitemporal import Entry

Story = tuple["Entry", ...]

PAIRS, SOAK = 100, 2_000
"""How many sound bundles are tried, each with a spoilt one: in the ordinary run, and the soak."""

SAVES = st.lists(st.integers(1, 3), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleLedger]:
    """A ledger with a little of everything."""
    ledger = everything(tmp_path_factory.mktemp("ledger"))
    with ledger.record:
        yield ledger


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a bundle lies for the first checker to read."""
    return tmp_path_factory.mktemp("bundles") / "bundle.zip"


def fault(place: Path, raw: bytes) -> str | None:
    """Return what the checker that is in the bundle finds wrong; nothing where it is sound."""
    place.write_bytes(raw)
    try:
        check.Bundle(str(place))
    except check.SpoiledError as spoiled:
        return str(spoiled)
    return None


@pytest.mark.parametrize("way", SPOILINGS)
def test_every_way_to_spoil_a_bundle_is_found_by_both(
    sample: SampleLedger, place: Path, way: str
) -> None:
    """At each of some places, with the manifest put right again where that can be."""
    members = taken(bundle(sample))

    for where in (0, 5, 11, 26, 4_321):
        spoilt = SPOILINGS[way](members, where)

        assert fault(place, spoilt) is not None
        assert second_checker.fault(spoilt) is not None


def agree(sample: SampleLedger, place: Path, data: st.DataObject) -> None:
    """A story told in two items: both find its bundle sound, and a spoilt one spoilt."""
    one, other = data.draw(random_stories.stories(3)), data.draw(random_stories.stories(3))
    with undone(sample):
        tell(sample, one, g.EARLIER, data.draw(SAVES))
        tell(sample, other, g.OTHER, data.draw(SAVES))
        part = data.draw(st.sampled_from([None, g.INSPECTION]))
        sound = bundle(sample, as_of=data.draw(random_stories.AS_OF), inspection=part)
    members = taken(sound)
    way = data.draw(st.sampled_from(ways(members)))
    spoilt = SPOILINGS[way](members, data.draw(st.integers(0, 10**6)))

    assert (fault(place, sound), second_checker.fault(sound)) == (None, None)
    assert fault(place, spoilt) is not None, way
    assert second_checker.fault(spoilt) is not None, way


ASKED = hypothesis.given(st.data())


@hypothesis.settings(max_examples=PAIRS)
@ASKED
def test_both_checkers_agree_on_200_bundles(
    sample: SampleLedger, place: Path, data: st.DataObject
) -> None:
    """Of random stories, whole and of one inspection: 100 sound ones and 100 that are spoilt."""
    agree(sample, place, data)


@pytest.mark.soak
@hypothesis.settings(max_examples=SOAK)
@ASKED
def test_both_checkers_agree_on_200_bundles_soaked(
    sample: SampleLedger, place: Path, data: st.DataObject
) -> None:
    """The same, on many times more."""
    agree(sample, place, data)


def test_a_history_written_anew_is_found_only_by_its_head(
    sample: SampleLedger, place: Path
) -> None:
    """Whoever works out every hash anew is sound to both; the head in the minutes is not theirs."""
    members = taken(bundle(sample))
    entries = objects(members, "entries.jsonl")
    minuted = entries[-2]["hash"]
    entries[2]["actor"] = "p5"
    entries[1]["actor"] = entries[0]["actor"] = "p5"
    for entry in entries:
        if entry["command"] == entries[0]["command"]:
            entry["actor"] = "p5"
    for entry in entries:
        if entry["topic"] == "head-anchored.v1":
            entry["topic"] = "ledger-begun.v1"
            entry["state"] = entry["state"].replace("head-anchored.v1", "ledger-begun.v1")
    anew = with_lines({**members, "anchors.jsonl": b""}, "entries.jsonl", entries)

    forged = rehashed(anew)

    assert (fault(place, forged), second_checker.fault(forged)) == (None, None)
    assert check.main([str(place), "--head", minuted]) == 4
