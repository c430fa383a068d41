"""What is here already and looks like an arrival: the fingerprints of the catalogue, asked and extended one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import select

from library.catalogue.database import reading
from library.catalogue.models import Fingerprint
from library.desk.workspace import Workspace
from library.duplicates.index import HammingIndex, parse_bits
from library.media import fingerprints

NEAR_BITS = 8
"""How far an arrival may be from a picture that is here already to be told about."""


@dataclass(frozen=True, slots=True)
class NearAsset:
    """A picture that was here before and looks like the arrival."""

    asset_id: int
    distance_bits: int


class NearFinder:
    """Compare arrivals with all that is here, and with each other.

    Args:
        workspace: whose catalogue.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._index = _load_index(workspace)

    def meet(self, asset_id: int, made: Iterable[fingerprints.Fingerprint]) -> tuple[NearAsset, ...]:
        """Find what looks like a new asset, the nearest first, then remember its fingerprints for the next."""
        nearest: dict[int, int] = {}
        words = [parse_bits(fingerprint.bits) for fingerprint in made]
        for bits in words:
            for neighbour in self._index.find(bits, NEAR_BITS):
                nearest[neighbour.key] = min(neighbour.distance_bits, nearest.get(neighbour.key, NEAR_BITS))
        nearest.pop(asset_id, None)
        self._index.extend((asset_id, bits) for bits in words)
        return tuple(NearAsset(key, bits) for key, bits in sorted(nearest.items(), key=lambda pair: pair[::-1]))


def _load_index(workspace: Workspace) -> HammingIndex:
    """Load the fingerprints that can be compared with new ones."""
    with reading(workspace.engine) as session:
        rows = session.exec(
            select(Fingerprint.asset_id, Fingerprint.bits).where(
                Fingerprint.algorithm == fingerprints.ALGORITHM, Fingerprint.version == fingerprints.VERSION
            )
        ).all()
    return HammingIndex((asset_id, parse_bits(bits)) for asset_id, bits in rows)
