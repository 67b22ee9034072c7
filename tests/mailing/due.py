"""Mails that wait for another try need not be waited for."""

from sqlalchemy import text

from directory.submissions import Store


def make_all_due(store: Store) -> None:
    """As if an hour had gone by. Whoever sends wants to write too, so only what is not due yet is
    touched."""
    with store.database.writing() as connection:
        connection.execute(
            text("UPDATE outbox SET due = created_at WHERE state = 'waiting' AND due <> created_at")
        )
