"""`photodesk pads`: stationery pads kept by name, to be put on pictures with `photodesk edit --pad NAME`."""

from dataclasses import asdict
from typing import Annotated

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.edit import Pairs, pad_lines
from library.cli.printing import print_table

app = typer.Typer(help="Stationery pads kept by name.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The pad's name.")]


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="pads")


@app.command("list")
def list_all(by: By = None, as_json: Json = False) -> None:
    """List the pads: those of the desk, and your own.

    Example: photodesk pads list
    """
    from library.desk.pads import list_pads  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        pads = list_pads(workspace, by=by or workspace.settings.user)
    if as_json:
        print_json([asdict(pad) for pad in pads])
    elif not pads:
        typer.echo('No pads yet. Keep one with: photodesk pads save NAME --replace caption="{city}, {date}"')
    else:
        rows = [(pad.name, pad.owner or "the desk", ", ".join(line.field for line in pad.lines)) for pad in pads]
        print_table(("name", "of", "fields"), rows)


@app.command()
def show(name: Name, by: By = None, as_json: Json = False) -> None:
    """Show what a pad writes.

    Example: photodesk pads show "Super League"
    """
    from library.desk.pads import get_pad  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        pad = get_pad(workspace, name, by=by or workspace.settings.user)
    if as_json:
        print_json(asdict(pad))
    else:
        rows = [("x" if line.is_ticked else "", line.field, line.way, line.template) for line in pad.lines]
        print_table(("", "field", "way", "text"), rows)


@app.command()
def save(
    name: Name,
    replace: Annotated[Pairs, typer.Option(help="field=text, with variables, in place of what is there.")] = None,
    append: Annotated[Pairs, typer.Option(help="field=text, with variables, put after what is there.")] = None,
    prepend: Annotated[Pairs, typer.Option(help="field=text, with variables, put before what is there.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="For yourself alone.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Keep a pad under a name, in place of one of that name.

    Example: photodesk pads save "Super League" --replace caption="{city}, {date:%d.%m.%Y}" --append keywords=Fussball
    """
    from library.desk.pads import save_pad  # noqa: PLC0415  keeps `credit parse` quick

    lines = pad_lines(replace, append, prepend)
    with opened() as workspace:
        who = by or workspace.settings.user
        _tell(save_pad(workspace, name, lines, is_own=mine, by=who, now=now()), as_json=as_json)


@app.command()
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NEW-NAME", help="What it is to be called.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Give a pad another name.

    Example: photodesk pads rename "Super League" "Super League 2027"
    """
    from library.desk.pads import rename_pad  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        _tell(rename_pad(workspace, name, new_name, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def remove(name: Name, by: By = None, as_json: Json = False) -> None:
    """Throw a pad away.

    Example: photodesk pads remove "Super League"
    """
    from library.desk.pads import remove_pad  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        _tell(remove_pad(workspace, name, by=by or workspace.settings.user, now=now()), as_json=as_json)


def _tell(step: str | None, *, as_json: bool) -> None:
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Saved. Take it back with: photodesk undo {step}" if step else "Nothing to change.")
