"""The documents say what is true: every folder, finding, command and decision has its place."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from library.cli.main import app
from library.findings import CODES

ROOT = Path(__file__).parent.parent


def commands() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []

    def walk(command: object, name: str) -> None:
        children = getattr(command, "commands", None)
        if children is None:
            found.append((name, command))
        for child_name, child in (children or {}).items():
            walk(child, f"{name} {child_name}".strip())

    walk(get_command(app), "")
    return found


def test_architecture_is_short_and_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert text.count("\n") <= 120
    rooms = [path for path in (ROOT / "library").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [room.name for room in rooms if f"  {room.name}/" not in text] == []


def test_every_finding_code_is_explained() -> None:
    text = (ROOT / "docs" / "findings.md").read_text("utf-8")
    assert [code for code in CODES if f"## {code}" not in text] == []


def test_decisions_are_short() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert records
    assert [record.name for record in records if record.read_text("utf-8").count("\n") > 40] == []


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_speaks_json_and_shows_an_example(name: str, command: typer.core.TyperCommand) -> None:
    text = " ".join((command.help or "").split())
    assert "Example:" in text, f"photodesk {name} shows no example"
    assert f"photodesk {name}" in text.partition("Example:")[2], f"the example of photodesk {name} is another's"
    if name != "serve":
        assert any("--json" in parameter.opts for parameter in command.params), f"photodesk {name} has no --json"


def test_readme_names_only_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    known = {name for name, _ in commands()} | {name.split()[0] for name, _ in commands()}
    named = re.findall(r"photodesk ((?:[a-z]+)(?: [a-z]+)?)", "\n".join(re.findall(r"\$ (.*)", text)))
    assert named
    assert [words for words in named if words not in known and words.split()[0] not in known] == []


def test_no_file_names_a_registry_host_or_an_absolute_home() -> None:
    wrong = re.compile(r"--index-url|extra-index-url|pypi\.org/simple|/(?:root|home)/")
    names = [
        "pyproject.toml",
        "constraints.txt",
        "Makefile",
        ".ci/run",
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
    ]
    assert [name for name in names if wrong.search((ROOT / name).read_text("utf-8"))] == []


def test_every_room_says_what_it_is_and_what_it_must_not_know() -> None:
    rooms = [path for path in (ROOT / "library").iterdir() if path.is_dir() and path.name != "__pycache__"]
    silent = [room.name for room in rooms if "ust not" not in (room / "__init__.py").read_text("utf-8")]
    assert silent == []
