"""One contract for every blob store."""

import hashlib
from pathlib import Path

import pytest

from library.errors import BlobMissing, InvalidInput, SettingsError, StorageError
from library.storage.local import LocalStore
from library.storage.memory import MemoryStore
from library.storage.opening import open_store
from library.storage.store import BlobStore, blob_key

DATA = b"the bytes of a picture" * 1000
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return LocalStore(tmp_path / "media") if request.param == "folder" else MemoryStore()


def test_bytes_come_back_under_their_digest(store: BlobStore) -> None:
    blob = store.put_bytes("originals", DATA)
    assert (blob.digest, blob.size_bytes) == (DIGEST, len(DATA))
    assert store.read("originals", DIGEST) == DATA


def test_a_file_comes_back_under_its_digest(store: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(DATA)
    assert store.put_file("originals", source).digest == DIGEST
    assert source.read_bytes() == DATA
    with store.open("originals", DIGEST) as blob:
        blob.seek(4)
        assert blob.read(5) == DATA[4:9]


def test_the_same_bytes_twice_are_one_blob(store: BlobStore) -> None:
    store.put_bytes("originals", DATA)
    store.put_bytes("originals", DATA)
    assert list(store.digests("originals")) == [DIGEST]


def test_families_are_kept_apart(store: BlobStore) -> None:
    store.put_bytes("originals", DATA)
    assert not store.exists("renditions", DIGEST)
    assert list(store.digests("renditions")) == []


def test_a_missing_blob_is_told(store: BlobStore) -> None:
    for ask in (store.read, store.open):
        with pytest.raises(BlobMissing):
            ask("originals", DIGEST)
    with pytest.raises(BlobMissing), store.local_path("originals", DIGEST):
        pass


def test_a_blob_is_lent_as_a_file(store: BlobStore) -> None:
    store.put_bytes("originals", DATA)
    with store.local_path("originals", DIGEST) as path:
        assert path.read_bytes() == DATA


def test_a_missing_source_is_told(store: BlobStore, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        store.put_file("originals", tmp_path / "nothing.jpg")


def test_originals_in_a_folder_are_write_protected_and_nothing_half_is_left(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put_bytes("originals", DATA)
    store.put_bytes("originals", DATA)
    path = tmp_path / blob_key("originals", DIGEST)
    assert path.stat().st_mode & 0o222 == 0
    assert list((tmp_path / "incoming").iterdir()) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_no_digest_names_a_path_outside(digest: str) -> None:
    with pytest.raises(InvalidInput):
        blob_key("originals", digest)


def test_the_url_chooses_the_store(tmp_path: Path) -> None:
    folder = open_store((tmp_path / "mit Leerzeichen").as_uri())
    assert isinstance(folder, LocalStore)
    assert folder.folder == tmp_path / "mit Leerzeichen"
    assert isinstance(open_store("memory:"), MemoryStore)
    with pytest.raises(SettingsError):
        open_store("ftp://example.org")
