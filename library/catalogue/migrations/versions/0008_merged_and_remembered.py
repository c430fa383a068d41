"""Assets merged into another, and verdicts that hold for the bytes.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_ENDS = ("first", "second")


def upgrade() -> None:
    """Add the columns; what was decided takes the digests of its assets."""
    op.execute("ALTER TABLE asset ADD COLUMN merged_into_id INTEGER REFERENCES asset (id)")
    op.create_index("ix_asset_merged_into_id", "asset", ["merged_into_id"])
    if op.get_bind().dialect.name == "sqlite":
        _make_anew()
    else:
        _alter()
    for end in _ENDS:
        op.create_index(f"ix_verdict_{end}_digest", "verdict", [f"{end}_digest"])


def _make_anew() -> None:
    """Make the table of verdicts anew: SQLite changes no column of a table that is there."""
    for end in _ENDS:
        op.drop_index(f"ix_verdict_{end}_id", "verdict")
    op.rename_table("verdict", "verdict_before")
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(
            sa.Column(f"{end}_id", sa.Integer(), sa.ForeignKey("asset.id", ondelete="SET NULL"), nullable=True)
            for end in _ENDS
        ),
        *(sa.Column(f"{end}_digest", sa.String(64), nullable=False) for end in _ENDS),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("first_id", "second_id"),
    )
    for end in _ENDS:
        op.create_index(f"ix_verdict_{end}_id", "verdict", [f"{end}_id"])
    op.execute(
        "INSERT INTO verdict (id, first_id, second_id, first_digest, second_digest, kind, decided_by, decided_at)"
        " SELECT v.id, v.first_id, v.second_id, one.digest, other.digest, v.kind, v.decided_by, v.decided_at"
        " FROM verdict_before v JOIN asset one ON one.id = v.first_id JOIN asset other ON other.id = v.second_id"
    )
    op.drop_table("verdict_before")


def _alter() -> None:
    for end in _ENDS:
        op.add_column("verdict", sa.Column(f"{end}_digest", sa.String(64), nullable=True))
        op.execute(f"UPDATE verdict SET {end}_digest = asset.digest FROM asset WHERE asset.id = verdict.{end}_id")  # noqa: S608  no value from outside
        op.alter_column("verdict", f"{end}_digest", nullable=False)
        op.alter_column("verdict", f"{end}_id", nullable=True)
        op.drop_constraint(f"verdict_{end}_id_fkey", "verdict", type_="foreignkey")
        op.create_foreign_key(f"verdict_{end}_id_fkey", "verdict", "asset", [f"{end}_id"], ["id"], ondelete="SET NULL")
