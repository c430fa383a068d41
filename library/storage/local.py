"""A blob store in a folder: bytes first into a temporary file, then, flushed to disk, under their name."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from library.errors import BlobMissing, StorageError
from library.storage.store import CHUNK_BYTES, Blob, Family, blob_key


class LocalStore:
    """Keep blobs in a folder, originals write-protected.

    Args:
        folder: where the families' folders lie; made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put_file(self, family: Family, path: Path) -> Blob:
        """Copy a file in, durably, and give the digest of the bytes that were copied."""
        try:
            with path.open("rb") as source:
                return self._write(family, iter(lambda: source.read(CHUNK_BYTES), b""))
        except OSError as error:
            raise StorageError(f"{path.name} could not be copied into the media folder: {error.strerror}") from error

    def put_bytes(self, family: Family, data: bytes) -> Blob:
        """Write bytes, durably, and give their digest."""
        try:
            return self._write(family, [data])
        except OSError as error:
            raise StorageError(f"The media folder cannot be written to: {error.strerror}") from error

    def _write(self, family: Family, chunks: Iterable[bytes]) -> Blob:
        waiting = self.folder / "incoming"
        waiting.mkdir(parents=True, exist_ok=True)
        digest, size_bytes = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=waiting, prefix=f"{os.getpid()}-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                for chunk in chunks:
                    digest.update(chunk)
                    size_bytes += target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            blob = Blob(digest.hexdigest(), size_bytes)
            final = self._path(family, blob.digest)
            if not final.exists():
                final.parent.mkdir(parents=True, exist_ok=True)
                temporary.chmod(0o444)
                temporary.replace(final)
                _sync_folder(final.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        return blob

    def read(self, family: Family, digest: str) -> bytes:
        """Give a blob's bytes; raises BlobMissing."""
        with self.open(family, digest) as blob:
            return blob.read()

    def open(self, family: Family, digest: str) -> BinaryIO:
        """Open a blob for reading and seeking; raises BlobMissing."""
        try:
            return self._path(family, digest).open("rb")
        except FileNotFoundError as error:
            raise BlobMissing(f"The media folder does not hold {family} {digest[:12]}…") from error

    def exists(self, family: Family, digest: str) -> bool:
        """Tell whether the store holds a blob."""
        return self._path(family, digest).is_file()

    @contextmanager
    def local_path(self, family: Family, digest: str) -> Iterator[Path]:
        """Lend a blob as a local file, which must not be written to; raises BlobMissing."""
        path = self._path(family, digest)
        if not path.is_file():
            raise BlobMissing(f"The media folder does not hold {family} {digest[:12]}…")
        yield path

    def digests(self, family: Family) -> Iterator[str]:
        """List the digests of a family, in no particular order."""
        return (path.name for path in (self.folder / family).glob("??/??/*"))

    def _path(self, family: Family, digest: str) -> Path:
        return self.folder / blob_key(family, digest)


def _sync_folder(folder: Path) -> None:
    """Make a rename outlast a power cut, where the system lets folders be flushed."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
