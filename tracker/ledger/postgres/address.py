"""The address of a ledger on a server: as libpq reads it, and never with a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from tracker.domain.errors import UsageError

_URL = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_SERVICE = re.compile(r"service=[\w.-]+")
_PASSWORD = re.compile(r"://[^@]*:[^@]*@|(?:^|[\s?&])(?:ssl)?password\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that libpq understands; whoever it lets in it asks for the password itself."""

    text: str

    def __str__(self) -> str:
        """The address as it may be printed."""
        return self.text


def address(typed: str) -> Address | None:
    """Return the address that was typed; null if it is not one.

    `postgresql://…`, or `service=NAME` for a section of libpq's service file. Raises UsageError
    for another kind of address, and for one with a password in it, which it does not repeat.
    """
    if _PASSWORD.search(typed) or _PASSWORD.search(unquote(typed)):
        raise UsageError(
            "A password has no place in an address: others see what is typed. "
            "Put it into libpq's password file (~/.pgpass) or service file."
        )
    if _URL.match(typed) or _SERVICE.fullmatch(typed):
        return Address(typed)
    if "://" in typed:
        raise UsageError("A ledger is a file, or at postgresql://….")
    return None
