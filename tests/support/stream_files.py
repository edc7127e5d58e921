"""Reads `events/streams/`: stories, which are ledgers written by hand in clear text, and forms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from paths import ROOT
from pydantic import AwareDatetime, Field

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason

EVENTS: Final = ROOT / "events"
STREAMS: Final = EVENTS / "streams"
STORED_FORMS: Final = sorted(STREAMS.glob("stored-forms*.jsonl"))
STORIES: Final = sorted(
    path.name.removesuffix(".jsonl") for path in STREAMS.glob("*.jsonl") if path not in STORED_FORMS
)

FORMS: Final[list[dict[str, Any]]] = [
    json.loads(line) for path in STORED_FORMS for line in path.read_text("utf-8").splitlines()
]
"""The exact bytes of each type, with the texts that they commit to."""

_STREAM = (
    r"^(ledger|board|settings|anchors|exports"
    r"|(party|service|inspection):[a-z0-9-]+|item:[a-z0-9./-]+)$"
)


class _StoryLine(e.Fact):
    """A line of a story: the envelope, in this order, with the event last."""

    position: e.Number
    stream: Annotated[str, Field(pattern=_STREAM)]
    effective_on: date
    recorded_at: AwareDatetime
    actor: e.Party
    command: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    event: Annotated[e.AnyEvent, Field(discriminator="type")]


@dataclass(slots=True)
class ClearTexts:
    """The texts of one line: plain strings, or what is left of those that were erased."""

    clear: list[str] = field(default_factory=list)
    gone: list[Erased] = field(default_factory=list)

    def keep(self, text: str) -> dict[str, object]:
        """Nothing is written: a story is read only."""
        raise AssertionError(text)

    def find(self, stored: object) -> str | Erased:
        """Return a text as it stands in the story."""
        if isinstance(stored, str):
            self.clear.append(stored)
            return stored
        answer = left_of(stored)
        if answer is None:
            msg = "a text, or what is left of one, is expected here"
            raise ValueError(msg)
        self.gone.append(answer)
        return answer


class FixedTexts:
    """The texts of one stored form; the salt of a text is its number, in each of 32 bytes."""

    def __init__(self, texts: list[str]) -> None:
        """Begin with the texts to be found; those kept are gathered apart."""
        self.texts = texts
        self.kept: list[str] = []

    def keep(self, text: str) -> dict[str, object]:
        """Number the text and commit to it."""
        self.kept.append(text)
        return self._shape(len(self.kept), text)

    def find(self, stored: object) -> str:
        """Return the text, if this is what commits to it."""
        number = stored["text"] if isinstance(stored, dict) else 0
        text = self.texts[number - 1]
        if stored != self._shape(number, text):
            msg = f"text {number} is not what is committed to"
            raise ValueError(msg)
        return text

    @staticmethod
    def _shape(number: int, text: str) -> dict[str, object]:
        preimage = b"tracker-text-v1\n" + bytes([number]) * 32 + text.encode()
        return {"text": number, "sha256": sha256(preimage).hexdigest()}


def left_of(stored: object) -> Erased | None:
    """Return the erased text that `{"erased": DAY, "reason": CODE}` stands for; hidden likewise."""
    match stored:
        case {"erased": str(day), "reason": str(reason), **rest} if not rest:
            return Erased(date.fromisoformat(day), ErasureReason(reason))
        case {"hidden": str(day), "reason": str(reason), **rest} if not rest:
            return Erased(date.fromisoformat(day), ErasureReason(reason), confirmed=False)
    return None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A line of a story: the entry it is, its texts, and its JSON with markers where texts were."""

    entry: Entry
    texts: ClearTexts
    written: dict[str, Any]


def story(name: str) -> list[StoryEntry]:
    """Return the lines of a story, each read strictly."""
    return [_told(line) for line in (STREAMS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def questions(name: str) -> list[dict[str, Any]]:
    """Return what is asked of a story, with the states expected."""
    text = (STREAMS / f"{name}.expected.json").read_text("utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


def _told(text: str) -> StoryEntry:
    texts = ClearTexts()
    line = _StoryLine.model_validate_json(text, context=texts)
    entry = Entry(**dict(line))
    return StoryEntry(entry, texts, json.loads(text, object_hook=_marked))


def _marked(value: dict[str, Any]) -> object:
    left = left_of(value)
    return value if left is None else str(left)


def instant(at: datetime) -> str:
    """Return an instant as a story writes it: UTC, to the microsecond."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}Z"
