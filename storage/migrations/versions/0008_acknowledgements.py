"""Who has read an announcement, when those who have not were asked, and questions about it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("announcement_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_acknowledgements_announcement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_acknowledgements_person_id")
        ),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_acknowledgements")),
    )
    with op.batch_alter_table("acknowledgements") as batch_op:
        batch_op.create_index(batch_op.f("ix_acknowledgements_person_id"), ["person_id"])
    op.create_table(
        "acknowledgement_rounds",
        sa.Column("announcement_id", ID, autoincrement=False, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_acknowledgement_rounds_announcement_id"),
        ),
        sa.PrimaryKeyConstraint("announcement_id", "day", name=op.f("pk_acknowledgement_rounds")),
    )
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.add_column(sa.Column("announcement_id", ID, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_consultations_announcement_id"),
            "announcements",
            ["announcement_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_consultations_announcement_id"), type_="foreignkey"
        )
        batch_op.drop_column("announcement_id")
    op.drop_table("acknowledgement_rounds")
    op.drop_table("acknowledgements")
