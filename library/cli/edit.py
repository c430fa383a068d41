"""`photodesk edit`: decide fields of one picture or thousands, looked at first, in one step."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.codes import read_codes
from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table
from library.errors import InvalidInput

if TYPE_CHECKING:  # imported late below: `credit parse` is to start quickly
    from library.captions.code_replacements import CodeTable
    from library.captions.stationery import PadLine, Way
    from library.desk.bulk import BulkReport
    from library.desk.bulk_plan import BulkChange
    from library.desk.workspace import Workspace

_EVERY = ("caption", "headline", "alt_text", "keywords")  # where codes and words are looked for unless told otherwise
Pairs = list[str] | None


def register(main: typer.Typer) -> None:
    """Add the command to the command line."""
    main.command()(edit)


def edit(
    asset_ids: Annotated[list[int] | None, typer.Argument(help="The assets' numbers.")] = None,
    search: Annotated[str | None, typer.Option(help="Instead of numbers: all that these words find.")] = None,
    values: Annotated[Pairs, typer.Option("--set", help="field=value; lists with commas; flags true or false.")] = None,
    template: Annotated[Pairs, typer.Option(help="field=text with variables: {city}, {date:%d.%m.%Y}, …")] = None,
    append: Annotated[Pairs, typer.Option(help="field=text, with variables, put after what is there.")] = None,
    prepend: Annotated[Pairs, typer.Option(help="field=text, with variables, put before what is there.")] = None,
    pad: Annotated[
        str | None, typer.Option(help="A pad kept by name (photodesk pads list); before --template.")
    ] = None,
    clear: Annotated[Pairs, typer.Option(help="A field to empty.")] = None,
    copy_from: Annotated[int | None, typer.Option(help="An asset to take the fields of --copy from.")] = None,
    copy: Annotated[Pairs, typer.Option(help="A field to take from it.")] = None,
    codes: Annotated[Path | None, typer.Option("--replace-codes", help="TSV of codes: =rf= becomes a name.")] = None,
    delimiter: Annotated[str, typer.Option(help="The sign around codes of --replace-codes.")] = "=",
    kept_codes: Annotated[
        str | None, typer.Option("--codes", help="A table of codes kept by name (photodesk codes list).")
    ] = None,
    spell_names: Annotated[
        bool, typer.Option("--spell-names", help="Initials and surnames become full names, as the agency has them.")
    ] = False,
    find: Annotated[str | None, typer.Option(help="Words to find.")] = None,
    replacement: Annotated[str, typer.Option("--with", help="What to put in their place.")] = "",
    is_regex: Annotated[bool, typer.Option("--regex", help="--find is a regular expression.")] = False,
    ignore_case: Annotated[bool, typer.Option("--ignore-case", help="Find in any capitals.")] = False,
    fields: Annotated[Pairs, typer.Option("--in", help=f"Where to look; without it {', '.join(_EVERY)}.")] = None,
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="Save nothing if one cannot be.")] = False,
    is_preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Decide fields of one or many assets, in one step that can be undone.

    Example: photodesk edit 12 13 --set agency=EPA --template caption="{city}, {date}" --preview
    """
    from library.captions.find_replace import Search  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.bulk_plan import BulkChange, cleared  # noqa: PLC0415

    looked_in = tuple(fields or _EVERY)
    lines = pad_lines(template, append, prepend)
    if codes and kept_codes:
        raise InvalidInput("Codes of a file or of a kept table, not both", hint="Leave out --codes or --replace-codes.")
    table = read_codes(codes, delimiter) if codes else None
    change = BulkChange(
        values=dict(_value(pair) for pair in values or ()) | cleared(clear or ()),
        pad=lines,
        codes_in=looked_in if codes or kept_codes else (),
        spell_names=spell_names,
        spell_in=tuple(fields or ("caption",)),
        search=Search(find, replacement, is_regex, not ignore_case) if find is not None else None,
        search_in=looked_in,
        copy_from=copy_from,
        copy_fields=tuple(copy or ()),
        on_conflict="stop" if all_or_nothing else "skip",
    )
    with opened() as workspace:
        change = replace(
            change, pad=(*_saved(workspace, pad, by), *lines), codes=table or _kept(workspace, kept_codes, by)
        )
        report = _run(workspace, _chosen(workspace, asset_ids or [], search), change, by, is_preview=is_preview)
    print_json(_facts(report)) if as_json else _tell(report, is_preview=is_preview)


def _run(
    workspace: "Workspace", ids: list[int], change: "BulkChange", by: str | None, *, is_preview: bool
) -> "BulkReport":
    from library.desk.bulk import apply_bulk, preview  # noqa: PLC0415  keeps `credit parse` quick

    if not (change.values or change.pad or change.codes or change.search or change.copy_fields or change.spell_names):
        raise InvalidInput("There is nothing to change", hint="Say what with --set, --template, --append or --find.")
    if is_preview:
        return preview(workspace, ids, change)
    return apply_bulk(workspace, ids, change, by=by or workspace.settings.user, now=now())


def _chosen(workspace: "Workspace", asset_ids: list[int], words: str | None) -> list[int]:
    from library.catalogue.search import AssetQuery  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.browse import find_ids  # noqa: PLC0415

    if bool(asset_ids) == (words is not None):
        raise InvalidInput("No assets are chosen, or twice", hint="Give either their numbers or --search with words.")
    if words is None:
        return asset_ids
    found = find_ids(workspace, AssetQuery(words=words, zone=workspace.settings.time_zone))
    if not found:
        raise InvalidInput(f"Nothing is found by {words!r}", hint="Try fewer words with `photodesk search`.")
    return found


def _kept(workspace: "Workspace", name: str | None, by: str | None) -> "CodeTable | None":
    from library.desk.codes import get_codes  # noqa: PLC0415  keeps `credit parse` quick

    return get_codes(workspace, name, by=by or workspace.settings.user).table if name is not None else None


def pad_lines(replace: Pairs, append: Pairs, prepend: Pairs) -> "tuple[PadLine, ...]":
    """Read the lines of a pad from pairs of field=text."""
    return (*_lines(replace, "replace"), *_lines(append, "append"), *_lines(prepend, "prepend"))


def _saved(workspace: "Workspace", name: str | None, by: str | None) -> "tuple[PadLine, ...]":
    from library.desk.pads import get_pad  # noqa: PLC0415  keeps `credit parse` quick

    return get_pad(workspace, name, by=by or workspace.settings.user).lines if name is not None else ()


def _lines(pairs: Pairs, way: "Way") -> "list[PadLine]":
    from library.captions.stationery import PadLine  # noqa: PLC0415  keeps `credit parse` quick

    return [PadLine(*_pair(pair), way) for pair in pairs or ()]


def _tell(report: "BulkReport", *, is_preview: bool) -> None:
    rows = [
        (item.asset.id, item.asset.file_name, one.field, _plain(one.old), _plain(one.new))
        for item in report.items
        for one in item.changes
    ]
    if is_preview and rows:
        print_table(("id", "file", "field", "old", "new"), rows)
    said = {"empty_variable": "has nothing for", "unknown_code": "holds a code that is not in the table:"}
    said["two_people"] = "may mean more than one person:"
    for item in report.items:
        for warning in item.warnings:
            typer.echo(f"{item.asset.id} {warning.field}: {said[warning.kind]} {warning.what}", err=True)
    changed, same = report.count("changed"), report.count("same")
    if is_preview:
        typer.echo(f"{changed} would change, {same} show this already. Run it again without --preview to save.")
    elif report.step:
        typer.echo(f"{changed} saved, {same} unchanged. Take it back with: photodesk undo {report.step}")
    else:
        typer.echo("Nothing to change: these values are shown already.")


def _facts(report: "BulkReport") -> dict[str, Any]:
    return {
        "step": report.step,
        "changed": report.count("changed"),
        "same": report.count("same"),
        "items": [
            {
                "id": item.asset.id,
                "file_name": item.asset.file_name,
                "state": item.state,
                "changes": [{"field": one.field, "old": one.old, "new": one.new} for one in item.changes],
                "warnings": [{"kind": one.kind, "field": one.field, "what": one.what} for one in item.warnings],
            }
            for item in report.items
        ],
    }


def _plain(value: Any) -> str:  # noqa: ANN401  a field holds text, a list or a flag
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else {True: "yes", False: "no"}.get(value, str(value))


def _pair(pair: str) -> tuple[str, str]:
    from library.catalogue.layers import FIELDS  # noqa: PLC0415  keeps `credit parse` quick

    name, equals, value = pair.partition("=")
    if not equals or name not in FIELDS:
        raise InvalidInput(f"{pair!r} sets no field", hint=f"Write field=value with one of {', '.join(FIELDS)}.")
    return name, value


def _value(pair: str) -> tuple[str, Any]:
    from library.catalogue.layers import FIELDS  # noqa: PLC0415  keeps `credit parse` quick

    name, value = _pair(pair)
    kind = FIELDS[name].kind
    if kind == "flag":
        if value.lower() not in {"true", "false"}:
            raise InvalidInput(f"{name} is true or false, not {value!r}")
        return name, value.lower() == "true"
    return name, value.split(",") if kind == "list" else value
