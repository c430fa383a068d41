"""`photodesk database`: the schema and its revision."""

import typer

from library.cli.door import Json, print_json

app = typer.Typer(help="Look at the catalogue's database and upgrade it.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="database")


@app.command()
def upgrade(as_json: Json = False) -> None:
    """Bring the catalogue's tables up to this program, after a backup copy of an SQLite catalogue.

    Example: photodesk database upgrade
    """
    from library.catalogue.database import connect, newest_revision, revision_of, upgrade_database  # noqa: PLC0415
    from library.settings import read_settings  # noqa: PLC0415

    engine = connect(read_settings().catalogue_url)
    before = revision_of(engine)
    backup = upgrade_database(engine)
    if as_json:
        print_json({"before": before, "after": newest_revision(), "backup": backup})
        return
    if before == newest_revision():
        typer.echo(f"The catalogue is up to date (revision {before}).")
    else:
        typer.echo(f"The catalogue went from revision {before or 'none'} to {newest_revision()}.")
    if backup:
        typer.echo(f"A copy of the old catalogue lies in {backup}.")


@app.command()
def status(as_json: Json = False) -> None:
    """Show where catalogue and media lie, and the schema's revision.

    Example: photodesk database status --json
    """
    from library.catalogue.database import connect, newest_revision, revision_of  # noqa: PLC0415
    from library.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    engine = connect(settings.catalogue_url)
    shown = engine.url.render_as_string(hide_password=True)
    facts = {"catalogue": shown, "media": settings.media_url, "revision": revision_of(engine)}
    if as_json:
        print_json({**facts, "newest": newest_revision()})
        return
    for name, value in facts.items():
        typer.echo(f"{name:10} {value or 'new'}")
    typer.echo(f"{'newest':10} {newest_revision()}")
