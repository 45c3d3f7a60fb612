"""Files that have crossed from one messenger to another."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("into", sa.String(), nullable=False),
        sa.Column("copy", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("messenger", "file_id", "into", name=op.f("pk_copies")),
    )


def downgrade() -> None:
    op.drop_table("copies")
