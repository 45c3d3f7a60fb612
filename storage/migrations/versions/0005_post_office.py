"""The post office: lanes, states, threads, where a letter was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

STATE = """
UPDATE outbox SET state = CASE
    WHEN settled_at IS NULL THEN 'due'
    WHEN failure IS NULL THEN 'delivered'
    ELSE 'failed' END
"""


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("lane", ID, nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("state", sa.String(), nullable=False, server_default="due"))
        batch_op.add_column(sa.Column("thread", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("expires_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("term", ID, nullable=True))
        batch_op.add_column(sa.Column("doubts", ID, nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("errand", sa.String(), nullable=False, server_default="show")
        )
        batch_op.add_column(sa.Column("shown", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("announcement_id", ID, nullable=True))
        batch_op.add_column(sa.Column("digest_id", ID, nullable=True))
    op.execute(STATE)
    with op.batch_alter_table("outbox") as batch_op:
        for column, kind in (("lane", ID), ("doubts", ID), ("state", sa.String())):
            batch_op.alter_column(column, existing_type=kind, server_default=None)
        batch_op.alter_column("errand", existing_type=sa.String(), server_default=None)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_digest_id"), "outbox", ["digest_id"], ["id"]
        )
        batch_op.drop_index(batch_op.f("ix_outbox_settled_at_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_to_id"))
        for columns in INDEXES:
            batch_op.create_index(batch_op.f("ix_outbox_" + "_".join(columns)), columns)


def downgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        for columns in reversed(INDEXES):
            batch_op.drop_index(batch_op.f("ix_outbox_" + "_".join(columns)))
        batch_op.create_index(batch_op.f("ix_outbox_to_id"), ["to_id"])
        batch_op.create_index(batch_op.f("ix_outbox_settled_at_due_at"), ["settled_at", "due_at"])
        batch_op.drop_constraint(batch_op.f("fk_outbox_digest_id"), type_="foreignkey")
        for column in COLUMNS:
            batch_op.drop_column(column)


INDEXES = (
    ["state", "lane", "due_at", "id"],
    ["state", "expires_at"],
    ["to_id", "thread"],
    ["announcement_id", "state"],
    ["settled_at"],
    ["digest_id"],
)
COLUMNS = (
    "digest_id",
    "announcement_id",
    "shown",
    "errand",
    "doubts",
    "term",
    "expires_at",
    "thread",
    "state",
    "lane",
)
