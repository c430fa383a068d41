"""`photodesk credit queue` and `settle`: what is to be credited, in groups that one decision settles."""

from typing import Annotated, Any

import typer

from library.cli import credit
from library.cli.door import By, Json, now, opened, print_json

_KINDS = {
    "conflict": "fields name different houses",
    "cut": "a name is cut short",
    "unknown": "a name is unknown",
    "distributor": "only the distributor is known",
    "missing": "nobody is named",
    "unclear": "unclear",
}


def register(_main: typer.Typer) -> None:
    """Add the commands to the group `credit`."""
    credit.app.command()(queue)
    credit.app.command()(settle)


def queue(as_json: Json = False) -> None:
    """List what is to be credited, grouped by what is wrong with it, the largest group first.

    Example: photodesk credit queue
    """
    from library.cli.printing import print_table  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.queue import find_groups  # noqa: PLC0415

    with opened() as workspace:
        groups = find_groups(workspace)
    if as_json:
        print_json(
            [
                {
                    "key": group.key,
                    "kind": group.kind,
                    "names": group.names,
                    "count": group.count,
                    "examples": group.asset_ids[:5],
                }
                for group in groups
            ]
        )
        return
    if not groups:
        typer.echo("Every credit is clear.")
        return
    rows = [(group.count, _KINDS[group.kind], ", ".join(group.names), group.key) for group in groups]
    print_table(("pictures", "what", "names", "group"), rows)


def settle(
    group: Annotated[str, typer.Argument(help="The group, as `credit queue` names it.")],
    distributor: Annotated[str | None, typer.Option(help="Who passed the pictures on.")] = None,
    agency: Annotated[str | None, typer.Option(help="Who produced them.")] = None,
    photographer: Annotated[str | None, typer.Option(help="Who made them.")] = None,
    provider: Annotated[str | None, typer.Option(help="Which institution handed them out.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Settle the credit of a group with one decision; what is not given stays as each picture is read.

    Example: photodesk credit settle "unknown:alpenbild" --agency "Alpen Bild"
    """
    from library.desk.queue import settle as run  # noqa: PLC0415  keeps `credit parse` quick

    parts = {"distributor": distributor, "agency": agency, "photographer": photographer, "provider": provider}
    values: dict[str, Any] = {name: value for name, value in parts.items() if value is not None}
    with opened() as workspace:
        step = run(workspace, group, values, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Settled. Take it back with: photodesk undo {step}")
