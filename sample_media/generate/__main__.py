"""Write the sample newsroom: `python -m sample_media.generate [--out DIR] [--check] [--only NAME…]`."""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from sample_media.generate.clips import read_clips, write_clip
from sample_media.generate.drawings import chart, write_map
from sample_media.generate.fields import Delivery
from sample_media.generate.files import Saving, write
from sample_media.generate.manifest import describe_file, differences, to_toml
from sample_media.generate.roll import Entry, Take, picture_of, read_rolls, scene_of
from sample_media.generate.scene import render

HOME = Path(__file__).resolve().parent.parent
GRAPHIC = {
    "headline": "Wasserstand der Vessel",
    "description": "Grafik: Pegel der Vessel in Tarvin, Juni 2026. Quelle: Hydrologischer Dienst Morvania",
    "credit": "dpa-infografik",
    "source": "dpa",
    "created": "2026-06-16",
}


def photograph_to(job: tuple[str, int, str]) -> None:
    """Render a scene into a file without loss (a job of a worker process)."""
    scene, frame, target = job
    render(scene_of(Take(scene, frame))).save(target, compress_level=1)


def photograph_all(folder: Path, scenes: set[tuple[str, int]]) -> None:
    """Render every scene once, on all cores."""
    jobs = [(scene, frame, str(_kept(folder, scene, frame))) for scene, frame in sorted(scenes)]
    jobs = [job for job in jobs if not Path(job[2]).exists()]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for number, _ in enumerate(pool.map(photograph_to, jobs), 1):
            print(f"\r{number} of {len(jobs)} scenes", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _kept(folder: Path, scene: str, frame: int) -> Path:
    return folder / f"{scene}.{frame}.png"


def write_newsroom(out: Path, stills: Path, only: set[str]) -> None:
    """Write all files and the manifest.

    Args:
        out: Where to.
        stills: A folder for the rendered scenes; what lies there already is not rendered again.
        only: Names of the files to write (empty: all); then the manifest is left alone.
    """
    out.mkdir(parents=True, exist_ok=True)
    entries = [e for e in read_rolls() if not only or e.name in only]
    clips = [c for c in read_clips() if not only or c.name in only]
    scenes = {(e.take.scene, e.take.frame) for e in entries} | {(s["scene"], 0) for c in clips for s in c.row["shots"]}
    photograph_all(stills, scenes)

    @cache
    def photographed(scene: str, frame: int = 0) -> Image.Image:
        with Image.open(_kept(stills, scene, frame)) as image:
            return image.convert("RGB")

    rows: list[dict[str, Any]] = []
    for entry in entries:
        image = picture_of(entry.take, photographed(entry.take.scene, entry.take.frame).copy())
        write(image, out / entry.name, entry.delivery, entry.saving)
        rows.append(_row(entry, out))
    for clip in clips:
        write_clip(clip, out / clip.name, photographed)
        texts = {"shows": clip.row["shows"], "why": clip.row["why"]}
        rows.append(
            {
                "name": clip.name,
                "kind": "video",
                **texts,
                "expected": clip.expected,
                **describe_file(out / clip.name, "video"),
            }
        )
    if only:
        return
    rows += _drawings(out)
    (out / "manifest.toml").write_text(to_toml(rows), encoding="utf-8")
    total = sum(row["bytes"] for row in rows)
    print(f"{len(rows)} files, {total / 1e6:.1f} MB in {out}")


def _row(entry: Entry, out: Path) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": "photo",
        "shows": entry.shows,
        "why": entry.why,
        "group": entry.group,
        "relation": entry.relation,
        "scene": f"{entry.take.scene}.{entry.take.frame}",
        "expected": dict(entry.expected),
        **describe_file(out / entry.name, "photo"),
    }


def _drawings(out: Path) -> list[dict[str, Any]]:
    write(chart(), out / "grafik_pegel.png", Delivery(GRAPHIC, ("xmp",)), Saving())
    write_map(out / "karte_route.gif")
    return [
        {
            "name": "grafik_pegel.png",
            "kind": "graphic",
            "shows": "A chart of a river's level",
            "why": "PNG with XMP in iTXt; a graphic of an agency",
            "expected": {"agency": "dpa"},
            **describe_file(out / "grafik_pegel.png", "graphic"),
        },
        {
            "name": "karte_route.gif",
            "kind": "graphic",
            "shows": "A map on which a route grows",
            "why": "GIF with several frames and only a comment",
            "expected": {},
            **describe_file(out / "karte_route.gif", "graphic"),
        },
    ]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m sample_media.generate", description="Write the sample newsroom.")
    parser.add_argument("--out", type=Path, default=HOME, help="folder to write to")
    parser.add_argument(
        "--check", action="store_true", help="write to a temporary folder and compare with the repository"
    )
    parser.add_argument("--only", nargs="*", default=[], help="names of single files")
    parser.add_argument("--stills", type=Path, help="folder that keeps rendered scenes between runs")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        stills = asked.stills or Path(kept)
        if not asked.check:
            write_newsroom(asked.out, stills, set(asked.only))
            return 0
        new = Path(kept) / "new"
        write_newsroom(new, stills, set())
        found = differences(HOME, new)
    print("\n".join(found) or "The newsroom is what its generator writes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
