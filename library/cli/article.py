"""`photodesk article`: read a published page or text, and import it as a gallery."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from library.cli.door import By, Json, console, now, opened, print_json

app = typer.Typer(help="Read published articles and import them as galleries.", no_args_is_help=True)

Source = Annotated[str, typer.Argument(help="A saved page (HTML), a copied text or ninjs; - reads standard input.")]
Url = Annotated[str | None, typer.Option("--url", help="Where it was published; makes relative addresses whole.")]


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="article")


@app.command()
def read(file: Source, url: Url = None, as_json: Json = False) -> None:
    """Show headline, authors, moments and the pictures and videos of an article in order.

    Example: photodesk article read page.html --url https://example.org/story --json
    """
    from library.credits.registry import load_registry  # noqa: PLC0415  keeps `--help` quick
    from library.desk.published import read_published  # noqa: PLC0415

    article = read_published(_content(file), load_registry(), url=url)
    if as_json:
        print_json(article)
    else:
        _show(article)


@app.command("import")
def import_(file: Source, url: Url = None, by: By = None, as_json: Json = False) -> None:
    """Make an article and its gallery; link the pictures that the catalogue holds, keep the others as wanted.

    Example: photodesk article import page.html --url https://example.org/story
    """
    from library.desk.articles import import_article  # noqa: PLC0415  keeps `--help` quick

    data = _content(file)
    with opened() as workspace:
        made = import_article(workspace, data, url=url, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({name: getattr(made, name) for name in made.__slots__})
        return
    begun = "Imported" if made.is_new else "Known already, nothing changed:"
    typer.echo(f"{begun} “{made.headline}”")
    typer.echo(f"Gallery {made.gallery_id}: {made.linked} linked, {made.wanted} wanted.")
    if made.wanted:
        typer.echo(f"After an ingest look again with: photodesk article rematch {made.gallery_id}")


@app.command()
def rematch(
    gallery: Annotated[int, typer.Argument(help="The gallery's number.")], by: By = None, as_json: Json = False
) -> None:
    """Look for the wanted pictures of a gallery among all assets once more.

    Example: photodesk article rematch 3
    """
    from library.desk.articles import rematch_gallery  # noqa: PLC0415  keeps `--help` quick

    with opened() as workspace:
        found = rematch_gallery(workspace, gallery, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({"step": found.step, "linked": list(found.linked), "wanted": found.wanted})
        return
    typer.echo(f"{len(found.linked)} linked, {found.wanted} still wanted.")
    if found.step:
        typer.echo(f"Take it back with: photodesk undo {found.step}")


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    from library.desk.published import content_of  # noqa: PLC0415  keeps `--help` quick

    return content_of(Path(file))


def _show(article: dict[str, Any]) -> None:
    from rich.table import Table  # noqa: PLC0415  only for people
    from rich.text import Text  # noqa: PLC0415

    out = console()
    out.print(article["headline"] or "(no headline)", style="bold", markup=False)
    facts = (", ".join(article["authors"]), article["published_at"], article["updated_at"], article["url"])
    out.print(" · ".join(fact for fact in facts if fact), markup=False)
    for heading, media in (("In the article", article["media"]), ("Related, after its end", article["related"])):
        if not media:
            continue
        table = Table(title=heading, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 1, 0))
        for name in ("no.", "kind", "caption, agency text", "credit"):
            table.add_column(name, overflow="fold")
        for medium in media:
            words = Text(medium["caption"] or "(no caption)")
            if medium["description"]:
                words.append(f"\n{medium['description']}", style="dim")
            table.add_row(str(medium["position"]), medium["kind"], words, Text(medium["credit_line"] or "(no credit)"))
        out.print(table)
