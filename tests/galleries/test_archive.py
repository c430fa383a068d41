"""The gallery as a ZIP archive."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

from library.galleries import document as documents
from library.galleries.archive import write_archive, write_credit_list
from library.galleries.document import DocumentItem, DocumentRendition
from library.galleries.sources import Sources
from tests.galleries.hostile import hostile, shown


def read(_item: DocumentItem, rendition: DocumentRendition) -> bytes:
    return f"bytes of {rendition.name} {rendition.digest}".encode()


SOURCES = Sources(read=read)


def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_archive(shown(), SOURCES)))


def test_archive_holds_pictures_document_manifest_sums_and_credits() -> None:
    assert archive().namelist() == [
        "pictures/001-a1.jpg",
        "pictures/002-b2.mp4",
        "pictures/003-c3.jpg",
        "gallery.json",
        "manifest.json",
        "credits.txt",
        "SHA256SUMS",
    ]
    assert documents.load(archive().read("gallery.json")) == shown()


def test_sums_are_those_of_the_files_and_moments_are_fixed() -> None:
    whole = archive()
    for line in whole.read("SHA256SUMS").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(whole.read(name)).hexdigest() == digest
    listed = json.loads(whole.read("manifest.json"))["files"]
    assert [each["file"] for each in listed] == whole.namelist()[:3]
    assert listed[0]["credit"] == "Bild: KEYSTONE/EPA/Name O'Brien"
    assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert write_archive(shown(), SOURCES) == write_archive(shown(), SOURCES)


def test_photos_come_in_full_size_where_they_can_carry_words_else_as_their_preview() -> None:
    assert archive().read("pictures/001-a1.jpg").startswith(b"bytes of original")
    first = shown().items[0]
    raw = replace(first, renditions=(replace(first.renditions[0], mime="image/x-canon-cr3"), *first.renditions[1:]))
    data = write_archive(replace(shown(), items=(raw,)), SOURCES)
    assert zipfile.ZipFile(io.BytesIO(data)).read("pictures/001-a1.jpg").startswith(b"bytes of preview")


def test_credit_list_names_each_picture_with_its_limits() -> None:
    assert write_credit_list(shown()).decode("utf-8-sig").split("\r\n") == [
        "Der Hafen & das <Meer>",
        "",
        "  1  Bild: KEYSTONE/EPA/Name O'Brien",
        '     Ein Schiff <läuft> aus & der "Hafen" bleibt ...',
        "     ! NO SALES, TIME_LIMIT:14d",
        "  2  Video: Name",
        "     ... und die Möwen schauen zu.",
        "  3  –",
        "     View 3",
        "  4  –",
        "     Wird gesucht.",
        "",
    ]


def test_no_file_name_leaves_the_archive() -> None:
    names = zipfile.ZipFile(io.BytesIO(write_archive(hostile(), SOURCES))).namelist()
    assert len(set(names)) == len(names)
    assert not [name for name in names if ".." in name or "\\" in name or name.count("/") > 1 or "<" in name]
