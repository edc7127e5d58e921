"""Logins of a ledger on a server: who acts is who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain import events
from tracker.domain.errors import RightError, RuleError, party_mark
from tracker.domain.hints import hint
from tracker.domain.vocabulary import PartyId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.application.lookups import Lookups
    from tracker.domain.bitemporal import Entry
    from tracker.domain.parties import Party
    from tracker.ledger.ledger import Ledger


def logged_in(lookups: Lookups, logins: Mapping[str, str], named: Party | None) -> Party:
    """Return who is logged in. Raises RightError for an unknown login or another person's name."""
    login = lookups.record.login
    known = lookups.party_by_id(PartyId(logins.get(login, "")))
    if known is None:
        raise RightError(
            f"The login {login} is not linked to anyone here.",
            hint=hint("link-login", login=login),
        )
    if named is not None and named.id != known.id:
        raise RightError(
            f"The login {login} is {party_mark(known.id)}'s. No one may record in another "
            "person's name.",
            hint=hint("omit-actor"),
        )
    return known


def check_login(
    party: Party, login: str | None, logins: Mapping[str, str], actor: PartyId | None
) -> None:
    """Refuse another person's login; on a server, also refuse to change one's own.

    `actor` is who acts where logins say so, null elsewhere.
    Raises RuleError, RightError.
    """
    whose = None if login is None else logins.get(login)
    if actor is not None and actor in {party.id, whose}:
        raise RightError(
            "No one may change their own login or give it away. Another person has to."
        )
    if whose is not None and whose != party.id:
        raise RuleError(
            f"{login} is {party_mark(whose)}'s login.",
            hint=hint("unlink-login", party=whose),
        )


def bind(record: Ledger, entries: Iterable[Entry]) -> None:
    """Let those of the entries just recorded count that say whose a login is."""
    for entry in entries:
        if isinstance(entry.event, events.LoginBound):
            record.bind(entry.position)
