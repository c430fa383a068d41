"""How long the search for the same picture takes: one question among all assets with its proof, and how it grows.

Run: python -m benchmarks.duplicates [--assets 100000]     a question at this size, and at a quarter of it
     python -m benchmarks.duplicates --assets 1000000      needs 3 GB of memory while the set is made
The words are drawn as unevenly as those of photographs (two pictures share 13 of 400 by chance); the plain scan of one
64-bit hash, which finds half of the copies at best, stands beside it.
"""

import argparse
import math
import resource
import time

import cv2
import numpy as np
from PIL import Image, ImageDraw

from library.duplicates.index import HammingIndex, Words
from library.duplicates.relations import relate, shown
from library.duplicates.search import SEGMENT, Asked, LikenessIndex
from library.media.likeness import FORMS, find_points, likeness_of
from library.media.visual_words import WORDS, mirrored, near_words_of, words_of

SEED = 11
WITHIN_BITS = 8
WORDS_EACH, HASHES_EACH = 400, 8
UNEVEN = 1.31


def main() -> None:
    """Print the timings as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=100_000)
    assets = parser.parse_args().assets
    cv2.setNumThreads(1)
    random = np.random.default_rng(SEED)
    small = time_question(make_index(random, assets // 4), random)
    began = time.process_time()
    index = make_index(random, assets)
    built = time.process_time() - began
    found = time_question(index, random)
    proof = time_proof()
    print(f"index of {assets:,} assets, built in {built:.0f} s, {index.nbytes() / 1e6:,.0f} MB; "
          f"process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")  # fmt: skip
    print(f"one question, CPU                       {found * 1000:8.1f} ms")
    print(f"one proof, CPU                          {proof * 1000:8.1f} ms")
    print(f"question and the proof of the best, CPU {(found + proof) * 1000:8.1f} ms")
    print(f"grows with assets to the power of       {math.log(found / small) / math.log(4):8.2f}")
    print(f"plain scan of one hash                  {time_lookup(random, assets) * 1000:8.2f} ms")


def make_index(random: np.random.Generator, assets: int) -> LikenessIndex:
    """Make an index of pictures that have nothing to do with each other."""
    weights = random.lognormal(0, UNEVEN, WORDS)
    pool = random.choice(WORDS, 1 << 21, p=weights / weights.sum()).astype(np.uint16)
    index = LikenessIndex()
    for start in range(0, assets, SEGMENT):
        count = min(SEGMENT, assets - start)
        words = [pool[random.integers(0, len(pool), WORDS_EACH)] for _ in range(count)]
        hashes = list(make_words(random, count * HASHES_EACH).reshape(count, HASHES_EACH))
        index.add_many(range(start, start + count), words, hashes)
    return index


def time_question(index: LikenessIndex, random: np.random.Generator) -> float:
    """Give the CPU seconds of a question with a picture that is not there, which nothing cuts short; median of 20."""
    grey = np.asarray(Image.effect_noise((400, 300), 90).resize((400, 300)))
    described = find_points(grey)[1]
    taken = []
    for _ in range(20):
        hashes = make_words(random, 2 * FORMS + HASHES_EACH)
        start = time.process_time()
        index.find(Asked(near_words_of(described), lambda: words_of(mirrored(described)), hashes), most=24)
        taken.append(time.process_time() - start)
    return sorted(taken)[len(taken) // 2]


def time_proof() -> float:
    """Give the CPU seconds of one proof, its two pictures read from their packed details, the median of 10."""
    picture = draw(SEED)
    sides = [(likeness_of(each), each.size) for each in (picture, picture.crop((90, 60, 600, 400)))]
    taken = []
    for _ in range(10):
        start = time.process_time()
        relate(*(shown(likeness.hashes, likeness.detail, *size) for likeness, size in sides))
        taken.append(time.process_time() - start)
    return sorted(taken)[len(taken) // 2]


def draw(seed: int) -> Image.Image:
    """Draw a picture full of corners."""
    random = np.random.default_rng(seed)
    picture = Image.new("RGB", (640, 420), "grey")
    pen = ImageDraw.Draw(picture)
    for _ in range(250):
        x, y, wide, high = random.integers(0, (640, 420, 90, 90))
        fill = tuple(int(value) for value in random.integers(0, 255, 3))
        pen.rectangle((int(x), int(y), int(x + wide), int(y + high)), fill=fill)
    return picture


def make_words(random: np.random.Generator, count: int) -> Words:
    """Make fingerprints as of photographs: half of the bits set, a fifth crowded, one in twenty a near copy."""
    bits = random.random((count, 64)).argsort(axis=1) < 32
    words: Words = (bits.astype(np.uint64) << np.arange(64, dtype=np.uint64)).sum(axis=1).astype(np.uint64)
    shared = np.uint64(0x0000000000FFFFFF)
    crowded = slice(0, count // 5)
    words[crowded] = (words[crowded] & ~shared) | (words[0] & shared)
    copies = random.integers(0, count, count // 20)
    flips = np.uint64(1) << random.integers(0, 64, len(copies)).astype(np.uint64)
    words[random.integers(0, count, len(copies))] = words[copies] ^ flips
    return words


def time_lookup(random: np.random.Generator, assets: int) -> float:
    """Give the seconds of one plain scan, the median of 30."""
    words = make_words(random, assets)
    index = HammingIndex()
    index.extend_arrays(np.arange(len(words)), words)
    taken = []
    for word in words[:30]:
        start = time.perf_counter()
        index.find(int(word), WITHIN_BITS)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


if __name__ == "__main__":
    main()
