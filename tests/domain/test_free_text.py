"""Free text: cleaned as it comes in, stored apart from its event, and erasable."""

from __future__ import annotations

import json
import unicodedata
from datetime import date

import hypothesis
import hypothesis.strategies as st
import pytest
from pydantic import TypeAdapter, ValidationError
from sample_events import SAMPLES

from tracker.domain.errors import OddTextError
from tracker.domain.events import AnyEvent, NoteMade, ThemesGiven
from tracker.domain.free_text import Erased, FreeText, clean, texts_in
from tracker.domain.vocabulary import NOTE, TITLE, ErasureReason

DAY = date(2026, 10, 9)
GONE = Erased(DAY, ErasureReason.NAMES_A_CHILD)


class Drawer:
    """A store of texts: each goes into a numbered place, and comes from there."""

    def __init__(self) -> None:
        """Begin empty."""
        self.texts: list[str | Erased] = []

    def keep(self, text: str) -> dict[str, object]:
        """Put a text aside and return its stored shape."""
        self.texts.append(text)
        return {"text": len(self.texts), "sha256": "0" * 64}

    def find(self, stored: object) -> str | Erased:
        """Return the text of a stored shape. Raises ValueError for any other shape."""
        match stored:
            case {"text": int(number), "sha256": str()}:
                return self.texts[number - 1]
            case _:
                msg = "no stored text"
                raise ValueError(msg)


@pytest.mark.parametrize("text", ["Raised", " Raised\n", "\u00a0Raised\t"])
def test_blank_space_around_a_text_is_dropped(text: str) -> None:
    """Inside it stays as typed."""
    assert clean(text) == "Raised"
    assert clean("two  words\n\nand a line") == "two  words\n\nand a line"


def test_a_text_is_kept_in_composed_form() -> None:
    """So that what looks the same is the same."""
    assert clean("Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0"])
def test_an_empty_text_is_refused(text: str) -> None:
    """Nothing said is nothing to record."""
    with pytest.raises(OddTextError, match=r"The reason is empty; nothing was recorded\."):
        clean(text, what="reason")


def test_a_text_has_a_longest_length() -> None:
    """Counted in characters, after cleaning; the last one counts."""
    assert clean("x" * NOTE) == "x" * NOTE
    assert len(clean(" " + "e\u0301" * TITLE, limit=TITLE)) == TITLE
    with pytest.raises(OddTextError, match="The title has 301 characters; 300 is the most"):
        clean("x" * (TITLE + 1), limit=TITLE, what="title")
    with pytest.raises(OddTextError, match="The text has 20,001 characters; 20,000 is the most"):
        clean("x" * (NOTE + 1))


def test_what_no_file_keeps_is_refused() -> None:
    """A NUL, or half of a surrogate pair."""
    with pytest.raises(OddTextError, match="has a NUL character in it"):
        clean("a\x00b")
    with pytest.raises(OddTextError, match="has half a character in it"):
        clean("a\ud800b")
    assert clean("a\U0001f600b") == "a\U0001f600b"


@hypothesis.given(st.text(alphabet=st.characters(codec=None), max_size=50))
def test_a_cleaned_text_is_clean(text: str) -> None:
    """Any text is refused in a sentence, or kept so that cleaning it again changes nothing."""
    try:
        kept = clean(text)
    except OddTextError:
        hypothesis.assume(condition=False)

    assert clean(kept) == kept
    assert kept == unicodedata.normalize("NFC", text).strip()
    assert kept.encode().decode() == kept


@pytest.mark.parametrize(
    ("erased", "marker"),
    [
        (GONE, "[erased 9 Oct 2026: names a child]"),
        (Erased(DAY, ErasureReason.OTHER, confirmed=False), "[hidden 9 Oct 2026: other]"),
        (Erased(date(2026, 1, 31), ErasureReason.NAMES_A_PERSON), None),
    ],
)
def test_an_erased_text_shows_its_marker(erased: Erased, marker: str | None) -> None:
    """The day and the reason's code, never the text; hidden until somebody else confirmed."""
    assert str(erased) == (marker or "[erased 31 Jan 2026: names a person]")


def test_a_text_is_a_string_to_the_domain() -> None:
    """Without a store an event reads and writes its text as it is."""
    note = NoteMade(note="Raised")

    assert note.note == "Raised"
    assert json.loads(note.model_dump_json()) == {"type": "note-made.v1", "note": "Raised"}
    assert NoteMade.model_validate_json('{"type":"note-made.v1","note":"Raised"}') == note
    assert NoteMade(note=GONE).note == GONE


def test_a_text_is_stored_apart() -> None:
    """With a store the event's bytes hold its place and commitment only, and it comes back."""
    drawer = Drawer()
    themes = ThemesGiven(themes=("health", "courts"))

    stored = themes.model_dump_json(context=drawer)

    assert drawer.texts == ["health", "courts"]
    assert "health" not in stored
    assert [place["text"] for place in json.loads(stored)["themes"]] == [1, 2]
    assert ThemesGiven.model_validate_json(stored, context=drawer) == themes


def test_an_erased_text_is_read_as_erased() -> None:
    """The bytes stay as they are; the text is gone."""
    drawer = Drawer()
    stored = NoteMade(note="A child's name").model_dump_json(context=drawer)
    drawer.texts[0] = GONE

    note = NoteMade.model_validate_json(stored, context=drawer)

    assert note.note == GONE
    assert "child's" not in note.model_dump_json()


def test_only_a_stored_shape_is_read_from_a_store() -> None:
    """A plain string in stored bytes would be a text nobody can erase."""
    plain = '{"type":"note-made.v1","note":"A child\'s name"}'

    with pytest.raises(ValidationError, match="no stored text"):
        NoteMade.model_validate_json(plain, context=Drawer())


@pytest.mark.parametrize("value", [7, None, ["Raised"], {"text": 1, "sha256": "0" * 64}])
def test_only_a_text_is_a_text(value: object) -> None:
    """Not a number, nothing, a list, or a stored shape without its store."""
    with pytest.raises(ValidationError, match="a text is expected here"):
        TypeAdapter[str | Erased](FreeText).validate_python(value)


def test_the_published_schema_is_the_stored_shape() -> None:
    """What others read in the record is a number and a digest."""
    schema = NoteMade.model_json_schema(mode="serialization")["properties"]["note"]

    assert schema["required"] == ["text", "sha256"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.type)
def test_the_texts_of_an_event_are_those_that_are_stored_apart(event: AnyEvent) -> None:
    """They are found without writing the event."""
    store = Drawer()
    event.model_dump_json(context=store)

    assert [*texts_in(event)] == store.texts
