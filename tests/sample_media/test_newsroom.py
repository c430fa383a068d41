"""The sample newsroom is complete, small, varied, and says what it is meant to say."""

import itertools
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from library.articles.read import read_article
from library.media.metadata import read_metadata

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "sample_media"
FILES = {row["name"]: row for row in tomllib.loads((HOME / "manifest.toml").read_text(encoding="utf-8"))["file"]}
PICTURES = {name: row for name, row in FILES.items() if "phash" in row}
NOT_MEDIA = {"manifest.toml", "README.md", "article.txt", "article.html", "__init__.py"}


def bits_between(a: str, b: str) -> int:
    return (int(PICTURES[a]["phash"], 16) ^ int(PICTURES[b]["phash"], 16)).bit_count()


def group(name: str) -> list[str]:
    return [n for n, row in FILES.items() if row.get("group") == name]


def test_there_are_enough_photos_and_clips_and_they_are_small_together():
    assert sum(row["kind"] == "photo" for row in FILES.values()) >= 48
    assert sum(row["kind"] == "video" for row in FILES.values()) >= 4
    assert sum(path.stat().st_size for path in HOME.iterdir() if path.is_file()) <= 25_000_000


def test_the_manifest_names_every_file_and_says_what_it_shows_and_why():
    assert {path.name for path in HOME.iterdir() if path.is_file()} - NOT_MEDIA == set(FILES)
    for name, row in FILES.items():
        assert row["shows"], name
        assert row["why"], name
        assert row["bytes"] == (HOME / name).stat().st_size


def test_all_the_containers_are_there():
    suffixes = {Path(name).suffix.lower() for name in FILES}
    assert suffixes >= {".jpg", ".png", ".tif", ".webp", ".avif", ".gif", ".mp4", ".mov", ".webm", ".mkv"}


def test_unrelated_scenes_are_far_apart():
    near = [
        (a, b, bits_between(a, b))
        for a, b in itertools.combinations(PICTURES, 2)
        if PICTURES[a].get("scene", a).rsplit(".", 1)[0] != PICTURES[b].get("scene", b).rsplit(".", 1)[0]
        and bits_between(a, b) < 14
    ]
    assert near == []


def test_the_picture_under_several_credits_stays_near_itself_unless_it_is_cropped():
    whole = [n for n in group("three-credits") if FILES[n]["relation"] != "crop"]
    assert len(whole) == 3
    assert all(bits_between(a, b) <= 4 for a, b in itertools.combinations(whole, 2))
    credit_lines = {read_metadata(HOME / n).credit_line for n in group("three-credits")}
    assert len(credit_lines) == 4


def test_the_frames_of_the_burst_are_five_different_pictures():
    frames = group("burst")
    assert len(frames) == 5
    assert all(bits_between(a, b) > 8 for a, b in itertools.combinations(frames, 2))


def test_a_credit_cut_through_an_umlaut_is_whole_again():
    raw = (HOME / "KEY_EPA_hochwasser.jpg").read_bytes()
    cut = "KEYSTONE/EPA/Björn Niederkirchöfer".encode()[:32]
    with pytest.raises(UnicodeDecodeError):
        cut.decode()
    assert b"\x1c\x02\x6e\x00\x20" + cut in raw
    assert read_metadata(HOME / "KEY_EPA_hochwasser.jpg").credit_line == "KEYSTONE/EPA/Björn Niederkirchöfer"


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("kirche-im-nebel.jpg", "Nebelmeer über dem Gürbetal"),
        ("windraeder_mac.jpg", "Windräder in der Börde"),
        ("gletscher_messung.tif", "Gletscherschwund"),
        ("residenz_blaue_stunde.webp", "Die Residenz in Brunnau"),
        ("grafik_pegel.png", "Wasserstand der Vessel"),
    ],
)
def test_texts_come_back_whatever_the_charset_or_container(name: str, headline: str):
    assert read_metadata(HOME / name).headline == headline


def test_the_telephone_picture_lies_on_its_side_and_knows_its_place():
    metadata = read_metadata(HOME / "IMG_2093.jpg")
    assert metadata.orientation == 6
    assert metadata.gps == pytest.approx((46.5361, 7.9626), abs=0.001)
    assert FILES["IMG_2093.jpg"]["height_px"] > FILES["IMG_2093.jpg"]["width_px"]


def test_the_illustration_of_an_ai_says_so():
    assert (read_metadata(HOME / "roboter-fabrik-ki.png").digital_source_type or "").endswith("trainedAlgorithmicMedia")


@pytest.mark.parametrize(("name", "clips"), [("article.txt", 2), ("article.html", 1)])
def test_the_article_shows_ten_photos_of_which_one_is_not_here(name: str, clips: int):
    article = read_article((HOME / name).read_bytes())
    photos = [m for m in article.media if m.kind == "photo"]
    assert len(photos) == 10
    assert len(article.media) - len(photos) == clips
    descriptions = [read_metadata(HOME / n).description or "" for n in PICTURES]
    here = [
        p
        for p in photos
        if any(d.startswith((p.description or "?").removesuffix("...").rstrip()) for d in descriptions)
    ]
    assert len(here) == 9
    assert any((p.caption or "").startswith("...") for p in photos)


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="ExifTool is not installed")
def test_exiftool_reads_what_was_written():
    names = ["KEY_AP2611180311.jpg", "DSC_0471.JPG", "skyline-nacht.avif"]
    done = subprocess.run(
        ["exiftool", "-j", "-n", "-charset", "iptc=utf8", *(str(HOME / n) for n in names)],
        capture_output=True,
        check=True,
    )
    ap, camera, stock = json.loads(done.stdout)
    assert (ap["By-line"], ap["By-lineTitle"], ap["Credit"]) == (
        "Marta Lindqvist",
        "STF",
        "KEYSTONE/AP/Marta Lindqvist",
    )
    assert ap["CurrentIPTCDigest"] == ap["IPTCDigest"]
    assert (camera["LensModel"], camera["ISO"]) == ("NIKKOR Z 24-70mm f/2.8 S", 1600)
    assert camera["GPSLatitude"] == pytest.approx(46.8423, abs=0.001)
    assert stock["Creator"] == "Kaito Bell"


def test_the_generator_draws_the_same_picture_again():
    code = """
import hashlib
from sample_media.generate.roll import Take, scene_of
from sample_media.generate.scene import render
for frame in (0, 0, 1):
    print(hashlib.sha256(render(scene_of(Take("politics.handshake", frame)), 0.08).tobytes()).hexdigest())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    first, again, later = re.findall(r"[0-9a-f]{64}", done.stdout)
    assert first == again != later
