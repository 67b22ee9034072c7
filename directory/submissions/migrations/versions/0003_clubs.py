"""Drafts, submissions, keepers, links, care, photos and use: what clubs send and keep true."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

key = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
short = sa.String(20)
moment = sa.String(40)
address = sa.String(254)


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", key, nullable=False),
        sa.Column("key_hash", key, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("email", address, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submission_id", key, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("key_hash", name="uq_draft_key_hash"),
    )
    op.create_index("ix_draft_changed_at", "draft", ["changed_at"])
    op.create_table(
        "submission",
        sa.Column("id", key, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("club_id", key, nullable=False),
        sa.Column("state", short, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("before_version", sa.Integer(), nullable=False),
        sa.Column("email", address, nullable=False),
        sa.Column("doubts", sa.String(200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("decided_at", moment),
        sa.Column("decided_by", short, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("key", name="uq_submission_key"),
    )
    op.create_index("ix_submission_offer_id", "submission", ["offer_id"])
    op.create_index("ix_submission_state_created_at", "submission", ["state", "created_at"])
    op.create_table(
        "keeper",
        sa.Column("club_id", key, nullable=False),
        sa.Column("email", key, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("confirmed_at", moment),
        sa.PrimaryKeyConstraint("club_id", "email", name="pk_keeper"),
    )
    op.create_table(
        "link",
        sa.Column("hash", key, nullable=False),
        sa.Column("purpose", short, nullable=False),
        sa.Column("subject", key, nullable=False),
        sa.Column("email", key, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment),
        sa.PrimaryKeyConstraint("hash", name="pk_link"),
    )
    op.create_index("ix_link_email", "link", ["email"])
    op.create_index("ix_link_expires_at", "link", ["expires_at"])
    op.create_table(
        "care",
        sa.Column("offer_id", key, nullable=False),
        sa.Column("counts_from", short, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_on", short),
        sa.Column("asked_times", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("phone_task_since", short),
        sa.Column("phone_reason", short, nullable=False),
        sa.Column("archived_on", short),
        sa.PrimaryKeyConstraint("offer_id", name="pk_care"),
    )
    op.create_index("ix_care_counts_from", "care", ["counts_from"])
    op.create_index("ix_care_phone_task_since", "care", ["phone_task_since"])
    op.create_table(
        "bounced",
        sa.Column("email", key, nullable=False),
        sa.Column("status", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("email", name="pk_bounced"),
    )
    op.create_table(
        "use",
        sa.Column("day", short, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("what", short, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "offer_id", "what", name="pk_use"),
    )
    op.create_table(
        "photo",
        sa.Column("file", key, nullable=False),
        sa.Column("draft_id", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("file", name="pk_photo"),
    )
    op.create_index("ix_photo_draft_id", "photo", ["draft_id"])
    op.create_index("ix_photo_offer_id", "photo", ["offer_id"])
    op.create_index("ix_photo_created_at", "photo", ["created_at"])
