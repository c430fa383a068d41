"""Which files come in: folders walked, what systems and programs leave beside pictures left out."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from library.errors import MediaError, UnsupportedMedia
from library.media.probe import CAMERA_RAWS, probe_head
from library.media.sidecar import owner_of

_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information"})
_SIDECARS = frozenset({".xmp", ".aae", ".thm", ".pp3", ".dop"})
_MEDIA_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp", ".gif", ".heic", ".heif", ".avif"}
    | {".mp4", ".m4v", ".mov", ".webm", ".mkv", ".psd", ".psb"}
    | {media.suffix for media in CAMERA_RAWS}
)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that does not come in, and why.

    Args:
        error: name of the error, as in `library.errors`.
    """

    path: Path
    reason: str
    hint: str
    error: str


@dataclass(frozen=True, slots=True)
class LooseSidecar:
    """An XMP file that was named itself: it is no asset, it is read with the file it belongs to.

    Args:
        owner: name of that file in the same folder; None when there is none.
    """

    path: Path
    owner: str | None

    @property
    def reason(self) -> str:
        """What became of it, one sentence."""
        name = shown_name(self.path)
        if self.owner is None:
            return f"{name} is what a program wrote beside a picture; no such picture lies beside it."
        return f"{name} belongs to {_printable(self.owner)} and is read with it."


@dataclass(slots=True)
class Incoming:
    """What a person named, sorted.

    Args:
        files: pictures and clips by content, each once, in the order named, folders sorted by name.
        refused: files that were named, or that claim to be media, and are not.
        skipped: number of files of other kinds found in folders.
        sidecars: XMP files that were named.
    """

    files: list[Path] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    skipped: int = 0
    sidecars: list[LooseSidecar] = field(default_factory=list)


def collect_files(paths: Iterable[Path]) -> Incoming:
    """Find the media files among paths and in folders, at any depth.

    A file of another kind is refused when it was named itself or has the suffix of a picture or clip; inside a folder
    it is only counted. Hidden files, sidecars and what systems leave behind are passed over in silence.
    """
    found = Incoming()
    seen: set[Path] = set()
    for path in paths:
        named = not path.is_dir()
        for file in [path] if named else _walk(path):
            if file in seen:
                continue
            seen.add(file)
            _sort(file, named=named, found=found)
    return found


def shown_name(path: Path) -> str:
    """Give a file's name as text that can be stored and printed, also when its bytes are no UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders, sorted; links to folders are not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SYSTEM_FOLDERS)
        for name in sorted(names):
            path = Path(here, name)
            if not (name.startswith(".") or name.lower() in _SYSTEM_NAMES or path.suffix.lower() in _SIDECARS):
                yield path


def _sort(path: Path, *, named: bool, found: Incoming) -> None:
    """Put one file where it belongs."""
    try:
        kind = probe_head(path).kind
    except MediaError as error:
        if named or path.suffix.lower() in _MEDIA_SUFFIXES or not isinstance(error, UnsupportedMedia):
            if not named and path.suffix.lower() not in _MEDIA_SUFFIXES and path.exists() and not path.stat().st_size:
                found.skipped += 1
                return
            found.refused.append(RefusedFile(path, _printable(error.message), error.hint, type(error).__name__))
        else:
            found.skipped += 1
    else:
        if kind != "sidecar":
            found.files.append(path)
        elif named:
            found.sidecars.append(LooseSidecar(path, owner_of(path, _names_beside(path))))
        else:
            found.skipped += 1


def _names_beside(path: Path) -> list[str]:
    """List the names of the other files in a file's folder."""
    try:
        return sorted(entry.name for entry in os.scandir(path.parent) if entry.is_file() and entry.name != path.name)
    except OSError:
        return []


def _printable(text: str) -> str:
    """Replace what no terminal and no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
