"""`photodesk duplicates` and `photodesk verdict`: near-duplicates, and what a person decides of them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import print_table

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; --help needs none of them
    from library.catalogue.models import Asset
    from library.desk.deduplicate import ClusterView

AssetId = Annotated[int, typer.Argument(help="An asset's number.")]


def register(main: typer.Typer) -> None:
    """Add the commands to the command line."""
    main.command()(duplicates)
    main.command()(verdict)


def duplicates(
    threshold: Annotated[int, typer.Option(min=0, max=32, help="Greatest number of differing bits, of 64.")] = 6,
    with_settled: Annotated[bool, typer.Option("--all", help="List clusters with nothing left to ask, too.")] = False,
    as_json: Json = False,
) -> None:
    """List clusters of near-duplicates that a person should look at.

    Example: photodesk duplicates --threshold 8
    """
    from library.desk.deduplicate import find_clusters  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        found = find_clusters(workspace, threshold=threshold, with_settled=with_settled)
    if as_json:
        print_json([_facts(cluster) for cluster in found])
        return
    if not found:
        typer.echo("No near-duplicates to look at.")
        return
    for number, cluster in enumerate(found, start=1):
        heading = f"Cluster {number}{', settled' if cluster.is_settled else ''}"
        if len(cluster.agencies) > 1:
            heading += f": credited to {' and '.join(cluster.agencies)}"
        print_table(
            ("asset", "file", "size", "credit", "uses", ""),
            [_row(cluster, asset) for asset in cluster.assets],
            title=heading,
        )
        for pair in cluster.pairs:
            near = "decided" if pair.distance_bits is None else f"{pair.distance_bits} bits apart"
            decided = f", {pair.verdict.replace('_', ' ')}" if pair.verdict else ""
            typer.echo(f"  {pair.first} and {pair.second}: {near}{decided}")
        typer.echo("")
    number_of = "1 cluster" if len(found) == 1 else f"{len(found)} clusters"
    typer.echo(f"{number_of}. Decide with: photodesk verdict A B same|other-frame|unrelated")


def verdict(
    one: AssetId,
    other: AssetId,
    decision: Annotated[
        Literal["same", "other-frame", "unrelated", "none"],
        typer.Argument(help="same, other-frame or unrelated; none takes a decision back."),
    ],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Decide for ever what two assets are to each other.

    Example: photodesk verdict 12 15 other-frame
    """
    from library.desk.deduplicate import decide, withdraw_verdict  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        who = by or workspace.settings.user
        if decision == "none":
            step = withdraw_verdict(workspace, one, other, by=who, now=now())
        else:
            step = decide(workspace, one, other, decision.replace("-", "_"), by=who, now=now())
    if as_json:
        print_json({"step": step})
    else:
        typer.echo(f"Remembered. Take it back with: photodesk undo {step}" if step else "Nothing to change.")


def _row(cluster: "ClusterView", asset: "Asset") -> tuple[object, ...]:
    largest = "largest" if asset is cluster.largest else ""
    size = f"{asset.width_px} x {asset.height_px}"
    return asset.id, asset.file_name, size, asset.credit_line or "", cluster.uses.get(asset.id or 0, ""), largest


def _facts(cluster: "ClusterView") -> dict[str, Any]:
    return {
        "members": [
            {
                "asset_id": asset.id,
                "path": cluster.paths[asset.id or 0],
                "digest": asset.digest,
                "role": "largest" if asset is cluster.largest else "near",
                "width_px": asset.width_px,
                "height_px": asset.height_px,
                "agency": asset.agency,
                "distributor": asset.distributor,
                "credit_line": asset.credit_line,
                "uses": cluster.uses.get(asset.id or 0, 0),
            }
            for asset in cluster.assets
        ],
        "pairs": [
            {
                "first": pair.first,
                "second": pair.second,
                "distance_bits": pair.distance_bits,
                "verdict": pair.verdict,
            }
            for pair in cluster.pairs
        ],
        "agencies": list(cluster.agencies),
        "is_settled": cluster.is_settled,
    }
