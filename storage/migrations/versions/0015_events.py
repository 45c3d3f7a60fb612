"""Events, who is enrolled for them, and calendars that people subscribe to."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_kinds",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_kinds")),
        sa.UniqueConstraint("name", name=op.f("uq_event_kinds_name")),
    )
    op.create_table(
        "events",
        sa.Column("id", Id, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("organiser_id", Id, nullable=False),
        sa.Column("kind_id", Id, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("seats_room", Id, nullable=True),
        sa.Column("seats_online", Id, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sequence", Id, nullable=False),
        sa.Column("settled_at", Moment(), nullable=False),
        sa.Column("reminded", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_events_unit_id")),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["people.id"], name=op.f("fk_events_organiser_id")
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["event_kinds.id"], name=op.f("fk_events_kind_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("uid", name=op.f("uq_events_uid")),
    )
    op.create_index(
        op.f("ix_events_unit_id_state_starts_at"), "events", ["unit_id", "state", "starts_at"]
    )
    op.create_index(op.f("ix_events_state_starts_at"), "events", ["state", "starts_at"])
    op.create_index(op.f("ix_events_organiser_id"), "events", ["organiser_id"])
    op.create_table(
        "event_subjects",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_subjects_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_event_subjects_subject_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "subject_id", name=op.f("pk_event_subjects")),
    )
    _people_of_events()


def _people_of_events() -> None:
    op.create_table(
        "enrolments",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("ticket", Id, nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("offered_until", Moment(), nullable=True),
        sa.Column("coming", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_enrolments_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_enrolments_person_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_enrolments")),
    )
    for columns in (
        ["event_id", "standing", "presence", "ticket"],
        ["event_id", "ticket"],
        ["person_id", "standing"],
        ["standing", "offered_until"],
    ):
        op.create_index(op.f("ix_enrolments_" + "_".join(columns)), "enrolments", columns)
    op.create_table(
        "calendar_subscriptions",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_subscriptions_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_subscriptions")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_calendar_subscriptions_fingerprint")),
    )


def downgrade() -> None:
    for table in (
        "calendar_subscriptions",
        "enrolments",
        "event_subjects",
        "events",
        "event_kinds",
    ):
        op.drop_table(table)
