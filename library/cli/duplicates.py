"""`photodesk duplicates`, `like` and `verdict`: the same picture again, and what a person decides of two."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from library.cli.door import By, Json, console, now, opened, print_json
from library.cli.merging import merge
from library.cli.printing import print_table

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; --help needs none of them
    from library.catalogue.models import Asset
    from library.desk.deduplicate import ClusterView, RelatedPair
    from library.desk.near import NearAsset
    from library.desk.workspace import Workspace
    from library.duplicates.relations import Relation

AssetId = Annotated[int, typer.Argument(help="An asset's number.")]


WithSettled = Annotated[bool, typer.Option("--all", help="List clusters with nothing left to ask, too.")]
AsPairs = Annotated[bool, typer.Option("--pairs", help="List pairs, other frames of a moment among them.")]

app = typer.Typer(invoke_without_command=True)


def register(main: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("merge")(merge)
    main.add_typer(app, name="duplicates")
    main.command()(like)
    main.command()(verdict)


@app.callback()
def duplicates(
    context: typer.Context, with_settled: WithSettled = False, as_pairs: AsPairs = False, as_json: Json = False
) -> None:
    """List what is the same picture: cropped, toned, mirrored, framed, written over, under any credit.

    What was not compared yet is compared first; ended in the middle, the next run goes on where this one stopped.

    Example: photodesk duplicates --json
    """
    if context.invoked_subcommand is None:
        list_them(with_settled=with_settled, as_pairs=as_pairs, as_json=as_json)


@app.command("refresh")
def refresh(as_json: Json = False) -> None:
    """Compare what was not compared yet, and list nothing.

    Example: photodesk duplicates refresh
    """
    with opened() as workspace:
        _match(workspace, shown=not as_json)


@app.command("list")
def list_them(with_settled: WithSettled = False, as_pairs: AsPairs = False, as_json: Json = False) -> None:
    """List what is the same picture, as `photodesk duplicates` does.

    Example: photodesk duplicates list --pairs
    """
    from library.desk.deduplicate import find_clusters, find_pairs  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        _match(workspace, shown=not as_json)
        if as_pairs:
            pairs, paths = find_pairs(workspace)
            _print_pairs(pairs, paths, as_json=as_json)
            return
        found = find_clusters(workspace, with_settled=with_settled)
        if as_json:
            print_json([_facts(cluster) for cluster in found])
            return
    if not found:
        typer.echo("No duplicates to look at.")
        return
    for number, cluster in enumerate(found, start=1):
        _print_cluster(number, cluster)
    number_of = "1 cluster" if len(found) == 1 else f"{len(found)} clusters"
    typer.echo(f"{number_of}. Decide with: photodesk verdict A B same|other-frame|unrelated")


def like(
    file: Annotated[Path, typer.Argument(help="A picture; it is not brought in.", exists=True, dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Find a picture, or a relative of it, among what is here.

    Example: photodesk like downloaded.jpg
    """
    from library.desk.like import find_like  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        found = find_like(workspace, file)
    if as_json:
        print_json([near_facts(each) for each in found])
        return
    if not found:
        typer.echo("Not here, nor anything like it.")
    for each in found:
        typer.echo(near_words(each))


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


def near_words(near: "NearAsset") -> str:
    """Say in one line what a picture is to an asset that is here."""
    from library.duplicates.wording import why  # noqa: PLC0415

    lead = {"same": "already here as", "crop": "crop, related to", "altered": "altered, here as"}
    uses = f", {near.uses} use{'' if near.uses == 1 else 's'}" if near.uses else ""
    words = why(near.reasons, "this", "that")
    start = lead.get(near.kind, "other frame of")
    return f"{start} {near.name} (asset {near.asset_id}{uses}){': ' + words if words else ''}"


def _match(workspace: "Workspace", *, shown: bool) -> None:
    """Compare what was not compared yet; a terminal sees how far it is."""
    from library.desk.matching import count_unmatched, match_all  # noqa: PLC0415

    waiting = count_unmatched(workspace)
    screen = console(errors=True)
    if waiting and shown and screen.is_terminal:
        with screen.status(f"Comparing {waiting} assets with all others") as status:
            match_all(
                workspace, now=now(), progress=lambda done, total: status.update(f"{done} of {total} assets compared")
            )
    else:
        match_all(workspace, now=now())


def _print_cluster(number: int, cluster: "ClusterView") -> None:
    from library.duplicates.wording import KINDS, why  # noqa: PLC0415

    heading = f"Cluster {number}{', settled' if cluster.is_settled else ''}"
    if len(cluster.agencies) > 1:
        heading += f": credited to {' and '.join(cluster.agencies)}"
    rows = [_row(cluster, asset) for asset in cluster.assets]
    print_table(("asset", "file", "size", "credit", "uses", ""), rows, title=heading)
    for pair in cluster.pairs:
        proved = f"{KINDS[pair.relation.kind]} ({pair.relation.score:.3f})" if pair.relation else "decided"
        words = why(pair.relation.reasons, str(pair.first), str(pair.second)) if pair.relation else ""
        decided = f", {pair.verdict.replace('_', ' ')}" if pair.verdict else ""
        typer.echo(f"  {pair.first} and {pair.second}: {proved}{decided}{'; ' + words if words else ''}")
    typer.echo("")


def _print_pairs(pairs: "tuple[RelatedPair, ...]", paths: dict[int, str], *, as_json: bool) -> None:
    from library.duplicates.wording import why  # noqa: PLC0415

    if as_json:
        print_json([_pair_facts(pair, paths) for pair in pairs])
        return
    rows = [
        (
            paths.get(pair.first, pair.first),
            paths.get(pair.second, pair.second),
            pair.relation.kind if pair.relation else pair.verdict,
            f"{pair.relation.score:.3f}" if pair.relation else "",
            why(pair.relation.reasons) if pair.relation else "",
        )
        for pair in pairs
    ]
    print_table(("first", "second", "kind", "score", "why"), rows)


def _row(cluster: "ClusterView", asset: "Asset") -> tuple[object, ...]:
    size = f"{asset.width_px} x {asset.height_px}"
    role = cluster.roles[asset.id or 0].replace("_", " ")
    return asset.id, asset.file_name, size, asset.credit_line or "", cluster.uses.get(asset.id or 0, ""), role


def _facts(cluster: "ClusterView") -> dict[str, Any]:
    return {
        "members": [
            {
                "asset_id": asset.id,
                "path": cluster.paths[asset.id or 0],
                "digest": asset.digest,
                "role": cluster.roles[asset.id or 0].replace("_", " "),
                "width_px": asset.width_px,
                "height_px": asset.height_px,
                "agency": asset.agency,
                "distributor": asset.distributor,
                "credit_line": asset.credit_line,
                "uses": cluster.uses.get(asset.id or 0, 0),
                "merged_into": asset.merged_into_id,
            }
            for asset in cluster.assets
        ],
        "pairs": [_pair_facts(pair, cluster.paths) for pair in cluster.pairs],
        "same_moment": [_pair_facts(pair, cluster.paths) for pair in cluster.same_moment],
        "agencies": list(cluster.agencies),
        "is_settled": cluster.is_settled,
    }


def _pair_facts(pair: "RelatedPair", paths: dict[int, str]) -> dict[str, Any]:
    ends = {
        "first": pair.first,
        "second": pair.second,
        "first_path": paths.get(pair.first),
        "second_path": paths.get(pair.second),
    }
    return {**ends, **_relation_facts(pair.relation), "verdict": pair.verdict}


def _relation_facts(relation: "Relation | None") -> dict[str, Any]:
    from library.duplicates.wording import why  # noqa: PLC0415

    if relation is None:
        return {"kind": "decided", "score": None, "why": "", "region": None}
    return {
        "kind": relation.kind,
        "score": relation.score,
        "why": why(relation.reasons),
        "reasons": [
            {"code": each.code, "percent": each.percent, "place": each.place, "of": each.of}
            for each in relation.reasons
        ],
        "region": {"first": list(relation.first_region), "second": list(relation.second_region)},
        "over": [list(box) for box in relation.over],
        "moved": [list(box) for box in relation.moved],
    }


def near_facts(near: "NearAsset") -> dict[str, Any]:
    """Give what a picture is to an asset that is here, for programs."""
    from library.duplicates.wording import why  # noqa: PLC0415

    return {
        "like_asset_id": near.asset_id,
        "name": near.name,
        "path": near.path,
        "kind": near.kind,
        "score": near.score,
        "why": why(near.reasons, "this", "that"),
        "uses": near.uses,
    }
