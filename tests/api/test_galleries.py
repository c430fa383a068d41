"""Galleries for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from library.api.server import lifespan, routes
from library.desk.workspace import Workspace, close_shared_workspace, open_workspace
from library.galleries.formats import FORMATS
from library.settings import read_settings
from tests.api.served import Client, served
from tests.desk.stock import credited, gallery_of


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
def client(desk: Workspace) -> Iterator[Client]:
    with served(Starlette(routes=routes(), lifespan=lifespan(lambda: None))) as client:
        yield client


def test_formats_and_schema_are_told(client: Client) -> None:
    assert [each["name"] for each in client.get("/api/galleries/formats").json()] == list(FORMATS)
    assert client.get("/api/galleries/schema").json()["$id"] == "urn:photodesk:gallery-document:2"


def test_a_gallery_is_given_in_a_format_as_a_file(client: Client, desk: Workspace) -> None:
    gallery = gallery_of(desk, credited(desk, "arrival"))
    answer = client.get(f"/api/galleries/{gallery}/export/ninjs?base_url=https://media.example")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.json()["uri"] == f"https://media.example/galleries/{gallery}"


def test_what_cannot_be_given_is_told_in_words(client: Client, desk: Workspace) -> None:
    gallery = gallery_of(desk, credited(desk, "arrival"))
    assert client.get(f"/api/galleries/{gallery}/export/pdf").status_code == 422
    assert client.get("/api/galleries/99/export/ninjs").status_code == 404
    assert client.get(f"/api/galleries/{gallery}/export/ninjs?published=true").json()["hint"]
