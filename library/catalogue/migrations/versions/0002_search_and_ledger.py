"""The search index over search_doc, and tables that are only appended to.

Revision: 0002, after 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSE = """
CREATE FUNCTION photodesk_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are only appended', TG_TABLE_NAME; END $$
"""
_SQLITE_INDEX = """
CREATE VIRTUAL TABLE search_index
USING fts5(terms, content='search_doc', content_rowid='asset_id',
           tokenize='unicode61 remove_diacritics 0', prefix='2 3')
"""
APPEND_ONLY = ("change", "usage")


def upgrade() -> None:
    """Make the index and the guards, each in the engine's own way."""
    if op.get_bind().dialect.name == "sqlite":
        statements = [*_sqlite_search(), *(s for table in APPEND_ONLY for s in _sqlite_guard(table))]
    else:
        statements = [
            "CREATE INDEX search_index_terms ON search_doc USING gin (to_tsvector('simple', terms))",
            _REFUSE,
            *(
                f'CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION photodesk_refuse()"
                for table in APPEND_ONLY
            ),
        ]
    for statement in statements:
        op.execute(statement)


def _sqlite_search() -> list[str]:
    # The index holds no text of its own: triggers keep it in step with search_doc, in the same transaction.
    leave = "INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.asset_id, old.terms);"
    enter = "INSERT INTO search_index(rowid, terms) VALUES (new.asset_id, new.terms);"
    return [
        _SQLITE_INDEX,
        f"CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN {enter} END",
        f"CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN {leave} END",
        f"CREATE TRIGGER search_doc_changed AFTER UPDATE ON search_doc BEGIN {leave} {enter} END",
        "INSERT INTO search_index(search_index) VALUES ('rebuild')",
    ]


def _sqlite_guard(table: str) -> list[str]:
    return [
        f'CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only appended'); END"
        for verb in ("UPDATE", "DELETE")
    ]
