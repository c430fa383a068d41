"""`photodesk export`: copies of pictures that leave the house, with what the desk decided inside them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.progress import progress_bar

if TYPE_CHECKING:
    from library.desk.copies import AssetCopy


def register(main: typer.Typer) -> None:
    """Add the command to the command line."""
    main.command("export")(export)


def export(
    assets: Annotated[list[int], typer.Argument(metavar="ASSET...", help="Numbers of the assets.")],
    folder: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the copies go; made if missing.")],
    public: Annotated[
        bool, typer.Option("--public", help="For readers: without place, serial numbers, faces and thumbnails.")
    ] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Write copies of pictures with caption, credit, rights and alt text inside; nothing is overwritten.

    Without --public the copy keeps all that the original says. The originals in the store are only read.

    Example: photodesk export 12 13 14 --to for-the-agency
    """
    from library.desk.copies import export_copies  # noqa: PLC0415  keeps --help quick
    from library.media.policy import COPY, PUBLIC  # noqa: PLC0415

    copies = []
    with opened() as workspace, progress_bar("Copies", shown=not as_json) as told:
        policy, who = PUBLIC if public else COPY, by or workspace.settings.user
        for copy in export_copies(workspace, assets, folder, policy, by=who, now=now()):
            copies.append(copy)
            if told:
                told(len(copies), len(set(assets)))
    if as_json:
        print_json([_answer(copy) for copy in copies])
    else:
        for copy in copies:
            _show(copy)
    if any(copy.path is None for copy in copies):
        raise typer.Exit(1)


def _answer(copy: "AssetCopy") -> dict[str, Any]:
    """Return the object of one asset."""
    from library.cli.metadata_write import answer  # noqa: PLC0415  see above

    if copy.written is None:
        return {"asset_id": copy.asset_id, "error": copy.reason, "hint": copy.hint}
    told = answer(copy.written)
    return {"asset_id": copy.asset_id, "is_rendition": copy.is_rendition, **told}


def _show(copy: "AssetCopy") -> None:
    """Tell a person of one asset."""
    if copy.written is None:
        typer.echo(f"{copy.asset_id}: {copy.reason}\n  {copy.hint}")
        return
    beside = f", with {copy.written.sidecar.name}" if copy.written.sidecar else ""
    smaller = " (the preview)" if copy.is_rendition else ""
    typer.echo(f"{copy.asset_id}: {copy.path}{smaller}{beside}")
    for note in copy.written.notes:
        typer.echo(f"  note: {note}")
