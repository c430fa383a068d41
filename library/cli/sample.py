"""`photodesk sample`: the sample newsroom, for trying photodesk out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli.door import Json, console, now, opened, print_json

if TYPE_CHECKING:
    from library.desk.develop import Developed
    from library.desk.ingest_report import IngestResult
    from library.desk.sample import SampleReport
    from library.desk.workspace import Workspace

FOLDER = Path(__file__).parents[2] / "sample_media"
app = typer.Typer(help="Bring the sample newsroom in, for trying photodesk out.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Bring the sample newsroom in, for trying photodesk out."""


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="sample")


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(help="Pictures, clips and articles.", exists=True)] = FOLDER,
    as_json: Json = False,
) -> None:
    """Bring pictures, clips, article and galleries of the sample newsroom into the catalogue.

    Example: PHOTODESK_HOME=/tmp/desk photodesk sample load
    """
    with opened() as workspace:
        report = bring_in(workspace, folder, shown=not as_json)
    facts = {
        "ingested": report.ingest.ingested,
        "known": report.ingest.known,
        "failed": report.ingest.failed,
        "articles": report.articles,
        "galleries": report.galleries,
        "seconds": report.ingest.seconds,
    }
    if as_json:
        print_json(facts)
        return
    typer.echo(tell(report))


def bring_in(workspace: "Workspace", folder: Path, *, shown: bool) -> "SampleReport":
    """Load the sample newsroom with a progress line on standard error."""
    from library.desk.sample import load_sample  # noqa: PLC0415  keeps `credit parse` quick

    if not shown:
        return load_sample(workspace, folder, by="sample", now=now())
    with console(errors=True).status("Bringing the sample newsroom in …") as status:

        def told(done: int, total: int, _newest: "IngestResult | Developed | None") -> None:
            status.update(f"Bringing the sample newsroom in: {done} of {total} files")

        return load_sample(workspace, folder, by="sample", now=now(), progress=told)


def tell(report: "SampleReport") -> str:
    """Say in one line what the sample newsroom brought."""
    done = report.ingest
    failed = f", {done.failed} unreadable on purpose or by damage" if done.failed else ""
    return (
        f"The sample newsroom: {done.ingested} pictures and clips{failed}, {report.articles} article(s), "
        f"{report.galleries} published galleries, in {done.seconds:.1f} s."
    )
