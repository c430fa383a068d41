"""ExifTool and exiv2 read back what we write, over a matrix of sources and texts; nothing else in the files changes."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from library.media.changes import parse_changes
from library.media.embed import write_metadata
from library.media.graphemes import cut_text
from tests.media.sources import jpegs, others, sidecar_kinds

EXIFTOOL, EXIV2 = shutil.which("exiftool"), shutil.which("exiv2")
pytestmark = pytest.mark.slow

TEXTS = {
    "plain": "A plain line",
    "german": "Zürich: «Straße» – 50 €, Grösse “gross”",
    "french": "L’été à Genève : où est l’œuvre ? ÇÀÉ",
    "cyrillic": "Съешь же ещё этих мягких французских булок",
    "arabic": "مرحبا بالعالم، صورة من المدينة",
    "korean": "서울 시내에서 열린 행사 사진",
    "emoji": "Fest 👩‍👩‍👧‍👦 🇨🇭 👍🏽 é",
    "xml": "a < b & c > d \"quoted\" 'single' ]]> &amp;\nnext line\n\tindented",
    "long": "Ein langer Satz über Öl, Ärger und Übermut; " * 46,
}
XMP_TAGS = {
    "description": ("XMP-dc:Description", "Xmp.dc.description"),
    "headline": ("XMP-photoshop:Headline", "Xmp.photoshop.Headline"),
    "title": ("XMP-dc:Title", "Xmp.dc.title"),
    "credit_line": ("XMP-photoshop:Credit", "Xmp.photoshop.Credit"),
    "source": ("XMP-photoshop:Source", "Xmp.photoshop.Source"),
    "copyright_notice": ("XMP-dc:Rights", "Xmp.dc.rights"),
    "instructions": ("XMP-photoshop:Instructions", "Xmp.photoshop.Instructions"),
    "usage_terms": ("XMP-xmpRights:UsageTerms", "Xmp.xmpRights.UsageTerms"),
    "alt_text": ("XMP-iptcCore:AltTextAccessibility", "Xmp.iptc.AltTextAccessibility"),
    "city": ("XMP-photoshop:City", "Xmp.photoshop.City"),
}
IIM_TAGS = {
    "description": ("IPTC:Caption-Abstract", "Iptc.Application2.Caption", 2000),
    "headline": ("IPTC:Headline", "Iptc.Application2.Headline", 256),
    "title": ("IPTC:ObjectName", "Iptc.Application2.ObjectName", 64),
    "credit_line": ("IPTC:Credit", "Iptc.Application2.Credit", 32),
    "source": ("IPTC:Source", "Iptc.Application2.Source", 32),
    "copyright_notice": ("IPTC:CopyrightNotice", "Iptc.Application2.Copyright", 128),
    "instructions": ("IPTC:SpecialInstructions", "Iptc.Application2.SpecialInstructions", 256),
    "city": ("IPTC:City", "Iptc.Application2.City", 32),
}
EXIF_TAGS = {
    "description": ("IFD0:ImageDescription", "Exif.Image.ImageDescription"),
    "copyright_notice": ("IFD0:Copyright", "Exif.Image.Copyright"),
}


def expected(changes: dict[str, object], blocks: Iterable[str], *, exiv2: bool) -> dict[str, str]:
    """What a judge is to say: tag -> text."""
    which = 1 if exiv2 else 0
    found = {tags[which]: str(changes[name]) for name, tags in XMP_TAGS.items()}
    if "IIM" in blocks:
        for name, (*tags, limit) in IIM_TAGS.items():
            found[tags[which]] = cut_text(str(changes[name]), limit)
    if "EXIF" in blocks:
        found |= {tags[which]: str(changes[name]) for name, tags in EXIF_TAGS.items()}
    return found


def ask_exiftool(paths: list[Path]) -> dict[str, dict[str, object]]:
    command = [str(EXIFTOOL), "-j", "-G1", "-struct", "-b", "-charset", "exif=utf8", "-all:all", "-validate"]
    command += ["-x", "Composite:all", "-x", "ThumbnailImage", *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, timeout=300, check=False).stdout
    return {entry["SourceFile"]: entry for entry in json.loads(answer)}


def ask_exiv2(path: Path) -> dict[str, str]:
    """Read keys and values; a value goes on over the lines that begin with no key."""
    command = [str(EXIV2), "-q", "-Pkv", "print", str(path)]
    lines = subprocess.run(command, capture_output=True, timeout=60, check=False).stdout.decode("utf-8", "replace")
    found: dict[str, str] = {}
    key = ""
    for line in lines.split("\n"):
        first, _, rest = line.partition(" ")
        if first.startswith(("Exif.", "Iptc.", "Xmp.")):
            key = first
            found[key] = rest.strip(" ").removeprefix('lang="x-default" ')
        elif key:
            found[key] += "\n" + line
    return {key: re.sub(r', lang="fr" Vieux$', "", value.rstrip("\n")) for key, value in found.items()}


def values_with(text: str) -> dict[str, object]:
    return {
        "caption": text, "headline": text, "title": text, "credit": text, "source": text, "copyright": text,
        "instructions": text, "usage_terms": text, "alt_text": text, "city": text, "creator": ["Zoë Ä", "Б. Два"],
        "keywords": ["a, b", "Größe", "서울"],
    }  # fmt: skip


@pytest.mark.timeout(900)
@pytest.mark.skipif(EXIFTOOL is None or EXIV2 is None, reason="ExifTool or exiv2 is not installed")
def test_both_judges_read_what_we_write(tmp_path: Path) -> None:
    sources = {f"{name}.jpg": data for name, data in jpegs().items()} | others() | sidecar_kinds(tmp_path)
    written = {}
    for name, data in sources.items():
        (tmp_path / name).write_bytes(data)
        for label, text in TEXTS.items():
            changes = parse_changes(values_with(text))
            target = tmp_path / f"{label} {name}"
            written[label, name] = changes, write_metadata(tmp_path / name, target, changes)
    judged = {(key): (made.sidecar or made.path) for key, (_, made) in written.items()}
    by_exiftool = ask_exiftool(list(judged.values()))
    wrong = []
    for key, (changes, made) in written.items():
        one, two = by_exiftool[str(judged[key])], ask_exiv2(judged[key])
        wanted = expected(changes, made.blocks, exiv2=False)
        wrong += [(key, tag, one.get(tag), text) for tag, text in wanted.items() if one.get(tag) != text]
        wanted = expected(changes, made.blocks, exiv2=True)
        wrong += [(key, tag, two.get(tag), text) for tag, text in wanted.items() if two.get(tag) != text]
        if one.get("XMP-dc:Creator") != ["Zoë Ä", "Б. Два"] or one.get("XMP-dc:Subject") != ["a, b", "Größe", "서울"]:
            wrong.append((key, "lists", one.get("XMP-dc:Creator"), one.get("XMP-dc:Subject")))
        if made.media.format == "JPEG" and one.get("Photoshop:IPTCDigest") != one.get("File:CurrentIPTCDigest"):
            wrong.append((key, "digest", "", ""))
    assert not wrong, [tuple(str(part)[:80] for part in one) for one in wrong[:12]]
