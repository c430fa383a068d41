"""Verdicts on pairs as they are looked at: what people decided, and how much is left to decide."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Verdict
from library.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One decision with its two pictures."""

    verdict: Verdict
    first: Asset
    second: Asset


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
