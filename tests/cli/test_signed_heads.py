"""Signed heads: with ssh-keygen, or with a stand-in for it where this computer has none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import fake_ssh_keygen
import pytest
from tampering import entry, resealed

from tracker.application import head_signatures

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal

REAL = shutil.which("ssh-keygen")
PROGRAMS = ["a stand-in", *(["ssh-keygen"] if REAL else [])]
KEY, SIGNERS, STATEMENT = "key", "signers", "head.txt"


class Signing(NamedTuple):
    """A terminal with a key, a list on which the chair is, and what signs and checks."""

    terminal: Terminal

    def sign(self, *words: str) -> CommandResult:
        """Return the head, signed, and keep it in a file."""
        result = self.terminal.says("head", "--sign", KEY, *words)
        (self.terminal.folder / STATEMENT).write_text(result.out, "utf-8")
        return result

    def check(self, *words: str) -> CommandResult:
        """Return what verifying says of that file."""
        return self.terminal.says("verify", "--signed", STATEMENT, "--signers", SIGNERS, *words)

    def rewritten(self, old: str, new: str) -> None:
        """Put other words into that file."""
        path = self.terminal.folder / STATEMENT
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def stood_in(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, key: str = "chairs-key") -> None:
    """Put the stand-in where ssh-keygen is looked for, and a key in the folder."""
    program = terminal.folder / "bin" / "ssh-keygen"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -I "{fake_ssh_keygen.__file__}" "$@"\n', "utf-8"
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    terminal.file(KEY, key)
    terminal.file(SIGNERS, f"chair@board ssh-fake {key}\n")


def real(terminal: Terminal) -> None:
    """Make a key with the real program."""
    lines = [str(REAL), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(terminal.folder / KEY)]
    subprocess.run(lines, check=True, capture_output=True)
    public = (terminal.folder / f"{KEY}.pub").read_text("utf-8").strip()
    terminal.file(SIGNERS, f'chair@board namespaces="{head_signatures.NAMESPACE}" {public}\n')


@pytest.fixture(params=PROGRAMS)
def signed(
    request: pytest.FixtureRequest, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> Signing:
    """Return a terminal with a key of each program there is."""
    if request.param == "ssh-keygen":
        real(terminal)
    else:
        stood_in(terminal, monkeypatch)
    return Signing(terminal)


def test_a_signed_head_is_checked_against_the_ledger_and_the_signers(signed: Signing) -> None:
    """Who signed it, and how much was recorded since."""
    printed = signed.sign()
    signed.terminal.manager("log", "elm/1", "Raised")

    result = signed.check()

    lines = printed.out.splitlines()
    assert (printed.code, lines[0], lines[2]) == (0, "tracker head v1", "entries: 16")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1].startswith("Signed by chair@board: The head ")
    assert result.out.endswith("… is that of #16; 1 entry was recorded after it.\n")
    assert signed.check("--json").json["heads"][0]["signed_by"] == "chair@board"


def test_a_signature_survives_a_mail_that_ends_lines_otherwise(signed: Signing) -> None:
    """Carriage returns are no change of what was signed."""
    signed.sign()
    path = signed.terminal.folder / STATEMENT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert signed.check().code == 0


@pytest.mark.parametrize(("old", "new"), [("entries: 16", "entries: 15"), ("head: ", "head: 0")])
def test_a_statement_that_was_changed_is_refused(signed: Signing, old: str, new: str) -> None:
    """One figure is enough; a statement of another shape is none."""
    signed.sign()
    signed.rewritten(old, new)

    result = signed.check()

    assert result.code == (4 if new == "entries: 15" else 2)
    assert result.err in {
        "The signature does not hold: the statement was changed, or none of the signers made it.\n",
        "That is no signed head. To print one: tracker head --sign KEY\n",
    }


def test_a_stranger_s_signature_is_refused(signed: Signing) -> None:
    """Only those on the list count."""
    signed.sign()
    signed.terminal.file(SIGNERS, "")

    assert signed.check().code == 4


def test_a_signed_head_of_a_rewritten_history_is_found(signed: Signing) -> None:
    """The signature holds, the ledger does not."""
    signed.sign()
    path = signed.terminal.folder / "tracker.db"
    resealed(path, entry(12, "effective_on = '2020-01-01'"))

    result = signed.check()

    assert result.code == 4
    assert "but it does not match the saved head" in result.err


def test_without_ssh_keygen_a_sentence_says_so(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing is one way among others; everything else works without."""
    monkeypatch.setenv("PATH", str(terminal.folder))
    terminal.file(KEY, "a key")
    terminal.file(STATEMENT, "tracker head v1\n")
    terminal.file(SIGNERS, "")
    needed = "Signatures need ssh-keygen, a part of OpenSSH; it is not here.\n"

    results = [Signing(terminal).check(), terminal.says("head", "--sign", KEY)]

    assert [(result.code, result.out, result.err) for result in results] == [(1, "", needed)] * 2


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("refused", "The head was not signed: ssh-keygen could not use that key.\n"),
        ("slow", "ssh-keygen gave no answer; nothing was signed or checked.\n"),
    ],
)
def test_a_key_that_cannot_be_used_is_a_sentence_without_its_secrets(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, key: str, sentence: str
) -> None:
    """What ssh-keygen says of it is not repeated, and it is not waited for for ever."""
    stood_in(terminal, monkeypatch, key)
    monkeypatch.setattr(head_signatures, "TO_SIGN", 0.5 if key == "slow" else 30)

    result = terminal.says("head", "--sign", KEY)

    assert (result.code, result.out, result.err) == (1, "", sentence)


def test_what_is_missing_is_said(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key, the list, the other option, the form that a signed head has of its own."""
    stood_in(terminal, monkeypatch)
    terminal.file(STATEMENT, "tracker head v1\n")

    results = [
        terminal.says("head", "--sign", "nothing"),
        terminal.says("verify", "--signed", STATEMENT, "--signers", "nothing"),
        terminal.says("verify", "--signed", STATEMENT),
        terminal.says("head", "--sign", KEY, "--json"),
        terminal.says("verify", "--signed", STATEMENT, "--signers", SIGNERS),
    ]

    assert [(result.code, result.err) for result in results] == [
        (3, "There is no such key to sign with.\n"),
        (3, "There is no such list of signers.\n"),
        (2, "A signed head is checked against a list of signers: --signed, --signers.\n"),
        (2, "A signed head has a form of its own: leave --format out.\n"),
        (2, "That is no signed head. To print one: tracker head --sign KEY\n"),
    ]


def test_no_shell_ever_reads_a_name(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key called like a command is a key."""
    stood_in(terminal, monkeypatch)
    odd = "$(touch pwned); -f"
    terminal.file(odd, "chairs-key")

    result = terminal.says("head", "--sign", odd)

    assert result.code == 0
    assert not Path(terminal.folder / "pwned").exists()


def test_a_signed_head_may_have_gone_through_windows(signed: Signing) -> None:
    """A mark of the order of bytes and other ends of lines are not what was signed."""
    signed.sign()
    path = signed.terminal.folder / STATEMENT
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    result = signed.check()

    assert (result.code, result.err) == (0, "")
    assert "Signed by chair@board: " in result.out
