"""Lists that are handed over, papers in the making, requests of networks, questions sent together,
figures of gaps month by month; and who of the team noted a wish."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

key = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
short = sa.String(20)
moment = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "handed_list",
        sa.Column("id", key, nullable=False),
        sa.Column("code", short, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handed_list"),
        sa.UniqueConstraint("code", name="uq_handed_list_code"),
    )
    op.create_index("ix_handed_list_person_id", "handed_list", ["person_id"])
    op.create_index("ix_handed_list_expires_at", "handed_list", ["expires_at"])
    op.create_table(
        "paper_job",
        sa.Column("id", key, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("state", short, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("lease_until", moment, nullable=False),
        sa.Column("file", sa.LargeBinary()),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_job"),
        sa.UniqueConstraint("key", name="uq_paper_job_key"),
    )
    op.create_index("ix_paper_job_state", "paper_job", ["state"])
    op.create_index("ix_paper_job_expires_at", "paper_job", ["expires_at"])
    op.create_table(
        "network_request",
        sa.Column("id", key, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("ags", short, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_network_request"),
        sa.UniqueConstraint("key", name="uq_network_request_key"),
    )
    op.create_index("ix_network_request_expires_at", "network_request", ["expires_at"])
    op.create_table(
        "asked_together",
        sa.Column("id", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("state", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("answered_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_asked_together"),
    )
    op.create_index("ix_asked_together_person_id", "asked_together", ["person_id"])
    op.create_index("ix_asked_together_offer_id", "asked_together", ["offer_id"])
    op.create_table(
        "gap_month",
        sa.Column("month", short, nullable=False),
        sa.Column("region", short, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("month", "region", name="pk_gap_month"),
    )
    op.add_column("wish", sa.Column("person_id", key, nullable=False, server_default=""))
    op.add_column("wish", sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.true()))
