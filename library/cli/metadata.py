"""`photodesk metadata`: what files say of themselves."""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from library.cli import metadata_compare, metadata_write
from library.cli.door import Json
from library.cli.json_lines import encode_line
from library.errors import InvalidInput, LibraryError

_READ = "read"
_KIND = b'"kind": '
"""Stands in the line of a file that could be read, and nowhere else: within texts, quotes are escaped."""

_DETAILS = frozenset({"candidates", "languages", "structures", "notes"})


class _FilesOrCommand(typer.core.TyperGroup):
    """A group whose first word may be a file instead of a command: then the files are read."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  the context's class is private
        """Put the name of the reading command before words that are none of our commands."""
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        if args and args[0] not in self.commands and not asks_for_help:
            args = [_READ, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_FilesOrCommand,
    help="Read what files say of themselves, and write it into copies. Without a command: read.",
    no_args_is_help=True,
)


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    metadata_write.register(app)
    metadata_compare.register(app)
    main.add_typer(app, name="metadata")


@app.callback()
def group() -> None:
    """Read what files say of themselves, and write it into copies.

    Without a command the words are files to read: photodesk metadata picture.jpg --json
    """


@app.command(_READ)
def read(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE...", help="Pictures and clips.")] = None,
    files_from: Annotated[
        str | None, typer.Option("--files-from", metavar="FILE", help="Names of files, one a line; - is the input.")
    ] = None,
    by_nul: Annotated[bool, typer.Option("-0", "--null", help="Names in --files-from end with NUL bytes.")] = False,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Show every value with its origin and whether they disagree.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the metadata of files: one JSON object a line, or a list for people.

    Example: photodesk metadata read *.jpg --json (the word read may be left out)

    A file that cannot be read gives {"path", "error"} and the others go on; the exit code is 1 if none could be read.
    """
    from library.media.batch import Killer, answer_each  # noqa: PLC0415  heavy import
    from library.media.contract import error_object  # noqa: PLC0415

    if not files and files_from is None:
        raise InvalidInput("There is nothing to read.", hint="Name files, or a list of them with --files-from.")
    names = list(_names(files or [], files_from, by_nul=by_nul))
    failed = 0
    for line in answer_each(names, _reader(with_candidates=candidates)):
        told = encode_line(error_object(line.name, line.reason)) if isinstance(line, Killer) else line
        failed += _KIND not in told
        if as_json:
            sys.stdout.write(told.decode() + "\n")
        else:
            _show(json.loads(told))
    sys.stdout.flush()
    if names and failed == len(names):
        raise typer.Exit(1)


def _names(files: list[str], files_from: str | None, *, by_nul: bool) -> Iterator[str]:
    """Yield the names of files, those of the list last; a name that is not UTF-8 stays what it is."""
    yield from files
    if files_from is None:
        return
    try:
        data = sys.stdin.buffer.read() if files_from == "-" else Path(files_from).read_bytes()
    except OSError as e:
        raise InvalidInput(f"The list {files_from} cannot be read: {e.strerror or e}.", hint="Check its name.") from e
    for raw in data.split(b"\0" if by_nul else b"\n"):
        name = raw if by_nul else raw.rstrip(b"\r")
        if name:
            yield name.decode("utf-8", "surrogateescape")


def _reader(*, with_candidates: bool) -> Callable[[str], bytes]:
    """Load what reads files, before the process forks, and give the function that answers for one."""
    from library.media.contract import error_object, to_contract  # noqa: PLC0415  heavy import
    from library.media.metadata import read_file  # noqa: PLC0415

    def answer(name: str) -> bytes:
        """Read one file; in place of metadata comes the reason why it cannot be read."""
        try:
            return encode_line(to_contract(name, read_file(Path(name)), with_candidates=with_candidates))
        except LibraryError as error:
            reason = error.message
        except MemoryError:
            reason = f"{name} needs more memory than photodesk allows."
        # The door: whatever a file does to a reader, the other files go on.
        except Exception as error:  # noqa: BLE001
            reason = f"{name} cannot be read ({type(error).__name__}: {str(error)[:200]})."
        return encode_line(error_object(name, reason))

    gc.freeze()
    return answer


def _show(told: dict[str, Any]) -> None:
    """Print what is known of one file for a person; what a file does not say is left out."""
    # A name that is no text, as some cameras and archives make them, is shown with question marks.
    typer.echo(typer.style(told["path"].encode("utf-8", "replace").decode(), bold=True))
    for key, value in told.items():
        if key in {"path", *_DETAILS} or value in (None, [], "absent"):
            continue
        shown = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
        typer.echo(f"  {key:20} {shown}")
    if "candidates" in told:
        _show_details(told)


def _show_details(told: dict[str, Any]) -> None:
    """Print what each block says, the languages, the structures and what was odd."""
    for field, found in told["candidates"].items():
        mark = " (they disagree)" if found["disagree"] else ""
        typer.echo(f"  {field}{mark}")
        for one in found["values"]:
            typer.echo(f"    {one['origin']:18} {one['value']}")
    for field, texts in told["languages"].items():
        typer.echo(f"  {field} by language")
        for lang, text in texts.items():
            typer.echo(f"    {lang:18} {text}")
    for one in told["structures"]:
        typer.echo(f"  {one['name']}")
        for name, text in one["parts"]:
            typer.echo(f"    {name:18} {text}")
    for note in told["notes"]:
        typer.echo(f"  note: {note}")
