"""What assets are recognised by after alterations, and what was proved of pairs.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the two tables; what is here already is filled in by `photodesk duplicates refresh`."""
    op.create_table(
        "likeness",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asset_id", sa.Integer(), sa.ForeignKey("asset.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at_seconds", sa.Float(), nullable=True),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("detail_digest", sa.String(64), nullable=False),
        sa.Column("is_compared", sa.Boolean(), nullable=False),
    )
    for column in ("asset_id", "version", "is_compared"):
        op.create_index(f"ix_likeness_{column}", "likeness", [column])
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("first_id", sa.Integer(), sa.ForeignKey("asset.id"), nullable=False),
        sa.Column("second_id", sa.Integer(), sa.ForeignKey("asset.id"), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("first_id", "second_id"),
    )
    for column in ("first_id", "second_id", "kind"):
        op.create_index(f"ix_proof_{column}", "proof", [column])
