"""The photodesk command: gathers the groups and is the one place where errors become messages."""

import sys

import typer

from library.cli import (
    agencies,
    agency_words,
    article,
    audit,
    caption,
    codes,
    credit,
    database,
    duplicates,
    edit,
    export,
    gallery,
    ingest,
    metadata,
    outlets,
    pads,
    queue,
    replay,
    sample,
    search,
    serve,
)
from library.cli.door import fail
from library.errors import LibraryError

app = typer.Typer(
    name="photodesk",
    help="The picture desk of a newsroom: bring pictures in, credit them, build galleries, audit their use.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    ingest,
    search,
    edit,
    pads,
    codes,
    outlets,
    credit,
    caption,
    queue,
    replay,
    article,
    gallery,
    export,
    metadata,
    duplicates,
    audit,
    agencies,
    agency_words,
    database,
    sample,
    serve,
):
    group.register(app)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except LibraryError as error:
        fail(error)
    except BrokenPipeError:  # the reader, as `head`, has seen enough
        sys.stderr.close()
