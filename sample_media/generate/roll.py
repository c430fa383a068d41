"""The roll: which file shows which scene, how it is delivered, and what a careful editor expects of it."""

import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from sample_media.generate.fields import Delivery
from sample_media.generate.files import Saving
from sample_media.generate.scene import Scene, render

ROLLS = Path(__file__).parent / "rolls"
FLAGS = ("is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic")


@dataclass(frozen=True)
class Take:
    """How a file is made of a scene: later moment, part of it (left, top, right, bottom as shares), other treatment."""

    scene: str
    frame: int = 0
    part: tuple[float, float, float, float] | None = None
    mono: bool = False
    edge: int = 0
    turned: bool = False


@dataclass(frozen=True)
class Entry:
    """One picture of the newsroom."""

    name: str
    take: Take
    shows: str
    why: str
    delivery: Delivery | None
    saving: Saving
    expected: Mapping[str, Any]
    group: str = ""
    relation: str = ""
    notes: tuple[str, ...] = field(default=())


def read_rolls() -> list[Entry]:
    """Read all the rolls."""
    entries: list[Entry] = []
    for path in sorted(ROLLS.glob("*.toml")):
        entries += [_entry(row) for row in tomllib.loads(path.read_text(encoding="utf-8")).get("photo", [])]
    return entries


def _entry(row: dict[str, Any]) -> Entry:
    take = Take(
        row["scene"],
        row.get("frame", 0),
        tuple(row["part"]) if "part" in row else None,
        row.get("mono", False),
        row.get("edge", 0),
        row.get("exif", {}).get("orientation") == 6,
    )
    delivery = None
    if "fields" in row:
        delivery = Delivery(
            row["fields"],
            tuple(row.get("layers", ("iim", "xmp"))),
            row.get("charset", "utf-8"),
            row.get("exif", {}),
            row.get("only_iim", {}),
        )
    saving = Saving(row.get("quality", 80), row.get("progressive", False), row.get("subsampling", "4:2:0"))
    expected = {"distributor": "", "agency": "", "photographer": "", "provider": ""}
    expected |= dict.fromkeys(FLAGS, False) | {"restrictions": [], "agency_image_id": ""} | row.get("expected", {})
    return Entry(
        row["file"],
        take,
        row["shows"],
        row["why"],
        delivery,
        saving,
        expected,
        row.get("group", ""),
        row.get("relation", ""),
    )


def scene_of(take: Take) -> Scene:
    """Build the scene of a take."""
    beat, _, name = take.scene.partition(".")
    builder = _builders(beat)[name]
    return builder(take.frame) if take.frame else builder()


@cache
def _builders(beat: str) -> dict[str, Callable[..., Scene]]:
    """Return the scenes of a beat by name, whichever module of its folder holds them."""
    folder = importlib.import_module(f"sample_media.generate.scenes.{beat}")
    modules = [importlib.import_module(f"{folder.__name__}.{m.name}") for m in pkgutil.iter_modules(folder.__path__)]
    return {
        name: made for m in modules for name, made in vars(m).items() if getattr(made, "__module__", "") == m.__name__
    }


def picture_of(take: Take, photograph: Image.Image | None = None) -> Image.Image:
    """Return the px of a take, as they are stored (turned where the orientation says so).

    Args:
        take: What to make.
        photograph: The scene as photographed already (None: photograph it now).
    """
    image = photograph or render(scene_of(take))
    if take.part is not None:
        w, h = image.size
        image = image.crop(
            (round(take.part[0] * w), round(take.part[1] * h), round(take.part[2] * w), round(take.part[3] * h))
        )
    if take.mono:
        image = ImageOps.autocontrast(image.convert("L"), cutoff=0.5).convert("RGB")
    if take.edge:
        image.thumbnail((take.edge, take.edge), Image.Resampling.LANCZOS)
    return image.transpose(Image.Transpose.ROTATE_90) if take.turned else image
