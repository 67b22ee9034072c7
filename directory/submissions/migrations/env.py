"""Runs migrations on the connection, and in the transaction, that the caller opened."""

from alembic import context

from directory.submissions.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # SQLite cannot change most of a table: it is then copied into a new one.
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
