"""Many copies in one ZIP archive: for a partner, a printer or the archive, with a list of what is in it."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from library.desk.copies import AssetCopy, export_copies
from library.desk.workspace import Workspace
from library.media.changes import name_of
from library.media.policy import COPY, MetadataPolicy

MANIFEST: Final = "manifest.json"


def pack_copies(
    workspace: Workspace,
    asset_ids: Sequence[int],
    archive: Path,
    policy: MetadataPolicy = COPY,
    *,
    by: str,
    now: datetime,
) -> Iterator[AssetCopy]:
    """Write copies of assets into a ZIP archive with a manifest, one by one; one that fails never stops the others.

    The archive is whole when the last was yielded.

    Args:
        archive: the file to write; one that is there is replaced.
        policy: `COPY` for partners, `PUBLIC` for readers.

    Raises:
        InvalidInput: the archive's folder cannot be written to.
    """
    listed: list[dict[str, Any]] = []
    with (
        zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target,
        TemporaryDirectory(prefix="photodesk-", dir=archive.parent) as name,
    ):
        taken: set[str] = set()
        for copy in export_copies(workspace, asset_ids, Path(name), policy, by=by, now=now):
            _add(target, copy, taken)
            listed.append(_entry(copy, Path(name)))
            yield copy
        manifest = {"policy": policy.name, "made_at": now.isoformat(timespec="seconds"), "files": listed}
        target.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _add(target: zipfile.ZipFile, copy: AssetCopy, taken: set[str]) -> None:
    """Add a copy and its sidecar, which stay in the folder: their names tell what is taken."""
    for path in (copy.path, copy.written.sidecar if copy.written else None):
        if path is not None and path.name not in taken:
            taken.add(path.name)
            target.write(path, path.name)


def _entry(copy: AssetCopy, folder: Path) -> dict[str, Any]:
    """Describe one picture in the manifest."""
    if copy.path is None or copy.written is None:
        return {"asset_id": copy.asset_id, "error": copy.reason, "hint": copy.hint}
    written = copy.written
    return {
        "asset_id": copy.asset_id,
        "file": str(copy.path.relative_to(folder)),
        "sha256": sha256(copy.path.read_bytes()).hexdigest(),
        "sidecar": written.sidecar.name if written.sidecar else None,
        "is_rendition": copy.is_rendition,
        "written": {name_of(name): value for name, value in written.values.items() if value},
        "notes": list(written.notes),
    }
