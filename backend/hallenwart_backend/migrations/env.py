"""What Alembic runs: the connection is handed over by `records_migrate`, the tables are all subjects'."""

from __future__ import annotations

from alembic import context

from hallenwart_backend.adapters.records_all import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
