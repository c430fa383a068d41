"""The tables of real-looking lines in tests/corpora, ready for pytest."""

import tomllib
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parent / "corpora"
FLAGS = ("archive", "pool", "handout", "ai", "symbolic")


def rows(name: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Give (field, text, row) for each row of a corpus."""
    document = tomllib.loads((CORPORA / f"{name}.toml").read_text(encoding="utf-8"))
    return [(table["field"], row["text"], row) for table in document["line"] for row in table["rows"]]
