"""The two files that are no photographs: a chart and a moving map."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sample_media.generate.noise import sample, tile

INK, PALE, BLUE, RED = (38, 42, 50), (226, 230, 234), (24, 96, 168), (196, 52, 44)


def chart() -> Image.Image:
    """Return a chart of the river's level."""
    image = Image.new("RGB", (1200, 800), (250, 250, 248))
    pen = ImageDraw.Draw(image)
    pen.text((60, 46), "Wasserstand der Vessel", fill=INK, font=ImageFont.load_default(44))
    pen.text((60, 106), "Pegel Tarvin in Metern, Juni 2026", fill=(110, 114, 120), font=ImageFont.load_default(26))
    small = ImageFont.load_default(24)
    for metres in range(7):
        y = 690 - metres * 84
        pen.line((120, y, 1140, y), fill=PALE, width=2)
        pen.text((100, y), str(metres), fill=INK, font=small, anchor="rm")
    days = np.linspace(0, 14, 120)
    level = (
        1.6
        + 4.1 * np.exp(-((days - 3.6) ** 2) / 2.2)
        + 0.9 * np.exp(-((days - 7.5) ** 2) / 5)
        + 0.06 * np.sin(days * 5)
    )
    points = [(120 + d * 1020 / 14, 690 - m * 84) for d, m in zip(days, level, strict=True)]
    pen.polygon([(120, 690), *points, (1140, 690)], fill=(206, 222, 238))
    pen.line(points, fill=BLUE, width=6, joint="curve")
    pen.line((120, 690 - 4.5 * 84, 1140, 690 - 4.5 * 84), fill=RED, width=3)
    pen.text((1136, 690 - 4.5 * 84 - 20), "Alarm", fill=RED, font=small, anchor="rm")
    for day in range(0, 15, 2):
        pen.text((120 + day * 1020 / 14, 716), f"{day + 1}.6.", fill=INK, font=small, anchor="mm")
    pen.text(
        (60, 760),
        "Quelle: Hydrologischer Dienst Morvania    Grafik: dpa",
        fill=(110, 114, 120),
        font=ImageFont.load_default(20),
    )
    return image


def write_map(path: Path) -> None:
    """Write a GIF that draws the guest's route."""
    u, v = np.meshgrid(np.linspace(0, 0.5, 480, dtype=np.float32), np.linspace(0, 0.32, 300, dtype=np.float32))
    height = sample(tile(61, 2.2), u, v)
    land = np.where(height[..., None] > -0.2, [222, 226, 204], [176, 208, 226]).astype(np.float32)
    land += (height[..., None] - np.roll(height, 3, 1)[..., None]) * 260
    base = Image.fromarray(np.clip(land, 0, 255).astype(np.uint8))
    stops = [(60, 230, "Tarvin"), (170, 170, "Hohenried"), (300, 120, "Brunnau"), (410, 70, "See")]
    frames = []
    for number in range(1, len(stops) + 1):
        image = base.copy()
        pen = ImageDraw.Draw(image)
        if number > 1:
            pen.line([(x, y) for x, y, _ in stops[:number]], fill=RED, width=4)
        for x, y, name in stops[:number]:
            pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=RED)
            pen.text((x + 10, y - 8), name, fill=INK, font=ImageFont.load_default(18))
        frames.append(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64))
    frames[0].save(
        path, save_all=True, append_images=frames[1:], duration=700, loop=0, comment=b"Karte: watson/Infografik"
    )
