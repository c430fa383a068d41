"""Verdicts on pairs as they are looked at: what people decided, and how much is left to decide."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Verdict
from library.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One decision with its two pictures."""

    verdict: Verdict
    first: Asset
    second: Asset


def new_verdict(first: Asset, second: Asset, kind: str, *, by: str, now: datetime) -> Verdict:
    """Make the row of a decision on two assets, the lower id first."""
    first, second = sorted((first, second), key=lambda asset: asset.id or 0)
    return Verdict(
        first_id=first.id or 0,
        second_id=second.id or 0,
        first_digest=first.digest,
        second_digest=second.digest,
        kind=kind,
        decided_by=by,
        decided_at=now,
    )


def recall(session: Session, asset: Asset) -> int:
    """Let the decisions on an asset's bytes hold again: it was here before under another number.

    Args:
        session: a writing one; the asset has its id.

    Returns:
        how many of them hold again.
    """
    waiting = select(Verdict).where(
        or_(
            (col(Verdict.first_id).is_(None)) & (Verdict.first_digest == asset.digest),
            (col(Verdict.second_id).is_(None)) & (Verdict.second_digest == asset.digest),
        )
    )
    found = session.exec(waiting).all()
    for verdict in found:
        ends = [(verdict.first_id, verdict.first_digest), (verdict.second_id, verdict.second_digest)]
        ends = [(asset.id or 0 if digest == asset.digest else number, digest) for number, digest in ends]
        if all(number is not None for number, _ in ends):
            ends.sort()
        (verdict.first_id, verdict.first_digest), (verdict.second_id, verdict.second_digest) = ends
        session.add(verdict)
    return len(found)


def list_verdicts(workspace: Workspace, *, limit: int = 50) -> tuple[PastVerdict, ...]:
    """List decisions, the newest first."""
    one, other = aliased(Asset), aliased(Asset)
    with reading(workspace.engine) as session:
        rows = session.exec(
            select(Verdict, one, other)
            .join(one, col(Verdict.first_id) == one.id)
            .join(other, col(Verdict.second_id) == other.id)
            .order_by(col(Verdict.decided_at).desc(), col(Verdict.id).desc())
            .limit(limit)
        ).all()
    return tuple(PastVerdict(*row) for row in rows)


def count_verdicts(workspace: Workspace) -> int:
    """Count the decisions that hold."""
    with reading(workspace.engine) as session:
        return session.exec(select(func.count()).select_from(Verdict)).one()
