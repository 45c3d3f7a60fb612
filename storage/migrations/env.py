"""What alembic runs: migrations over the connection that it is given."""

from alembic import context

import storage.work  # noqa: F401 - so that every table is known
from storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)

with context.begin_transaction():
    context.run_migrations()
