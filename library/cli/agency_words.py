"""`photodesk agencies words`: the newsroom's own words of the trade, beside its agencies."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli import agencies
from library.cli.door import By, Json, now, opened, print_json
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.credits.own_words import OwnWord

_Kind = Annotated[str, typer.Argument(help="What the words say, as institution, flag, restriction or country.")]
_Text = Annotated[str, typer.Argument(help="The word or phrase, as agencies write it.")]
_Value = Annotated[
    str, typer.Option("--value", help="What it stands for: a flag, a restriction's code, a country's ISO code.")
]


def register(_main: typer.Typer) -> None:
    """Add the commands to the group `agencies`."""
    agencies.app.command("words")(list_all)
    agencies.app.command("add-word")(add)
    agencies.app.command("remove-word")(remove)


def list_all(
    kind: Annotated[str | None, typer.Argument(help="Only words of this kind.")] = None,
    own: Annotated[bool, typer.Option("--own", help="Only those that the newsroom added or took out.")] = False,
    as_json: Json = False,
) -> None:
    """List the words of the trade that credits, captions and restrictions are read by.

    Example: photodesk agencies words institution
    """
    from library.cli.printing import print_table  # noqa: PLC0415  keeps `credit parse` quick
    from library.credits.own_words import KINDS  # noqa: PLC0415
    from library.desk.own_words import list_words  # noqa: PLC0415

    if kind is not None and kind not in KINDS:
        raise InvalidInput(f"There are no words of kind {kind!r}", hint=f"Kinds are: {', '.join(KINDS)}.")
    with opened() as workspace:
        views = list_words(workspace, kind)
    views = [view for view in views if not own or view.word.is_removed or not view.is_shipped]
    if as_json:
        print_json([{**asdict(view.word), "is_shipped": view.is_shipped} for view in views])
        return
    rows = [(view.word.kind, view.word.value, view.word.text, _origin(view.word, view.is_shipped)) for view in views]
    print_table(("kind", "stands for", "word", "from"), rows)


def _origin(word: "OwnWord", is_shipped: bool) -> str:
    if word.is_removed:
        return "taken out"
    return "photodesk" if is_shipped else "ours"


def add(kind: _Kind, text: _Text, value: _Value = "", by: By = None, as_json: Json = False) -> None:
    """Read by a word from now on. What that changes in the catalogue, `photodesk credit replay` tells.

    Example: photodesk agencies add-word restriction "kein Zweitabdruck" --value SINGLE_USE
    """
    from library.credits.own_words import OwnWord  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.own_words import save_word  # noqa: PLC0415

    with opened() as workspace:
        word = OwnWord(kind, text, value)
        step = save_word(workspace, word, by=by or workspace.settings.user, now=now())
    agencies.tell_step(step, as_json=as_json)


def remove(kind: _Kind, text: _Text, value: _Value = "", by: By = None, as_json: Json = False) -> None:
    """Read by a word no longer, also where it came with photodesk.

    Example: photodesk agencies remove-word flag "kk" --value handout
    """
    from library.credits.own_words import OwnWord  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.own_words import remove_word  # noqa: PLC0415

    with opened() as workspace:
        word = OwnWord(kind, text, value)
        step = remove_word(workspace, word, by=by or workspace.settings.user, now=now())
    agencies.tell_step(step, as_json=as_json)
