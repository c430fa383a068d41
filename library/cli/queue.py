"""`photodesk credit queue` and `settle`: what is to be credited, in groups that one decision settles."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli import credit
from library.cli.door import By, Json, now, opened, print_json
from library.cli.progress import progress_bar
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.desk.queue import CreditGroup
    from library.desk.workspace import Workspace

_KINDS = {
    "conflict": "fields name different houses",
    "blocks": "the file's blocks contradict each other",
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
                    "field": group.field or None,
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
    rows = [(group.count, _KINDS[group.kind], _names(group), group.key) for group in groups]
    print_table(("pictures", "what", "names", "group"), rows)


def _names(group: "CreditGroup") -> str:
    """Give a group's names, where blocks contradict each other with the field."""
    names = ", ".join(group.names)
    return f"{group.field.replace('_', ' ')}: {names}" if group.field else names


def settle(
    group: Annotated[str, typer.Argument(help="The group, as `credit queue` names it.")],
    distributor: Annotated[str | None, typer.Option(help="Who passed the pictures on.")] = None,
    agency: Annotated[str | None, typer.Option(help="Who produced them.")] = None,
    photographer: Annotated[str | None, typer.Option(help="Who made them.")] = None,
    provider: Annotated[str | None, typer.Option(help="Which institution handed them out.")] = None,
    take: Annotated[
        str | None, typer.Option(help="Credit each picture as this block says: XMP, IIM, EXIF or caption.")
    ] = None,
    learn: Annotated[
        bool, typer.Option("--learn", help="Read the group's unknown name so from now on, in the whole catalogue.")
    ] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Settle the credit of a group with one decision; what is not given stays as each picture is read.

    What --learn would change, `photodesk credit replay --agencies FILE` tells before.

    Example: photodesk credit settle "unknown:alpenbild" --agency "Alpen Bild" --learn
    """
    from library.desk.settle import settle as run  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.settle import settle_from  # noqa: PLC0415

    parts = {"distributor": distributor, "agency": agency, "photographer": photographer, "provider": provider}
    values: dict[str, Any] = {name: value for name, value in parts.items() if value is not None}
    if take and (values or learn):
        raise InvalidInput("Either what a block says, or parts", hint="Leave out --take, or everything else.")
    with opened() as workspace:
        who, moment = by or workspace.settings.user, now()
        if take:
            step = settle_from(workspace, group, take, by=who, now=moment)
        elif learn:
            step = _learn(workspace, group, values, by=who, shown=not as_json)
        else:
            step = run(workspace, group, values, by=who, now=moment)
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Settled. Take it back with: photodesk undo {step}")


def _learn(workspace: "Workspace", key: str, values: dict[str, Any], *, by: str, shown: bool) -> str:
    from library.desk.queue import find_group  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.settle import Lesson, lesson_of, settle_and_learn  # noqa: PLC0415

    group = find_group(workspace, key)
    if group.kind not in ("unknown", "cut") or len(group.names) != 1:
        raise InvalidInput("This group has no unknown name to learn", hint="Settle it without --learn.")
    lesson = Lesson(values, lesson_of(workspace, group.names[0], values))
    with progress_bar("Reading", shown=shown) as progress:
        return settle_and_learn(workspace, group.asset_ids, lesson, by=by, now=now(), progress=progress)
