"""Word files of a report's text: with real lists and tables, or made of what XML a test gives."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from report_blocks import blocks
from unpaged_reports import shown

from tracker.intake.files.word.docx_reader import read_docx

if TYPE_CHECKING:
    from docx.document import Document
    from report_blocks import Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("numbering", "numbering"))
    )
    + '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/></Types>'
)


def word_file(report: str) -> bytes:
    """Return a report as a Word file, its numbers counted by Word and nowhere in its text."""
    document = docx.Document()
    for block in blocks(report):
        _put(document, block)
    document.sections[0].header.paragraphs[0].text = "1. must not be read"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _put(document: Document, block: Block) -> None:
    match block.kind:
        case "h2":
            document.add_heading(block.parts[0], 2)
        case "p":
            document.add_paragraph(block.parts[0])
        case "ul":
            for part in block.parts:
                document.add_paragraph(part, style="List Bullet")
        case "ol" | "roman":
            listed = _list(document, "lowerRoman" if block.kind == "roman" else "decimal", block)
            for part in block.parts:
                paragraph = document.add_paragraph(part)
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = listed
        case _:
            table = document.add_table(0, 2)
            for left, right in (part.split("\t") for part in block.parts):
                cells = table.add_row().cells
                cells[0].text, cells[1].text = left, right


def _list(document: Document, form: str, block: Block) -> int:
    """Return the id of a list of its own, that starts where the block does."""
    root = document.part.numbering_part.element
    key = 100 + len(root)
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start '
            f'w:val="{block.start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    return int(root.add_num(key).numId)


def raw_word(
    body: str, numbering: str = "", styles: str = "", parts: dict[str, bytes] | None = None
) -> bytes:
    """Return a Word file of this XML, its parts the fewest that Word opens."""
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": relations(
            "numbering", "numbering.xml", "styles", "/word/styles.xml"
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
    }
    return packed({name: text.encode() for name, text in files.items()} | (parts or {}))


def relations(*pairs: str) -> str:
    """Return the XML that names the parts of each kind: kind, part, kind, part."""
    sentence = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(zip(pairs[::2], pairs[1::2], strict=True))
    )
    return f'<Relationships xmlns="{PACKAGE}">{sentence}</Relationships>'


def packed(files: dict[str, bytes]) -> bytes:
    """Return an archive of these files."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return saved.getvalue()


def paragraph(text: str, level: int | None = None, number: int = 1, style: str = "") -> str:
    """Return a paragraph's XML, of a list where a level is given."""
    listed = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if level is not None
        else ""
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def levels(*shapes: tuple[str, str], start: int = 1, more: str = "") -> str:
    """Return the XML of the levels of a list."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(shapes)
    )


def numbering(*shapes: tuple[str, str], uses: str = "", start: int = 1, more: str = "") -> str:
    """Return the XML of one definition of a list and of list 1, which uses it."""
    return (
        f'<w:abstractNum w:abstractNumId="5">{levels(*shapes, start=start, more=more)}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>{uses}'
    )


def lines(body: str, numbered: str = "", styles: str = "") -> list[str]:
    """Return the printed lines of a Word file of this XML."""
    return shown(read_docx(raw_word(body, numbered, styles), "report.docx"))


def run(inner: str, properties: str = "") -> str:
    """Return the XML of a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def text(words: str, properties: str = "") -> str:
    """Return the XML of a run of words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>', properties)


LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4)"))
"""The levels of a list as reports have them."""

PLAIN = paragraph("The report.")
