"""Ids of MAX that do not follow the rule."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "max_messages",
        sa.Column("bot", ID, autoincrement=False, nullable=False),
        sa.Column("chat", ID, autoincrement=False, nullable=False),
        sa.Column("message", ID, autoincrement=False, nullable=False),
        sa.Column("mid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "chat", "message", name=op.f("pk_max_messages")),
    )
    op.create_table(
        "max_dialogs",
        sa.Column("bot", ID, autoincrement=False, nullable=False),
        sa.Column("chat", ID, autoincrement=False, nullable=False),
        sa.Column("dialog", ID, nullable=False),
        sa.PrimaryKeyConstraint("bot", "chat", name=op.f("pk_max_dialogs")),
    )


def downgrade() -> None:
    op.drop_table("max_dialogs")
    op.drop_table("max_messages")
