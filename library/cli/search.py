"""`photodesk search`, `show`, `undo`: find assets, see all that is known of one, take steps back."""

from datetime import datetime
from typing import Annotated, Any

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table


def register(main: typer.Typer) -> None:
    """Add the commands to the command line."""
    main.command()(search)
    main.command()(show)
    main.command()(undo)


def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words or beginnings of words that must all occur.")] = None,
    agency: Annotated[str | None, typer.Option(help="Who produced it.")] = None,
    distributor: Annotated[str | None, typer.Option(help="Who passed it on.")] = None,
    kind: Annotated[str | None, typer.Option(help="photo or video.")] = None,
    credit: Annotated[str | None, typer.Option(help="clear, unclear, conflict or missing.")] = None,
    damaged: Annotated[bool, typer.Option("--damaged", help="Only those whose file is damaged.")] = False,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 60,
    as_json: Json = False,
) -> None:
    """Find assets, newest first.

    Example: photodesk search parade --agency EPA --from 2026-11-01
    """
    from library.catalogue.search import AssetQuery  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.browse import find  # noqa: PLC0415

    with opened() as workspace:
        query = AssetQuery(
            words=" ".join(words or ()),
            agency=agency,
            distributor=distributor,
            kind=kind,
            credit_state=credit,
            condition="damaged" if damaged else None,
            from_on=first.date() if first else None,
            until_on=last.date() if last else None,
            zone=workspace.settings.time_zone,
        )
        page = find(workspace, query, limit=limit)
    if as_json:
        print_json({"total": page.total, "assets": [_facts(asset) for asset in page.assets]})
        return
    if not page.total:
        typer.echo("Nothing found. Try fewer words, or look without a filter.")
        return
    rows = [
        (a.id, a.file_name, a.credit_line or "", a.agency or "", a.credit_state, _cut(a.headline or a.description, 60))
        for a in page.assets
    ]
    print_table(("id", "file", "credit", "agency", "state", "about"), rows)
    typer.echo(f"{len(page.assets)} of {page.total}")


def show(
    asset_id: Annotated[int, typer.Argument(help="The asset's number.")],
    as_json: Json = False,
) -> None:
    """Show everything known of an asset: each field as delivered, proposed and decided, arrivals and uses.

    Example: photodesk show 12
    """
    from library.desk.browse import get_asset  # noqa: PLC0415  keeps `credit parse` quick
    from library.desk.history import get_history  # noqa: PLC0415

    with opened() as workspace:
        view = get_asset(workspace, asset_id)
        steps = get_history(workspace, "asset", asset_id)
    layers = {
        name: {
            "shown": layer.shown,
            "delivered": layer.delivered,
            "proposed": layer.proposed,
            "rule": layer.rule,
            "decided": layer.decided,
            "is_decided": layer.is_decided,
        }
        for name, layer in view.layers.items()
    }
    if as_json:
        print_json(
            {
                **_facts(view.asset),
                "credit_text": view.credit_text,
                "layers": layers,
                "deliveries": [d.model_dump(mode="json", exclude={"id", "asset_id"}) for d in view.deliveries],
                "uses": [{"in": title, **usage.model_dump(mode="json")} for usage, title in view.uses],
                "history": [
                    {"step": s.step, "action": s.action, "by": s.by, "at": s.at, "is_undone": s.is_undone}
                    for s in steps
                ],
            }
        )
        return
    asset = view.asset
    typer.echo(f"{asset.id}  {asset.file_name}  {asset.format} {asset.width_px} x {asset.height_px} px")
    typer.echo(f"prints as  {view.credit_text or '(nobody to name)'}")
    for name, layer in layers.items():
        if layer["shown"] not in (None, [], False):
            origin = "decided" if layer["is_decided"] else (layer["rule"] or "delivered")
            typer.echo(f"{name:18} {_plain(layer['shown'])}   [{origin}]")
    for delivery in view.deliveries:
        folder = f" from {delivery.folder}" if delivery.folder else ""
        typer.echo(f"delivered          {delivery.delivered_at:%Y-%m-%d %H:%M} by {delivery.uploader}{folder}")
    for usage, title in view.uses:
        typer.echo(f"used               {usage.used_at:%Y-%m-%d} {usage.outlet}: {title} ({usage.credit_line})")
    for step in steps:
        undone = ", undone" if step.is_undone else ""
        typer.echo(f"history            {step.at:%Y-%m-%d %H:%M} {step.by}: {step.action} {step.step}{undone}")


def undo(
    step: Annotated[str, typer.Argument(help="The step, as `photodesk show` lists it.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Take a step back as a whole.

    Example: photodesk undo 4f0c2d9b1e7a4c55a0d1b2c3d4e5f607
    """
    from library.desk.history import undo as take_back  # noqa: PLC0415  keeps `credit parse` quick

    with opened() as workspace:
        back = take_back(workspace, step, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({"step": back})
    else:
        typer.echo(f"Undone. Bring it back with: photodesk undo {back}")


def _cut(text: str | None, length: int) -> str:
    said = " ".join((text or "").split())
    return said if len(said) <= length else f"{said[: length - 2].rstrip()} …"


def _facts(asset: Any) -> dict[str, Any]:  # noqa: ANN401  an Asset, whose module is imported late
    return {
        **asset.model_dump(mode="json", exclude={"delivered", "proposed", "decided"}),
    }


def _plain(value: Any) -> str:  # noqa: ANN401  a field holds text, a list or a flag
    if isinstance(value, list):
        return ", ".join(value)
    return "yes" if value is True else str(value)
