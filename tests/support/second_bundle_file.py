"""The file of a bundle and the JSON in it, read from docs/FORMAT.md alone, section 1."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Json: TypeAlias = dict[str, Any]
Kind: TypeAlias = "Callable[[Any], bool]"

ORDER = ["manifest.json", "entries.jsonl", "texts.jsonl", "anchors.jsonl", "plan.json"]
ORDER += ["FORMAT.md", "README.txt", "check.py"]


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Return the members of a bundle, byte by byte as section 1 has it."""
    assert len(raw) <= 536_870_912
    assert raw[-22:-18] == bytes.fromhex("504b0506")
    *counts, length, offset, comment = struct.unpack("<4H2IH", raw[-18:])
    assert (counts, comment) == ([0, 0, 8, 8], 0)
    assert offset + length + 22 == len(raw)
    directory, by_name, begin = raw[offset:-22], {}, 0
    for name in ORDER:
        label = name.encode()
        record, directory = directory[: 46 + len(label)], directory[46 + len(label) :]
        crc, size = struct.unpack("<II", record[16:24])
        numbers = [788, 20, 0, 0, 0, 33]
        two = b"".join(number.to_bytes(2, "little") for number in numbers)
        sizes = crc.to_bytes(4, "little") + size.to_bytes(4, "little") * 2
        after = len(label).to_bytes(2, "little") + bytes(8)
        where = (2_172_649_472).to_bytes(4, "little") + begin.to_bytes(4, "little")
        assert record == bytes.fromhex("504b0102") + two + sizes + after + where + label
        local = bytes.fromhex("504b0304") + two[2:] + sizes + after[:4] + label
        assert raw[begin : begin + len(local)] == local
        begin += len(local)
        by_name[name] = raw[begin : begin + size]
        assert zlib.crc32(by_name[name]) == crc
        begin += size
    assert begin == offset
    assert directory == b""
    return by_name


def parsed(raw: bytes) -> Json:
    """Return a JSON object, of what section 1 allows."""

    def once(pairs: list[tuple[str, Any]]) -> Json:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    def whole(digits: str) -> int:
        assert len(digits) <= 16
        return int(digits)

    def never(text: str) -> Any:
        raise ValueError(text)

    answer = json.loads(
        str(raw, "utf-8"),
        object_pairs_hook=once,
        parse_int=whole,
        parse_float=never,
        parse_constant=never,
    )
    assert isinstance(answer, dict)
    level: list[Any] = [answer]
    for _ in range(33):
        assert all(x.isprintable() or x.encode() for x in level if isinstance(x, str))
        inside = [x for x in level if isinstance(x, dict | list)]
        level = [y for x in inside for y in ([*x, *x.values()] if isinstance(x, dict) else x)]
    assert not any(isinstance(x, dict | list) for x in level)
    assert str(answer).encode()
    return answer


def objects(raw: bytes) -> list[Json]:
    """Return the objects of a member, one a line."""
    *whole, rest = raw.split(b"\n")
    assert rest == b""
    assert all(0 < len(line) < 4_194_304 for line in whole)
    return [parsed(line) for line in whole]


def digest(raw: bytes) -> str:
    """Return a SHA-256."""
    return hashlib.sha256(raw).hexdigest()


def shaped(value: Json, kinds: dict[str, Kind]) -> None:
    """Refuse other names than these, and other kinds."""
    assert set(value) == set(kinds), set(value) ^ set(kinds)
    for name, kind in kinds.items():
        assert kind(value[name]), name


def a_text(value: Any) -> bool:
    """Whether it is a text."""
    return type(value) is str


def a_number(value: Any) -> bool:
    """Whether it is a whole number."""
    return type(value) is int


def a_hex(value: Any) -> bool:
    """Whether it is 64 hexadecimal digits."""
    return a_text(value) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def a_day(value: Any) -> bool:
    """Whether it is a day."""
    return a_text(value) and date.fromisoformat(value).isoformat() == value


def an_instant(value: Any) -> bool:
    """Whether it is an instant."""
    if not a_text(value):
        return False
    instant = datetime.fromisoformat(value)
    return f"{instant:%H:%M:%S.%f}Z" == value[11:] and a_day(value[:10]) and value[10] == "T"


def a_kept(value: Any) -> bool:
    """Whether it stands for a text kept apart."""
    return (
        type(value) is dict
        and sorted(value) == ["sha256", "text"]
        and a_number(value["text"])
        and a_hex(value["sha256"])
    )


def or_null(kind: Kind) -> Kind:
    """Allow null too."""
    return lambda value: value is None or kind(value)
