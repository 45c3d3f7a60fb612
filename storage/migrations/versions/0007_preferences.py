"""What people want of their letters, and time zones of units."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("units") as batch_op:
        batch_op.add_column(sa.Column("zone", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("effective_zone", sa.String(), nullable=True))

    op.create_table(
        "preferences",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("reminders", sa.String(), nullable=False),
        sa.Column("announcements", sa.String(), nullable=False),
        sa.Column("digest_hour", ID, nullable=False),
        sa.Column("quiet_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_preferences_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_preferences")),
    )


def downgrade() -> None:
    op.drop_table("preferences")
    with op.batch_alter_table("units") as batch_op:
        batch_op.drop_column("effective_zone")
        batch_op.drop_column("zone")
