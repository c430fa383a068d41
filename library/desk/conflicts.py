"""One picture under several agencies: what the rights desk should look at, and which copy to use instead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Delivery
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.cluster_book import KnownCluster, cluster_book
from library.desk.contradictions import one_name
from library.desk.limits import aware, breaches_of
from library.desk.proofs import batches
from library.desk.workspace import Workspace
from library.findings import Finding, observe
from library.rights.breaches import Use
from library.rights.cheapest import Copy, cheapest_usable

PriceOf = Callable[[Asset], Decimal | None]
"""What one use of an asset costs; None while nobody knows."""


@dataclass(frozen=True, slots=True)
class CreditConflict:
    """A picture of which the copies name different agencies.

    Args:
        assets: the copies that stand for themselves, ascending by id.
        agencies: the names, each once, by the alphabet.
        uses: lines of the ledger by asset id; copies never used are left out.
        is_decided: whether a person said of all that they are the same picture; else the program proved it.
        cheapest: the copy to use; None where each breaks a limit.
        barred: the copies that may not be used, with the limits that a use in our own title would break.
    """

    assets: tuple[Asset, ...]
    agencies: tuple[str, ...]
    uses: dict[int, int]
    is_decided: bool
    cheapest: Asset | None
    barred: dict[int, tuple[str, ...]]
    finding: Finding


def handout_price(asset: Asset) -> Decimal | None:
    """Say what a use costs as far as the catalogue knows: nothing for a handout, unknown for all else."""
    return Decimal(0) if asset.is_handout else None


def find_credit_conflicts(
    workspace: Workspace, *, agency: str | None = None, now: datetime, price_of: PriceOf = handout_price
) -> tuple[CreditConflict, ...]:
    """Find the pictures whose copies name different agencies, the most harmful first.

    Args:
        agency: one of the agencies, in any spelling; None: all.
        now: the moment of the use that restrictions are held against, in the newsroom's own title on the web.
        price_of: what a use costs.
    """
    registry = registry_of(workspace)
    known = [each for each in cluster_book(workspace).all() if "agencies" in each.harm.codes]
    found = []
    with reading(workspace.engine) as session:
        for some in batches(range(len(known)), 100):
            clusters = [known[place] for place in some]
            rows, arrivals = _read(session, [key for each in clusters for key in each.mergeable])
            for cluster in clusters:
                reader = _Reader(workspace, registry, price_of, now, arrivals)
                conflict = reader.judge(cluster, tuple(rows[key] for key in cluster.mergeable if key in rows))
                if conflict and (agency is None or _names(registry, conflict, agency)):
                    found.append(conflict)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a conflict is judged by."""

    workspace: Workspace
    registry: Registry
    price_of: PriceOf
    now: datetime
    arrivals: dict[int, datetime]

    def judge(self, cluster: KnownCluster, assets: tuple[Asset, ...]) -> CreditConflict | None:
        """Put a cluster's conflict together; None where its agencies are one in several spellings."""
        spelt = {one_name(self.registry, asset.agency): asset.agency or "" for asset in assets if asset.agency}
        if len(spelt) < 2:
            return None
        agencies = tuple(sorted(spelt.values(), key=str.casefold))
        copies = {asset.id or 0: self._copy(cluster, asset) for asset in assets}
        chosen = cheapest_usable(copies.values())
        cheapest = next((asset for asset in assets if chosen and asset.id == chosen.key), None)
        return CreditConflict(
            assets=assets,
            agencies=agencies,
            uses={key: cluster.members[key].uses for key in copies if cluster.members[key].uses},
            is_decided=cluster.cluster.is_settled,
            cheapest=cheapest,
            barred={key: tuple(each.code for each in copy.breaches) for key, copy in copies.items() if copy.breaches},
            finding=self._finding(cluster, assets, agencies, cheapest),
        )

    def _copy(self, cluster: KnownCluster, asset: Asset) -> Copy:
        settings = self.workspace.settings
        key = asset.id or 0
        use = Use(
            territory=settings.territory,
            medium="web",
            used_at=self.now,
            delivered_at=self.arrivals.get(key),
            is_repeated=bool(cluster.members[key].uses),
        )
        return Copy(
            key=key,
            breaches=breaches_of(asset, use, settings.zone),
            limits=len(asset.restrictions),
            price=self.price_of(asset),
            pixels=asset.width_px * asset.height_px,
        )

    def _finding(
        self, cluster: KnownCluster, assets: tuple[Asset, ...], agencies: tuple[str, ...], cheapest: Asset | None
    ) -> Finding:
        used = sum(cluster.members[asset.id or 0].uses for asset in assets)
        values = {
            "number": len(assets),
            "agencies": agencies,
            "names": tuple(_name(asset) for asset in assets),
            "best": _name(cheapest) if cheapest else "",
            "agency": (cheapest.agency or cheapest.file_name) if cheapest else "",
        }
        occasion = "usable" if cheapest else "barred"
        return observe("DUP002", "error" if used else "warning", f"asset:{assets[0].id}", occasion, **values)


def _name(asset: Asset) -> str:
    return asset.supplier_ref or asset.file_name or str(asset.id)


def _names(registry: Registry, conflict: CreditConflict, wanted: str) -> bool:
    name = one_name(registry, wanted)
    told = (part for asset in conflict.assets for part in (asset.agency, asset.distributor))
    return name in {one_name(registry, part) for part in told if part}


def _read(session: Session, ids: list[int]) -> tuple[dict[int, Asset], dict[int, datetime]]:
    """Read assets, and when each arrived first."""
    rows: dict[int, Asset] = {}
    arrivals: dict[int, datetime] = {}
    for some in batches(ids):
        rows.update({asset.id or 0: asset for asset in session.exec(select(Asset).where(col(Asset.id).in_(some)))})
        deliveries = select(Delivery).where(col(Delivery.asset_id).in_(some)).order_by(col(Delivery.id).desc())
        for delivery in session.exec(deliveries):
            moment = aware(delivery.delivered_at)
            if moment:
                arrivals[delivery.asset_id] = moment
    return rows, arrivals


def to_facts(conflict: CreditConflict, language: str) -> dict[str, object]:
    """Give a conflict as data, the finding's words in a language."""
    return {
        **conflict.finding.facts(language),
        "agencies": list(conflict.agencies),
        "is_decided": conflict.is_decided,
        "cheapest": conflict.cheapest.id if conflict.cheapest else None,
        "copies": [
            {
                "asset_id": asset.id,
                "file_name": asset.file_name,
                "agency": asset.agency,
                "distributor": asset.distributor,
                "restrictions": list(asset.restrictions),
                "uses": conflict.uses.get(asset.id or 0, 0),
                "barred_by": list(conflict.barred.get(asset.id or 0, ())),
            }
            for asset in conflict.assets
        ],
    }
