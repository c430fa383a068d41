"""What every command shares: opening the workspace, printing, and telling errors with their hint."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from library.errors import LibraryError, PublishRefused
from library.findings import ENGLISH

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; `credit parse` needs none of them
    from rich.console import Console

    from library.desk.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of words for people.")]
By = Annotated[str | None, typer.Option("--by", help="Who does it, for the history. Default: PHOTODESK_USER.")]


@contextmanager
def opened() -> Iterator["Workspace"]:
    """Open the workspace that the environment names, and close it afterwards."""
    from library.desk.workspace import open_workspace  # noqa: PLC0415  see above
    from library.settings import read_settings  # noqa: PLC0415

    workspace = open_workspace(read_settings())
    try:
        yield workspace
    finally:
        workspace.close()


def language() -> str:
    """Give the language that the command line speaks of findings in: PHOTODESK_LANGUAGE, else English."""
    from library.settings import read_settings  # noqa: PLC0415  see above

    return read_settings().language or ENGLISH


def now() -> datetime:
    """Give this moment, UTC."""
    return datetime.now(UTC)


def print_json(value: Any) -> None:  # noqa: ANN401  any JSON
    """Print one JSON value on one line; moments as ISO 8601."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=_encode) + "\n")


def _encode(value: Any) -> Any:  # noqa: ANN401  json's hook
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)


def console(*, errors: bool = False) -> "Console":
    """Give a console for people; errors and progress go to standard error."""
    from rich.console import Console  # noqa: PLC0415  quick start of commands that print JSON

    shown = Console(stderr=errors, highlight=False)
    # A pipe has no width: a table cut at 80 columns would lose what the next program is to read.
    return shown if shown.is_terminal else Console(stderr=errors, highlight=False, width=180)


def fail(error: LibraryError) -> NoReturn:
    """Tell an error with its hint and end with exit code 1."""
    message = error.reasons.get(language(), error.message) if isinstance(error, PublishRefused) else error.message
    sys.stderr.write(f"photodesk: {message}\n  {error.hint}\n")
    raise SystemExit(1)
