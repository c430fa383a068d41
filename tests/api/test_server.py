from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from library.api import pictures
from library.api.server import lifespan, routes
from library.catalogue.database import writing
from library.catalogue.models import Asset, Rendition
from library.desk.workspace import Workspace, close_shared_workspace, open_workspace
from library.settings import read_settings
from tests.api.served import Client, served
from tests.assets import add_asset

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ORIGINAL = bytes(range(256)) * 40
SEAL = "seal"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for name in ("DATABASE_URL", "STORAGE_URL"):
        monkeypatch.delenv(f"PHOTODESK_{name}", raising=False)
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    workspace = open_workspace(read_settings())
    yield workspace
    workspace.close()
    close_shared_workspace()


@pytest.fixture
def asset(desk: Workspace) -> Asset:
    blob = desk.store.put_bytes("originals", ORIGINAL)
    thumbnail = desk.store.put_bytes("renditions", b"small")
    with writing(desk.engine) as session:
        asset = add_asset(session, SEAL, NOW, headline="A seal")
        asset.digest, asset.size_bytes, asset.file_name = blob.digest, blob.size_bytes, "Räuber; seal.jpg"
        session.add(
            Rendition(
                asset_id=asset.id or 0,
                name="thumbnail",
                digest=thumbnail.digest,
                mime="image/jpeg",
                width_px=512,
                height_px=341,
                size_bytes=5,
            )
        )
        return asset


@pytest.fixture
def client(desk: Workspace) -> Iterator[Client]:
    with served(Starlette(routes=routes(), lifespan=lifespan(lambda: None))) as client:
        yield client


def test_thumbnails_may_be_kept_for_ever_under_their_version(client: Client, asset: Asset) -> None:
    answer = client.get(f"/thumb/{asset.id}/{asset.digest[:12]}.jpg")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"small", "image/jpeg")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = client.get(f"/thumb/{asset.id}/{asset.digest[:12]}.jpg", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/thumb/1/000000000000.jpg",
        "/thumb/9999/{v}.jpg",
        "/thumb/1/{short}.jpg",
        "/thumb/1/%25.jpg",
    ],
)
def test_pictures_that_are_not_there_are_not_found_and_not_kept(client: Client, asset: Asset, path: str) -> None:
    answer = client.get(path.format(v=asset.digest[:12], short=asset.digest[:6]))
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


def test_a_quiet_plate_stands_for_an_asset_without_a_picture(client: Client, asset: Asset) -> None:
    answer = client.get(f"/preview/{asset.id}/{asset.digest[:12]}.jpg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["cache-control"] == "no-store"
    assert f">{asset.format}</text>".encode() in answer.content


def test_original_comes_as_delivered_with_its_name(client: Client, asset: Asset) -> None:
    answer = client.get(f"/original/{asset.id}/{asset.digest[:12]}.jpg?download")
    assert answer.content == ORIGINAL
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''R%C3%A4uber%3B%20seal.jpg"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_player_may_ask_for_a_part_of_the_original(client: Client, asset: Asset) -> None:
    url = f"/original/{asset.id}/{asset.digest[:12]}.jpg"
    part = client.get(url, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, ORIGINAL[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(ORIGINAL)}"
    outside = client.get(url, headers={"Range": f"bytes={len(ORIGINAL)}-"})
    assert outside.status_code == 416


@given(st.text(alphabet="bytes=-,0123456789 x", max_size=24), st.integers(1, 10_000))
def test_no_range_header_reaches_outside_the_file(header: str, size_bytes: int) -> None:
    span = pictures.byte_range(header, size_bytes)
    assert span is None or 0 <= span[0] <= span[1] < size_bytes


def test_recent_bytes_stay_within_their_limit() -> None:
    recent = pictures.RecentBytes(100)
    for number in range(20):
        recent.put(str(number), (b"x" * 20, "image/jpeg"))
    assert [number for number in range(20) if recent.get(str(number))] == [15, 16, 17, 18, 19]
    recent.put("large", (b"x" * 60, "image/jpeg"))
    assert recent.get("large") is None


def test_health_says_that_the_catalogue_opens(client: Client) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}


def test_assets_are_found_by_words_with_the_exact_total(client: Client, asset: Asset) -> None:
    assert client.get("/api/assets?words=seal").json()["total"] == 1
    assert client.get("/api/assets?words=whale").json() == {"total": 0, "assets": []}


def test_asset_shows_all_layers(client: Client, asset: Asset) -> None:
    shown = client.get(f"/api/assets/{asset.id}").json()
    assert shown["fields"]["headline"]["delivered"] == "A seal"
    assert shown["thumbnail"] == f"/thumb/{asset.id}/{asset.digest[:12]}.jpg"


def test_unknown_asset_is_told_with_a_hint(client: Client) -> None:
    answer = client.get("/api/assets/77")
    assert answer.status_code == 404
    assert answer.json()["hint"]


def test_writes_demand_the_header(client: Client, asset: Asset) -> None:
    change = {"values": {"headline": "Another"}, "version": 1}
    assert client.ask("PATCH", f"/api/assets/{asset.id}", body=change).status_code == 403
    assert client.ask("POST", "/api/steps/abc/undo").status_code == 403
    assert client.get(f"/api/assets/{asset.id}").json()["headline"] == "A seal"


def test_write_is_saved_conflicts_are_refused_and_steps_undone(client: Client, asset: Asset) -> None:
    meant = {"X-Requested-With": "desk"}
    path = f"/api/assets/{asset.id}"
    saved = client.ask("PATCH", path, headers=meant, body={"values": {"headline": "Another"}, "version": 1})
    assert saved.json()["headline"] == "Another"
    late = client.ask("PATCH", path, headers=meant, body={"values": {"headline": "Late"}, "version": 1})
    assert late.status_code == 409
    wrong = client.ask("PATCH", path, headers=meant, body={"values": {"colour": "red"}})
    assert wrong.status_code == 422
    assert client.ask("POST", f"/api/steps/{saved.json()['step']}/undo", headers=meant).status_code == 200
    assert client.get(path).json()["headline"] == "A seal"
