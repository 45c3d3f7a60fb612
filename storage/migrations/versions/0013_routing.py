"""Routing: workloads, absences, leading schools, terms, and who had a question when."""

import sqlalchemy as sa
from alembic import op

from storage.base import Id, Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workloads",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("share", Id, nullable=False),
        sa.Column("ceiling", Id, nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_workloads_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_workloads")),
    )
    op.create_table(
        "absences",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("substitute_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_absences_person_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["people.id"], name=op.f("fk_absences_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    _index("absences", "person_id", "last")
    _index("absences", "substitute_id")
    _create_rules()
    _create_tenures()


def _create_rules() -> None:
    op.create_table(
        "leading_schools",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("school_id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_leading_schools_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["units.id"], name=op.f("fk_leading_schools_school_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_leading_schools_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leading_schools")),
    )
    _index("leading_schools", "unit_id")
    _index("leading_schools", "school_id")
    op.create_table(
        "terms",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("topic_id", Id, nullable=True),
        sa.Column("days", Id, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_terms_unit_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_terms_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    _index("terms", "unit_id")


def _create_tenures() -> None:
    op.create_table(
        "tenures",
        sa.Column("id", Id, nullable=False),
        sa.Column("consultation_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("step", Id, nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("remind_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_tenures_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tenures_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenures")),
    )
    _index("tenures", "consultation_id", "ended_at")
    _index("tenures", "person_id", "given_at")
    _index("tenures", "remind_at")


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(columns)}"), list(columns))


def downgrade() -> None:
    for table in ("tenures", "terms", "leading_schools", "absences", "workloads"):
        op.drop_table(table)
