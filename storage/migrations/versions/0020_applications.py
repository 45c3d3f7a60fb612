"""Applications for events, and the terms on which they are taken."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application_terms",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("admission", sa.String(), nullable=False),
        sa.Column("deadline", Moment(), nullable=True),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("files", sa.Boolean(), nullable=False),
        sa.Column("sequence", Id, nullable=False),
        sa.Column("announced_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_application_terms_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_application_terms")),
    )
    op.create_table(
        "applications",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("ticket", Id, nullable=False),
        sa.Column("revision", Id, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", Id, nullable=True),
        sa.Column("award", sa.String(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("reminded_of", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_applications_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_applications_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_applications_decided_by")
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_applications")),
    )
    op.create_index(
        op.f("ix_applications_event_id_state_ticket"),
        "applications",
        ["event_id", "state", "ticket"],
    )
    op.create_index(op.f("ix_applications_person_id"), "applications", ["person_id"])
    op.create_index(op.f("ix_applications_state"), "applications", ["state"])
    op.create_table(
        "application_files",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("place", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", Id, nullable=False),
        sa.Column("album", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_application_files_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_application_files_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "person_id", "place", name=op.f("pk_application_files")
        ),
    )
    op.create_index(op.f("ix_application_files_person_id"), "application_files", ["person_id"])
    op.create_index(
        op.f("ix_application_files_messenger_file_id"),
        "application_files",
        ["messenger", "file_id"],
    )


def downgrade() -> None:
    op.drop_table("application_files")
    op.drop_table("applications")
    op.drop_table("application_terms")
