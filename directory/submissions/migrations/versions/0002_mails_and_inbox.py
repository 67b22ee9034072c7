"""Mails that are to leave, what visitors send, and counters against abuse."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
key = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
short = sa.String(20)
moment = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("message_id", key, nullable=False),
        sa.Column("to", sa.String(254), nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("about", key, nullable=False),
        sa.Column("state", short, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("due", moment, nullable=False),
        sa.Column("lease_until", moment),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment),
        sa.Column("ended_at", moment),
        sa.Column("last_error", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_state_due", "outbox", ["state", "due"])
    op.create_table(
        "outbox_secret",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outbox_secret"),
    )
    op.create_table(
        "inquiry",
        sa.Column("id", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("mail_key", key, nullable=False),
        sa.Column("consent", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
    )
    op.create_index("ix_inquiry_offer_id", "inquiry", ["offer_id"])
    op.create_table(
        "wish",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_wish"),
        sa.UniqueConstraint("key", name="uq_wish_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_at", "wish", ["at"])
    op.create_table(
        "report",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_report"),
        sa.UniqueConstraint("key", name="uq_report_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_offer_id", "report", ["offer_id"])
    op.create_table(
        "barrier",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_barrier"),
        sa.UniqueConstraint("key", name="uq_barrier_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "limit_key",
        sa.Column("day", short, nullable=False),
        sa.Column("secret", key, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_limit_key"),
    )
    op.create_table(
        "limit_count",
        sa.Column("day", short, nullable=False),
        sa.Column("who", key, nullable=False),
        sa.Column("span", number, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "who", "span", name="pk_limit_count"),
    )
