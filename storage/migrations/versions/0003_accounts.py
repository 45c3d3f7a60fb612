"""Accounts: the one that notices go to, and codes that join another."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.add_column(sa.Column("chosen_at", MOMENT, nullable=True))

    op.create_table(
        "joinings",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("finder", sa.String(), nullable=True),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("tries", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_joinings_person_id")),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name=op.f("fk_joinings_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
        sa.UniqueConstraint("finder", name=op.f("uq_joinings_finder")),
        sa.UniqueConstraint("link", name=op.f("uq_joinings_link")),
    )
    with op.batch_alter_table("joinings") as batch_op:
        batch_op.create_index(batch_op.f("ix_joinings_person_id"), ["person_id"])
        batch_op.create_index(batch_op.f("ix_joinings_other_id"), ["other_id"])
        batch_op.create_index(batch_op.f("ix_joinings_made_at"), ["made_at"])


def downgrade() -> None:
    with op.batch_alter_table("joinings") as batch_op:
        batch_op.drop_index(batch_op.f("ix_joinings_made_at"))
        batch_op.drop_index(batch_op.f("ix_joinings_other_id"))
        batch_op.drop_index(batch_op.f("ix_joinings_person_id"))

    op.drop_table("joinings")
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.drop_column("chosen_at")
