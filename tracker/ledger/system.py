"""What a record asks of the computer it runs on: the time, who is logged in, and salts.

Each is handed to a record as a function or a value, so that a test or a demonstration can play it.
"""

from __future__ import annotations

from datetime import UTC, datetime

LOGIN_AT_MOST = 200
"""Characters of a login that are kept."""


def system_clock() -> datetime:
    """Return the instant by this computer's clock, in UTC."""
    return datetime.now(UTC)


def system_salt() -> bytes:
    """Return 32 bytes no one can guess."""
    import secrets  # noqa: PLC0415 - asking needs no salt

    return secrets.token_bytes(32)


def system_login() -> str:
    """Return the operating system's user and host, as `user@host`."""
    import getpass  # noqa: PLC0415 - asking needs no login
    import socket  # noqa: PLC0415 - the same

    try:
        user = getpass.getuser()
    except (KeyError, ImportError, OSError):
        user = "unknown"
    return clean_login(f"{user}@{socket.gethostname()}")


def clean_login(login: str) -> str:
    """Return a login with printable characters only, and not too many."""
    return "".join(c for c in login if c.isprintable())[:LOGIN_AT_MOST] or "unknown"
