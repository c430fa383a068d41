"""`photodesk metadata write`: a copy of a file that carries other metadata."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import Json, now, print_json
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.media.embed import Written


def register(group: typer.Typer) -> None:
    """Add the command to the group."""
    group.command("write")(write)


def write(
    source: Annotated[Path, typer.Argument(help="The file to copy. It is only read.")],
    target: Annotated[Path, typer.Argument(help="Where the copy goes.")],
    values: Annotated[
        str,
        typer.Option("--set", metavar="JSON", help="Fields by the names that reading prints; null takes a field out."),
    ] = "{}",
    policy: Annotated[
        str, typer.Option("--policy", help="copy keeps everything; public loses place, serial numbers and faces.")
    ] = "copy",
    as_json: Json = False,
) -> None:
    """Write a copy of a file with other metadata, its picture untouched.

    JPEG, PNG and WebP carry them inside; beside a copy of any other kind, or of a picture too damaged to write into,
    an XMP sidecar is laid, and the answer says which.

    Example: photodesk metadata write in.jpg out.jpg --set '{"caption": "Zürich im Schnee", "credit": "KEYSTONE"}'
    """
    from library.media.changes import STAMP, parse_changes  # noqa: PLC0415  heavy import
    from library.media.embed import write_metadata  # noqa: PLC0415
    from library.media.policy import POLICIES  # noqa: PLC0415

    if policy not in POLICIES:
        raise InvalidInput(f"There is no policy “{policy}”.", hint=f"Use one of: {', '.join(POLICIES)}.")
    _refuse_store(target)
    changes = parse_changes(_parsed(values)) | {STAMP: now().isoformat(timespec="seconds")}
    written = write_metadata(source, target, changes, POLICIES[policy])
    if as_json:
        print_json({"source": str(source), **answer(written)})
        return
    where = f"in an XMP sidecar: {written.sidecar}" if written.sidecar else f"inside ({', '.join(written.blocks)})"
    typer.echo(f"{written.path}: metadata {where}")
    for note in written.notes:
        typer.echo(f"  note: {note}")


def answer(written: "Written") -> dict[str, Any]:
    """Return the object that the command prints for one written copy."""
    from library.media.changes import name_of  # noqa: PLC0415  heavy import

    return {
        "path": str(written.path),
        "format": written.media.format,
        "embedded": written.sidecar is None,
        "sidecar": str(written.sidecar) if written.sidecar else None,
        "blocks": list(written.blocks),
        "written": {name_of(name): value or None for name, value in written.values.items()},
        "cut_in_iim": [name_of(name) for name in written.cut],
        "c2pa": asdict(written.credentials) if written.credentials else None,
        "notes": list(written.notes),
    }


def _parsed(text: str) -> dict[str, Any]:
    """Read the values of --set.

    Raises:
        InvalidInput: they are no JSON object.
    """
    try:
        values = json.loads(text)
    except ValueError as e:
        raise InvalidInput(f"--set is no JSON: {e}", hint="""Write it as '{"caption": "…"}'.""") from e
    if not isinstance(values, dict):
        raise InvalidInput("--set wants one JSON object.", hint="""Write it as '{"caption": "…"}'.""")
    return values


def _refuse_store(target: Path) -> None:
    """Refuse to write where originals lie.

    Raises:
        InvalidInput: the target lies in the store's folder.
    """
    from library.settings import read_settings  # noqa: PLC0415  heavy import
    from library.storage.opening import find_folder  # noqa: PLC0415

    folder = find_folder(read_settings().media_url)
    if folder is not None and target.resolve().is_relative_to(folder.resolve()):
        raise InvalidInput(
            f"{target} lies in the store of originals, which are never written into.", hint="Choose another folder."
        )
