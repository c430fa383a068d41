"""What happens to a picture on its way through agencies, desks and networks: 48 alterations in eight classes.

The fixed ones judge; `wild` draws strengths and combinations at random for training.
"""

import io
from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Random = np.random.Generator
Alteration = Callable[[Image.Image, Random], Image.Image]

_WORDS = [
    "BREAKING",
    "NEWS",
    "Exclusive",
    "Report",
    "Today",
    "Live",
    "Update",
    "Photo",
    "Agency",
    "Stadion",
    "Parlament",
    "Wahl",
    "Sommer",
    "Keystone",
]
_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}


def jpeg(image: Image.Image, _random: Random, *, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def resize(image: Image.Image, _random: Random, *, share: float) -> Image.Image:
    width, height = image.size
    return image.resize((max(48, round(width * share)), max(48, round(height * share))), Image.Resampling.LANCZOS)


def grey(image: Image.Image, _random: Random) -> Image.Image:
    return image.convert("L").convert("RGB")


def bright(image: Image.Image, _random: Random, *, factor: float) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(factor)


def faded(image: Image.Image, _random: Random, *, factor: float) -> Image.Image:
    return ImageEnhance.Contrast(image).enhance(factor)


def gamma(image: Image.Image, _random: Random, *, power: float) -> Image.Image:
    return image.point([round(255 * (value / 255) ** power) for value in range(256)] * len(image.getbands()))


def cast(image: Image.Image, _random: Random, *, gains: tuple[float, float, float]) -> Image.Image:
    values = np.asarray(image, dtype=np.float32) * np.array(gains, dtype=np.float32)
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def blur(image: Image.Image, _random: Random, *, share: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(share * max(image.size)))


def noise(image: Image.Image, random: Random, *, spread: float) -> Image.Image:
    values = np.asarray(image, dtype=np.float32)
    return Image.fromarray((values + random.normal(0, spread, values.shape)).clip(0, 255).astype(np.uint8))


def sharpen(image: Image.Image, _random: Random, *, percent: int) -> Image.Image:
    return image.filter(ImageFilter.UnsharpMask(radius=max(1.0, 0.002 * max(image.size)), percent=percent, threshold=0))


def crop(image: Image.Image, random: Random, *, off: float, centred: bool) -> Image.Image:
    """Cut a share of the area off, the shape kept."""
    side = (1 - off) ** 0.5
    width, height = image.size
    wide, high = round(width * side), round(height * side)
    x, y = (width - wide) // 2, (height - high) // 2
    if not centred:
        x, y = int(random.integers(0, width - wide + 1)), int(random.integers(0, height - high + 1))
    return image.crop((x, y, x + wide, y + high))


def shape(image: Image.Image, random: Random, *, ratio: float, centred: bool = True) -> Image.Image:
    """Cut to a shape: as large as fits."""
    width, height = image.size
    wide, high = min(width, round(height * ratio)), min(height, round(width / ratio))
    x, y = (width - wide) // 2, (height - high) // 2
    if not centred:
        x, y = int(random.integers(0, width - wide + 1)), int(random.integers(0, height - high + 1))
    return image.crop((x, y, x + wide, y + high))


def border(image: Image.Image, _random: Random, *, share: float, fill: str) -> Image.Image:
    return ImageOps.expand(image, border=round(share * max(image.size)), fill=fill)


def letterbox(image: Image.Image, _random: Random, *, ratio: float = 16 / 9, fill: str = "black") -> Image.Image:
    width, height = image.size
    size = (round(height * ratio), height) if width / height < ratio else (width, round(width / ratio))
    ground = Image.new("RGB", size, fill)
    ground.paste(image, ((size[0] - width) // 2, (size[1] - height) // 2))
    return ground


def caption_strip(image: Image.Image, random: Random, *, share: float = 0.14, fill: str = "white") -> Image.Image:
    width, height = image.size
    ground = Image.new("RGB", (width, round(height * (1 + share))), fill)
    ground.paste(image)
    _write(ground, random, (round(0.03 * width), round(height * 1.02)), 0.055, "black" if fill == "white" else "white")
    return ground


def screenshot(image: Image.Image, random: Random) -> Image.Image:
    """Put it on a page: bars, a heading, some text."""
    width, height = image.size
    ground = Image.new("RGB", (round(width * 1.25), round(height * 1.5)), (246, 246, 248))
    draw = ImageDraw.Draw(ground)
    draw.rectangle((0, 0, ground.width, round(0.09 * height)), fill=(32, 33, 36))
    draw.ellipse((8, 6, 8 + 0.05 * height, 6 + 0.05 * height), fill=(210, 70, 60))
    _write(ground, random, (round(0.12 * width), round(0.12 * height)), 0.05, (20, 20, 20))
    ground.paste(image, (round(0.12 * width), round(0.25 * height)))
    for line in range(3):
        _write(ground, random, (round(0.12 * width), round((1.28 + 0.06 * line) * height)), 0.035, (70, 70, 70))
    return ground


def logo(image: Image.Image, random: Random, *, share: float = 0.14) -> Image.Image:
    out = image.copy()
    draw = ImageDraw.Draw(out)
    width, height = out.size
    wide, high = share * width, 0.5 * share * width
    x = int(random.choice([0.03 * width, 0.97 * width - wide]))
    y = int(random.choice([0.03 * height, 0.97 * height - high]))
    colour = tuple(int(v) for v in random.integers(0, 255, 3))
    draw.rectangle((x, y, x + wide, y + high), fill=colour)
    draw.ellipse((x + 0.1 * wide, y + 0.2 * high, x + 0.4 * wide, y + 0.8 * high), fill="white")
    draw.text((x + 0.45 * wide, y + 0.2 * high), "NEWS", font=_font(0.45 * high), fill="white")
    return out


def watermark(image: Image.Image, random: Random, *, strength: float = 0.35, tiled: bool = False) -> Image.Image:
    width, height = image.size
    layer = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(layer)
    word = str(random.choice(["AGENCY", "PREVIEW", "SAMPLE", "stock photo"]))
    if tiled:
        for row in range(5):
            for column in range(4):
                place = (column * width / 4 + (row % 2) * width / 8, row * height / 5)
                draw.text(place, word, font=_font(0.05 * width), fill=255)
    else:
        draw.text((0.15 * width, 0.42 * height), word, font=_font(0.13 * width), fill=255)
    layer = layer.rotate(float(random.uniform(-25, 25))).point([round(strength * v) for v in range(256)])
    return Image.composite(Image.new("RGB", image.size, "white"), image, layer)


def headline(image: Image.Image, random: Random, *, boxed: bool = False) -> Image.Image:
    out = image.copy()
    width, height = out.size
    y = float(random.choice([0.06, 0.68, 0.75])) * height
    if boxed:
        ImageDraw.Draw(out).rectangle((0, y, width, y + 0.2 * height), fill=(150, 20, 30))
    for line in range(2):
        _write(out, random, (round(0.05 * width), round(y + 0.095 * line * height)), 0.075, "white", stroke=2)
    return out


def turn(image: Image.Image, _random: Random, *, degrees: int) -> Image.Image:
    return image.transpose(_TURNS[degrees])


def tilt(image: Image.Image, _random: Random, *, degrees: float, fill: str | None = None) -> Image.Image:
    """Turn a little: with corners filled, or cut so that none are empty."""
    width, height = image.size
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, expand=fill is not None, fillcolor=fill or "black")
    if fill is not None:
        return turned
    lost = abs(np.sin(np.radians(degrees)))
    dx, dy = round(lost * height / 2) + 1, round(lost * width / 2) + 1
    return turned.crop((dx, dy, width - dx, height - dy))


def mirror(image: Image.Image, _random: Random) -> Image.Image:
    return ImageOps.mirror(image)


def squeeze(image: Image.Image, _random: Random, *, factor: float) -> Image.Image:
    width, height = image.size
    return image.resize((max(48, round(width * factor)), height), Image.Resampling.LANCZOS)


def inset(image: Image.Image, random: Random, *, share: float = 0.5) -> Image.Image:
    """Paste it into a montage beside drawn shapes and a made-up picture."""
    width, height = image.size
    ground = _made_up(random, width, height)
    side = share**0.5
    small = image.resize((max(40, round(width * side)), max(40, round(height * side))), Image.Resampling.LANCZOS)
    x, y = int(random.integers(0, width - small.width + 1)), int(random.integers(0, height - small.height + 1))
    ground.paste(small, (x, y))
    return ground


def then(*steps: Alteration) -> Alteration:
    def all_of(image: Image.Image, random: Random) -> Image.Image:
        for step in steps:
            image = step(image, random)
        return image

    return all_of


def _made_up(random: Random, width: int, height: int) -> Image.Image:
    """Draw a ground of soft clouds and hard shapes."""
    soft = random.integers(0, 255, (6, 8, 3)).astype(np.uint8)
    ground = Image.fromarray(soft).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(ground)
    for _ in range(12):
        x, y = random.uniform(0, width), random.uniform(0, height)
        wide, high = random.uniform(0.05, 0.3, 2) * (width, height)
        fill = tuple(int(v) for v in random.integers(0, 255, 3))
        (draw.ellipse if random.random() < 0.5 else draw.rectangle)((x, y, x + wide, y + high), fill=fill)
    return ground


def _write(
    image: Image.Image, random: Random, place: tuple[int, int], share: float, fill: object, stroke: int = 0
) -> None:
    words = " ".join(str(word) for word in random.choice(_WORDS, 5))
    draw = ImageDraw.Draw(image)
    draw.text(place, words, font=_font(share * image.width * 0.75), fill=fill, stroke_width=stroke, stroke_fill="black")


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size=max(8.0, size))


CLASSES: Final[dict[str, dict[str, Alteration]]] = {
    "codec": {
        "resize_50": partial(resize, share=0.5),
        "resize_25": partial(resize, share=0.25),
        "resize_150": partial(resize, share=1.5),
        "jpeg_30": partial(jpeg, quality=30),
        "jpeg_10": partial(jpeg, quality=10),
    },
    "tone": {
        "grey": grey,
        "brighter": partial(bright, factor=1.4),
        "darker": partial(bright, factor=0.6),
        "faded": partial(faded, factor=0.5),
        "contrast": partial(faded, factor=1.6),
        "gamma_06": partial(gamma, power=0.6),
        "gamma_16": partial(gamma, power=1.6),
        "cast_warm": partial(cast, gains=(1.2, 1.0, 0.75)),
        "cast_cold": partial(cast, gains=(0.75, 1.0, 1.2)),
    },
    "filters": {
        "blur": partial(blur, share=0.004),
        "noise": partial(noise, spread=18),
        "sharpen": partial(sharpen, percent=200),
    },
    "crops": {
        "crop_05": partial(crop, off=0.05, centred=True),
        "crop_10": partial(crop, off=0.10, centred=True),
        "crop_25": partial(crop, off=0.25, centred=True),
        "crop_50": partial(crop, off=0.50, centred=True),
        "crop_10_off": partial(crop, off=0.10, centred=False),
        "crop_25_off": partial(crop, off=0.25, centred=False),
        "crop_50_off": partial(crop, off=0.50, centred=False),
        "square": partial(shape, ratio=1.0),
        "portrait": partial(shape, ratio=4 / 5),
        "wide": partial(shape, ratio=2.2),
    },
    "frames": {
        "border": partial(border, share=0.05, fill="white"),
        "border_black": partial(border, share=0.08, fill="black"),
        "letterbox": letterbox,
        "caption_strip": caption_strip,
        "screenshot": screenshot,
        "inset": inset,
    },
    "overlays": {
        "logo": logo,
        "watermark": watermark,
        "watermark_tiled": partial(watermark, tiled=True),
        "headline": headline,
        "headline_boxed": partial(headline, boxed=True),
    },
    "turned": {
        "mirror": mirror,
        "turn_90": partial(turn, degrees=90),
        "turn_180": partial(turn, degrees=180),
        "turn_270": partial(turn, degrees=270),
        "tilt_3": partial(tilt, degrees=3),
        "squeezed": partial(squeeze, factor=0.85),
    },
    "combinations": {
        "wire": then(partial(crop, off=0.2, centred=False), partial(resize, share=0.5), partial(jpeg, quality=40)),
        "grey_crop": then(grey, partial(crop, off=0.3, centred=False), partial(jpeg, quality=60)),
        "mirrored_crop": then(mirror, partial(crop, off=0.25, centred=False)),
        "repost": then(
            partial(shape, ratio=1.0, centred=False), headline, partial(resize, share=0.5), partial(jpeg, quality=35)
        ),
    },
}
FIXED: Final = {name: change for group in CLASSES.values() for name, change in group.items()}


def wild(image: Image.Image, random: Random) -> Image.Image:
    """Alter at random: usually one thing, often two or three, with strengths from harmless to hard."""
    count = int(random.choice([1, 2, 3], p=[0.45, 0.35, 0.2]))
    kinds = random.permutation(["tone", "filter", "cut", "frame", "over", "turned", "codec", "codec"])[:count]
    for kind in kinds:
        image = _WILD[str(kind)](image, random)
    return jpeg(image, random, quality=int(random.integers(45, 96))) if random.random() < 0.6 else image


def _wild_tone(image: Image.Image, random: Random) -> Image.Image:
    choice = int(random.integers(6))
    if choice == 0:
        return grey(image, random)
    if choice == 1:
        return bright(image, random, factor=float(random.uniform(0.5, 1.6)))
    if choice == 2:
        return faded(image, random, factor=float(random.uniform(0.4, 1.7)))
    if choice == 3:
        return gamma(image, random, power=float(random.uniform(0.5, 1.9)))
    if choice == 4:
        red, green, blue = random.uniform(0.7, 1.3, 3)
        return cast(image, random, gains=(float(red), float(green), float(blue)))
    return gamma(grey(image, random), random, power=float(random.uniform(0.6, 1.6)))


def _wild_filter(image: Image.Image, random: Random) -> Image.Image:
    choice = int(random.integers(3))
    if choice == 0:
        return blur(image, random, share=float(random.uniform(0.001, 0.006)))
    if choice == 1:
        return noise(image, random, spread=float(random.uniform(4, 28)))
    return sharpen(image, random, percent=int(random.integers(80, 350)))


def _wild_cut(image: Image.Image, random: Random) -> Image.Image:
    if random.random() < 0.3:
        return shape(image, random, ratio=float(random.choice([1.0, 0.8, 0.66, 1.5, 1.78, 2.2])), centred=False)
    return crop(image, random, off=float(random.uniform(0.02, 0.6)), centred=bool(random.random() < 0.3))


def _wild_frame(image: Image.Image, random: Random) -> Image.Image:
    choice = int(random.integers(6))
    if choice == 0:
        fill = str(random.choice(["white", "black"]))
        return border(image, random, share=float(random.uniform(0.01, 0.12)), fill=fill)
    if choice == 1:
        return letterbox(image, random, ratio=float(random.choice([16 / 9, 1.0, 2.35, 0.5625])))
    if choice == 2:
        return caption_strip(
            image, random, share=float(random.uniform(0.06, 0.3)), fill=str(random.choice(["white", "black"]))
        )
    if choice == 3:
        return screenshot(image, random)
    return inset(image, random, share=float(random.uniform(0.3, 0.85)))


def _wild_over(image: Image.Image, random: Random) -> Image.Image:
    choice = int(random.integers(5))
    if choice == 0:
        return logo(image, random, share=float(random.uniform(0.06, 0.3)))
    if choice in {1, 2}:
        return watermark(image, random, strength=float(random.uniform(0.15, 0.7)), tiled=choice == 2)
    return headline(image, random, boxed=choice == 3)


def _wild_turned(image: Image.Image, random: Random) -> Image.Image:
    choice = int(random.integers(6))
    if choice < 2:
        return mirror(image, random)
    if choice == 2:
        return turn(image, random, degrees=int(random.choice([90, 180, 270])))
    if choice == 3:
        return tilt(image, random, degrees=float(random.uniform(-6, 6)), fill=str(random.choice(["white", "black"])))
    if choice == 4:
        return tilt(image, random, degrees=float(random.uniform(-5, 5)))
    return squeeze(image, random, factor=float(random.uniform(0.75, 1.3)))


def _wild_codec(image: Image.Image, random: Random) -> Image.Image:
    if random.random() < 0.5:
        return jpeg(image, random, quality=int(random.integers(8, 60)))
    return resize(image, random, share=float(random.uniform(0.25, 1.5)))


_WILD: Final[dict[str, Alteration]] = {
    "tone": _wild_tone,
    "filter": _wild_filter,
    "cut": _wild_cut,
    "frame": _wild_frame,
    "over": _wild_over,
    "turned": _wild_turned,
    "codec": _wild_codec,
}
