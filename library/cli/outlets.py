"""`photodesk outlets`: what each outlet wants of a caption."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table
from library.errors import InvalidInput

app = typer.Typer(
    help="What each outlet wants of a caption: length, dateline, quotation marks, ß.", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(help="The outlet's name; default holds for all.")]


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="outlets")


@app.command("list")
def list_all(as_json: Json = False) -> None:
    """List the outlets that have rules of their own; PHOTODESK_OUTLET names ours.

    Example: photodesk outlets list
    """
    from library.desk.outlets import list_outlets  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        views = list_outlets(workspace)
    if as_json:
        print_json([asdict(view) for view in views])
        return
    rows = [
        (view.name, "ours" if view.is_ours else "", "own" if view.is_changed else "shipped", _in_words(view.table))
        for view in views
    ]
    print_table(("name", "", "rules", "what they say"), rows)


@app.command()
def show(
    name: Name,
    language: Annotated[str, typer.Option(help="The rules as they hold in this language, as de-CH.")] = "de-CH",
    as_json: Json = False,
) -> None:
    """Show what holds for an outlet in a language, the defaults included.

    Example: photodesk outlets show Morgenpost --language fr
    """
    from library.captions.outlets import rules_for  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.outlets import get_outlet, outlets_of  # noqa: PLC0415  see above

    with opened() as workspace:
        found = get_outlet(workspace, name)
        rules = rules_for(found.name, language, outlets_of(workspace))
    if as_json:
        print_json({"name": found.name, "table": found.table, "rules": asdict(rules)})
    else:
        print_table(("rule", "value"), [(rule, str(value) or "any") for rule, value in asdict(rules).items()])


@app.command("set")
def set_rules(
    name: Name,
    rules: Annotated[list[str], typer.Argument(help="rule=value, or language.rule=value: de-CH.quotes=«»")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Set rules of an outlet; an empty value lets the default hold again.

    Example: photodesk outlets set Abendblatt longest_caption=280 dateline=true de-CH.quotes=«»
    """
    from library.desk.outlets import list_outlets, save_outlet  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        views = {view.name.casefold(): view for view in list_outlets(workspace)}
        found = views.get(name.strip().casefold())
        table = _with_rules(dict(found.table) if found else {}, rules)
        who = by or workspace.settings.user
        step = save_outlet(workspace, found.name if found else name, table, by=who, now=now())
    _tell(step, as_json=as_json)


@app.command()
def remove(name: Name, by: By = None, as_json: Json = False) -> None:
    """Take an outlet's own rules away: the defaults hold for it then.

    Example: photodesk outlets remove Abendblatt
    """
    from library.desk.outlets import remove_outlet  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        _tell(remove_outlet(workspace, name, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without it, to the output.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="What comes with photodesk too.")] = False,
    as_json: Json = False,
) -> None:
    """Write the newsroom's own outlets as TOML, for another desk or for safe keeping.

    Example: photodesk outlets export outlets.toml
    """
    from library.captions.outlets import parse_outlets  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.outlets import export_outlets  # noqa: PLC0415  see above

    with opened() as workspace:
        text = export_outlets(workspace, everything=everything)
    if file is not None:
        try:
            file.write_text(text, "utf-8")
        except OSError as error:
            raise InvalidInput(f"{file} cannot be written: {error.strerror}", hint="Choose another folder.") from error
    if as_json:
        print_json({"outlets": parse_outlets(text) if "[outlets" in text else {}, "file": str(file) if file else None})
    else:
        sys.stdout.write(f"Wrote {file}.\n" if file is not None else text)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="TOML with tables [outlets.NAME].")], by: By = None, as_json: Json = False
) -> None:
    """Take over the outlets of a TOML file; those that it does not name stay.

    Example: photodesk outlets import outlets.toml
    """
    from library.desk.outlets import import_outlets  # noqa: PLC0415  keeps `credit parse` quick

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file} cannot be read", hint="Give a text file in UTF-8.") from error
    with opened() as workspace:
        step, changed = import_outlets(workspace, text, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({"step": step, "changed": list(changed)})
    else:
        _tell(step, as_json=False)


def _with_rules(table: dict[str, Any], pairs: list[str]) -> dict[str, Any]:
    """Give a table with rules set or, where the value is empty, taken away."""
    from library.captions.outlets import RULES  # noqa: PLC0415  keeps `credit parse` quick

    languages = {tag: dict(values) for tag, values in table.get("languages", {}).items()}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        tag, _, rule = path.rpartition(".")
        if not equals or rule not in RULES:
            raise InvalidInput(f"{pair!r} sets no rule", hint=f"Write rule=value with one of {', '.join(RULES)}.")
        target = languages.setdefault(tag, {}) if tag else table
        if text:
            target[rule] = _value(rule, text, RULES[rule])
        else:
            target.pop(rule, None)
    kept = {tag: values for tag, values in languages.items() if values}
    return {name: value for name, value in table.items() if name != "languages"} | ({"languages": kept} if kept else {})


def _value(rule: str, text: str, kind: type) -> object:
    if kind is int and text.isdecimal():
        return int(text)
    if kind is bool and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if kind is str:
        return "" if text == "any" else text
    raise InvalidInput(f"{text!r} is no value for {rule}", hint="Numbers are digits; yes and no are true and false.")


def _in_words(table: Any) -> str:  # noqa: ANN401  a table of rules
    own = [f"{rule}={value}" for rule, value in table.items() if rule != "languages" and value != ""]
    languages = [
        f"{tag}: {' '.join(f'{rule}={value}' for rule, value in values.items())}"
        for tag, values in table.get("languages", {}).items()
    ]
    return "; ".join((*own, *languages))


def _tell(step: str | None, *, as_json: bool) -> None:
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Saved. Take it back with: photodesk undo {step}" if step else "Nothing to change.")
