"""`photodesk gallery export` and `import-captions`: what leaves a gallery, and the words that come back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.desk.caption_table import CaptionPlan

_FORMATS = (
    "html, fragment, wordpress, markdown, json, ninjs, ninjs-2, ninjs-1, jsonld, ans, rss, iiif, zip, csv or xlsx."
)

GalleryId = Annotated[int, typer.Argument(metavar="GALLERY", help="Number of the gallery.")]


def export(
    gallery_id: GalleryId,
    form: Annotated[str, typer.Option("--format", help=_FORMATS)] = "html",
    out: Annotated[Path | None, typer.Option(help="File or folder to write to. Default: standard output.")] = None,
    embed: Annotated[bool, typer.Option("--embed", help="html: pictures inside the file, not beside it.")] = False,
    published: Annotated[bool, typer.Option("--published", help="As last published, not as it is now.")] = False,
    language: Annotated[
        str | None, typer.Option(help="Of the captions, where a format has one. Default: the gallery's.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address under which the pictures will lie. Default: PHOTODESK_PUBLIC_URL.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Export a gallery: as a page, for another system, for print, or as a table for translators.

    With --json, and without --out, it prints the JSON export; with --out, the list of files written.

    Formats: html (page), fragment (HTML for an article), wordpress (blocks), markdown, json (photodesk's own),
    ninjs (3.1), ninjs-2 (2.2), ninjs-1 (1.6, Superdesk), jsonld (schema.org), ans (Arc), rss (Media RSS),
    iiif (Presentation 3), zip (pictures with their words), csv and xlsx (tables, read back by import-captions).

    Example: photodesk gallery export 3 --format ninjs --out parade.json
    """
    from library.desk import export as exports  # noqa: PLC0415  keeps --help quick
    from library.galleries.formats import get_format  # noqa: PLC0415

    chosen = get_format("json" if as_json and out is None else form)
    with opened() as workspace:
        document = exports.read_document(workspace, gallery_id, published=published)
        if out is not None and chosen.name == "html" and not embed:
            path = out / f"gallery-{gallery_id}.html" if out.is_dir() else out
            files = exports.export_html_folder(workspace, document, path, language)
        else:
            data = exports.export_document(workspace, document, chosen.name, language=language, base_url=base_url)
            if out is None:
                sys.stdout.buffer.write(data)
                return
            files = (_write(data, out / f"gallery-{gallery_id}{chosen.suffix}" if out.is_dir() else out),)
    if as_json:
        print_json({"files": [str(file) for file in files]})
    else:
        typer.echo(f"Wrote {files[0]}" + (f" and {len(files) - 1} files beside it." if len(files) > 1 else "."))


def import_captions(
    gallery_id: GalleryId,
    file: Annotated[Path, typer.Argument(help="CSV or XLSX that was exported and edited.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the table's words also where the desk changed them since.")
    ] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Take the captions of an edited table into a gallery, in every language; one step, which can be undone.

    Captions that the desk changed since the export are conflicts: they are shown and stay, unless --overwrite is given.
    Empty cells say nothing. The exit code is 2 when there are conflicts that stay.

    Example: photodesk gallery import-captions 3 parade.xlsx --dry-run
    """
    from library.desk import caption_table  # noqa: PLC0415  keeps --help quick

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}", hint="Check the path.") from error
    step = None
    with opened() as workspace:
        if dry_run:
            plan = caption_table.plan_captions(workspace, gallery_id, data)
        else:
            who = by or workspace.settings.user
            plan, step = caption_table.import_captions(
                workspace, gallery_id, data, overwrite=overwrite, by=who, now=now()
            )
    if as_json:
        print_json(_facts(plan) | {"step": step, "dry_run": dry_run})
    else:
        _tell(plan, step, dry_run=dry_run)
    if plan.conflicts and not overwrite:
        raise typer.Exit(2)


def _write(data: bytes, path: Path) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be written: {error.strerror}", hint="Choose a folder that you may write to."
        ) from error
    return path


def _facts(plan: "CaptionPlan") -> dict[str, Any]:
    from dataclasses import asdict  # noqa: PLC0415  beside its only use

    return asdict(plan)


def _tell(plan: "CaptionPlan", step: str | None, *, dry_run: bool) -> None:
    header = ("picture", "language", "caption now", "caption of the table")
    for title, changes in (("Changes", plan.changes), ("Conflicts: the desk changed these since", plan.conflicts)):
        if changes:
            typer.echo(f"{title}:")
            print_table(header, [(each.position, each.language, each.now, each.table) for each in changes])
    for uid in plan.unknown:
        typer.echo(f"The gallery has no item {uid} any more.")
    for language in plan.skipped:
        typer.echo(f"Galleries have no captions in {language!r}; that column was left out.")
    if dry_run:
        typer.echo(f"Would change {len(plan.changes)} captions; {plan.same} stay as they are.")
    else:
        typer.echo(f"Saved. Take it back with: photodesk undo {step}" if step else "Nothing to change.")
