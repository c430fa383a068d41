"""Copies of many pictures in one archive."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

from library.desk.copy_archive import MANIFEST, pack_copies
from library.desk.ingest import ingest
from library.media.metadata import read_metadata
from library.media.policy import PUBLIC
from tests.desk.test_copies import picture
from tests.media.building import encoded, scene


def test_an_archive_holds_each_copy_once_with_a_list_and_the_reasons(workspace, tmp_path: Path, now) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jpg").write_bytes(picture())
    (tmp_path / "in" / "b.tif").write_bytes(encoded(scene(), "TIFF"))
    report = ingest(workspace, [tmp_path / "in"], by="anna", now=now)
    ids = [result.asset_id for result in report.results]
    archive = tmp_path / "out.zip"
    copies = list(pack_copies(workspace, [*ids, 4711], archive, PUBLIC, by="anna", now=now))
    assert [copy.path is None for copy in copies] == [False, False, True]
    with zipfile.ZipFile(archive) as found:
        assert sorted(found.namelist()) == ["a.jpg", "b.jpg", MANIFEST]
        manifest = json.loads(found.read(MANIFEST))
        for entry in manifest["files"][:2]:
            assert sha256(found.read(entry["file"])).hexdigest() == entry["sha256"]
        assert manifest["files"][2]["error"]
        (tmp_path / "copy.jpg").write_bytes(found.read("a.jpg"))
    said = read_metadata(tmp_path / "copy.jpg")
    assert said.creator == ("A. Example",)
    assert said.gps is None
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("photodesk-")) == []
