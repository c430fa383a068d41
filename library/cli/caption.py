"""`photodesk caption`: agency captions taken apart, and captions held against the rules of the outlet."""

from typing import Annotated, Any

import typer

from library.captions.alt_text import alt_text_from
from library.captions.records import WireCaption
from library.captions.wire import split_caption
from library.cli.door import Json, now, opened, print_json
from library.cli.json_lines import answer_lines, write_line
from library.cli.newsroom import Shipped, registry_in_force
from library.cli.printing import finding_facts, print_findings, print_table
from library.errors import InvalidInput

app = typer.Typer(help="Read agency captions and check those of the desk.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="caption")


@app.callback()
def group() -> None:
    """Read agency captions and check those of the desk."""


@app.command()
def parse(
    text: Annotated[
        str | None, typer.Argument(help="One caption. Without it, JSON Lines are read from the input.")
    ] = None,
    shipped: Shipped = False,
    as_json: Json = False,
) -> None:
    """Take captions apart: sentence, dateline, persons with their position, credit, id, keywords, boilerplate.

    Example: photodesk caption parse "Jane Doe, left, speaks in Bern, Switzerland, 5 June 2020. EPA/LENA MARTI"

    The newsroom's own agencies and words (photodesk agencies) are read by where there is a catalogue.

    Programs: one JSON object a line on standard input, with caption (or description); one object a line comes back. A
    line that cannot be read gives {"error", "line"}, and exit code 1 at the end.
    """
    registry = registry_in_force(is_shipped=shipped)
    if text is not None:
        caption = split_caption(text, registry)
        if as_json:
            write_line(_answer(caption))
        else:
            print_table(("part", "value"), _rows(_answer(caption)))
        return
    answer_lines(lambda value: _answer(split_caption(_read(value), registry)))


@app.command("lint")
def lint_captions(
    asset_ids: Annotated[list[int] | None, typer.Argument(help="Assets to check. Without any, all.")] = None,
    gallery: Annotated[int | None, typer.Option(help="Check the items of this gallery instead.")] = None,
    as_json: Json = False,
) -> None:
    """Hold captions, alternative texts and credits against the rules of the outlet (PHOTODESK_OUTLET).

    Example: photodesk caption lint --gallery 3
    """
    from library.desk.gallery_view import get_gallery  # noqa: PLC0415  keeps `caption parse` quick
    from library.desk.lint import lint_assets  # noqa: PLC0415

    if gallery is not None and asset_ids:
        raise InvalidInput("Assets or a gallery, not both", hint="Leave out one of them.")
    with opened() as workspace:
        if gallery is not None:
            findings = get_gallery(workspace, gallery, now=now()).findings
            findings = tuple(one for one in findings if one.code.startswith(("CRD", "CAP")))
        else:
            findings = lint_assets(workspace, asset_ids or None)
    if as_json:
        print_json([finding_facts(finding) for finding in findings])
    elif findings:
        print_findings(findings)
    else:
        typer.echo("Nothing to say against it.")


def _read(value: Any) -> str:  # noqa: ANN401  any JSON
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise InvalidInput("a line must be a JSON object with a caption")
    caption = value.get("caption", value.get("description"))
    if not isinstance(caption, str):
        raise InvalidInput("caption must be a text")
    return caption


def _answer(caption: WireCaption) -> dict[str, Any]:
    where = caption.dateline
    return {
        "sentence": caption.sentence,
        "alt_text": alt_text_from(caption.sentence),
        "dateline": None
        if where is None
        else {"place": where.place, "day": where.day, "on": where.on, "start": where.start, "end": where.end},
        "persons": [
            {"name": one.name, "position": one.position, "role": one.role, "start": one.start, "end": one.end}
            for one in caption.persons
        ],
        "sign_offs": [
            {"text": line.text.strip(), "start": line.offset, "end": line.offset + len(line.text)}
            for line in caption.sign_offs
        ],
        "agency_image_id": caption.agency_image_id.text if caption.agency_image_id else None,
        "keywords": list(caption.keywords),
        "x_tokens": list(caption.x_tokens),
        "boilerplate": list(caption.boilerplate),
        "is_file": caption.is_file,
        "is_cut": caption.is_cut,
    }


def _rows(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the parts that a caption has, in words for a person."""
    where = answer["dateline"] or {}
    persons = [
        f"{one['name']} ({one['position']}{', ' + one['role'] if one['role'] else ''})" for one in answer["persons"]
    ]
    rows = [
        ("sentence", answer["sentence"]),
        ("alt text", answer["alt_text"]),
        ("place", where.get("place") or ""),
        ("day", where.get("on") or where.get("day") or ""),
        ("persons", "; ".join(persons)),
        ("credit", "; ".join(one["text"] for one in answer["sign_offs"])),
        ("id", answer["agency_image_id"] or ""),
        ("keywords", ", ".join(answer["keywords"])),
        ("joined by x", ", ".join(answer["x_tokens"])),
        ("not for readers", "; ".join(answer["boilerplate"])),
        ("archive", "yes" if answer["is_file"] else ""),
        ("cut", "yes" if answer["is_cut"] else ""),
    ]
    return [(name, value) for name, value in rows if value]
