"""Photoshop documents: size, all three blocks, and the picture to show."""

import struct
from pathlib import Path

import pytest

from library.media.inspect import inspect_file
from library.media.metadata import read_file
from tests.media.building import alt, iim, plain_jpeg, resource, tiff, xmp
from tests.media.raws import psd, psd_thumbnail


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "document.psd"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("version", "form"), [(1, "PSD"), (2, "PSB")])
def test_a_document_says_what_its_resources_hold(tmp_path: Path, version: int, form: str) -> None:
    data = psd(
        resource(0x0404, iim((2, 110, b"Agency"), (2, 90, b"Bern"))),
        resource(0x0424, xmp(alt("dc:description", "A layered picture"))),
        resource(0x0422, tiff(((0x0110, 2, b"EOS R5\x00"), (0x0112, 3, b"\x06\x00")))),
        version=version,
    )
    found = read_file(write(tmp_path, data))
    assert (found.media.format, found.width_px, found.height_px) == (form, 200, 300)
    read = found.metadata
    assert (read.description, read.credit_line, read.city, read.camera) == (
        "A layered picture",
        "Agency",
        "Bern",
        "EOS R5",
    )


def test_the_merged_picture_is_shown(tmp_path: Path) -> None:
    shown = inspect_file(write(tmp_path, psd(psd_thumbnail(plain_jpeg())))).picture
    assert (shown.width_px, shown.height_px) == (300, 200)
    assert {(made.width_px, made.height_px) for made in shown.renditions} == {(300, 200)}


def test_the_small_picture_stands_in_where_the_layers_were_not_merged(tmp_path: Path) -> None:
    unmerged = resource(0x0421, struct.pack(">IB", 1, 0) + b"\x00" * 8)
    shown = inspect_file(write(tmp_path, psd(unmerged, psd_thumbnail(plain_jpeg())))).picture
    assert (shown.width_px, shown.height_px) == (300, 200)
    assert {(made.width_px, made.height_px) for made in shown.renditions} == {(96, 64)}


def test_a_large_document_without_a_small_picture_is_kept(tmp_path: Path) -> None:
    shown = inspect_file(write(tmp_path, psd(version=2))).picture
    assert (shown.width_px, shown.height_px, shown.renditions) == (300, 200, ())


def test_cut_documents_give_what_they_have(tmp_path: Path) -> None:
    whole = psd(resource(0x0424, xmp(alt("dc:description", "A"))), width=8, height=8)
    for length in range(8, len(whole), 11):
        read_file(write(tmp_path, whole[:length]))
