"""A report's text as pages and numbered lines, whatever kind of file it came in.

Invisible characters are taken out, the words stay as printed, and every line keeps its number
in the file, so that each fact can be traced. A file that is not what its name says is refused
with one sentence.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_BYTES: Final = 25_000_000
"""The largest report that is read."""

LONGEST_LINE: Final = 20_000
"""Characters a line may have; that of a whole paragraph has a tenth of it."""

HYPHENS: Final = "\u2010\u2011-"
"""What may end a line in the middle of a word; a soft hyphen always does."""

SYLLABLES: Final = frozenset({"co", "ex", "inter", "out", "over", "pre", "sub", "under"})
"""Those of them that are as often the first part of a word broken at the end of a line."""

BROKEN: Final = 3
"""How many words at the least are broken over lines in a report that breaks words."""

SOFT_HYPHEN: Final = "\u00ad"

PREFIXES: Final = frozenset(
    {"anti", "co", "cross", "ex", "half", "high", "inter", "long", "low", "mid", "multi", "non"}
    | {"out", "over", "part", "post", "pre", "self", "semi", "short", "single", "sub", "under"}
    | {"well", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)
"""What keeps its hyphen where a line ends, if the report has the word nowhere else."""

_MARKED: Final = (
    (b"%PDF", "this is a PDF, not plain text; name it .pdf"),
    (b"PK\x03\x04", "this is a Word file or an archive, not plain text"),
    (b"\xd0\xcf\x11\xe0", "this is an old Word file, not plain text"),
)
_WEB: Final = re.compile(rb"^\s*(?:<\?xml|<!doctype|<!--|<html|<head|<body)", re.IGNORECASE)
_WORD: Final = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)*")
_SPELT: Final = re.compile(r"\w+(?:-\w+)*")
_BROKEN: Final = tuple(HYPHENS + SOFT_HYPHEN)
_ENDS: Final = re.compile("\r\n|\r|\x0b|\x85|\u2028|\u2029")
_ODD: Final = re.compile("[^\t -~£¹²³À-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2022]")
"""What a line has to be looked through for."""
_LIGATURES: Final = {ligature: unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}


BULLETS: Final = "•▪●◦‣∙·■◼◾▸➢➤✓✔\uf0b7\uf06e\uf0a7\uf0d8*\u2013\u2014-"
"""The characters that may begin a point of a list."""


class UnreadableReportError(RefusedError):
    """A file cannot be read as the report it is said to be."""

    def __init__(self, name: str, fault: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"{name}: {fault}. Nothing was recorded.")


def check_size(size: int, name: str, most: int = MOST_BYTES) -> None:
    """Raise UnreadableReportError for a file of more bytes than are read."""
    if size > most:
        raise UnreadableReportError(name, f"the file is too large; {most // 10**6} MB is the most")


class Line(NamedTuple):
    """A line as it is read: its number in the file, its page, how far in it begins, its text."""

    number: int
    page: int
    text: str
    indent: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text

    @property
    def where(self) -> str:
        """Where it stands, to begin a warning with."""
        return f"Line {self.number}" if self.page == 1 else f"Page {self.page}, line {self.number}"


@dataclass(frozen=True)
class Pages:
    """The lines of a report in order, and the digest of the file they were read from."""

    lines: tuple[Line, ...]
    sha256: str | None = None
    vocabulary: frozenset[str] = field(default_factory=frozenset, repr=False)
    remarks: tuple[str, ...] = ()
    """What of the file was not read, a sentence each."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the report, with its hyphens and without, in small letters."""
        if self.vocabulary:
            return self.vocabulary
        parts: list[str] = []
        broken = False
        for line in self.lines:
            text = line.text.partition(" ")[2] if broken else line.text
            broken = line.text.endswith(_BROKEN) if line.text else broken
            parts.append(text.rpartition(" ")[0] if broken else text)
        spelled = set(_SPELT.findall(" ".join(set(_hyphened("\n".join(parts).casefold()).split()))))
        return frozenset(spelled.union(*(word.split("-") for word in spelled if "-" in word)))

    @cached_property
    def breaks_words(self) -> bool:
        """Whether the lines of this report end in parts of words that it has whole elsewhere."""
        count = 0
        for above, below in pairwise(self.lines):
            if above.text.endswith(tuple(HYPHENS)) and (after := _WORD.match(below.text)):
                before = _WORD.findall(above.text)
                count += bool(before) and (before[-1] + after[0]).casefold() in self.words
        return count >= BROKEN

    @cached_property
    def text(self) -> str:
        """The whole as one text, a line a line."""
        return "\n".join(line.text for line in self.lines)

    def of(self, lines: Sequence[Line]) -> Pages:
        """Return a part of the report that still knows all its words."""
        return Pages(tuple(lines), self.sha256, self.words)

    def joined(self, lines: Iterable[Line | str]) -> str:
        """Return lines as running text, words that were broken over two of them healed."""
        parts: list[str] = []
        for line in lines:
            part = " ".join((line if isinstance(line, str) else line.text).split())
            if parts and part and parts[-1].endswith(tuple(HYPHENS + SOFT_HYPHEN)):
                part = self._healed(parts.pop(), part)
            if part:
                parts.append(part)
        return " ".join(parts).removesuffix(SOFT_HYPHEN)

    def _healed(self, before: str, after: str) -> str:
        if before.endswith(SOFT_HYPHEN):
            return before[:-1] + after
        broken = re.search(rf"(\w[\w{HYPHENS}]*)[{HYPHENS}]$", before)
        begun = re.match(rf"[^\W\d_][\w{HYPHENS}]*", after)
        if broken is None or begun is None:
            return f"{before} {after}"
        first = _hyphened(broken[1].casefold())
        second = _hyphened(begun[0].casefold()).rstrip("-")
        if after[0].isupper() or f"{first}-{second}" in self.words:
            return before + after
        if first + second in self.words:
            return before[:-1] + after
        kept = "-" in first or first in PREFIXES or second.split("-")[0] in self.words
        if self.breaks_words:
            known = first in PREFIXES or first in self.words
            compound = known and second.split("-")[0] in self.words
            kept = "-" in first or first in PREFIXES - SYLLABLES or compound
        return before + after if kept else before[:-1] + after


def read_pages(content: bytes, name: str) -> Pages:
    """Return the pages of a plain text or Markdown file; `name` is the file's, for the sentences.

    Raises UnreadableReportError.
    """
    return pages_of([decoded(content, name)], hashlib.sha256(content).hexdigest())


def pages_of(texts: Sequence[str], sha256: str | None = None, *, marked: bool = True) -> Pages:
    """Return the pages of texts that each begin on a page of their own; form feeds begin others.

    Lines are numbered on over all of them. What is not `marked` has no marks of Markdown, and its
    asterisks and brackets are its own.
    """
    whole = "\f".join(text.removesuffix("\f") for text in texts)
    return Pages(tuple(_lines(whole, marked=marked)), sha256)


def decoded(content: bytes, name: str) -> str:
    """Return the text of a plain text file, in UTF-8 or, with its mark, UTF-16.

    Raises UnreadableReportError for any other encoding and for what is not plain text.
    """
    check_size(len(content), name)
    for mark, fault in _MARKED:
        if content.startswith(mark):
            raise UnreadableReportError(name, fault)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as odd:
        line = content.count(b"\n", 0, odd.start) + 1
        where = "" if wide else f" (line {line})"
        fault = f"this is not text in UTF-8 or UTF-16{where}; save it as UTF-8"
        raise UnreadableReportError(name, fault) from None
    if "\x00" in text:
        fault = "this is not plain text, or UTF-16 without its mark; save it as UTF-8"
        raise UnreadableReportError(name, fault)
    if _WEB.match(text[:2000].encode()):
        raise UnreadableReportError(name, "this is a web page, not plain text; name it .html")
    if max(map(len, _ENDS.split(text.replace("\n", "\r")))) > LONGEST_LINE:
        raise UnreadableReportError(name, "a line is too long to be of a report")
    if not text.strip():
        raise UnreadableReportError(name, "there is no text in it")
    return text


def _lines(text: str, *, marked: bool) -> Iterator[Line]:
    page = 1
    for number, whole in enumerate(_ENDS.sub("\n", text).split("\n"), start=1):
        parts = whole.split("\f")
        for index, part in enumerate(parts):
            page += index > 0
            if part or len(parts) == 1:
                line = visible_text(part)
                body = line.lstrip()
                shown = (_plain(body) if marked else body).strip()
                yield Line(number, page, shown, len(line) - len(body))


def visible_text(text: str) -> str:
    """Return a line without invisible characters; a soft hyphen stays where it ends the line."""
    if not _ODD.search(text):
        return text.rstrip()
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter == "\t" or kind == "Zs":
            letters.append(" " if letter != "\t" else "\t")
        elif kind not in ("Cf", "Cc") or letter == SOFT_HYPHEN:
            letters.append(_LIGATURES.get(letter, letter))
    line = "".join(letters).rstrip()
    return line[:-1].replace(SOFT_HYPHEN, "") + line[-1:]


def _plain(text: str) -> str:
    """A line without the marks of Markdown and of simple web text."""
    if not any(mark in text for mark in "#*_|<>[\\`"):
        return text
    if text.startswith("|") and text.endswith("|"):
        if re.fullmatch(r"[|\s:-]+", text):
            return ""
        text = " ".join(cell.strip() for cell in text.strip("|").split("|"))
    text = re.sub(r"^(?:>\s?)+|^#{1,6}\s+|\s+#{1,6}$", "", text)
    text = re.sub(r"<sup>\s*\d+\s*</sup>|</?(?:u|b|i|em|strong|sup|br|p)\s*/?>", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\((?:[^()\s]*)\)|\[\^\d+\](?!:)", r"\1", text)
    text = re.sub(r"\*\*|__|`", "", text)
    text = re.sub(r"(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])", r"\1", text)
    return re.sub(r"\\([-.#*_()\[\]|<>+!])", r"\1", text)


def _hyphened(word: str) -> str:
    return word.replace("\u2010", "-").replace("\u2011", "-")
