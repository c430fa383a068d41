"""Content Credentials: absent, valid, invalid or unreadable; nothing outside the file is ever asked."""

import socket
import sys
from pathlib import Path

import pytest

from library.media import probe
from library.media.content_credentials import ContentCredentials, read_credentials, with_remote
from library.media.metadata import FileMetadata, read_file
from tests.media.building import encoded, plain_jpeg, scene, xmp, xmp_segment
from tests.media.signing import SOURCE_TYPE, signed

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "TIFF": "image/tiff", "GIF": "image/gif"}


def read(tmp_path: Path, data: bytes) -> FileMetadata:
    path = tmp_path / "picture.bin"
    path.write_bytes(data)
    return read_file(path)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_signed_picture_is_valid_and_says_who_signed_and_how_it_was_made(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, signed(encoded(scene(), kind), FORMATS[kind]))
    assert found.c2pa == "valid"
    assert found.metadata.content_credentials == "valid"
    assert found.metadata.credentials_signer == "Test Newsroom"
    assert found.metadata.credentials_reason is None
    assert found.metadata.digital_source_type == SOURCE_TYPE
    assert [c.origin for c in found.metadata.candidates if c.field == "digital_source_type"] == ["C2PA"]


def test_one_changed_pixel_makes_it_invalid(tmp_path: Path) -> None:
    data = bytearray(signed(plain_jpeg()))
    data[-40] ^= 1
    found = read(tmp_path, bytes(data))
    assert found.c2pa == "invalid"
    assert "mismatch" in (found.metadata.credentials_reason or "")


def test_a_manifest_that_is_cut_is_unreadable_and_loses_nothing_else(tmp_path: Path) -> None:
    data = signed(plain_jpeg())
    at = data.index(b"c2pa.claim")
    found = read(tmp_path, data[:at] + bytes(len(b"c2pa.claim") + 200) + data[at + 210 :])
    assert found.c2pa in {"unreadable", "invalid"}
    assert (found.width_px, found.height_px) == (96, 64)


@pytest.mark.parametrize("kind", FORMATS)
def test_without_a_manifest_the_library_is_not_even_loaded(tmp_path: Path, kind: str, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert read(tmp_path, encoded(scene(), kind)).c2pa == "absent"


def test_a_manifest_at_an_address_is_named_and_never_fetched(tmp_path: Path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    names = 'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="https://example.org/manifest.c2pa"'
    picture = plain_jpeg()
    found = read(tmp_path, picture[:2] + xmp_segment(xmp("", names)) + picture[2:])
    assert found.c2pa == "unreadable"
    assert "not asked" in (found.metadata.credentials_reason or "")


def test_an_address_changes_nothing_where_the_file_holds_its_own() -> None:
    own = ContentCredentials("valid", signer="A")
    assert with_remote(own, "https://example.org/") is own


def test_kinds_that_cannot_hold_a_manifest_have_none(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x1a\x45\xdf\xa3")
    with path.open("rb") as file:
        assert read_credentials(file, probe.MKV).state == "absent"
