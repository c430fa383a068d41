"""Find copies and leave other frames: make a set, train the judge, print the table beside imagehash and PDQ.

Run: python -m benchmarks.likeness                      judge the shipped judge on held-out pictures
     python -m benchmarks.likeness --train              train anew first (half an hour), and write judge.json
     python -m benchmarks.likeness --folder PHOTOGRAPHS judge on photographs of one's own, each its own scene
Needs the extra: pip install -e ".[bench]"
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.alterations import wild
from benchmarks.other_frames import other_frame, really_differ
from benchmarks.photographs import Photograph, photographs, photographs_in
from library.duplicates.evidence import collect_evidence
from library.duplicates.judge import JUDGE, shipped_judge
from library.duplicates.relations import Shown, near_forms, shown
from library.media import likeness as made
from library.media import visual_words

Random = np.random.Generator
VERSION = 2
WILD, FRAMES, STRANGERS = 8, 5, 4
"""Random copies, other frames and strangers a photograph teaches with."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair with what it is: "copy", "frame" or "stranger"; the name says how it was made."""

    first: Image.Image
    second: Image.Image
    truth: str
    name: str
    scene: str


def main() -> None:
    """Train if asked to, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--evidence", type=Path, help="where to keep, or take, the evidence to train on (.npz)")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--pictures", type=int, default=24, help="pictures that are altered to judge")
    parser.add_argument("--library", type=int, default=400, help="pictures in the library that copies are sought in")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    if asked.train:
        teach(asked.evidence)
    listed = list(photographs_in(asked.folder)) if asked.folder else [p for p in photographs() if p.is_held_out]
    from benchmarks.recall import print_table  # noqa: PLC0415  it needs pdqhash, training does not

    print_table(listed[: asked.library], asked.pictures)


def teach(kept: Path | None = None) -> None:
    """Collect evidence, or take what was kept, train, and write judge.json."""
    from benchmarks.judging import train  # noqa: PLC0415  scikit-learn is needed to train alone

    if kept is None or not kept.exists():
        collected = collect()
        if kept is not None:
            np.savez_compressed(kept, *collected)
    else:
        collected = tuple(np.load(kept).values())
    rows, truths, groups = collected
    is_copy, is_scene = (truths == "copy").astype(np.int8), (truths != "stranger").astype(np.int8)
    content = train(rows, is_copy, is_scene, groups, version=VERSION)
    JUDGE.write_text(json.dumps(content, separators=(",", ":")) + "\n", "utf-8")
    shipped_judge.cache_clear()
    print(f"{JUDGE.name}: {content['rows']} rows, a copy from {content['copy_from']} on")


def collect() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make the pairs to learn from: evidence, truths and scenes; centroids too where there are none."""
    pictures = [each for each in photographs() if not each.is_held_out]
    if not visual_words.CENTROIDS.exists():
        write_centroids(pictures)
    rows, truths, groups = [], [], []
    began = time.monotonic()
    for number, sample in enumerate(samples(pictures, np.random.default_rng(4))):
        found = evidence_of(sample)
        if found is not None:
            rows.append(found)
            truths.append(sample.truth)
            groups.append(sample.scene)
        if number % 250 == 249:
            print(f"{number + 1} pairs, {time.monotonic() - began:.0f} s", flush=True)
    return np.stack(rows), np.array(truths), np.array(groups)


def samples(pictures: list[Photograph], random: Random) -> Iterator[Sample]:
    """Make pairs to learn from: copies, other frames, and strangers that share a frame or lettering."""
    for photo in pictures:
        others = [each for each in pictures if each.scene != photo.scene]
        before = photo.image
        for number in range(WILD):
            copy = wild(photo.image, random)
            yield Sample(copy, photo.image, "copy", "wild", photo.scene)
            if number % 4 == 3:
                yield Sample(copy, before, "copy", "two wild", photo.scene)
            before = copy
        taken = (photo.image, *photo.frames)
        for first, second in [*((taken[0], each) for each in taken[1:]), *pairwise(taken[1:])]:
            if really_differ(first, second):
                yield Sample(second, first, "frame", "taken", photo.scene)
                yield Sample(wild(second, random), first, "frame", "taken wild", photo.scene)
        for number in range(FRAMES):
            visitor = others[int(random.integers(len(others)))].image
            frame = other_frame(photo.image, random, visitor)
            yield Sample(frame, photo.image, "frame", "made", photo.scene)
            if number % 3 == 2:
                yield Sample(wild(frame, random), photo.image, "frame", "made wild", photo.scene)
        for number, index in enumerate(random.choice(len(others), min(STRANGERS, len(others)), replace=False)):
            if number % 2:
                yield Sample(photo.image, others[index].image, "stranger", "plain", photo.scene)
                continue
            # The same chance alters both: they share their bars, lettering and logo.
            seed = int(random.integers(1 << 30))
            pair = [wild(each.image, np.random.default_rng(seed)) for each in (photo, others[index])]
            yield Sample(pair[0], pair[1], "stranger", "same chrome", photo.scene)


def evidence_of(sample: Sample) -> np.ndarray | None:
    """Collect a pair's evidence; strangers and frames are laid upon each other whole if nothing else does it."""
    first, second = take(sample.first), take(sample.second)
    forms = near_forms(first.hashes, second.hashes) or (() if sample.truth == "copy" else (0,))
    found = collect_evidence(first.detail, second.detail, forms)
    return None if found is None else found.values


def take(image: Image.Image) -> Shown:
    """Take a picture as the finder would see it: through preview size and a stored likeness."""
    small = image.convert("RGB")
    small.thumbnail((1600, 1600))
    likeness = made.likeness_of(small)
    return shown(likeness.hashes, likeness.detail, *image.size)


def write_centroids(pictures: list[Photograph]) -> None:
    """Find the centroids of visual words in pictures and altered copies of them."""
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415  only to train

    random = np.random.default_rng(3)
    described = []
    for photo in pictures:
        for image in (photo.image.copy(), wild(photo.image, random)):
            image.thumbnail((made.EDGE_PX, made.EDGE_PX))
            described.append(made.find_points(np.asarray(image.convert("L")))[1])
    every = np.concatenate(described)
    centroids = [
        MiniBatchKMeans(256, random_state=1, batch_size=8192, n_init=1, max_iter=60)
        .fit(every[:, half * 64 : half * 64 + 64])
        .cluster_centers_
        for half in (0, 1)
    ]
    content = {
        "version": 1,
        "made_by": "python -m benchmarks.likeness --train",
        "centroids": visual_words.encode_centroids(np.stack(centroids).astype(np.float32)),
    }
    visual_words.CENTROIDS.write_text(json.dumps(content) + "\n", "utf-8")


if __name__ == "__main__":
    main()
