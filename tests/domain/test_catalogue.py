"""The published catalogue: schemas, stories and stored forms that hold for ever."""

from __future__ import annotations

import inspect
import json
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from publish_schemas import SCHEMAS, main, schema_text
from state_text import in_words
from stream_files import (
    EVENTS,
    FORMS,
    STORED_FORMS,
    STORIES,
    STREAMS,
    FixedTexts,
    StoryEntry,
    instant,
    questions,
    story,
)

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry, london_day
from tracker.domain.events import CATALOGUE
from tracker.domain.free_text import Erased

QUESTIONS = [
    pytest.param(name, asked, id=f"{name}, true on {asked['as_of']}, known at {asked['position']}")
    for name in STORIES
    for asked in questions(name)
]
every_story = pytest.mark.parametrize("name", STORIES)
every_type = pytest.mark.parametrize("name", CATALOGUE)


# Schemas.


def test_the_published_schemas_are_those_of_the_classes() -> None:
    """One file for each type, exactly what its class generates; none missing and none besides."""
    published = {path.name: path.read_bytes().decode() for path in SCHEMAS.iterdir()}

    assert published == {f"{name}.json": schema_text(cls) for name, cls in CATALOGUE.items()}


@every_type
def test_a_schema_is_described_by_the_docstring_of_its_class(name: str) -> None:
    """The prose of the catalogue is written once: in the class."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))

    assert schema["description"] == inspect.getdoc(CATALOGUE[name])
    assert schema["properties"]["type"]["const"] == name


def test_publishing_adds_only_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new type gets its schema; run again, there is nothing left to add."""
    assert main(tmp_path) is None
    (tmp_path / "note-made.v1.json").unlink()
    capsys.readouterr()

    assert (main(tmp_path), capsys.readouterr().out) == (None, "schemas/note-made.v1.json\n")
    assert (main(tmp_path), capsys.readouterr().out) == (None, "")


def test_publishing_refuses_to_change_a_published_schema(tmp_path: Path) -> None:
    """A class that changed under its published name is refused, and nothing is written."""
    (tmp_path / "note-made.v1.json").write_text("{}\n", encoding="utf-8")

    refused = main(tmp_path)

    assert refused == "Published already, and changed since: note-made.v1. Nothing added."
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["{}\n"]


# Stories.


@every_type
def test_every_type_is_told_in_a_story(name: str) -> None:
    """A new type or version comes with a story that holds it."""
    assert name in {step.entry.event.type for text in STORIES for step in story(text)}


def test_every_story_has_its_expected_states() -> None:
    """Beside each story lie three or more questions, no two of them asking the same."""
    assert {path.name for path in STREAMS.iterdir()} == {
        *(path.name for path in STORED_FORMS),
        *(f"{name}.jsonl" for name in STORIES),
        *(f"{name}.expected.json" for name in STORIES),
    }
    for name in STORIES:
        pairs = {(asked["as_of"], asked["position"]) for asked in questions(name)}
        assert len(pairs) == len(questions(name)) >= 3


@every_story
def test_every_line_of_a_story_is_written_in_full(name: str) -> None:
    """Envelope and event have all their parts, none left to a default."""
    for step in story(name):
        entry = step.entry
        assert list(step.written.items()) == [
            ("position", entry.position),
            ("stream", entry.stream),
            ("effective_on", str(entry.effective_on)),
            ("recorded_at", instant(entry.recorded_at)),
            ("actor", entry.actor),
            ("command", entry.command),
            ("event", entry.event.model_dump(mode="json")),
        ]


@every_story
def test_a_story_is_a_ledger_in_order(name: str) -> None:
    """Positions count from 1 without a gap; a command has one instant, later than the last."""
    entries = [step.entry for step in story(name)]

    commands = [list(each) for _, each in groupby(entries, key=lambda entry: entry.command)]

    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    assert len({command[0].command for command in commands}) == len(commands)
    for command in commands:
        assert len({(entry.recorded_at, entry.actor) for entry in command}) == 1
    instants = [command[0].recorded_at for command in commands]
    assert instants == sorted(set(instants))
    ends = {command[-1].position for command in commands}
    assert {asked["position"] for asked in questions(name)} <= ends


@every_story
def test_an_entry_is_put_right_in_its_own_stream(name: str) -> None:
    """What corrects, takes back or erases names an earlier entry of the same stream."""
    entries = {step.entry.position: step.entry for step in story(name)}

    for entry in entries.values():
        if isinstance(entry.event, e.Mending | e.Erasing):
            assert entry.event.entry < entry.position
            assert entries[entry.event.entry].stream == entry.stream


@every_story
def test_a_story_holds_no_text_that_was_erased(name: str) -> None:
    """Once its erasure is asked for, an entry and its corrections show only what is left."""
    steps = {story_entry.entry.position: story_entry for story_entry in story(name)}
    left = {
        each.entry.event.entry: Erased(
            london_day(each.entry.recorded_at),
            each.entry.event.reason,
            confirmed=isinstance(each.entry.event, e.TextErased),
        )
        for each in steps.values()
        if isinstance(each.entry.event, e.Erasing)
    }

    for step in steps.values():
        marker = left.get(_root(step.entry, steps))
        assert set(step.texts.gone) == (set() if marker is None else {marker})
        assert marker is None or not step.texts.clear


def _root(entry: Entry, steps: dict[int, StoryEntry]) -> int:
    """The position of the fact an entry is about in the end."""
    while isinstance(entry.event, e.Mending):
        entry = steps[entry.event.entry].entry
    return entry.position


@pytest.mark.parametrize(("name", "asked"), QUESTIONS)
def test_a_story_replays_to_its_expected_states(name: str, asked: dict[str, Any]) -> None:
    """History reads the same for ever, whatever the rules are today."""
    known = [step.entry for step in story(name) if step.entry.position <= asked["position"]]
    as_of = type(known[0].effective_on).fromisoformat(asked["as_of"])

    state = {
        stream: in_words(stream, [entry for entry in known if entry.stream == stream], as_of)
        for stream in {entry.stream for entry in known}
    }

    assert state == asked["state"]


# Stored forms and digests.


def test_every_type_has_a_stored_form() -> None:
    """The exact bytes of a new type are pinned with it."""
    assert {form["type"] for form in FORMS} == set(CATALOGUE)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["type"])
def test_a_stored_form_is_read_and_written_byte_for_byte(form: dict[str, Any]) -> None:
    """Another byte in what is stored needs another version."""
    texts = FixedTexts(form["texts"])

    event = CATALOGUE[form["type"]].model_validate_json(form["stored"], context=texts)

    assert event.model_dump_json(context=texts) == form["stored"]
    assert texts.kept == form["texts"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["type"])
def test_a_stored_form_has_the_parts_its_schema_requires(form: dict[str, Any]) -> None:
    """The schema describes what is stored: every part is there, in the same order."""
    schema = json.loads((SCHEMAS / f"{form['type']}.json").read_text("utf-8"))

    assert list(json.loads(form["stored"])) == list(schema["properties"]) == schema["required"]


def test_every_published_file_is_listed_with_its_digest() -> None:
    """Adding a file is a line more in SHA256SUMS; an edit of one is seen there."""
    files = (path for path in EVENTS.rglob("*") if path.is_file())
    published = {path for path in files if path.name not in {"README.md", "SHA256SUMS"}}

    listed = (EVENTS / "SHA256SUMS").read_text("utf-8").splitlines()

    assert sorted(listed) == sorted(
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(EVENTS).as_posix()}"
        for path in published
    )
