"""Write fields into IPTC-IIM: foreign datasets stay, all texts become UTF-8, our texts are cut at their byte limits."""

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from library.media.candidates import IIM_DATASETS
from library.media.changes import Changes
from library.media.graphemes import cut_text
from library.media.iim import LIMITS, REPEATABLE, decode_block
from library.media.policy import COPY, MetadataPolicy

_UTF8_MARK = (1, 90, b"\x1b%G")
_VERSION = (2, 0, b"\x00\x04")
_DATE, _TIME, _CREATOR, _KEYWORD, _COUNTRY_CODE = 55, 60, 80, 25, 100
_OWN_NUMBERS = (187, 22)
_PRIVATE = frozenset({125, 150, 151, 152, 153, 154, 200, 201, 202})
"""Datasets of record 2 that are no texts: rasterised caption, sound, preview."""

_BINARY = _PRIVATE | {0}

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?")

Dataset = tuple[int, int, bytes]


@dataclass(slots=True)
class IimEdit:
    """An edited block.

    Attributes:
        block: the datasets; b'' when there is nothing to say.
        cut: fields whose text was cut at its byte limit.
        left: fields that IIM cannot hold.
    """

    block: bytes = b""
    cut: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def edit_iim(
    blocks: Sequence[bytes],
    changes: Changes,
    known_texts: frozenset[str] = frozenset(),
    *,
    policy: MetadataPolicy = COPY,
) -> IimEdit:
    """Write fields into the IIM blocks of a file, which become one.

    Args:
        blocks: as found; as in reading, the first that gives a dataset is believed.
        changes: the fields to set or take out.
        known_texts: texts of the XMP, which help to tell an undeclared character set.
        policy: without `keeps_everything` only the texts of record 2 stay, no preview and no sound.
    """
    edit = IimEdit()
    datasets = _join_blocks(blocks, known_texts)
    if not policy.keeps_everything:
        datasets = [(record, kind, data) for record, kind, data in datasets if record == 2 and kind not in _PRIVATE]
    present = {kind for record, kind, _ in datasets if record == 2}
    for name, value in changes.items():
        for kind, texts in _new_texts(name, value, present, edit):
            _replace(datasets, kind, texts)
    if any(record != 1 and (record, kind) != (2, 0) for record, kind, _ in datasets):
        edit.block = _serialise(datasets)
    return edit


def is_iim_field(name: str) -> bool:
    """Tell whether IIM has a dataset for a field."""
    return name in IIM_DATASETS or name in {"creator", "keywords", "created"}


def _join_blocks(blocks: Iterable[bytes], known_texts: frozenset[str]) -> list[Dataset]:
    """Read all blocks; texts that are not UTF-8 are converted, everything else keeps its bytes."""
    joined: list[Dataset] = []
    for block in blocks:
        earlier = {(record, kind) for record, kind, _ in joined}
        for record, kind, data, text in decode_block(block, known_texts):
            if (record, kind) in earlier or (record, kind) == _UTF8_MARK[:2]:
                continue
            is_foreign = record == 2 and kind not in _BINARY and not data.isascii() and not _is_utf8(data)
            joined.append((record, kind, text.encode("utf-8") if is_foreign else data))
    return joined


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 to the last letter."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _new_texts(
    name: str, value: str | tuple[str, ...], present: set[int], edit: IimEdit
) -> Iterable[tuple[int, list[bytes]]]:
    """Yield dataset numbers with their new contents for one field."""
    if name == "created":
        date, time = _moment(str(value))
        yield _DATE, [date] if date else []
        yield _TIME, [time] if time else []
    elif name in {"creator", "keywords"}:
        kind = _CREATOR if name == "creator" else _KEYWORD
        yield kind, [cut for cut in (_cut(name, kind, text, edit) for text in value) if cut]
    elif name == "country_code" and len(str(value).encode()) > LIMITS[_COUNTRY_CODE]:
        edit.left.append(name)  # three letters of a name would be another country's code
        yield _COUNTRY_CODE, []
    elif name in IIM_DATASETS:
        kind = IIM_DATASETS[name]
        text = _cut(name, kind, str(value), edit) if value else b""
        yield kind, [text] if text else []
    elif name == "supplier_ref":
        # No standard dataset: agencies use their own, which follows only where the file has it.
        own = next((kind for kind in _OWN_NUMBERS if kind in present), None)
        if own:
            yield own, [cut_text(str(value), LIMITS.get(own, 256)).encode()] if value else []


def _cut(name: str, kind: int, text: str, edit: IimEdit) -> bytes:
    """Cut a text at the byte limit of its dataset."""
    limit = LIMITS[kind]
    cut = cut_text(text, limit)
    if cut != text and name not in edit.cut:
        edit.cut.append(name)
    return cut.encode("utf-8")


def _moment(text: str) -> tuple[bytes, bytes]:
    """Write a moment as CCYYMMDD and HHMMSS±HHMM; without a zone it stays without one, a year alone gets no day."""
    found = _MOMENT.fullmatch(text)
    if not found:
        partial = text.replace("-", "")
        return (partial.ljust(8, "0").encode() if partial else b""), b""
    year, month, day, hour, minute, second, zone = found.groups()
    date = f"{year}{month}{day}".encode()
    if hour is None:
        return date, b""
    offset = "+0000" if zone == "Z" else (zone or "").replace(":", "")
    return date, f"{hour}{minute}{second}{offset}".encode()


def _replace(datasets: list[Dataset], kind: int, contents: list[bytes]) -> None:
    """Put new contents where the old ones stood, else at the end."""
    at = next((i for i, (record, number, _) in enumerate(datasets) if (record, number) == (2, kind)), len(datasets))
    datasets[:] = [dataset for dataset in datasets if dataset[:2] != (2, kind)]
    if kind not in REPEATABLE:
        contents = contents[:1]
    datasets[at:at] = [(2, kind, content) for content in contents]


def _serialise(datasets: list[Dataset]) -> bytes:
    """Write the datasets by record: the character set first of all, the version first in record 2."""
    if not any(dataset[:2] == (2, 0) for dataset in datasets):
        datasets.append(_VERSION)
    ordered = sorted(datasets, key=lambda dataset: (dataset[0], dataset[:2] != (2, 0)))
    out = bytearray()
    for record, kind, data in [_UTF8_MARK, *ordered]:
        if len(data) > 0x7FFF:
            out += struct.pack(">BBBHI", 0x1C, record, kind, 0x8004, len(data)) + data
        else:
            out += struct.pack(">BBBH", 0x1C, record, kind, len(data)) + data
    return bytes(out)
