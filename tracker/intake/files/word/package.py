"""A Word file as the archive it is: its parts, unpacked no further than a report needs.

Sizes are counted while unpacking and not believed from headers, XML has no entities, nothing
outside the archive is followed, and nothing packed within it is unpacked again.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.intake.pages import UnreadableReportError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_ENTRIES: Final = 1_000
"""Parts a Word file may have; one with many pictures has some hundred."""

MOST_UNPACKED: Final = 200_000_000
"""Bytes all its parts may have together when unpacked."""

MOST_RATIO: Final = 100
"""How many times larger a part may become by unpacking."""

SMALL: Final = 1_000_000
"""Bytes that may come of anything, however well it was packed."""

DEEPEST: Final = 150
"""How deep the parts of a text may lie in each other."""

CHUNK: Final = 1 << 16

_ENTRY: Final = b"PK\x01\x02"
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ValueError, LookupError, OverflowError, SyntaxError),
)
"""What the standard library makes of a damaged archive or text; every one has been met."""


class Package:
    """The parts of one Word file."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open it. Raises UnreadableReportError."""
        self.name = name
        self.left = MOST_UNPACKED
        if content.count(_ENTRY) > MOST_ENTRIES:
            raise self._fault(f"it has more than {MOST_ENTRIES} parts; no report has so many")
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
            self.entries = {entry.filename: entry for entry in self.archive.infolist()}
        except _DAMAGE:
            raise self._fault("this Word file is damaged or cut short") from None
        if sum(entry.file_size for entry in self.entries.values()) > MOST_UNPACKED:
            raise self._bomb()

    def main(self) -> str:
        """Return the part that holds the text. Raises UnreadableReportError if there is none."""
        target = self.related("", "officeDocument") or "word/document.xml"
        if target not in self.entries:
            raise self._fault("there is no Word text in it")
        return target

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that another names as its numbering, styles and the like."""
        folder, file = posixpath.split(part)
        relations = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in relations if relations is not None else ():
            inside = relation.get("TargetMode", "Internal") != "External"
            if inside and relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return None

    def xml(self, part: str | None) -> Element | None:
        """Return a part's XML, its names without their namespaces; None if there is none.

        Raises UnreadableReportError.
        """
        if part is None or part not in self.entries:
            return None
        try:
            root: Element = fromstring(self._unpacked(part), forbid_dtd=True)
        except DefusedXmlException:
            raise self._fault("its text declares entities, which no report does") from None
        except (ParseError, *_DAMAGE):
            raise self._fault("this Word file is damaged or cut short") from None
        waiting = [(root, 0)]
        while waiting:
            element, depth = waiting.pop()
            if depth > DEEPEST:
                raise self._fault("its parts lie deeper in each other than those of any report")
            element.tag = _local(element.tag)
            element.attrib = {_local(key): value for key, value in element.attrib.items()}
            waiting += [(inner, depth + 1) for inner in element]
        return root

    def _unpacked(self, part: str) -> bytes:
        entry = self.entries[part]
        if entry.flag_bits & 1:
            raise self._fault("this Word file is locked with a password; save a copy without one")
        if entry.compress_type not in _PACKINGS:
            raise zipfile.BadZipFile
        most = min(self.left, max(SMALL, MOST_RATIO * entry.compress_size))
        content = bytearray()
        with self.archive.open(entry) as packed:
            while chunk := packed.read(CHUNK):
                content += chunk
                if len(content) > most:
                    raise self._bomb()
        self.left -= len(content)
        return bytes(content)

    def _bomb(self) -> UnreadableReportError:
        return self._fault("unpacked, it is far larger than any report")

    def _fault(self, fault: str) -> UnreadableReportError:
        return UnreadableReportError(self.name, fault)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
