"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
key = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
short = sa.String(20)
moment = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "venue",
        sa.Column("id", key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("rough", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.PrimaryKeyConstraint("id", name="pk_venue"),
    )
    op.create_index("ix_venue_latitude_longitude", "venue", ["latitude", "longitude"])
    op.create_table(
        "club",
        sa.Column("id", key, nullable=False),
        sa.Column("slug", key, nullable=False),
        sa.Column("venue_id", key),
        sa.Column("status", short, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("rough", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_club"),
        sa.UniqueConstraint("slug", name="uq_club_slug"),
    )
    op.create_index("ix_club_venue_id", "club", ["venue_id"])
    op.create_table(
        "offer",
        sa.Column("id", key, nullable=False),
        sa.Column("slug", key, nullable=False),
        sa.Column("club_id", key, nullable=False),
        sa.Column("venue_id", key),
        sa.Column("status", short, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("rough", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_offer_club_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.UniqueConstraint("slug", name="uq_offer_slug"),
    )
    op.create_index("ix_offer_club_id_status", "offer", ["club_id", "status"])
    op.create_index("ix_offer_venue_id", "offer", ["venue_id"])
    op.create_table(
        "former_address",
        sa.Column("kind", short, nullable=False),
        sa.Column("former", key, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.PrimaryKeyConstraint("kind", "former", name="pk_former_address"),
    )
    op.create_table(
        "change",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("xid", number, nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("what", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_xid_number", "change", ["xid", "number"])
    op.create_table(
        "revision",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", short, nullable=False),
        sa.Column("role", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("before", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_revision_kind_record_id_number", "revision", ["kind", "record_id", "number"]
    )
    op.create_table(
        "era",
        sa.Column("word", short, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_era"),
    )
