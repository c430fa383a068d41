"""Opening the store that the settings name."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from library.errors import SettingsError
from library.storage.local import LocalStore
from library.storage.memory import MemoryStore
from library.storage.store import BlobStore


def open_store(url: str) -> BlobStore:
    """Open the blob store that a URL names: "file:///folder" or "memory:".

    Raises:
        SettingsError: the URL names no kind of store that photodesk has.
    """
    folder = find_folder(url)
    if folder is not None:
        return LocalStore(folder)
    if url == "memory:":
        return MemoryStore()
    raise SettingsError(
        f"PHOTODESK_STORAGE_URL: {url} is no store that photodesk can open",
        hint="Give a folder as file:///path/to/media, or leave the setting out.",
    )


def find_folder(url: str) -> Path | None:
    """Return the folder that a store's URL names; None for a store that has none."""
    return Path(url2pathname(urlsplit(url).path)) if url.startswith("file://") else None
