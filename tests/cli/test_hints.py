"""Hints: the next step after a refusal, in the words of the command line."""

from __future__ import annotations

import re
import shlex
from string import Formatter
from typing import TYPE_CHECKING, get_args

import click
import pytest
from stores import SampleLedger

from tracker.cli.hints import WORDS, full_sentence, worded
from tracker.cli.main import cli
from tracker.cli.session import Session
from tracker.domain.errors import RefusedError
from tracker.domain.hints import Hint, NextStep, hint

if TYPE_CHECKING:
    from pathlib import Path

VALUES = {"ref", "layout", "parts", "location", "login", "entry", "command", "party"}


@pytest.mark.parametrize("step", get_args(NextStep))
def test_every_step_is_worded(step: NextStep) -> None:
    """A new step needs its wording here."""
    named = {name for _, name, _, _ in Formatter().parse(WORDS[step]) if name}

    assert named <= {"tracker", "reading", "options", *VALUES}
    assert worded(Hint(step, dict.fromkeys(VALUES, "x")), None)


@pytest.mark.parametrize("step", get_args(NextStep))
def test_every_command_a_hint_names_is_one(step: NextStep) -> None:
    """The program has the command and its subcommand."""
    typed = worded(Hint(step, dict.fromkeys(VALUES, "x")), None)
    context = click.Context(cli)

    for words in re.findall(r"tracker ((?:[a-z]+[- ]?)+)", typed):
        command = cli.get_command(context, words.split()[0])
        assert command is not None, words
        if isinstance(command, click.Group) and len(words.split()) > 1:
            assert command.get_command(context, words.split()[1]) is not None, words


def test_a_hint_has_the_ledger_and_the_name_that_were_given() -> None:
    """The command can be copied and run."""
    session = Session(ledger="our ledger.db", by="Dana Okafor")

    typed = worded(hint("take-back-first", entry=41), session)

    assert typed == (
        'Take that back first: tracker --ledger "our ledger.db" --by "Dana Okafor" '
        "take-back 41 --whole -m WHY"
    )
    assert shlex.split(typed.partition(": ")[2])[1:5] == [
        *("--ledger", "our ledger.db", "--by", "Dana Okafor")
    ]


def test_a_command_about_another_person_has_no_name_in_it() -> None:
    """The person who runs it has a login."""
    session = Session(by="Dana Okafor")

    typed = worded(hint("link-login", login="ken"), session)

    assert typed == "Someone with a linked login can run: tracker people login NAME ken"


def test_a_sentence_without_a_hint_stands_alone() -> None:
    """Nothing is added to it."""
    assert full_sentence(RefusedError("No."), None) == "No."


def test_a_refusal_ends_with_its_hint(tmp_path: Path) -> None:
    """The rule comes first, then the command to run."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.record.close()

    refused = sample.typed("--by", "Sam Manager", "assign", "know/2", "Read it", *OWNED)

    assert refused.code == 3
    assert refused.err == (
        f"There is no one called 'Nobody' here. To see everyone: tracker --ledger {sample.place} "
        f'people. To add a person: tracker --ledger {sample.place} --by "Sam Manager" '
        "people add NAME\n"
    )


OWNED = ("--owner", "Nobody", "--due", "2026-06-30")
