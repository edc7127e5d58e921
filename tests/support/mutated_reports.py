"""Reports in every kind of file, and what accidents make of their bytes; the same every time."""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

import hostile_files
import invented_reports
from elmshire_facts import FACTS
from pdf_printer import printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDS: Final = (".txt", ".md", ".html", ".docx", ".pdf", ".toml")
"""The kinds of file that come in."""

NASTY: Final = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x0c",
    b"\r",
    b"<",
    b"[",
    b"999999999999999999",
    b"%",
    b"\xe2\x80\xae",
    b"1.1 ",
    b"100 out of 3 ",
    b"31 February 2021",
    b"obj\n",
    b"PK\x03\x04",
)
"""What is put in: marks of other files, letters nobody sees, and facts that cannot be."""

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def original(end: str, text: str) -> bytes:
    """Return a text as a file of a kind; a facts file is of Elmshire, whatever the text."""
    paragraphs = text.replace("\f", "\n").splitlines()
    match end:
        case ".toml":
            return FACTS.encode()
        case ".html":
            body = "".join(f"<p>{html.escape(line)}</p>\n" for line in paragraphs)
            return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
        case ".docx":
            return hostile_files.word(
                b"".join(hostile_files.said(html.escape(line).encode()) for line in paragraphs)
            )
        case ".pdf":
            return printed(text)
        case _:
            return text.encode()


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Return the bytes after some accidents: letters lost, swapped, torn off, doubled."""
    whole = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(whole) + 1)
        to = min(len(whole), at + rng.choice((1, 4, 60, 900, 9000)))
        match rng.randrange(8):
            case 0 if whole:
                for _ in range(rng.choice((1, 10, 100))):
                    whole[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
            case 1:
                del whole[at:]
            case 2:
                del whole[at:to]
            case 3:
                whole[at:at] = whole[at:to] * rng.choice((1, 2, 20))
            case 4:
                other = rng.randrange(len(whole) + 1)
                whole[at:to] = whole[other : other + to - at]
            case 5:
                whole[at:at] = rng.choice(NASTY) * rng.choice((1, 1, 3))
            case 6:
                lines = whole.split(b"\n")
                rng.shuffle(lines)
                whole[:] = b"\n".join(lines)
            case _:
                whole[at:to] = rng.randbytes(to - at)
    return bytes(whole)


def within(content: bytes, rng: random.Random) -> bytes:
    """Return a Word file or a PDF with accidents to what is packed in it, packed again."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = archive.read(hostile_files.WORD)
        return hostile_files.zipped(
            hostile_files.TYPES, hostile_files.RELS, (hostile_files.WORD, mutated(document, rng))
        )
    answer = rng.choice(list(_STREAM.finditer(content)))
    try:
        packed = zlib.compress(mutated(zlib.decompress(answer[1]), rng))
    except zlib.error:
        return mutated(content, rng)
    return content[: answer.start(1)] + packed + content[answer.end(1) :]


def spoilt(count: int, folder: Path, ends: tuple[str, ...] = ENDS) -> Iterator[Path]:
    """Write so many spoilt files of each kind in turn, and yield each."""
    texts = (invented_reports.YOUTH, invented_reports.LETTER)
    whole = {(end, n): original(end, text) for end in ends for n, text in enumerate(texts)}
    for number in range(count):
        rng = random.Random(number)  # noqa: S311 - chance that comes out the same every time
        end = ends[number % len(ends)]
        path = folder / f"spoilt-{number}{end}"
        deep = end in (".docx", ".pdf") and rng.random() < 0.6
        content = whole[end, number // len(ends) % 2]
        path.write_bytes((within if deep else mutated)(content, rng))
        yield path
