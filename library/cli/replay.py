"""`photodesk credit replay`: what the agencies in force, or others, would read differently in the whole catalogue."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli import credit
from library.cli.agencies import read_agency_file
from library.cli.door import By, Json, now, opened, print_json
from library.cli.progress import progress_bar

if TYPE_CHECKING:
    from library.desk.agency_file import AgencyFile
    from library.desk.replay import Replay, ReplayGroup
    from library.desk.workspace import Workspace

_SHOWN_GROUPS = 30


def register(_main: typer.Typer) -> None:
    """Add the command to the group `credit`."""
    credit.app.command()(replay)


def replay(
    agencies: Annotated[
        Path | None, typer.Option(help="Read with these agencies too: a file as `agencies export` writes it.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Propose anew, and keep the agencies given.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Tell what would be read differently in the whole catalogue, grouped; decisions always stay.

    Example: photodesk credit replay --agencies ours.toml
    """
    from library.desk.agencies import registry_of  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.agency_file import registry_with  # noqa: PLC0415
    from library.desk.replay import replay as run  # noqa: PLC0415

    with opened() as workspace:
        file = read_agency_file(agencies) if agencies else None
        registry = registry_with(workspace, file) if file else registry_of(workspace)
        with progress_bar("Reading", shown=not as_json) as progress:
            found = run(workspace, registry, progress=progress)
        step = _apply(workspace, file, by=by, shown=not as_json) if apply else None
    if as_json:
        print_json({**facts_of(found), "step": step})
        return
    _tell(found)
    if step:
        typer.echo(f"Applied. Take it back with: photodesk undo {step}")
    elif found.changed and not apply:
        typer.echo("Nothing is changed yet: --apply does it.")


def _apply(workspace: "Workspace", file: "AgencyFile | None", *, by: str | None, shown: bool) -> str | None:
    """Keep what the file brings, propose anew, and give the one step of both."""
    from library.desk.replay import apply_file, apply_replay  # noqa: PLC0415  keeps `credit parse` quick

    who = by or workspace.settings.user
    with progress_bar("Writing", shown=shown) as progress:
        if file:
            return apply_file(workspace, file, by=who, now=now(), progress=progress).step
        return apply_replay(workspace, by=who, now=now(), progress=progress).step


def facts_of(found: "Replay") -> dict[str, Any]:
    """Turn a replay into data."""
    return {
        "read": found.read,
        "changed": found.changed,
        "stay": found.stay,
        "groups": [
            {
                "field": group.field,
                "old": group.old,
                "new": group.new,
                "mixed": group.is_mixed,
                "assets": group.assets,
                "decided": group.decided,
                "examples": [asdict(example) for example in group.examples],
            }
            for group in found.groups
        ],
    }


def _tell(found: "Replay") -> None:
    from library.cli.printing import print_table  # noqa: PLC0415  rich is only needed here

    if not found.changed:
        typer.echo(f"{found.read} pictures read; nothing would change.")
        return
    rows = [_row(group) for group in found.groups[:_SHOWN_GROUPS]]
    print_table(("pictures", "what", "from", "to", "stay as decided", "for example"), rows)
    more = len(found.groups) - len(rows)
    rest = f" {more} more kinds of change: --json lists them." if more > 0 else ""
    typer.echo(f"{found.changed} of {found.read} pictures would be read differently.{rest}")


def _row(group: "ReplayGroup") -> tuple[object, ...]:
    old, new = ("", "") if group.is_mixed else (_shown(group.old), _shown(group.new))
    example = group.examples[0] if group.examples else None
    told = f"{example.file_name}: {_shown(example.new)[:60]}" if example else ""
    return group.assets, group.field, old, new, group.decided or "", told


def _shown(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
