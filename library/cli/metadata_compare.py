"""`photodesk metadata tree` and `diff`: everything that a file holds, and what two files say differently."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import Json, console, print_json

if TYPE_CHECKING:
    from library.media.differences import Difference
    from library.media.tree import Branch


def register(group: typer.Typer) -> None:
    """Add the commands to the group."""
    group.command("tree")(tree)
    group.command("diff")(diff)


def tree(file: Annotated[Path, typer.Argument(help="A picture or clip.")], as_json: Json = False) -> None:
    """Show everything that a file's metadata blocks hold, block by block.

    Example: photodesk metadata tree picture.jpg
    """
    from library.media.tree import read_tree, to_plain  # noqa: PLC0415  heavy import

    found = read_tree(file)
    if as_json:
        print_json({"path": str(file), "tree": to_plain(found)})
        return
    if not found:
        typer.echo("The file holds no metadata.")
    for block in found:
        typer.secho(block.name, bold=True)
        _print(block.branches, 1)


def _print(branches: "tuple[Branch, ...]", depth: int) -> None:
    """Print branches, each level further in."""
    for each in branches:
        lines = each.value.splitlines() or [""]
        name = f"{each.name}: " if each.name and each.value else each.name
        typer.echo(f"{'  ' * depth}{name}{lines[0]}")
        for line in lines[1:]:
            typer.echo(f"{'  ' * (depth + 1)}{line}")
        _print(each.branches, depth + 1)


def diff(
    first: Annotated[Path, typer.Argument(help="A picture or clip.")],
    second: Annotated[Path, typer.Argument(help="The other one.")],
    blocks: Annotated[bool, typer.Option("--blocks", help="Also compare every value of every block.")] = False,
    as_json: Json = False,
) -> None:
    """Show what two files say differently; the exit code is 1 when there is a difference.

    Example: photodesk metadata diff delivered.jpg exported.jpg --blocks
    """
    from library.media.differences import compare_fields, compare_trees  # noqa: PLC0415  heavy import
    from library.media.metadata import read_file  # noqa: PLC0415
    from library.media.tree import read_tree  # noqa: PLC0415

    fields = compare_fields(read_file(first), read_file(second))
    values = compare_trees(read_tree(first), read_tree(second)) if blocks else ()
    if as_json:
        told: dict[str, Any] = {"first": str(first), "second": str(second), "fields": _plain(fields)}
        print_json(told | ({"blocks": _plain(values)} if blocks else {}))
    else:
        _show("Field", fields, first, second)
        if blocks:
            _show("Block", values, first, second)
    if fields or values:
        raise typer.Exit(1)


def _plain(found: "tuple[Difference, ...]") -> list[dict[str, Any]]:
    """Turn differences into JSON values."""
    return [{"name": each.name, "first": each.first, "second": each.second} for each in found]


def _show(title: str, found: "tuple[Difference, ...]", first: Path, second: Path) -> None:
    """Print differences as a table, or that there are none."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if not found:
        typer.echo("The files say the same." if title == "Field" else "Their blocks hold the same values.")
        return
    table = Table(title, first.name, second.name, show_lines=True)
    for each in found:
        table.add_row(*(Text(_words(value)) for value in (each.name, each.first, each.second)))
    console().print(table)


def _words(value: object) -> str:
    """Write a value; a dash for none."""
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
