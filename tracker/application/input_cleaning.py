"""What a person enters, made fit to be recorded."""

from __future__ import annotations

import re

from tracker.domain.errors import OddTextError
from tracker.domain.free_text import clean
from tracker.domain.vocabulary import NOTE

_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


def clean_optional(text: str | None, *, what: str, limit: int = NOTE) -> str | None:
    """Return a text cleaned; null if none was entered. Raises as `free_text.clean`."""
    return None if text is None else clean(text, limit=limit, what=what)


def clean_decimal(text: str, *, what: str) -> str:
    """Return a number exactly as entered, its decimals kept. Raises OddTextError for any other."""
    entered = text.strip()
    if _DECIMAL.fullmatch(entered) is None:
        raise OddTextError(what, "is not a number written like 84.9 or -2")
    return entered
