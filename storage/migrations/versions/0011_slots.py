"""Times for talks with methodists, and who has booked them."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slots",
        sa.Column("id", Id, nullable=False),
        sa.Column("methodist_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["methodist_id"], ["people.id"], name=op.f("fk_slots_methodist_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_slots_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
    )
    op.create_index(
        op.f("ix_slots_methodist_id_starts_at"), "slots", ["methodist_id", "starts_at"]
    )
    op.create_index(
        op.f("ix_slots_unit_id_state_starts_at"), "slots", ["unit_id", "state", "starts_at"]
    )
    op.create_table(
        "talks",
        sa.Column("id", Id, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("slot_id", Id, nullable=False),
        sa.Column("teacher_id", Id, nullable=False),
        sa.Column("consultation_id", Id, nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sequence", Id, nullable=False),
        sa.Column("settled_at", Moment(), nullable=False),
        sa.Column("reminded", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_talks_slot_id")),
        sa.ForeignKeyConstraint(["teacher_id"], ["people.id"], name=op.f("fk_talks_teacher_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_talks_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("uid", name=op.f("uq_talks_uid")),
    )
    op.create_index(op.f("ix_talks_slot_id_state"), "talks", ["slot_id", "state"])
    op.create_index(op.f("ix_talks_teacher_id_state"), "talks", ["teacher_id", "state"])


def downgrade() -> None:
    op.drop_table("talks")
    op.drop_table("slots")
