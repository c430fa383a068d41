"""The bytes of an EXIF block as something that can be edited: directories, values, and the room they take."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from library.media.tiff import EXIF_POINTER, GPS_POINTER, TYPE_BYTES

_MAX_ENTRIES = 2000
_LONG, _UNDEFINED = 4, 7
_EXIF_VERSION = 0x9000
_INTEROPERABILITY_POINTER = 0xA005
_MARK = b"pdEXIF\x00\x01"
"""Begins what we put behind a block; a length follows, so that a later save knows whether it still is the last."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A value as EXIF stores it: TIFF type, bytes in the block's byte order, and how many values they are.

    Attributes:
        count: None where every byte is one value.
    """

    type: int
    data: bytes
    count: int | None = None


@dataclass(slots=True)
class _Entry:
    """One entry of a directory: tag, type, count, and the four bytes of value or offset."""

    tag: int
    type: int
    count: int
    value: bytes

    @property
    def size(self) -> int:
        return self.count * TYPE_BYTES.get(self.type, 1)


@dataclass(slots=True)
class _Table:
    """One directory where it stands; one that is gone lay in what was cut off, and must be written anew."""

    offset: int
    entries: list[_Entry]
    following: int
    is_gone: bool = False

    @property
    def end(self) -> int:
        return self.offset + 2 + 12 * len(self.entries) + 4

    def find(self, tag: int) -> _Entry | None:
        return next((entry for entry in self.entries if entry.tag == tag), None)


class ExifBlock:
    """A block under edit.

    Raises:
        ValueError: it is no TIFF structure whose first directory can be read.
    """

    def __init__(self, block: bytes) -> None:
        self.order = {b"II": "<", b"MM": ">"}.get(block[:2], "")
        if not self.order or len(block) < 8 or struct.unpack_from(f"{self.order}H", block, 2)[0] != 42:
            raise ValueError("it does not begin like one")
        self.data = bytearray(block)
        self.main = self._table(self._number(4))
        if self.main is None:
            raise ValueError("its first directory cannot be read")
        pointer = self.main.find(EXIF_POINTER)
        self.detail = self._table(self._offset(pointer)) if pointer else None
        if pointer and self.detail is None:
            raise ValueError("its EXIF directory cannot be read")
        ends = [table.end for table in (self.main, self.detail) if table]
        self.data += bytes(max(0, max(ends) - len(self.data)))

    def tags_of_main(self) -> frozenset[int]:
        """Return the tags of the first directory."""
        return frozenset(entry.tag for entry in self.main.entries) if self.main else frozenset()

    def tags_of_detail(self) -> frozenset[int]:
        """Return the tags of the EXIF directory."""
        return frozenset(entry.tag for entry in self.detail.entries) if self.detail else frozenset()

    def edited(self, main: Mapping[int, Stored | None], detail: Mapping[int, Stored | None]) -> bytes:
        """Return the block with values set or taken out (None), grown where it must."""
        main_values, detail_values = dict(main), dict(detail)
        self._take_back(main_values, detail_values)
        if self.detail is None and any(detail_values.values()):
            detail_values.setdefault(_EXIF_VERSION, Stored(_UNDEFINED, b"0232"))
        behind = bytearray()
        base = len(self.data) + (len(self.data) & 1) + len(_MARK) + 4
        detail_at = self._edit_table(self.detail, detail_values, behind, base)
        if detail_at is not None:
            main_values[EXIF_POINTER] = Stored(_LONG, struct.pack(f"{self.order}I", detail_at), 1)
        main_at = self._edit_table(self.main, main_values, behind, base)
        if main_at is not None:
            struct.pack_into(f"{self.order}I", self.data, 4, main_at)
        if behind:
            self.data += b"\x00" * (len(self.data) & 1) + _MARK + struct.pack(">I", len(behind)) + behind
        return bytes(self.data)

    def edited_in_place(
        self, main: Mapping[int, Stored | None], detail: Mapping[int, Stored | None]
    ) -> tuple[bytes, frozenset[int]]:
        """Return the block as long as it was, and the tags that found no room in what their old values leave free."""
        unplaced: set[int] = set()
        pairs = ((self.detail, detail), (self.main, main))
        old = [entry for table, values in pairs for entry in (table.entries if table else ()) if entry.tag in values]
        free = [(self._offset(entry), entry.size) for entry in old if self._fits(entry, 0)]
        for entry in old:
            self._wipe(entry)
        for table, values in pairs:
            kept = [entry for entry in table.entries if entry.tag not in values] if table else []
            for tag, stored in sorted(values.items(), key=lambda item: len(item[1].data) if item[1] else 0):
                if stored is None:
                    continue
                value = stored.data.ljust(4, b"\x00") if len(stored.data) <= 4 else self._allocate(stored.data, free)
                if table is None or len(kept) == len(table.entries) or not value:
                    unplaced.add(tag)
                else:
                    count = stored.count if stored.count is not None else len(stored.data)
                    _insert(kept, _Entry(tag, stored.type, count, value))
            if table:
                packed = self._pack(kept, table.following)
                self.data[table.offset : table.end] = packed.ljust(table.end - table.offset, b"\x00")
        return bytes(self.data), frozenset(unplaced)

    def _allocate(self, data: bytes, free: list[tuple[int, int]]) -> bytes:
        """Put a value into the smallest free region that holds it; returns the offset as stored, b'' without room."""
        region = min((r for r in free if r[1] >= len(data)), key=lambda r: r[1], default=None)
        if region is None:
            return b""
        at, size = region
        free.remove(region)
        self.data[at : at + len(data)] = data
        used = len(data) + (len(data) & 1)
        if size > used:
            free.append((at + used, size - used))
        return struct.pack(f"{self.order}I", at)

    def _edit_table(
        self, table: _Table | None, values: Mapping[int, Stored | None], behind: bytearray, base: int
    ) -> int | None:
        """Set and take out entries of one directory.

        Args:
            table: the directory, None where the block has none yet.
            values: tag -> new value, None to take it out.
            behind: what will stand behind the block; grows.
            base: where `behind` will begin.

        Returns:
            The offset of the directory when it was written anew behind the block.
        """
        is_gone = table is not None and table.is_gone
        if not is_gone and not any(stored or (table and table.find(tag)) for tag, stored in values.items()):
            return None
        entries = [entry for entry in table.entries if entry.tag not in values] if table else []
        for tag, stored in values.items():
            found = table.find(tag) if table else None
            if stored is not None:
                _insert(entries, self._place(tag, stored, found, behind, base))
            elif found:
                self._wipe(found)
        packed = self._pack(entries, table.following if table else 0)
        if table and not is_gone and len(entries) <= len(table.entries):
            self.data[table.offset : table.end] = packed.ljust(table.end - table.offset, b"\x00")
            return None
        offset = base + len(behind)
        behind += packed + b"\x00" * (len(packed) & 1)
        return offset

    def _place(self, tag: int, stored: Stored, old: _Entry | None, behind: bytearray, base: int) -> _Entry:
        """Put a value into its entry, its old place, or behind the block."""
        count = stored.count if stored.count is not None else len(stored.data)
        if len(stored.data) <= 4:
            value = stored.data.ljust(4, b"\x00")
        elif old and self._fits(old, len(stored.data)):
            at = self._offset(old)
            self.data[at : at + old.size] = stored.data.ljust(old.size, b"\x00")
            return _Entry(tag, stored.type, count, old.value)
        else:
            value = struct.pack(f"{self.order}I", base + len(behind))
            behind += stored.data + b"\x00" * (len(stored.data) & 1)
        if old:
            self._wipe(old)
        return _Entry(tag, stored.type, count, value)

    def _wipe(self, entry: _Entry) -> None:
        """Blank a value that no longer is anybody's."""
        if self._fits(entry, 0):
            at = self._offset(entry)
            self.data[at : at + entry.size] = bytes(entry.size)

    def _pack(self, entries: list[_Entry], following: int) -> bytes:
        """Write a directory."""
        head = struct.pack(f"{self.order}H", len(entries))
        body = b"".join(struct.pack(f"{self.order}HHI", e.tag, e.type, e.count) + e.value for e in entries)
        return head + body + struct.pack(f"{self.order}I", following)

    def _number(self, at: int) -> int:
        return int(struct.unpack_from(f"{self.order}I", self.data, at)[0])

    def _offset(self, entry: _Entry) -> int:
        return int(struct.unpack(f"{self.order}I", entry.value)[0])

    def _table(self, offset: int) -> _Table | None:
        """Read the directory at an offset, None when there is none that could be one."""
        if not 8 <= offset <= len(self.data) - 2:
            return None
        count = struct.unpack_from(f"{self.order}H", self.data, offset)[0]
        end = offset + 2 + 12 * count
        if count > _MAX_ENTRIES or end > len(self.data):
            return None
        entries = [self._entry(at) for at in range(offset + 2, end, 12)]
        # Where the block ends with the directory, the pointer to a next one is cut off, and there is none.
        return _Table(offset, entries, self._number(end) if end + 4 <= len(self.data) else 0)

    def _entry(self, at: int) -> _Entry:
        """Read one entry of a directory."""
        tag, kind, count = struct.unpack_from(f"{self.order}HHI", self.data, at)
        return _Entry(tag, kind, count, bytes(self.data[at + 8 : at + 12]))

    def _fits(self, entry: _Entry, size: int) -> bool:
        """Tell whether a value can go where the old one lies: enough room, that nothing else uses."""
        if entry.size <= 4 or size > entry.size:
            return False
        start, end = self._offset(entry), self._offset(entry) + entry.size
        if start < 8 or end > len(self.data):
            return False
        return not any(a < end and start < b for a, b, owner in self._used() if owner is not entry)

    def _used(self) -> Iterator[tuple[int, int, _Entry | None]]:
        """Yield the regions that the directories we know take up: (start, end, entry; None for a directory)."""
        tables = [self.main, self.detail]
        for parent, tag in ((self.main, GPS_POINTER), (self.detail, _INTEROPERABILITY_POINTER)):
            pointer = parent.find(tag) if parent else None
            tables.append(self._table(self._offset(pointer)) if pointer else None)
        if self.main and self.main.following:
            tables.append(self._table(self.main.following))
        for table in tables:
            if table is None:
                continue
            yield table.offset, table.end, None
            for entry in table.entries:
                if entry.size > 4:
                    yield self._offset(entry), self._offset(entry) + entry.size, entry

    def _take_back(self, main: dict[int, Stored | None], detail: dict[int, Stored | None]) -> None:
        """Cut off what an earlier save of ours put behind the block, if it still is the last thing in it.

        Args:
            main: the edit of the first directory; values that lay behind and are not edited are added to it.
            detail: the edit of the EXIF directory, likewise.
        """
        at = self.data.rfind(_MARK)
        if at < 8 or at + 12 > len(self.data):
            return
        if at + 12 + struct.unpack_from(">I", self.data, at + 8)[0] != len(self.data):
            return
        for table, values in ((self.main, main), (self.detail, detail)):
            if table is None:
                continue
            table.is_gone = table.offset >= at
            for entry in table.entries:
                start = self._offset(entry)
                if entry.size > 4 and start >= at and entry.tag not in values:
                    values[entry.tag] = Stored(entry.type, bytes(self.data[start : start + entry.size]), entry.count)
        del self.data[at:]


def _insert(entries: list[_Entry], entry: _Entry) -> None:
    """Put an entry in its order, and leave a damaged order as it is: readers that give up at it keep what they had."""
    at = next((i for i, other in enumerate(entries) if other.tag > entry.tag), len(entries))
    entries.insert(at, entry)


def new_block(
    main: Mapping[int, Stored | None], detail: Mapping[int, Stored | None] | None = None, order: str = "<"
) -> bytes:
    """Build a block of its own.

    Args:
        main: tag -> value of the first directory.
        detail: tag -> value of the EXIF directory.
        order: byte order of the values, '<' or '>'.
    """
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    return ExifBlock(head + struct.pack(f"{order}HI", 0, 0)).edited(main, detail or {})
