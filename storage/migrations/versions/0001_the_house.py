"""The house."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("chat", ID, nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("attempts", ID, nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("set_aside_at", MOMENT, nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("messenger", "number", name=op.f("uq_inbox_messenger_number")),
    )
    with op.batch_alter_table("inbox") as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_done_at_id"), ["done_at", "id"])

    op.create_table(
        "installation",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.create_table(
        "positions",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sa.UniqueConstraint("name", name=op.f("uq_positions_name")),
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions") as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_owner"), ["owner"])
        batch_op.create_index(batch_op.f("ix_sessions_touched_at"), ["touched_at"])

    op.create_table(
        "subjects",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("name", name=op.f("uq_subjects_name")),
    )
    op.create_table(
        "topics",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("name", name=op.f("uq_topics_name")),
    )
    op.create_table(
        "units",
        sa.Column("id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
    )
    with op.batch_alter_table("units") as batch_op:
        batch_op.create_index(batch_op.f("ix_units_parent_id_folded"), ["parent_id", "folded"])

    op.create_table(
        "lineage",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("ancestor_id", ID, nullable=False),
        sa.Column("depth", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["ancestor_id"], ["units.id"], name=op.f("fk_lineage_ancestor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_lineage_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "ancestor_id", name=op.f("pk_lineage")),
    )
    with op.batch_alter_table("lineage") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lineage_ancestor_id_unit_id"), ["ancestor_id", "unit_id"]
        )

    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("registered_at", MOMENT, nullable=True),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_people_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("code", name=op.f("uq_people_code")),
    )
    with op.batch_alter_table("people") as batch_op:
        batch_op.create_index(batch_op.f("ix_people_folded"), ["folded"])
        batch_op.create_index(batch_op.f("ix_people_unit_id"), ["unit_id"])

    op.create_table(
        "accounts",
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("external", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("unreachable_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("messenger", "external", name=op.f("pk_accounts")),
    )
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"])

    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("about_id", ID, nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["people.id"], name=op.f("fk_audit_about_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_audit_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit") as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_about_id"), ["about_id"])

    op.create_table(
        "consents",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents") as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_person_id"), ["person_id"])

    op.create_table(
        "consultations",
        sa.Column("id", ID, nullable=False),
        sa.Column("teacher_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("methodist_id", ID, nullable=True),
        sa.Column("topic_id", ID, nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("gist", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("announced_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["methodist_id"], ["people.id"], name=op.f("fk_consultations_methodist_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_consultations_subject_id")
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["people.id"], name=op.f("fk_consultations_teacher_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_consultations_topic_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_consultations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
    )
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.create_index(batch_op.f("ix_consultations_due_at"), ["due_at"])
        batch_op.create_index(
            batch_op.f("ix_consultations_methodist_id_state_id"), ["methodist_id", "state", "id"]
        )
        batch_op.create_index(batch_op.f("ix_consultations_teacher_id_id"), ["teacher_id", "id"])
        batch_op.create_index(batch_op.f("ix_consultations_unit_id_state"), ["unit_id", "state"])

    op.create_table(
        "erasures",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("rows", ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_erasures_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "expertise",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("topic_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_expertise_person_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_expertise_subject_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_expertise_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_expertise_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise")),
    )
    with op.batch_alter_table("expertise") as batch_op:
        batch_op.create_index(batch_op.f("ix_expertise_person_id"), ["person_id"])
        batch_op.create_index(
            batch_op.f("ix_expertise_unit_id_subject_id_topic_id"),
            ["unit_id", "subject_id", "topic_id"],
        )

    op.create_table(
        "grants",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("granted_by", ID, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["granted_by"], ["people.id"], name=op.f("fk_grants_granted_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_grants_person_id")),
        sa.ForeignKeyConstraint(["revoked_by"], ["people.id"], name=op.f("fk_grants_revoked_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_grants_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("grants") as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_person_id_role"), ["person_id", "role"])
        batch_op.create_index(batch_op.f("ix_grants_unit_id_role"), ["unit_id", "role"])

    op.create_table(
        "invitations",
        sa.Column("id", ID, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", ID, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_invitations_made_by")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_invitations_unit_id")),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_invitations_fingerprint")),
    )
    with op.batch_alter_table("invitations") as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_person_id"), ["person_id"])

    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("to_id", ID, nullable=False),
        sa.Column("sender_id", ID, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("put_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", ID, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["sender_id"], ["people.id"], name=op.f("fk_outbox_sender_id")),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name=op.f("fk_outbox_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
    )
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_sender_id"), ["sender_id"])
        batch_op.create_index(batch_op.f("ix_outbox_settled_at_due_at"), ["settled_at", "due_at"])
        batch_op.create_index(batch_op.f("ix_outbox_to_id"), ["to_id"])

    op.create_table(
        "person_subjects",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("place", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_subjects_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_person_subjects_subject_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "subject_id", name=op.f("pk_person_subjects")),
    )
    op.create_table(
        "messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("consultation_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_messages_author_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_messages_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    with op.batch_alter_table("messages") as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_author_id"), ["author_id"])
        batch_op.create_index(batch_op.f("ix_messages_consultation_id"), ["consultation_id"])

    op.create_table(
        "attachments",
        sa.Column("id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_attachments_message_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    with op.batch_alter_table("attachments") as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_message_id"), ["message_id"])


def downgrade() -> None:
    with op.batch_alter_table("attachments") as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachments_message_id"))

    op.drop_table("attachments")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_consultation_id"))
        batch_op.drop_index(batch_op.f("ix_messages_author_id"))

    op.drop_table("messages")
    op.drop_table("person_subjects")
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_to_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_settled_at_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_sender_id"))

    op.drop_table("outbox")
    with op.batch_alter_table("invitations") as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_person_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("grants") as batch_op:
        batch_op.drop_index(batch_op.f("ix_grants_unit_id_role"))
        batch_op.drop_index(batch_op.f("ix_grants_person_id_role"))

    op.drop_table("grants")
    with op.batch_alter_table("expertise") as batch_op:
        batch_op.drop_index(batch_op.f("ix_expertise_unit_id_subject_id_topic_id"))
        batch_op.drop_index(batch_op.f("ix_expertise_person_id"))

    op.drop_table("expertise")
    op.drop_table("erasures")
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultations_unit_id_state"))
        batch_op.drop_index(batch_op.f("ix_consultations_teacher_id_id"))
        batch_op.drop_index(batch_op.f("ix_consultations_methodist_id_state_id"))
        batch_op.drop_index(batch_op.f("ix_consultations_due_at"))

    op.drop_table("consultations")
    with op.batch_alter_table("consents") as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_person_id"))

    op.drop_table("consents")
    with op.batch_alter_table("audit") as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_about_id"))

    op.drop_table("audit")
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_person_id"))

    op.drop_table("accounts")
    with op.batch_alter_table("people") as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_unit_id"))
        batch_op.drop_index(batch_op.f("ix_people_folded"))

    op.drop_table("people")
    with op.batch_alter_table("lineage") as batch_op:
        batch_op.drop_index(batch_op.f("ix_lineage_ancestor_id_unit_id"))

    op.drop_table("lineage")
    with op.batch_alter_table("units") as batch_op:
        batch_op.drop_index(batch_op.f("ix_units_parent_id_folded"))

    op.drop_table("units")
    op.drop_table("topics")
    op.drop_table("subjects")
    with op.batch_alter_table("sessions") as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_touched_at"))
        batch_op.drop_index(batch_op.f("ix_sessions_owner"))

    op.drop_table("sessions")
    op.drop_table("positions")
    op.drop_table("installation")
    with op.batch_alter_table("inbox") as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_done_at_id"))

    op.drop_table("inbox")
