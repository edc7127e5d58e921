"""The catalogue of what can be recorded: walked class by class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticUndefined
from sample_events import SAMPLES

from tracker.domain import events as e

if TYPE_CHECKING:
    from collections.abc import Iterator

READ: TypeAdapter[e.AnyEvent] = TypeAdapter(Annotated[e.AnyEvent, Field(discriminator="type")])


def parts() -> list[type[e.Fact]]:
    """Return every class an event is made of: the events, and the values inside them."""
    values: list[type[e.Fact]] = []
    waiting: list[type[e.Fact]] = [e.Fact]
    while waiting:
        each = waiting.pop()
        values.append(each)
        waiting.extend(each.__subclasses__())
    return [each for each in values if each.__module__ == e.__name__]


PARTS = parts()
EVENTS = list(e.CATALOGUE.values())


def strings(schema: Any, path: str = "") -> Iterator[str]:
    """Return where a published schema allows a string of any content."""
    match schema:
        case {"type": "string"} if not {"pattern", "const", "enum", "format"} & schema.keys():
            yield path
        case dict():
            for key, value in schema.items():
                yield from strings(value, f"{path}/{key}")
        case list():
            for value in schema:
                yield from strings(value, path)
        case _:
            pass


def _names_itself(part: type[e.Fact]) -> bool:
    """Whether a part has a name on the wire, and not only what others with one share."""
    return "type" in part.model_fields and not part.model_fields["type"].is_required()


def test_the_catalogue_holds_every_event_there_is() -> None:
    """No class of an event is left out, and each has its own name on the wire."""
    concrete = {part for part in PARTS if _names_itself(part)}

    assert concrete == set(EVENTS)
    assert len(e.CATALOGUE) == len(EVENTS)
    assert {type(sample) for sample in SAMPLES} == concrete


@pytest.mark.parametrize("cls", EVENTS)
def test_a_name_on_the_wire_is_the_class_in_kebab_case(cls: type[BaseModel]) -> None:
    """With its version; never a path in this program."""
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    assert cls.model_fields["type"].default == f"{kebab}.v1"
    assert e.CATALOGUE[f"{kebab}.v1"] is cls


@pytest.mark.parametrize("cls", PARTS)
def test_a_fact_is_frozen_strict_and_closed(cls: type[e.Fact]) -> None:
    """It cannot be changed, guessed at or added to."""
    settings = cls.model_config

    assert settings.get("frozen") is True
    assert settings.get("strict") is True
    assert settings.get("extra") == "forbid"
    assert settings.get("json_schema_serialization_defaults_required") is True


@pytest.mark.parametrize("cls", PARTS)
def test_every_class_says_what_it_is(cls: type[e.Fact]) -> None:
    """In sentences of its own, which its published schema carries."""
    answer = cls.__dict__.get("__doc__")

    assert answer
    assert answer.rstrip().endswith(".")
    assert answer not in {base.__doc__ for base in cls.__mro__[1:]}


@pytest.mark.parametrize("cls", EVENTS)
def test_no_text_escapes_erasure(cls: type[BaseModel]) -> None:
    """Every string is a word of the vocabulary, has a pattern, or is a free text stored apart.

    A correction holds another event, in that event's own schema: here only its name is a string.
    """
    schema = cls.model_json_schema(mode="serialization")
    corrected_to = "/properties/event/anyOf/properties/type"

    assert [path for path in strings(schema) if path != corrected_to] == []


@pytest.mark.parametrize("cls", PARTS)
def test_what_may_be_left_out_is_nothing(cls: type[e.Fact]) -> None:
    """A default is the wire name, null, an empty row or no: none states a fact by itself."""
    defaults = {
        name: known.default
        for name, known in cls.model_fields.items()
        if name != "type" and known.default is not PydanticUndefined
    }

    assert {name: value for name, value in defaults.items() if value not in (None, (), False)} == {}
    assert all(known.default_factory is None for known in cls.model_fields.values())


def test_what_may_be_null_may_be_left_out() -> None:
    """But for a setting's number and a login: lifting a limit is said, not left out."""
    needed = [
        f"{cls.__name__}.{name}"
        for cls in PARTS
        for name, known in cls.model_fields.items()
        if known.is_required() and type(None) in getattr(known.annotation, "__args__", ())
    ]

    assert needed == ["SettingAgreed.value", "LoginBound.login"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.type))
def test_an_event_comes_back_as_it_was(sample: e.AnyEvent) -> None:
    """Written to JSON and read by its name on the wire."""
    assert READ.validate_json(sample.model_dump_json()) == sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.type))
def test_an_event_takes_no_surprises(sample: e.AnyEvent) -> None:
    """Nothing added is read, and nothing is changed afterwards."""
    added = {**sample.model_dump(mode="json"), "surprise": 1}

    with pytest.raises(ValidationError, match="surprise"):
        type(sample).model_validate(added)
    with pytest.raises(ValidationError, match="frozen"):
        sample.type = "another.v1"  # type: ignore[assignment]


def test_an_unknown_name_is_not_read() -> None:
    """The catalogue is the allow-list."""
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        READ.validate_json('{"type":"action-forgotten.v1","action":1}')


@pytest.mark.parametrize(
    "json",
    [
        '{"type":"action-completed.v1","action":"1"}',
        '{"type":"action-completed.v1","action":1.0}',
        '{"type":"action-completed.v1","action":true}',
        '{"type":"action-completed.v1","action":0}',
        '{"type":"action-completed.v1"}',
        '{"type":"action-progressed.v1","action":1,"note":"x","percent":101}',
        '{"type":"action-progressed.v1","action":1,"note":"x","percent":-1}',
        '{"type":"action-reowned.v1","action":1,"owner":"Ann Other"}',
        '{"type":"measure-read.v1","outcome":1,"value":"84.9%"}',
        '{"type":"measure-read.v1","outcome":1,"value":84.9}',
        '{"type":"themes-given.v1","themes":[]}',
        '{"type":"date-change-agreed.v1","action":1,"to":"31/10/2023"}',
        '{"type":"closure-proposed.v1","closed_as":"done","why":"x"}',
        '{"type":"setting-agreed.v1","setting":"quiet days"}',
        '{"type":"entry-corrected.v1","entry":1,"reason":"x","event":{"type":"text-erased.v1"}}',
    ],
)
def test_nothing_is_guessed(json: str) -> None:
    """A number in quotes, a name for an id, a percent sign, a date of another country: refused."""
    with pytest.raises(ValidationError):
        READ.validate_json(json)


@pytest.mark.parametrize("value", ["84.9", "0", "-1", "98.000", "123456789012345.123456789"])
def test_decimals_are_kept_as_typed(value: str) -> None:
    """Digit by digit, with the noughts at the end."""
    read = READ.validate_json(e.MeasureRead(outcome=1, value=value).model_dump_json())

    assert isinstance(read, e.MeasureRead)
    assert read.value == value
