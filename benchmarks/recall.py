"""The table: recall of altered copies, precision, other frames joined; ours beside plain imagehash and PDQ."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import imagehash
import numpy as np
import pdqhash
from PIL import Image

from benchmarks.alterations import CLASSES
from benchmarks.other_frames import other_frame, really_differ
from benchmarks.photographs import Photograph
from library.duplicates.judge import shipped_judge
from library.duplicates.relations import JOINED, Shown, relate, shown
from library.duplicates.search import Asked, LikenessIndex
from library.media import likeness as made
from library.media.visual_words import mirrored, near_words_of, words_of

FRAMES = 3
MOST_PROOFS = 8

Hashes = dict[str, np.ndarray]


@dataclass(slots=True)
class Held:
    """One picture of the library, or an altered copy.

    Attributes:
        scene: pictures of different scenes are unrelated.
        original: number of the library picture that it is a copy of, or is itself.
        kind: "library", "frame" or the alteration's class.
    """

    scene: str
    original: int
    kind: str
    name: str
    likeness: made.Likeness
    picture: Shown
    hashes: Hashes


@dataclass(slots=True)
class Tally:
    """What one method did."""

    found: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    right: int = 0
    wrong_frames: int = 0
    strangers: int = 0
    frames: int = 0


def print_table(pictures: list[Photograph], altered: int) -> None:
    """Make the set, ask every method, and print recall, precision and frames joined."""
    began = time.process_time()
    library = list(_library(pictures))
    spent = 1000 * (time.process_time() - began) / len(library)
    step = max(1, len(pictures) // altered)
    originals = [index for index, held in enumerate(library) if held.kind == "library"][::step][:altered]
    copies = list(_copies(library, pictures, originals))
    frames = sum(held.kind == "frame" for held in library)
    print(f"{len(library)} pictures in the library, {frames} of them other frames; {len(copies)} altered copies of "
          f"{len(originals)}; {spent:.0f} ms a picture, made and looked at")  # fmt: skip
    print(f"{'method':34} {'recall':>7} {'precision':>9} {'F1':>6} {'frames joined':>13} {'strangers':>9}")
    for name, bits in (("phash", 2), ("phash", 8), ("phash", 12), ("dhash", 2), ("dhash", 8), ("pdq", 15), ("pdq", 31)):
        _print_row(f"{name}, {bits} bits", _by_hash(library, copies, name, bits))
    ours = _by_proof(library, copies)
    _print_row(f"two stages, judge {shipped_judge().version}", ours)
    print("\nrecall by class: " + ", ".join(f"{name} {ours.found.get(name, 0) / ours.asked[name]:.1%}"
                                             for name in CLASSES if name in ours.asked))  # fmt: skip


def _library(pictures: list[Photograph]) -> Iterator[Held]:
    random = np.random.default_rng(9)
    number = 0
    for photo in pictures:
        original = number
        frames = [frame for frame in photo.frames if really_differ(photo.image, frame)]
        frames += [other_frame(photo.image, random) for _ in range(FRAMES)]
        yield _held(photo.image, photo.scene, original, "library", photo.name)
        number += 1
        for frame in frames:
            yield _held(frame, photo.scene, number, "frame", photo.name)
            number += 1


def _copies(library: list[Held], pictures: list[Photograph], originals: list[int]) -> Iterator[Held]:
    random = np.random.default_rng(10)
    images = {photo.name: photo.image for photo in pictures}
    for index in originals:
        of = library[index]
        for group, changes in CLASSES.items():
            for name, change in changes.items():
                yield _held(change(images[of.name], random), of.scene, index, group, f"{of.name}:{name}")


def _held(image: Image.Image, scene: str, original: int, kind: str, name: str) -> Held:
    small = image.convert("RGB")
    small.thumbnail((1600, 1600))
    likeness = made.likeness_of(small)
    vector, _ = pdqhash.compute(np.asarray(small))
    hashes = {
        "phash": imagehash.phash(small).hash.ravel(),
        "dhash": imagehash.dhash(small).hash.ravel(),
        "pdq": np.asarray(vector, dtype=bool),
    }
    return Held(scene, original, kind, name, likeness, shown(likeness.hashes, likeness.detail, *image.size), hashes)


def _by_hash(library: list[Held], copies: list[Held], name: str, bits: int) -> Tally:
    stacked = np.stack([held.hashes[name] for held in library])

    def near(held: Held) -> list[int]:
        return [int(i) for i in np.flatnonzero((stacked != held.hashes[name]).sum(axis=1) <= bits)]

    return _tally(library, copies, near)


def _by_proof(library: list[Held], copies: list[Held]) -> Tally:
    index = LikenessIndex()
    for key, held in enumerate(library):
        index.add(key, made.words_in(held.likeness.words), made.upright_in(held.likeness.hashes))

    def near(held: Held) -> list[int]:
        described = held.picture.detail.descriptors
        hashes = np.concatenate([made.forms_in(held.likeness.hashes).ravel(), made.upright_in(held.likeness.hashes)])
        asked = Asked(near_words_of(described), partial(_mirrored_words, described), hashes)
        found = []
        for candidate in index.find(asked, most=24):
            if len(found) >= MOST_PROOFS:
                break
            relation = relate(held.picture, library[candidate.key].picture)
            found.append((candidate.key, relation is not None and relation.kind in JOINED))
        return [key for key, is_joined in found if is_joined]

    return _tally(library, copies, near)


def _mirrored_words(described: np.ndarray) -> np.ndarray:
    return words_of(mirrored(described))


def _tally(library: list[Held], copies: list[Held], near: Callable[[Held], list[int]]) -> Tally:
    """Ask with every copy and every library picture; a pair found with itself does not count."""
    tally = Tally()
    for held in copies:
        found = near(held)
        tally.asked[held.kind] = tally.asked.get(held.kind, 0) + 1
        tally.found[held.kind] = tally.found.get(held.kind, 0) + (held.original in found)
        _count(tally, library, held, found)
    joined = set()
    for number, held in enumerate(library):
        found = [key for key in near(held) if key != number]
        _count(tally, library, held, found)
        joined |= {(number, key) for key in found if library[key].scene == held.scene}
    pairs = [(a, b) for a in range(len(library)) for b in range(max(0, a - 8), a)
             if library[a].name == library[b].name]  # fmt: skip
    tally.frames = len(pairs)
    tally.wrong_frames += sum((a, b) in joined or (b, a) in joined for a, b in pairs)
    return tally


def _count(tally: Tally, library: list[Held], held: Held, found: list[int]) -> None:
    for key in found:
        if key == held.original:
            tally.right += 1
        elif library[key].scene != held.scene:
            tally.strangers += 1


def _print_row(name: str, tally: Tally) -> None:
    recall = sum(tally.found.values()) / sum(tally.asked.values())
    wrong = tally.strangers + tally.wrong_frames
    precision = tally.right / max(1, tally.right + wrong)
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    frames = tally.wrong_frames / max(1, tally.frames)
    print(f"{name:34} {recall:7.1%} {precision:9.1%} {f1:6.3f} {frames:13.1%} {tally.strangers:9}")
