"""Encode small clips of moving scenes for tests."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from PIL import Image

from tests.media.building import scene


def write_clip(
    path: Path,
    pictures: Sequence[Image.Image],
    *,
    codec: str = "mpeg4",
    rate: int = 10,
    tags: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """Write pictures of the same size as a clip; the suffix decides the container."""
    with av.open(str(path), "w", options=options or {}) as container:
        container.metadata.update(tags or {})
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt = "yuv420p"
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(np.asarray(picture.convert("RGB")), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def moving_scene(frames: int = 20, width: int = 128, height: int = 96, *, black: int = 0) -> list[Image.Image]:
    """Paint a scene that moves, after so many black frames."""
    whole = scene(width * 2, height)
    shown = [whole.crop((i * 3, 0, i * 3 + width, height)) for i in range(frames - black)]
    return [Image.new("RGB", (width, height))] * black + shown
