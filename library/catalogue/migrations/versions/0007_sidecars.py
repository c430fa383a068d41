"""The XMP file that lay beside a delivery.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; what came in before had nothing beside it that was read."""
    op.add_column("delivery", sa.Column("sidecar_name", sa.String(), nullable=True))
    op.add_column("delivery", sa.Column("sidecar_digest", sa.String(64), nullable=True))
