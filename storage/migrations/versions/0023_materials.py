"""Materials of events, who has heard of them, memos for those who take part, and questions."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memos",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_memos_event_id")),
        sa.PrimaryKeyConstraint("event_id", "presence", name=op.f("pk_memos")),
    )
    op.create_table(
        "shelves",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("seen_by", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("version", Id, nullable=False),
        sa.Column("look_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_shelves_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_shelves")),
    )
    op.create_index(op.f("ix_shelves_look_at"), "shelves", ["look_at"])
    _materials()
    _tellings()
    _inquiries()


def _materials() -> None:
    op.create_table(
        "materials",
        sa.Column("id", Id, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("messenger", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", Id, nullable=False),
        sa.Column("album", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_materials_event_id")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_materials_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_materials")),
    )
    op.create_index(op.f("ix_materials_event_id_id"), "materials", ["event_id", "id"])
    op.create_index(op.f("ix_materials_author_id"), "materials", ["author_id"])
    op.create_index(op.f("ix_materials_file_id"), "materials", ["file_id"])


def _tellings() -> None:
    op.create_table(
        "material_tellings",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("version", Id, nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_material_tellings_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_material_tellings_person_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_material_tellings")),
    )
    op.create_index(op.f("ix_material_tellings_person_id"), "material_tellings", ["person_id"])


def _inquiries() -> None:
    op.create_table(
        "inquiries",
        sa.Column("id", Id, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", Id, nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_inquiries_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_inquiries_person_id")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["people.id"], name=op.f("fk_inquiries_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    op.create_index(
        op.f("ix_inquiries_event_id_person_id"), "inquiries", ["event_id", "person_id"]
    )
    op.create_index(op.f("ix_inquiries_person_id"), "inquiries", ["person_id"])
    op.create_index(op.f("ix_inquiries_answered_by"), "inquiries", ["answered_by"])


def downgrade() -> None:
    for table in ("inquiries", "material_tellings", "materials", "shelves", "memos"):
        op.drop_table(table)
