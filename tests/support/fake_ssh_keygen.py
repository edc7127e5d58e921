"""A stand-in for ssh-keygen, so that signing is tried where there is none: no secret, same words.

It signs with the digest of the key and the message. The list of signers is as the real one's: a
name, a word, and what the key's file holds.
"""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

BEGINS, ENDS = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


def signature(key: str, namespace: str, message: str) -> str:
    """Return the lines of a signature."""
    digest = hashlib.sha256(f"{key}\n{namespace}\n{message}".encode()).hexdigest()
    return f"{BEGINS}\n{key}\n{digest}\n{ENDS}\n"


def main(words: list[str]) -> int:
    """Do as ssh-keygen does with -Y."""
    given = dict(zip(words[::2], words[1::2], strict=True))
    verb = given["-Y"]
    if verb == "sign":
        key = Path(given["-f"]).read_text("utf-8").strip()
        if key == "slow":
            time.sleep(30)
        if key == "refused":
            sys.stderr.write(f"{given['-f']}: a secret is wrong\n")
            return 255
        sys.stdout.write(signature(key, given["-n"], sys.stdin.read()))
        return 0
    signed = Path(given["-s"]).read_text("utf-8")
    key = signed.splitlines()[1]
    lines = [line.split() for line in Path(given["-f"]).read_text("utf-8").splitlines()]
    signers = [who for who, _, known in lines if known == key]
    if verb == "find-principals":
        sys.stdout.writelines(f"{who}\n" for who in signers)
        return 0 if signers else 255
    good = given["-I"] in signers and signed == signature(key, given["-n"], sys.stdin.read())
    return 0 if good else 255


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
