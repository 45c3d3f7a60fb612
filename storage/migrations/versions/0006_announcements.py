"""Announcements: the text once, who has to agree, and since when people have been teaching."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
INDEXES = (
    ["author_id"],
    ["unit_id", "id"],
    ["begins_at"],
    ["paused_at"],
    ["ended_at"],
)


def upgrade() -> None:
    with op.batch_alter_table("people") as batch_op:
        batch_op.add_column(sa.Column("teaching_since", ID, nullable=True))
    with op.batch_alter_table("units") as batch_op:
        batch_op.add_column(
            sa.Column("approval", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("units") as batch_op:
        batch_op.alter_column("approval", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "announcements",
        sa.Column("id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("acknowledge", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("send_at", MOMENT, nullable=True),
        sa.Column("begins_at", MOMENT, nullable=True),
        sa.Column("approved_by", ID, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("expanded_to", ID, nullable=False),
        sa.Column("expanded_at", MOMENT, nullable=True),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("revised_to", ID, nullable=False),
        sa.Column("revised_until", ID, nullable=True),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_announcements_author_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_announcements_unit_id")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["people.id"], name=op.f("fk_announcements_approved_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    with op.batch_alter_table("announcements") as batch_op:
        for columns in INDEXES:
            batch_op.create_index(batch_op.f("ix_announcements_" + "_".join(columns)), columns)


def downgrade() -> None:
    with op.batch_alter_table("announcements") as batch_op:
        for columns in reversed(INDEXES):
            batch_op.drop_index(batch_op.f("ix_announcements_" + "_".join(columns)))
    op.drop_table("announcements")
    with op.batch_alter_table("units") as batch_op:
        batch_op.drop_column("approval")
    with op.batch_alter_table("people") as batch_op:
        batch_op.drop_column("teaching_since")
