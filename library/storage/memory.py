"""A blob store in memory, for tests and for trying things out; it is gone with the process."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from library.errors import BlobMissing, StorageError
from library.storage.store import Blob, Family, blob_key, digest_of


class MemoryStore:
    """Keep blobs in a dictionary."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put_file(self, family: Family, path: Path) -> Blob:
        """Copy a file in and give the digest of the bytes that were copied."""
        try:
            return self.put_bytes(family, path.read_bytes())
        except OSError as error:
            raise StorageError(f"{path.name} could not be read: {error.strerror}") from error

    def put_bytes(self, family: Family, data: bytes) -> Blob:
        """Write bytes and give their digest."""
        digest = digest_of(data)
        self._blobs[blob_key(family, digest)] = data
        return Blob(digest, len(data))

    def read(self, family: Family, digest: str) -> bytes:
        """Give a blob's bytes; raises BlobMissing."""
        try:
            return self._blobs[blob_key(family, digest)]
        except KeyError as error:
            raise BlobMissing(f"The store does not hold {family} {digest[:12]}…") from error

    def open(self, family: Family, digest: str) -> BinaryIO:
        """Open a blob for reading and seeking; raises BlobMissing."""
        return io.BytesIO(self.read(family, digest))

    def exists(self, family: Family, digest: str) -> bool:
        """Tell whether the store holds a blob."""
        return blob_key(family, digest) in self._blobs

    @contextmanager
    def local_path(self, family: Family, digest: str) -> Iterator[Path]:
        """Lend a blob as a local file, which is gone afterwards; raises BlobMissing."""
        data = self.read(family, digest)
        with tempfile.TemporaryDirectory(prefix="photodesk-") as folder:
            path = Path(folder) / digest
            path.write_bytes(data)
            yield path

    def digests(self, family: Family) -> Iterator[str]:
        """List the digests of a family, in no particular order."""
        return (key.rsplit("/", 1)[1] for key in list(self._blobs) if key.startswith(f"{family}/"))
