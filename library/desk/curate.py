"""Curating: a person decides what an asset's fields say; what was delivered and proposed stays beside it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from library.catalogue.database import writing
from library.catalogue.layers import CREDIT_PARTS, FIELDS, AssetField, layers_of
from library.catalogue.models import Asset
from library.desk.history import begin_step
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound


def edit_asset(
    workspace: Workspace,
    asset_id: int,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    by: str,
    now: datetime,
) -> str | None:
    """Decide fields of an asset.

    Args:
        values: field -> value; a value that is already shown changes nothing.
        version: the asset's version that the person saw; None: whichever it is.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such asset.
        EditConflict: somebody else saved since that version.
        InvalidInput: a field is unknown or its value of the wrong kind.
    """
    clean = {name: clean_value(name, value) for name, value in values.items()}
    with writing(workspace.engine) as session:
        asset = get_row(session, asset_id, to_change=True)
        if version is not None and asset.version != version:
            raise EditConflict("Somebody else changed this picture while you were editing")
        step = begin_step(session, "edit", by=by, now=now)
        return step.uid if step.decide(asset, **values_to_change(asset, clean)) else None


def edit_assets(
    workspace: Workspace, asset_ids: Iterable[int], values: Mapping[str, Any], *, by: str, now: datetime
) -> str | None:
    """Decide the same fields of several assets, all or none, in one step.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: a field is unknown or its value of the wrong kind.
    """
    clean = {name: clean_value(name, value) for name, value in values.items()}
    with writing(workspace.engine) as session:
        step = begin_step(session, "edit", by=by, now=now)
        # Everybody takes rows in the order of their ids: batches that overlap wait and do not block each other.
        assets = [get_row(session, asset_id, to_change=True) for asset_id in sorted(set(asset_ids))]
        changed = [step.decide(asset, **values_to_change(asset, clean)) for asset in assets]
        return step.uid if any(changed) else None


def withdraw_decisions(
    workspace: Workspace, asset_id: int, fields: Iterable[str], *, by: str, now: datetime
) -> str | None:
    """Take decisions on fields back, so that what was proposed or delivered shows again.

    Returns:
        the step, for `undo`; None where nothing was decided.
    """
    with writing(workspace.engine) as session:
        asset = get_row(session, asset_id, to_change=True)
        step = begin_step(session, "withdraw", by=by, now=now)
        return step.uid if step.withdraw(asset, *fields) else None


def get_row(session: Session, asset_id: int, *, to_change: bool = False) -> Asset:
    """Give an asset's row in a session.

    Args:
        to_change: hold the row until the transaction ends, so that on PostgreSQL nobody else changes it in between.

    Raises:
        NotFound: there is no such asset.
    """
    asset = session.get(Asset, asset_id, with_for_update=True if to_change else None)
    if asset is None:
        raise NotFound(f"There is no asset {asset_id}")
    return asset


def clean_value(name: str, value: Any) -> Any:  # noqa: ANN401  a field holds text, a list or a flag
    """Check a value for a field and give it as stored: text trimmed, empty text as None.

    Raises:
        InvalidInput: the field is unknown or the value of the wrong kind.
    """
    field = FIELDS.get(name)
    if field is None:
        raise InvalidInput(f"Assets have no field {name!r}", hint=f"Fields are: {', '.join(FIELDS)}.")
    if field.kind == "flag" and isinstance(value, bool):
        return value
    if field.kind == "list" and isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return list(dict.fromkeys(part.strip() for part in value if part.strip()))
    if field.kind in {"line", "text"} and (value is None or isinstance(value, str)):
        return _clean_text(value or "", field)
    raise InvalidInput(f"{value!r} is no value for {name}", hint=f"The field takes a {field.kind}.")


def _clean_text(value: str, field: AssetField) -> str | None:
    kept = "".join(letter for letter in value if letter >= " " or letter in "\n\t")
    text = " ".join(kept.split()) if field.kind == "line" else kept.strip()
    return text or None


def values_to_change(asset: Asset, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what is to be decided so that an asset shows the values: those that differ, and what follows from them.

    Args:
        values: field -> value as `clean_value` gives it.
    """
    changed = {name: value for name, value in values.items() if layers_of(asset, name).shown != value}
    # Whoever corrects who is credited has looked at it: the credit leaves the queue unless they say otherwise.
    if "credit_state" not in values and changed.keys() & {*CREDIT_PARTS, "credit_line"}:
        is_named = any(
            changed.get(part, getattr(asset, part)) for part in ("agency", "photographer", "provider", "distributor")
        )
        changed["credit_state"] = "clear" if is_named else "missing"
    return changed
