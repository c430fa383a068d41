"""`photodesk ingest`: bring files and folders in. `photodesk metadata`: show what files say of themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import By, Json, console, now, opened, print_json

if TYPE_CHECKING:
    from library.desk.ingest import IngestReport, IngestResult, Progress
    from library.media.inspect import Inspection


def register(main: typer.Typer) -> None:
    """Add the commands to the command line."""
    main.command()(ingest)
    main.command()(metadata)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; folders are walked at any depth.")],
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Processes. Default: one a core.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Bring pictures and clips in: original, metadata, credit, fingerprints, thumbnail and preview.

    A file that cannot be read is named with its reason, and the others come in all the same; the exit code is 1 then.

    Example: photodesk ingest ~/Pictures/agencies --workers 4
    """
    from dataclasses import replace  # noqa: PLC0415  keeps `credit parse` quick

    from library.desk.ingest import ingest as bring_in  # noqa: PLC0415

    with opened() as workspace:
        settings = workspace.settings
        if workers:
            workspace = replace(workspace, settings=settings.model_copy(update={"workers": workers}))  # noqa: PLW2901
        with _bar(shown=not as_json) as progress:
            report = bring_in(workspace, paths, by=by or settings.user, now=now(), progress=progress)
    if as_json:
        print_json(_facts(report))
    else:
        _tell(report)
    if report.failed:
        raise typer.Exit(1)


@contextmanager
def _bar(*, shown: bool) -> Iterator["Progress | None"]:
    """Show a progress bar with rate and time left on a terminal's standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    screen = console(errors=True)
    if not shown or not screen.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("Bringing in", total=None, rate="")

        def told(done: int, total: int, _result: "IngestResult | None") -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{done / seconds:.1f} a second" if done and seconds else ""
            bar.update(task, completed=done, total=total, rate=rate)

        yield told


def _facts(report: "IngestReport") -> dict[str, Any]:
    """Turn a report into data."""
    return {
        "ingested": report.ingested,
        "known": report.known,
        "failed": [{"path": _printable(result.path), "reason": result.reason} for result in report.failures],
        "skipped": report.skipped,
        "seconds": report.seconds,
    }


def _tell(report: "IngestReport") -> None:
    """Tell a person what came in, what was here, what failed and why."""
    for result in report.results:
        if result.near:
            numbers = [str(near.asset_id) for near in result.near[:3]]
            twins = f"assets {', '.join(numbers)}, which are" if len(numbers) > 1 else f"asset {numbers[0]}, which is"
            typer.echo(f"{_printable(result.path)} looks like {twins} here already.")
    for result in report.failures:
        typer.secho(f"{_printable(result.path)}: {result.reason}", fg=typer.colors.RED, err=True)
        if result.hint:
            typer.echo(f"  {result.hint}", err=True)
    counts = f"{report.ingested} ingested, {report.known} known already, {report.failed} failed"
    skipped = f", {report.skipped} of other kinds skipped" if report.skipped else ""
    typer.echo(f"{counts}{skipped}, in {report.seconds:.1f} s.")


def _printable(path: Path) -> str:
    """Give a path as text that every terminal and JSON reader takes."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def metadata(
    paths: Annotated[list[Path], typer.Argument(help="Files.")],
    candidates: Annotated[bool, typer.Option("--candidates", help="Every value with the block it is from.")] = False,
    as_json: Json = False,
) -> None:
    """Show what files say of themselves, without bringing them in.

    Example: photodesk metadata picture.jpg --json --candidates
    """
    from library.media.workers import Unreadable, inspect_files  # noqa: PLC0415
    from library.settings import read_settings  # noqa: PLC0415

    failed = False
    outcomes = dict(inspect_files(dict.fromkeys(paths), workers=min(len(paths), read_settings().workers)))
    for path in paths:
        found = outcomes[path]
        if isinstance(found, Unreadable):
            failed = True
            if as_json:
                print_json({"path": _printable(path), "error": found.reason})
            else:
                typer.secho(f"{_printable(path)}: {found.reason}", fg=typer.colors.RED, err=True)
            continue
        facts = metadata_facts(found, candidates=candidates)
        if as_json:
            print_json({"path": _printable(path), **facts})
            continue
        typer.secho(_printable(path), bold=True)
        for name, value in facts.items():
            if value not in (None, "", [], {}):
                typer.echo(f"  {name:20} {', '.join(map(str, value)) if isinstance(value, list) else value}")
    if failed:
        raise typer.Exit(1)


def metadata_facts(found: "Inspection", *, candidates: bool) -> dict[str, Any]:
    """Turn an inspection into the fields that programs read; `caption` is the agency's text."""
    from library.media.metadata import to_json  # noqa: PLC0415

    plain = to_json(found.metadata)
    listed, disagreeing = plain.pop("candidates"), plain.pop("conflicts")
    facts: dict[str, Any] = {
        "kind": found.media.kind,
        "format": found.media.format,
        "width": found.picture.width_px,
        "height": found.picture.height_px,
        "duration_seconds": found.picture.duration_seconds,
        "codec": found.picture.codec,
        "digest": found.digest,
        **{_NAMES.get(name, name): value for name, value in plain.items()},
        "shooting": found.picture.shooting,
    }
    if candidates:
        facts |= {"candidates": listed, "conflicts": disagreeing}
    return facts


_NAMES = {"description": "caption", "credit_line": "credit", "copyright_notice": "copyright"}
