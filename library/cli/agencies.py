"""`photodesk agencies`: the registry of agencies and how each is printed."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli.door import By, Json, console, now, opened, print_json
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.desk.agency_file import AgencyFile

app = typer.Typer(help="Look at the registry of agencies and change it.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="agencies")


@app.command("list")
def list_all(
    word: Annotated[str, typer.Argument(help="Only those whose name or alias contains it.")] = "",
    as_json: Json = False,
) -> None:
    """List the agencies in force, most used first.

    Example: photodesk agencies list key
    """
    from library.desk.agencies import list_agencies  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        views = list_agencies(workspace)
    sought = word.casefold()
    views = [v for v in views if any(sought in name.casefold() for name in (v.entry.name, *v.entry.aliases))]
    if as_json:
        print_json([{**asdict(v.entry), "is_changed": v.is_changed, "assets": v.assets, "uses": v.uses} for v in views])
        return
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for heading in ("name", "role", "prints", "assets", "uses", "aliases"):
        table.add_column(heading)
    for view in views:
        entry = view.entry
        aliases = ", ".join(entry.aliases)
        table.add_row(entry.name, entry.role, entry.prints, str(view.assets), str(view.uses), aliases[:60])
    console().print(table)


@app.command()
def save(
    file: Annotated[Path, typer.Argument(help="A JSON object in the form of `agencies list --json`; - reads it in.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Add an agency, or replace the one of the same name.

    Example: echo '{"name": "Alpen Bild", "aliases": ["alpenbild.ch"]}' | photodesk agencies save -
    """
    from library.desk.agencies import save_agency  # noqa: PLC0415  keeps `credit parse` quick

    text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    try:
        entry = json.loads(text)
    except ValueError as error:
        raise InvalidInput(f"This is no JSON: {error}") from error
    with opened() as workspace:
        step = save_agency(workspace, entry, by=by or workspace.settings.user, now=now())
    tell_step(step, as_json=as_json)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The agency's name.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Remove an agency from the registry; what was read with it stays.

    Example: photodesk agencies remove "Alpen Bild"
    """
    from library.desk.agencies import remove_agency  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        step = remove_agency(workspace, name, by=by or workspace.settings.user, now=now())
    tell_step(step, as_json=as_json)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without it, to the output.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="What comes with photodesk too.")] = False,
    as_json: Json = False,
) -> None:
    """Write the newsroom's own agencies, words and removals as TOML, for another desk or for safe keeping.

    Example: photodesk agencies export ours.toml
    """
    from library.desk.agency_file import export_agencies, parse_agency_file  # noqa: PLC0415  see above

    with opened() as workspace:
        text = export_agencies(workspace, everything=everything)
    if file is not None:
        try:
            file.write_text(text, "utf-8")
        except OSError as error:
            raise InvalidInput(f"{file} cannot be written: {error.strerror}") from error
    if as_json:
        told = parse_agency_file(text)
        words = [asdict(word) for word in told.words]
        print_json({"agencies": [asdict(entry) for entry in told.entries], "removed": told.removed, "words": words})
    elif file is None:
        sys.stdout.write(text)
    else:
        typer.echo(f"Written to {file}.")


@app.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="A file as `agencies export` writes it; - reads it in.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would change.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Add a file's agencies and words, replace those of the same name, and hide what it removes, in one step.

    What they would change in the catalogue, `photodesk credit replay --agencies FILE` tells.

    Example: photodesk agencies import ours.toml --dry-run
    """
    from library.desk.agency_file import import_agencies  # noqa: PLC0415  keeps `credit parse` quick

    content = read_agency_file(file)
    with opened() as workspace:
        told = import_agencies(workspace, content, dry_run=dry_run, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json(asdict(told))
        return
    added = tuple(word.text for word in told.words if not word.is_removed)
    taken = tuple(word.text for word in told.words if word.is_removed)
    for what, names in (
        ("added", told.added), ("changed", told.changed), ("removed", told.removed),
        ("words added", added), ("words removed", taken),
    ):  # fmt: skip
        if names:
            typer.echo(f"{len(names)} {what}: {', '.join(names)}")
    if dry_run:
        typer.echo("Nothing is changed: this was a dry run.")
    else:
        tell_step(told.step, as_json=False)


def read_agency_file(path: Path) -> "AgencyFile":
    """Read a file of agencies, or the input for "-".

    Raises:
        InvalidInput: it cannot be read.
        RegistryError: it does not hold together.
    """
    from library.desk.agency_file import parse_agency_file  # noqa: PLC0415  keeps `credit parse` quick

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read: {error}", hint="Give a TOML file in UTF-8.") from error
    return parse_agency_file(text)


def tell_step(step: str | None, *, as_json: bool) -> None:
    """Tell the step of a change, and how to take it back."""
    if as_json:
        print_json({"step": step})
    elif step:
        typer.echo(f"Saved. Take it back with: photodesk undo {step}")
    else:
        typer.echo("Nothing to change.")
