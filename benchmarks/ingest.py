"""Ingest beside scripts that do the same work: digest, metadata, preview, thumbnail, pHash, a row.

The plain script is what most people write: Pillow decodes the whole picture, Lanczos scales it, imagehash hashes it,
and a row goes into SQLite. The best script lets the decoder scale (draft, reducing_gap) and, where ExifTool is
installed, asks one ExifTool process for the metadata; with pyvips where that is installed. All run on the same files in
the same run, each in processes of its own, and are compared by CPU seconds a file (self and children), which other load
on the machine changes less than the clock. What photodesk computes for finding duplicates (local features of each
picture, and comparing them with all that is there), which no script does, is told apart.

Run alone: python -m benchmarks.ingest
"""

import importlib.util
import io
import json
import logging
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

LARGE, MEDIUM = 8, 16
LARGE_PX, MEDIUM_PX = (6000, 4000), (2400, 1600)
ROUNDS = 2
SHOOT = 60

Contender = Callable[[list[str], str], None]


def make_photographs(folder: Path) -> dict[str, list[Path]]:
    """Write deterministic pictures that compress like photographs: soft shapes, edges, texture and sensor noise."""
    sets = {"24 megapixels": (LARGE, LARGE_PX), "4 megapixels": (MEDIUM, MEDIUM_PX)}
    found: dict[str, list[Path]] = {}
    for name, (count, size) in sets.items():
        found[name] = []
        for number in range(count):
            path = folder / f"{name.split()[0]}-{number:03}.jpg"
            _paint(number, size).save(path, "JPEG", quality=90, subsampling=1, exif=_exif(number))
            found[name].append(path)
    return found


def make_shoot(folder: Path, pictures: list[Path]) -> list[Path]:
    """Make a shoot of other pictures with the same pixels, each with a caption and the thumbnail that cameras embed."""
    from tests.media.building import exif_segment, exif_with_thumbnail  # noqa: PLC0415  builds EXIF byte by byte

    found = []
    for number in range(SHOOT):
        data = pictures[number % len(pictures)].read_bytes()
        small = io.BytesIO()
        Image.new("RGB", (160, 107), (90, 120, 90 + number)).save(small, "JPEG")
        caption = f"A square in the city centre, frame {number}\0".encode()
        block = exif_segment(exif_with_thumbnail(((0x010E, 2, caption),), small.getvalue()))
        path = folder / f"shoot-{number:03}.jpg"
        path.write_bytes(data[:2] + block + data[2:])
        found.append(path)
    return found


def _paint(seed: int, size: tuple[int, int]) -> Image.Image:
    """Paint one picture."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 255, (24, 36, 3), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    fine = Image.fromarray(rng.integers(90, 166, (size[1] // 4, size[0] // 4), dtype=np.uint8))
    texture = fine.filter(ImageFilter.GaussianBlur(1)).resize(size, Image.Resampling.BILINEAR)
    grain = rng.normal(0, 6, (256, 256)).astype(np.int16)
    tiled = np.tile(grain, (size[1] // 256 + 1, size[0] // 256 + 1))[: size[1], : size[0], None]
    values = np.asarray(coarse, dtype=np.int16) + (np.asarray(texture, dtype=np.int16)[..., None] - 128) // 2 + tiled
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _exif(number: int) -> bytes:
    """Give a picture the metadata that every agency writes."""
    exif = Image.Exif()
    exif[0x010E] = f"A square in the city centre, picture {number}"
    exif[0x013B] = "A. Example"
    exif[0x8298] = "Example Agency"
    return exif.tobytes()


def plain_script(paths: list[str], home: str) -> None:
    """Do the same work the plain way."""
    import hashlib  # noqa: PLC0415  what the plain script itself would import
    import sqlite3  # noqa: PLC0415

    import imagehash  # noqa: PLC0415
    from PIL import ImageOps  # noqa: PLC0415

    database = sqlite3.connect(Path(home) / "plain.sqlite")
    database.execute("CREATE TABLE picture (digest TEXT UNIQUE, name TEXT, hash TEXT, metadata TEXT)")
    store = Path(home) / "plain"
    store.mkdir()
    for name in paths:
        data = Path(name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        (store / digest).write_bytes(data)
        image = Image.open(io.BytesIO(data))
        texts = {str(key): str(value) for key, value in image.getexif().items()}
        upright = ImageOps.exif_transpose(image)
        for edge in (1600, 512):
            small = upright.copy()
            small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
            small.save(store / f"{digest}-{edge}.jpg", "JPEG", quality=82)
        row = (digest, name, str(imagehash.phash(upright)), json.dumps(texts))
        with database:
            database.execute("INSERT INTO picture VALUES (?, ?, ?, ?)", row)
    database.close()


class _Exiftool:
    """One ExifTool process that answers one file after another; without ExifTool, Pillow's EXIF stands in."""

    def __init__(self) -> None:
        tool = shutil.which("exiftool")
        command = [tool, "-stay_open", "True", "-@", "-"] if tool else None
        self.process = subprocess.Popen(command, stdin=-1, stdout=-1, text=True) if command else None

    def read(self, name: str) -> str:
        """Give a file's metadata as JSON."""
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            with Image.open(name) as image:
                return json.dumps({str(key): str(value) for key, value in image.getexif().items()})
        self.process.stdin.write(f"-j\n{name}\n-execute\n")
        self.process.stdin.flush()
        return "".join(iter(self.process.stdout.readline, "{ready}\n"))

    def close(self) -> None:
        """End the process, so that its CPU time is counted."""
        if self.process and self.process.stdin:
            self.process.stdin.write("-stay_open\nFalse\n")
            self.process.stdin.close()
            self.process.wait()


def _best_script(paths: list[str], home: str, shrink: Callable[[str, Path], Image.Image]) -> None:
    """Do the same work the way a careful script does; `shrink` writes preview and thumbnail, and gives the latter."""
    import hashlib  # noqa: PLC0415  what the script itself would import
    import sqlite3  # noqa: PLC0415

    import imagehash  # noqa: PLC0415

    database = sqlite3.connect(Path(home) / "best.sqlite")
    database.execute("CREATE TABLE picture (digest TEXT UNIQUE, name TEXT, hash TEXT, metadata TEXT)")
    store = Path(home) / "best"
    store.mkdir()
    exiftool = _Exiftool()
    for name in paths:
        data = Path(name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        (store / digest).write_bytes(data)
        small = shrink(name, store / digest)
        row = (digest, name, str(imagehash.phash(small)), exiftool.read(name))
        with database:
            database.execute("INSERT INTO picture VALUES (?, ?, ?, ?)", row)
    exiftool.close()
    database.close()


def draft_script(paths: list[str], home: str) -> None:
    """Let Pillow's decoder scale."""
    from PIL import ImageOps  # noqa: PLC0415  see above

    def shrink(name: str, target: Path) -> Image.Image:
        with Image.open(name) as image:
            image.draft("RGB", (1600, 1600))
            upright = ImageOps.exif_transpose(image)
        for edge in (1600, 512):
            upright.thumbnail((edge, edge), Image.Resampling.BICUBIC, reducing_gap=2.0)
            upright.save(f"{target}-{edge}.jpg", "JPEG", quality=82)
        return upright

    _best_script(paths, home, shrink)


def vips_script(paths: list[str], home: str) -> None:
    """Let libvips scale while it decodes."""
    import pyvips  # noqa: PLC0415  optional

    def shrink(name: str, target: Path) -> Image.Image:
        preview = pyvips.Image.thumbnail(name, 1600, height=1600).copy_memory()
        preview.write_to_file(f"{target}-1600.jpg", Q=82, strip=True)
        small = preview.thumbnail_image(512, height=512)
        small.write_to_file(f"{target}-512.jpg", Q=82, strip=True)
        return Image.fromarray(small.numpy())

    _best_script(paths, home, shrink)


def our_ingest(paths: list[str], home: str) -> None:
    """Bring the files in as `photodesk ingest` does, with one worker; prints what of it serves finding duplicates."""
    from library.desk.near import NearFinder  # noqa: PLC0415
    from library.media.likeness import likeness_of_file  # noqa: PLC0415

    comparing = 0.0
    meet = NearFinder.meet

    def timed(*args: Any) -> Any:  # noqa: ANN401  passed on as they are
        nonlocal comparing
        began = time.thread_time()
        try:
            return meet(*args)
        finally:
            comparing += time.thread_time() - began

    NearFinder.meet = timed  # type: ignore[method-assign]
    _ingest(paths, home)
    began = time.process_time()
    previews = sorted((Path(home) / "media" / "renditions").glob("??/??/*"), key=lambda path: path.stat().st_size)
    read = [preview.read_bytes() for preview in previews[-len(paths) :]]
    features = []
    for data in read:
        before = time.thread_time()
        likeness_of_file(data)
        with Image.open(io.BytesIO(data)) as image:
            decoding = time.thread_time()
            image.convert("RGB")
        features.append(2 * decoding - before - time.thread_time())
    sys.stdout.write(json.dumps({"duplicates": comparing + sum(features), "measuring": time.process_time() - began}))


def _ingest(paths: list[str], home: str) -> None:
    """Bring the files in."""
    from library.desk.ingest import ingest  # noqa: PLC0415
    from library.desk.workspace import open_workspace  # noqa: PLC0415
    from library.settings import Settings  # noqa: PLC0415

    logging.disable(logging.INFO)
    workspace = open_workspace(Settings(home=Path(home), workers=1))
    report = ingest(workspace, [Path(path) for path in paths], by="benchmark", now=datetime(2026, 1, 1, tzinfo=UTC))
    workspace.close()
    if report.ingested != len(paths):
        raise SystemExit(f"{report.failed} files failed: {report.failures[:1]}")


def first_look(paths: list[str], home: str) -> None:
    """Bring the files in until they are searchable, with one worker: what a shoot waits for on the screen."""
    from library.desk.ingest import take_in  # noqa: PLC0415
    from library.desk.workspace import open_workspace  # noqa: PLC0415
    from library.settings import Settings  # noqa: PLC0415

    logging.disable(logging.INFO)
    workspace = open_workspace(Settings(home=Path(home), workers=1))
    take_in(workspace, [Path(path) for path in paths], by="benchmark", now=datetime(2026, 1, 1, tzinfo=UTC))
    workspace.close()


def bare_copy(paths: list[str], home: str) -> None:
    """Copy, hash and flush the files and nothing else: below this nobody can keep an original safely."""
    import hashlib  # noqa: PLC0415
    import os  # noqa: PLC0415

    for number, name in enumerate(paths):
        with Path(name).open("rb") as source, (Path(home) / str(number)).open("wb") as target:
            digest = hashlib.sha256()
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())


CONTENDERS: dict[str, Contender] = {"plain": plain_script, "draft": draft_script, "ours": our_ingest}
if importlib.util.find_spec("pyvips"):
    CONTENDERS["pyvips"] = vips_script
FIRST = {"bare copy": bare_copy, "first look": first_look}


def _measure(paths: list[Path], contenders: dict[str, Contender]) -> dict[str, float]:
    """Give CPU seconds a file: all files less the first alone, so that the start of the programs cancels out.

    Under "ours, duplicates" stands what of ours serves finding duplicates.
    """
    spent: dict[tuple[str, int], float] = {}
    for _ in range(ROUNDS):
        for contender in contenders:
            for count in (1, len(paths)):
                for name, seconds in _run(contender, paths[:count]).items():
                    spent[name, count] = min(seconds, spent.get((name, count), seconds))
    files = len(paths) - 1
    return {name: (spent[name, len(paths)] - spent[name, 1]) / files for name, count in spent if count == 1}


def _run(contender: str, paths: list[Path]) -> dict[str, float]:
    """Run a contender in a process of its own; give its CPU seconds and those of its children."""
    with tempfile.TemporaryDirectory() as home:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "benchmarks.ingest", contender, home, *map(str, paths)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    parts = json.loads(told) if told.strip() else {}
    found = {contender: spent - parts.get("measuring", 0)}
    return found | {f"{contender}, duplicates": parts["duplicates"]} if parts else found


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        sets = make_photographs(Path(folder))
        print("ingest, CPU milliseconds a file, the least of two rounds")
        for name, paths in sets.items():
            best = _measure(paths, CONTENDERS)
            megabytes = sum(path.stat().st_size for path in paths) / len(paths) / 1e6
            told = {contender: seconds * 1000 for contender, seconds in best.items()}
            ours, further = told.pop("ours"), told.pop("ours, duplicates")
            scripts = "   ".join(f"{contender} script {each:.0f}" for contender, each in told.items())
            print(f"  {name} ({megabytes:.1f} MB): {scripts}   photodesk {ours:.0f}, of which duplicates {further:.0f}")
            least = min(told.values())
            print(
                f"    against the best of them {least / ours:.1f} times as many files per CPU second; without the "
                f"duplicates' part ({ours - further:.0f} ms) {least / (ours - further):.1f} times"
            )
        shoot = make_shoot(Path(folder), sets["24 megapixels"])
        best = _measure(shoot, FIRST)
        bare, ours = best["bare copy"] * 1000, best["first look"] * 1000
        print(
            f"  first look, searchable with its thumbnail: {ours:.0f} ms, of which {bare:.0f} copy and hash the bytes; "
            f"1,000 pictures on two cores: {ours / 2:.0f} s of computing"
        )


if __name__ == "__main__":
    if len(sys.argv) > 3:
        (CONTENDERS | FIRST)[sys.argv[1]](sys.argv[3:], sys.argv[2])
    else:
        main()
