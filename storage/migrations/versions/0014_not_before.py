"""Letters remember for when they were put: what waits for other reasons may be sorted again."""

import sqlalchemy as sa
from alembic import op

from storage.base import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("not_before", Moment(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_column("not_before")
