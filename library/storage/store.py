"""The blob store's protocol and its keys.

A blob is named by its SHA-256, so that writing the same bytes twice is harmless and no reader ever sees half a blob.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from library.errors import InvalidInput

Family = Literal["originals", "renditions", "documents", "likenesses"]

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that the store holds.

    Args:
        digest: SHA-256 of the bytes, 64 hexadecimal digits.
        size_bytes: how many they are.
    """

    digest: str
    size_bytes: int


def blob_key(family: Family, digest: str) -> str:
    """Give the key under which a blob lies, as "originals/ab/cd/abcd…".

    Raises:
        InvalidInput: the digest is not 64 lower-case hexadecimal digits.
    """
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise InvalidInput(f"{digest!r} is no digest", hint="Use the 64 hexadecimal digits that the catalogue shows.")
    return f"{family}/{digest[:2]}/{digest[2:4]}/{digest}"


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class BlobStore(Protocol):
    """Keep bytes under their digest; originals are never rewritten."""

    def put_file(self, family: Family, path: Path) -> Blob:
        """Copy a file in, durably, and give the digest of the bytes that were copied."""
        ...

    def put_bytes(self, family: Family, data: bytes) -> Blob:
        """Write bytes, durably, and give their digest."""
        ...

    def read(self, family: Family, digest: str) -> bytes:
        """Give a blob's bytes; raises BlobMissing."""
        ...

    def open(self, family: Family, digest: str) -> BinaryIO:
        """Open a blob for reading and seeking; raises BlobMissing."""
        ...

    def exists(self, family: Family, digest: str) -> bool:
        """Tell whether the store holds a blob."""
        ...

    def local_path(self, family: Family, digest: str) -> AbstractContextManager[Path]:
        """Lend a blob as a local file, which must not be written to; raises BlobMissing."""
        ...

    def digests(self, family: Family) -> Iterator[str]:
        """List the digests of a family, in no particular order."""
        ...
