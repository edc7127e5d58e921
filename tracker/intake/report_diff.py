"""Whether two readings are of one inspection, and what differs between them, fact by fact.

Where a report was read from, its warnings and how its texts are set (blank space, quotation marks,
dashes, ligatures, soft hyphens) make no difference. A text that was erased differs from none.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.free_text import Erased

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.intake.recorded_facts import Tables

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES: Final = '\u2018\u2019\u201a\u201b\u2032`\u00b4\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"'
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SET: Final = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_UNSEEN)}
)
"""What a printer sets one way and a web page another."""

_FRONT: Final = ("inspectorate", "title", "kind", "overall")
_ITEM: Final = ("kind", "standard", "addressee", "text")

_Pairs = list[tuple[Any, Any]]


def plain(text: str) -> str:
    """Return a text without how it is set: two that are the same words are then equal."""
    compatible = unicodedata.normalize("NFKC", text.translate(_SET)).translate(_SET)
    return "".join(compatible.split())


def same_text(before: Any, after: Any) -> bool:
    """Whether a fact is the same in both; an erased one is the same as any that is printed."""
    if isinstance(before, str) and isinstance(after, str):
        return plain(before) == plain(after)
    return bool(before == after) or (isinstance(before, Erased) and after is not None)


def is_another(before: Tables, after: Tables) -> bool:
    """Whether two readings under one id are plainly of two inspections."""
    if not (
        same_text(before["inspectorate"], after["inspectorate"]) and _same_service(before, after)
    ):
        return True
    changed = [not same_text(before[name], after[name]) for name in ("title", "kind")]
    there, there_after = _there(before), _there(after)
    if there and there_after:
        return any(changed) and there != there_after
    return all(changed)


def may_be_same(before: Tables, after: Tables) -> bool:
    """Whether two readings may be of one inspection, before their items are looked at."""
    there = _there(before), _there(after)
    if all(there) and there[0] != there[1]:
        return False
    return same_text(before["inspectorate"], after["inspectorate"]) and _same_service(before, after)


def is_same(before: Tables, after: Tables) -> bool:
    """Whether two readings under two ids are of one inspection all the same."""
    if not may_be_same(before, after):
        return False
    there = _there(before), _there(after)
    asked = bool(after["items"]) and not list(_items(before, after))
    if asked and before["published"]["iso"] == after["published"]["iso"]:
        return True
    named = same_text(before["title"], after["title"]) and same_text(before["kind"], after["kind"])
    return named and (asked or all(there))


def differences(before: Tables, after: Tables) -> list[str]:
    """Return every fact that differs, one sentence each: what it was, and what it is now."""
    return [
        *(change for name in _FRONT for change in _change(name, before[name], after[name])),
        *_published(before["published"], after["published"]),
        *_change("fieldwork", _there(before), _there(after)),
        *_change("score", _score(before), _score(after)),
        *_standards(before, after),
        *_figures(before, after),
        *_samples(before, after),
        *_items(before, after),
    ]


def same_item(before: Tables, after: Tables) -> bool:
    """Whether an item is asked for in the same words, of the same body, as the same kind."""
    return all(same_text(before[name], after[name]) for name in _ITEM)


def _same_service(before: Tables, after: Tables) -> bool:
    """Whether both are of one service; a report of no one service is of whichever was stated."""
    return after["service"] is None or before["service"]["id"] == after["service"]["id"]


def _there(facts: Tables) -> str | None:
    """When the inspectors were there, in words; None if it is not printed."""
    start, end = facts["fieldwork"]["start"], facts["fieldwork"]["end"]
    return f"{start or '?'} to {end or '?'}" if start or end else None


def _score(facts: Tables) -> str | None:
    score = facts["score"]
    return None if score is None else f"{score['points']}/{score['of']}"


def _change(what: str, before: Any, after: Any) -> Iterator[str]:
    if same_text(before, after):
        return
    if before is None:
        yield f"{what}: not printed before, now {_quoted(after)}"
    elif after is None:
        yield f"{what}: was {_quoted(before)}, no longer printed"
    else:
        yield f"{what}: was {_quoted(before)}, now {_quoted(after)}"


def _quoted(fact: Any) -> str:
    return f"'{' '.join(fact.split())}'" if isinstance(fact, str) else str(fact)


def _published(before: Tables, after: Tables) -> Iterator[str]:
    if before["iso"] != after["iso"]:
        yield from _change("published", before["iso"], after["iso"])
    elif after["iso"] is None:
        yield from _change("published", before["text"], after["text"])
    if after["stated"] is not None:
        yield from _change("published, as stated", _iso(before["stated"]), _iso(after["stated"]))


def _iso(on: object) -> str | None:
    return None if on is None else str(on)


def _standards(before: Tables, after: Tables) -> Iterator[str]:
    for was, now in _paired(before["standards"], after["standards"], "number", "name"):
        shown = now or was
        what = f"standard {shown['number'] or shown['name']}"
        yield from _gone_or_new(what, was, now, "name")
        if was and now:
            for name in ("name", "rating"):
                yield from _change(f"{what}, {name}", was[name], now[name])
            asked = _in_order(was["questions"], now["questions"])
            for index, (one, other) in enumerate(asked, start=1):
                question = f"{what}, key question {index}"
                yield from _gone_or_new(question, one, other, "text")
                if one and other:
                    yield from _change(question, one["text"], other["text"])
                    yield from _change(question, _percent(one), _percent(other))


def _percent(question: Tables) -> str | None:
    return None if question["percent"] is None else f"{question['percent']}%"


def _figures(before: Tables, after: Tables) -> Iterator[str]:
    for was, now in _paired(before["case_figures"], after["case_figures"], "text"):
        paragraph = (now or was)["paragraph"]
        what = "case figure" if paragraph is None else f"case figure of {paragraph}"
        yield from _gone_or_new(what, was, now, "text")
        if was and now:
            yield from _change(f"{what}, paragraph", was["paragraph"], paragraph)
            counted = [f"{figure['sufficient']} of {figure['of']}" for figure in (was, now)]
            yield from _change(f"{what}, {_quoted(now['text'])}", *counted)


def _samples(before: Tables, after: Tables) -> Iterator[str]:
    for was, now in _paired(before["samples"], after["samples"], "text"):
        yield from _gone_or_new("sample", was, now, "text")
        if was and now:
            yield from _change(f"sample, {_quoted(now['text'])}", was["cases"], now["cases"])


def _items(before: Tables, after: Tables) -> Iterator[str]:
    for was, now in _paired(before["items"], after["items"], "number"):
        shown = was or now
        what = f"{shown['kind']} {shown['number']}"
        for change in _gone_or_new(what, was, now, "text"):
            yield change + _moved(before, now)
        if was and now and not same_item(was, now):
            for name in ("kind", "standard", "addressee"):
                yield from _change(f"{what}, {name}", was[name], now[name])
            for change in _change(f"{what}, text", was["text"], now["text"]):
                yield change + _moved(before, now)
            if isinstance(was["text"], Erased):
                yield f"{what}: its text was erased; a re-issue brings the printed text in again"


def _moved(before: Tables, now: Tables | None) -> str:
    """A remark where an item has the text that another number had: the items were renumbered."""
    if now is None:
        return ""
    had = [item["number"] for item in before["items"] if same_text(item["text"], now["text"])]
    return f" (which was the text of {had[0]})" if had else ""


def _gone_or_new(what: str, was: Tables | None, now: Tables | None, name: str) -> Iterator[str]:
    if was is None and now is not None:
        yield f"{what}: new, {_quoted(now[name])}"
    if now is None and was is not None:
        yield f"{what}: no longer there, {_quoted(was[name])}"


def _paired(before: Sequence[Tables], after: Sequence[Tables], *names: str) -> _Pairs:
    """What belongs together by its first name there is, in the order of the later; then the rest.

    What lost its name to an erasure belongs with what belongs to nothing else.
    """
    left = [(_key(item, names), item) for item in before]
    pairs: _Pairs = []
    for now in after:
        wanted = _key(now, names)
        same = [pair for pair in left if pair[0] == wanted]
        erased = [pair for pair in left if isinstance(pair[0], Erased)]
        partner = next(iter(same or erased), None)
        if partner is not None:
            left.remove(partner)
        pairs.append((partner and partner[1], now))
    return [*pairs, *((was, None) for _, was in left)]


def _key(item: Tables, names: Sequence[str]) -> object:
    name = next(item[name] for name in names if item[name] is not None)
    return plain(name) if isinstance(name, str) else name


def _in_order(before: Sequence[Tables], after: Sequence[Tables]) -> _Pairs:
    """What belongs together by its place."""
    longest = max(len(before), len(after))
    filled = [[*cells, *[None] * (longest - len(cells))] for cells in (before, after)]
    return list(zip(*filled, strict=True))
