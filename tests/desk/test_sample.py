import io
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from library.desk.audit import audit
from library.desk.deduplicate import find_clusters
from library.desk.gallery_view import list_galleries
from library.desk.sample import is_empty, load_sample
from library.desk.workspace import Workspace
from library.errors import InvalidInput


def _picture(path: Path, shade: int) -> None:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).point(lambda value: value * shade // 255).save(buffer, "JPEG")
    path.write_bytes(buffer.getvalue())


def test_sample_newsroom_has_published_galleries_and_a_draft(
    workspace: Workspace, tmp_path: Path, now: datetime
) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    for shade in (80, 160, 240):
        _picture(folder / f"{shade}.jpg", shade)
    assert is_empty(workspace)
    report = load_sample(workspace, folder, by="sample", now=now)
    assert not is_empty(workspace)
    assert report.ingest.ingested == 3
    assert report.galleries == sum(one.gallery.state == "published" for one in list_galleries(workspace)) > 0


@pytest.mark.slow
def test_our_own_newsroom_has_something_for_every_screen(workspace: Workspace, now: datetime) -> None:
    report = load_sample(workspace, Path(__file__).parents[2] / "sample_media", by="sample", now=now)
    assert report.ingest.failed == 0
    assert {finding.code for finding in audit(workspace).findings} >= {"AUD001", "CRD002", "RGT001"}
    assert any(len(cluster.assets) >= 3 for cluster in find_clusters(workspace))
    article = next(one for one in list_galleries(workspace) if one.gallery.article_id)
    assert article.gallery.state == "published"


def test_folder_without_pictures_is_refused(workspace: Workspace, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(InvalidInput):
        load_sample(workspace, tmp_path, by="sample", now=now)
