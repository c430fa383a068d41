"""Every scene of the rolls is found in the folder of its beat, whichever module holds it."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from sample_media.generate.clips import read_clips
from sample_media.generate.ground import height_at
from sample_media.generate.roll import Take, read_rolls, scene_of

SCENES = Path(__file__).resolve().parents[2] / "sample_media" / "generate" / "scenes"
NAMES = {entry.take.scene for entry in read_rolls()} | {
    shot["scene"] for clip in read_clips() for shot in clip.row["shots"]
}


@pytest.mark.parametrize("beat", sorted(path.name for path in SCENES.iterdir() if (path / "__init__.py").exists()))
def test_no_two_modules_of_a_beat_hold_a_function_of_the_same_name(beat):
    names = Counter(
        node.name
        for path in (SCENES / beat).glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []
    assert {f"{beat}.{name}" for name in names} & NAMES


@pytest.mark.parametrize("name", ["city.fireworks", "halls.lectern_speech", "nature.alpine_lake", "work.laboratory"])
def test_a_scene_is_found_by_its_beat_and_name(name):
    assert name in NAMES
    scene = scene_of(Take(name))
    assert scene.shapes or scene.lands


def test_the_height_of_the_land_is_read_at_a_place():
    assert height_at(lambda x, z: x + 2 * z, 3, 4) == 11.0
