"""Signing a head, and checking a signature, with the keys that people have: those of OpenSSH.

The program ssh-keygen does both. It is started without a shell and given a time; what it says is
not repeated, for it may name files of the person who signs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import IntegrityError, NotFoundError, RefusedError, UsageError
from tracker.domain.head_text import SavedHead, parse_statement
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = "inspection-tracker"
"""What a signature is for: one made for anything else is not taken for one of a head."""

TO_SIGN, TO_CHECK = 120, 20
"""Seconds: a person may have to type a passphrase, or to touch a key."""

_BEGINS = "-----BEGIN SSH SIGNATURE-----\n"


def sign_head(statement: str, key: Path) -> str:
    """Return a statement with its signature under it.

    Raises RefusedError if ssh-keygen is not there or will not sign, NotFoundError for no key.
    """
    program = _program()
    if not _is_file(key):
        raise NotFoundError("There is no such key to sign with.")
    done = _run(
        [program, "-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE], statement, TO_SIGN
    )
    if done.returncode != 0 or not done.stdout.startswith(_BEGINS):
        raise RefusedError("The head was not signed: ssh-keygen could not use that key.")
    return statement + done.stdout


def check_signature(text: str, signers: Path) -> tuple[SavedHead, str]:
    """Return the head of a signed statement, and who signed it, as the list of signers names them.

    Raises IntegrityError for a signature that does not hold, UsageError for what is no statement,
    RefusedError without ssh-keygen, NotFoundError without a list.
    """
    program = _program()
    if not _is_file(signers):
        raise NotFoundError("There is no such list of signers.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    statement, begins, rest = text.partition(_BEGINS)
    kept = parse_statement(statement)
    if kept is None or not begins:
        raise UsageError("That is no signed head.", hint=hint("sign-head"))
    allowed = str(signers.absolute())
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder) / "signature"
        signature.write_text(begins + rest, encoding="utf-8", newline="\n")
        asked = [program, "-Y", "find-principals", "-f", allowed, "-s", str(signature)]
        for who in _run(asked, "", TO_CHECK).stdout.splitlines():
            check = [program, "-Y", "verify", "-f", allowed, "-I", who, "-n", NAMESPACE]
            done = _run([*check, "-s", str(signature)], statement, TO_CHECK)
            if done.returncode == 0:
                return kept, who
    raise IntegrityError(
        "The signature does not hold: the statement was changed, or none of the signers made it."
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no name that a file could have
        return False


def _program() -> str:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise RefusedError("Signatures need ssh-keygen, a part of OpenSSH; it is not here.")
    return program


def _run(words: Sequence[str], given: str, seconds: int) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell, the program found above
            words,
            input=given,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise RefusedError("ssh-keygen gave no answer; nothing was signed or checked.") from None
