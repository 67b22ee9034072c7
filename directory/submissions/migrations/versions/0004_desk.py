"""People of the team, their sessions and passkeys, the audit log, calls and visits, daily numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

key = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
short = sa.String(20)
moment = sa.String(40)
name = sa.String(120)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", key, nullable=False),
        sa.Column("email", key, nullable=False),
        sa.Column("name", name, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_table(
        "session",
        sa.Column("hash", key, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("device", name, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_session"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "passkey",
        sa.Column("id", key, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", number, nullable=False),
        sa.Column("name", name, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("used_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "audit",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_kind_record_id", "audit", ["kind", "record_id"])
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    _guard_audit()
    op.create_table(
        "check_record",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("offer_id", key, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("how", short, nullable=False),
        sa.Column("day", short, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_check_record"),
        sa.UniqueConstraint("key", name="uq_check_record_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_check_record_offer_id", "check_record", ["offer_id"])
    op.create_table(
        "not_the_same",
        sa.Column("first", key, nullable=False),
        sa.Column("second", key, nullable=False),
        sa.Column("person_id", key, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_not_the_same"),
    )
    op.create_table(
        "link_check",
        sa.Column("id", key, nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", short, nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("fails", sa.Integer(), nullable=False),
        sa.Column("checked_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_check"),
    )
    op.create_index("ix_link_check_state", "link_check", ["state"])
    op.create_table(
        "daily_count",
        sa.Column("day", short, nullable=False),
        sa.Column("what", short, nullable=False),
        sa.Column("word", key, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "what", "word", name="pk_daily_count"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", short, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeat"),
    )
    op.add_column("revision", sa.Column("person_id", key, nullable=False, server_default=""))


def _guard_audit() -> None:
    """Whatever the application does, a line of the audit log stays as it was written."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit"
                " BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()"
    )
