"""The head of the record as people save it: written out, and read back from any text.

A head covers everything recorded up to a position. Anyone who has saved one can check later that
the history up to there is still the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.errors import UsageError
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHORS = "anchors"
"""The name of the one stream of heads that people were given."""

WHOLE, SHORTEST = 64, 8
"""Characters of a whole head, and of the shortest that can be looked for."""

_LEDGER = r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_APART = r"[\s>|]+"
_HEAD = rf"(?:[0-9a-f]{{64}}|[0-9a-f]{{8}}(?:{_APART}[0-9a-f]{{8}}){{7}})"
_AT = r"(?:@#?(?P<at>[0-9]{1,15}))?"
_TYPED = rf"(?i)(?P<head>{_HEAD}|[0-9a-f]{{{SHORTEST},{WHOLE}}}){_AT}"
_WRITTEN = rf"(?i)(?<![0-9a-f])(?P<head>{_HEAD})(?![0-9a-f]){_AT}"
_PRINTED = r"#(?P<at>[0-9]{1,15}), head (?P<head>[0-9a-f]{8})(?:…|\.\.\.)"
_STATED = (
    r"tracker head v1\n"
    r"ledger: (?P<ledger>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\n"
    r"entries: (?P<at>[0-9]{1,15})\n"
    r"head: (?P<head>[0-9a-f]{64})\n"
    r"recorded: (?:[0-9T:.-]{26}Z|never)\n"
)


class SavedHead(NamedTuple):
    """A saved head: all of its characters, or the first ones; its position if that is known.

    `ledger` is the id of its ledger, if that was saved with it.
    """

    head: str
    position: int | None = None
    ledger: str | None = None

    @property
    def is_weak(self) -> bool:
        """Whether characters are missing, so that someone could make another history fit it."""
        return len(self.head) < WHOLE


def grouped_digits(head: str) -> str:
    """Return a head as people copy it: in groups of eight characters."""
    return " ".join(head[n : n + 8] for n in range(0, len(head), 8))


def head_statement(*, ledger: str, position: int, head: str, recorded_at: str | None) -> str:
    """Return the statement of a head, ready to be signed: the same five lines for ever."""
    return (
        f"tracker head v1\nledger: {ledger}\nentries: {position}\nhead: {head}\n"
        f"recorded: {recorded_at or 'never'}\n"
    )


def parse_statement(statement: str) -> SavedHead | None:
    """Return the head of a statement; null for a text that is not exactly one."""
    match = re.fullmatch(_STATED, statement)
    return None if match is None else SavedHead(match["head"], int(match["at"]), match["ledger"])


def heads_from_argument(text: str) -> list[SavedHead]:
    """Return the heads in a text that was typed or pasted: HEAD, HEAD@POSITION, or printed lines.

    Raises UsageError if there is none.
    """
    only = re.fullmatch(_TYPED, text.strip())
    return heads_from_text(text) if only is None else [_kept(only, None)]


def heads_from_text(text: str) -> list[SavedHead]:
    """Return every head in a text, as `tracker head` and other views print them, each once.

    Raises UsageError if there is none.
    """
    heads = list(dict.fromkeys(_found(text)))
    if not heads:
        raise UsageError(
            "There is no head in that: it has 64 letters 0-9 and a-f, or at least the first 8.",
            hint=hint("print-head"),
        )
    whole = [kept.head for kept in heads if not kept.is_weak]
    return [
        kept
        for kept in heads
        if not (kept.is_weak and any(head.startswith(kept.head) for head in whole))
    ]


def _found(text: str) -> Iterator[SavedHead]:
    ids = {word.lower() for word in re.findall(_LEDGER, text)}
    ledger = ids.pop() if len(ids) == 1 else None
    bare = re.sub(_LEDGER, " ", text)
    for pattern in (_WRITTEN, _PRINTED):
        for match in re.finditer(pattern, bare):
            yield _kept(match, ledger)


def _kept(match: re.Match[str], ledger: str | None) -> SavedHead:
    head = re.sub(_APART, "", match["head"]).lower()
    return SavedHead(head, None if match["at"] is None else int(match["at"]), ledger)
