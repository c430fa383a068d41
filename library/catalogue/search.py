"""Finding assets: words, filters, a page of results with the exact total, and counts per value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, case, cast, column, func, literal_column, table, text
from sqlmodel import Session, col, select

from library.catalogue.layers import search_terms
from library.catalogue.models import Asset, Delivery, SearchDoc, Usage
from library.catalogue.words import fold

Order = Literal["newest", "oldest", "created", "agency"]
FACETS = ("kind", "agency", "distributor", "credit_state", "condition")


@dataclass(frozen=True, slots=True)
class AssetQuery:
    """What to look for; every part narrows.

    Args:
        words: words or beginnings of words that must all occur.
        kind: "photo" or "video"; None: both.
        agency: who produced it; "" finds those whose agency is unknown; None: any.
        distributor: who passed it on; as agency.
        credit_state: "clear", "unclear", "conflict" or "missing"; None: any.
        condition: of the file, "damaged" or "whole"; None: any.
        from_on: first day of capture, or of arrival where the capture is unknown; in `zone`.
        until_on: last day of the same.
        zone: time zone of the days, IANA name.
        used: True: used at least once; False: never; None: either.
        with_merged: whether pictures that were merged into another are found, too.
    """

    words: str = ""
    kind: str | None = None
    agency: str | None = None
    distributor: str | None = None
    credit_state: str | None = None
    condition: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    zone: str = "Europe/Zurich"
    used: bool | None = None
    with_merged: bool = False


@dataclass(frozen=True, slots=True)
class AssetPage:
    """One page of results.

    Args:
        assets: in the order asked for.
        total: how many there are in all, exactly.
    """

    assets: tuple[Asset, ...]
    total: int


def index_asset(session: Session, asset: Asset) -> None:
    """Write an asset's row of the search projection, in the session's transaction; the asset must have its id."""
    if asset.id is None:
        session.flush()
    names = session.exec(select(Delivery.file_name).where(Delivery.asset_id == asset.id)).all()
    terms = search_terms(asset, tuple(names))
    document = session.get(SearchDoc, asset.id)
    if document is None:
        session.add(SearchDoc(asset_id=asset.id or 0, terms=terms))
    elif document.terms != terms:
        document.terms = terms
        session.add(document)


def index_new_asset(session: Session, asset: Asset, file_name: str) -> None:
    """Write the first row of the search projection of an asset that came this moment, under one name."""
    session.add(SearchDoc(asset_id=asset.id or 0, terms=search_terms(asset, (file_name,))))


def hold_documents(session: Session, asset_ids: Iterable[int]) -> list[SearchDoc]:
    """Load rows of the search projection at once; while they are held, `index_asset` need not look each of them up."""
    return list(session.exec(select(SearchDoc).where(col(SearchDoc.asset_id).in_(list(asset_ids)))).all())


def find_assets(
    session: Session, query: AssetQuery, *, order: Order = "newest", limit: int = 60, offset: int = 0
) -> AssetPage:
    """Find a page of assets and the exact total."""
    conditions = _conditions(session, query)
    total = session.exec(select(func.count()).select_from(Asset).where(*conditions)).one()
    rows = session.exec(select(Asset).where(*conditions).order_by(*_order(order)).limit(limit).offset(offset)).all()
    return AssetPage(tuple(rows), total)


def find_asset_ids(session: Session, query: AssetQuery, *, order: Order = "newest") -> list[int]:
    """Find the ids of all assets that match, in order."""
    statement = select(Asset.id).where(*_conditions(session, query)).order_by(*_order(order))
    return [found for found in session.exec(statement).all() if found is not None]


def count_values(session: Session, query: AssetQuery, facet: str) -> dict[str, int]:
    """Count the matching assets for each value of a facet, ignoring the query's own choice of it.

    Args:
        facet: one of FACETS; the value "" stands for none.
    """
    if facet not in FACETS:
        raise KeyError(facet)
    open_choice: dict[str, Any] = {facet: None}
    open_query = replace(query, **open_choice)
    attribute = _condition() if facet == "condition" else getattr(Asset, facet)
    statement = select(attribute, func.count()).where(*_conditions(session, open_query)).group_by(attribute)
    counts = {value or "": number for value, number in session.exec(statement).all()}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _conditions(session: Session, query: AssetQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    words = fold(query.words)
    if words:
        conditions.append(_matches(session, words))
    for name in ("kind", "agency", "distributor", "credit_state"):
        wanted = getattr(query, name)
        attribute = col(getattr(Asset, name))
        if wanted == "":
            conditions.append(attribute.is_(None))
        elif wanted is not None:
            conditions.append(attribute == wanted)
    if query.condition is not None:
        conditions.append(_condition() == query.condition)
    if not query.with_merged:
        conditions.append(col(Asset.merged_into_id).is_(None))
    zone = ZoneInfo(query.zone)
    moment = func.coalesce(Asset.created_at, Asset.ingested_at)
    if query.from_on is not None:
        conditions.append(moment >= datetime.combine(query.from_on, time(), zone))
    if query.until_on is not None:
        conditions.append(moment < datetime.combine(query.until_on + timedelta(days=1), time(), zone))
    if query.used is not None:
        used = col(Asset.id).in_(select(Usage.asset_id))
        conditions.append(used if query.used else ~used)
    return conditions


def _condition() -> ColumnElement[str]:
    """Tell damaged files from whole ones."""
    # Literals and no parameters: PostgreSQL must see that what is grouped by is what is selected.
    return case((col(Asset.damage).is_(None), literal_column("'whole'")), else_=literal_column("'damaged'"))


def _matches(session: Session, words: list[str]) -> ColumnElement[bool]:
    """Match beginnings of words; the words are folded, so that no operator of an engine's query language is left."""
    bind: Any
    if session.get_bind().dialect.name == "sqlite":
        index = table("search_index", column("rowid", Integer))
        bind = text("search_index MATCH :words").bindparams(words=" ".join(f'"{word}"*' for word in words))
        return col(Asset.id).in_(select(index.c.rowid).where(bind))
    vector = func.to_tsvector(literal_column("'simple'"), SearchDoc.terms)
    asked = func.to_tsquery(literal_column("'simple'"), " & ".join(f"{word}:*" for word in words))
    return col(Asset.id).in_(select(cast(SearchDoc.asset_id, Integer)).where(vector.bool_op("@@")(asked)))


def _order(order: Order) -> list[Any]:
    newest: list[Any] = [col(Asset.ingested_at).desc(), col(Asset.id).desc()]
    orders: dict[Order, list[Any]] = {
        "newest": newest,
        "oldest": [col(Asset.ingested_at), col(Asset.id)],
        "created": [col(Asset.created_at).desc().nulls_last(), col(Asset.id).desc()],
        "agency": [col(Asset.agency).nulls_last(), *newest],
    }
    return orders[order]
