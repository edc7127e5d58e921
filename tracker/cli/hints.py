"""Hints in the words of the command line: what to type next."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import TrackerError
from tracker.domain.hints import NextStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.cli.session import Session
    from tracker.domain.hints import Hint

WORDS: Final[Mapping[NextStep, str]] = {
    NextStep.ACKNOWLEDGE_CLOCK: "If this clock is right: {tracker} clock acknowledge",
    NextStep.ADD_MEASURE: "To add one: {tracker} outcome {ref} WHAT --measure NAME --target N",
    NextStep.ADD_PARTY: (
        "To see everyone: {reading} people. To add a person: {tracker} people add NAME"
    ),
    NextStep.BOOK_MEETING: "To book one: {tracker} board add DATE",
    NextStep.CHOOSE_LAYOUT: (
        "To read it so: --layout {layout}. To fill in its facts by hand: --layout by-hand"
    ),
    NextStep.CHOOSE_MEASURE: "Say which with --measure NAME.",
    NextStep.CONTINUE_COPY: "Run the tracker copy that fills it again; it continues.",
    NextStep.CORRECT_OTHER_PARTS: "What can be corrected: {options}.",
    NextStep.CREATE_LEDGER: "To start one: tracker init {location}",
    NextStep.FILL_IN_BY_HAND: "To fill in its facts by hand: --layout by-hand",
    NextStep.IMPORT_AS_NEW: "Import it without --reissue.",
    NextStep.IMPORT_REPORT: "To import a report: {tracker} import REPORT",
    NextStep.LINK_LOGIN: (
        "Someone with a linked login can run: {reading} people login NAME {login}"
    ),
    NextStep.LINK_OTHER_LOGIN: "To change it: {tracker} people login NAME LOGIN",
    NextStep.NAME_ACTOR: "Give --by NAME, or set TRACKER_BY.",
    NextStep.NAME_DECIDER: "Say whose with --for PARTY.",
    NextStep.NAME_EARLIER_HEAD: "Name an earlier head with --known-at.",
    NextStep.NAME_MEASURE: "Give --measure NAME.",
    NextStep.NAME_MINUTE: "Give --minute TEXT.",
    NextStep.NAME_ONE_PLACE: "Give --link URL or --file PATH, not both.",
    NextStep.NAME_PART: "Give --part TEXT and -m TEXT.",
    NextStep.NAME_PAST_MOMENT: "--known-at takes a day or an instant in the past.",
    NextStep.NAME_REASON: "Give -m TEXT.",
    NextStep.NAME_REISSUE_DAY: "Say when it was re-issued with --on DATE.",
    NextStep.NAME_SERVICE: "Say which service carries it out with --service NAME.",
    NextStep.NAME_TARGET: "Give --target N, and --at-least or --at-most.",
    NextStep.OMIT_ACTOR: "Leave out --by, and unset TRACKER_BY.",
    NextStep.OMIT_DECIDER: "Leave out --for and --minute.",
    NextStep.OPEN_WITHOUT_ERASURES: "If nothing was erased, restore --without-erasures.",
    NextStep.PRINT_HEAD: "To print one: {reading} head",
    NextStep.REBUILD: "To rebuild it: {reading} rebuild",
    NextStep.REISSUE_OR_TAKE_BACK: (
        "If it was re-issued, give --reissue. If it was misread, take it back and import it "
        "again: {tracker} take-back {entry} --whole -m WHY"
    ),
    NextStep.REPEAT_COMMAND: "Run it again with --command-id {command}, which records it once.",
    NextStep.SAY_REISSUED: "Give --reissue with --on.",
    NextStep.SERVE_BY_ACTION: "To link an action: {tracker} link REF/N REF --as serves",
    NextStep.SIGN_HEAD: "To print one: {reading} head --sign KEY",
    NextStep.STATE_PUBLICATION: "Say when it was published with --published DATE.",
    NextStep.TAKE_BACK_AND_IMPORT: (
        "Take it back and import it again: {tracker} take-back {entry} --whole -m WHY"
    ),
    NextStep.TAKE_BACK_FIRST: ("Take that back first: {tracker} take-back {entry} --whole -m WHY"),
    NextStep.UNLINK_LOGIN: "To unlink it first: {tracker} people login {party}",
    NextStep.UPGRADE: "To upgrade it: {reading} upgrade",
    NextStep.VERIFY: "To see what is wrong: {reading} verify",
}
"""Each step, with `{tracker}` for the command as it was begun, and `{reading}` without a name."""


def worded(hint: Hint, session: Session | None, refused: str = "") -> str:
    """Return a hint as it is typed, with the ledger and the name that were given.

    A name that the sentence `refused` is about is left out.
    """
    ledger = [] if session is None or session.ledger is None else ["--ledger", session.ledger]
    by = [] if session is None or session.by is None else ["--by", session.by]
    if by and f"'{by[1]}'" in refused:
        by = []
    values = {name: quote(value) for name, value in hint.values.items()}
    options = hint.values.get("parts", "").split()
    return WORDS[hint.step].format(
        tracker=" ".join(["tracker", *map(quote, [*ledger, *by])]),
        reading=" ".join(["tracker", *map(quote, ledger)]),
        options=", ".join(f"--{option}" for option in options),
        **values,
    )


def full_sentence(error: TrackerError, session: Session | None) -> str:
    """Return the sentence of an error, with its hint."""
    if error.hint is None:
        return error.sentence
    return f"{error.sentence} {worded(error.hint, session, error.sentence)}"


def with_hint(error: Exception, session: Session | None) -> Exception:
    """Return an error whose sentence includes its hint, if it has one."""
    if isinstance(error, TrackerError) and error.hint is not None:
        error.args = (full_sentence(error, session),)
        error.hint = None
    return error
