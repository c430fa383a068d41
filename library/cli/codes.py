"""`photodesk codes`: tables of code replacements kept by name, to be used with `photodesk edit --codes NAME`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table
from library.errors import InvalidInput

if TYPE_CHECKING:  # imported late below: `credit parse` is to start quickly
    from library.captions.code_replacements import CodeTable

app = typer.Typer(help="Tables of code replacements kept by name: =rf= becomes a player's name.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The table's name.")]
Delimiter = Annotated[str, typer.Option(help="The sign around codes in a text.")]


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="codes")


@app.command("list")
def list_all(by: By = None, as_json: Json = False) -> None:
    """List the tables: those of the desk, and your own.

    Example: photodesk codes list
    """
    from library.desk.codes import list_codes  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        entries = list_codes(workspace, by=by or workspace.settings.user)
    if as_json:
        print_json([{"name": one.name, "owner": one.owner, "codes": one.count} for one in entries])
    elif not entries:
        typer.echo("No tables yet. Bring one in with: photodesk codes import players.tsv")
    else:
        print_table(("name", "of", "codes"), [(one.name, one.owner or "the desk", one.count) for one in entries])


@app.command()
def show(name: Name, by: By = None, as_json: Json = False) -> None:
    """Show what the codes of a table stand for.

    Example: photodesk codes show "Super League"
    """
    from library.desk.codes import get_codes  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        saved = get_codes(workspace, name, by=by or workspace.settings.user)
    table = saved.table
    if as_json:
        facts = {"name": saved.name, "owner": saved.owner, "delimiter": table.delimiter}
        print_json(facts | {"codes": [{"code": code, "columns": columns} for code, columns in table.codes.items()]})
    else:
        mark = table.delimiter
        print_table(
            ("code", "stands for"), [(f"{mark}{code}{mark}", " | ".join(row)) for code, row in table.codes.items()]
        )


@app.command("import")
def bring_in(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="One code a line, a tab, and what it stands for.")],
    name: Annotated[str | None, typer.Option(help="Its name; without it, the file's.")] = None,
    delimiter: Delimiter = "=",
    mine: Annotated[bool, typer.Option("--mine", help="For yourself alone.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Keep the table of a file, in place of one of that name. Further columns are used as =rf#2=.

    Example: photodesk codes import players.tsv --name "Super League"
    """
    from library.desk.codes import save_codes  # noqa: PLC0415  keeps `credit parse` quick

    table = read_codes(path, delimiter)
    with opened() as workspace:
        who = by or workspace.settings.user
        step = save_codes(workspace, path.stem if name is None else name, table, is_own=mine, by=who, now=now())
    if as_json:
        problems = [{"line": one.line, "kind": one.kind, "code": one.code} for one in table.problems]
        print_json({"step": step, "codes": len(table.codes), "left_out": problems})
    else:
        _tell(step, as_json=False)


@app.command()
def export(
    name: Name,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; without it, the screen.")
    ] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Write a table as a file that `import` and Photo Mechanic read.

    Example: photodesk codes export "Super League" -o players.tsv
    """
    from library.captions.code_replacements import to_tsv  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.codes import get_codes  # noqa: PLC0415

    with opened() as workspace:
        text = to_tsv(get_codes(workspace, name, by=by or workspace.settings.user).table)
    if output is not None:
        try:
            output.write_text(text, "utf-8")
        except OSError as error:
            raise InvalidInput(f"{output} cannot be written: {error.strerror}", hint="Choose another place.") from error
    if as_json:
        print_json({"name": name, "lines": text.splitlines(), "file": str(output) if output else None})
    elif output is None:
        sys.stdout.write(text)


@app.command()
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NEW-NAME", help="What it is to be called.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Give a table another name.

    Example: photodesk codes rename "Super League" "Super League 2027"
    """
    from library.desk.codes import rename_codes  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        _tell(
            rename_codes(workspace, name, new_name, by=by or workspace.settings.user, now=now()), as_json=as_json
        )  # fmt: skip


@app.command()
def remove(name: Name, by: By = None, as_json: Json = False) -> None:
    """Throw a table away.

    Example: photodesk codes remove "Super League"
    """
    from library.desk.codes import remove_codes  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        _tell(remove_codes(workspace, name, by=by or workspace.settings.user, now=now()), as_json=as_json)


def read_codes(path: Path, delimiter: str) -> "CodeTable":
    """Read a file of codes; tell the lines that are left out.

    Raises:
        InvalidInput: the file cannot be read, or holds no codes.
    """
    from library.captions.code_replacements import parse_codes  # noqa: PLC0415  keeps `credit parse` quick

    try:
        table = parse_codes(path.read_bytes(), delimiter=delimiter)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}", hint="Check the file's name.") from error
    for one in table.problems:
        said = {"duplicate": f"stands in line {one.first_line} already", "no_text": "has no text"}
        typer.echo(f"{path}:{one.line}: {one.code!r} {said.get(one.kind, 'is no code')}", err=True)
    return table


def _tell(step: str | None, *, as_json: bool) -> None:
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Saved. Take it back with: photodesk undo {step}" if step else "Nothing to change.")
