"""Ingest beside a plain script that does the same work: digest, metadata, preview, thumbnail, pHash, a row.

The plain script is what most people write: Pillow decodes the whole picture, Lanczos scales it, imagehash hashes it,
and a row goes into SQLite. Both run on the same files in the same run, each in processes of its own, and are compared
by CPU seconds a file (self and children), which other load on the machine changes less than the clock.

Run alone: python -m benchmarks.ingest
"""

import io
import json
import logging
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

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


def our_ingest(paths: list[str], home: str) -> None:
    """Bring the files in as `photodesk ingest` does, with one worker."""
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


CONTENDERS = {"plain": plain_script, "ours": our_ingest}
FIRST = {"bare copy": bare_copy, "first look": first_look}


def _measure(paths: list[Path], contenders: dict[str, Contender]) -> dict[str, float]:
    """Give CPU seconds a file: all files less the first alone, so that the start of the programs cancels out."""
    spent: dict[tuple[str, int], float] = {}
    for _ in range(ROUNDS):
        for contender in contenders:
            for count in (1, len(paths)):
                seconds = _run(contender, paths[:count])
                spent[contender, count] = min(seconds, spent.get((contender, count), seconds))
    files = len(paths) - 1
    return {contender: (spent[contender, len(paths)] - spent[contender, 1]) / files for contender in contenders}


def _run(contender: str, paths: list[Path]) -> float:
    """Run a contender in a process of its own; give its CPU seconds and those of its children."""
    with tempfile.TemporaryDirectory() as home:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "benchmarks.ingest", contender, home, *map(str, paths)]
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        sets = make_photographs(Path(folder))
        print("ingest, CPU milliseconds a file, the least of two rounds")
        for name, paths in sets.items():
            best = _measure(paths, CONTENDERS)
            megabytes = sum(path.stat().st_size for path in paths) / len(paths) / 1e6
            plain, ours = best["plain"] * 1000, best["ours"] * 1000
            print(
                f"  {name:12} ({megabytes:.1f} MB)   plain script {plain:5.0f}   photodesk {ours:5.0f}   "
                f"{plain / ours:.1f} times as many files per CPU second"
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
