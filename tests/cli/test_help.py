"""Every command is helped, exemplified, and listed where a person looks for it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from paths import ROOT

from tracker.cli.main import COMMANDS, cli, run

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (ROOT / "README.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command and every command of a group, by its words."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                answer = command.get_command(context, below)
                assert answer is not None
                yield f"{name} {below}", answer


EVERY = dict(commands())


@pytest.mark.parametrize("words", EVERY)
def test_every_command_has_help_and_an_example(words: str) -> None:
    """The help begins with what the command does and shows it done."""
    result = CliRunner().invoke(cli, [*words.split(), "--help"])

    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"tracker {words}" in " ".join(result.output.split()) or "tracker --by" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    """One line of help is written once and repeated faithfully."""
    first = (EVERY[name].help or "").strip().split("\n")[0].rstrip(".")

    assert first == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_mentions_every_command(name: str) -> None:
    """Nobody has to find a command by accident."""
    assert f"`{name}`" in README


@pytest.mark.parametrize("words", EVERY)
def test_every_option_says_what_it_is_for(words: str) -> None:
    """No option stands in a help text without a word of its own."""
    for parameter in EVERY[words].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{words}: {parameter.opts}"


@pytest.mark.parametrize("words", EVERY)
def test_every_example_parses(words: str) -> None:
    """What an example shows is understood by the command it is an example of."""
    text = (EVERY[words].help or "").replace("\\\n", " ")
    lines = [line.strip() for line in text.split("\n") if line.strip().startswith("tracker ")]
    assert lines
    for line in lines:
        given = shlex.split(line)[1:]
        while given[0].startswith("--"):
            given = given[2:]
        assert given[: len(words.split())] == words.split()
        if not isinstance(EVERY[words], click.Group):
            EVERY[words].make_context(words, given[len(words.split()) :])


def test_a_command_mistyped_is_answered_with_what_it_may_have_been(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One letter wrong costs one look, not a search."""
    assert run(["asign"]) == 2
    assert capsys.readouterr().err == (
        "There is no command 'asign'. Did you mean assign or reassign? See tracker --help.\n"
    )
