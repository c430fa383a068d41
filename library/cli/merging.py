"""`photodesk duplicates merge`: one picture stands for its copies."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; --help needs none of them
    from library.desk.merge import MergePlan


def merge(
    keep: Annotated[int, typer.Argument(help="The asset that stays in the Library.")],
    others: Annotated[list[int], typer.Argument(help="Its copies; none of them is lost.")],
    take: Annotated[
        list[str] | None, typer.Option("--take", help="A field to take over, again for more; without: those proposed.")
    ] = None,
    take_none: Annotated[bool, typer.Option("--take-none", help="Take no field over.")] = False,
    repoint: Annotated[bool, typer.Option("--repoint", help="Galleries show the kept one, too, from now on.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and do nothing.")] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Let one picture stand for copies of it; files, deliveries and uses stay where they are.

    Example: photodesk duplicates merge 12 15 18 --take photographer --dry-run
    """
    from library.desk.merge import Merging, plan_merge  # noqa: PLC0415  keeps --help quick
    from library.desk.merge import merge as merge_them  # noqa: PLC0415

    fields = () if take_none else tuple(take) if take else None
    wanted = Merging(keep, tuple(others), fields, repoint)
    with opened() as workspace:
        plan = plan_merge(workspace, wanted.keep, wanted.others)
        chosen = [offer.field for offer in plan.offers if offer.is_proposed] if fields is None else list(fields)
        step = None
        if not dry_run:
            step = merge_them(workspace, wanted, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json(_facts(plan, chosen) | {"repoint": repoint, "step": step})
        return
    _print(plan, chosen, repoint=repoint)
    typer.echo(f"Merged. Take it back with: photodesk undo {step}" if step else "Nothing was changed.")


def _facts(plan: "MergePlan", chosen: list[str]) -> dict[str, Any]:
    return {
        "kept": plan.kept.id,
        "others": [other.id for other in plan.others],
        "offers": [
            {
                "field": offer.field,
                "kept": offer.kept,
                "value": offer.value,
                "from": offer.from_id,
                "layer": offer.layer,
                "rule": offer.rule,
                "evidence": offer.words,
                "is_proposed": offer.is_proposed,
                "is_taken": offer.field in chosen,
            }
            for offer in plan.offers
        ],
        "places": [
            {
                "gallery": item.gallery_id,
                "title": item.gallery,
                "item": item.item_id,
                "asset_id": item.asset_id,
                "holds_kept": item.holds_kept,
            }
            for item in plan.items
        ],
        "uses": {str(asset_id): number for asset_id, number in plan.uses.items()},
    }


def _print(plan: "MergePlan", chosen: list[str], *, repoint: bool) -> None:
    others = ", ".join(str(other.id) for other in plan.others)
    typer.echo(f"Kept: {plan.kept.id} ({plan.kept.file_name}); behind it: {others}")
    rows = [
        (
            "takes" if offer.field in chosen else "",
            offer.field,
            offer.kept or "",
            offer.value,
            offer.from_name,
            offer.layer,
        )
        for offer in plan.offers
    ]
    if rows:
        print_table(("", "field", "has", "offered", "from", "layer"), rows)
    for item in plan.items:
        becomes = "shows the kept one from now on" if repoint and not item.holds_kept else "stays as it is"
        typer.echo(f"Gallery {item.gallery_id} “{item.gallery}”, item {item.item_id}: {becomes}")
    stays = sum(number for asset_id, number in plan.uses.items() if asset_id != plan.kept.id)
    if stays:
        typer.echo(f"{stays} lines of the ledger stay as they are.")


def _taken(field: str, chosen: list[str]) -> str:
    return "takes" if field in chosen else ""
