"""Everything an original says, read again in a process of its own."""

from pathlib import Path

import pytest

from library.desk.file_tree import read_file_tree
from library.desk.ingest import ingest
from library.errors import NotFound
from library.media.tree import flatten_tree
from tests.media.building import jpeg_with, xmp, xmp_segment


def test_the_tree_of_an_asset_comes_from_its_original(workspace, tmp_path: Path, now) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_with(xmp_segment(xmp("", 'photoshop:City="Bern"'))))
    report = ingest(workspace, [path], by="anna", now=now)
    path.unlink()
    tree = read_file_tree(workspace, report.results[0].asset_id or 0)
    assert ("XMP > photoshop:City", "Bern") in list(flatten_tree(tree))
    with pytest.raises(NotFound):
        read_file_tree(workspace, 99)
