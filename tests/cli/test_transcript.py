"""The transcript covers every command, prints the same twice, and no command in it fails badly."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path

import click
import pytest
import transcript

from tracker.cli.main import cli


@cache
def answers() -> list[transcript.PlayedAnswer]:
    """Return every answer of the story, played once for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", "unused")
        return transcript.played()


def commands() -> set[str]:
    """Return every command and subcommand there is, as typed."""
    return {" ".join(words[:-1]) for words in transcript.helped()} - {""}


def test_every_command_is_typed() -> None:
    """A group counts by its subcommands; each is typed in the story, not only asked for help."""
    typed = {
        command
        for command in commands()
        for answer in answers()
        if "--help" not in answer.command and f" {command} " in f"{answer.command} "
    }

    assert commands() - typed <= {
        name for name in cli.list_commands(context()) if isinstance(command(name), click.Group)
    }


def test_no_command_fails_badly() -> None:
    """Each ends with a published exit code, and what went wrong is one sentence."""
    assert {answer.code for answer in answers()} <= {0, 1, 2, 3, 4, 5, 6}
    assert [a.command for a in answers() if "itself failed" in a.err or "Traceback" in a.err] == []


def test_many_different_refusals_are_in_it() -> None:
    """So that a changed sentence is seen."""
    assert len({answer.err for answer in answers() if answer.code}) > 100


def test_it_names_no_folder_of_this_run() -> None:
    """So that two runs can be compared."""
    text = transcript.lasting("\n".join(map(str, answers())))

    assert str(Path.cwd()) not in text
    assert all(shlex.split(answer.command)[0] == "tracker" for answer in answers())


def context() -> click.Context:
    """Return a context in which commands are looked up."""
    return click.Context(cli)


def command(name: str) -> click.Command | None:
    """Return a command by its name."""
    return cli.get_command(context(), name)
