"""Files that nobody should have to read: bombs, torn ones, and files that are not what they say.

Each is made when it is asked for, the same on any machine. Those that unpack to much are small:
their makers never hold the whole.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Final

from hostile_pdfs import BLANKS, PDFS, WORDS, page, stream, torn

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 25_000_000
WORD: Final = "word/document.xml"
TYPES: Final = (
    "[Content_Types].xml",
    (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
)
RELS: Final = (
    "_rels/.rels",
    (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
)
SPACE: Final = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MILK: Final = b"<w:p><w:r><w:t>Milk and bread</w:t></w:r></w:p>"


def word(body: bytes, *more: tuple[str, bytes], doctype: bytes = b"") -> bytes:
    """Return a Word file with this body, and these files beside it."""
    whole = doctype + b"<w:document %b><w:body>%b</w:body></w:document>" % (SPACE, body)
    return zipped(TYPES, RELS, (WORD, whole), *more)


def zipped(*files: tuple[str, bytes], packed: bool = True) -> bytes:
    """Return an archive of these files."""
    whole = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(whole, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two files of one name are meant
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return whole.getvalue()


def unpacking(megabytes: int = 1024, answer: int | None = None) -> bytes:
    """Return a Word file whose document unpacks to so many megabytes of blanks, or says fewer."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * BLANKS) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * megabytes + b"\x03\x00"
    return _archive([(WORD, packed, megabytes * BLANKS if answer is None else answer)])


def _archive(files: list[tuple[str, bytes, int]], *, at: int | None = None) -> bytes:
    """An archive by hand: names, packed contents, the size each is said to have."""
    whole, index = b"", b""
    for name, packed, size in files:
        fields = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
        place = len(whole) if at is None or index == b"" else at
        index += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHLL", 0, 0, 0, 0, place)
        index += name.encode()
        if at is None or not whole:
            whole += b"PK\x03\x04" + fields + name.encode() + packed
    count = len(files)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(index), len(whole), 0)
    return whole + index + b"PK\x05\x06" + end


def overlapping() -> bytes:
    """Return a Word file of a thousand parts that are all the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b" " * BLANKS) + packer.flush()
    names = [WORD, *(f"word/media/{n}" for n in range(1000))]
    return _archive([(name, packed, BLANKS) for name in names], at=0)


def many_parts() -> bytes:
    """Return a Word file of twenty thousand parts."""
    return word(MILK, *((f"word/media/{n}", b"") for n in range(20_000)))


def nested() -> bytes:
    """Return archives in archives, ten deep, each with a bomb in it."""
    whole = unpacking(8)
    for _ in range(10):
        whole = zipped((WORD, whole), ("word/more.docx", whole), packed=False)
    return whole


ENTITIES: Final = (
    b'<!DOCTYPE d [<!ENTITY a "Milk">'
    + b"".join(b'<!ENTITY %c "%b">' % (c, b"&%c;" % (c - 1) * 10) for c in b"bcdefghij")
    + b"]>"
)
"""An entity that is ten of another, ten deep."""

OUTSIDE: Final = b'<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
QUADRATIC: Final = b'<!DOCTYPE d [<!ENTITY j "' + b"Milk " * 20_000 + b'">]>'


def said(entity: bytes = b"&j;") -> bytes:
    """Return a paragraph that says an entity."""
    return b"<w:p><w:r><w:t>%b</w:t></w:r></w:p>" % entity


def deep_word() -> bytes:
    """Return a Word file with tables in tables, fifty thousand deep."""
    depth = 50_000
    return word(b"<w:tbl><w:tr><w:tc>" * depth + MILK + b"</w:tc></w:tr></w:tbl>" * depth)


def encrypted_word() -> bytes:
    """Return a Word file locked with a password: an old Office file with a sealed one in it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le")
    )


def sealed_word() -> bytes:
    """Return a Word file whose parts are said to be sealed."""
    whole = bytearray(word(MILK))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = whole.find(mark)
        while place >= 0:
            whole[place + at] |= 1
            place = whole.find(mark, place + 4)
    return bytes(whole)


PAGE_HEAD: Final = b"<!DOCTYPE html><html><head><title>Milk</title></head><body>"
WEBS: Final[dict[str, Callable[[], bytes]]] = {
    "deep.html": lambda: PAGE_HEAD + b"<div>" * 100_000 + b"Milk",
    "deeper.html": lambda: (PAGE_HEAD + b"<div>" * 5_000_000)[:MOST],
    "tables.html": lambda: PAGE_HEAD + b"<table><tr><td>" * 60_000 + b"Milk",
    "endless-tag.html": lambda: PAGE_HEAD + b'<a href="' + b"a" * 20_000_000,
    "endless-attributes.html": lambda: PAGE_HEAD + b"<a " + b"b=c " * 500_000 + b">Milk",
    "comments.html": lambda: PAGE_HEAD + b"<!--" * 400_000,
    "declarations.html": lambda: PAGE_HEAD + b"<![" * 400_000,
    "entities.html": lambda: b'<?xml version="1.0"?>' + ENTITIES + b"<html><body>&j;</body></html>",
    "script.html": lambda: b"<html><body><script>show()</script></body></html>",
    "one-line.html": lambda: PAGE_HEAD + b"<p>" + b"Milk " * 4_000_000,
    "binary.html": lambda: b"<html>" + bytes(range(256)) * 1000,
    "ampersands.html": lambda: PAGE_HEAD + b"&" * 5_000_000,
    "text.html": lambda: b"Milk\nBread\n",
    "pdf.html": lambda: page(stream(WORDS)),
}
TEXTS: Final[dict[str, Callable[[], bytes]]] = {
    "lines.txt": lambda: (b"1 Abc\n" * 5_000_000)[:MOST],
    "returns.txt": lambda: (b"1 Abc\r" * 5_000_000)[:MOST],
    "line.txt": lambda: (b"1 Abc " * 5_000_000)[:MOST],
    "long-lines.txt": lambda: (b"1 Abc " * 1000 + b"\n") * 330,
    "pages.txt": lambda: b"1\f" * 50_000,
    "too-large.txt": lambda: b"1" * (MOST + 1),
    "wide.txt": lambda: "Milk and bread".encode("utf-16-le"),
    "latin.md": lambda: "Ynys Môn".encode("latin-1"),
    "zeros.txt": lambda: b"\x00" * 1_000_000,
    "empty.md": lambda: b"",
    "blank.txt": lambda: b" \r\n" * 1000,
    "marks.txt": lambda: "\u200f\u202e\ufeff".encode() * 1000,
    "brackets.md": lambda: b"[" * 15_000 + b"\n" + b"*a" * 7_000 + b"\n" + b"<" * 15_000,
    "pdf.txt": lambda: page(stream(WORDS)),
    "word.txt": lambda: word(MILK),
    "web.md": lambda: PAGE_HEAD,
    "rich.txt": lambda: rb"{\rtf1 Milk}",
}
WORDS_FILES: Final[dict[str, Callable[[], bytes]]] = {
    "unpacking.docx": unpacking,
    "unpacking-more-than-said.docx": lambda: unpacking(answer=1000),
    "overlapping.docx": overlapping,
    "many-parts.docx": many_parts,
    "nested.docx": nested,
    "entities.docx": lambda: word(said(), doctype=ENTITIES),
    "outside.docx": lambda: word(said(), doctype=OUTSIDE),
    "quadratic.docx": lambda: word(said(b"&j;" * 20_000), doctype=QUADRATIC),
    "deep.docx": deep_word,
    "paragraphs.docx": lambda: word(MILK * 1_000_000),
    "encrypted.docx": encrypted_word,
    "sealed.docx": sealed_word,
    "torn.docx": lambda: word(MILK)[:-30],
    "torn-early.docx": lambda: word(MILK)[:300],
    "flipped.docx": lambda: word(MILK).replace(b"PK\x01\x02", b"PK\x01\x03"),
    "no-document.docx": lambda: zipped(TYPES, RELS),
    "no-words.docx": lambda: word(b"<w:p/>"),
    "outwards.docx": lambda: zipped(("../../word/document.xml", MILK)),
    "sheet.docx": lambda: zipped(TYPES, ("xl/workbook.xml", b"<workbook/>")),
    "pdf.docx": lambda: page(stream(WORDS)),
}
MORE_PDFS: Final[dict[str, Callable[[], bytes]]] = {
    "web.pdf": lambda: PAGE_HEAD + b"<h1>Not found</h1>",
    "word.pdf": lambda: word(MILK),
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "old.pdf": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500,
    "beginning.pdf": lambda: b"%PDF-1.7\n",
    "bytes.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 10_000,
    "late.pdf": lambda: b"\x00" * 2000 + page(stream(WORDS)),
    **{name: partial(bytes, whole) for name, whole in torn().items()},
}
OTHERS: Final[dict[str, Callable[[], bytes]]] = {
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500,
    "reports.zip": lambda: zipped(("report.txt", b"Milk")),
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n",
    "report.xyz": lambda: b"Milk",
    "report": lambda: page(stream(WORDS)),
}
HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    **TEXTS,
    **WEBS,
    **WORDS_FILES,
    **PDFS,
    **MORE_PDFS,
    **OTHERS,
}
"""What makes each file, by its name."""
