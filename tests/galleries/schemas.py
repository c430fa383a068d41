"""The schemas of others, where they are had; see tests/schemas/README.md."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import FormatChecker
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

FOLDER = Path(os.environ.get("PHOTODESK_SCHEMAS") or Path(__file__).parents[1] / "schemas")
_ANS = "https://raw.githubusercontent.com/washingtonpost/ans-schema/master/src/main/resources/schema/ans/"


def ninjs_validator(version: str) -> Validator:
    schema = _read(FOLDER / f"ninjs-schema_{version}.json")
    geo = _read(FOLDER / "GeoJSON-schema.json")
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geo))
    return validator_for(schema)(schema, registry=registry, format_checker=FormatChecker())


def ans_validator() -> Validator:
    root = FOLDER / "ans"
    schema = _read(root / "0.10.0" / "gallery.json")
    registry = Registry()
    for path in root.rglob("*.json"):
        value = _read(path)
        value.pop("id", None)  # some give each other's
        registry = registry.with_resource(_ANS + path.relative_to(root).as_posix(), Resource(value, DRAFT4))
    schema.pop("id", None)
    return validator_for(schema)(schema, registry=registry, format_checker=FormatChecker())


def _read(path: Path) -> Any:
    if not path.is_file():
        pytest.skip(f"{path.name} is not here; see tests/schemas/README.md")
    return json.loads(path.read_text(encoding="utf-8"))
