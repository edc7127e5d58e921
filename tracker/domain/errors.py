"""The errors a user can get, each with its sentence and its exit code.

A sentence has `«p3»` for a party; the party's name replaces it when the sentence is printed. So
rules need no names, and an error holds none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from tracker.domain.hints import Hint
    from tracker.domain.vocabulary import PartyId


def party_mark(party: PartyId | str) -> str:
    """Return the mark for a party, replaced by its name when the sentence is printed."""
    return f"«{party}»"


def with_names(sentence: str, name: Callable[[str], str]) -> str:
    """Return the sentence with the names of its parties."""
    return re.sub(r"«(p\d+)»", lambda mark: name(mark.group(1)), sentence)


def long_date(on: date) -> str:
    """Return a date as people write it: 31 March 2026."""
    return f"{on.day} {on:%B %Y}"


def short_date(on: date) -> str:
    """Return a date as a table prints it: 12 Jun 2023."""
    return f"{on.day} {on:%b %Y}"


def weekday_date(on: date) -> str:
    """Return a date with its weekday: Wednesday 31 March 2027."""
    return f"{on:%A} {long_date(on)}"


def joined(words: Iterable[str], *, last: str = "or") -> str:
    """Return words as a list in a sentence: `a, b or c`."""
    *most, final = list(words) or ["nothing"]
    return f"{', '.join(most)} {last} {final}" if most else final


class TrackerError(Exception):
    """The request could not be carried out.

    The message is one clear sentence that states the rule. The hint is the next step; each
    interface words it in its own way.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, *sentence: object, hint: Hint | None = None) -> None:
        """Take the sentence, and the next step if there is one."""
        super().__init__(*sentence)
        self.hint = hint

    @property
    def sentence(self) -> str:
        """The sentence for the person, with parties as marks."""
        return str(self)


class RefusedError(TrackerError):
    """A rule of the plan does not allow it. Nothing was recorded."""


class UsageError(TrackerError):
    """The command is not typed correctly. Nothing was recorded."""

    exit_code = 2


class NotFoundError(TrackerError):
    """What the person named is not in this ledger. Nothing was recorded."""

    exit_code = 3


class IntegrityError(TrackerError):
    """The record or the clock cannot be trusted."""

    exit_code = 4


class BusyError(TrackerError):
    """The ledger could not be reached; nothing was recorded."""

    exit_code = 5


class UnknownOutcomeError(TrackerError):
    """It is not known if this was recorded. Repeating it with the same command id is harmless."""

    exit_code = 6


class OddTextError(RefusedError):
    """A text cannot be stored as it is."""

    def __init__(self, what: str, fault: str) -> None:
        """Name the text and what is wrong with it."""
        super().__init__(f"The {what} {fault}; nothing was recorded.")


class ImpossibleTimelineError(RefusedError):
    """With this entry on this date the history would contradict itself."""

    def __init__(self, conflicts: Iterable[str]) -> None:
        """List the contradictions, with their dates."""
        super().__init__(" ".join(conflicts))


class UnknownEventError(IntegrityError):
    """The ledger has an entry of a type that this program does not recognise."""

    def __init__(self, topic: str, position: int) -> None:
        """Name the entry and its type."""
        super().__init__(
            f"Entry #{position} is a '{topic}', which this version of the program does not know; "
            "it was written by a newer version of this program, or is not an entry of a tracker."
        )


class DamagedEntryError(IntegrityError):
    """An entry is not what its type requires."""

    def __init__(self, position: int, fault: str) -> None:
        """Name the entry and what is wrong with it."""
        super().__init__(f"Entry #{position} cannot be read: {fault}.")


class RuleError(RefusedError):
    """A rule of the plan does not allow it; the sentence is the rule."""


class DateRuleError(RuleError):
    """A rule about dates does not allow it."""


class NothingAskedError(RuleError):
    """There is nothing to agree or refuse."""


class SamePersonError(RuleError):
    """No one agrees or refuses what they themselves proposed or asked for."""

    def __init__(self, verb: str, party: PartyId) -> None:
        """Name who proposed or asked."""
        super().__init__(
            f"This was {verb} by {party_mark(party)}; another person has to agree or refuse it."
        )


class RightError(RefusedError):
    """The person does not hold the role that a command needs."""


class AmbiguousError(UsageError):
    """What was typed could be several things; the sentence lists them."""


class UndatedReportError(RefusedError):
    """A report prints no date of publication, and none was stated."""

    def __init__(self) -> None:
        """Explain how to state one."""
        super().__init__(
            "The report prints no date of publication.",
            hint=hint("state-publication"),
        )


class FactsError(RefusedError):
    """A facts file cannot be recorded as it is."""

    def __init__(
        self,
        name: str,
        fault: str,
        *,
        field: str | None = None,
        line: int | None = None,
        hint: Hint | None = None,
    ) -> None:
        """Name the file, the line and the field, and what is wrong there."""
        where = [name, f"line {line}" if line else None, field]
        sentence = fault if fault.endswith(("?", ".")) else f"{fault}."
        super().__init__(f"{', '.join(part for part in where if part)}: {sentence}", hint=hint)


class DateError(UsageError):
    """A typed date is not understood, is ambiguous or does not exist."""

    def __init__(self, text: str, fault: str, *, hint: Hint | None = None) -> None:
        """Name the text, with invisible characters spelt out, and what is wrong with it."""
        more = "…" if text[60:] else ""
        super().__init__(f"{text[:60]!r}{more} {fault}.", hint=hint)


class ClockError(IntegrityError):
    """This computer's clock is further behind the record than normal clock corrections explain."""

    def __init__(self, now: datetime, last: datetime, position: int) -> None:
        """Give both times, in UTC."""
        super().__init__(
            f"This computer's clock says {now:%d %B %Y %H:%M:%S} UTC, but entry #{position} was "
            f"recorded at {last:%d %B %Y %H:%M:%S} UTC: this clock is slow, or that one was fast. "
            "Nothing was recorded. Set this computer's clock right and try again.",
            hint=hint("acknowledge-clock"),
        )
