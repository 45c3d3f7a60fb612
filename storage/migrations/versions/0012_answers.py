"""The bank of answers, and what its answers are found by.

The index is made of ``question_words`` and ``answer_words`` of published answers by the database
itself: triggers and FTS5 on SQLite, an index of the expression on PostgreSQL. It is no part of
the models. Whoever makes the table anew (``batch_alter_table``) makes the triggers anew too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

FTS5 = (
    """CREATE VIRTUAL TABLE answers_index USING fts5(
        question_words, answer_words, content='answers', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0')""",
    "CREATE VIRTUAL TABLE answers_index_terms USING fts5vocab('answers_index', 'row')",
    """CREATE TRIGGER answers_index_insert AFTER INSERT ON answers
    WHEN new.state = 'published' BEGIN
        INSERT INTO answers_index(rowid, question_words, answer_words)
        VALUES (new.id, new.question_words, new.answer_words);
    END""",
    """CREATE TRIGGER answers_index_delete AFTER DELETE ON answers
    WHEN old.state = 'published' BEGIN
        INSERT INTO answers_index(answers_index, rowid, question_words, answer_words)
        VALUES ('delete', old.id, old.question_words, old.answer_words);
    END""",
    """CREATE TRIGGER answers_index_update
    AFTER UPDATE OF question_words, answer_words, state ON answers BEGIN
        INSERT INTO answers_index(answers_index, rowid, question_words, answer_words)
        SELECT 'delete', old.id, old.question_words, old.answer_words
        WHERE old.state = 'published';
        INSERT INTO answers_index(rowid, question_words, answer_words)
        SELECT new.id, new.question_words, new.answer_words WHERE new.state = 'published';
    END""",
)
GIN = """CREATE INDEX answers_index ON answers USING gin ((
    setweight(to_tsvector('simple', question_words), 'A')
    || setweight(to_tsvector('simple', answer_words), 'D')
)) WHERE state = 'published'"""


def upgrade() -> None:
    _answers()
    _marks()
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)
    else:
        op.execute(GIN)


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("consultation_id", ID, nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("question_words", sa.String(), nullable=False),
        sa.Column("answer_words", sa.String(), nullable=False),
        sa.Column("topic_id", ID, nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("published_by", ID, nullable=True),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("review_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("useful", ID, nullable=False),
        sa.Column("saved", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_answers_{column}"))
            for column, target in (
                ("consultation_id", "consultations.id"),
                ("topic_id", "topics.id"),
                ("subject_id", "subjects.id"),
                ("unit_id", "units.id"),
                ("published_by", "people.id"),
            )
        ),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_answers_consultation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    for columns in (
        ("published_by",),
        ("state", "topic_id", "subject_id"),
        ("state", "review_at"),
        ("unit_id", "review_at"),
    ):
        op.create_index(op.f(f"ix_answers_{'_'.join(columns)}"), "answers", list(columns))


def _marks() -> None:
    op.create_table(
        "answer_marks",
        sa.Column("answer_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name=op.f("fk_answer_marks_answer_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_answer_marks_person_id")
        ),
        sa.PrimaryKeyConstraint("answer_id", "person_id", "mark", name=op.f("pk_answer_marks")),
    )
    op.create_index(op.f("ix_answer_marks_person_id"), "answer_marks", ["person_id"])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE answers_index_terms")
        op.execute("DROP TABLE answers_index")
    op.drop_table("answer_marks")
    op.drop_table("answers")
