"""Writing metadata into copies: what was written is read back, and everything else stays as it was."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from library.errors import InvalidInput, UnreadableMedia
from library.media.changes import STAMP, parse_changes
from library.media.embed import write_metadata
from library.media.embed_jpeg import picture_of_jpeg, split_jpeg
from library.media.embed_png import split_png
from library.media.metadata import EmbeddedMetadata, read_blocks, read_file, read_metadata
from library.media.policy import PUBLIC
from library.media.probe import JPEG
from library.media.xmp import read_xmp
from tests.media.building import encoded, exif_segment, jpeg_with, plain_jpeg, png_with, scene, xmp_segment
from tests.media.sources import FACES, MAKER_NOTE, exif_block, jpegs, mpf_jpeg, others, profile, sidecar_kinds, xmp

VALUES = {
    "caption": "Zürich: «Straße»\nzweite Zeile & <b>",
    "headline": "Überschrift",
    "title": "Titel",
    "creator": ["Zoë Ä", "B. Two"],
    "creator_title": "Stf",
    "credit": "KEYSTONE/EPA",
    "source": "EPA",
    "copyright": "© 2026 Zoë",
    "instructions": "NO SALES",
    "usage_terms": "einmal",
    "keywords": ["a, b", "Москва", "서울"],
    "created": "2026-05-03T14:30:00.25+02:00",
    "city": "Zürich",
    "state": "ZH",
    "country": "Schweiz",
    "country_code": "CHE",
    "transmission_ref": "job 1",
    "supplier_ref": "epa11421544",
    "alt_text": "Eine Brücke",
    "extended_description": "Eine lange Beschreibung",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    "licensor_url": "https://example.org/licence",
    "caption_writer": "wr",
}
EVERYTHING = {**{f"{name}.jpg": data for name, data in jpegs().items()}, **others()}


def said(metadata: EmbeddedMetadata, names: object) -> dict[str, object]:
    return {name: getattr(metadata, name) for name in names}  # type: ignore[attr-defined]


@pytest.fixture
def put(tmp_path: Path):
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_field_is_read_back_and_the_source_is_untouched(put, tmp_path: Path, name: str) -> None:
    source = put(name, EVERYTHING[name])
    changes = parse_changes(VALUES)
    written = write_metadata(source, tmp_path / f"copy {name}", changes)
    assert said(read_metadata(written.path), changes) == changes
    assert written.sidecar is None
    assert source.read_bytes() == EVERYTHING[name]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"copy {name}"])


@pytest.mark.parametrize("name", EVERYTHING)
def test_fields_that_nobody_changed_read_as_before(put, tmp_path: Path, name: str) -> None:
    source = put(name, EVERYTHING[name])
    before = read_file(source).metadata
    changes = parse_changes({"headline": "New"})
    after = read_file(write_metadata(source, tmp_path / f"copy {name}", changes).path).metadata
    same = [field for field in VALUES if field not in {"headline", "caption", "credit", "copyright"}]
    same += ["description", "credit_line", "copyright_notice", "orientation", "camera", "gps"]
    assert said(after, same) == said(before, same)


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_field_can_be_taken_out_again(put, tmp_path: Path, name: str) -> None:
    changes = parse_changes(dict.fromkeys(VALUES))
    source = put(name, EVERYTHING[name])
    full = write_metadata(source, tmp_path / f"full {name}", parse_changes(VALUES)).path
    after = read_metadata(write_metadata(full, tmp_path / f"bare {name}", changes).path)
    assert [field for field in changes if getattr(after, field)] == []


@pytest.mark.parametrize("name", EVERYTHING)
def test_saving_again_does_not_let_files_grow(put, tmp_path: Path, name: str) -> None:
    source = put(name, EVERYTHING[name])
    first = write_metadata(source, tmp_path / f"1 {name}", parse_changes(VALUES)).path
    second = write_metadata(first, tmp_path / f"2 {name}", parse_changes(VALUES)).path
    third = write_metadata(second, tmp_path / f"3 {name}", parse_changes(VALUES)).path
    assert third.stat().st_size == second.stat().st_size <= first.stat().st_size + 16


@pytest.mark.parametrize("name", EVERYTHING)
def test_the_pixels_are_the_same(put, tmp_path: Path, name: str) -> None:
    source = put(name, EVERYTHING[name])
    copy = write_metadata(source, tmp_path / f"copy {name}", parse_changes(VALUES)).path
    with Image.open(source) as before, Image.open(copy) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info.get("icc_profile") == before.info.get("icc_profile")


def test_maker_note_position_and_thumbnail_keep_their_places(put, tmp_path: Path) -> None:
    block = exif_block()
    copy = write_metadata(put("a.jpg", jpeg_with(exif_segment(block))), tmp_path / "b.jpg", parse_changes(VALUES)).path
    segments, _ = split_jpeg(copy.read_bytes())
    new = segments[0].body[6:]
    assert new.find(MAKER_NOTE) == block.find(MAKER_NOTE)
    assert new.find(b"\xff\xd8\xff") == block.find(b"\xff\xd8\xff")
    with Image.open(copy) as image:
        assert image.getexif().get_ifd(0x8825)[2] == (47, 22, 30)


def test_pictures_behind_the_first_are_found_at_their_new_place(put, tmp_path: Path) -> None:
    with Image.open(io.BytesIO(mpf_jpeg())) as image:
        image.seek(1)
        expected = image.tobytes()
    copy = write_metadata(put("a.jpg", mpf_jpeg()), tmp_path / "b.jpg", parse_changes(VALUES)).path
    with Image.open(copy) as image:
        assert image.n_frames == 2
        image.seek(1)
        assert image.tobytes() == expected
    assert copy.read_bytes().endswith(encoded(scene(32, 24), "JPEG"))


def test_a_full_exif_block_is_left_and_it_is_said(put, tmp_path: Path) -> None:
    written = write_metadata(put("a.jpg", jpegs()["exif full"]), tmp_path / "b.jpg", parse_changes(VALUES))
    assert any("EXIF block is full" in note for note in written.notes)
    assert written.blocks == ("XMP", "IIM")


def test_content_credentials_go_and_it_is_said(put, tmp_path: Path) -> None:
    written = write_metadata(put("a.jpg", jpegs()["signed"]), tmp_path / "b.jpg", parse_changes(VALUES))
    assert written.credentials is not None
    assert written.credentials.outcome == "removed"
    data = written.path.read_bytes()
    assert b"c2pa" not in data
    assert b"provenance" not in data
    assert any("Content Credentials" in note for note in written.notes)


def test_texts_too_long_for_iim_stand_whole_in_xmp(put, tmp_path: Path) -> None:
    values = {"caption": "Ж" * 2000, "credit": "é" * 40}
    written = write_metadata(put("a.jpg", plain_jpeg()), tmp_path / "b.jpg", parse_changes(values))
    after = read_metadata(written.path)
    assert (after.description, after.credit_line) == (values["caption"], values["credit"])
    assert written.cut == ("description", "credit_line")
    cut = {c.field: c.value for c in after.candidates if c.origin == "IIM"}
    assert cut == {"description": "Ж" * 1000, "credit_line": "é" * 16}


def test_a_packet_that_outgrows_its_segment_goes_on_in_another(put, tmp_path: Path) -> None:
    body = '<x:Long xmlns:x="http://example.org/own/">' + "l" * 63_000 + "</x:Long>"
    values = {"caption": "Ж" * 2000, "usage_terms": "terms"}
    source = put("a.jpg", jpeg_with(xmp_segment(xmp(body))))
    written = write_metadata(source, tmp_path / "b.jpg", parse_changes(values))
    assert read_metadata(written.path).description == values["caption"]
    assert b"http://ns.adobe.com/xmp/extension/" in written.path.read_bytes()
    again = write_metadata(written.path, tmp_path / "c.jpg", parse_changes({"caption": "short"}))
    assert read_metadata(again.path).usage_terms == "terms"
    assert again.path.read_bytes().count(b"l" * 60_000) == 1


@pytest.mark.parametrize("name", ["xmp shapes.jpg", "exif big endian.jpg", "blocks.png", "blocks.webp"])
def test_public_renditions_lose_what_is_private_and_keep_the_rest(put, tmp_path: Path, name: str) -> None:
    source = put(name, EVERYTHING[name])
    changes = parse_changes(VALUES)
    copy = write_metadata(source, tmp_path / f"public {name}", changes, PUBLIC).path
    after, before = read_file(copy), read_file(source)
    assert said(after.metadata, changes) == changes
    assert after.metadata.gps is None
    assert (after.metadata.orientation, after.metadata.camera) == (before.metadata.orientation, before.metadata.camera)
    data = copy.read_bytes()
    for private in (b"SN-4711", MAKER_NOTE, b"0815", b"Regions", b"GPSLatitude"):
        assert private not in data
    with Image.open(source) as old, Image.open(copy) as new:
        assert new.tobytes() == old.tobytes()
        assert new.info.get("icc_profile") == old.info.get("icc_profile")


def test_public_renditions_end_with_the_picture(put, tmp_path: Path) -> None:
    source = put("a.jpg", mpf_jpeg() + b"GPS of a phone")
    copy = write_metadata(source, tmp_path / "b.jpg", parse_changes({"credit": "X"}), PUBLIC).path
    data = copy.read_bytes()
    assert data.endswith(b"\xff\xd9")
    assert b"MPF\x00" not in data
    assert picture_of_jpeg(data, with_trailer=False) == picture_of_jpeg(source.read_bytes(), with_trailer=False)


def test_colour_profiles_stay_in_public_renditions(put, tmp_path: Path) -> None:
    source = put("a.jpg", encoded(scene(), "JPEG", icc_profile=profile()))
    copy = write_metadata(source, tmp_path / "b.jpg", parse_changes({"credit": "X"}), PUBLIC).path
    with Image.open(copy) as image:
        assert image.info["icc_profile"] == profile()


def test_other_kinds_are_copied_as_they_are_with_a_sidecar(tmp_path: Path) -> None:
    changes = parse_changes(VALUES)
    for name, data in sidecar_kinds(tmp_path).items():
        (tmp_path / name).write_bytes(data)
        written = write_metadata(tmp_path / name, tmp_path / f"copy-{name}", changes)
        assert written.path.read_bytes() == data
        assert written.sidecar is not None
        assert written.sidecar.name == ("copy-a.xmp" if name == "a.mp4" else f"copy-{name}.xmp")
        assert said(read_metadata(written.sidecar), changes) == changes
        assert said(read_metadata(written.path), changes) == changes


def test_a_sidecar_says_what_the_file_says(tmp_path: Path) -> None:
    source = tmp_path / "a.tif"
    source.write_bytes(sidecar_kinds(tmp_path)["a.tif"])
    written = write_metadata(source, tmp_path / "b.tif", parse_changes({"credit": "NEW"}))
    assert written.sidecar is not None
    beside = read_metadata(written.sidecar)
    assert (beside.title, beside.description, beside.credit_line) == ("Old title", "OLD CAPTION", "NEW")
    assert b"kept" in written.sidecar.read_bytes()


def test_nothing_private_can_be_taken_out_of_kinds_that_get_a_sidecar(tmp_path: Path) -> None:
    source = tmp_path / "a.tif"
    source.write_bytes(sidecar_kinds(tmp_path)["a.tif"])
    with pytest.raises(InvalidInput):
        write_metadata(source, tmp_path / "b.tif", {}, PUBLIC)
    assert not (tmp_path / "b.tif").exists()


def test_the_source_is_never_the_target(put, tmp_path: Path) -> None:
    source = put("a.jpg", plain_jpeg())
    (tmp_path / "link.jpg").symlink_to(source)
    (tmp_path / "hard.jpg").hardlink_to(source)
    for name in ("a.jpg", "link.jpg", "hard.jpg"):
        with pytest.raises(InvalidInput):
            write_metadata(source, tmp_path / name, parse_changes(VALUES))
    assert source.read_bytes() == plain_jpeg()


@pytest.mark.parametrize(("name", "kept"), [("a.jpg", 200), ("a.png", -20), ("a.webp", -20)])
def test_a_damaged_picture_gets_a_sidecar_beside_an_untouched_copy(put, tmp_path: Path, name: str, kept: int) -> None:
    kind = {"a.jpg": "JPEG", "a.png": "PNG", "a.webp": "WEBP"}[name]
    source = put(name, encoded(scene(), kind)[:kept])
    written = write_metadata(source, tmp_path / f"copy {name}", parse_changes(VALUES))
    assert written.path.read_bytes() == source.read_bytes()
    assert written.sidecar == tmp_path / f"copy {name}.xmp"
    assert "is as the source is" in written.notes[0]
    assert said(read_metadata(written.path), parse_changes(VALUES)) == parse_changes(VALUES)


def test_nothing_private_can_be_taken_out_of_a_damaged_picture(put, tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia):
        write_metadata(put("a.jpg", plain_jpeg()[:200]), tmp_path / "b.jpg", parse_changes(VALUES), PUBLIC)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_the_moment_of_writing_is_noted_where_anything_is_written(put, tmp_path: Path) -> None:
    source = put("a.jpg", jpeg_with(xmp_segment(xmp("<xmp:MetadataDate>2020-01-01T00:00:00Z</xmp:MetadataDate>"))))
    stamp = {STAMP: "2026-05-03T14:30:00+02:00"}
    changed = write_metadata(source, tmp_path / "b.jpg", parse_changes({"credit": "X"}) | stamp).path
    same = write_metadata(source, tmp_path / "c.jpg", stamp).path
    assert read_xmp(read_blocks(changed, JPEG)[0]).text("xmp:MetadataDate") == stamp[STAMP]
    assert read_xmp(read_blocks(same, JPEG)[0]).text("xmp:MetadataDate") == "2020-01-01T00:00:00Z"


def test_a_target_that_cannot_be_written_is_said(put, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        write_metadata(put("a.jpg", plain_jpeg()), tmp_path / "no folder" / "b.jpg", parse_changes(VALUES))


def test_a_damaged_packet_still_gets_our_fields(put, tmp_path: Path) -> None:
    packet = xmp("<dc:title>Old</dc:title><photoshop:City>Bern").replace(b"</rdf:Description>", b"")
    written = write_metadata(put("a.jpg", jpeg_with(xmp_segment(packet))), tmp_path / "b.jpg", parse_changes(VALUES))
    assert read_metadata(written.path).title == "Titel"


def test_png_chunks_that_nobody_knows_stay_in_a_copy_alone(put, tmp_path: Path) -> None:
    source = put("a.png", png_with((b"prVt", b"own"), (b"tEXt", b"Comment\x00hello")))
    copy = write_metadata(source, tmp_path / "b.png", parse_changes({"credit": "X"})).path
    public = write_metadata(source, tmp_path / "c.png", parse_changes({"credit": "X"}), PUBLIC).path
    assert {b"prVt", b"tEXt"} <= {chunk.kind for chunk in split_png(copy.read_bytes())[0]}
    assert not {b"prVt", b"tEXt"} & {chunk.kind for chunk in split_png(public.read_bytes())[0]}


def test_private_properties_go_at_any_depth(put, tmp_path: Path) -> None:
    source = put("a.jpg", jpeg_with(xmp_segment(xmp(FACES + "<dc:title>Kept</dc:title>"))))
    copy = write_metadata(source, tmp_path / "b.jpg", {}, PUBLIC).path
    assert read_metadata(copy).title == "Kept"
    assert not any(word in copy.read_bytes() for word in (b"Ada", b"0815", b"47,22"))


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=80)
NAMED = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(TEXTS, max_size=4) if name in {"creator", "keywords"} else TEXTS
        for name in VALUES
        if name not in {"created", "digital_source_type", "data_mining"}
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=NAMED, name=st.sampled_from(["xmp shapes.jpg", "iptc newer.jpg", "blocks.png", "lossy.webp"]))
def test_whatever_is_written_is_read_back(tmp_path: Path, values: dict[str, object], name: str) -> None:
    source = tmp_path / name
    source.write_bytes(EVERYTHING[name])
    changes = parse_changes(values)
    after = read_metadata(write_metadata(source, tmp_path / f"copy {name}", changes).path)
    assert {field: getattr(after, field) or type(value)() for field, value in changes.items()} == changes
    with Image.open(source) as old, Image.open(tmp_path / f"copy {name}") as new:
        assert new.tobytes() == old.tobytes()
