"""What those who came think of an event."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", Id, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("useful", sa.String(), nullable=False),
        sa.Column("applied", sa.String(), nullable=False),
        sa.Column("pace", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_opinions_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_opinions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_opinions_event_id_person_id")),
    )
    op.create_index(op.f("ix_opinions_person_id"), "opinions", ["person_id"])


def downgrade() -> None:
    op.drop_table("opinions")
