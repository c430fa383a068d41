"""`photodesk ingest`: bring files and folders in. `photodesk develop`: make the previews that wait."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import By, Json, console, now, opened, print_json
from library.cli.duplicates import near_facts, near_words

if TYPE_CHECKING:
    from library.desk.develop import Developed
    from library.desk.ingest_report import IngestReport, IngestResult, Progress
    from library.desk.workspace import Workspace


Workers = Annotated[int | None, typer.Option(min=1, max=64, help="Processes. Default: one a core.")]


def register(main: typer.Typer) -> None:
    """Add the commands to the command line."""
    main.command()(ingest)
    main.command()(develop)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; folders are walked at any depth.")],
    workers: Workers = None,
    is_first_look: Annotated[
        bool, typer.Option("--first-look", help="Searchable at once; the running desk, or `develop`, makes previews.")
    ] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Bring pictures and clips in: original, metadata, credit, fingerprints, thumbnail and preview.

    A file that cannot be read is named with its reason, and the others come in all the same; the exit code is 1 then.

    Example: photodesk ingest ~/Pictures/agencies --workers 4
    """
    from library.desk.ingest import ingest as bring_in  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.ingest import take_in  # noqa: PLC0415

    verb = take_in if is_first_look else bring_in
    with _at_work(workers) as workspace, _bar(shown=not as_json) as progress:
        report = verb(workspace, paths, by=by or workspace.settings.user, now=now(), progress=progress)
    if as_json:
        print_json(_facts(report))
    else:
        _tell(report)
    if report.failed:
        raise typer.Exit(1)


def develop(workers: Workers = None, as_json: Json = False) -> None:
    """Make the previews and fingerprints of what came in at a first look and waits for them.

    A desk that runs does this by itself; after a crash, or without a desk, this command takes it up.

    Example: photodesk develop --json
    """
    from library.desk.develop import develop as make_previews  # noqa: PLC0415

    with _at_work(workers) as workspace, _bar(shown=not as_json, stages=("Making previews",)) as progress:
        done = make_previews(workspace, progress=progress)
    damaged = [each for each in done if each.damage]
    if as_json:
        print_json({"developed": len(done), "damaged": [{"asset": e.asset_id, "damage": e.damage} for e in damaged]})
        return
    for each in damaged:
        typer.secho(f"Asset {each.asset_id} is damaged: {each.damage}", fg=typer.colors.YELLOW, err=True)
    typer.echo(f"{len(done)} developed, {len(damaged)} of them damaged.")


@contextmanager
def _at_work(workers: int | None) -> Iterator["Workspace"]:
    """Open the workspace with so many processes."""
    from dataclasses import replace  # noqa: PLC0415

    with opened() as workspace:
        chosen = {"workers": workers} if workers else {}
        yield replace(workspace, settings=workspace.settings.model_copy(update=chosen))


@contextmanager
def _bar(*, shown: bool, stages: Sequence[str] = ("Bringing in", "Making previews")) -> Iterator["Progress | None"]:
    """Show a progress bar with rate and time left on a terminal's standard error."""
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )

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
        names = iter(stages)
        tasks: list[TaskID] = []

        def told(done: int, total: int, newest: "IngestResult | Developed | None") -> None:
            if newest is None:
                tasks.append(bar.add_task(next(names, ""), total=total, rate=""))
            seconds = bar.tasks[-1].elapsed or 0
            rate = f"{done / seconds:.1f} a second" if done and seconds else ""
            bar.update(tasks[-1], completed=done, total=total, rate=rate)

        yield told


def _facts(report: "IngestReport") -> dict[str, Any]:
    """Turn a report into data."""
    return {
        "ingested": report.ingested,
        "known": report.known,
        "damaged": [{"path": _printable(result.path), "damage": result.damage} for result in report.damaged],
        "failed": [{"path": _printable(result.path), "reason": result.reason} for result in report.failures],
        "skipped": report.skipped,
        "sidecars": [{"path": _printable(result.path), "owner": result.owner} for result in report.passed_over],
        "seconds": report.seconds,
        "near": [
            {"path": _printable(result.path), "asset_id": result.asset_id, **near_facts(near)}
            for result in report.results
            for near in result.near
        ],
    }


def _tell(report: "IngestReport") -> None:
    """Tell a person what came in, what was here, what failed and why."""
    for result in report.results:
        for near in result.near[:3]:
            typer.echo(f"{_printable(result.path)}: {near_words(near)}.")
    for result in report.damaged:
        typer.secho(f"{_printable(result.path)} came in damaged: {result.damage}", fg=typer.colors.YELLOW, err=True)
    for result in report.failures:
        typer.secho(f"{_printable(result.path)}: {result.reason}", fg=typer.colors.RED, err=True)
        if result.hint:
            typer.echo(f"  {result.hint}", err=True)
    for result in report.passed_over:
        typer.echo(result.reason)
    counts = f"{report.ingested} ingested, {report.known} known already, {report.failed} failed"
    skipped = f", {report.skipped} of other kinds skipped" if report.skipped else ""
    typer.echo(f"{counts}{skipped}, in {report.seconds:.1f} s.")


def _printable(path: Path) -> str:
    """Give a path as text that every terminal and JSON reader takes."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
