"""Which assets wait for their renditions, who is at it, and what is missing of damaged ones.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; what is here already was developed when it came in."""
    op.add_column("asset", sa.Column("is_developed", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("asset", sa.Column("damage", sa.Text(), nullable=True))
    op.add_column("asset", sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_asset_is_developed", "asset", ["is_developed", "claimed_until"])
