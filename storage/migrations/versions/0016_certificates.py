"""Who came to an event, the word said there, what certificates say; and the yearly plan."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendances",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("by_id", Id, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_attendances_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attendances_person_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_attendances_by_id")),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_attendances")),
    )
    op.create_index(op.f("ix_attendances_told_event_id"), "attendances", ["told", "event_id"])
    op.create_index(op.f("ix_attendances_person_id"), "attendances", ["person_id"])
    op.create_table(
        "code_words",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_code_words_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_code_words")),
    )
    _certificates()


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("hours", Id, nullable=True),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_certificates_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_certificates_person_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificates")),
    )
    op.create_index(
        op.f("ix_certificates_person_id_event_id"), "certificates", ["person_id", "event_id"]
    )

    _plan()


def _plan() -> None:
    op.create_table(
        "planned_events",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("responsible_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_planned_events_unit_id")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["people.id"], name=op.f("fk_planned_events_responsible_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_events")),
    )
    op.create_index(
        op.f("ix_planned_events_unit_id_month"), "planned_events", ["unit_id", "month"]
    )
    op.create_index(op.f("ix_planned_events_responsible_id"), "planned_events", ["responsible_id"])


def downgrade() -> None:
    for table in ("planned_events", "certificates", "code_words", "attendances"):
        op.drop_table(table)
