"""The multi-picture format (CIPA DC-007): an index in the first picture of a file to those behind it."""

import struct
from typing import Final

MPF_HEADER: Final = b"MPF\x00"

_ENTRIES_TAG, _UNDEFINED = 0xB002, 7
_ENTRY_BYTES = 16


def corrected_mpf(body: bytes, *, grown_by: int, moved_by: int) -> bytes:
    """Correct the index after the first picture's headers changed their length.

    Args:
        body: the segment, beginning with `MPF_HEADER`; one that does not hold together comes back as it is.
        grown_by: bytes that the first picture became longer.
        moved_by: bytes that the other pictures moved away from this index.
    """
    order = {b"II": "<", b"MM": ">"}.get(body[4:6])
    if order is None or len(body) < 14:
        return body
    data = bytearray(body)
    base = len(MPF_HEADER)
    try:
        table = base + struct.unpack_from(f"{order}I", data, base + 4)[0]
        for number in range(struct.unpack_from(f"{order}H", data, table)[0]):
            tag, kind, size, offset = struct.unpack_from(f"{order}HHII", data, table + 2 + 12 * number)
            if tag == _ENTRIES_TAG and kind == _UNDEFINED:
                _correct_entries(data, base + offset, size // _ENTRY_BYTES, order, (grown_by, moved_by))
    except struct.error:
        return body
    return bytes(data)


def _correct_entries(data: bytearray, at: int, count: int, order: str, shift: tuple[int, int]) -> None:
    """Correct the entries: attribute, size, offset, two numbers of dependent pictures; the first has offset 0."""
    for place in range(at, at + count * _ENTRY_BYTES, _ENTRY_BYTES):
        size, offset = struct.unpack_from(f"{order}II", data, place + 4)
        if offset == 0:
            struct.pack_into(f"{order}I", data, place + 4, max(0, size + shift[0]))
        else:
            struct.pack_into(f"{order}I", data, place + 8, max(0, offset + shift[1]))
