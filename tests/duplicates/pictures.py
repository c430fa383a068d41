"""Pictures with something to recognise, drawn in a moment: a street of houses, the same with somebody walking on."""

import numpy as np
from PIL import Image, ImageDraw

from library.duplicates.relations import Shown, shown
from library.media.likeness import likeness_of


def street(seed: int, *, walker: float | None = None, width: int = 640, height: int = 420) -> Image.Image:
    """Draw houses, windows and a sky; `walker` is where somebody stands, as a share of the width."""
    random = np.random.default_rng(seed)
    sky = Image.fromarray(random.integers(90, 250, (4, 5, 3)).astype(np.uint8)).resize((width, height), Image.BICUBIC)
    draw = ImageDraw.Draw(sky)
    left = 0
    while left < width:
        wide, high = int(random.integers(60, 120)), int(random.integers(height // 3, height * 3 // 4))
        shade = tuple(int(value) for value in random.integers(40, 220, 3))
        draw.rectangle((left, height - high, left + wide, height), fill=shade)
        for y in range(height - high + 12, height - 20, 34):
            for x in range(left + 8, left + wide - 16, 26):
                size = random.integers(8, 18, 2)
                glass = tuple(int(value) for value in random.integers(0, 255, 3))
                draw.rectangle((x, y, x + int(size[0]), y + int(size[1])), fill=glass)
        left += wide
    if walker is not None:
        _stand(draw, random, walker * width, height)
    noise = random.normal(0, 2, (height, width, 1))
    return Image.fromarray((np.asarray(sky) + noise).clip(0, 255).astype(np.uint8))


def _stand(draw: ImageDraw.ImageDraw, random: np.random.Generator, x: float, height: int) -> None:
    top = height * 0.4
    draw.ellipse((x - 18, top, x + 18, top + 40), fill=(230, 190, 160))
    for step in range(6):
        colour = tuple(int(value) for value in random.integers(0, 255, 3))
        draw.rectangle((x - 34, top + 42 + 28 * step, x + 34, top + 68 + 28 * step), fill=colour)


def seen(image: Image.Image) -> Shown:
    """See a picture as the finder does."""
    likeness = likeness_of(image)
    return shown(likeness.hashes, likeness.detail, *image.size)
