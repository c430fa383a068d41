"""Run the migrations on the connection that `library.catalogue.database` hands over."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

import library.catalogue.models  # noqa: F401  registers the tables


def include_object(_item: object, name: str | None, kind: str, *_rest: Any) -> bool:  # noqa: ANN401  Alembic's hook
    """Tell autogenerate to leave the search index alone: it is made by hand for each engine."""
    return not (kind in {"table", "index"} and name is not None and name.startswith("search_index"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    include_object=include_object,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
