"""JSON is a contract: published, and kept by every answer on the tour's ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from json_contract import ANSWERS, FOLDER, faults, schema, schema_text

from tracker.cli.commands.tour import seeds
from tracker.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

ASKED: dict[str, list[str]] = {
    "board": ["board", "list"],
    "compare": ["compare", "LEDGER", "LEDGER"],
    "decisions": ["decisions", "--as-of", "2023-11-21"],
    "diff": ["diff", "--from", "2023-09-14", "--to", "2023-12-14"],
    "head": ["head"],
    "history": ["history"],
    "import": ["import", str(seeds() / "liverpool-2013.toml"), "--dry-run"],
    "inspection": ["inspection", "knowsley-2023"],
    "inspections": ["inspections"],
    "late": ["late"],
    "list": ["list"],
    "people": ["people", "list"],
    "services": ["services", "list"],
    "services-compare": ["services", "compare", "--suppress-below", "3"],
    "settings": ["settings", "list"],
    "show": ["show", "knowsley-2023/2"],
    "show-action": ["show", "knowsley-2023/2/1"],
    "verify": ["verify"],
    "watch": ["watch", "--since", "LAST", "--seconds", "0"],
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tour's ledger: it has something of everything."""
    path = tmp_path_factory.mktemp("tour") / "tour.db"
    assert CliRunner().invoke(cli, ["tour", str(path)]).exit_code == 0
    return path


def answer(ledger: Path, words: list[str]) -> dict[str, Any]:
    """Return what a command answers as JSON."""
    last = "" if "LAST" not in words else str(answer(ledger, ["head"])["position"] - 1)
    named = [{"LEDGER": str(ledger), "LAST": last}.get(word, word) for word in words]
    result = CliRunner().invoke(cli, ["--ledger", str(ledger), *named, "--json"])
    assert result.exit_code == 0, result.output
    fields: dict[str, Any] = json.loads(result.stdout)
    return fields


@pytest.mark.parametrize("name", ANSWERS)
def test_every_published_schema_is_that_of_its_shape(name: str) -> None:
    """What is published is what is declared; nothing drifts."""
    published = (FOLDER / f"{name}.schema.json").read_text("utf-8")

    assert published == schema_text(ANSWERS[name])


def test_nothing_else_is_published() -> None:
    """Every schema belongs to an answer, and every answer is asked for here."""
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{n}.schema.json" for n in ANSWERS}
    assert set(ASKED) == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_keeps_its_shape_exactly(ledger: Path, name: str) -> None:
    """No other type, nothing missing, nothing more, at any depth."""
    given = answer(ledger, ASKED[name])

    assert list(faults(given, schema(ANSWERS[name]))) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_a_word_more_or_less_would_be_noticed(ledger: Path, name: str) -> None:
    """The check above can fail."""
    given = answer(ledger, ASKED[name])
    first = next(iter(given))

    less = {word: value for word, value in given.items() if word != first}
    for spoilt in ({**given, "more": 1}, less, {**given, first: 0.5}):
        assert list(faults(spoilt, schema(ANSWERS[name])))


def test_a_list_gives_the_words_the_design_promises(ledger: Path) -> None:
    """The names in the contract are the words of the field."""
    promised = (
        "ref text inspection service kind number addressee standard response status closed_as "
        "covered_by rag rag_reason owners first_due due days_late_first days_late slips percent "
        "actions_total actions_complete evidence claim judgement last_touched"
    )

    listed = answer(ledger, ["list"])

    assert {"as_of", "known_at", "position", "head", "items"} == set(listed)
    assert all(set(promised.split()) <= set(item) for item in listed["items"])
    assert len(listed["items"]) == 20


def test_an_action_gives_its_slip_record(ledger: Path) -> None:
    """Each slip has where it was, where it went, why, who asked, who agreed and when."""
    shown = answer(ledger, ["show", "knowsley-2023/2"])

    assert shown["actions"][0]["slips"] == [
        {
            "from": "2023-12-14",
            "to": "2024-02-29",
            "reason": "Two schools answer in February",
            "asked_by": "Head of Education",
            "agreed_by": "The Chair",
            "on": "2023-12-14",
        }
    ]
