"""`photodesk credit`: credit lines and fields read into their parts."""

import gc
from dataclasses import fields as fields_of
from typing import Annotated, Any

import typer

from library.cli.door import Json
from library.cli.json_lines import answer_lines, write_line
from library.cli.newsroom import Shipped, registry_in_force
from library.credits.records import Credit, CreditFields
from library.desk.reading import read_credit
from library.errors import InvalidInput

app = typer.Typer(help="Read credit lines as a picture editor reads them.", no_args_is_help=True)
_FIELDS = tuple(field.name for field in fields_of(CreditFields))
_PARTS = (
    "distributor", "agency", "photographer", "provider", "is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic",
    "restrictions", "agency_image_id",
)  # fmt: skip


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="credit")


@app.callback()
def group() -> None:
    """Read credit lines as a picture editor reads them."""


@app.command()
def parse(
    line: Annotated[
        str | None, typer.Argument(help="One credit line. Without it, JSON Lines are read from the input.")
    ] = None,
    shipped: Shipped = False,
    as_json: Json = False,
) -> None:
    """Read credits into distributor, agency, photographer, provider, flags, restrictions and id.

    Example: photodesk credit parse "KEYSTONE/EPA/Sedat Suna"

    The newsroom's own agencies and words (photodesk agencies) are read by where there is a catalogue.

    Programs: one JSON object a line on standard input, with any of credit, byline, byline_title, source, copyright,
    caption, instructions, agency_image_id; one object a line comes back. A line that cannot be read gives
    {"error", "line"}, and exit code 1 at the end.
    """
    registry = registry_in_force(is_shipped=shipped)
    if line is not None:
        credit = read_credit(CreditFields(credit=line), registry)
        if as_json:
            write_line(_answer(credit, "photo"))
        else:
            _show(credit)
        return
    # The registry stays as long as the program: left out of the collector's rounds, lines are read a tenth faster.
    gc.collect()
    gc.freeze()

    def answer(value: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
        fields, medium = _read(value)
        return _answer(read_credit(fields, registry), medium)

    answer_lines(answer)


def _read(value: Any) -> tuple[CreditFields, str]:  # noqa: ANN401  any JSON
    """Return the fields of one line; unknown keys are passed over, as agencies add their own."""
    if not isinstance(value, dict):
        raise InvalidInput("a line must be a JSON object with fields such as credit or caption")
    wrong = [name for name in _FIELDS if not isinstance(value.get(name), str | None)]
    if wrong:
        raise InvalidInput(f"{wrong[0]} must be a text")
    medium = "video" if value.get("kind") == "video" else "photo"
    return CreditFields(**{name: value.get(name) for name in _FIELDS}), medium


def _answer(credit: Credit, medium: str) -> dict[str, Any]:
    from library.credits.format import format_credit, load_styles  # noqa: PLC0415  one place for both doors of parse

    answer: dict[str, Any] = {name: getattr(credit, name) for name in _PARTS}
    answer["text"] = format_credit(credit, load_styles()["bild"], medium)
    answer["unread"] = credit.unread
    answer["conflicts"] = credit.conflicts
    answer["evidence"] = [
        {
            "part": one.part, "value": one.value, "rule": one.rule, "field": one.field,
            "start": one.start, "end": one.end, "text": one.text,
        }
        for one in credit.evidence
    ]  # fmt: skip
    return answer


def _show(credit: Credit) -> None:
    """Print a credit for a person: each part, and the words it was read from."""
    from library.cli.printing import print_table  # noqa: PLC0415  rich is only needed here

    answer = _answer(credit, "photo")
    reasons = {one.part: f"{one.rule}: “{one.text}”" for one in reversed(credit.evidence)}
    rows = [(name.removeprefix("is_"), _shown(answer[name]), reasons.get(name, "")) for name in _PARTS if answer[name]]
    rows += [("not understood", ", ".join(credit.unread), "")] if credit.unread else []
    rows.append(("to print", answer["text"] or "(nothing)", ""))
    print_table(("part", "value", "read from"), rows)


def _shown(value: object) -> str:
    if value is True:
        return "yes"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
