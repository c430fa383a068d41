"""Clips: a camera that pans over photographed scenes, with what moves in them drawn frame by frame."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from sample_media.generate.noise import blur, seeded
from sample_media.generate.roll import ROLLS

SIZE = (640, 360)
RATE = 25
Photographed = Callable[[str], Image.Image]


@dataclass(frozen=True)
class Clip:
    """One clip of the newsroom; `row` is its entry in the roll."""

    name: str
    row: dict[str, Any]

    @property
    def expected(self) -> dict[str, Any]:
        """What a careful editor expects of it."""
        found: dict[str, Any] = self.row["expected"]
        return found


def read_clips() -> list[Clip]:
    """Read the roll of clips."""
    rows = tomllib.loads((ROLLS / "clips.toml").read_text(encoding="utf-8"))["clip"]
    return [Clip(row["file"], row) for row in rows]


def write_clip(clip: Clip, path: Path, photographed: Photographed) -> None:
    """Write a clip.

    Args:
        clip: Which.
        path: Where to.
        photographed: Returns the picture of a scene by its name.
    """
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:  # no random ids in Matroska
        container.metadata.update(clip.row["metadata"])
        options = {"libx264": {"crf": "27", "preset": "medium"}, "libvpx-vp9": {"crf": "36", "b": "0", "cpu-used": "4"}}
        stream = container.add_stream(clip.row["codec"], rate=RATE, options=options.get(clip.row["codec"], {}))
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.codec_context.thread_count = 1
        if clip.row["codec"] == "mpeg4":
            stream.bit_rate = 900_000
        for picture in _frames(clip, photographed):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _frames(clip: Clip, photographed: Photographed) -> Iterator[np.ndarray[Any, Any]]:
    rng = seeded(clip.name)
    shake = np.cumsum(rng.normal(0, 0.0006, (400, 2)), axis=0)
    shake -= np.linspace(0, 1, 400)[:, None] * shake[-1]
    count = 0
    for shot in clip.row["shots"]:
        still = photographed(shot["scene"])
        number = round(shot["seconds"] * RATE)
        for i in range(number):
            t = i / max(number - 1, 1)
            t = t * t * (3 - 2 * t)
            x, y, w = (a + (b - a) * t for a, b in zip(shot["from"], shot["to"], strict=True))
            picture = np.asarray(_window(still, x + shake[count, 0], y + shake[count, 1], w), np.float32)
            if clip.row.get("snow"):
                picture = _snow(picture, count)
            if clip.row.get("sparks"):
                picture = _sparks(picture, count)
            if clip.row.get("sway"):
                picture = _glitter(picture, count)
            if clip.row.get("letterbox"):
                picture = _barred(picture)
            yield np.clip(picture, 0, 255).astype(np.uint8)
            count += 1


def _window(still: Image.Image, x: float, y: float, w: float) -> Image.Image:
    wide, high = still.size
    w = min(w, 1.0, high / wide * SIZE[0] / SIZE[1])
    half_w, half_h = w * wide / 2, w * wide * SIZE[1] / SIZE[0] / 2
    cx, cy = np.clip(x * wide, half_w, wide - half_w), np.clip(y * high, half_h, high - half_h)
    return still.resize(SIZE, Image.Resampling.LANCZOS, (cx - half_w, cy - half_h, cx + half_w, cy + half_h))


def _snow(picture: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    layer = np.zeros(picture.shape[:2], np.float32)
    for depth, number in ((1.0, 260), (2.0, 90), (3.6, 22)):
        rng = seeded(f"flakes{depth}")
        x0, y0 = rng.uniform(0, SIZE[0], number), rng.uniform(0, SIZE[1], number)
        for step in range(3):
            at = count + step / 3
            col = ((x0 + at * 4.2 * depth) % SIZE[0]).astype(int)
            row = ((y0 + at * 5.5 * depth) % SIZE[1]).astype(int)
            np.add.at(layer, (row, col), 0.5 * depth)
    cover = np.clip(blur(layer, 1.1) * 3.2, 0, 0.8)[..., None]
    return picture * (1 - cover) + 235 * cover


def _sparks(picture: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    layer = np.zeros(picture.shape, np.float32)
    for burst, (x, y, start, colour) in enumerate(
        (
            (0.3, 0.22, 0, (255, 170, 80)),
            (0.68, 0.16, 18, (255, 70, 90)),
            (0.48, 0.28, 40, (120, 170, 255)),
            (0.8, 0.26, 62, (140, 255, 130)),
        )
    ):
        age = (count - start) / RATE
        if not 0 <= age < 1.5:
            continue
        rng = seeded(f"burst{burst}")
        angle, speed = rng.uniform(0, 2 * np.pi, 260), np.sqrt(rng.uniform(0.05, 1, 260)) * 95
        for back in np.linspace(0, 0.18, 7):
            t = max(age - back, 0)
            reach = speed * (1 - np.exp(-2.2 * t))
            col = (x * SIZE[0] + np.cos(angle) * reach).astype(int)
            row = (y * SIZE[1] + np.sin(angle) * reach + 22 * t * t).astype(int)
            good = (col >= 0) & (col < SIZE[0]) & (row >= 0) & (row < SIZE[1])
            np.add.at(layer, (row[good], col[good]), np.array(colour) * (1.3 - age / 1.5) * (1 - back * 4))
    return picture + blur(layer, 0.8) * 1.4 + blur(layer, 9) * 1.5


def _glitter(picture: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    rows = np.arange(SIZE[1])
    below = np.clip((rows - SIZE[1] * 0.52) / SIZE[1], 0, 1)
    shift = np.sin(rows * 0.55 + count * 0.45) * below * 7 + np.sin(rows * 0.21 - count * 0.3) * below * 5
    cols = np.clip(np.arange(SIZE[0])[None, :] + shift[:, None], 0, SIZE[0] - 1).astype(int)
    return picture[rows[:, None], cols]


def _barred(picture: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    inner = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).resize((480, 270), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", SIZE, "black")
    framed.paste(inner, ((SIZE[0] - 480) // 2, (SIZE[1] - 270) // 2))
    return np.asarray(framed, np.float32)
