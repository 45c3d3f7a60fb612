"""Threads in full: parts and kinds of messages, masks, words to outcomes, templates."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _widen()
    op.create_table(
        "message_parts",
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("place", ID, autoincrement=False, nullable=False),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_parts_message_id")
        ),
        sa.PrimaryKeyConstraint("message_id", "place", name=op.f("pk_message_parts")),
    )
    with op.batch_alter_table("message_parts") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_parts_source_messenger"), ["source", "messenger"]
        )
    op.create_table(
        "masks",
        sa.Column("mask_id", ID, autoincrement=False, nullable=False),
        sa.Column("wearer_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["mask_id"], ["people.id"], name=op.f("fk_masks_mask_id")),
        sa.ForeignKeyConstraint(["wearer_id"], ["people.id"], name=op.f("fk_masks_wearer_id")),
        sa.PrimaryKeyConstraint("mask_id", name=op.f("pk_masks")),
    )
    with op.batch_alter_table("masks") as batch_op:
        batch_op.create_index(batch_op.f("ix_masks_wearer_id"), ["wearer_id"])
    op.create_table(
        "proposals",
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_proposals_message_id")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_proposals")),
    )
    op.create_table(
        "volunteers",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_volunteers_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_volunteers")),
    )
    op.create_table(
        "templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_templates_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_templates_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
    )
    with op.batch_alter_table("templates") as batch_op:
        batch_op.create_index(batch_op.f("ix_templates_person_id"), ["person_id"])
        batch_op.create_index(batch_op.f("ix_templates_unit_id"), ["unit_id"])


def _widen() -> None:
    """What there was before was said in full view, in one piece, by somebody with a name."""
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.add_column(
            sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("word", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("outcome_wanted_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("colleagues_at", MOMENT, nullable=True))
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.alter_column("anonymous", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column("word", existing_type=sa.String(), server_default=None)
        batch_op.create_index(batch_op.f("ix_consultations_closed_at"), ["closed_at"])
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="words"))
        batch_op.add_column(sa.Column("edited_at", MOMENT, nullable=True))
    with op.batch_alter_table("messages") as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(), server_default=None)
    with op.batch_alter_table("attachments") as batch_op:
        batch_op.add_column(sa.Column("album", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("place", ID, nullable=True))
    with op.batch_alter_table("attachments") as batch_op:
        batch_op.alter_column("album", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    for table in ("templates", "volunteers", "proposals", "masks", "message_parts"):
        op.drop_table(table)
    with op.batch_alter_table("attachments") as batch_op:
        batch_op.drop_column("place")
        batch_op.drop_column("album")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_column("edited_at")
        batch_op.drop_column("kind")
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultations_closed_at"))
        for column in ("colleagues_at", "outcome_wanted_at", "word", "anonymous"):
            batch_op.drop_column(column)
