"""What commands read texts by: the newsroom's own agencies and words where it has a catalogue, else the shipped."""

from typing import TYPE_CHECKING, Annotated

import typer

from library.credits.registry import Registry, load_registry

if TYPE_CHECKING:  # imported late below: reading is to start quickly
    from library.settings import Settings

Shipped = Annotated[
    bool,
    typer.Option("--shipped", help="Read by the shipped names and words only, not by the newsroom's own."),
]


def registry_in_force(*, is_shipped: bool) -> Registry:
    """Give the registry to read by; a catalogue that is not there yet is not made.

    Args:
        is_shipped: leave the newsroom's own names and words out.

    Raises:
        CatalogueError: the catalogue cannot be opened.
    """
    if is_shipped:
        return load_registry()
    from library.settings import read_settings  # noqa: PLC0415  see above

    settings = read_settings()
    return _own(settings) if _has_catalogue(settings) else load_registry()


def _has_catalogue(settings: "Settings") -> bool:
    """Tell whether there is a catalogue: a database named by its address, or a file where one would lie."""
    return settings.database_url is not None or (settings.home / "catalogue.sqlite").is_file()


def _own(settings: "Settings") -> Registry:
    from library.desk.agencies import registry_of  # noqa: PLC0415  see above
    from library.desk.workspace import open_workspace  # noqa: PLC0415

    workspace = open_workspace(settings)
    try:
        return registry_of(workspace)
    finally:
        workspace.close()
